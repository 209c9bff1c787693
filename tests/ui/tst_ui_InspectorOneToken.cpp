#include "tests/support/GuiHarness.h"
#include "tests/support/TestKeys/TestKeys.h"
#include "tests/ui/ShownInspector.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/inspector/JwsHighlighter.h"
#include "ui/inspector/KeyChoice.h"
#include "ui/inspector/MembersPane.h"
#include "ui/inspector/TimePane.h"
#include "ui/inspector/TokenTimeline.h"
#include "ui/inspector/VerdictStrip.h"
#include "ui/presenters/PresenterRoles.h"
#include "ui/text/InspectionMarkdown.h"
#include "ui/theme/Tone.h"
#include "ui/widgets/ClipboardGuard.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QSpinBox>
#include <QTableView>
#include <QTreeView>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using inspector::Time;
using tests::TokenWorld;
using ui::inspection::TokenTimeline;
using ui::pages::InspectorPage;

/// What the page does with one token: five verdicts, the moment to judge at, the place of a fault, keys from elsewhere,
/// copies.
class tst_ui_InspectorOneToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void fiveVerdictsHaveNames_data();
    void fiveVerdictsHaveNames();
    void expiredIsNotPaintedLikeAForgery();
    void draggedNowJudgesAtOnce();
    void arrowKeysMoveNow();
    void anotherTokenIsJudgedNow();
    void leewayForgivesSeconds();
    void faultIsMarkedAndTold_data();
    void faultIsMarkedAndTold();
    void claimsAsTree();
    void meaningsInTheTree_data();
    void meaningsInTheTree();
    void signatureIsABarUntilAskedFor();
    void markdownHasNoSignatureAndNoMarkup();
    void wholeTokenLeavesTheClipboard();
    void secretsCopiedFromTheirFieldAreGuarded();
    void oneApiJudgesForThatApi();
    void comparesWithTheTokenShown();
    void walkable();

private:
    void type(const QByteArray &text) { m_shown->type(text); }
    template <typename T> T *find(const QString &name) const { return m_shown->find<T>(name); }
    QString label(const QString &name) const { return find<QLabel>(name)->text(); }
    qint64 now() const { return base::unixSeconds(m_world->clock.now()); }
    qsizetype pixelsOf(ui::theme::Tone tone) const
    {
        const QImage image = find<QWidget>(u"verdictBanner"_s)->grab().toImage();
        const QRgb wanted = ui::theme::toneColor(tone).rgb();
        qsizetype count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += image.pixel(x, y) == wanted ? 1 : 0;
        }
        return count;
    }

    std::unique_ptr<tests::ShownInspector> m_shown;
    TokenWorld *m_world = nullptr;
    tests::ScriptedHttpClient *m_http = nullptr;
    InspectorPage *m_page = nullptr;
};

void tst_ui_InspectorOneToken::init()
{
    m_shown = std::make_unique<tests::ShownInspector>();
    m_world = &m_shown->world;
    m_http = &m_shown->http;
    m_page = &m_shown->page;
}

void tst_ui_InspectorOneToken::cleanup()
{
    m_shown.reset();
}

void tst_ui_InspectorOneToken::fiveVerdictsHaveNames_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("name");
    const TokenWorld world;
    QTest::addRow("form") << world.claims() << u"stripForm"_s << u"Form: Well formed"_s;
    QTest::addRow("signature") << world.claims() << u"stripSignature"_s << u"Signature: Valid signature"_s;
    QTest::addRow("time") << world.claims() << u"stripTime"_s << u"Time: Currently valid"_s;
    QTest::addRow("expired") << world.claims(-7200, -3600) << u"stripTime"_s << u"Time: Expired"_s;
    QTest::addRow("policy") << world.claims(-600, 86400 * 300) << u"stripPolicy"_s << u"Policy: "_s;
    QTest::addRow("claims") << world.claims() << u"stripClaims"_s << u"Claims: "_s;
}

