#include "tests/support/WidgetHand.h"
#include "tests/ui/TokenWorld.h"
#include "ui/pages/ResourceServerPage.h"
#include "ui/pages/TestPage.h"

#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using ui::pages::ResourceServerPage;

class tst_page_ResourceServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void headerTellsTheApi();
    void headerFollowsTheTenant();
    void tabsHaveAddresses_data();
    void tabsHaveAddresses();
    void remembersTheTab();
    void keysGoThroughTheTabs();
    void unsavedTabIsMarked();
    void saveShowsTheTabThatCannot();
    void testPageLeadsToTheClients();
    void deletionIsSaid();
    void draftsOfOtherApisAreCounted();

private:
    void openPage();
    QTabWidget *tabs() const { return child<QTabWidget>(*m_page, "apiTabs"); }

    std::unique_ptr<ui::theme::ThemeWatcher> m_theme;
    std::unique_ptr<TokenWorld> m_world;
    std::unique_ptr<ResourceServerPage> m_page;
};

void tst_page_ResourceServer::initTestCase()
{
    m_theme = std::make_unique<ui::theme::ThemeWatcher>(settings::Theme::Light);
}

void tst_page_ResourceServer::openPage()
{
    m_page =
        std::make_unique<ResourceServerPage>(m_world->access(), m_world->control, m_world->parts(), m_world->shelf);
    m_page->setApi(m_world->orders());
    show(*m_page);
}

void tst_page_ResourceServer::init()
{
    m_world = std::make_unique<TokenWorld>();
    openPage();
}

void tst_page_ResourceServer::cleanup()
{
    m_page.reset();
    m_world.reset();
}

void tst_page_ResourceServer::headerTellsTheApi()
{
    QCOMPARE(child<QLabel>(*m_page, "apiTitle")->text(), u"Orders API"_s);
    QCOMPARE(child<QLabel>(*m_page, "apiIdentifier")->text(), QString(TokenTenant::orders));
    click(*m_page, "copyIdentifierButton");
    QCOMPARE(QGuiApplication::clipboard()->text(), QString(TokenTenant::orders));
    m_page->openTab(u"settings");
    picture(*m_page, u"api-settings"_s);
    m_page->openTab(u"scopes");
    picture(*m_page, u"api-scopes"_s);
    m_page->openTab(u"clients");
    picture(*m_page, u"api-clients"_s);
}

void tst_page_ResourceServer::headerFollowsTheTenant()
{
    domain::ResourceServer renamed = *m_world->store.snapshot().resourceServer(m_world->orders());
    renamed.name = u"Renamed"_s + u'\u202E';
    m_world->store.submit(*m_world->editor.updateApi(m_world->store.snapshot(), renamed));
    QCOMPARE(child<QLabel>(*m_page, "apiTitle")->text(), u"Renamed\\u202E"_s);
    m_page->setApi(m_world->ledger());
    QCOMPARE(child<QLabel>(*m_page, "apiTitle")->text(), u"Ledger API"_s);
}

void tst_page_ResourceServer::tabsHaveAddresses_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"quickstart", "settings", "scopes", "clients", "test"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void tst_page_ResourceServer::tabsHaveAddresses()
{
    QFETCH(QString, name);
    m_page->openTab(name == u"test"_s ? u"scopes" : u"test");
    QSignalSpy changed(m_page.get(), &ResourceServerPage::tabChanged);
    m_page->openTab(name);
    QCOMPARE(m_page->currentTab(), name);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toString(), name);
    m_page->openTab(u"no such tab");
    QCOMPARE(m_page->currentTab(), name);
}

void tst_page_ResourceServer::remembersTheTab()
{
    QCOMPARE(m_page->currentTab(), u"quickstart"_s);
    QTest::mouseClick(tabs()->tabBar(), Qt::LeftButton, {}, tabs()->tabBar()->tabRect(2).center());
    QCOMPARE(m_page->currentTab(), u"scopes"_s);
    m_page->setApi(m_world->ledger());
    QCOMPARE(m_page->currentTab(), u"scopes"_s);
    m_page.reset();
    openPage(); // the next start
    QCOMPARE(m_page->currentTab(), u"scopes"_s);
}

