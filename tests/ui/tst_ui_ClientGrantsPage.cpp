#include "tests/ui/PageWorld.h"
#include "ui/pages/ClientGrantsPage.h"
#include "ui/presenters/SwitchDelegate.h"
#include "ui/widgets/ChangeBar.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using ui::pages::ClientGrantsPage;

class tst_ui_ClientGrantsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void noClientsOffersToCreateOne();
    void switchInTheRowAuthorizes();
    void switchBesideTheNameAuthorizes();
    void spaceBarTurnsTheSwitch();
    void selectedClientsAreAuthorizedAtOnce();
    void switchingOffRemovesTheGrant();
    void checksAreSaved();
    void allAndNoneGoByTheFilter();
    void draftsOfSeveralClientsAreSavedTogether();
    void draftSurvivesSwitchingApis();
    void failedSaveBecomesADraftAgain();
    void refusedUndoLeavesNoDraft();
    void selectingAClientShowsItThroughTheFilter();
    void changeMadeElsewhereShowsThrough();
    void apiWithoutScopesSaysSo();
    void managementApiCanBeGranted();
    void hostileNamesArePlainText();

private:
    QTableView *clients() const { return child<QTableView>(*m_page, "clientGrantTable"); }
    QTableView *scopes() const { return child<QTableView>(*m_page, "grantedScopeTable"); }
    QModelIndex clientRow(const domain::ClientId &client, int column = 0) const;
    QModelIndex scopeRow(const QString &value) const;
    QStringList granted(const domain::ClientId &client) const;
    bool isAuthorized(const domain::ClientId &client) const { return m_world->store.snapshot().grant(client, m_api); }

    std::unique_ptr<ui::theme::ThemeWatcher> m_theme;
    std::unique_ptr<PageWorld> m_world;
    std::unique_ptr<ClientGrantsPage> m_page;
    domain::ResourceServerId m_api;
    domain::ClientId m_sync;
    domain::ClientId m_report;
};

void tst_ui_ClientGrantsPage::initTestCase()
{
    m_theme = std::make_unique<ui::theme::ThemeWatcher>(settings::Theme::Light);
}

void tst_ui_ClientGrantsPage::init()
{
    m_world = std::make_unique<PageWorld>();
    m_api = m_world->addApi(u"Orders API"_s, {u"read:orders"_s, u"write:orders"_s, u"read:invoices"_s});
    m_sync = m_world->addClient(u"Calendar Sync"_s);
    m_report = m_world->addClient(u"Nightly report"_s);
    m_page = std::make_unique<ClientGrantsPage>(m_world->access());
    m_page->setApi(m_api);
    show(*m_page);
}

void tst_ui_ClientGrantsPage::cleanup()
{
    m_page.reset();
    m_world.reset();
}

QModelIndex tst_ui_ClientGrantsPage::clientRow(const domain::ClientId &client, int column) const
{
    const QAbstractItemModel *model = clients()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data(items::KeyRole).toString() == client.text())
            return model->index(row, column);
    }
    return {};
}

QModelIndex tst_ui_ClientGrantsPage::scopeRow(const QString &value) const
{
    const QAbstractItemModel *model = scopes()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data(items::KeyRole).toString() == value)
            return model->index(row, 0);
    }
    return {};
}

QStringList tst_ui_ClientGrantsPage::granted(const domain::ClientId &client) const
{
    const domain::ClientGrant *grant = m_world->store.snapshot().grant(client, m_api);
    return grant ? grant->scopes : QStringList{u"not authorized"_s};
}

void tst_ui_ClientGrantsPage::noClientsOffersToCreateOne()
{
    m_world->submit(m_world->editor.deleteClient(m_world->store.snapshot(), m_sync));
    m_world->submit(m_world->editor.deleteClient(m_world->store.snapshot(), m_report));
    QSignalSpy wanted(m_page.get(), &ClientGrantsPage::createClientRequested);
    picture(*m_page, u"clients-empty"_s);
    click(*m_page, "createFirstClientButton");
    QCOMPARE(wanted.size(), 1);
    m_sync = m_world->addClient(u"New one"_s);
    click(*m_page, "authorizedSwitch"); // the only client is selected
    QVERIFY(isAuthorized(m_sync));
}

