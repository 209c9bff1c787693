#include "tests/ui/PageWorld.h"
#include "ui/pages/ClientGrantsPage.h"
#include "ui/widgets/ChangeBar.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using ui::pages::ClientGrantsPage;

/// Grants in a person's name, beside those in the client's own, from a click to what is stored.
class tst_ui_PersonGrants : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void personsGrantIsItsOwn();
    void personsChecksAreSavedTogetherWithTheOthers();
    void personsGrantIsWithdrawnAndUndone();
    void saysWhoNeedsAPersonsGrant();

private:
    QTableView *clients() const { return child<QTableView>(*m_page, "clientGrantTable"); }
    QTableView *scopes() const { return child<QTableView>(*m_page, "grantedScopeTable"); }
    QModelIndex clientRow(const domain::ClientId &client, int column = 0) const;
    QModelIndex scopeRow(const QString &value) const;
    QStringList granted(const domain::ClientId &client) const;
    /// What a client may do for people, as it is stored.
    QStringList grantedForPeople(const domain::ClientId &client) const
    {
        const domain::ClientGrant *grant = m_world->store.snapshot().grant(client, m_api, domain::SubjectType::User);
        return grant ? grant->scopes : QStringList{u"not authorized"_s};
    }
    /// What another process finds granted to the first client.
    QStringList storedGrant(domain::SubjectType subject)
    {
        const store::StoreSnapshot stored = m_world->storedTenant();
        const domain::ClientGrant *grant = stored.grant(m_sync, m_api, subject);
        return grant ? grant->scopes : QStringList{u"not authorized"_s};
    }
    void editClient(const domain::ClientId &id, bool isFirstParty)
    {
        domain::ClientApplication client = *m_world->store.snapshot().client(id);
        client.isFirstParty = isFirstParty;
        m_world->submit(m_world->editor.updateClient(m_world->store.snapshot(), client));
    }
    void setUserPolicy(domain::UserPolicy policy)
    {
        domain::ResourceServer api = m_world->api(m_api);
        api.userPolicy = policy;
        m_world->submit(m_world->editor.updateApi(m_world->store.snapshot(), api));
    }
    QString text(const char *name) const { return child<QLabel>(*m_page, name)->text(); }

    std::unique_ptr<ui::theme::ThemeWatcher> m_theme;
    std::unique_ptr<PageWorld> m_world;
    std::unique_ptr<ClientGrantsPage> m_page;
    domain::ResourceServerId m_api;
    domain::ClientId m_sync;
    domain::ClientId m_report;
};

void tst_ui_PersonGrants::initTestCase()
{
    m_theme = std::make_unique<ui::theme::ThemeWatcher>(settings::Theme::Light);
}

void tst_ui_PersonGrants::init()
{
    m_world = std::make_unique<PageWorld>();
    m_api = m_world->addApi(u"Orders API"_s, {u"read:orders"_s, u"write:orders"_s, u"read:invoices"_s});
    m_sync = m_world->addClient(u"Calendar Sync"_s);
    m_report = m_world->addClient(u"Nightly report"_s);
    m_page = std::make_unique<ClientGrantsPage>(m_world->access());
    m_page->setApi(m_api);
    show(*m_page);
}

void tst_ui_PersonGrants::cleanup()
{
    m_page.reset();
    m_world.reset();
}

QModelIndex tst_ui_PersonGrants::clientRow(const domain::ClientId &client, int column) const
{
    const QAbstractItemModel *model = clients()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data(items::KeyRole).toString() == client.text())
            return model->index(row, column);
    }
    return {};
}

QModelIndex tst_ui_PersonGrants::scopeRow(const QString &value) const
{
    const QAbstractItemModel *model = scopes()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data(items::KeyRole).toString() == value)
            return model->index(row, 0);
    }
    return {};
}

