#include "CommandLine.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <QUrl>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Tenants elsewhere on the command line: Gatehouse's own server over https, behind its own authority, as one.
class tst_app_Connections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void aTenantIsBrowsedAndChanged();
    void aProductionTenantIsNotChangedUnasked();
    void oneIsUsedUnlessAnotherIsNamed();
    void whatATokenMayDoIsTold();
    void secretsUnderAPassphrase();
    void aSecretIsReplaced();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void nothingIsKeptOfABadOne();
    void aTokenInsteadOfAClient();
    void theTenantIsReadOffline();

private:
    /// With the connection named in front, and its secret on standard input.
    Ran remotely(const QString &name, const QStringList &arguments, const QByteArray &secret = {}) const
    {
        return m_line.runPlain(QStringList{u"--connection"_s, name} + arguments, secret.isEmpty() ? m_secret : secret);
    }
    Ran add(const QString &name, const QStringList &more = {}, const QByteArray &input = {}) const
    {
        return m_line.runPlain(
            QStringList{u"connection"_s, u"add"_s, name, m_domain, u"--ca"_s, m_authority, u"--client-id"_s, m_client} +
                more,
            input);
    }
    QByteArray file() const
    {
        QFile file(m_line.folder() + u"/data/gatehouse/connections.json"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    CommandLine m_line;
    std::unique_ptr<QProcess> m_server;
    QString m_authority = m_line.folder() + u"/ca.pem"_s;
    QString m_domain;
    QString m_client;
    QString m_management;
    QByteArray m_secret;
};

void tst_app_Connections::initTestCase()
{
    m_server = m_line.start(
        {u"--json"_s, u"serve"_s, u"--port"_s, u"0"_s, u"--https-port"_s, u"0"_s, u"--export-ca"_s, m_authority});
    QByteArray out;
    QJsonObject said;
    while (said.isEmpty() && m_server->waitForReadyRead(20000)) {
        out += m_server->readAllStandardOutput();
        said = QJsonDocument::fromJson(out).object();
    }
    m_domain = u"127.0.0.1:%1"_s.arg(said["https_port"_L1].toInt());
    QCOMPARE(m_line.run({u"client"_s, u"create"_s, u"--name"_s, u"Robot"_s}).exit, 0);
    const QJsonArray apis = m_line.json({u"api"_s, u"list"_s}).array();
    for (const auto &api : apis) {
        if (api.toObject()["is_system"_L1].toBool())
            m_management = api.toObject()["id"_L1].toString();
    }
    QCOMPARE(m_line.run({u"grant"_s, u"set"_s, u"Robot"_s, m_management}).exit, 0);
    const QJsonObject robot = m_line.json({u"client"_s, u"show"_s, u"Robot"_s, u"--reveal"_s}).object();
    m_client = robot["client_id"_L1].toString();
    m_secret = robot["client_secret"_L1].toString().toUtf8();
    QVERIFY(!m_secret.isEmpty());
    const Ran added = add(u"acme"_s, {u"--keep"_s, u"nowhere"_s, u"--color"_s, u"#1A73E8"_s});
    QVERIFY2(added.exit == 0, added.all().constData());
    QVERIFY(added.out.contains("authority"));
    QCOMPARE(QFile::permissions(m_line.folder() + u"/data/gatehouse/connections.json"_s) &
                 (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteOther),
             QFileDevice::Permissions());
}

void tst_app_Connections::cleanupTestCase()
{
    m_server->terminate();
    m_server->waitForFinished(10000);
}

void tst_app_Connections::aTenantIsBrowsedAndChanged()
{
    const Ran listed = remotely(u"acme"_s, {u"api"_s, u"list"_s, u"--json"_s});
    QVERIFY2(listed.exit == 0, listed.all().constData());
    QCOMPARE(listed.array().size(), 2);
    const Ran created = remotely(u"acme"_s, {u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s,
                                             u"https://orders.example.com/"_s, u"--json"_s});
    QVERIFY2(created.exit == 0, created.all().constData());
    // It is there under the tenant's own id.
    const QJsonObject there = m_line.json({u"api"_s, u"show"_s, u"https://orders.example.com/"_s}).object();
    QCOMPARE(there["id"_L1], created.object()["id"_L1]);
    QCOMPARE(remotely(u"acme"_s, {u"scope"_s, u"add"_s, u"https://orders.example.com/"_s, u"read:orders"_s}).exit, 0);
    QCOMPARE(remotely(u"acme"_s, {u"client"_s, u"create"_s, u"--name"_s, u"Shop"_s}).exit, 0);
    const Ran granted = remotely(u"acme"_s, {u"grant"_s, u"set"_s, u"Shop"_s, u"https://orders.example.com/"_s});
    QVERIFY2(granted.exit == 0, granted.all().constData());
    QVERIFY(granted.out.contains("read:orders"));
    QCOMPARE(m_line.json({u"grant"_s, u"list"_s, u"--client"_s, u"Shop"_s}).array().size(), 1);
    // A token of it is asked for, and verified, as on this machine; the secret of another client is asked for.
    const Ran own = remotely(u"acme"_s, {u"test"_s, m_management, u"--client"_s, u"Robot"_s, u"--json"_s});
    QVERIFY2(own.exit == 0, own.all().constData());
    const QByteArray shop = m_line.json({u"client"_s, u"show"_s, u"Shop"_s, u"--reveal"_s})
                                .object()["client_secret"_L1]
                                .toString()
                                .toUtf8();
    const QStringList test{u"test"_s, u"https://orders.example.com/"_s, u"--client"_s, u"Shop"_s};
    const Ran tested = remotely(u"acme"_s, test, m_secret + '\n' + shop + '\n');
    QVERIFY2(tested.exit == 0, tested.all().constData());
    QCOMPARE(remotely(u"acme"_s, test, m_secret + "\nwrong\n").exit, 1);
    QCOMPARE(remotely(u"acme"_s, {u"api"_s, u"delete"_s, u"https://orders.example.com/"_s}).exit, 0);
    QCOMPARE(m_line.json({u"grant"_s, u"list"_s, u"--client"_s, u"Shop"_s}).array().size(), 0);
    QCOMPARE(m_line.json({u"api"_s, u"list"_s}).array().size(), 2);
}

void tst_app_Connections::aProductionTenantIsNotChangedUnasked()
{
    QCOMPARE(add(u"live"_s, {u"--keep"_s, u"nowhere"_s, u"--production"_s}).exit, 0);
    const QStringList create{u"client"_s, u"create"_s, u"--name"_s, u"Careful"_s};
    QCOMPARE(remotely(u"live"_s, {u"client"_s, u"list"_s}).exit, 0);
    const Ran stopped = remotely(u"live"_s, create);
    QCOMPARE(stopped.exit, 1);
    QVERIFY2(stopped.err.contains("production tenant") && stopped.err.contains("It would have been: "),
             stopped.err.constData());
    QCOMPARE(m_line.run({u"client"_s, u"show"_s, u"Careful"_s}).exit, 1);
    QCOMPARE(remotely(u"live"_s, create + QStringList{u"--allow-production"_s}).exit, 0);
    QCOMPARE(m_line.run({u"client"_s, u"show"_s, u"Careful"_s}).exit, 0);
}

void tst_app_Connections::oneIsUsedUnlessAnotherIsNamed()
{
    QCOMPARE(m_line.runPlain({u"connection"_s, u"use"_s, u"acme"_s}).exit, 0);
    const Ran used = m_line.runPlain({u"client"_s, u"show"_s, u"Robot"_s}, m_secret);
    QVERIFY2(used.exit == 0, used.all().constData());
    QVERIFY(used.err.contains("With the connection acme."));
    QVERIFY(m_line.runPlain({u"connection"_s, u"list"_s}).out.contains("in use"));
    QCOMPARE(m_line.runPlain({u"connection"_s, u"use"_s, u"--none"_s}).exit, 0);
    QVERIFY(!m_line.runPlain({u"connection"_s, u"list"_s}).out.contains("in use"));
    QCOMPARE(m_line.runPlain({u"connection"_s, u"use"_s}).exit, 2);
    // Not with a store besides, and not for what a tenant elsewhere does not have.
    QCOMPARE(m_line.run({u"--connection"_s, u"acme"_s, u"api"_s, u"list"_s}).exit, 2);
    const Ran served = remotely(u"acme"_s, {u"serve"_s});
    QCOMPARE(served.exit, 1);
    QVERIFY(served.err.contains("not with a connection"));
    const Ran probed = remotely(
        u"acme"_s, {u"api"_s, u"probe"_s, u"http://127.0.0.1:1/"_s, u"--api"_s, u"x"_s, u"--client"_s, u"y"_s});
    QCOMPARE(probed.exit, 1);
    QVERIFY(probed.err.contains("not with a connection"));
}

void tst_app_Connections::whatATokenMayDoIsTold()
{
    QCOMPARE(m_line.run({u"client"_s, u"create"_s, u"--name"_s, u"Reader"_s}).exit, 0);
    QCOMPARE(m_line
                 .run({u"grant"_s, u"set"_s, u"Reader"_s, m_management, u"--scope"_s, u"read:resource_servers"_s,
                       u"--scope"_s, u"read:clients"_s})
                 .exit,
             0);
    const QJsonObject reader = m_line.json({u"client"_s, u"show"_s, u"Reader"_s, u"--reveal"_s}).object();
    const QByteArray secret = reader["client_secret"_L1].toString().toUtf8();
    QCOMPARE(m_line
                 .runPlain({u"connection"_s, u"add"_s, u"reader"_s, m_domain, u"--ca"_s, m_authority, u"--client-id"_s,
                            reader["client_id"_L1].toString(), u"--keep"_s, u"nowhere"_s})
                 .exit,
             0);
    const Ran tested = m_line.runPlain({u"connection"_s, u"test"_s, u"reader"_s}, secret);
    QVERIFY2(tested.exit == 0, tested.all().constData());
    QVERIFY(tested.out.contains("no: lacks create:resource_servers update:resource_servers delete:resource_servers"));
    // What may be read is browsed, and what may not be written says what is missing.
    QCOMPARE(remotely(u"reader"_s, {u"api"_s, u"list"_s}, secret).exit, 0);
    const Ran refused = remotely(u"reader"_s, {u"client"_s, u"create"_s, u"--name"_s, u"Never"_s}, secret);
    QCOMPARE(refused.exit, 1);
    QVERIFY2(refused.err.contains("create:clients"), refused.err.constData());
    const Ran all = m_line.runPlain({u"connection"_s, u"test"_s, u"acme"_s, u"--json"_s}, m_secret);
    QVERIFY2(all.exit == 0, all.all().constData());
    const QJsonArray features = all.object()["features"_L1].toArray();
    QCOMPARE(features.size(), 11);
    for (const auto &feature : features)
        QVERIFY(feature.toObject()["missing"_L1].toArray().isEmpty());
}

void tst_app_Connections::secretsUnderAPassphrase()
{
    const QString passphrases = m_line.folder() + u"/passphrase"_s;
    QFile written(passphrases);
    QVERIFY(written.open(QIODevice::WriteOnly));
    written.write("a good passphrase\n");
    written.close();
    const QStringList with{u"--passphrase-file"_s, passphrases};
    const Ran added = add(u"sealed"_s, with + QStringList{u"--keep"_s, u"passphrase"_s}, m_secret + '\n');
    QVERIFY2(added.exit == 0, added.all().constData());
    QVERIFY(!file().contains(m_secret));
    QCOMPARE(m_line.runPlain(with + QStringList{u"--connection"_s, u"sealed"_s, u"api"_s, u"list"_s}).exit, 0);
    // Another passphrase opens nothing, nor does the right one where somebody has changed the address.
    QVERIFY(written.open(QIODevice::WriteOnly | QIODevice::Truncate));
    written.write("another passphrase\n");
    written.close();
    const Ran wrong = m_line.runPlain(with + QStringList{u"--connection"_s, u"sealed"_s, u"api"_s, u"list"_s});
    QCOMPARE(wrong.exit, 1);
    QVERIFY2(wrong.err.contains("does not open the secret"), wrong.err.constData());
    const Ran removed = m_line.runPlain({u"connection"_s, u"remove"_s, u"sealed"_s});
    QCOMPARE(removed.exit, 0);
    QVERIFY(!file().contains("\"sealed\""));
}

void tst_app_Connections::aSecretIsReplaced()
{
    const Ran rotated = remotely(u"acme"_s, {u"client"_s, u"rotate-secret"_s, u"Reader"_s, u"--reveal"_s, u"--json"_s});
    QVERIFY2(rotated.exit == 0, rotated.all().constData());
    const QJsonObject here = m_line.json({u"client"_s, u"show"_s, u"Reader"_s, u"--reveal"_s}).object();
    QVERIFY(!here["client_secret"_L1].toString().isEmpty());
    QCOMPARE(rotated.object()["client_secret"_L1], here["client_secret"_L1]);
    const Ran kept = remotely(u"acme"_s, {u"client"_s, u"show"_s, u"Reader"_s, u"--reveal"_s});
    QCOMPARE(kept.exit, 1);
    QVERIFY2(kept.err.contains("keeps the secret"), kept.err.constData());
}

void tst_app_Connections::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("said");
    const QStringList add{u"connection"_s, u"add"_s, u"new"_s};
    const QStringList nowhere{u"--keep"_s, u"nowhere"_s, u"--client-id"_s, u"x"_s};
    QTest::newRow("not a domain") << add + QStringList{u"https://acme.example/api/v2/"_s} + nowhere << QByteArray()
                                  << "not its domain"_ba;
    QTest::newRow("in the clear") << add + QStringList{u"http://acme.example"_s} + nowhere << QByteArray()
                                  << "without encryption"_ba;
    QTest::newRow("color") << add + QStringList{u"acme.example"_s, u"--color"_s, u"blue"_s} + nowhere << QByteArray()
                           << "not a color"_ba;
    QTest::newRow("no certificate") << add + QStringList{u"acme.example"_s, u"--ca"_s, m_line.store()} + nowhere
                                    << QByteArray() << "no certificate"_ba;
    QTest::newRow("no secret")
        << add + QStringList{u"acme.example"_s,      u"--keep"_s, u"passphrase"_s, u"--client-id"_s, u"x"_s,
                             u"--passphrase-file"_s, u"-"_s}
        << "a good passphrase\n"_ba << "No client secret"_ba;
    QTest::newRow("token kept") << add + QStringList{u"acme.example"_s, u"--keep"_s, u"passphrase"_s} << QByteArray()
                                << "is not kept"_ba;
    QTest::newRow("taken") << QStringList{u"connection"_s, u"add"_s, u"acme"_s, u"acme.example"_s} + nowhere
                           << QByteArray() << "There already is"_ba;
    QTest::newRow("unknown") << QStringList{u"connection"_s, u"test"_s, u"nobody"_s} << QByteArray()
                             << "There is no connection"_ba;
    QTest::newRow("unknown, used") << QStringList{u"connection"_s, u"use"_s, u"nobody"_s} << QByteArray()
                                   << "There is no connection"_ba;
    QTest::newRow("wrong secret") << QStringList{u"connection"_s, u"test"_s, u"acme"_s} << "wrong-secret"_ba
                                  << "does not accept the client"_ba;
}

