#include "models/settings/qtkeychain/KeychainVault.h"

#include <QElapsedTimer>
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

bool isRealWanted()
{
    return qEnvironmentVariableIsSet("GATEHOUSE_TEST_KEYCHAIN");
}

} // namespace

/// The desktop's keychain: not there on most machines that run tests, which is a behaviour as well.
class tst_settings_KeychainVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // Nobody's own keychain is touched unless asked to. The bus is looked for once per process.
        if (!isRealWanted())
            qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    }

    void withoutOneEveryQuestionIsAnsweredSo()
    {
        if (isRealWanted())
            QSKIP("GATEHOUSE_TEST_KEYCHAIN is set: this session's keychain is asked instead");
        KeychainVault vault;
        const auto isMissing = [](const auto &result) {
            return !result && result.error().code == ErrorCode::KeychainMissing;
        };
        QVERIFY(isMissing(await(vault.probe())));
        const auto read = await(vault.read(u"entry"_s));
        QVERIFY(isMissing(read));
        QCOMPARE(read.error().subject, u"entry"_s);
        QVERIFY(isMissing(await(vault.write(u"entry"_s, base::Secret(QByteArrayView("secret"))))));
        QVERIFY(isMissing(await(vault.remove(u"entry"_s))));
    }

    void askingReturnsAtOnceAndNothingHangsAtTheEnd()
    {
        QElapsedTimer timer;
        timer.start();
        {
            KeychainVault vault;
            const base::Job<base::Secret> job = vault.read(u"entry"_s);
            QVERIFY(timer.elapsed() < 1000);
        }
        QVERIFY(timer.elapsed() < 10000);
    }

    void aTimeLimitEndsTheWait()
    {
        KeychainVault vault(std::chrono::milliseconds(0));
        const auto read = await(vault.read(u"entry"_s));
        QVERIFY(!read);
        QVERIFY(read.error().code == ErrorCode::KeychainSilent || read.error().code == ErrorCode::KeychainMissing);
    }

    void aRealOneKeepsWhatItIsGiven()
    {
        if (!isRealWanted())
            QSKIP("set GATEHOUSE_TEST_KEYCHAIN=1 in a session with a Secret Service or KWallet to test with it");
        KeychainVault vault;
        if (const auto there = await(vault.probe()); !there)
            QSKIP("GATEHOUSE_TEST_KEYCHAIN is set, but no keychain answers in this session");
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

QTEST_GUILESS_MAIN(tst_settings_KeychainVault)
#include "tst_settings_KeychainVault.moc"
