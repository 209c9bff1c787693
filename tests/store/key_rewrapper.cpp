// A process that puts a store's key under one thing after another until it is killed; tst_store_KeyLock starts it.
//
//   key_rewrapper STORE          prints a line before each change

#include "models/jose/qca/QcaCrypto.h"
#include "models/store/sql/KeyLock.h"
#include "tests/store/FastKdf.h"
#include "tests/support/FakeVault.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <optional>

#include <unistd.h>

using namespace gatehouse;
using namespace gatehouse::tests;

namespace {

/// Whether `job` did what it should; without the pauses of a test that polls.
bool isDone(const base::Job<void> &job)
{
    QEventLoop loop;
    std::optional<bool> done;
    job.then(&loop, [&loop, &done](const base::Result<void> &result) {
        done = result.has_value();
        loop.quit();
    });
    // A job that was over before is told of at once, and a loop that quits before it runs would never end.
    if (!done)
        loop.exec();
    return *done;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString path = QCoreApplication::arguments().value(1);
    const jose::qca::QcaCrypto crypto;
    const FastKdf kdf;
    base::SystemRandom random;
    FakeVault vault;
    store::sql::KeyCustody custody(crypto.cipher(), crypto.signers(), random);
    store::sql::KeyLock lock(custody, crypto.cipher(), kdf, random, vault);
    const base::Secret passphrase(QByteArrayView("the old passphrase"));
    const auto begun = lock.begin(path);
    if (!begun)
        return 2;
    if (*begun == store::Protection::Passphrase && !isDone(lock.unlockWithPassphrase(passphrase)))
        return 3;
    for (bool plain = custody.protection() != store::Protection::KeyFile;; plain = !plain) {
        if (::write(STDOUT_FILENO, "change\n", 7) != 7)
            return 4;
        if (!isDone(plain ? lock.protectWithKeyFile() : lock.protectWithPassphrase(passphrase)))
            return 5;
    }
}
