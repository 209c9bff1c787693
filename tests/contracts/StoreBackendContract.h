#pragma once

#include "tests/store/StoreSupport.h"
#include "tests/support/FakeClock.h"

#include <memory>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// What every store backend promises, whichever way it keeps a tenant. A backend is done when a fifteen-line program
/// that derives from this passes.
class StoreBackendContract : public QObject
{
    Q_OBJECT

protected:
    /// Another door to the store of the running test; the first call of a test makes it.
    virtual std::unique_ptr<store::StoreBackend> open(const base::Clock &clock) = 0;
    /// Forgets the store.
    virtual void startAfresh() = 0;
    base::Result<store::StoreSnapshot> commit(const domain::ChangeSet &changes);
    store::StoreSnapshot load();

    FakeClock m_clock;
    std::unique_ptr<store::StoreBackend> m_backend;
    const store::Author m_author{u"alice"_s, u"window"_s};

private Q_SLOTS:
    void init();
    void cleanup();

    void aNewStoreIsEmpty();
    void whatIsCommittedIsLoaded();
    void everyFieldIsKept();
    void theRevisionCounts();
    void twoWritersMerge();
    void conflictsChangeNothing();
    void refusalsChangeNothing();
    void anEmptyChangeIsNoRevision();
    void theAuditTellsWhoWhenAndWhat();
    void theAuditComesInPages();
    void aThousandScopes();
    void aDeletedApiComesBackWhole();
    void manyChangesInARow();
    void hostileText();
};

} // namespace gatehouse::tests
