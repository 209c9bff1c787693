#include "models/items/SigningKeyModel.h"
#include "tests/support/MirrorModel.h"
#include "tests/support/TestTenant.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using State = domain::SigningKey::State;

class tst_items_SigningKeyModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsKeysInTheOrderInWhichTheySign();
    void countsWhatIsAlive();
    void followsRevocation();
    void axisSpansWhatIsShown();

private:
    domain::SigningKey key(const QString &id, State state, int daysAgo) const
    {
        domain::SigningKey made;
        made.id = domain::KeyId(id);
        made.state = state;
        made.createdAt = m_tenant->clock.now() - std::chrono::days(daysAgo);
        if (state != State::Next)
            made.currentSince = made.createdAt;
        if (state == State::Previous)
            made.currentUntil = m_tenant->clock.now() - std::chrono::days(1);
        return made;
    }
    store::IssuedTokens issued(const QString &key, int hours, qint64 count) const
    {
        return {.key = domain::KeyId(key),
                .api = {},
                .client = {},
                .expires = m_tenant->clock.now() + std::chrono::hours(hours),
                .count = count};
    }

    std::unique_ptr<tests::TestTenant> m_tenant;
};

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;
using Model = items::SigningKeyModel;

} // namespace

void tst_items_SigningKeyModel::init()
{
    m_tenant = std::make_unique<tests::TestTenant>();
    domain::ChangeSet changes;
    changes.create(key(u"old"_s, State::Previous, 40));
    changes.create(key(u"now"_s, State::Current, 1));
    changes.create(key(u"coming"_s, State::Next, 1));
    m_tenant->store.submit(changes);
}

void tst_items_SigningKeyModel::cleanup()
{
    m_tenant.reset();
}

void tst_items_SigningKeyModel::showsKeysInTheOrderInWhichTheySign()
{
    Model model(m_tenant->store);
    const QAbstractItemModelTester tester(&model, failing);
    model.setIssued({}, m_tenant->clock.now());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, 1).data().toString(), u"coming"_s);
    QCOMPARE(model.index(1, 1).data().toString(), u"now"_s);
    QCOMPARE(model.index(2, 1).data().toString(), u"old"_s);
    QCOMPARE(model.index(2, 0).data(items::StateRole).toInt(), static_cast<int>(State::Previous));
    QVERIFY(!model.index(0, 0).data(Model::SinceRole).isValid());
    QCOMPARE(model.index(2, 0).data(Model::UntilRole).toLongLong(),
             base::unixSeconds(m_tenant->clock.now() - std::chrono::days(1)));
    QVERIFY(!model.indexOf(domain::KeyId(u"none"_s)).isValid());
}

void tst_items_SigningKeyModel::countsWhatIsAlive()
{
    Model model(m_tenant->store);
    model.setIssued({}, m_tenant->clock.now());
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model, {Model::LastExpiryRole});
    model.setIssued({issued(u"old"_s, 2, 3), issued(u"old"_s, 5, 4), issued(u"old"_s, -1, 100), issued({}, 9, 50)},
                    m_tenant->clock.now());
    const QModelIndex old = model.indexOf(domain::KeyId(u"old"_s));
    QCOMPARE(old.siblingAtColumn(3).data().toLongLong(), 7);
    QCOMPARE(old.data(Model::LastExpiryRole).toLongLong(),
             base::unixSeconds(m_tenant->clock.now() + std::chrono::hours(5)));
    QCOMPARE(model.rowAt(old).line.safeToRevoke, m_tenant->clock.now() + std::chrono::hours(5));
    // Time alone changes what is alive.
    m_tenant->clock.advance(std::chrono::hours(3));
    model.setIssued(model.issued(), m_tenant->clock.now());
    QCOMPARE(old.siblingAtColumn(3).data().toLongLong(), 4);
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 0);
    // Nothing is told where nothing is different.
    const int changed = mirror.changedRows();
    model.setIssued(model.issued(), m_tenant->clock.now() + std::chrono::seconds(1));
    QCOMPARE(mirror.changedRows(), changed);
}

void tst_items_SigningKeyModel::followsRevocation()
{
    Model model(m_tenant->store);
    model.setIssued({}, m_tenant->clock.now());
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model, {Model::RevokedRole});
    m_tenant->submit(m_tenant->editor.revokeSigningKey(m_tenant->store.snapshot(), domain::KeyId(u"old"_s)));
    const QModelIndex old = model.indexOf(domain::KeyId(u"old"_s));
    QCOMPARE(old.data(items::StateRole).toInt(), static_cast<int>(State::Revoked));
    QCOMPARE(old.data(Model::RevokedRole).toLongLong(), base::unixSeconds(m_tenant->clock.now()));
    QCOMPARE(mirror.difference(), QString());
}

void tst_items_SigningKeyModel::axisSpansWhatIsShown()
{
    Model model(m_tenant->store);
    const base::Instant now = m_tenant->clock.now();
    model.setIssued({issued(u"now"_s, 24 * 30, 1)}, now);
    const Model::Range range = model.range();
    QCOMPARE(range.from, base::unixSeconds(now - std::chrono::days(40)));
    QCOMPARE(range.to, base::unixSeconds(now + std::chrono::days(30)));
    // A key of long ago leaves room for what comes.
    domain::ChangeSet changes;
    changes.create(key(u"ancient"_s, State::Previous, 2000));
    m_tenant->store.submit(changes);
    QCOMPARE(model.range().from, base::unixSeconds(now - std::chrono::days(120)));
    QCOMPARE(model.range().to, range.to);
    // A tenant of today has an axis, too.
    tests::TestTenant fresh;
    Model empty(fresh.store);
    empty.setIssued({}, fresh.clock.now());
    QVERIFY(empty.range().from < base::unixSeconds(fresh.clock.now()));
    QVERIFY(empty.range().to > base::unixSeconds(fresh.clock.now()));
}

QTEST_GUILESS_MAIN(tst_items_SigningKeyModel)
#include "tst_items_SigningKeyModel.moc"