void tst_ui_InspectorOneToken::fiveVerdictsHaveNames()
{
    QFETCH(const QByteArray, claims);
    QFETCH(const QString, cell);
    QFETCH(const QString, name);
    type(m_world->signedByTenant(m_world->header(), claims));
    const auto *verdict = find<QWidget>(cell);
    QVERIFY(verdict && verdict->isVisible());
    QVERIFY2(verdict->accessibleName().startsWith(name), qPrintable(verdict->accessibleName()));
    QVERIFY(!verdict->accessibleDescription().isEmpty());
    QVERIFY(!label(cell + u"Word"_s).isEmpty());
    QVERIFY(label(u"judgedAt"_s).startsWith(u"Evaluated at "_s));
}

void tst_ui_InspectorOneToken::expiredIsNotPaintedLikeAForgery()
{
    type(m_world->signedByTenant(m_world->header(), m_world->claims(-7200, -3600)));
    QVERIFY(m_page->inspection().isVerified());
    QCOMPARE(pixelsOf(ui::theme::Tone::DangerSoft), 0);
    QVERIFY(pixelsOf(ui::theme::Tone::WarningSoft) > 1000);
    QByteArray forged = m_world->goodToken();
    forged[forged.size() - 20] = forged.at(forged.size() - 20) == 'A' ? 'B' : 'A';
    type(forged);
    QVERIFY(!m_page->inspection().isVerified());
    QVERIFY(pixelsOf(ui::theme::Tone::DangerSoft) > 1000);
    QCOMPARE(pixelsOf(ui::theme::Tone::WarningSoft), 0);
}

void tst_ui_InspectorOneToken::draggedNowJudgesAtOnce()
{
    type(m_world->goodToken());
    auto *line = find<TokenTimeline>(u"timeline"_s);
    QVERIFY(line->isVisible());
    QCOMPARE(m_page->inspection().time, Time::Valid);
    QTest::mousePress(line, Qt::LeftButton, {}, QPoint(line->width() / 2, line->height() / 2));
    QTest::mouseMove(line, QPoint(line->width() - 3, line->height() / 2));
    QCOMPARE(m_page->inspection().time, Time::Expired); // in the same turn
    QTest::mouseRelease(line, Qt::LeftButton, {}, QPoint(line->width() - 3, line->height() / 2));
    QVERIFY(label(u"judgedAt"_s).contains(u"a time you chose"_s));
    QVERIFY(m_page->inspection().isVerified());
    tests::picture(*m_page, u"inspector-moved"_s);
    auto *reset = find<QAbstractButton>(u"timeReset"_s);
    QVERIFY(reset->isVisible());
    reset->click();
    QCOMPARE(m_page->inspection().time, Time::Valid);
    QVERIFY(!reset->isVisible());
    QVERIFY(!label(u"judgedAt"_s).contains(u"chose"_s));
}

void tst_ui_InspectorOneToken::arrowKeysMoveNow()
{
    const QByteArray notBefore = ",\"nbf\":" + QByteArray::number(now() - 600);
    type(m_world->signedByTenant(m_world->header(), m_world->claims(-600, 3000, notBefore)));
    auto *line = find<TokenTimeline>(u"timeline"_s);
    line->setFocus();
    const qint64 before = line->now();
    QTest::keyClick(line, Qt::Key_Right);
    QVERIFY(line->now() >= before + 60);
    QCOMPARE(base::unixSeconds(*m_page->inspection().judgedAt), line->now());
    QTest::keyClick(line, Qt::Key_Home);
    QCOMPARE(m_page->inspection().time, Time::NotYet);
    QTest::keyClick(line, Qt::Key_End);
    QCOMPARE(m_page->inspection().time, Time::Expired);
}

void tst_ui_InspectorOneToken::anotherTokenIsJudgedNow()
{
    type(m_world->goodToken());
    QTest::keyClick(find<TokenTimeline>(u"timeline"_s), Qt::Key_End);
    QCOMPARE(m_page->inspection().time, Time::Expired);
    type(m_world->signedByTenant(m_world->header(), m_world->claims(-500, 2900)));
    QCOMPARE(m_page->inspection().time, Time::Valid);
}

