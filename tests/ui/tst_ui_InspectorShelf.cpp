#include "models/shelf/RecentTokens.h"
#include "tests/shelf/ShelfWorld.h"
#include "tests/support/GuiHarness.h"
#include "tests/support/WidgetHand.h"
#include "tests/ui/TokenWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/inspector/KeyChoice.h"
#include "ui/inspector/TokenEdit.h"
#include "ui/pages/InspectorPage.h"
#include "ui/pages/TenantSettingsPage.h"
#include "ui/presenters/PresenterRoles.h"

#include <QAbstractButton>
#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using tests::ShelfWorld;
using tests::TokenWorld;
using ui::pages::InspectorPage;

/// Recent tokens, from a click in the inspector to what lies on disk.
class tst_ui_InspectorShelf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void offNothingIsKept();
    void keptOpenedAndJudgedAfresh();
    void theKeyboardOpensAndRemoves();
    void offAsksAndDeletes();
    void forgetAllAsks();
    void pastedSecretsAreNotKept();
    void aTokenThatGivesWayIsKept();
    void halfTypedTokensAreNotKept();
    void aBrokenRecordIsToldAndTheOthersOpen();
    void hostileLabelsStayText();
    void theSettingsSwitchIsTheSame();
    void nothingThenIsGreen();
    void pageIsWalkable();
    void longNamesInANarrowWindow();

private:
    void restart();
    void typeToken(const QByteArray &token)
    {
        m_page->findChild<ui::inspection::TokenEdit *>(u"tokenEdit"_s)->setPlainText(QString::fromUtf8(token));
    }
    QListView &list() const { return *tests::child<QListView>(*m_page, "shelfList"); }
    QString message(const char *name) const
    {
        return tests::child<QWidget>(*m_page, name)->findChild<QLabel *>()->text();
    }
    void switchOn()
    {
        tests::click(*m_page, "keepTokensSwitch");
        QTRY_VERIFY(m_recent->isOn());
    }
    /// Shows a token and waits until it is kept.
    void keep(const QByteArray &token)
    {
        const auto before = m_recent->entries();
        typeToken(token);
        QTRY_VERIFY(m_recent->entries() != before);
    }
    void answer(const char *button)
    {
        const QList<QDialog *> dialogs = m_page->findChildren<QDialog *>(u"confirmDialog"_s);
        for (QDialog *dialog : dialogs) {
            const QList<QPushButton *> buttons = dialog->findChildren<QPushButton *>();
            for (QPushButton *each : buttons) {
                if (dialog->isVisible() && each->text() == QLatin1StringView(button)) {
                    QTest::mouseClick(each, Qt::LeftButton);
                    return;
                }
            }
        }
        QFAIL(button);
    }
    QByteArray expired() const { return m_world->signedByTenant(m_world->header(), m_world->claims(-7200, -3600)); }

    std::unique_ptr<TokenWorld> m_world;
    std::unique_ptr<ShelfWorld> m_disk;
    std::unique_ptr<shelf::RecentTokens> m_recent;
    std::unique_ptr<InspectorPage> m_page;
};

void tst_ui_InspectorShelf::init()
{
    m_world = std::make_unique<TokenWorld>();
    m_disk = std::make_unique<ShelfWorld>();
    restart();
}

void tst_ui_InspectorShelf::cleanup()
{
    m_page.reset();
    m_recent.reset();
    m_disk.reset();
    m_world.reset();
}

void tst_ui_InspectorShelf::restart()
{
    m_page.reset();
    m_recent.reset();
    m_recent = std::make_unique<shelf::RecentTokens>(m_disk->storePath(), m_disk->custody, m_disk->random);
    m_page = std::make_unique<InspectorPage>(
        m_world->access(), m_world->control, m_world->inspector, m_world->crypto.keys(),
        ui::pages::InspectorPageExtras{.recent = m_recent.get(), .keepAfter = std::chrono::milliseconds(20)});
    m_recent->load();
    m_page->resize(1100, 1400);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    tests::GuiHarness::settle();
}

