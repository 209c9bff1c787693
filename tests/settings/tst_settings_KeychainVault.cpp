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

} // namespace

/// Where there is no keychain, as on servers and in containers.
class tst_settings_KeychainVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // The bus is looked for once per process.
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    }

    void withoutOneEveryQuestionIsAnsweredSo()
    {
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
};

QTEST_GUILESS_MAIN(tst_settings_KeychainVault)
#include "tst_settings_KeychainVault.moc"
