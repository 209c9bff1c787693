#include "tests/support/GuiHarness.h"
#include "tests/support/WidgetHand.h"
#include "tests/ui/TokenWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/pages/ManagementApiPage.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/SecretField.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// The Management API's page, from a click to a token that the server issued.
class tst_ui_ManagementApiPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<ui::theme::ThemeWatcher>(settings::Theme::Light); }
    void init();
    void cleanup();
    void addressesFollowThePorts();
    void theSwitchIsAChangeLikeAnyOther();
    void oneClickMakesAClientAndAnotherAToken();
    void chosenScopesAreAskedFor();
    void aTokenGoesWithItsGrant();
    void aRefusalIsSaid();
    void callsAreListedWithWhoMadeThem();
    void namesArePlainText();
    void holdsWhatAPageMust_data();
    void holdsWhatAPageMust();

private:
    static store::StoreSnapshot tenant()
    {
        store::StoreSnapshot made = TokenWorld::named(TokenTenant::make());
        domain::ResourceServer management;
        management.id = TokenTenant::apiId(u"0"_s);
        management.name = u"Gatehouse Management API"_s;
        management.identifier = domain::managementApiIdentifier();
        management.isSystem = true;
        management.scopes = domain::managementApiScopes();
        made.resourceServers.prepend(management);
        made.sort();
        return made;
    }
    void authorize(const QStringList &scopes = {u"read:clients"_s, u"read:users"_s})
    {
        m_world->store.submit(
            *m_world->editor.setGrant(m_world->store.snapshot(), m_world->alpha(), TokenTenant::apiId(u"0"_s), scopes));
        QTRY_VERIFY(m_world->store.isSettled());
    }
    void press(const char *name)
    {
        m_page->ensureWidgetVisible(child<QWidget>(*m_page, name));
        click(*m_page, name);
    }
    /// What the field gives to whoever copies.
    QByteArray token()
    {
        auto *field = child<ui::widgets::SecretField>(*m_page, "managementTokenField");
        field->copyButton()->click();
        return QApplication::clipboard()->text().toLatin1();
    }
    bool hasToken() const { return child<QWidget>(*m_page, "managementResultCard")->isVisible(); }
    jose::JsonValue claims(const QByteArray &token) const
    {
        const auto payload = jose::decodeBase64Url(token.split('.').value(1));
        const auto json = payload ? jose::parseStrictJson(*payload) : std::unexpected(jose::JsonError{});
        return json ? *json : jose::JsonValue();
    }
    QString textOf(const char *edit) const { return child<QLineEdit>(*m_page, edit)->text(); }
    management::ManagementCall call(const QString &client, const QString &path, int status) const
    {
        return {.client = client, .method = u"GET"_s, .path = path, .status = status, .at = m_world->clock.now()};
    }

    std::unique_ptr<ui::theme::ThemeWatcher> m_theme;
    std::unique_ptr<TokenWorld> m_world;
    std::unique_ptr<items::ManagementCallModel> m_calls;
    std::unique_ptr<ui::pages::ManagementApiPage> m_page;
};

void tst_ui_ManagementApiPage::init()
{
    m_world = std::make_unique<TokenWorld>(tenant());
    QVERIFY(m_world->control.start());
    m_calls = std::make_unique<items::ManagementCallModel>(m_world->clock);
    QObject::connect(&m_world->control, &ui::pages::ServerControl::managementCalled, m_calls.get(),
                     &items::ManagementCallModel::add);
    m_page =
        std::make_unique<ui::pages::ManagementApiPage>(m_world->access(), m_world->control, m_world->parts(), *m_calls);
    tests::show(*m_page, {1080, 1400});
}

void tst_ui_ManagementApiPage::cleanup()
{
    m_page.reset();
    m_calls.reset();
    m_world.reset();
}

void tst_ui_ManagementApiPage::addressesFollowThePorts()
{
    const QString issuer = m_world->control.issuer().toString();
    QCOMPARE(textOf("managementUrlEdit"), issuer + u"api/v2/"_s);
    QCOMPARE(textOf("managementHttpsUrlEdit"), u"https://127.0.0.1:%1/api/v2/"_s.arg(m_world->control.httpsPort()));
}