void tst_ui_InspectorOneToken::leewayForgivesSeconds()
{
    type(m_world->signedByTenant(m_world->header(), m_world->claims(-3600, -20)));
    QCOMPARE(m_page->inspection().time, Time::Expired);
    find<QSpinBox>(u"leeway"_s)->setValue(30);
    QCOMPARE(m_page->inspection().time, Time::Valid);
    QCOMPARE(m_page->inspection().leeway, 30);
    QVERIFY2(label(u"judgedAt"_s).contains(u"leeway"_s), qPrintable(label(u"judgedAt"_s)));
    find<QSpinBox>(u"leeway"_s)->setValue(0);
    QCOMPARE(m_page->inspection().time, Time::Expired);
}

void tst_ui_InspectorOneToken::faultIsMarkedAndTold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("first"); ///< where the mark begins
    const TokenWorld world;
    QByteArray star = world.goodToken();
    const qsizetype in = star.indexOf('.') + 20;
    star[in] = '$';
    QTest::addRow("foreign character") << star << in;
    const QByteArray header = TokenWorld::encoded(world.header());
    const QByteArray twice = R"({"sub":"a","sub":"b"})";
    // The second "sub" begins at byte 11: the fourth group of three bytes.
    QTest::addRow("duplicate claim") << header + '.' + TokenWorld::encoded(twice) + ".AAAA" << qsizetype(-1);
    QTest::addRow("header that breaks off") << TokenWorld::encoded(R"({"alg":"RS256")") + ".e30.AAAA" << qsizetype(18);
}

void tst_ui_InspectorOneToken::faultIsMarkedAndTold()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qsizetype, first);
    type(text);
    const auto *edit = find<ui::inspection::TokenEdit>(u"tokenEdit"_s);
    const auto fault = ui::inspection::faultOf(edit->highlighter().parts());
    QVERIFY(fault);
    if (first >= 0)
        QCOMPARE(fault->start, first);
    QVERIFY(fault->start > 0 && fault->start + fault->length <= text.size());
    QVERIFY(!edit->faultPlace().isEmpty());
    QVERIFY(edit->faultPlace().contains(QString::number(fault->start + 1)));
    QVERIFY(find<QWidget>(u"tokenFault"_s)->isVisible());
    find<QAbstractButton>(u"tokenGoToFault"_s)->click();
    QCOMPARE(edit->textCursor().selectionStart(), fault->start);
    type(m_world->goodToken());
    QVERIFY(edit->faultPlace().isEmpty());
    QVERIFY(!find<QAbstractButton>(u"tokenGoToFault"_s)->isVisible());
}

void tst_ui_InspectorOneToken::claimsAsTree()
{
    type(m_world->signedByTenant(m_world->header(),
                                 m_world->claims(-600, 3000, R"(,"cnf":{"jkt":"abc","deep":[1,{"x":true}]})")));
    find<QWidget>(u"claimsViews"_s)->findChildren<QAbstractButton *>().at(1)->click();
    auto *tree = find<QTreeView>(u"claimsTree"_s);
    QVERIFY(tree->isVisible());
    const QAbstractItemModel &model = *tree->model();
    const QModelIndex cnf = model.index(model.rowCount() - 1, 0);
    QCOMPARE(cnf.data().toString(), u"cnf"_s);
    QCOMPARE(model.rowCount(cnf), 2);
    QVERIFY(tree->isExpanded(cnf));
    // Under each value what it is for, whoever made it up.
    const auto meaning = [&](const QModelIndex &name) {
        return name.siblingAtColumn(1).data(ui::presenters::DetailRole).toString();
    };
    QVERIFY(meaning(model.index(0, 0)).startsWith(u"Issuer: "_s));
    QVERIFY(meaning(model.index(0, 0, cnf)).contains(u"RFC 9449"_s));
    QCOMPARE(meaning(model.index(1, 0, cnf)), QString());
    QCOMPARE(model.index(model.rowCount() - 2, 0).data().toString(), u"azp"_s);
    const tests::GuiHarness look;
    tests::GuiHarness::settle();
    QCOMPARE(tests::clippedTexts(*m_page).join(u'\n'), QString());
    tests::picture(*m_page, u"inspector-tree"_s);
}

