#include "tests/support/WidgetHand.h"
#include "tests/ui/TokenWorld.h"
#include "ui/pages/ResourceServerPage.h"
#include "ui/pages/TestPage.h"

#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using ui::pages::ResourceServerPage;

class tst_ui_ResourceServerPage : public QObject
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
    void halfTypedScopeIsUnsaved();
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

void tst_ui_ResourceServerPage::initTestCase()
{
    m_theme = std::make_unique<ui::theme::ThemeWatcher>(settings::Theme::Light);
}

void tst_ui_ResourceServerPage::openPage()
{
    m_page =
        std::make_unique<ResourceServerPage>(m_world->access(), m_world->control, m_world->parts(), m_world->shelf);
    m_page->setApi(m_world->orders());
    show(*m_page);
}

void tst_ui_ResourceServerPage::init()
{
    m_world = std::make_unique<TokenWorld>();
    openPage();
}

void tst_ui_ResourceServerPage::cleanup()
{
    m_page.reset();
    m_world.reset();
}

void tst_ui_ResourceServerPage::headerTellsTheApi()
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

void tst_ui_ResourceServerPage::headerFollowsTheTenant()
{
    domain::ResourceServer renamed = *m_world->store.snapshot().resourceServer(m_world->orders());
    renamed.name = u"Renamed"_s + u'\u202E';
    m_world->store.submit(*m_world->editor.updateApi(m_world->store.snapshot(), renamed));
    QCOMPARE(child<QLabel>(*m_page, "apiTitle")->text(), u"Renamed\\u202E"_s);
    m_page->setApi(m_world->ledger());
    QCOMPARE(child<QLabel>(*m_page, "apiTitle")->text(), u"Ledger API"_s);
}

void tst_ui_ResourceServerPage::tabsHaveAddresses_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"quickstart", "settings", "scopes", "clients", "test"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void tst_ui_ResourceServerPage::tabsHaveAddresses()
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

void tst_ui_ResourceServerPage::remembersTheTab()
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

void tst_ui_ResourceServerPage::keysGoThroughTheTabs()
{
    tabs()->tabBar()->setFocus();
    QTest::keyClick(tabs()->tabBar(), Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(m_page->currentTab(), u"settings"_s);
    QTest::keyClick(m_page->focusWidget(), Qt::Key_PageUp, Qt::ControlModifier);
    QTest::keyClick(m_page->focusWidget(), Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(m_page->currentTab(), u"test"_s); // round and round
}

void tst_ui_ResourceServerPage::unsavedTabIsMarked()
{
    m_page->openTab(u"settings");
    type(*m_page, "apiNameEdit", u"Typed"_s);
    QVERIFY(!m_world->session.drafts().isEmpty());
    QVERIFY(tabs()->tabText(1) != u"Settings"_s);
    m_page->openTab(u"scopes");
    QVERIFY(m_page->save());
    QCOMPARE(tabs()->tabText(1), u"Settings"_s);
    QCOMPARE(m_world->store.snapshot().apiName(m_world->orders()), u"Typed"_s);
}

/// A scope that is being typed is unsaved, too: it is marked, saved and dropped like everything else.
void tst_ui_ResourceServerPage::halfTypedScopeIsUnsaved()
{
    m_page->openTab(u"scopes");
    type(*m_page, "newScopeValueEdit", u"half typed"_s);
    QVERIFY(tabs()->tabText(2) != u"Scopes"_s);
    m_page->openTab(u"settings");
    QVERIFY(!m_page->save()); // a space is not allowed
    QCOMPARE(m_page->currentTab(), u"scopes"_s);
    type(*m_page, "newScopeValueEdit", u"half:typed"_s);
    QVERIFY(m_page->save());
    QVERIFY(m_world->store.snapshot().resourceServer(m_world->orders())->scope(u"half:typed"_s));
    QCOMPARE(tabs()->tabText(2), u"Scopes"_s);
    type(*m_page, "newScopeValueEdit", u"another"_s);
    m_page->discard();
    QCOMPARE(child<QLineEdit>(*m_page, "newScopeValueEdit")->text(), QString());
    QVERIFY(m_world->session.drafts().isEmpty());
}

void tst_ui_ResourceServerPage::saveShowsTheTabThatCannot()
{
    m_page->openTab(u"settings");
    type(*m_page, "tokenLifetimeEdit", u"soon"_s);
    m_page->openTab(u"scopes");
    QVERIFY(!m_page->save());
    QCOMPARE(m_page->currentTab(), u"settings"_s);
    m_page->discard();
    QVERIFY(m_world->session.drafts().isEmpty());
    QVERIFY(m_page->save());
}

void tst_ui_ResourceServerPage::testPageLeadsToTheClients()
{
    QSignalSpy inspect(m_page.get(), &ResourceServerPage::openInInspectorRequested);
    m_page->openTab(u"test");
    Q_EMIT m_page->testPage().authorizeClientRequested({}, domain::SubjectType::Client);
    QCOMPARE(m_page->currentTab(), u"clients"_s);
    QVERIFY(child<QPushButton>(*m_page, "ownNameGrantsButton")->isChecked());
    m_page->openTab(u"test");
    Q_EMIT m_page->testPage().authorizeClientRequested({}, domain::SubjectType::User);
    QCOMPARE(m_page->currentTab(), u"clients"_s);
    QVERIFY(child<QPushButton>(*m_page, "personGrantsButton")->isChecked());
    Q_EMIT m_page->testPage().openInInspectorRequested("a.b.c");
    QCOMPARE(inspect.size(), 1);
    QCOMPARE(inspect.at(0).at(0).toByteArray(), "a.b.c"_ba);
}

void tst_ui_ResourceServerPage::deletionIsSaid()
{
    QSignalSpy deleted(m_page.get(), &ResourceServerPage::deleted);
    QSignalSpy offered(m_page.get(), &ResourceServerPage::undoOffered);
    m_page->openTab(u"settings");
    QTest::mouseClick(child<QWidget>(*m_page, "deleteApiButton"), Qt::LeftButton);
    confirm(*m_page);
    QCOMPARE(deleted.size(), 1);
    QCOMPARE(deleted.at(0).at(0).toString(), u"Orders API"_s);
    QCOMPARE(offered.size(), 1);
    QVERIFY(!m_world->store.snapshot().resourceServer(m_world->orders()));
}

void tst_ui_ResourceServerPage::draftsOfOtherApisAreCounted()
{
    m_page->openTab(u"settings");
    type(*m_page, "apiNameEdit", u"Typed"_s);
    m_page->setApi(m_world->ledger());
    QCOMPARE(tabs()->tabText(1), u"Settings"_s); // this one has none
    QVERIFY(!m_world->session.drafts().isEmpty());
    QCOMPARE(m_world->session.drafts().apis(), QList<domain::ResourceServerId>({m_world->orders()}));
    // An API that is gone has nothing to save.
    m_world->store.submit(*m_world->editor.deleteApi(m_world->store.snapshot(), m_world->orders()));
    QVERIFY(m_world->session.drafts().isEmpty());
}

QTEST_MAIN(tst_ui_ResourceServerPage)
#include "tst_ui_ResourceServerPage.moc"
