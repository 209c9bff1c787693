#include "models/jose/openssl/OpensslPassphraseKdf.h"
#include "models/jose/qca/QcaCrypto.h"
#include "models/store/sql/KeyLock.h"
#include "tests/store/FastKdf.h"
#include "tests/store/StoreFiles.h"
#include "tests/support/FakeVault.h"

#include <QRandomGenerator>

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::store;
using namespace gatehouse::store::sql;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::Secret;

namespace {

Secret secretOf(QByteArrayView bytes)
{
    return Secret(bytes);
}

/// One process: a custody and its lock.
struct Process
{
    Process(const jose::qca::QcaCrypto &crypto, const jose::PassphraseKdf &kdf, base::RandomSource &random,
            settings::SecretVault &vault, const jose::Argon2Cost &cost = jose::usualArgon2Cost)
        : custody(crypto.cipher(), crypto.signers(), random)
        , lock(custody, crypto.cipher(), kdf, random, vault, cost)
    {
    }

    KeyCustody custody;
    KeyLock lock;
};

} // namespace

/// What a store's data key is under: opened, changed, refused, and never lost.
class tst_store_KeyLock : public QObject
{
    Q_OBJECT

private:
    base::SystemRandom m_random;
    jose::qca::QcaCrypto m_crypto;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FastKdf> m_kdf;
    std::unique_ptr<FakeVault> m_vault;
    QString m_path;
    ClientApplication m_client;

