#include "CommandLine.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <csignal>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// `test` and `serve`: a token over HTTP and its verdict.
class tst_app_TestRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTokenIsVerified_data();
    void aTokenIsVerified();
    void chosenScopesAreAskedFor();
    void aClientWithoutGrantIsRefused();
    void aScopeThatIsNotGrantedIsRefused();
    void aClientThatSignsNeedsItsKey();
    void aRunningServerIsUsed();
    void whatAKilledServerLeftIsNotBelieved();
    void aLivingServerIsFoundUntilItIsKilled();
    void aRequestRefusedEarlyIsLogged();
    void serveEndsWhenInterrupted_data();
    void serveEndsWhenInterrupted();

private:
    static CommandLine &prepared(CommandLine &line, const QString &algorithm);
    static QString issuerOf(QProcess &serve);
};

CommandLine &tst_app_TestRun::prepared(CommandLine &line, const QString &algorithm)
{
    line.takePort();
    line.run({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"orders"_s, u"--alg"_s, algorithm});
    line.run({u"scope"_s, u"import"_s, u"orders"_s}, "read:orders\nwrite:orders\n");
    line.run({u"client"_s, u"create"_s, u"--name"_s, u"Reports"_s});
    return line;
}

QString tst_app_TestRun::issuerOf(QProcess &serve)
{
    QByteArray said;
    while (!said.contains('\n') && serve.waitForReadyRead(20000))
        said += serve.readAllStandardOutput();
    const qsizetype begin = said.indexOf("http://127.0.0.1:");
    return begin < 0 ? QString() : QString::fromLatin1(said.mid(begin).split(' ').first());
}

void tst_app_TestRun::aTokenIsVerified_data()
{
    QTest::addColumn<QString>("algorithm");
    QTest::newRow("RS256") << u"RS256"_s;
    QTest::newRow("HS256") << u"HS256"_s;
}

void tst_app_TestRun::aTokenIsVerified()
{
    QFETCH(QString, algorithm);
    CommandLine line;
    prepared(line, algorithm).run({u"grant"_s, u"set"_s, u"Reports"_s, u"orders"_s});
    const Ran text = line.run({u"test"_s, u"orders"_s, u"--client"_s, u"Reports"_s});
    QVERIFY2(text.exit == 0, text.all().constData());
    QVERIFY(text.out.contains("Request a token"));
    QVERIFY(text.out.contains(" ms"));
    QVERIFY(text.out.contains("Token verified: Reports got a token for Orders, and its signature is verified."));
    QVERIFY(text.out.contains(algorithm.toUtf8()));
    const Ran json = line.json({u"test"_s, u"orders"_s, u"--client"_s, u"Reports"_s});
    const QJsonObject object = json.object();
    QCOMPARE(object[u"outcome"_s].toString(), u"verified"_s);
    QCOMPARE(object[u"steps"_s].toArray().size(), 5);
    QCOMPARE(object[u"granted_scopes"_s].toArray(), (QJsonArray{u"read:orders"_s, u"write:orders"_s}));
    const QJsonObject inspection = object[u"inspection"_s].toObject();
    QCOMPARE(inspection[u"verdict"_s].toString(), u"verified"_s);
    QCOMPARE(inspection[u"time"_s].toString(), u"valid"_s);
    QCOMPARE(inspection[u"claims"_s].toString(), u"ok"_s);
    QCOMPARE(inspection[u"payload"_s][u"aud"_s].toString(), u"orders"_s);
    QCOMPARE(inspection[u"header"_s][u"alg"_s].toString(), algorithm);

    // The same token once more, through the inspector.
    const QString token = line.json({u"test"_s, u"orders"_s, u"--client"_s, u"Reports"_s, u"--reveal"_s})
                              .object()[u"access_token"_s]
                              .toString();
    const Ran inspected = line.run({u"token"_s, u"inspect"_s}, "Bearer " + token.toLatin1() + '\n');
    QVERIFY2(inspected.exit == 0, inspected.all().constData());
    QVERIFY(inspected.out.contains("Verified: "));
    QByteArray altered = token.toLatin1();
    altered[altered.size() / 2] = altered[altered.size() / 2] == 'A' ? 'B' : 'A';
    QCOMPARE(line.run({u"token"_s, u"inspect"_s}, altered).exit, 1);
}

