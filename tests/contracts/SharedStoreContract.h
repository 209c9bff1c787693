#pragma once

#include "tests/contracts/StoreBackendContract.h"

namespace gatehouse::tests {

/// What a backend promises in addition whose store two processes can have open.
class SharedStoreContract : public EmbeddedStoreContract
{
    Q_OBJECT

private Q_SLOTS:
    void anotherWriterIsHeardWithinASecond();
    void anotherWritersChangesAreMergedIn();
    void anotherReaderSeesTheSame();
    void aCommittedChangeOutlivesTheBackend();
};

} // namespace gatehouse::tests
