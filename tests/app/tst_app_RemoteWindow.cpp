#include "app/window/RemoteComposition.h"
#include "tests/server/ManagementWorld.h"
#include "tests/support/FakeVault.h"
#include "tests/support/GuiHarness.h"
#include "tests/support/WidgetHand.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/dialogs/ReviewDialog.h"
#include "ui/shell/RemoteStatus.h"
#include "ui/widgets/ErrorBanner.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace gatehouse;
using store::remote::Connection;
using store::remote::SecretPlace;
using tests::child;
using tests::click;
using tests::ManagementWorld;
using tests::TokenTenant;
using ui::dialogs::ConnectionSecretDialog;
using ui::dialogs::ReviewDialog;
using ui::shell::RemoteStatus;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// A tenant elsewhere in the real window, over HTTP against Gatehouse's own Management API.
class tst_app_RemoteWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aTenantIsOpenedAndChanged();
    void aWrongSecretIsAskedForAgain();
    void readScopesAreEnoughToBrowse();
    void productionIsReviewed();
    void aClientIsTested();
    void aTenantThatIsGoneStaysInSight();
    void itHoldsWhatItMust_data();
    void itHoldsWhatItMust();

private:
    Connection connection() const
    {
        return {.name = u"acme"_s,
                .address = *store::remote::TenantAddress::parse(m_world->server.issuer()),
                .clientId = QString(TokenTenant::alpha),
                .color = u"#1a73e8"_s};
    }
    void open(const Connection &connection);
    void type(const QString &secret);
    bool isOnline() const
    {
        return m_window->status().state() == RemoteStatus::State::Online && m_window->tenant().store().isLoaded();
    }
    /// Adds a scope to the Orders API, as its page does.
    void addScope(const QString &value);
    bool has(const QString &scope) const
    {
        return m_world->tenant.read()->resourceServer(TokenTenant::apiId(u"1"_s))->scopeValues().contains(scope);
    }
    QString banner() const
    {
        QString text;
        for (const auto banners = m_window->window().findChildren<ui::widgets::ErrorBanner *>();
             const ui::widgets::ErrorBanner *banner : banners) {
            if (banner->isVisible())
                text += banner->text() + u'\n';
        }
        return text;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ManagementWorld> m_world;
    std::unique_ptr<app::ConnectionBook> m_book;
    std::unique_ptr<app::RemoteComposition> m_window;
};

void tst_app_RemoteWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_world = std::make_unique<ManagementWorld>();
    m_book = std::make_unique<app::ConnectionBook>(m_folder->filePath(u"connections.json"_s),
                                                   std::make_unique<tests::FakeVault>());
}

void tst_app_RemoteWindow::cleanup()
{
    m_window.reset();
    m_book.reset();
    m_world.reset();
    m_folder.reset();
}

void tst_app_RemoteWindow::open(const Connection &connection)
{
    m_window = std::make_unique<app::RemoteComposition>(*m_book, connection, m_world->clock,
                                                        m_folder->filePath(u"window.ini"_s));
    m_window->start({});
}

void tst_app_RemoteWindow::type(const QString &secret)
{
    QTRY_VERIFY(m_window->window().findChild<ConnectionSecretDialog *>());
    QPointer<ConnectionSecretDialog> dialog = m_window->window().findChild<ConnectionSecretDialog *>();
    tests::type(*dialog, "connectionSecretEdit", secret);
    dialog->acceptButton()->click();
    QTRY_VERIFY(!dialog);
}

void tst_app_RemoteWindow::addScope(const QString &value)
{
    app::RemoteTenant &tenant = m_window->tenant();
    const auto changes =
        tenant.editor().addScopes(tenant.store().snapshot(), TokenTenant::apiId(u"1"_s), {domain::Scope{value, {}}});
    QVERIFY(changes);
    m_window->session().apply(*changes, u"Added"_s);
}