void tst_app_Connections::whatIsWrongIsSaid()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, input);
    QFETCH(const QByteArray, said);
    const QByteArray before = file();
    const Ran ran = m_line.runPlain(arguments, input);
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.err.contains(said), ran.err.constData());
    QCOMPARE(file(), before);
}

void tst_app_Connections::nothingIsKeptOfABadOne()
{
    // Without the authority its certificate is nobody's, and there is no way around that.
    QCOMPARE(m_line
                 .runPlain({u"connection"_s, u"add"_s, u"strange"_s, m_domain, u"--client-id"_s, m_client, u"--keep"_s,
                            u"nowhere"_s})
                 .exit,
             0);
    const Ran tested = m_line.runPlain({u"connection"_s, u"test"_s, u"strange"_s, u"--json"_s}, m_secret);
    QCOMPARE(tested.exit, 1);
    QVERIFY2(tested.err.contains("tls-refused"), tested.err.constData());
    QCOMPARE(m_line.runPlain({u"connection"_s, u"remove"_s, u"strange"_s}).exit, 0);
    QVERIFY(!file().contains("strange"));
    QVERIFY(!file().contains(m_secret));
}

void tst_app_Connections::aTokenInsteadOfAClient()
{
    QCOMPARE(m_line.runPlain({u"connection"_s, u"add"_s, u"pasted"_s, m_domain, u"--ca"_s, m_authority}).exit, 0);
    const Ran refused = remotely(u"pasted"_s, {u"api"_s, u"list"_s}, "not.a.token");
    QCOMPARE(refused.exit, 1);
    QVERIFY2(!refused.err.contains("not.a.token"), refused.err.constData());
    QVERIFY2(refused.err.contains("does not accept"), refused.err.constData());
}

