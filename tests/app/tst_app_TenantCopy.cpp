#include "app/crypto/Crypto.h"
#include "app/engine/ClientSecrets.h"
#include "app/engine/TenantCopy.h"
#include "models/store/connection/ConnectionFault.h"
#include "tests/store/StoreSupport.h"
#include "tests/support/FakeClock.h"

#include <QFile>
#include <QTemporaryDir>

using namespace gatehouse;
using app::ConnectionFiles;
using base::Secret;
using domain::ClientId;
using store::remote::Connection;
using store::remote::ConnectionFault;
using store::remote::KeptTenant;
using tests::await;
using namespace Qt::StringLiterals;

/// The last snapshot of a tenant elsewhere, and who may have been at it.
class tst_app_TenantCopy : public QObject
{
    Q_OBJECT

private:
    app::Crypto m_crypto;
    tests::FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;

    const QStringList ends{u""_s, u".key"_s}; ///< of a document and its key

    static Connection acme(const QString &name = u"acme"_s)
    {
        return {.name = name,
                .address = *store::remote::TenantAddress::parse(u"acme.example"_s),
                .clientId = u"gatehouse"_s,
                .color = {}};
    }
    ConnectionFiles files(const QString &name = u"acme"_s) const
    {
        return ConnectionFiles::of(m_folder->filePath(u"connections.json"_s), acme(name));
    }
    void keep(const store::StoreSnapshot &tenant, const QString &name = u"acme"_s)
    {
        app::TenantCopy(files(name), name, m_crypto.cipher(), m_clock).keep(tenant);
    }
    base::Result<KeptTenant> read(const QString &name = u"acme"_s)
    {
        return await(app::TenantCopy(files(name), name, m_crypto.cipher(), m_clock).read());
    }
    std::optional<ConnectionFault> fault()
    {
        const auto kept = read();
        return kept ? std::nullopt : store::remote::faultOf(kept.error());
    }
    static store::StoreSnapshot tenant(int apis)
    {
        store::StoreSnapshot made;
        for (int i = 0; i < apis; ++i)
            made.resourceServers.append(tests::makeApi(i + 1, {u"read"_s}));
        for (domain::ResourceServer &api : made.resourceServers)
            api.createdAt = {}; // a tenant elsewhere does not tell
        return made;
    }
    static QByteArray bytes(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void put(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatIsKeptIsRead()
    {
        QCOMPARE(fault(), ConnectionFault::CopyMissing);
        keep(tenant(1));
        m_clock.advance(std::chrono::hours(1));
        keep(tenant(2));
        const auto kept = read();
        VERIFY_RESULT(kept);
        QVERIFY(kept->tenant == tenant(2));
        QCOMPARE(base::unixSeconds(kept->at), base::unixSeconds(m_clock.now()));
        QVERIFY(!bytes(files().tenant).contains("API"));
        files().remove(m_crypto.cipher());
        QCOMPARE(fault(), ConnectionFault::CopyMissing);
        keep(tenant(1));
        VERIFY_RESULT(read());
    }

    void whatIsNotOursIsRefused()
    {
        const QString path = files().tenant;
        keep(tenant(1));
        const QByteArray older = bytes(path);
        keep(tenant(2));
        const QByteArray good = bytes(path);
        put(path, older);
        QCOMPARE(fault(), ConnectionFault::CopyOlder);
        put(path, good.chopped(1));
        QCOMPARE(fault(), ConnectionFault::CopyAltered);
        QVERIFY(QFile::remove(path));
        QCOMPARE(fault(), ConnectionFault::CopyAltered);
        put(path, good);
        VERIFY_RESULT(read());

        // Another connection's, with its key: this machine has seen ours there, or it is sealed for the other.
        keep(tenant(3), u"other"_s);
        for (const QString &end : ends)
            put(path + end, bytes(files(u"other"_s).tenant + end));
        QCOMPARE(fault(), ConnectionFault::CopyForeign);
        files().remove(m_crypto.cipher());
        for (const QString &end : ends) {
            put(path + end, bytes(files(u"other"_s).tenant + end));
            QFile::setPermissions(path + end, QFile::ReadOwner | QFile::WriteOwner);
        }
        QCOMPARE(fault(), ConnectionFault::CopyForeign);
        // What is read then takes its place.
        keep(tenant(4));
        QVERIFY(read()->tenant == tenant(4));
        VERIFY_RESULT(read(u"other"_s));
    }

    void secretsOfClientsAreOneEntry()
    {
        const auto secret = [](QByteArrayView bytes) { return Secret(bytes); };
        const QHash<ClientId, Secret> secrets{{ClientId(u"a"_s), secret("one two")},
                                              {ClientId(u"b"_s), secret("\xc3\xbc=/")},
                                              {ClientId(u"c"_s), secret("a line\nand another")}};
        const auto back = app::unpacked(app::packed(secrets));
        QCOMPARE(back.size(), 2); // no secret of a tenant has two lines
        for (auto it = back.cbegin(); it != back.cend(); ++it)
            QVERIFY(it->equals(secrets.value(it.key())));
        QVERIFY(app::unpacked(secret("half")).isEmpty());
        QVERIFY(app::unpacked(Secret()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_app_TenantCopy)
#include "tst_app_TenantCopy.moc"