QStringList tst_ui_PersonGrants::granted(const domain::ClientId &client) const
{
    const domain::ClientGrant *grant = m_world->store.snapshot().grant(client, m_api);
    return grant ? grant->scopes : QStringList{u"not authorized"_s};
}

void tst_ui_PersonGrants::personsGrantIsItsOwn()
{
    editClient(m_sync, false);
    m_world->grant(m_sync, m_api, {u"read:orders"_s});
    m_page->selectClient(m_sync);
    click(*m_page, "personGrantsButton");
    QCOMPARE(clientRow(m_sync, 2).data().toString(), u"Not authorized"_s);
    QVERIFY(!child<ui::widgets::ToggleSwitch>(*m_page, "authorizedSwitch")->isChecked());
    clickCell(*clients(), clientRow(m_sync, 1), 20);
    QCOMPARE(grantedForPeople(m_sync), QStringList());
    clickCell(*scopes(), scopeRow(u"write:orders"_s));
    QVERIFY(m_page->hasUnsavedChanges());
    picture(*m_page, u"clients-person"_s);
    click(*m_page, "saveGrantsButton");
    QCOMPARE(grantedForPeople(m_sync), QStringList({u"write:orders"_s}));
    QCOMPARE(granted(m_sync), QStringList({u"read:orders"_s})); // untouched
    QVERIFY(m_world->settle());
    QCOMPARE(storedGrant(domain::SubjectType::User), QStringList({u"write:orders"_s}));
    QCOMPARE(storedGrant(domain::SubjectType::Client), QStringList({u"read:orders"_s}));
    QCOMPARE(clientRow(m_sync, 2).data().toString(), u"1 of 3 scopes"_s);
    click(*m_page, "ownNameGrantsButton");
    QCOMPARE(clientRow(m_sync, 2).data().toString(), u"1 of 3 scopes"_s);
    QCOMPARE(scopeRow(u"read:orders"_s).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
    QCOMPARE(scopeRow(u"write:orders"_s).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
}

void tst_ui_PersonGrants::personsChecksAreSavedTogetherWithTheOthers()
{
    m_world->grant(m_sync, m_api, {});
    m_world->submit(m_world->editor.setGrant(m_world->store.snapshot(), m_sync, m_api, {u"read:orders"_s},
                                             domain::SubjectType::User));
    m_page->selectClient(m_sync);
    clickCell(*scopes(), scopeRow(u"read:invoices"_s));
    click(*m_page, "personGrantsButton");
    QVERIFY(!clientRow(m_sync, 2).data().toString().contains(u'●')); // that is the other grant's
    clickCell(*scopes(), scopeRow(u"read:orders"_s));
    QCOMPARE(child<ui::widgets::ChangeBar>(*m_page, "grantsChangeBar")->changeCount(), 2);
    // What another process finds of it is the same.
    editing::Drafts again(m_world->store);
    QVERIFY(again.restore(m_world->session.drafts().toJson()));
    QCOMPARE(again.grant(m_api, m_sync), (editing::GrantDraft{{u"read:invoices"_s, true}}));
    QCOMPARE(again.grant(m_api, m_sync, domain::SubjectType::User), (editing::GrantDraft{{u"read:orders"_s, false}}));
    click(*m_page, "discardGrantsButton");
    QVERIFY(!m_page->hasUnsavedChanges());
    clickCell(*scopes(), scopeRow(u"write:orders"_s));
    click(*m_page, "ownNameGrantsButton");
    clickCell(*scopes(), scopeRow(u"read:invoices"_s));
    const int steps = m_world->session.undoStack().count();
    m_world->backend.failNextCommit({.code = base::ErrorCode::StoreFull, .step = {}, .subject = {}, .detail = {}});
    click(*m_page, "saveGrantsButton");
    QTRY_VERIFY(m_page->hasUnsavedChanges()); // refused: both are drafts again
    QCOMPARE(m_world->session.drafts().grant(m_api, m_sync, domain::SubjectType::User),
             (editing::GrantDraft{{u"write:orders"_s, true}}));
    click(*m_page, "saveGrantsButton");
    QVERIFY(m_world->settle());
    QCOMPARE(granted(m_sync), QStringList({u"read:invoices"_s}));
    QCOMPARE(grantedForPeople(m_sync), QStringList({u"read:orders"_s, u"write:orders"_s}));
    QCOMPARE(m_world->session.undoStack().count(), steps + 1);
    m_world->session.undoStack().undo();
    QCOMPARE(granted(m_sync), QStringList());
    QCOMPARE(grantedForPeople(m_sync), QStringList({u"read:orders"_s}));
    QVERIFY(m_world->settle());
}

void tst_ui_PersonGrants::personsGrantIsWithdrawnAndUndone()
{
    m_world->grant(m_sync, m_api, {u"read:orders"_s});
    m_world->submit(m_world->editor.setGrant(m_world->store.snapshot(), m_sync, m_api, {u"write:orders"_s},
                                             domain::SubjectType::User));
    m_page->selectClient(m_sync);
    click(*m_page, "personGrantsButton");
    QSignalSpy offered(m_page.get(), &ClientGrantsPage::undoOffered);
    click(*m_page, "authorizedSwitch");
    QCOMPARE(offered.size(), 1);
    QCOMPARE(grantedForPeople(m_sync), QStringList({u"not authorized"_s}));
    QCOMPARE(granted(m_sync), QStringList({u"read:orders"_s}));
    m_world->session.undoStack().undo();
    QCOMPARE(grantedForPeople(m_sync), QStringList({u"write:orders"_s}));
    QVERIFY(child<ui::widgets::ToggleSwitch>(*m_page, "authorizedSwitch")->isChecked());
    // What the other kind was, is seen when it is chosen.
    m_page->setSubject(domain::SubjectType::Client);
    QVERIFY(scopeRow(u"read:orders"_s).data(Qt::CheckStateRole).toInt() == Qt::Checked);
    QVERIFY(m_world->settle());
}

void tst_ui_PersonGrants::saysWhoNeedsAPersonsGrant()
{
    editClient(m_sync, false);
    click(*m_page, "personGrantsButton");
    QVERIFY2(text("grantSubjectHint").contains(u"gets every scope it asks for"_s),
             qPrintable(text("grantSubjectHint")));
    QCOMPARE(clientRow(m_sync, 2).data().toString(), u"Not authorized"_s);
    QCOMPARE(clientRow(m_report, 2).data().toString(), u"Not needed"_s);
    clickCell(*clients(), clientRow(m_report));
    QVERIFY2(text("authorizedExplanation").startsWith(u"Needs no grant"_s), qPrintable(text("authorizedExplanation")));
    clickCell(*clients(), clientRow(m_sync));
    QVERIFY2(text("authorizedExplanation").startsWith(u"Not authorized"_s), qPrintable(text("authorizedExplanation")));
    setUserPolicy(domain::UserPolicy::RequireClientGrant);
    QVERIFY2(text("grantSubjectHint").contains(u"requires a grant of every client"_s),
             qPrintable(text("grantSubjectHint")));
    QCOMPARE(clientRow(m_report, 2).data().toString(), u"Not authorized"_s);
    setUserPolicy(domain::UserPolicy::DenyAll);
    QVERIFY2(text("grantSubjectHint").contains(u"lets nobody sign in"_s), qPrintable(text("grantSubjectHint")));
    QVERIFY2(text("authorizedExplanation").startsWith(u"Refused"_s), qPrintable(text("authorizedExplanation")));
    click(*m_page, "ownNameGrantsButton");
    QVERIFY2(text("grantSubjectHint").contains(u"client credentials"_s), qPrintable(text("grantSubjectHint")));
}

QTEST_MAIN(tst_ui_PersonGrants)
#include "tst_ui_PersonGrants.moc"