void tst_page_ResourceServer::keysGoThroughTheTabs()
{
    tabs()->tabBar()->setFocus();
    QTest::keyClick(tabs()->tabBar(), Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(m_page->currentTab(), u"settings"_s);
    QTest::keyClick(m_page->focusWidget(), Qt::Key_PageUp, Qt::ControlModifier);
    QTest::keyClick(m_page->focusWidget(), Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(m_page->currentTab(), u"test"_s); // round and round
}

void tst_page_ResourceServer::unsavedTabIsMarked()
{
    QSignalSpy unsaved(m_page.get(), &ResourceServerPage::unsavedChangesChanged);
    m_page->openTab(u"settings");
    type(*m_page, "apiNameEdit", u"Typed"_s);
    QVERIFY(m_page->hasUnsavedChanges());
    QVERIFY(unsaved.last().at(0).toBool());
    QVERIFY(tabs()->tabText(1) != u"Settings"_s);
    m_page->openTab(u"scopes");
    QVERIFY(m_page->save());
    QCOMPARE(tabs()->tabText(1), u"Settings"_s);
    QVERIFY(!unsaved.last().at(0).toBool());
    QCOMPARE(m_world->store.snapshot().apiName(m_world->orders()), u"Typed"_s);
}

void tst_page_ResourceServer::saveShowsTheTabThatCannot()
{
    m_page->openTab(u"settings");
    type(*m_page, "tokenLifetimeEdit", u"soon"_s);
    m_page->openTab(u"scopes");
    QVERIFY(!m_page->save());
    QCOMPARE(m_page->currentTab(), u"settings"_s);
    m_page->discard();
    QVERIFY(!m_page->hasUnsavedChanges());
    QVERIFY(m_page->save());
}

void tst_page_ResourceServer::testPageLeadsToTheClients()
{
    QSignalSpy inspect(m_page.get(), &ResourceServerPage::openInInspectorRequested);
    m_page->openTab(u"test");
    Q_EMIT m_page->testPage().authorizeClientRequested();
    QCOMPARE(m_page->currentTab(), u"clients"_s);
    Q_EMIT m_page->testPage().openInInspectorRequested("a.b.c");
    QCOMPARE(inspect.size(), 1);
    QCOMPARE(inspect.at(0).at(0).toByteArray(), QByteArray("a.b.c"));
}

void tst_page_ResourceServer::deletionIsSaid()
{
    QSignalSpy deleted(m_page.get(), &ResourceServerPage::deleted);
    QSignalSpy offered(m_page.get(), &ResourceServerPage::undoOffered);
    m_page->openTab(u"settings");
    QTest::mouseClick(child<QWidget>(*m_page, "deleteApiButton"), Qt::LeftButton);
    QCOMPARE(deleted.size(), 1);
    QCOMPARE(deleted.at(0).at(0).toString(), u"Orders API"_s);
    QCOMPARE(offered.size(), 1);
    QVERIFY(!m_world->store.snapshot().resourceServer(m_world->orders()));
}

void tst_page_ResourceServer::draftsOfOtherApisAreCounted()
{
    m_page->openTab(u"settings");
    type(*m_page, "apiNameEdit", u"Typed"_s);
    m_page->setApi(m_world->ledger());
    QCOMPARE(tabs()->tabText(1), u"Settings"_s); // this one has none
    QVERIFY(m_page->hasUnsavedChanges());
    QCOMPARE(m_page->unsavedApis(), QList<domain::ResourceServerId>({m_world->orders()}));
    // An API that is gone has nothing to save.
    m_world->store.submit(*m_world->editor.deleteApi(m_world->store.snapshot(), m_world->orders()));
    QVERIFY(!m_page->hasUnsavedChanges());
}

QTEST_MAIN(tst_page_ResourceServer)
#include "tst_page_ResourceServer.moc"
