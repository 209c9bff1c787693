#include "models/editing/EditSession.h"
#include "tests/support/TestTenant.h"

#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::editing;
using namespace Qt::StringLiterals;

/// What was typed and not saved follows the tenant, and comes back when the store refuses it.
class tst_editing_Drafts : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<tests::TestTenant> m_tenant;
    std::unique_ptr<EditSession> m_session;
    domain::ResourceServerId m_api;
    domain::ClientId m_client;

    Drafts &drafts() { return m_session->drafts(); }
    const domain::ResourceServer &api() const { return m_tenant->api(m_api); }
    void apply(const store::Edit<domain::ChangeSet> &edit) { m_session->apply(*edit, u"edit"_s); }
    void refuseNext()
    {
        QVERIFY(m_tenant->settle());
        m_tenant->backend.failNextCommit({.code = base::ErrorCode::StoreFull, .step = {}, .subject = {}, .detail = {}});
    }

private Q_SLOTS:
    void init()
    {
        m_tenant = std::make_unique<tests::TestTenant>();
        m_session = std::make_unique<EditSession>(m_tenant->store);
        m_api = m_tenant->addApi(u"Orders"_s, {u"read"_s, u"write"_s});
        m_client = m_tenant->addClient(u"Sync"_s);
        m_tenant->grant(m_client, m_api, {u"read"_s});
        QVERIFY(m_tenant->settle());
    }
    void cleanup()
    {
        m_session.reset();
        m_tenant.reset();
    }

    void eachKindIsKeptAndForgotten()
    {
        QSignalSpy changed(&drafts(), &Drafts::changed);
        QVERIFY(drafts().isEmpty());
        drafts().setSettings(api(), {.name = u"Typed"_s, .lifetime = {}, .skipConsent = {}, .allowOfflineAccess = {}});
        drafts().setScope(m_api, {u"half"_s, {}});
        drafts().setGrant(m_api, m_client, {{u"write"_s, true}});
        QCOMPARE(changed.size(), 3);
        QCOMPARE(drafts().apis(), QList<domain::ResourceServerId>{m_api});
        QCOMPARE(drafts().of(m_api).settings.name, u"Typed"_s);
        QCOMPARE(drafts().of(m_api).shown, api());
        QCOMPARE(drafts().grant(m_api, m_client), (GrantDraft{{u"write"_s, true}}));
        drafts().setScope(m_api, {u"half"_s, {}}); // as it is already
        QCOMPARE(changed.size(), 3);
        drafts().discard(m_api);
        QCOMPARE(changed.size(), 4);
        QVERIFY(drafts().isEmpty());
    }

    void whatIsStoredByNowIsForgotten()
    {
        drafts().setSettings(api(),
                             {.name = u"Typed"_s, .lifetime = {}, .skipConsent = true, .allowOfflineAccess = {}});
        drafts().setGrant(m_api, m_client, {{u"write"_s, true}, {u"read"_s, false}});
        domain::ResourceServer renamed = api();
        renamed.name = u"Typed"_s;
        m_tenant->submit(m_tenant->editor.updateApi(m_tenant->store.snapshot(), renamed));
        QVERIFY(!drafts().of(m_api).settings.name);
        QCOMPARE(drafts().of(m_api).settings.skipConsent, true);
        m_tenant->grant(m_client, m_api, {u"write"_s, u"read"_s});
        QCOMPARE(drafts().grant(m_api, m_client), (GrantDraft{{u"read"_s, false}}));
        m_tenant->submit(m_tenant->editor.removeScopes(m_tenant->store.snapshot(), m_api, {u"read"_s}));
        QVERIFY(drafts().of(m_api).grants.isEmpty());
    }

    void aDeletedApiKeepsItsDraftForUndo()
    {
        drafts().setScope(m_api, {u"half"_s, u"typed"_s});
        apply(m_tenant->editor.deleteApi(m_tenant->store.snapshot(), m_api));
        QVERIFY(drafts().isEmpty());
        m_session->undoStack().undo();
        QCOMPARE(drafts().apis(), QList<domain::ResourceServerId>{m_api});
        QCOMPARE(drafts().of(m_api).scope, (domain::Scope{u"half"_s, u"typed"_s}));
    }

    void whatTheStoreRefusesIsADraftAgain()
    {
        domain::ResourceServer renamed = api();
        renamed.name = u"Renamed"_s;
        refuseNext();
        apply(m_tenant->editor.updateApi(m_tenant->store.snapshot(), renamed));
        QTRY_COMPARE(drafts().of(m_api).settings.name, u"Renamed"_s);
        refuseNext();
        apply(m_tenant->editor.addScopes(m_tenant->store.snapshot(), m_api, {{u"new"_s, u"Typed"_s}}));
        QTRY_COMPARE(drafts().of(m_api).scope, (domain::Scope{u"new"_s, u"Typed"_s}));
        refuseNext();
        apply(m_tenant->editor.setGrant(m_tenant->store.snapshot(), m_client, m_api, {u"write"_s}));
        QTRY_COMPARE(drafts().grant(m_api, m_client), (GrantDraft{{u"read"_s, false}, {u"write"_s, true}}));
    }

    void whatWasTypedSinceCountsMore()
    {
        domain::ResourceServer renamed = api();
        renamed.name = u"Refused"_s;
        renamed.skipConsent = true;
        const auto edit = m_tenant->editor.updateApi(m_tenant->store.snapshot(), renamed);
        drafts().setSettings(api(), {.name = u"Later"_s, .lifetime = {}, .skipConsent = {}, .allowOfflineAccess = {}});
        drafts().takeBack(*edit);
        QCOMPARE(drafts().of(m_api).settings.skipConsent, true);
        QCOMPARE(drafts().of(m_api).settings.name, u"Later"_s);
    }

    /// Undo and redo were never typed: refused, they leave nothing behind, and neither does another try of them.
    void refusedHistoryLeavesNothing()
    {
        QSignalSpy refused(m_session.get(), &EditSession::refused);
        apply(m_tenant->editor.setGrant(m_tenant->store.snapshot(), m_client, m_api, {}));
        refuseNext();
        m_session->undoStack().undo();
        QTRY_COMPARE(refused.size(), 1);
        QVERIFY(drafts().isEmpty());
        QCOMPARE(refused.at(0).at(2).value<Origin>(), Origin::History);
        const auto changes = refused.at(0).at(0).value<domain::ChangeSet>();
        refuseNext();
        m_session->apply(changes, u"again"_s, Origin::History);
        QTRY_COMPARE(refused.size(), 2);
        QVERIFY(drafts().isEmpty());
        apply(m_tenant->editor.setGrant(m_tenant->store.snapshot(), m_client, m_api, {u"write"_s}));
        QVERIFY(m_tenant->settle());
        m_session->undoStack().undo();
        refuseNext();
        m_session->undoStack().redo();
        QTRY_COMPARE(refused.size(), 3);
        QVERIFY(drafts().isEmpty());
    }

    void jsonAndBack()
    {
        drafts().setSettings(api(), {.name = {}, .lifetime = u"soon"_s, .skipConsent = true, .allowOfflineAccess = {}});
        drafts().setScope(m_api, {u"half \u202e"_s, u"typed"_s});
        drafts().setGrant(m_api, m_client, {{u"write"_s, true}});
        const ApiDraft before = drafts().of(m_api);
        const QByteArray json = drafts().toJson();
        drafts().discard(m_api);
        QVERIFY(drafts().restore(json));
        QCOMPARE(drafts().of(m_api), before);
    }

    void restoringKeepsWhatIsTypedAndSkipsWhatIsGone()
    {
        drafts().setScope(m_api, {u"kept"_s, {}});
        drafts().setGrant(m_api, m_client, {{u"write"_s, true}});
        const QByteArray json = drafts().toJson();
        drafts().discard(m_api);
        drafts().setScope(m_api, {u"now"_s, {}});
        m_tenant->submit(m_tenant->editor.removeGrant(m_tenant->store.snapshot(), m_client, m_api));
        QVERIFY(drafts().restore(json));
        QCOMPARE(drafts().of(m_api).scope.value, u"now"_s);
        QVERIFY(drafts().of(m_api).grants.isEmpty());
        m_tenant->submit(m_tenant->editor.deleteApi(m_tenant->store.snapshot(), m_api));
        QVERIFY(drafts().restore(json));
        QVERIFY(drafts().isEmpty());
    }

    void whatIsNoDraftIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << "{"_ba;
        QTest::newRow("array") << "[]"_ba;
        QTest::newRow("other members") << QByteArray(R"({"a":1})");
        QTest::newRow("other type") << QByteArray(R"({"apis":[]})");
    }
    void whatIsNoDraftIsRefused()
    {
        QFETCH(const QByteArray, json);
        QVERIFY(!drafts().restore(json));
        QVERIFY(drafts().isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_editing_Drafts)
#include "tst_editing_Drafts.moc"