void tst_ui_InspectorShelf::offNothingIsKept()
{
    const QByteArray before = m_disk->everything();
    m_page->setToken(m_world->goodToken());
    m_page->setToken(expired());
    m_page->hide();
    m_page.reset();
    m_recent.reset();
    QCOMPARE(m_disk->everything(), before);
}

void tst_ui_InspectorShelf::keptOpenedAndJudgedAfresh()
{
    QVERIFY(!list().isVisible());
    switchOn();
    QVERIFY(tests::child<QLabel>(*m_page, "shelfEmpty")->isVisible());
    const QByteArray good = m_world->goodToken();
    keep(good);
    QCOMPARE(list().model()->rowCount(), 1);
    m_world->clock.advance(std::chrono::seconds(1));
    QCOMPARE(list().model()->index(0, 0).data().toString(), u"Orders API · Nightly importer · RS256"_s);
    const QByteArray other = expired();
    keep(other);
    QCOMPARE(list().model()->rowCount(), 2);
    // Nowhere in clear, not even in part.
    const QByteArray bytes = m_disk->everything();
    for (const QByteArray &part : good.split('.') + other.split('.'))
        QVERIFY(!bytes.contains(part.first(40)));

    restart();
    QTRY_COMPARE(list().model()->rowCount(), 2);
    QVERIFY(m_page->inspection().token.isEmpty());
    // It was verified when it was kept, and has expired since.
    m_world->clock.advance(std::chrono::hours(2));
    QTRY_VERIFY(list().isVisible());
    tests::clickCell(list(), list().model()->index(1, 0));
    QTRY_COMPARE(m_page->inspection().token, good);
    QCOMPARE(m_page->inspection().time, inspector::Time::Expired);
    QTRY_COMPARE(m_recent->entries().first().time, inspector::Time::Expired); // and stands at the top, as it is now
    QCOMPARE(list().model()->rowCount(), 2);
}

void tst_ui_InspectorShelf::theKeyboardOpensAndRemoves()
{
    switchOn();
    const QByteArray good = m_world->goodToken();
    keep(expired());
    keep(good);
    tests::click(*m_page, "tokenClear");
    QVERIFY(m_page->inspection().token.isEmpty());
    list().setFocus();
    QTest::keyClick(&list(), Qt::Key_Home);
    QTest::keyClick(&list(), Qt::Key_Return);
    QTRY_COMPARE(m_page->inspection().token, good);
    list().setFocus();
    QTest::keyClick(&list(), Qt::Key_End);
    QTest::keyClick(&list(), Qt::Key_Delete);
    QTRY_COMPARE(list().model()->rowCount(), 1);
    QCOMPARE(m_disk->records().size(), 1);
}

void tst_ui_InspectorShelf::offAsksAndDeletes()
{
    switchOn();
    keep(m_world->goodToken());
    tests::click(*m_page, "keepTokensSwitch");
    QVERIFY(m_recent->isOn());
    QVERIFY(tests::child<QAbstractButton>(*m_page, "keepTokensSwitch")->isChecked());
    answer("Cancel");
    QTest::qWait(0);
    QVERIFY(m_recent->isOn());
    QCOMPARE(m_disk->records().size(), 1);
    tests::click(*m_page, "keepTokensSwitch");
    answer("Delete and stop keeping");
    QTRY_VERIFY(!m_recent->isOn());
    QVERIFY(!QFileInfo::exists(m_disk->shelfPath()));
    QCOMPARE(list().model()->rowCount(), 0);
    QVERIFY(!tests::child<QAbstractButton>(*m_page, "keepTokensSwitch")->isChecked());
    // The token is still in the field; it is not kept any more.
    m_page->hide();
    m_page->setToken(expired());
    m_page.reset();
    m_recent.reset();
    QVERIFY(!QFileInfo::exists(m_disk->shelfPath()));
}

void tst_ui_InspectorShelf::forgetAllAsks()
{
    switchOn();
    keep(m_world->goodToken());
    keep(expired());
    tests::click(*m_page, "shelfForgetAll");
    answer("Cancel");
    QCOMPARE(m_disk->records().size(), 2);
    tests::click(*m_page, "shelfForgetAll");
    answer("Forget all");
    QTRY_COMPARE(list().model()->rowCount(), 0);
    QVERIFY(m_disk->records().isEmpty());
    QVERIFY(m_recent->isOn());
}

