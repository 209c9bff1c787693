#include "models/editing/LedgerDesk.h"
#include "models/store/PasswordHash.h"
#include "tests/store/FastKdf.h"
#include "tests/support/FakeLedger.h"
#include "tests/support/TestTenant.h"

#include <QSignalSpy>
#include <QTest>

#include <tuple>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_editing_LedgerDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsWhatIsNew();
    void endsSessionsAndRefreshTokens();
    void readsAgainWhenPeopleChanged();
    void failuresAreToldAndTheViewStays();
    void passwordsAreHashed();
    void refusedRotationIsAnswered();

private:
    void signIn(const QString &id)
    {
        std::ignore =
            m_ledger.addSession({}, {.id = id, .user = m_user, .authenticatedAt = {}, .lastUsed = {}, .expires = {}});
    }

    tests::FakeLedger m_ledger;
    tests::FastKdf m_kdf;
    std::unique_ptr<tests::TestTenant> m_tenant;
    std::unique_ptr<editing::LedgerDesk> m_desk;
    domain::UserId m_user;
};

void tst_editing_LedgerDesk::init()
{
    m_tenant = std::make_unique<tests::TestTenant>();
    m_user = m_tenant->addUser(u"jane@example.com"_s);
    QVERIFY(m_tenant->settle());
    m_ledger.setFailure({});
    std::ignore = m_ledger.removeUser(m_user);
    m_desk =
        std::make_unique<editing::LedgerDesk>(m_tenant->store, editing::LedgerDesk::Parts{.ledger = m_ledger,
                                                                                          .editor = m_tenant->editor,
                                                                                          .kdf = m_kdf,
                                                                                          .signers = m_tenant->signers,
                                                                                          .random = m_tenant->random,
                                                                                          .clock = m_tenant->clock});
}

void tst_editing_LedgerDesk::cleanup()
{
    std::ignore = m_ledger.removeUser(m_user);
    m_desk.reset();
    m_tenant.reset();
}

void tst_editing_LedgerDesk::tellsWhatIsNew()
{
    QSignalSpy changed(m_desk.get(), &editing::LedgerDesk::changed);
    signIn(u"s1"_s);
    QVERIFY(m_desk->view().sessions.isEmpty()); // not read before someone asks
    m_desk->refresh();
    QTRY_COMPARE(m_desk->view().sessions.size(), 1);
    QCOMPARE(changed.size(), 1);
    // Nothing new is not told; what came while one reading was under way is read after it.
    m_desk->refresh();
    signIn(u"s2"_s);
    m_desk->refresh();
    QTRY_COMPARE(m_desk->view().sessions.size(), 2);
    QVERIFY(changed.size() <= 3);
}

void tst_editing_LedgerDesk::endsSessionsAndRefreshTokens()
{
    signIn(u"s1"_s);
    signIn(u"s2"_s);
    bool isDone = false;
    m_desk->endSession(u"s1"_s).then(this, [&](const base::Result<void> &done) { isDone = done.has_value(); });
    QTRY_VERIFY(isDone);
    m_desk->refresh();
    QTRY_COMPARE(m_desk->view().sessions.size(), 1);
    QCOMPARE(m_desk->view().sessions.first().id, u"s2"_s);
    store::RefreshFamily family;
    family.id = u"f1"_s;
    family.authorization.user = m_user;
    std::ignore = m_ledger.startFamily(family, {}, {});
    isDone = false;
    m_desk->revokeFamily(u"f1"_s).then(this, [&](const base::Result<void> &done) { isDone = done.has_value(); });
    QTRY_VERIFY(isDone);
    QVERIFY(m_ledger.families()->isEmpty());
}

void tst_editing_LedgerDesk::readsAgainWhenPeopleChanged()
{
    signIn(u"s1"_s);
    m_tenant->addClient(u"Portal"_s);
    QVERIFY(m_tenant->settle());
    QVERIFY(m_desk->view().sessions.isEmpty()); // a client ends nothing
    domain::User renamed = m_tenant->user(m_user);
    renamed.name = u"Jane"_s;
    m_tenant->submit(m_tenant->editor.updateUser(m_tenant->store.snapshot(), renamed));
    QTRY_COMPARE(m_desk->view().sessions.size(), 1);
}

void tst_editing_LedgerDesk::failuresAreToldAndTheViewStays()
{
    signIn(u"s1"_s);
    m_desk->refresh();
    QTRY_COMPARE(m_desk->view().sessions.size(), 1);
    QSignalSpy failed(m_desk.get(), &editing::LedgerDesk::failed);
    m_ledger.setFailure(
        base::Error{.code = base::ErrorCode::StoreGone, .step = base::ErrorStep::Commit, .subject = {}, .detail = {}});
    m_desk->refresh();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(m_desk->view().sessions.size(), 1);
}

void tst_editing_LedgerDesk::passwordsAreHashed()
{
    const base::Secret password("correct horse"_ba);
    std::optional<base::Secret> hash;
    m_desk->hashPassword(password).then(this, [&](const base::Result<base::Secret> &made) { hash = *made; });
    QTRY_VERIFY(hash.has_value());
    QVERIFY(*store::isPassword(m_kdf, *hash, password));
    QVERIFY(!*store::isPassword(m_kdf, *hash, base::Secret("wrong horse"_ba)));
}

void tst_editing_LedgerDesk::refusedRotationIsAnswered()
{
    // The signers of this tenant make no keys.
    std::optional<bool> isRefused;
    m_desk->rotateSigningKey().then(this, [&](const base::Result<store::Edit<domain::ChangeSet>> &made) {
        isRefused = made.has_value() && !made->has_value();
    });
    QTRY_COMPARE(isRefused, std::optional(true));
}

QTEST_GUILESS_MAIN(tst_editing_LedgerDesk)
#include "tst_editing_LedgerDesk.moc"