void tst_app_RemoteWindow::aTenantIsOpenedAndChanged()
{
    open(connection());
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    ui::shell::MainWindow &window = m_window->window();
    QVERIFY(window.windowTitle().contains(u"acme"_s));
    QCOMPARE(child<QLabel>(window, "connectionName")->text(), u"acme"_s);
    QVERIFY(child<QLabel>(window, "serverState")->text().contains(u"Online"_s));
    QVERIFY(!window.findChild<QWidget *>(u"productionBar"_s));
    for (const char *section : {"usersSection", "managementSection", "activitySection"})
        QVERIFY2(!child<QWidget>(window, section)->isVisible(), section);
    QVERIFY(!child<QWidget>(window, "serverSwitch")->isVisible());
    for (const auto &page : {u"users"_s, u"management"_s, u"activity"_s, u"clients"_s, u"issuers"_s, u"connections"_s,
                             u"inspector"_s, u"settings"_s})
        window.open(page);
    QVERIFY(child<QWidget>(window, "signingKeysCard")->isVisible());
    QVERIFY(!window.findChild<QWidget *>(u"protectionCard"_s));

    addScope(u"audit:orders"_s);
    QTRY_VERIFY(has(u"audit:orders"_s));
    QTRY_VERIFY(m_window->tenant().store().isSettled());
    m_window->session().undo();
    QTRY_VERIFY(!has(u"audit:orders"_s));
    QTRY_VERIFY(m_window->tenant().store().isSettled());
}

void tst_app_RemoteWindow::aWrongSecretIsAskedForAgain()
{
    open(connection());
    type(u"wrong"_s);
    auto *start = child<QWidget>(m_window->window(), "startPage");
    QTRY_VERIFY(child<QWidget>(*start, "retryButton")->isVisible());
    QCOMPARE(m_window->status().state(), RemoteStatus::State::Offline);
    click(*start, "retryButton");
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
}

void tst_app_RemoteWindow::readScopesAreEnoughToBrowse()
{
    m_world->edit([](store::StoreSnapshot &tenant) {
        for (domain::ClientGrant &grant : tenant.grants) {
            if (grant.resourceServerId == TokenTenant::apiId(u"0"_s))
                grant.scopes = {u"read:resource_servers"_s, u"read:clients"_s, u"read:client_grants"_s};
        }
    });
    open(connection());
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    QVERIFY(m_window->tenant().store().snapshot().resourceServers.size() > 2);
    QTRY_VERIFY(banner().contains(u"lacks the scope"_s));
    addScope(u"audit:orders"_s);
    QTRY_VERIFY(m_window->tenant().store().isSettled());
    QVERIFY(!has(u"audit:orders"_s));
    QTRY_VERIFY(!m_window->session().undoStack().canUndo());
}

void tst_app_RemoteWindow::productionIsReviewed()
{
    Connection live = connection();
    live.isProduction = true;
    open(live);
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    ui::shell::MainWindow &window = m_window->window();
    QVERIFY(child<QWidget>(window, "productionBar")->isVisible());
    QVERIFY(child<QLabel>(window, "productionText")->text().contains(u"Read only"_s));

    addScope(u"first:try"_s);
    QTRY_VERIFY(m_window->tenant().store().isSettled());
    QVERIFY(!has(u"first:try"_s));
    QVERIFY(!window.findChild<ReviewDialog *>());

    click(window, "productionUnlock");
    tests::confirm(window);
    QTRY_VERIFY(m_window->lock().isOpen());
    QTRY_VERIFY(child<QLabel>(window, "productionText")->text().contains(u"10:00"_s));
    addScope(u"second:try"_s);
    QPointer<ReviewDialog> review = window.findChild<ReviewDialog *>();
    QVERIFY(review);
    QVERIFY(child<QTreeWidget>(*review, "reviewList")->topLevelItemCount() > 0);
    review->reject();
    QTRY_VERIFY(m_window->tenant().store().isSettled());
    QVERIFY(!has(u"second:try"_s));

    addScope(u"third:try"_s);
    QTRY_VERIFY(!review);
    review = window.findChild<ReviewDialog *>();
    QVERIFY(review);
    review->acceptButton()->click();
    QTRY_VERIFY(has(u"third:try"_s));
    QTRY_VERIFY(m_window->tenant().store().isSettled());

    m_world->clock.advance(10min);
    m_window->lock().look();
    QTRY_VERIFY(child<QLabel>(window, "productionText")->text().contains(u"Read only"_s));
}

