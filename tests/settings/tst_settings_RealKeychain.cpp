#include "models/settings/qtkeychain/KeychainVault.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using base::ErrorCode;
using settings::qtkeychain::KeychainVault;

namespace {

template <typename T> base::Result<T> await(const base::Job<T> &job)
{
    QObject context;
    std::optional<base::Result<T>> answer;
    job.then(&context, [&answer](base::Result<T> result) { answer = std::move(result); });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 90000))
        qFatal("the keychain never answered");
    return *answer;
}

} // namespace

/// A Secret Service that answers, of a session of its own: nobody's own keychain is touched.
class tst_settings_RealKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatItIsGiven()
    {
        KeychainVault vault;
        QVERIFY2(await(vault.probe()), "run this by tests/settings/with-keychain");
        const QString entry = u"gatehouse-test-entry"_s;
        const base::Secret secret(QByteArrayView("\x00\xff\x80 not text", 12));
        QVERIFY(await(vault.write(entry, secret)));
        const auto read = await(vault.read(entry));
        QVERIFY(read && read->equals(secret));
        QVERIFY(await(vault.remove(entry)));
        const auto gone = await(vault.read(entry));
        QVERIFY(!gone);
        QCOMPARE(gone.error().code, ErrorCode::KeychainMismatch);
        QVERIFY(await(vault.remove(entry)));
    }
};

QTEST_GUILESS_MAIN(tst_settings_RealKeychain)
#include "tst_settings_RealKeychain.moc"
