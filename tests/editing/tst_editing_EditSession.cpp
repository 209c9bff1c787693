#include "models/editing/EditSession.h"
#include "models/store/MemoryBackend.h"
#include "tests/store/RandomChanges.h"
#include "tests/store/ScriptedBackend.h"
#include "tests/support/FakeClock.h"

#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::editing;
using namespace gatehouse::store;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using base::ErrorCode;

class tst_editing_EditSession : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ScriptedBackend> m_backend;
    std::unique_ptr<ResourceServerStore> m_store;
    std::unique_ptr<EditSession> m_session;

    ChangeSet renaming(const QString &name) const
    {
        const ClientApplication before = *m_store->snapshot().client(makeClient(1).id);
        ClientApplication after = before;
        after.name = name;
        ChangeSet changes;
        changes.update(before, after);
        return changes;
    }
    QString name() const { return m_store->snapshot().client(makeClient(1).id)->name; }
    QUndoStack &stack() { return m_session->undoStack(); }
    void answer()
    {
        QSignalSpy committed(m_store.get(), &ResourceServerStore::committed);
        m_backend->answer();
        QTRY_COMPARE(committed.size(), 1);
    }
    void refuse(ErrorCode code)
    {
        QSignalSpy failed(m_store.get(), &ResourceServerStore::submitFailed);
        m_backend->refuse(code);
        QTRY_COMPARE(failed.size(), 1);
        QCoreApplication::processEvents();
    }

    /// Has it committed as a client of the Management API would.
    void commitFor(const ChangeSet &changes, const QByteArray &batch)
    {
        QSignalSpy committed(m_store.get(), &ResourceServerStore::committedFor);
        const auto adopting = connect(m_store.get(), &ResourceServerStore::committedFor, m_session.get(),
                                      [this](const ChangeSet &done, const Author &author, const QByteArray &token) {
                                          m_session->adopt(done, u"one request"_s, token, author.user);
                                      });
        m_store->commitFor(changes, Author{u"Deploy"_s, u"Management API"_s}, batch);
        m_backend->answer();
        QTRY_COMPARE(committed.size(), 1);
        disconnect(adopting);
    }