void tst_app_RemoteWindow::aClientIsTested()
{
    m_world->edit([](store::StoreSnapshot &tenant) {
        domain::ClientGrant grant;
        grant.id = domain::ClientGrantId(u"cgr_beta"_s);
        grant.clientId = domain::ClientId(TokenTenant::beta);
        grant.resourceServerId = TokenTenant::apiId(u"1"_s);
        grant.scopes = {u"read:orders"_s};
        tenant.grants.append(grant);
        tenant.sort();
    });
    open(connection());
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    ui::shell::MainWindow &window = m_window->window();
    window.open(u"api/%1/test"_s.arg(TokenTenant::apiId(u"1"_s).text()));
    auto *page = child<QWidget>(window, "testPage");
    auto *clients = child<QComboBox>(*page, "testClient");
    const auto choose = [clients](QLatin1StringView client) {
        clients->setCurrentIndex(clients->findData(QString(client)));
        Q_EMIT clients->activated(clients->currentIndex());
    };
    // The client of the connection has told its secret already; the other one's is asked for.
    choose(TokenTenant::alpha);
    QVERIFY(child<QWidget>(*page, "runTest")->isEnabled());
    choose(TokenTenant::beta);
    QVERIFY(!child<QWidget>(*page, "runTest")->isEnabled());
    tests::type(*page, "testSecret", u"beta-secret"_s);
    QVERIFY(child<QWidget>(*page, "runTest")->isEnabled());
    click(*page, "runTest");
    QTRY_VERIFY(child<QWidget>(*page, "testTokenCard")->isVisible());
    QVERIFY(child<QLineEdit>(*page, "testSecret")->text().isEmpty());
}

void tst_app_RemoteWindow::aTenantThatIsGoneStaysInSight()
{
    open(connection());
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    m_world->server.stop();
    m_window->tenant().store().refresh();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->status().state(), RemoteStatus::State::Offline, 60000);
    QVERIFY(m_window->tenant().store().snapshot().resourceServers.size() > 2);
    QVERIFY(child<QLabel>(m_window->window(), "serverState")->text().contains(u"Offline, last read"_s));
}

void tst_app_RemoteWindow::itHoldsWhatItMust_data()
{
    QTest::addColumn<settings::Theme>("theme");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << settings::Theme::Light << QSize(1280, 800);
    QTest::newRow("dark") << settings::Theme::Dark << QSize(1280, 800);
    QTest::newRow("small") << settings::Theme::Light << QSize(1024, 600);
}

void tst_app_RemoteWindow::itHoldsWhatItMust()
{
    QFETCH(const settings::Theme, theme);
    QFETCH(const QSize, size);
    tests::GuiHarness gui(theme);
    Connection live = connection();
    live.name = u"The production tenant of a very long-winded department"_s;
    live.isProduction = true;
    open(live);
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    m_window->theme().setTheme(theme);
    ui::shell::MainWindow &window = m_window->window();
    window.resize(size);
    m_window->lock().open();
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    const QString api = u"api/%1/"_s.arg(TokenTenant::apiId(u"1"_s).text());
    QStringList problems;
    for (const QString &page : {api + u"scopes"_s, api + u"test"_s, u"settings"_s}) {
        window.open(page);
        tests::GuiHarness::settle();
        gui.picture(window, u"remote-%1-%2"_s.arg(page.section(u'/', -1), tag));
        problems += tests::namelessControls(window) + tests::clippedTexts(window) + tests::faintTexts(window);
    }
    addScope(u"audit:orders"_s);
    QPointer<ReviewDialog> review = window.findChild<ReviewDialog *>();
    QVERIFY(review);
    tests::GuiHarness::settle();
    gui.picture(*review, u"review-"_s + tag);
    problems += tests::walk(*review);
    review->reject();
    QTRY_VERIFY(m_window->tenant().store().isSettled());
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

QTEST_MAIN(tst_app_RemoteWindow)
#include "tst_app_RemoteWindow.moc"