void tst_app_TestRun::chosenScopesAreAskedFor()
{
    CommandLine line;
    prepared(line, u"RS256"_s).run({u"grant"_s, u"set"_s, u"Reports"_s, u"orders"_s});
    const Ran ran = line.json({u"test"_s, u"orders"_s, u"--client"_s, u"Reports"_s, u"--scope"_s, u"read:orders"_s});
    QVERIFY2(ran.exit == 0, ran.all().constData());
    QCOMPARE(ran.object()[u"granted_scopes"_s].toArray(), (QJsonArray{u"read:orders"_s}));
}

void tst_app_TestRun::aClientWithoutGrantIsRefused()
{
    CommandLine line;
    prepared(line, u"RS256"_s);
    const QByteArray client =
        line.json({u"client"_s, u"show"_s, u"Reports"_s}).object()[u"client_id"_s].toString().toLatin1();
    const Ran text = line.run({u"test"_s, u"orders"_s, u"--client"_s, u"Reports"_s});
    QCOMPARE(text.exit, 1);
    QVERIFY2(text.out.contains("403 access_denied: Client \"" + client +
                               "\" is not authorized to access resource server \"orders\". You need to create a "
                               "\"client-grant\" associated to this API."),
             text.out.constData());
    QVERIFY(text.out.contains("gatehouse grant set"));
    const Ran json = line.json({u"test"_s, u"orders"_s, u"--client"_s, u"Reports"_s});
    QCOMPARE(json.exit, 1);
    QCOMPARE(json.object()[u"outcome"_s].toString(), u"client-not-authorized"_s);
    QCOMPARE(json.object()[u"response"_s][u"status"_s].toInt(), 403);
}

void tst_app_TestRun::aScopeThatIsNotGrantedIsRefused()
{
    CommandLine line;
    prepared(line, u"RS256"_s).run({u"grant"_s, u"set"_s, u"Reports"_s, u"orders"_s, u"--scope"_s, u"read:orders"_s});
    const Ran ran = line.run({u"test"_s, u"orders"_s, u"--client"_s, u"Reports"_s, u"--scope"_s, u"write:orders"_s});
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.out.contains("Client has not been granted scopes: write:orders"), ran.out.constData());
}

void tst_app_TestRun::aClientThatSignsNeedsItsKey()
{
    const auto keyFile = [](const QString &name) {
        return qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests/support/TestKeys/"_s + name;
    };
    CommandLine line;
    prepared(line, u"RS256"_s);
    line.run({u"client"_s, u"create"_s, u"--name"_s, u"Signs"_s, u"--auth"_s, u"private_key_jwt"_s, u"--public-key"_s,
              keyFile(u"public-spki.pem"_s)});
    line.run({u"grant"_s, u"set"_s, u"Signs"_s, u"orders"_s});
    const auto test = [&](const QString &client, const QStringList &more) {
        return line.run(QStringList{u"test"_s, u"orders"_s, u"--client"_s, client} + more);
    };
    const Ran verified = test(u"Signs"_s, {u"--key"_s, keyFile(u"private-pkcs8.pem"_s)});
    QVERIFY2(verified.exit == 0, verified.all().constData());
    const Ran without = test(u"Signs"_s, {});
    QCOMPARE(without.exit, 1);
    QVERIFY2(without.all().contains("--key FILE"), without.all().constData());
    for (const auto &[client, file, words] :
         {std::tuple(u"Signs"_s, u"ec-private-pkcs8.pem"_s, "none of the client's public keys"),
          std::tuple(u"Signs"_s, u"public-spki.pem"_s, "cannot be used here"),
          std::tuple(u"Signs"_s, u"no-such-file"_s, "cannot be read"),
          std::tuple(u"Reports"_s, u"private-pkcs8.pem"_s, "does not authenticate with a private key")}) {
        const Ran refused = test(client, {u"--key"_s, keyFile(file)});
        QCOMPARE(refused.exit, 1);
        QVERIFY2(refused.all().contains(words), refused.all().constData());
    }
}

void tst_app_TestRun::aRunningServerIsUsed()
{
    CommandLine line;
    prepared(line, u"RS256"_s).run({u"grant"_s, u"set"_s, u"Reports"_s, u"orders"_s});
    const auto serve = line.start({u"serve"_s, u"--port"_s, u"0"_s});
    const QString issuer = issuerOf(*serve);
    QVERIFY2(!issuer.isEmpty(), serve->readAllStandardError().constData());
    const Ran ran = line.json({u"test"_s, u"orders"_s, u"--client"_s, u"Reports"_s});
    QVERIFY2(ran.exit == 0, ran.all().constData());
    QVERIFY(!ran.err.contains("No server was running"));
    QCOMPARE(ran.object()[u"inspection"_s][u"payload"_s][u"iss"_s].toString(), issuer);
    serve->terminate();
    QVERIFY(serve->waitForFinished(20000));
    const QByteArray log = serve->readAllStandardError();
    QVERIFY2(log.contains(" POST /oauth/token 200"), log.constData());
    QVERIFY(!log.contains("eyJ"));
}