private Q_SLOTS:
    void whatAScriptDidIsTakenBackAsOne()
    {
        const QString first = name();
        commitFor(renaming(u"A"_s), "one");
        commitFor(renaming(u"B"_s), "one");
        commitFor(renaming(u"C"_s), "two");
        QCOMPARE(m_session->undoText(), u"one request"_s); // alone
        QVERIFY(!m_session->canUndoOne());
        m_session->undo();
        answer();
        QCOMPARE(name(), u"B"_s);
        QCOMPARE(m_session->undoText(), u"Deploy"_s);
        QVERIFY(m_session->canUndoOne());
        m_session->undo();
        QCOMPARE(m_backend->waiting.size(), 1u); // all of it at once, or nothing
        answer();
        QCOMPARE(name(), first);
        QCOMPARE(m_session->redoText(), u"Deploy"_s);
        m_session->redo();
        QCOMPARE(m_backend->waiting.size(), 1u);
        answer();
        QCOMPARE(name(), u"B"_s);
        QCOMPARE(m_session->redoText(), u"one request"_s);
    }
    void oneRequestOfADeploymentIsTakenBack()
    {
        const QString first = name();
        commitFor(renaming(u"A"_s), "one");
        commitFor(renaming(u"B"_s), "one");
        QCOMPARE(m_session->undoOneText(), u"one request"_s);
        m_session->undoOne();
        answer();
        QCOMPARE(name(), u"A"_s);
        QVERIFY(!m_session->canUndoOne()); // the one that is left is all of it
        m_session->undo();
        answer();
        QCOMPARE(name(), first);
    }
    void ofADeploymentThatCannotBeTakenBackEachRequestStillCanBe()
    {
        commitFor(renaming(u"A"_s), "one");
        commitFor(renaming(u"B"_s), "one");
        m_session->undo();
        refuse(ErrorCode::Conflict);
        QCOMPARE(name(), u"B"_s);
        QCOMPARE(m_session->undoText(), u"Deploy"_s);
        QVERIFY(m_session->redoText().isEmpty() && m_backend->waiting.empty());
        m_session->undoOne();
        answer();
        QCOMPARE(name(), u"A"_s);
        m_session->redo();
        answer();
        m_session->undo();
        answer();
        QCOMPARE(name(), u"Client 1"_s);
        m_session->redo(); // the same the other way round
        refuse(ErrorCode::Conflict);
        QCOMPARE(name(), u"Client 1"_s);
        QVERIFY(m_session->undoText().isEmpty());
        QCOMPARE(m_session->redoText(), u"Deploy"_s);
    }
    void ofADeploymentWhatOthersChangedSinceStays()
    {
        FakeClock clock;
        MemoryBackend backend(clock, StoreSnapshot().applied(smallTenant()));
        ResourceServerStore store(backend, {u"alice"_s, u"window"_s});
        store.load();
        EditSession session(store);
        const ClientApplication before = *store.snapshot().client(makeClient(1).id);
        ClientApplication named = before;
        named.name = u"Script"_s;
        ClientApplication described = named;
        described.isFirstParty = !before.isFirstParty;
        ClientApplication others = described;
        others.name = u"Person"_s;
        const auto commit = [&](const ClientApplication &from, const ClientApplication &to, const QString &user) {
            ChangeSet changes;
            changes.update(from, to);
            store.commitFor(changes, Author{user, u"Management API"_s}, "one");
            if (user == u"Deploy"_s)
                session.adopt(changes, u"one request"_s, "one", user);
        };
        commit(before, named, u"Deploy"_s);
        commit(named, described, u"Deploy"_s);
        commit(described, others, u"bob"_s);
        QSignalSpy refused(&session, &EditSession::refused);
        session.undo();
        QTRY_COMPARE(refused.size(), 1);
        QCoreApplication::processEvents();
        QCOMPARE(session.undoText(), u"Deploy"_s);
        QVERIFY(session.redoText().isEmpty());
        session.undoOne();
        QTRY_COMPARE(store.snapshot().client(before.id)->isFirstParty, before.isFirstParty);
        QCOMPARE(store.snapshot().client(before.id)->name, u"Person"_s);
    }
    void aScriptThatGoesOnAfterAnUndoBeginsAnew()
    {
        const QString first = name();
        commitFor(renaming(u"A"_s), "one");
        stack().undo();
        answer();
        commitFor(renaming(u"B"_s), "one");
        QCOMPARE(stack().count(), 1);
        stack().undo();
        answer();
        QCOMPARE(name(), first);
    }
    void whatAScriptWasRefusedTroublesNobody()
    {
        QSignalSpy failed(m_store.get(), &ResourceServerStore::submitFailed);
        bool wasTold = false;
        m_store->commitFor(renaming(u"A"_s), Author{u"Deploy"_s, u"Management API"_s})
            .then(m_store.get(), [&](const base::Result<StoreSnapshot> &result) { wasTold = !result; });
        m_backend->refuse(ErrorCode::Conflict);
        QTRY_VERIFY(wasTold);
        QCOMPARE(failed.size(), 0);
        QCOMPARE(stack().count(), 0);
        QVERIFY(!m_store->hasHeld());
    }
    void init()
    {
        m_backend = std::make_unique<ScriptedBackend>();
        m_backend->stored = StoreSnapshot().applied(smallTenant());
        m_store = std::make_unique<ResourceServerStore>(*m_backend, Author{u"alice"_s, u"window"_s});
        m_store->load();
        QTRY_VERIFY(m_store->isLoaded());
        m_session = std::make_unique<EditSession>(*m_store);
    }
    void cleanup()
    {
        m_session.reset();
        m_store.reset();
        m_backend.reset();
    }

    void aChangeIsSubmittedOnceAndNamed()
    {
        m_session->apply(renaming(u"New"_s), u"rename client"_s);
        QCOMPARE(m_backend->waiting.size(), 1u);
        QCOMPARE(name(), u"New"_s);
        QCOMPARE(stack().undoText(), u"rename client"_s);
        answer();
        QVERIFY(m_backend->waiting.empty());
        QVERIFY(stack().canUndo());
    }

    void nothingIsNoCommand()
    {
        m_session->apply({}, u"nothing"_s);
        QCOMPARE(stack().count(), 0);
    }

    void undoIsANewChange()
    {
        m_session->apply(renaming(u"New"_s), u"rename"_s);
        answer();
        stack().undo();
        QCOMPARE(name(), u"Client 1"_s);
        QCOMPARE(m_backend->waiting.size(), 1u);
        answer();
        QCOMPARE(m_backend->stored.revision, 2);
        stack().redo();
        answer();
        QCOMPARE(m_backend->stored.revision, 3);
        QCOMPARE(m_backend->stored.client(makeClient(1).id)->name, u"New"_s);
    }

    void undoBeforeTheAnswerIsQueuedBehindIt()
    {
        m_session->apply(renaming(u"New"_s), u"rename"_s);
        stack().undo();
        QCOMPARE(name(), u"Client 1"_s);
        answer();
        answer();
        QCOMPARE(m_backend->stored.client(makeClient(1).id)->name, u"Client 1"_s);
        QVERIFY(m_store->isSettled());
    }

    void undoLeavesWhatOthersChanged()
    {
        m_session->apply(renaming(u"New"_s), u"rename"_s);
        answer();
        ClientApplication before = *m_backend->stored.client(makeClient(1).id);
        ClientApplication rotated = before;
        rotated.secret = {"their record"};
        ChangeSet theirs;
        theirs.update(before, rotated);
        m_backend->commitElsewhere(theirs);
        m_backend->listener(store::ExternalChange::Committed);
        QTRY_COMPARE(m_store->snapshot().client(makeClient(1).id)->secret, rotated.secret);
        stack().undo();
        answer();
        QCOMPARE(name(), u"Client 1"_s);
        QCOMPARE(m_store->snapshot().client(makeClient(1).id)->secret, rotated.secret);
    }

    void aFailedChangeLeavesTheStack()
    {
        m_session->apply(renaming(u"Good"_s), u"good"_s);
        answer();
        m_session->apply(renaming(u"Bad"_s), u"bad"_s);
        refuse(ErrorCode::StoreFull);
        QCOMPARE(name(), u"Good"_s);
        QTRY_COMPARE(stack().count(), 1);
        QCOMPARE(stack().undoText(), u"good"_s);
        QVERIFY(m_backend->waiting.empty());
        stack().undo(); // one press, one change taken back
        answer();
        QCOMPARE(name(), u"Client 1"_s);
    }

    void aFailedUndoLeavesTheStackToo()
    {
        m_session->apply(renaming(u"New"_s), u"rename"_s);
        answer();
        stack().undo();
        // What a menu shows, which asks when it hears that something has changed.
        QString redo = m_session->redoText();
        QVERIFY(!redo.isEmpty());
        connect(m_session.get(), &EditSession::stepsChanged, this, [&] { redo = m_session->redoText(); });
        refuse(ErrorCode::Conflict);
        QCOMPARE(name(), u"New"_s);
        QTRY_COMPARE(stack().count(), 0);
        QVERIFY(!stack().canRedo() && redo.isEmpty());
    }

    void droppedChangesLeaveTheStack()
    {
        for (const QString &text : {u"a"_s, u"b"_s, u"c"_s})
            m_session->apply(renaming(text), text);
        refuse(ErrorCode::StoreBusy);
        QVERIFY(m_store->hasHeld());
        m_store->dropHeld();
        QTRY_COMPARE(stack().count(), 0);
        QCOMPARE(name(), u"Client 1"_s);
    }

    void aFailureInTheMiddleIsSteppedOver()
    {
        m_session->apply(renaming(u"a"_s), u"a"_s);
        answer();
        m_session->apply(renaming(u"b"_s), u"b"_s);
        ChangeSet port;
        Tenant after = m_store->snapshot().tenant;
        after.serverPort = 8000;
        port.update(m_store->snapshot().tenant, after);
        m_session->apply(port, u"port"_s);
        refuse(ErrorCode::StoreBusy);
        m_store->retryHeld();
        QTRY_COMPARE(m_backend->waiting.size(), 1u);
        answer();
        stack().undo();
        answer();
        QTRY_COMPARE(stack().undoText(), u"a"_s);
        stack().undo();
        answer();
        QCOMPARE(name(), u"Client 1"_s);
        QCOMPARE(m_store->snapshot().tenant.serverPort, 0);
    }

    void aCommandTheStackDroppedIsAnsweredInPeace()
    {
        m_session->apply(renaming(u"New"_s), u"rename"_s);
        stack().clear();
        refuse(ErrorCode::StoreFull);
        QCOMPARE(name(), u"Client 1"_s);
    }

    void whatIsSubmittedPastTheSessionIsNoCommand()
    {
        m_store->submit(renaming(u"Direct"_s));
        refuse(ErrorCode::StoreFull);
        QCOMPARE(stack().count(), 0);
    }

    void answersAtOnceAreFineToo()
    {
        FakeClock clock;
        MemoryBackend backend(clock, StoreSnapshot().applied(smallTenant()));
        ResourceServerStore store(backend, {u"alice"_s, u"window"_s});
        store.load();
        EditSession session(store);
        const StoreSnapshot start = store.snapshot();
        QList<StoreSnapshot> states{start};
        RandomChanges random(6);
        for (int i = 0; i < 60; ++i) {
            session.apply(random.next(store.snapshot()), u"step %1"_s.arg(i));
            states.append(store.snapshot());
        }
        QVERIFY(store.isSettled());
        for (qsizetype i = states.size() - 2; i >= 0; --i) {
            session.undoStack().undo();
            QVERIFY(store.snapshot() == states[i]);
        }
        for (qsizetype i = 1; i < states.size(); ++i) {
            session.undoStack().redo();
            QVERIFY(store.snapshot() == states[i]);
        }
        backend.failNextCommit({.code = ErrorCode::StoreFull, .step = {}, .subject = {}, .detail = {}});
        session.apply(random.next(store.snapshot()), u"refused"_s);
        QCOMPARE(session.undoStack().undoText(), u"step 59"_s);
    }
};

QTEST_GUILESS_MAIN(tst_editing_EditSession)
#include "tst_editing_EditSession.moc"