void tst_app_Connections::theTenantIsReadOffline()
{
    const QStringList offline{u"--connection"_s, u"acme"_s, u"--offline"_s};
    const Ran online = remotely(u"acme"_s, {u"client"_s, u"list"_s, u"--json"_s});
    QVERIFY2(online.exit == 0, online.all().constData());
    m_server->terminate();
    QVERIFY(m_server->waitForFinished(20000));
    const Ran failed = remotely(u"acme"_s, {u"client"_s, u"list"_s});
    QCOMPARE(failed.exit, 1);
    QVERIFY2(failed.err.contains("cannot be reached") && failed.err.contains("--offline shows it"),
             failed.err.constData());
    // Nothing is asked for, and nothing is sent.
    const Ran shown = m_line.runPlain(offline + QStringList{u"client"_s, u"list"_s, u"--json"_s});
    QVERIFY2(shown.exit == 0, shown.all().constData());
    QCOMPARE(shown.array(), online.array());
    QVERIFY2(shown.err.contains("Offline: acme as of "), shown.err.constData());
    const Ran refused = m_line.runPlain(offline + QStringList{u"client"_s, u"create"_s, u"--name"_s, u"Later"_s});
    QCOMPARE(refused.exit, 1);
    QVERIFY2(refused.err.contains("cannot be changed while it is offline"), refused.err.constData());
    QVERIFY(m_line.run({u"--offline"_s, u"client"_s, u"list"_s}).err.contains("never offline"));

    // What somebody else has put there is not shown.
    const QDir folder(m_line.folder() + u"/data/gatehouse/connections"_s);
    const QStringList copies = folder.entryList({u"*.tenant"_s}, QDir::Files);
    QVERIFY(!copies.isEmpty());
    for (const QString &name : copies) {
        QFile copy(folder.filePath(name));
        QVERIFY(copy.open(QIODevice::ReadWrite));
        QVERIFY(!copy.readAll().contains("Robot"));
        copy.write("more");
    }
    const Ran altered = m_line.runPlain(offline + QStringList{u"client"_s, u"list"_s});
    QCOMPARE(altered.exit, 1);
    QVERIFY2(altered.err.contains("was changed by someone else"), altered.err.constData());
    // A connection takes its copy with it.
    QCOMPARE(m_line.runPlain({u"connection"_s, u"remove"_s, u"acme"_s}).exit, 0);
    QVERIFY(folder.entryList({u"*.tenant"_s}, QDir::Files).size() < copies.size());
}

QTEST_GUILESS_MAIN(tst_app_Connections)
#include "tst_app_Connections.moc"
