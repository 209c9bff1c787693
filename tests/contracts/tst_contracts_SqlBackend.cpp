#include "models/store/sql/SqlBackend.h"
#include "tests/contracts/SharedStoreContract.h"

#include <QTemporaryDir>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_contracts_SqlBackend : public tests::SharedStoreContract
{
    Q_OBJECT

protected:
    std::unique_ptr<store::StoreBackend> open(const base::Clock &clock) override
    {
        return std::make_unique<store::sql::SqlBackend>(m_folder->filePath(u"tenant/gatehouse.db"_s), clock);
    }
    void startAfresh() override { m_folder = std::make_unique<QTemporaryDir>(); }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_contracts_SqlBackend)
#include "tst_contracts_SqlBackend.moc"
