#include "models/store/MemoryBackend.h"
#include "tests/contracts/StoreBackendContract.h"

using namespace gatehouse;

class tst_contracts_MemoryBackend : public tests::EmbeddedStoreContract
{
    Q_OBJECT

protected:
    std::unique_ptr<store::StoreBackend> open(const base::Clock &clock) override
    {
        return std::make_unique<store::MemoryBackend>(clock);
    }
    void startAfresh() override {}
};

QTEST_GUILESS_MAIN(tst_contracts_MemoryBackend)
#include "tst_contracts_MemoryBackend.moc"