void tst_ui_InspectorShelf::pastedSecretsAreNotKept()
{
    switchOn();
    typeToken("ledger-signing-secret-of-more-than-32-bytes");
    m_page->hide();
    m_page->show();
    auto *keys = m_page->findChild<ui::inspection::KeyChoice *>();
    QVERIFY(keys);
    for (QLineEdit *edit : keys->findChildren<QLineEdit *>())
        edit->setText(u"ledger-signing-secret-of-more-than-32-bytes"_s);
    keep(m_world->goodToken());
    m_page.reset();
    m_recent.reset();
    QCOMPARE(m_disk->records().size(), 1);
    // Opened by hand: what is told of the token and the token, and nothing else.
    shelf::ShelfFolder folder = m_disk->shelfFolder();
    QVERIFY(folder.load());
    QFile file(m_disk->records().first());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto record = m_disk->custody.token(folder.entries().first().id, {file.readAll()});
    QVERIFY(record);
    QVERIFY(record->bytes().toByteArray().endsWith('\n' + m_world->goodToken()));
    QVERIFY(!record->bytes().toByteArray().contains("ledger-signing-secret"));
}

void tst_ui_InspectorShelf::aTokenThatGivesWayIsKept()
{
    switchOn();
    typeToken(m_world->goodToken());
    m_page->setToken(expired()); // as "open in inspector" does
    m_page->hide();
    QTRY_COMPARE(m_recent->entries().size(), 2);
}

void tst_ui_InspectorShelf::halfTypedTokensAreNotKept()
{
    switchOn();
    const QByteArray good = m_world->goodToken();
    for (const qsizetype length : {5, 40, 200, 300})
        typeToken(good.first(length));
    keep(good);
    QCOMPARE(m_recent->entries().size(), 1);
    typeToken(good.chopped(3)); // a token, cut: malformed
    m_page->hide();
    m_page.reset();
    m_recent.reset();
    QCOMPARE(m_disk->records().size(), 1);
}

void tst_ui_InspectorShelf::aBrokenRecordIsToldAndTheOthersOpen()
{
    switchOn();
    keep(m_world->goodToken());
    keep(expired());
    // Altered while it is shown: opening it says so.
    const QString newest = m_recent->entries().first().id;
    QFile file(m_disk->shelfPath() + u'/' + newest + u".sealed"_s);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(40) && file.write("tampered") == 8);
    file.close();
    tests::clickCell(list(), list().model()->index(0, 0));
    QTRY_VERIFY(message("shelfOpenFailure").contains(u"altered"_s));
    QTRY_COMPARE(m_recent->refused(), 1);
    QVERIFY(message("shelfRefused").startsWith(u"One kept token does not open"_s));
    QCOMPARE(list().model()->rowCount(), 1);
    tests::clickCell(list(), list().model()->index(0, 0));
    QTRY_COMPARE(m_page->inspection().token, m_world->goodToken());
    tests::click(*m_page, "shelfRemoveRefused");
    QTRY_COMPARE(m_recent->refused(), 0);
    QVERIFY(!tests::child<QWidget>(*m_page, "shelfRefused")->isVisible());
}

void tst_ui_InspectorShelf::hostileLabelsStayText()
{
    const ui::theme::ThemeWatcher look(settings::Theme::Light); // whose contrast is looked at
    switchOn();
    const QByteArray hostile = "<img src='/etc/hostname'>\\u202e" + QByteArray(5000, 'w');
    keep(m_world->signedByTenant(R"({"alg":"<b>x\u0007","typ":"JWT"})", R"({"iss":")" + hostile + R"(","aud":")" +
                                                                            hostile + R"(","azp":")" + hostile +
                                                                            R"("})"));
    const QModelIndex row = list().model()->index(0, 0);
    const QString title = row.data().toString();
    QVERIFY(title.contains(u"<img"_s));
    QVERIFY(title.contains(u"\\u202E"_s) && !title.contains(QChar(0x202e)));
    QVERIFY(title.contains(u"<b>x\\u0007"_s));
    QVERIFY2(title.size() < 200, qPrintable(title));
    for (const int role : {int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)}) {
        const QString told = row.data(role).toString();
        QVERIFY(!told.contains(QChar(0x202e)));
        QVERIFY2(told.size() < 1000, qPrintable(told));
    }
    QVERIFY(!row.data(Qt::ToolTipRole).toString().contains(u"<img"_s)); // letters, not markup
    QCOMPARE(tests::walk(*m_page).join(u'\n'), QString());
}

