#include "app/window/SingleInstance.h"
#include "tests/app/RemoteWindowWorld.h"
#include "tests/support/GuiHarness.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/dialogs/ReviewDialog.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace gatehouse;
using store::remote::Connection;
using tests::child;
using tests::click;
using tests::TokenTenant;
using ui::dialogs::ReviewDialog;
using ui::shell::RemoteStatus;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// A tenant elsewhere in the real window, over HTTP against Gatehouse's own Management API.
class tst_app_RemoteWindow : public QObject, private tests::RemoteWindowWorld
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void aTenantIsOpenedAndChanged();
    void aWrongSecretIsAskedForAgain();
    void readScopesAreEnoughToBrowse();
    void productionIsReviewed();
    void aClientIsTested();
    void aLoginNeedsARegisteredCallback();
    void aNameIsGivenToAnotherTenant();
    void theMarkReachesAnOpenWindow();
    void itHoldsWhatItMust_data();
    void itHoldsWhatItMust();
};

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

void tst_app_RemoteWindow::aLoginNeedsARegisteredCallback()
{
    m_world->edit([](store::StoreSnapshot &tenant) {
        for (domain::ClientApplication &client : tenant.clients) {
            if (client.id.text() != TokenTenant::beta)
                continue;
            client.type = domain::ClientType::Native;
            client.grantTypes |= domain::GrantType::AuthorizationCode;
            client.callbacks = {u"http://127.0.0.1/callback"_s}; // any port, where a server knows native clients
        }
    });
    open(connection());
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    QList<QUrl> visited;
    m_window->setBrowser([&visited](const QUrl &url) {
        visited.append(url);
        return true;
    });
    ui::shell::MainWindow &window = m_window->window();
    window.open(u"api/%1/test"_s.arg(TokenTenant::apiId(u"1"_s).text()));
    auto *page = child<QWidget>(window, "testPage");
    click(*page, "flowLogin");
    auto *card = child<QWidget>(*page, "loginChoiceCard");
    // The tenant compares callbacks exactly: one with a port is offered, and registered as a change like any other.
    QCOMPARE(child<QPushButton>(*card, "loginRemedy")->text(), u"Add http://127.0.0.1:8795/callback"_s);
    click(*card, "loginRemedy");
    const auto callbacks = [this] {
        return m_world->tenant.read()->client(domain::ClientId(TokenTenant::beta))->callbacks;
    };
    QTRY_VERIFY(callbacks().contains(u"http://127.0.0.1:8795/callback"_s));
    QTRY_VERIFY(m_window->tenant().store().isSettled());
    QTRY_VERIFY(!child<QPushButton>(*card, "loginRemedy")->isVisible());
    // A secret that the tenant keeps to itself is asked for.
    QVERIFY(!child<QWidget>(*card, "loginRun")->isEnabled());
    tests::type(*card, "loginSecret", u"beta-secret"_s);
    QVERIFY(child<QWidget>(*card, "loginRun")->isEnabled());
}

/// The window of a tenant does not go on under a name that means another one now, and is not raised for that one.
void tst_app_RemoteWindow::aNameIsGivenToAnotherTenant()
{
    store::remote::Connections connections;
    connections.all = {connection()};
    QVERIFY(m_book->write(connections));
    open(connection());
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    store::remote::Connection &other = connections.all.first();
    other.address = *store::remote::TenantAddress::parse(u"http://127.0.0.1:1"_s);
    other.isProduction = true;
    QVERIFY(m_book->write(connections));
    addScope(u"wrong:tenant"_s);
    QTRY_VERIFY(m_window->tenant().store().isSettled());
    QVERIFY(!has(u"wrong:tenant"_s));
    QTRY_VERIFY(banner().contains(u"was removed"_s));
    QVERIFY(app::SingleInstance::connectionKey(connection(), u"book"_s) !=
            app::SingleInstance::connectionKey(other, u"book"_s));
    // The mark alone makes no other window: the one that is open shows it.
    store::remote::Connection marked = connection();
    marked.isProduction = true;
    QCOMPARE(app::SingleInstance::connectionKey(marked, u"book"_s),
             app::SingleInstance::connectionKey(connection(), u"book"_s));
}

void tst_app_RemoteWindow::theMarkReachesAnOpenWindow()
{
    store::remote::Connections connections;
    connections.all = {connection()};
    QVERIFY(m_book->write(connections));
    open(connection());
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    ui::shell::MainWindow &window = m_window->window();
    QVERIFY(!window.findChild<QWidget *>(u"productionBar"_s));
    connections.all.first().isProduction = true;
    QVERIFY(m_book->write(connections));
    // At once, whether or not anybody has heard of the file.
    addScope(u"first:try"_s);
    QTRY_VERIFY(m_window->tenant().store().isSettled());
    QVERIFY(!has(u"first:try"_s));
    QTRY_VERIFY(child<QWidget>(window, "productionBar")->isVisible());
    QVERIFY(child<QLabel>(window, "productionText")->text().contains(u"Read only"_s));

    connections.all.clear();
    QVERIFY(m_book->write(connections));
    QTRY_VERIFY(banner().contains(u"was removed"_s));
    m_window->lock().open();
    addScope(u"second:try"_s);
    QTRY_VERIFY(m_window->tenant().store().isSettled());
    QVERIFY(!has(u"second:try"_s));
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