void tst_app_TestRun::whatAKilledServerLeftIsNotBelieved()
{
    CommandLine line;
    prepared(line, u"RS256"_s).run({u"grant"_s, u"set"_s, u"Reports"_s, u"orders"_s});
    // The process number has become another's, and somebody else listens on the port: a client secret must not go
    // there.
    QTcpServer impostor;
    QVERIFY(impostor.listen(QHostAddress::LocalHost));
    QFile left(line.store() + u".server"_s);
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.write("{\"pid\":1,\"port\":" + QByteArray::number(impostor.serverPort()) + '}');
    left.close();
    const Ran ran = line.json({u"test"_s, u"orders"_s, u"--client"_s, u"Reports"_s});
    QVERIFY2(ran.exit == 0, ran.all().constData());
    QVERIFY2(ran.err.contains("No server was running"), ran.err.constData());
    QVERIFY(!impostor.waitForNewConnection(0));
}

void tst_app_TestRun::aLivingServerIsFoundUntilItIsKilled()
{
    CommandLine line;
    prepared(line, u"RS256"_s).run({u"grant"_s, u"set"_s, u"Reports"_s, u"orders"_s});
    const auto serve = line.start({u"serve"_s, u"--port"_s, u"0"_s});
    QVERIFY(!issuerOf(*serve).isEmpty());
    const Ran found = line.json({u"test"_s, u"orders"_s, u"--client"_s, u"Reports"_s});
    QVERIFY2(found.exit == 0, found.all().constData());
    QVERIFY2(!found.err.contains("No server was running"), found.err.constData());
    const QByteArray pid = QByteArray::number(serve->processId());
    serve->kill();
    QVERIFY(serve->waitForFinished(20000));
    QFile left(line.store() + u".server"_s);
    QCOMPARE(left.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    // As if the number had been given to another process since.
    QVERIFY(left.open(QIODevice::ReadWrite));
    QByteArray said = left.readAll();
    said.replace("\"pid\":" + pid, "\"pid\":1");
    QVERIFY2(said.contains("\"pid\":1,"), said.constData());
    left.seek(0);
    left.write(said);
    left.resize(said.size());
    left.close();
    const Ran alone = line.json({u"test"_s, u"orders"_s, u"--client"_s, u"Reports"_s});
    QVERIFY2(alone.exit == 0, alone.all().constData());
    QVERIFY2(alone.err.contains("No server was running"), alone.err.constData());
}

void tst_app_TestRun::aRequestRefusedEarlyIsLogged()
{
    const CommandLine line;
    const auto serve = line.start({u"serve"_s, u"--port"_s, u"0"_s});
    const QUrl issuer(issuerOf(*serve));
    QVERIFY(issuer.isValid());
    QTcpSocket socket;
    socket.connectToHost(issuer.host(), static_cast<quint16>(issuer.port()));
    QVERIFY(socket.waitForConnected(20000));
    socket.write("POST /oauth/token HTTP/1.1\r\nHost: " + issuer.authority().toLatin1() + "\r\n\r\n");
    QVERIFY(socket.waitForReadyRead(20000));
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 411 "));
    serve->terminate();
    QVERIFY(serve->waitForFinished(20000));
    const QByteArray log = serve->readAllStandardError();
    QVERIFY2(log.contains("Z - - 411\n"), log.constData());
}

void tst_app_TestRun::serveEndsWhenInterrupted_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void tst_app_TestRun::serveEndsWhenInterrupted()
{
    QFETCH(int, signal);
    const CommandLine line;
    const auto serve = line.start({u"serve"_s, u"--port"_s, u"0"_s});
    QVERIFY(!issuerOf(*serve).isEmpty());
    QCOMPARE(::kill(static_cast<pid_t>(serve->processId()), signal), 0);
    QVERIFY(serve->waitForFinished(20000));
    QCOMPARE(serve->exitStatus(), QProcess::NormalExit);
    QCOMPARE(serve->exitCode(), 0);
    // The port is remembered: the next one comes up where clients look for it.
    QVERIFY(serve->readAllStandardError().contains("The server has stopped."));
}

QTEST_GUILESS_MAIN(tst_app_TestRun)
#include "tst_app_TestRun.moc"
