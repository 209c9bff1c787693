#include "models/editing/ScriptChanges.h"
#include "models/store/MemoryBackend.h"
#include "tests/store/RandomChanges.h"
#include "tests/support/FakeClock.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::editing;
using namespace gatehouse::store;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Changes of scripts that another process serves: whose they are, and what belongs together.
class tst_editing_ScriptChanges : public QObject
{
    Q_OBJECT

private:
    struct World
    {
        World()
        {
            store.load();
            if (!QTest::qWaitFor([this] { return store.isLoaded(); }))
                qFatal("the store does not load");
        }
        ChangeSet renaming(const QString &name) const
        {
            const ClientApplication before = *current.client(makeClient(1).id);
            ClientApplication after = before;
            after.name = name;
            ChangeSet changes;
            changes.update(before, after);
            return changes;
        }
        void elsewhere(const QString &name, const Author &author)
        {
            const ChangeSet changes = renaming(name);
            if (!backend.commitElsewhere(changes, author))
                qFatal("the backend does not commit");
            current = current.applied(changes);
        }
        QByteArray batch(qsizetype i) const { return told.at(i).at(2).toByteArray(); }

        FakeClock clock;
        StoreSnapshot current = StoreSnapshot().applied(smallTenant());
        MemoryBackend backend{clock, current};
        ResourceServerStore store{backend, {u"alice"_s, u"window"_s}};
        ScriptChanges scripts{store};
        QSignalSpy told{&scripts, &ScriptChanges::committed};
    };
    static Author script(const QString &client) { return {client, Author::management}; }

private Q_SLOTS:
    void oneClientsChangesAreOneDeployment()
    {
        World world;
        world.elsewhere(u"A"_s, script(u"Deploy"_s));
        QTRY_COMPARE(world.told.size(), 1);
        QCOMPARE(world.told.at(0).at(1).value<Author>().user, u"Deploy"_s);
        world.clock.advance(std::chrono::seconds(59));
        world.elsewhere(u"B"_s, script(u"Deploy"_s));
        QTRY_COMPARE(world.told.size(), 2);
        QCOMPARE(world.batch(0), world.batch(1));
        world.clock.advance(std::chrono::seconds(60));
        world.elsewhere(u"C"_s, script(u"Deploy"_s));
        QTRY_COMPARE(world.told.size(), 3);
        QVERIFY(world.batch(2) != world.batch(1));
        world.elsewhere(u"D"_s, script(u"Backup"_s));
        QTRY_COMPARE(world.told.size(), 4);
        QVERIFY(world.batch(3) != world.batch(2));
    }

    void whatIsTakenBackIsExactlyThat()
    {
        World world;
        world.elsewhere(u"A"_s, script(u"Deploy"_s));
        QTRY_COMPARE(world.told.size(), 1);
        const auto changes = world.told.at(0).at(0).value<ChangeSet>();
        const StoreSnapshot back = world.store.snapshot().applied(changes.inverse());
        QVERIFY(back == StoreSnapshot().applied(smallTenant()));
    }

    void thePersonsOwnAndTheCommandLinesAreNotTheirs()
    {
        World world;
        world.elsewhere(u"A"_s, {u"alice"_s, u"command line"_s});
        QTRY_COMPARE(world.store.snapshot().client(makeClient(1).id)->name, u"A"_s);
        world.store.submit(world.renaming(u"B"_s));
        QTRY_VERIFY(world.store.isSettled());
        world.current = world.store.snapshot();
        world.elsewhere(u"C"_s, script(u"Deploy"_s));
        QTRY_COMPARE(world.told.size(), 1);
        QCOMPARE(world.store.snapshot().client(makeClient(1).id)->name, u"C"_s);
    }

    void whatThisProcessServesIsToldByRequest()
    {
        World world;
        world.store.commitFor(world.renaming(u"A"_s), script(u"Deploy"_s), "one");
        QTRY_COMPARE(world.told.size(), 1);
        QCOMPARE(world.batch(0), "one");
    }
};

QTEST_GUILESS_MAIN(tst_editing_ScriptChanges)
#include "tst_editing_ScriptChanges.moc"
