#include "tests/support/GuiHarness.h"
#include "tests/ui/TokenWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/inspector/TokenEdit.h"
#include "ui/pages/InspectorPage.h"

#include <QAbstractButton>
#include <QLabel>
#include <QListView>
#include <QRegularExpression>
#include <QScrollArea>
#include <QTableView>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using tests::TokenWorld;

/// The inspector's page in the sizes and themes people have it in: nothing is cut.
class tst_ui_InspectorLooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsCut_data();
    void nothingIsCut();
    void whatPeopleOpenATokenForIsAboveTheFold();
    void findingsUnfoldBySeverity();
};

namespace {

const QByteArray longName = "https://a-very-long-name-without-any-blank-in-it."_ba.repeated(6) + "example.com/";

QByteArray tokenOf(const TokenWorld &world, const QString &kind)
{
    if (kind == u"against-practice"_s)
        return world.signedByTenant(world.header(), world.claims(-600, 3000, R"(,"cnf":{"jkt":"abc"})"));
    if (kind == u"expired"_s)
        return world.signedByTenant(world.header(), world.claims(-7200, -3600));
    if (kind == u"unsecured"_s)
        return TokenWorld::encoded(R"({"alg":"none"})") + '.' + TokenWorld::encoded(world.claims()) + '.';
    if (kind == u"long"_s)
        return world.signedByTenant(R"({"alg":"RS256","kid":")" + longName + R"("})",
                                    R"({"iss":")" + longName + R"(","aud":")" + longName + R"(","sub":")" + longName +
                                        R"(",")" + longName + R"(":1})");
    return world.goodToken();
}

} // namespace

void tst_ui_InspectorLooks::nothingIsCut_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<settings::Theme>("theme");
    QTest::addColumn<qreal>("scale");
    for (const QString &kind : {u"good"_s, u"against-practice"_s, u"expired"_s, u"unsecured"_s, u"long"_s}) {
        const QByteArray name = kind.toLatin1();
        QTest::addRow("%s-1280", name.constData()) << kind << QSize(1280, 800) << settings::Theme::Light << 1.0;
        QTest::addRow("%s-1000", name.constData()) << kind << QSize(1000, 800) << settings::Theme::Dark << 1.0;
        QTest::addRow("%s-760", name.constData()) << kind << QSize(760, 800) << settings::Theme::Light << 1.0;
        QTest::addRow("%s-large", name.constData()) << kind << QSize(1280, 800) << settings::Theme::Dark << 1.5;
    }
}

void tst_ui_InspectorLooks::nothingIsCut()
{
    QFETCH(const QString, kind);
    QFETCH(const QSize, size);
    QFETCH(const settings::Theme, theme);
    QFETCH(const qreal, scale);
    tests::GuiHarness look(theme, scale);
    TokenWorld world;
    ui::pages::InspectorPage page(world.access(), world.control, world.inspector, world.crypto.keys());
    page.findChild<ui::inspection::TokenEdit *>()->setPlainText(QString::fromUtf8(tokenOf(world, kind)));
    QVERIFY(tests::GuiHarness::show(page, size));
    for (const int view : {0, 1}) { // table and tree
        const auto panes = page.findChildren<QWidget *>(QRegularExpression(u"(claims|header)Views"_s));
        for (QWidget *views : panes)
            views->findChildren<QAbstractButton *>().at(view)->click();
        tests::GuiHarness::settle();
        const auto *strip = page.findChild<QWidget *>(u"verdictStrip"_s);
        QCOMPARE(strip->height(), strip->heightForWidth(strip->width()));
        QCOMPARE(tests::clippedTexts(page).join(u'\n'), QString());
        if (!qEnvironmentVariableIsEmpty("GATEHOUSE_PICTURES")) {
            // The whole page, as far as it scrolls.
            auto *content = page.findChild<QScrollArea *>(u"inspectorScroll"_s)->widget();
            content->grab().save(u"%1/looks-%2-%3.png"_s.arg(qEnvironmentVariable("GATEHOUSE_PICTURES"),
                                                             QString::fromLatin1(QTest::currentDataTag()),
                                                             view == 0 ? u"table"_s : u"tree"_s));
        }
    }
}

