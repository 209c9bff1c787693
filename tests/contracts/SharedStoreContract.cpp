#include "tests/contracts/SharedStoreContract.h"

#include "tests/store/RandomChanges.h"

#include <atomic>

namespace gatehouse::tests {

using namespace domain;
using namespace store;

void SharedStoreContract::anotherWriterIsHeardWithinASecond()
{
    VERIFY_RESULT(commit(smallTenant()));
    const auto other = open(m_clock);
    VERIFY_RESULT(await(other->load()));
    std::atomic<int> heard = 0;
    m_backend->setExternalChangeListener([&heard](store::ExternalChange) { ++heard; });
    RandomChanges random(4);
    const auto theirs = await(other->commit(random.next(load()), m_author));
    VERIFY_RESULT(theirs);
    QTRY_COMPARE_WITH_TIMEOUT(heard.load(), 1, 1000);
    QVERIFY(load() == *theirs);
    // One's own commits are no news.
    VERIFY_RESULT(commit(random.next(load())));
    QTest::qWait(700); // nothing to wait for: the point is that nothing comes
    QCOMPARE(heard.load(), 1);
    m_backend->setExternalChangeListener({});
}

void SharedStoreContract::anotherWritersChangesAreMergedIn()
{
    VERIFY_RESULT(commit(smallTenant()));
    const auto other = open(m_clock);
    ClientApplication renamed = makeClient(1);
    renamed.name = u"Theirs"_s;
    ChangeSet theirs;
    theirs.update(makeClient(1), renamed);
    VERIFY_RESULT(await(other->commit(theirs, m_author)));
    ClientApplication rotated = makeClient(1);
    rotated.secret = {"another record"_ba};
    ChangeSet mine;
    mine.update(makeClient(1), rotated);
    const auto merged = commit(mine);
    VERIFY_RESULT(merged);
    QCOMPARE(merged->client(rotated.id)->name, u"Theirs"_s);
    QCOMPARE(merged->client(rotated.id)->secret, rotated.secret);
    QCOMPARE(merged->revision, 3);
}

void SharedStoreContract::aCommittedChangeOutlivesTheBackend()
{
    // Dropped while the commit is still under way: it is finished, not lost.
    m_backend->commit(smallTenant(), m_author);
    m_backend.reset();
    m_backend = open(m_clock);
    QVERIFY(load() == StoreSnapshot().applied(smallTenant()));
}

void SharedStoreContract::anotherReaderSeesTheSame()
{
    RandomChanges random(3);
    for (int i = 0; i < 20; ++i)
        VERIFY_RESULT(commit(random.next(load())));
    QVERIFY(*await(open(m_clock)->load()) == load());
}

} // namespace gatehouse::tests
