#include "app/engine/ConnectionBook.h"
#include "tests/store/StoreSupport.h"
#include "tests/support/FakeVault.h"
#include "ui/text/ErrorText.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using base::ErrorCode;
using base::Secret;
using store::remote::Connection;
using store::remote::Connections;
using store::remote::SecretPlace;
using tests::await;
using namespace Qt::StringLiterals;

/// Connections in their file, and their secrets in a keychain of every mood.
class tst_app_ConnectionBook : public QObject
{
    Q_OBJECT

private:
    static Connection acme(SecretPlace place)
    {
        return {.name = u"acme"_s,
                .address = *store::remote::TenantAddress::parse(u"acme.eu.auth0.com"_s),
                .clientId = u"robot"_s,
                .color = u"#1a73e8"_s,
                .isProduction = true,
                .place = place};
    }
    static Secret secret() { return Secret(QByteArrayView("canary-secret")); }

    QTemporaryDir m_folder;
    tests::FakeVault *m_vault = nullptr;
    std::unique_ptr<app::ConnectionBook> m_book;

private Q_SLOTS:
    void init()
    {
        auto vault = std::make_unique<tests::FakeVault>();
        m_vault = vault.get();
        m_book = std::make_unique<app::ConnectionBook>(m_folder.filePath(u"new/connections.json"_s), std::move(vault));
        QFile::remove(m_book->path());
    }

    void theFileKeepsEverythingButSecrets()
    {
        QCOMPARE(*m_book->read(), Connections());
        Connections connections;
        connections.all = {acme(SecretPlace::Keychain)};
        connections.all.first().authorities = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n"_ba;
        auto sealed =
            await(m_book->keep(acme(SecretPlace::Passphrase), secret(), Secret(QByteArrayView("open sesame"))));
        VERIFY_RESULT(sealed);
        sealed->name = u"other"_s;
        connections.all.append(*sealed);
        connections.current = u"other"_s;
        VERIFY_RESULT(m_book->write(connections));
        QCOMPARE(*m_book->read(), connections);
        QFile file(m_book->path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("canary") && !bytes.contains("sesame"));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
    }

    void aFileThatIsNoneOfOursIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        Connections one;
        one.all = {acme(SecretPlace::Keychain)};
        const QByteArray good = store::remote::toJson(one);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not JSON") << "hello"_ba;
        QTest::newRow("cut off") << good.first(good.size() / 2);
        const auto with = [&good](const QByteArray &before, const QByteArray &after) {
            QByteArray changed = good;
            changed.replace(before, after);
            if (changed == good)
                qFatal("nothing was changed");
            return changed;
        };
        QTest::newRow("another version") << with("\"version\": 1", "\"version\": 2");
        QTest::newRow("another host") << with("https://acme", "http://acme");
        QTest::newRow("no mark") << with("\"production\": true", "\"production\": \"no\"");
        QTest::newRow("another place") << with("\"keychain\"", "\"here\"");
        QTest::newRow("sealed without a seal") << with("\"keychain\"", "\"passphrase\"");
        QTest::newRow("a name that is none") << with("\"acme\"", "\" \"");
    }
    void aFileThatIsNoneOfOursIsRefused()
    {
        QFETCH(const QByteArray, bytes);
        VERIFY_RESULT(m_book->write({}));
        QFile file(m_book->path());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
        file.close();
        COMPARE_ERROR(m_book->read(), ErrorCode::ConnectionUnfit);
    }

    void theKeychainKeepsIt()
    {
        const Connection kept = *await(m_book->keep(acme(SecretPlace::Keychain), secret(), {}));
        QCOMPARE(kept, acme(SecretPlace::Keychain));
        QVERIFY(await(m_book->secret(kept, {}))->equals(secret()));
        // Another address, client, authority or mark is another secret's.
        Connection moved = kept;
        moved.address = *store::remote::TenantAddress::parse(u"evil.example"_s);
        COMPARE_ERROR(await(m_book->secret(moved, {})), ErrorCode::KeychainMismatch);
        Connection vouched = kept;
        vouched.authorities = "somebody's"_ba;
        COMPARE_ERROR(await(m_book->secret(vouched, {})), ErrorCode::KeychainMismatch);
        Connection harmless = kept;
        harmless.isProduction = false;
        COMPARE_ERROR(await(m_book->secret(harmless, {})), ErrorCode::KeychainMismatch);
        VERIFY_RESULT(await(m_book->forget(kept)));
        QVERIFY(m_vault->entries.isEmpty());
    }

    void keychainsInEveryMood_data()
    {
        QTest::addColumn<ErrorCode>("mood");
        QTest::newRow("absent") << ErrorCode::KeychainMissing;
        QTest::newRow("locked") << ErrorCode::KeychainRefused;
        QTest::newRow("slow") << ErrorCode::KeychainSilent;
        QTest::newRow("emptied") << ErrorCode::KeychainMismatch;
    }
    void keychainsInEveryMood()
    {
        QFETCH(const ErrorCode, mood);
        const Connection kept = *await(m_book->keep(acme(SecretPlace::Keychain), secret(), {}));
        m_vault->mood = mood;
        for (const base::Error &error :
             {await(m_book->keep(acme(SecretPlace::Keychain), secret(), {})).error(),
              await(m_book->secret(kept, {})).error(), await(m_book->forget(kept)).error()}) {
            QCOMPARE(error.code, mood);
            const QString said = ui::text::errorText(error).oneLine();
            QVERIFY2(said.contains(u"“acme”"_s) && !said.contains(u"store"_s), qPrintable(said));
        }
        m_vault->mood.reset();
        QVERIFY(await(m_book->secret(kept, {}))->equals(secret())); // nothing is lost
    }

    void aKeychainThatAnswersWrongly()
    {
        m_vault->isForgetful = true;
        COMPARE_ERROR(await(m_book->keep(acme(SecretPlace::Keychain), secret(), {})), ErrorCode::KeychainMismatch);
    }

    void aSealedSecretIsBoundToItsTenant()
    {
        const Secret passphrase(QByteArrayView("open sesame"));
        const Connection kept = *await(m_book->keep(acme(SecretPlace::Passphrase), secret(), passphrase));
        QVERIFY(await(m_book->secret(kept, passphrase))->equals(secret()));
        COMPARE_ERROR(await(m_book->secret(kept, Secret(QByteArrayView("open barley")))), ErrorCode::ConnectionUnfit);
        Connection moved = kept;
        moved.address = *store::remote::TenantAddress::parse(u"evil.example"_s);
        COMPARE_ERROR(await(m_book->secret(moved, passphrase)), ErrorCode::ConnectionUnfit);
        Connection renamed = kept;
        renamed.clientId = u"another"_s;
        COMPARE_ERROR(await(m_book->secret(renamed, passphrase)), ErrorCode::ConnectionUnfit);
    }
};

QTEST_GUILESS_MAIN(tst_app_ConnectionBook)
#include "tst_app_ConnectionBook.moc"