/// What is left of 1280 by 720 beside navigation, menus and status bar.
void tst_ui_InspectorLooks::whatPeopleOpenATokenForIsAboveTheFold()
{
    tests::GuiHarness look;
    TokenWorld world;
    ui::pages::InspectorPage page(world.access(), world.control, world.inspector, world.crypto.keys());
    page.findChild<ui::inspection::TokenEdit *>()->setPlainText(QString::fromUtf8(tokenOf(world, u"good"_s)));
    QVERIFY(tests::GuiHarness::show(page, QSize(1027, 663)));
    tests::GuiHarness::settle();
    look.picture(page, u"fold"_s);
    const auto *scroll = page.findChild<QScrollArea *>(u"inspectorScroll"_s);
    for (const QString &name : {u"verdictBanner"_s, u"verdictStrip"_s, u"tokenEdit"_s, u"headerTable"_s,
                                u"claimsTable"_s, u"keyKinds"_s, u"findingsProfile"_s, u"timePane"_s}) {
        const auto *part = page.findChild<QWidget *>(name);
        QVERIFY2(part && part->isVisible(), qPrintable(name));
        const int bottom = part->mapTo(&page, QPoint(0, part->height())).y();
        QVERIFY2(bottom <= scroll->viewport()->height(), qPrintable(u"%1 ends at %2"_s.arg(name).arg(bottom)));
    }
    // The five parts are one line: name and word side by side.
    const auto *strip = page.findChild<QWidget *>(u"verdictStrip"_s);
    QVERIFY(strip->height() < 2 * page.fontMetrics().height());
    // What a claim is for unfolds, too, and is in its tool tip in any case.
    auto *explain = page.findChild<QAbstractButton *>(u"claimsExplain"_s);
    const auto *claims = page.findChild<QTableView *>(u"claimsTable"_s);
    const QModelIndex issuer = claims->model()->index(0, 2);
    QVERIFY(issuer.data().toString().isEmpty());
    QVERIFY(!issuer.data(Qt::ToolTipRole).toString().isEmpty());
    QTest::keyClick(explain, Qt::Key_Space);
    QVERIFY(!issuer.data().toString().isEmpty());
    QTest::keyClick(explain, Qt::Key_Space);
    // Details wait until they are asked for.
    const auto *sentences = page.findChild<QWidget *>(u"verdictSentences"_s);
    QVERIFY(sentences && !sentences->isVisible());
    QTest::keyClick(page.findChild<QAbstractButton *>(u"verdictDetails"_s), Qt::Key_Space);
    QVERIFY(sentences->isVisible());
    tests::GuiHarness::settle();
    QCOMPARE(tests::clippedTexts(page).join(u'\n'), QString());
}

void tst_ui_InspectorLooks::findingsUnfoldBySeverity()
{
    tests::GuiHarness look;
    TokenWorld world;
    ui::pages::InspectorPage page(world.access(), world.control, world.inspector, world.crypto.keys());
    auto *edit = page.findChild<ui::inspection::TokenEdit *>();
    edit->setPlainText(QString::fromUtf8(tokenOf(world, u"against-practice"_s)));
    QVERIFY(tests::GuiHarness::show(page, QSize(1027, 663)));
    auto *pane = page.findChild<QWidget *>(u"findingsPane"_s);
    auto *list = page.findChild<QListView *>(u"findingsList"_s);
    QVERIFY(pane->isVisible());
    int folds = 0;
    for (const QString &name : {u"findingsErrors"_s, u"findingsWarnings"_s, u"findingsNotes"_s}) {
        auto *fold = page.findChild<QAbstractButton *>(name);
        if (!fold->isVisible())
            continue;
        ++folds;
        fold->setChecked(false);
        QVERIFY(!fold->text().isEmpty());
    }
    QVERIFY(folds > 0);
    QVERIFY(!list->isVisible());
    QVERIFY(!page.findChild<QLabel *>(u"findingsGravest"_s)->text().isEmpty());
    int rows = 0;
    for (const QString &name : {u"findingsErrors"_s, u"findingsWarnings"_s, u"findingsNotes"_s}) {
        auto *fold = page.findChild<QAbstractButton *>(name);
        if (!fold->isVisible())
            continue;
        fold->click();
        int shown = 0;
        for (int row = 0; row < list->model()->rowCount(); ++row)
            shown += list->isRowHidden(row) ? 0 : 1;
        QVERIFY(shown > rows);
        rows = shown;
    }
    QCOMPARE(rows, list->model()->rowCount());
    QVERIFY(list->isVisible());
}

QTEST_MAIN(tst_ui_InspectorLooks)
#include "tst_ui_InspectorLooks.moc"