void tst_ui_ManagementApiPage::theSwitchIsAChangeLikeAnyOther()
{
    press("managementSwitch");
    QVERIFY(!m_world->store.snapshot().tenant.managementApiEnabled);
    QCOMPARE(m_world->session.undoStack().undoText(), u"Switched the Management API off"_s);
    m_world->session.undoStack().undo();
    QVERIFY(m_world->store.snapshot().tenant.managementApiEnabled);
    QVERIFY(child<QAbstractButton>(*m_page, "managementSwitch")->isChecked());
    QTRY_VERIFY(m_world->store.isSettled());
}

void tst_ui_ManagementApiPage::oneClickMakesAClientAndAnotherAToken()
{
    QVERIFY(!child<QWidget>(*m_page, "runTest")->isVisible());
    QSignalSpy offered(m_page.get(), &ui::pages::ManagementApiPage::undoOffered);
    const store::StoreSnapshot before = m_world->store.snapshot();
    press("createManagementClient");
    QCOMPARE(offered.size(), 1);
    QCOMPARE(m_world->store.snapshot().grantsOf(TokenTenant::apiId(u"0"_s)).size(), 1);
    press("runTest");
    QTRY_VERIFY(hasToken());
    const QByteArray got = token();
    QCOMPARE(got.count('.'), 2);
    QVERIFY(QApplication::clipboard()->mimeData()->hasFormat(u"x-kde-passwordManagerHint"_s));
    QCOMPARE(claims(got).member(u"scope")->string.split(u' ').size(), domain::managementApiScopes().size());
    QVERIFY2(plainSecrets(*m_page, {QString::fromLatin1(got)}).isEmpty(), "the token is shown");
    QVERIFY(textOf("managementExampleEdit").contains("$TOKEN"_L1));
    m_world->session.undoStack().undo();
    QVERIFY(m_world->store.snapshot() == before);
    QVERIFY(!hasToken());
    QTRY_VERIFY(m_world->store.isSettled());
}

void tst_ui_ManagementApiPage::chosenScopesAreAskedFor()
{
    authorize();
    press("testScopesToggle");
    auto *scopes = child<QListWidget>(*m_page, "testScopes");
    QCOMPARE(scopes->count(), 2);
    scopes->item(0)->setCheckState(Qt::Unchecked);
    const QString wanted = scopes->item(1)->text();
    press("runTest");
    QTRY_VERIFY(hasToken());
    QCOMPARE(claims(token()).member(u"scope")->string, wanted);
    QVERIFY(child<ui::widgets::PlainLabel>(*m_page, "managementTokenAbout")->text().contains(wanted));
}

void tst_ui_ManagementApiPage::aTokenGoesWithItsGrant()
{
    authorize();
    press("runTest");
    QTRY_VERIFY(hasToken());
    m_world->store.submit(
        *m_world->editor.removeGrant(m_world->store.snapshot(), m_world->alpha(), TokenTenant::apiId(u"0"_s)));
    QVERIFY(!hasToken());
    QVERIFY(child<QWidget>(*m_page, "createManagementClient")->isVisible());
    QTRY_VERIFY(m_world->store.isSettled());
}

void tst_ui_ManagementApiPage::aRefusalIsSaid()
{
    authorize();
    QVERIFY(tests::isRidOfDrift(*m_world)); // of which the store refuses changes to the client
    domain::ClientApplication client = *m_world->store.snapshot().client(m_world->alpha());
    client.type = domain::ClientType::RegularWeb;
    domain::applyTypeDefaults(client);
    client.grantTypes.setFlag(domain::GrantType::ClientCredentials, false);
    const auto changed = m_world->editor.updateClient(m_world->store.snapshot(), client);
    QVERIFY(changed);
    m_world->store.submit(*changed);
    QTRY_VERIFY(m_world->store.isSettled());
    QVERIFY(!m_world->store.snapshot().client(m_world->alpha())->allows(domain::GrantType::ClientCredentials));
    press("runTest");
    auto *banner = child<ui::widgets::ErrorBanner>(*m_page, "managementTokenBanner");
    QTRY_VERIFY(banner->isVisible());
    QVERIFY(!banner->text().isEmpty());
    QVERIFY(!hasToken());
}