    std::unique_ptr<Process> process() { return std::make_unique<Process>(m_crypto, *m_kdf, m_random, *m_vault); }
    QString keyPath() const { return m_path + u".key"_s; }
    QByteArray envelope() const { return bytesOf({keyPath()}); }
    bool opensTheSecret(const Process &process) const
    {
        const auto secret = process.custody.clientSecret(m_client);
        return secret && secret->equals(secretOf("correct horse"));
    }

private Q_SLOTS:
    /// A store with a sealed secret, under a key file.
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_kdf = std::make_unique<FastKdf>();
        m_vault = std::make_unique<FakeVault>();
        m_path = m_folder->filePath(u"tenant/gatehouse.db"_s);
        auto first = process();
        QCOMPARE(first->lock.begin(m_path).value(), Protection::KeyFile);
        m_client = makeClient(1);
        m_client.secret = *first->custody.sealClientSecret(m_client.id, secretOf("correct horse"));
        QVERIFY(makeStore(m_path));
    }

    void whatAnotherProcessChangesIsFollowed()
    {
        auto window = process();
        VERIFY_RESULT(window->lock.begin(m_path));
        window->lock.watch();
        int told = 0;
        window->lock.setChangeListener([&told] { ++told; });
        auto other = process();
        VERIFY_RESULT(other->lock.begin(m_path));
        VERIFY_RESULT(await(other->lock.protectWithPassphrase(secretOf("passphrase one"))));
        QTRY_COMPARE(window->lock.protection(), Protection::Passphrase);
        QVERIFY(opensTheSecret(*window)); // the key itself is the same
        VERIFY_RESULT(await(other->lock.protectWithKeyFile()));
        QTRY_COMPARE(window->lock.protection(), Protection::KeyFile);
        QCOMPARE(told, 2);
        // What it does itself is no news.
        VERIFY_RESULT(await(window->lock.protectWithPassphrase(secretOf("passphrase two"))));
        QCoreApplication::processEvents();
        QCOMPARE(told, 2);
        QCOMPARE(window->lock.protection(), Protection::Passphrase);
    }

    void everyWayAndBack()
    {
        auto first = process();
        VERIFY_RESULT(first->lock.begin(m_path));
        const QByteArray plainEnvelope = envelope();

        VERIFY_RESULT(await(first->lock.protectWithPassphrase(secretOf("passphrase one"))));
        QCOMPARE(first->lock.protection(), Protection::Passphrase);
        QVERIFY(opensTheSecret(*first));
        auto second = process();
        QCOMPARE(second->lock.begin(m_path).value(), Protection::Passphrase);
        COMPARE_ERROR(second->custody.clientSecret(m_client), ErrorCode::KeyMissing);
        VERIFY_RESULT(await(second->lock.unlockWithPassphrase(secretOf("passphrase one"))));
        QVERIFY(opensTheSecret(*second));

        VERIFY_RESULT(await(second->lock.protectWithPassphrase(secretOf("passphrase two"))));
        // The other process goes on with the data key it has; a new one wants the new passphrase.
        QVERIFY(opensTheSecret(*first));
        auto third = process();
        QCOMPARE(third->lock.begin(m_path).value(), Protection::Passphrase);
        COMPARE_ERROR(await(third->lock.unlockWithPassphrase(secretOf("passphrase one"))), ErrorCode::PassphraseWrong);
        VERIFY_RESULT(await(third->lock.unlockWithPassphrase(secretOf("passphrase two"))));

        VERIFY_RESULT(await(third->lock.protectWithKeychain()));
        QCOMPARE(m_vault->entries.size(), 1);
        auto fourth = process();
        QCOMPARE(fourth->lock.begin(m_path).value(), Protection::Keychain);
        VERIFY_RESULT(await(fourth->lock.unlockWithKeychain()));
        QVERIFY(opensTheSecret(*fourth));
        QCOMPARE(fourth->custody.protection(), Protection::Keychain);
        // Neither the file nor the keychain opens it alone.
        const QString entry = m_vault->entries.constBegin().key();
        QVERIFY(!envelope().contains(m_vault->entries.value(entry).bytes()));
        QVERIFY(!plainEnvelope.contains(m_vault->entries.value(entry).bytes()));

        VERIFY_RESULT(await(fourth->lock.protectWithKeychain())); // once more: an entry of its own
        QCOMPARE(m_vault->entries.size(), 1);
        QVERIFY(!m_vault->entries.contains(entry));

        VERIFY_RESULT(await(fourth->lock.protectWithKeyFile()));
        QVERIFY(m_vault->entries.isEmpty());
        QCOMPARE(envelope(), plainEnvelope); // the same data key all the way
        auto fifth = process();
        QCOMPARE(fifth->lock.begin(m_path).value(), Protection::KeyFile);
        QVERIFY(opensTheSecret(*fifth));
        QCOMPARE(filesIn(QFileInfo(m_path).path()).filter(u".key"_s), QStringList{keyPath()});
        QCOMPARE(modeOf(keyPath()), 0600u);
    }

    void theRealDerivationOpensWhatItWrapped()
    {
        const jose::openssl::OpensslPassphraseKdf kdf;
        Process first(m_crypto, kdf, m_random, *m_vault, jose::leastArgon2Cost);
        VERIFY_RESULT(first.lock.begin(m_path));
        VERIFY_RESULT(await(first.lock.protectWithPassphrase(secretOf("correct horse battery"))));
        Process second(m_crypto, kdf, m_random, *m_vault, jose::leastArgon2Cost);
        VERIFY_RESULT(second.lock.begin(m_path));
        COMPARE_ERROR(await(second.lock.unlockWithPassphrase(secretOf("correct horse batterz"))),
                      ErrorCode::PassphraseWrong);
        VERIFY_RESULT(await(second.lock.unlockWithPassphrase(secretOf("correct horse battery"))));
        QVERIFY(opensTheSecret(second));
    }

    void aWrongPassphraseChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("passphrase");
        QTest::newRow("another") << "passphrase two"_ba;
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("case") << "Passphrase one"_ba;
        QTest::newRow("blank behind") << "passphrase one "_ba;
    }
    void aWrongPassphraseChangesNothing()
    {
        QFETCH(QByteArray, passphrase);
        auto first = process();
        VERIFY_RESULT(first->lock.begin(m_path));
        VERIFY_RESULT(await(first->lock.protectWithPassphrase(secretOf("passphrase one"))));
        const QByteArray before = envelope();
        auto second = process();
        VERIFY_RESULT(second->lock.begin(m_path));
        const auto opened = await(second->lock.unlockWithPassphrase(Secret(QByteArrayView(passphrase))));
        COMPARE_ERROR(opened, ErrorCode::PassphraseWrong);
        QCOMPARE(opened.error().subject, keyPath());
        QCOMPARE(envelope(), before);
        // Nobody who has not opened it puts it under something else.
        COMPARE_ERROR(await(second->lock.protectWithKeyFile()), ErrorCode::KeyMissing);
        COMPARE_ERROR(await(second->lock.protectWithKeychain()), ErrorCode::KeyMissing);
        QCOMPARE(envelope(), before);
        VERIFY_RESULT(await(second->lock.unlockWithPassphrase(secretOf("passphrase one"))));
    }

    void anAlteredEnvelopeDoesNotOpen_data()
    {
        QTest::addColumn<int>("at");
        QTest::newRow("store id") << 20;
        QTest::newRow("memory") << 35;
        QTest::newRow("passes") << 40;
        QTest::newRow("lanes") << 44;
        QTest::newRow("salt") << 50;
        QTest::newRow("wrapped key") << 90;
    }
    void anAlteredEnvelopeDoesNotOpen()
    {
        QFETCH(int, at);
        auto first = process();
        VERIFY_RESULT(first->lock.begin(m_path));
        VERIFY_RESULT(await(first->lock.protectWithPassphrase(secretOf("passphrase one"))));
        QByteArray bytes = envelope().chopped(32);
        bytes[at] = static_cast<char>(bytes[at] ^ 1);
        bytes += QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
        QFile file(keyPath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        auto second = process();
        VERIFY_RESULT(second->lock.begin(m_path));
        COMPARE_ERROR(await(second->lock.unlockWithPassphrase(secretOf("passphrase one"))), ErrorCode::PassphraseWrong);
    }

    void theKeychainInABadMoodLosesNothing_data()
    {
        QTest::addColumn<ErrorCode>("mood");
        QTest::newRow("absent") << ErrorCode::KeychainMissing;
        QTest::newRow("locked or denied") << ErrorCode::KeychainRefused;
        QTest::newRow("slow") << ErrorCode::KeychainSilent;
        QTest::newRow("says there is no entry") << ErrorCode::KeychainMismatch;
    }
    void theKeychainInABadMoodLosesNothing()
    {
        QFETCH(ErrorCode, mood);
        auto first = process();
        VERIFY_RESULT(first->lock.begin(m_path));
        const QByteArray plainEnvelope = envelope();
        // Going there: nothing is changed.
        m_vault->mood = mood;
        const auto refused = await(first->lock.protectWithKeychain());
        COMPARE_ERROR(refused, mood);
        QCOMPARE(refused.error().subject, keyPath()); // a person knows the store, not the entry
        QCOMPARE(envelope(), plainEnvelope);
        QCOMPARE(first->lock.protection(), Protection::KeyFile);
        m_vault->mood.reset();
        m_vault->readMood = mood;
        COMPARE_ERROR(await(first->lock.protectWithKeychain()), mood);
        QCOMPARE(envelope(), plainEnvelope);
        QVERIFY(m_vault->entries.isEmpty());
        m_vault->readMood.reset();
        // Being there: it stays closed, no key is made, and it opens once the mood is better.
        VERIFY_RESULT(await(first->lock.protectWithKeychain()));
        const QByteArray before = envelope();
        m_vault->mood = mood;
        const int writes = m_vault->writes;
        auto second = process();
        QCOMPARE(second->lock.begin(m_path).value(), Protection::Keychain);
        COMPARE_ERROR(await(second->lock.unlockWithKeychain()), mood);
        COMPARE_ERROR(second->custody.clientSecret(m_client), ErrorCode::KeyMissing);
        QCOMPARE(envelope(), before);
        QCOMPARE(m_vault->writes, writes);
        // Whoever has it open leaves the keychain without its help.
        VERIFY_RESULT(await(first->lock.protectWithKeyFile()));
        QCOMPARE(envelope(), plainEnvelope);
        m_vault->mood.reset();
    }

    void anotherValueOrADeletedWalletIsAMismatch()
    {
        auto first = process();
        VERIFY_RESULT(first->lock.begin(m_path));
        VERIFY_RESULT(await(first->lock.protectWithKeychain()));
        const QByteArray before = envelope();
        const auto good = m_vault->entries;
        for (const QByteArray &value : {QByteArray(), "short"_ba, QByteArray(32, 'x'), QByteArray(33, 'x')}) {
            m_vault->entries.begin().value() = Secret(QByteArrayView(value));
            auto second = process();
            VERIFY_RESULT(second->lock.begin(m_path));
            COMPARE_ERROR(await(second->lock.unlockWithKeychain()), ErrorCode::KeychainMismatch);
        }
        m_vault->entries.clear();
        auto third = process();
        VERIFY_RESULT(third->lock.begin(m_path));
        COMPARE_ERROR(await(third->lock.unlockWithKeychain()), ErrorCode::KeychainMismatch);
        QVERIFY(m_vault->entries.isEmpty()); // nothing was made in its place
        QCOMPARE(envelope(), before);
        m_vault->entries = good; // put back from a backup: try again
        VERIFY_RESULT(await(third->lock.unlockWithKeychain()));
        QVERIFY(opensTheSecret(*third));
    }

    void aKeychainThatDoesNotGiveBackWhatItTookIsNotTrusted()
    {
        auto first = process();
        VERIFY_RESULT(first->lock.begin(m_path));
        const QByteArray before = envelope();
        m_vault->isForgetful = true;
        COMPARE_ERROR(await(first->lock.protectWithKeychain()), ErrorCode::KeychainMismatch);
        QCOMPARE(envelope(), before);
        QVERIFY(m_vault->entries.isEmpty());
    }

    void aDerivationThatFailsChangesNothing()
    {
        auto first = process();
        VERIFY_RESULT(first->lock.begin(m_path));
        const QByteArray before = envelope();
        m_kdf->broken = true;
        COMPARE_ERROR(await(first->lock.protectWithPassphrase(secretOf("passphrase one"))), ErrorCode::Internal);
        QCOMPARE(envelope(), before);
        QCOMPARE(first->lock.protection(), Protection::KeyFile);
    }

    void theEnvelopeOfAnotherStoreIsNotReplaced()
    {
        auto first = process();
        VERIFY_RESULT(first->lock.begin(m_path));
        const QString elsewhere = m_folder->filePath(u"other/gatehouse.db"_s);
        auto other = process();
        VERIFY_RESULT(other->lock.begin(elsewhere));
        QVERIFY(QFile::remove(keyPath()));
        QVERIFY(QFile::copy(elsewhere + u".key"_s, keyPath()));
        const QByteArray before = envelope();
        COMPARE_ERROR(await(first->lock.protectWithPassphrase(secretOf("passphrase one"))), ErrorCode::Conflict);
        QCOMPARE(envelope(), before);
        // A lost envelope is written again by whoever still has the key.
        QVERIFY(QFile::remove(keyPath()));
        VERIFY_RESULT(await(first->lock.protectWithPassphrase(secretOf("passphrase one"))));
        auto second = process();
        VERIFY_RESULT(second->lock.begin(m_path));
        VERIFY_RESULT(await(second->lock.unlockWithPassphrase(secretOf("passphrase one"))));
        QVERIFY(opensTheSecret(*second));
    }

    void anEnvelopeChangedWhileAPersonWasAskedIsReadAnew()
    {
        auto first = process();
        VERIFY_RESULT(first->lock.begin(m_path));
        VERIFY_RESULT(await(first->lock.protectWithPassphrase(secretOf("passphrase one"))));
        auto second = process();
        VERIFY_RESULT(second->lock.begin(m_path));
        VERIFY_RESULT(await(first->lock.protectWithPassphrase(secretOf("passphrase two"))));
        VERIFY_RESULT(await(second->lock.unlockWithPassphrase(secretOf("passphrase two"))));
        auto third = process();
        VERIFY_RESULT(third->lock.begin(m_path));
        VERIFY_RESULT(await(first->lock.protectWithKeyFile()));
        COMPARE_ERROR(await(third->lock.unlockWithPassphrase(secretOf("passphrase two"))), ErrorCode::Conflict);
        COMPARE_ERROR(await(third->lock.unlockWithKeychain()), ErrorCode::Conflict);
        QCOMPARE(third->lock.begin(m_path).value(), Protection::KeyFile);
        QVERIFY(opensTheSecret(*third));
    }

    void aStoreWithoutItsEnvelopeGetsNoNewKey()
    {
        auto first = process();
        VERIFY_RESULT(first->lock.begin(m_path));
        VERIFY_RESULT(await(first->lock.protectWithPassphrase(secretOf("passphrase one"))));
        QVERIFY(QFile::remove(keyPath()));
        auto second = process();
        COMPARE_ERROR(second->lock.begin(m_path), ErrorCode::KeyMissing);
        QVERIFY(!QFile::exists(keyPath()));
    }

    void aKillAtAnyMomentLeavesTheOldOneOrTheNew()
    {
        constexpr int rounds = 60;
        QRandomGenerator random(20261125);
        int plain = 0;
        int changes = 0;
        for (int round = 0; round < rounds; ++round) {
            QProcess child;
            child.start(QCoreApplication::applicationDirPath() + u"/key_rewrapper"_s, {m_path});
            QVERIFY(child.waitForReadyRead(20000));
            QTest::qSleep(random.bounded(40));
            child.kill();
            QVERIFY(child.waitForFinished());
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);
            changes += static_cast<int>(child.readAllStandardOutput().count('\n'));
            auto after = process();
            const auto begun = after->lock.begin(m_path);
            VERIFY_RESULT(begun);
            if (*begun == Protection::Passphrase)
                VERIFY_RESULT(await(after->lock.unlockWithPassphrase(secretOf("the old passphrase"))));
            plain += *begun == Protection::KeyFile ? 1 : 0;
            QVERIFY(opensTheSecret(*after));
            // And no draft with a key in it lies about.
            QCOMPARE(filesIn(QFileInfo(m_path).path()).filter(u".key"_s), QStringList{keyPath()});
        }
        QVERIFY2(plain > 0 && plain < rounds, QByteArray::number(plain).constData());
        QVERIFY2(changes > rounds, QByteArray::number(changes).constData());
    }
};

QTEST_GUILESS_MAIN(tst_store_KeyLock)
#include "tst_store_KeyLock.moc"