void tst_ui_ClientGrantsPage::switchInTheRowAuthorizes()
{
    picture(*m_page, u"clients"_s);
    clickCell(*clients(), clientRow(m_report, 1), 20);
    QCOMPARE(granted(m_report), QStringList()); // what it may do is checked one by one
    QVERIFY(!isAuthorized(m_sync));
    QCOMPARE(scopes()->model()->rowCount(), 3);
    QVERIFY(child<ui::widgets::ToggleSwitch>(*m_page, "authorizedSwitch")->isChecked());
    QCOMPARE(clientRow(m_report, 1).data(Qt::AccessibleTextRole).toString(), u"Nightly report is authorized"_s);
    QCOMPARE(clientRow(m_report, 2).data().toString(), u"No scopes"_s);
    QCOMPARE(clientRow(m_sync, 2).data().toString(), u"Not authorized"_s);
    QVERIFY(m_world->settle());
    picture(*m_page, u"clients-authorized"_s);
}

void tst_ui_ClientGrantsPage::switchBesideTheNameAuthorizes()
{
    clickCell(*clients(), clientRow(m_report));
    click(*m_page, "authorizedSwitch");
    QVERIFY(isAuthorized(m_report));
    QCOMPARE(clientRow(m_report, 1).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
    click(*m_page, "authorizedSwitch");
    QVERIFY(!isAuthorized(m_report));
}

void tst_ui_ClientGrantsPage::spaceBarTurnsTheSwitch()
{
    clients()->setFocus();
    clients()->setCurrentIndex(clientRow(m_sync));
    QTest::keyClick(clients(), Qt::Key_Space);
    QVERIFY(isAuthorized(m_sync));
    QTest::keyClick(clients(), Qt::Key_Space);
    QVERIFY(!isAuthorized(m_sync));
}

void tst_ui_ClientGrantsPage::selectedClientsAreAuthorizedAtOnce()
{
    auto *bar = child<QWidget>(*m_page, "selectionBar");
    clients()->setCurrentIndex(clientRow(m_sync));
    QVERIFY(!bar->isVisible());
    QSignalSpy offered(m_page.get(), &ClientGrantsPage::undoOffered);
    clients()->selectAll();
    QVERIFY(bar->isVisible());
    picture(*m_page, u"clients-selected"_s);
    const int steps = m_world->session.undoStack().count();
    click(*m_page, "authorizeSelectedButton");
    QVERIFY(isAuthorized(m_sync) && isAuthorized(m_report));
    QCOMPARE(m_world->session.undoStack().count(), steps + 1);
    QCOMPARE(offered.size(), 1);
    m_world->session.undoStack().undo();
    QVERIFY(!isAuthorized(m_sync) && !isAuthorized(m_report));
    // The space bar does the same for all of them.
    clients()->setFocus();
    clients()->selectAll();
    QTest::keyClick(clients(), Qt::Key_Space);
    QVERIFY(isAuthorized(m_sync) && isAuthorized(m_report));
    clients()->selectAll();
    click(*m_page, "withdrawSelectedButton");
    QVERIFY(!isAuthorized(m_sync) && !isAuthorized(m_report));
}

void tst_ui_ClientGrantsPage::switchingOffRemovesTheGrant()
{
    m_world->grant(m_sync, m_api, {u"write:orders"_s});
    QSignalSpy offered(m_page.get(), &ClientGrantsPage::undoOffered);
    clickCell(*clients(), clientRow(m_sync, 1), 20);
    QVERIFY(!isAuthorized(m_sync));
    QCOMPARE(offered.size(), 1);
    QVERIFY(!child<QPushButton>(*m_page, "checkAllScopesButton")->isEnabled());
    m_world->session.undoStack().undo();
    QCOMPARE(granted(m_sync), QStringList({u"write:orders"_s})); // not all of them
}

void tst_ui_ClientGrantsPage::checksAreSaved()
{
    m_world->grant(m_sync, m_api, {u"read:orders"_s});
    m_page->selectClient(m_sync);
    clickCell(*scopes(), scopeRow(u"read:invoices"_s));
    clickCell(*scopes(), scopeRow(u"read:orders"_s), 12);
    QCOMPARE(granted(m_sync), QStringList({u"read:orders"_s})); // a draft until saved
    QVERIFY(m_page->hasUnsavedChanges());
    QCOMPARE(scopeRow(u"read:orders"_s).data(Qt::AccessibleTextRole).toString(),
             u"Scope read:orders, to be withdrawn, not saved"_s);
    QCOMPARE(clientRow(m_sync, 2).data(Qt::AccessibleTextRole).toString(), u"1 of 3 scopes, 2 checks not saved"_s);
    picture(*m_page, u"clients-unsaved"_s);
    click(*m_page, "saveGrantsButton");
    QCOMPARE(granted(m_sync), QStringList({u"read:invoices"_s}));
    QVERIFY(!m_page->hasUnsavedChanges());
    QVERIFY(!child<QWidget>(*m_page, "grantsChangeBar")->isVisible());
    scopes()->setFocus();
    scopes()->setCurrentIndex(scopeRow(u"write:orders"_s));
    QTest::keyClick(scopes(), Qt::Key_Space);
    QVERIFY(m_page->hasUnsavedChanges());
    click(*m_page, "discardGrantsButton");
    QVERIFY(!m_page->hasUnsavedChanges());
    QCOMPARE(scopeRow(u"write:orders"_s).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
}

void tst_ui_ClientGrantsPage::allAndNoneGoByTheFilter()
{
    m_world->grant(m_sync, m_api, {});
    m_page->selectClient(m_sync);
    type(*m_page, "grantScopeFilterEdit", u"orders"_s);
    click(*m_page, "checkAllScopesButton");
    QVERIFY(m_page->save());
    QCOMPARE(granted(m_sync), QStringList({u"read:orders"_s, u"write:orders"_s}));
    type(*m_page, "grantScopeFilterEdit", u""_s);
    click(*m_page, "checkNoScopesButton");
    QVERIFY(m_page->save());
    QCOMPARE(granted(m_sync), QStringList());
}

void tst_ui_ClientGrantsPage::draftsOfSeveralClientsAreSavedTogether()
{
    m_world->grant(m_sync, m_api, {});
    m_world->grant(m_report, m_api, {u"read:orders"_s});
    m_page->selectClient(m_sync);
    clickCell(*scopes(), scopeRow(u"read:orders"_s));
    clickCell(*clients(), clientRow(m_report)); // away, without a question and without a loss
    clickCell(*scopes(), scopeRow(u"read:orders"_s));
    QCOMPARE(child<ui::widgets::ChangeBar>(*m_page, "grantsChangeBar")->changeCount(), 2);
    QVERIFY(clientRow(m_sync, 2).data().toString().contains(u'●'));
    const int steps = m_world->session.undoStack().count();
    click(*m_page, "saveGrantsButton");
    QCOMPARE(granted(m_sync), QStringList({u"read:orders"_s}));
    QCOMPARE(granted(m_report), QStringList());
    QCOMPARE(m_world->session.undoStack().count(), steps + 1);
    QVERIFY(!clientRow(m_sync, 2).data().toString().contains(u'●'));
}

void tst_ui_ClientGrantsPage::draftSurvivesSwitchingApis()
{
    const auto other = m_world->addApi(u"Stock API"_s, {u"read:stock"_s});
    m_world->grant(m_sync, m_api, {});
    m_page->selectClient(m_sync);
    clickCell(*scopes(), scopeRow(u"read:orders"_s));
    m_page->setApi(other);
    QVERIFY(!child<QWidget>(*m_page, "grantsChangeBar")->isVisible());
    QCOMPARE(m_world->session.drafts().apis(), QList<domain::ResourceServerId>({m_api}));
    QVERIFY(!clientRow(m_sync, 2).data().toString().contains(u'●'));
    QCOMPARE(scopes()->model()->rowCount(), 1);
    m_page->setApi(m_api);
    QCOMPARE(scopeRow(u"read:orders"_s).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
    QVERIFY(m_page->save());
    QCOMPARE(granted(m_sync), QStringList({u"read:orders"_s}));
}

void tst_ui_ClientGrantsPage::failedSaveBecomesADraftAgain()
{
    m_world->grant(m_sync, m_api, {});
    QVERIFY(m_world->settle());
    m_page->selectClient(m_sync);
    clickCell(*scopes(), scopeRow(u"read:orders"_s));
    m_world->backend.failNextCommit({.code = base::ErrorCode::StoreFull, .step = {}, .subject = {}, .detail = {}});
    click(*m_page, "saveGrantsButton");
    QTRY_VERIFY(m_page->hasUnsavedChanges());
    QCOMPARE(granted(m_sync), QStringList());
    QCOMPARE(scopeRow(u"read:orders"_s).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
}

/// Undoing is not checking: Save must not grant what the refused undo would have.
void tst_ui_ClientGrantsPage::refusedUndoLeavesNoDraft()
{
    m_world->grant(m_sync, m_api, {u"read:orders"_s, u"write:orders"_s});
    QVERIFY(m_world->settle());
    m_page->selectClient(m_sync);
    click(*m_page, "checkNoScopesButton");
    QVERIFY(m_page->save());
    QVERIFY(m_world->settle());
    QCOMPARE(granted(m_sync), QStringList());
    m_world->backend.failNextCommit({.code = base::ErrorCode::StoreFull, .step = {}, .subject = {}, .detail = {}});
    m_world->session.undoStack().undo();
    QTRY_COMPARE(granted(m_sync), QStringList());
    QVERIFY(m_world->settle());
    QVERIFY(!m_page->hasUnsavedChanges());
    QVERIFY(m_page->save());
    QCOMPARE(granted(m_sync), QStringList());
}

void tst_ui_ClientGrantsPage::selectingAClientShowsItThroughTheFilter()
{
    type(*m_page, "grantClientFilterEdit", u"Calendar"_s);
    m_page->selectClient(m_report);
    QCOMPARE(clients()->currentIndex().data(items::KeyRole).toString(), m_report.text());
}

void tst_ui_ClientGrantsPage::changeMadeElsewhereShowsThrough()
{
    m_world->grant(m_sync, m_api, {});
    QVERIFY(m_world->settle());
    m_page->selectClient(m_sync);
    clickCell(*scopes(), scopeRow(u"read:orders"_s));
    QVERIFY(m_world->commitElsewhere(
        *m_world->editor.setGrant(m_world->store.snapshot(), m_sync, m_api, {u"read:invoices"_s})));
    QTRY_COMPARE(granted(m_sync), QStringList({u"read:invoices"_s}));
    QVERIFY(m_page->save());
    QCOMPARE(granted(m_sync), QStringList({u"read:orders"_s, u"read:invoices"_s}));
}

void tst_ui_ClientGrantsPage::apiWithoutScopesSaysSo()
{
    const auto bare = m_world->addApi(u"Bare API"_s);
    m_page->setApi(bare);
    QSignalSpy wanted(m_page.get(), &ClientGrantsPage::openScopesRequested);
    click(*m_page, "authorizedSwitch");
    QVERIFY(m_world->store.snapshot().grant(m_sync, bare));
    picture(*m_page, u"clients-no-scopes"_s);
    auto *link = scopes()->findChild<QPushButton *>(u"emptyStateLink"_s);
    QVERIFY(link && link->isVisible());
    QTest::mouseClick(link, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
}

void tst_ui_ClientGrantsPage::managementApiCanBeGranted()
{
    const auto system = m_world->addSystemApi();
    m_page->setApi(system);
    clickCell(*clients(), clientRow(m_sync, 1), 20);
    QVERIFY(m_world->store.snapshot().grant(m_sync, system)->scopes.isEmpty());
    click(*m_page, "checkAllScopesButton");
    QVERIFY(m_page->save());
    QCOMPARE(m_world->store.snapshot().grant(m_sync, system)->scopes, m_world->api(system).scopeValues());
}

void tst_ui_ClientGrantsPage::hostileNamesArePlainText()
{
    const auto hostile = m_world->addClient(u"safe\u202Eexe.ipa "_s + QString(150, u'W'));
    m_world->submit(
        m_world->editor.addScopes(m_world->store.snapshot(), m_api, {{u"x:<b>"_s, u"<img src=/etc/hostname>"_s}}));
    m_page->selectClient(hostile);
    click(*m_page, "authorizedSwitch");
    picture(*m_page, u"clients-hostile"_s);
    const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->text().isEmpty())
            continue; // an icon
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY2(!label->text().contains(u'\u202E'), qPrintable(label->text()));
    }
    QVERIFY(!clientRow(hostile).data().toString().contains(u'\u202E'));
    QVERIFY(scopeRow(u"x:<b>"_s).siblingAtColumn(1).data(Qt::ToolTipRole).toString().contains(u"&lt;img"_s));
}

QTEST_MAIN(tst_ui_ClientGrantsPage)
#include "tst_ui_ClientGrantsPage.moc"