void tst_ui_InspectorShelf::theSettingsSwitchIsTheSame()
{
    ui::pages::TenantSettingsPage settings(m_world->access(), m_world->control, &m_world->desk, m_world->crypto.keys(),
                                           m_disk->storePath(), m_recent.get());
    settings.resize(1000, 1600);
    settings.QWidget::show();
    QVERIFY(QTest::qWaitForWindowExposed(&settings));
    auto *there = tests::child<QAbstractButton>(settings, "keepTokensSwitch");
    auto *here = tests::child<QAbstractButton>(*m_page, "keepTokensSwitch");
    QVERIFY(!there->isChecked());
    QTest::mouseClick(there, Qt::LeftButton);
    QTRY_VERIFY(m_recent->isOn());
    QVERIFY(here->isChecked() && there->isChecked());
    QTest::mouseClick(there, Qt::LeftButton); // nothing kept: nothing to ask
    QTRY_VERIFY(!m_recent->isOn());
    QVERIFY(!here->isChecked() && !there->isChecked());
    tests::picture(settings, u"settings-recent"_s);
}

void tst_ui_InspectorShelf::nothingThenIsGreen()
{
    switchOn();
    keep(m_world->goodToken());
    const QModelIndex row = list().model()->index(0, 0);
    QVERIFY(row.data(ui::presenters::DetailRole).toString().startsWith(u"Then: Verified, "_s));
    QVERIFY(!row.data(ui::presenters::ToneRole).isValid());
    QVERIFY(!row.data(Qt::ForegroundRole).isValid());
    const QImage picture = list().grab().toImage();
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QColor pixel = picture.pixelColor(x, y);
            QVERIFY(pixel.green() <= std::max(pixel.red(), pixel.blue()) + 24);
        }
    }
}

void tst_ui_InspectorShelf::pageIsWalkable()
{
    const tests::GuiHarness look; // contrast and sizes are the theme's
    tests::GuiHarness::settle();
    QCOMPARE(tests::walk(*m_page).join(u'\n'), QString());
    tests::picture(*m_page, u"shelf-off"_s);
    switchOn();
    tests::GuiHarness::settle();
    QCOMPARE(tests::walk(*m_page).join(u'\n'), QString());
    tests::picture(*m_page, u"shelf-empty"_s);
    keep(m_world->goodToken());
    keep(expired());
    tests::click(*m_page, "tokenClear");
    tests::GuiHarness::settle();
    QCOMPARE(tests::walk(*m_page).join(u'\n'), QString());
    tests::picture(*m_page, u"shelf-two"_s);
}

void tst_ui_InspectorShelf::longNamesInANarrowWindow()
{
    switchOn();
    const QByteArray name = "https://a-very-long-name-without-any-blank-in-it."_ba.repeated(4) + "example.com/";
    for (int i = 0; i < 10; ++i)
        keep(m_world->signedByTenant(m_world->header(), R"({"iss":")" + name + R"(","aud":")" + name + R"(","azp":")" +
                                                            name + R"(","jti":")" + QByteArray::number(i) + R"("})"));
    tests::click(*m_page, "tokenClear");
    for (const int width : {1280, 700}) {
        m_page->resize(width, 1000);
        tests::GuiHarness::settle();
        QCOMPARE(tests::clippedTexts(*m_page), QStringList());
        tests::picture(*m_page, u"shelf-long-%1"_s.arg(width));
    }
}

QTEST_MAIN(tst_ui_InspectorShelf)
#include "tst_ui_InspectorShelf.moc"
