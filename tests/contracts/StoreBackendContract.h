#pragma once

#include "tests/store/StoreSupport.h"
#include "tests/support/FakeClock.h"

#include <memory>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// What every store backend promises, whichever way it keeps a tenant. A backend is done when a program that derives
/// from this passes; one that keeps all of a tenant itself derives from EmbeddedStoreContract.
class StoreBackendContract : public QObject
{
    Q_OBJECT

protected:
    /// Another door to the store of the running test; the first call of a test makes it.
    virtual std::unique_ptr<store::StoreBackend> open(const base::Clock &clock) = 0;
    /// Forgets the store.
    virtual void startAfresh() = 0;
    /// As much of a tenant as the backend has to keep: a tenant elsewhere makes its own ids and secrets.
    virtual store::StoreSnapshot comparable(const store::StoreSnapshot &tenant) const { return tenant; }
    /// As much of a change set as the backend takes.
    virtual domain::ChangeSet possible(const domain::ChangeSet &changes) const { return changes; }
    /// Whether both are the same as far as that goes.
    bool isSame(const store::StoreSnapshot &a, const store::StoreSnapshot &b) const
    {
        return comparable(a) == comparable(b);
    }
    base::Result<store::StoreSnapshot> commit(const domain::ChangeSet &changes);
    store::StoreSnapshot load();

    FakeClock m_clock;
    std::unique_ptr<store::StoreBackend> m_backend;
    const store::Author m_author{u"alice"_s, u"window"_s};

private Q_SLOTS:
    void init();
    void cleanup();

    void whatIsCommittedIsLoaded();
    void twoWritersMerge();
    void conflictsChangeNothing();
    void refusalsChangeNothing();
    void anEmptyChangeIsNoRevision();
    void aThousandScopes();
    void aDeletedApiComesBackWhole();
    void manyChangesInARow();
    void hostileText();
};

/// What a backend promises besides that keeps a tenant whole: ids, secrets, people, revisions and the audit.
class EmbeddedStoreContract : public StoreBackendContract
{
    Q_OBJECT

private Q_SLOTS:
    void aNewStoreIsEmpty();
    void everyFieldIsKept();
    void theRevisionCounts();
    void aCommitAtARevisionGoesOverThatAlone();
    void whatFailsIsNotAudited();
    void theAuditTellsWhoWhenAndWhat();
    void theAuditComesInPages();
    void aDeletedApiComesBackWithItsId();
};

} // namespace gatehouse::tests
