#include "models/jose/qca/QcaCrypto.h"
#include "models/store/sql/KeyCustody.h"
#include "tests/store/StoreFiles.h"

#include <QScopeGuard>

#include <atomic>
#include <thread>

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::store;
using namespace gatehouse::store::sql;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using base::ErrorCode;

class tst_store_KeyCustody : public QObject
{
    Q_OBJECT

private:
    base::SystemRandom m_random;
    jose::qca::QcaCrypto m_crypto;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

    std::unique_ptr<KeyCustody> custody()
    {
        return std::make_unique<KeyCustody>(m_crypto.cipher(), m_crypto.signers(), m_random);
    }
    QString keyPath() const { return m_path + u".key"_s; }

    /// A client whose secret is sealed by `custody`.
    static ClientApplication sealedClient(KeyCustody &custody, int number, QByteArrayView secret)
    {
        ClientApplication client = makeClient(number);
        client.secret = custody.sealClientSecret(client.id, base::Secret(secret)).value_or(SealedSecret());
        return client;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"tenant/gatehouse.db"_s);
    }

    void whatIsSealedOpens()
    {
        auto keys = custody();
        VERIFY_RESULT(keys->open(m_path));
        const base::Secret secret(QByteArrayView("correct horse battery staple"));
        const ClientApplication client = sealedClient(*keys, 1, secret.bytes());
        QVERIFY(!client.secret.record.contains("horse"));
        QVERIFY(keys->clientSecret(client)->equals(secret));
        ResourceServer api = makeApi(1);
        api.signingSecret = *keys->sealSigningSecret(api.id, secret);
        QVERIFY(keys->signingSecret(api)->equals(secret));
        QCOMPARE(keys->protection(), Custody::Protection::KeyFile);
        QCOMPARE(keys->protectionPath(), keyPath());
        // And in the next process.
        auto again = custody();
        VERIFY_RESULT(again->open(m_path));
        QVERIFY(again->clientSecret(client)->equals(secret));
    }

    void theSameSecretNeverSealsAlike()
    {
        auto keys = custody();
        keys->openInMemory();
        QVERIFY(sealedClient(*keys, 1, "same").secret != sealedClient(*keys, 1, "same").secret);
        QCOMPARE(keys->protection(), Custody::Protection::Memory);
        QVERIFY(keys->protectionPath().isEmpty());
    }

    void aRecordOpensInItsPlaceOnly()
    {
        auto keys = custody();
        keys->openInMemory();
        const ClientApplication client = sealedClient(*keys, 1, "secret");
        ClientApplication other = makeClient(2);
        other.secret = client.secret;
        COMPARE_ERROR(keys->clientSecret(other), ErrorCode::SealBroken);
        ResourceServer api = makeApi(1);
        api.id = ResourceServerId(client.id.text()); // the same owner in another table
        api.signingSecret = client.secret;
        COMPARE_ERROR(keys->signingSecret(api), ErrorCode::SealBroken);
        SigningKey key = makeKey(1);
        key.id = KeyId(client.id.text());
        key.privateKey = client.secret;
        COMPARE_ERROR(keys->signer(key), ErrorCode::SealBroken);
        COMPARE_ERROR(keys->token(client.id.text(), client.secret), ErrorCode::SealBroken);
        const SealedSecret token = *keys->sealToken(u"one"_s, base::Secret(QByteArrayView("token")));
        QVERIFY(keys->token(u"one"_s, token));
        COMPARE_ERROR(keys->token(u"another"_s, token), ErrorCode::SealBroken);
        auto elsewhere = custody();
        elsewhere->openInMemory();
        COMPARE_ERROR(elsewhere->clientSecret(client), ErrorCode::SealBroken);
    }

    void aChangedRecordDoesNotOpen()
    {
        auto keys = custody();
        keys->openInMemory();
        const ClientApplication client = sealedClient(*keys, 1, "secret");
        for (qsizetype i = 0; i < client.secret.record.size(); ++i) {
            ClientApplication changed = client;
            changed.secret.record[i] = static_cast<char>(changed.secret.record[i] ^ 1);
            COMPARE_ERROR(keys->clientSecret(changed), ErrorCode::SealBroken);
        }
        ClientApplication none = client;
        none.secret = {};
        COMPARE_ERROR(keys->clientSecret(none), ErrorCode::SealBroken);
    }

    void signersSignWithTheSealedKey()
    {
        auto keys = custody();
        keys->openInMemory();
        const auto generated = m_crypto.signers().generateRsa(2048);
        VERIFY_RESULT(generated);
        SigningKey key = makeKey(1);
        key.publicKey = generated->publicKey;
        key.privateKey = *keys->sealPrivateKey(key.id, generated->privateKey);
        const auto signer = keys->signer(key);
        VERIFY_RESULT(signer);
        QCOMPARE((*signer)->algorithm(), jose::Algorithm::RS256);
        QCOMPARE((*signer)->sign("input")->size(), 256);
        QCOMPARE(keys->signer(key)->get(), signer->get()); // decoded once
        ResourceServer api = makeApi(1);
        api.signingSecret =
            *keys->sealSigningSecret(api.id, base::Secret(QByteArrayView("0123456789abcdef0123456789abcdef")));
        QCOMPARE((*keys->signer(api))->sign("input")->size(), 32);
    }

    void theKeyFileIsItsOwnersAlone()
    {
        const mode_t old = ::umask(0);
        const auto restore = qScopeGuard([old] { ::umask(old); });
        VERIFY_RESULT(custody()->open(m_path));
        QCOMPARE(modeOf(keyPath()), 0600u);
        QCOMPARE(modeOf(QFileInfo(m_path).path()), 0700u);
        QCOMPARE(filesIn(QFileInfo(m_path).path()), (QStringList{keyPath(), m_path + u".new"_s})); // no draft left
        ::chmod(QFile::encodeName(keyPath()).constData(), 0644);
        VERIFY_RESULT(custody()->open(m_path));
        QCOMPARE(modeOf(keyPath()), 0600u);
    }

    void aStoreWithoutItsKeyGetsNoNewOne()
    {
        VERIFY_RESULT(custody()->open(m_path));
        QVERIFY(makeStore(m_path));
        QVERIFY(QFile::remove(keyPath()));
        const auto opened = custody()->open(m_path);
        COMPARE_ERROR(opened, ErrorCode::KeyMissing);
        QCOMPARE(opened.error().subject, keyPath());
        QVERIFY(!QFile::exists(keyPath()));
        // An empty store file is a store that was never begun.
        QFile::resize(m_path, 0);
        VERIFY_RESULT(custody()->open(m_path));
    }

    void aDamagedKeyFileIsRefused_data()
    {
        QTest::addColumn<int>("damage");
        QTest::newRow("one bit") << 0;
        QTest::newRow("cut") << 1;
        QTest::newRow("longer") << 2;
        QTest::newRow("empty") << 3;
    }
    void aDamagedKeyFileIsRefused()
    {
        QFETCH(int, damage);
        VERIFY_RESULT(custody()->open(m_path));
        QByteArray bytes = bytesOf({keyPath()});
        if (damage == 0)
            bytes[40] = static_cast<char>(bytes[40] ^ 1);
        else if (damage == 1)
            bytes.chop(1);
        else if (damage == 2)
            bytes += 'x';
        else
            bytes.clear();
        QFile file(keyPath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        COMPARE_ERROR(custody()->open(m_path), ErrorCode::KeyMissing);
        QCOMPARE(bytesOf({keyPath()}), bytes);
    }

    void aKeyOthersCouldHaveMadeIsRefused()
    {
        VERIFY_RESULT(custody()->open(m_path));
        ::chmod(QFile::encodeName(keyPath()).constData(), 0666);
        COMPARE_ERROR(custody()->open(m_path), ErrorCode::StoreOpenToAll);
        QFile::remove(keyPath());
        QVERIFY(QFile::link(u"/nowhere"_s, keyPath()));
        COMPARE_ERROR(custody()->open(m_path), ErrorCode::StoreIsLink);
    }

    void withoutAKeyNothingIsSealed()
    {
        auto keys = custody();
        COMPARE_ERROR(keys->sealClientSecret(makeClient(1).id, base::Secret(QByteArrayView("x"))),
                      ErrorCode::KeyMissing);
        COMPARE_ERROR(keys->clientSecret(makeClient(1)), ErrorCode::KeyMissing);
    }

    void firstStartsAtTheSameMomentAgreeOnOneKey()
    {
        for (int round = 0; round < 20; ++round) {
            const QString path = m_folder->filePath(u"race%1/gatehouse.db"_s.arg(round));
            QList<std::shared_ptr<KeyCustody>> all;
            for (int i = 0; i < 4; ++i)
                all.append(custody());
            std::atomic<int> failures = 0;
            std::vector<std::thread> threads;
            for (const auto &keys : std::as_const(all))
                threads.emplace_back([keys, path, &failures] { failures += keys->open(path) ? 0 : 1; });
            for (std::thread &thread : threads)
                thread.join();
            QCOMPARE(failures.load(), 0);
            const ClientApplication client = sealedClient(*all.first(), 1, "secret");
            for (const auto &keys : std::as_const(all))
                VERIFY_RESULT(keys->clientSecret(client));
        }
    }

    void noFileHoldsASecretReadably()
    {
        QList<QByteArray> canaries;
        {
            auto keys = custody();
            VERIFY_RESULT(keys->open(m_path));
            SqlSession session(m_path);
            VERIFY_RESULT(session.load());
            for (int i = 0; i < 32; ++i) {
                const QByteArray canary = "CANARY" + QByteArray::number(i) + base::randomBytes(m_random, 12).toHex();
                canaries.append(canary);
                ClientApplication client = sealedClient(*keys, i, canary);
                ResourceServer api = makeApi(i);
                api.signingAlgorithm = SigningAlgorithm::HS256;
                api.signingSecret = *keys->sealSigningSecret(api.id, base::Secret(QByteArrayView(canary)));
                ChangeSet changes;
                changes.create(client);
                changes.create(api);
                VERIFY_RESULT(session.commit(changes, testAuthor, {}));
                ClientApplication rotated = client;
                rotated.secret = *keys->sealClientSecret(client.id, base::Secret(QByteArrayView(canary)));
                ChangeSet rotation;
                rotation.update(client, rotated);
                VERIFY_RESULT(session.commit(rotation, testAuthor, {}));
            }
            scan(canaries);
        }
        scan(canaries);
    }

private:
    void scan(const QList<QByteArray> &canaries)
    {
        const QByteArray bytes = bytesOf(filesIn(QFileInfo(m_path).path()));
        QVERIFY(bytes.size() > 50'000);
        for (const QByteArray &canary : canaries) {
            const QString text = QString::fromLatin1(canary);
            const QByteArray wide(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
            for (const QByteArray &form :
                 {canary, canary.toHex(), canary.toHex().toUpper(), wide, canary.toBase64().chopped(2),
                  ("x" + canary).toBase64().mid(2).chopped(3), ("xx" + canary).toBase64().mid(3).chopped(3)})
                QVERIFY2(!bytes.contains(form), form.constData());
        }
    }
};

QTEST_GUILESS_MAIN(tst_store_KeyCustody)
#include "tst_store_KeyCustody.moc"