void tst_ui_ManagementApiPage::callsAreListedWithWhoMadeThem()
{
    auto *table = child<QTableView>(*m_page, "managementCallsTable");
    QCOMPARE(table->model()->rowCount(), 0);
    Q_EMIT m_world->control.managementCalled(call(u"Deploy"_s, u"/api/v2/clients"_s, 200));
    Q_EMIT m_world->control.managementCalled(call({}, u"/api/v2/users"_s, 401));
    QCOMPARE(table->model()->rowCount(), 2);
    QCOMPARE(table->model()->index(0, 1).data().toString(), u"Not identified"_s);
    QCOMPARE(table->model()->index(0, 3).data().toString(), u"401"_s);
    QCOMPARE(table->model()->index(1, 1).data().toString(), u"Deploy"_s);
    QCOMPARE(table->model()->index(1, 2).data().toString(), u"GET /api/v2/clients"_s);
    type(*m_page, "managementCallsFilter", u"deploy"_s);
    QCOMPARE(table->model()->rowCount(), 1);
}

void tst_ui_ManagementApiPage::namesArePlainText()
{
    Q_EMIT m_world->control.managementCalled(call(u"<b>a\u202Eb"_s, u"/api/v2/<i>"_s, 404));
    auto *table = child<QTableView>(*m_page, "managementCallsTable");
    QCOMPARE(table->model()->index(0, 1).data().toString(), u"<b>a\\u202Eb"_s);
    QVERIFY(!Qt::mightBeRichText(table->model()->index(0, 2).data(Qt::ToolTipRole).toString()) ||
            table->model()->index(0, 2).data(Qt::ToolTipRole).toString().contains("&lt;i&gt;"_L1));
}

void tst_ui_ManagementApiPage::holdsWhatAPageMust_data()
{
    QTest::addColumn<settings::Theme>("theme");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isUsed");
    QTest::newRow("light, empty") << settings::Theme::Light << QSize(1080, 1200) << false;
    QTest::newRow("light, used") << settings::Theme::Light << QSize(1080, 1200) << true;
    QTest::newRow("dark, used") << settings::Theme::Dark << QSize(1080, 1200) << true;
    QTest::newRow("light, narrow") << settings::Theme::Light << QSize(720, 560) << true;
}

void tst_ui_ManagementApiPage::holdsWhatAPageMust()
{
    QFETCH(settings::Theme, theme);
    QFETCH(QSize, size);
    QFETCH(bool, isUsed);
    GuiHarness gui(theme, 1.0);
    if (isUsed) {
        authorize();
        press("runTest");
        QTRY_VERIFY(hasToken());
        for (int i = 0; i < 5; ++i) {
            m_world->clock.advance(std::chrono::seconds(7));
            m_calls->add(
                call(i == 2 ? QString() : u"A deployment with quite a long name of its own"_s,
                     u"/api/v2/resource-servers/%1?page=0&per_page=100"_s.arg(TokenTenant::apiId(u"1"_s).text()),
                     i == 2   ? 401
                     : i == 3 ? 503
                              : 200));
        }
    }
    // In a window, which paints what is behind the page.
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    layout->setContentsMargins(0, 0, 0, 0);
    ui::pages::ManagementApiPage *page = m_page.release();
    layout->addWidget(page);
    tests::show(window, size);
    GuiHarness::settle();
    gui.picture(window, QString::fromLatin1(QTest::currentDataTag()));
    const QStringList problems = walk(window);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

QTEST_MAIN(tst_ui_ManagementApiPage)
#include "tst_ui_ManagementApiPage.moc"