void tst_ui_InspectorOneToken::meaningsInTheTree_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QString>("meaning");
    const QString own = u"Not registered: a claim of the issuer's or the API's own."_s;
    QTest::addRow("a time") << R"("auth_time":1700000000)"_ba
                            << u"2023-11-14 22:13:20 UTC. When the user last logged in."_s;
    QTest::addRow("a time that is none") << R"("auth_time":"soon")"_ba << u"When the user last logged in."_s;
    QTest::addRow("a time past all calendars") << R"("auth_time":1e300)"_ba << u"When the user last logged in."_s;
    QTest::addRow("Auth0's") << R"("org_id":"o")"_ba << u"Auth0: the organization the user logged in to."_s;
    QTest::addRow("Entra's") << R"("wids":[])"_ba << u"Microsoft Entra: the directory roles of the user."_s;
    QTest::addRow("the API's own") << R"("https://example.com/tier":"gold")"_ba << own;
    QTest::addRow("hostile") << R"("<img src=/etc/hostname>\u202e~/":"x")"_ba << own;
    QTest::addRow("without a name") << R"("":"x")"_ba << own;
}

void tst_ui_InspectorOneToken::meaningsInTheTree()
{
    QFETCH(const QByteArray, member);
    QFETCH(const QString, meaning);
    type(m_world->signedByTenant(m_world->header(), m_world->claims(-600, 3000, ',' + member)));
    find<QWidget>(u"claimsViews"_s)->findChildren<QAbstractButton *>().at(1)->click();
    const QAbstractItemModel &model = *find<QTreeView>(u"claimsTree"_s)->model();
    const QModelIndex value = model.index(model.rowCount() - 1, 1);
    QCOMPARE(value.data(ui::presenters::DetailRole).toString(), meaning);
    QVERIFY(value.data(Qt::AccessibleTextRole).toString().endsWith(meaning));
    for (const QModelIndex &cell : {value, value.siblingAtColumn(0)}) {
        QVERIFY(!cell.data(Qt::ToolTipRole).toString().contains(u"<img"_s));
        QVERIFY(!cell.data().toString().contains(QChar(0x202e)));
    }
}

void tst_ui_InspectorOneToken::signatureIsABarUntilAskedFor()
{
    type(m_world->goodToken());
    const auto *edit = find<ui::inspection::TokenEdit>(u"tokenEdit"_s);
    QVERIFY(!edit->isSignatureShown());
    auto *reveal = find<QAbstractButton>(u"tokenReveal"_s);
    reveal->click();
    QVERIFY(edit->isSignatureShown());
    m_page->hide();
    QVERIFY(!edit->isSignatureShown());
}

void tst_ui_InspectorOneToken::markdownHasNoSignatureAndNoMarkup()
{
    const QByteArray token = m_world->signedByTenant(
        m_world->header(),
        m_world->claims(-600, 3000, R"(,"x|y":"<img src=https://evil.example/> [a](b) @team \u202e")"));
    type(token);
    find<QAbstractButton>(u"tokenCopyMarkdown"_s)->click();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(u"Verified"_s));
    QVERIFY(copied.contains(u"How the key was found"_s));
    QVERIFY(!copied.contains(QString::fromUtf8(token.sliced(token.lastIndexOf('.') + 1, 20))));
    QVERIFY(!copied.contains(u"<img"_s) && !copied.contains(u"](b)"_s) && !copied.contains(u"@team"_s));
    QVERIFY(!copied.contains(QChar(0x202e)));
    QVERIFY(!copied.contains(u"https://evil"_s));
}

void tst_ui_InspectorOneToken::wholeTokenLeavesTheClipboard()
{
    const QByteArray token = m_world->goodToken();
    type(token);
    find<QAbstractButton>(u"tokenCopyWhole"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), token);
    // The guard itself has its own test; here it is enough that the copy is marked as one not to be kept.
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(data->data(u"x-kde-passwordManagerHint"_s), "secret"_ba);
}

void tst_ui_InspectorOneToken::secretsCopiedFromTheirFieldAreGuarded()
{
    const QString mark(ui::widgets::clipboardSecretMark);
    find<QAbstractButton>(u"keyKindSecret"_s)->click();
    auto *secret = find<QLineEdit>(u"keySecret"_s);
    secret->setText(u"a secret of a person"_s);
    find<QAbstractButton>(u"keySecretReveal"_s)->click();
    secret->selectAll();
    secret->copy();
    QCoreApplication::processEvents();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"a secret of a person"_s);
    QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(mark));
    secret->cut();
    QCoreApplication::processEvents();
    QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(mark));
    // Hidden, there is nothing to copy, and what others copy stays theirs.
    secret->setText(u"another"_s);
    find<QAbstractButton>(u"keySecretReveal"_s)->click();
    secret->selectAll();
    QGuiApplication::clipboard()->setText(u"another"_s);
    QCoreApplication::processEvents();
    QVERIFY(!QGuiApplication::clipboard()->mimeData()->hasFormat(mark));

    find<QAbstractButton>(u"keyKindPublic"_s)->click();
    auto *key = find<QPlainTextEdit>(u"keyText"_s);
    key->setPlainText(u"-----BEGIN PRIVATE KEY-----"_s);
    key->selectAll();
    key->copy();
    QCoreApplication::processEvents();
    QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(mark));
}

void tst_ui_InspectorOneToken::oneApiJudgesForThatApi()
{
    type(m_world->goodToken());
    find<QAbstractButton>(u"keyKindApi"_s)->click();
    auto *apis = find<QComboBox>(u"keyApi"_s);
    QVERIFY(apis->isVisible());
    apis->setCurrentIndex(apis->findText(u"Orders API"_s));
    QVERIFY(m_page->inspection().isVerified());
    QCOMPARE(m_page->inspection().claimsVerdict, inspector::Claims::Ok);
    apis->setCurrentIndex(apis->findText(u"Archive API"_s));
    QVERIFY(!m_page->inspection().isVerified());
}

void tst_ui_InspectorOneToken::comparesWithTheTokenShown()
{
    type(m_world->goodToken());
    find<QAbstractButton>(u"inspectCompare"_s)->click();
    QCOMPARE(m_page->mode(), InspectorPage::Mode::Compare);
    auto *right = find<QPlainTextEdit>(u"compareRight"_s);
    QCOMPARE(find<QPlainTextEdit>(u"compareLeft"_s)->toPlainText().toUtf8(), m_world->goodToken());
    QVERIFY(!find<QWidget>(u"compareTable"_s)->isVisible());
    QByteArray claims = m_world->claims(-7200, -3600, R"(,"<img src=/etc/hostname>":"\u202e")");
    claims.replace("write:orders", "delete:orders");
    right->setPlainText(QString::fromUtf8(m_world->signedByTenant(m_world->header(), claims)));
    const QAbstractItemModel &model = *find<QTableView>(u"compareTable"_s)->model();
    QVERIFY(model.rowCount() >= 6);
    QCOMPARE(model.index(0, 0).data().toString(), u"Verdict on the time"_s);
    QVERIFY(model.index(model.rowCount() - 1, 0).data().toString().startsWith(u"Bytes"_s));
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < 3; ++column) {
            QVERIFY(!model.index(row, column).data().toString().contains(QChar(0x202e)));
            QVERIFY(!model.index(row, column).data(Qt::ToolTipRole).toString().contains(u"<img"_s));
        }
    }
    tests::picture(*m_page, u"inspector-compare"_s);
    const tests::GuiHarness look;
    tests::GuiHarness::settle();
    const QStringList problems = tests::namelessControls(*m_page) + tests::clippedTexts(*m_page);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    right->setPlainText(find<QPlainTextEdit>(u"compareLeft"_s)->toPlainText());
    QVERIFY(find<QLabel>(u"compareSummary"_s)->text().startsWith(u"Both are the same"_s));
}

void tst_ui_InspectorOneToken::walkable()
{
    const tests::GuiHarness look;
    type(m_world->goodToken());
    for (const QString &kind : {u"keyKindAutomatic"_s, u"keyKindApi"_s, u"keyKindPublic"_s}) {
        find<QAbstractButton>(kind)->click();
        tests::GuiHarness::settle();
        const QStringList problems = tests::walk(*m_page);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }
    QFont large = QApplication::font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    m_page->setFont(large);
    m_page->resize(1400, 1000);
    tests::GuiHarness::settle();
    const QStringList clipped = tests::clippedTexts(*m_page);
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
}

QTEST_MAIN(tst_ui_InspectorOneToken)
#include "tst_ui_InspectorOneToken.moc"
