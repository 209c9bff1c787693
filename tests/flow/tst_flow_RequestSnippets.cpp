#include "models/flow/RequestSnippets.h"
#include "tests/support/Interpreter.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::flow;
using namespace Qt::StringLiterals;

class tst_flow_RequestSnippets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fourLanguages();
    void secretOnlyWhenAsked();
    void valuesStayValues_data();
    void valuesStayValues();
};

namespace {

oauth::TokenRequest request(const QString &audience)
{
    return {.client = {.clientId = u"client1"_s, .secret = base::Secret("hush-hush"_ba)},
            .audience = audience,
            .scopes = QStringList{u"read:x"_s, u"write:x"_s}};
}

const QUrl endpoint{u"http://127.0.0.1:8080/oauth/token"_s};

} // namespace

void tst_flow_RequestSnippets::fourLanguages()
{
    const QList<RequestSnippet> snippets = requestSnippets(request(u"https://api.example.com"_s), endpoint, true);
    QStringList ids;
    for (const RequestSnippet &snippet : snippets) {
        ids.append(snippet.id);
        for (const QString &part : {u"client1"_s, u"hush-hush"_s, u"https://api.example.com"_s, u"client_credentials"_s,
                                    u"read:x write:x"_s, endpoint.toString()})
            QVERIFY2(snippet.code.contains(part), qPrintable(snippet.id + u' ' + part));
    }
    QCOMPARE(ids, (QStringList{u"curl"_s, u"node"_s, u"python"_s, u"go"_s}));
}

void tst_flow_RequestSnippets::secretOnlyWhenAsked()
{
    oauth::TokenRequest basic = request(u"a"_s);
    basic.client.authentication = oauth::ClientAuthentication::SecretBasic;
    for (const oauth::TokenRequest &asked : {request(u"a"_s), basic}) {
        const QList<RequestSnippet> snippets = requestSnippets(asked, endpoint, false);
        for (const RequestSnippet &snippet : snippets) {
            QVERIFY2(!snippet.code.contains("hush"_L1), qPrintable(snippet.id));
            QVERIFY2(snippet.code.contains("YOUR_CLIENT_SECRET"_L1), qPrintable(snippet.id));
        }
    }
    oauth::TokenRequest bySigning = request(u"a"_s);
    bySigning.client = {.clientId = u"client1"_s, .assertion = base::Secret("signed-by-it"_ba)};
    const QList<RequestSnippet> hidden = requestSnippets(bySigning, endpoint, false);
    const QList<RequestSnippet> open = requestSnippets(bySigning, endpoint, true);
    for (qsizetype i = 0; i < hidden.size(); ++i) {
        QVERIFY2(!hidden.at(i).code.contains("signed-by-it"_L1), qPrintable(hidden.at(i).id));
        QVERIFY2(hidden.at(i).code.contains("YOUR_CLIENT_ASSERTION"_L1), qPrintable(hidden.at(i).id));
        QVERIFY2(open.at(i).code.contains("signed-by-it"_L1), qPrintable(open.at(i).id));
        QVERIFY2(!open.at(i).code.contains("client_secret"_L1), qPrintable(open.at(i).id));
    }
}

void tst_flow_RequestSnippets::valuesStayValues_data()
{
    QTest::addColumn<QString>("snippet");
    QTest::addColumn<QString>("program");
    QTest::addColumn<bool>("basic");
    for (const bool basic : {false, true}) {
        const char *how = basic ? "basic" : "post";
        QTest::addRow("curl, %s", how) << u"curl"_s << u"bash"_s << basic;
        QTest::addRow("node, %s", how) << u"node"_s << u"node"_s << basic;
        QTest::addRow("python, %s", how) << u"python"_s << u"python3"_s << basic;
    }
}

void tst_flow_RequestSnippets::valuesStayValues()
{
    QFETCH(QString, snippet);
    QFETCH(QString, program);
    QFETCH(bool, basic);
    if (QStandardPaths::findExecutable(program).isEmpty())
        QSKIP("no interpreter of this language here");
    if (snippet == "curl"_L1 && QStandardPaths::findExecutable(u"curl"_s).isEmpty())
        QSKIP("no curl here");

    // Pasted and run against a server that answers once and keeps the request.
    const QString audience = uR"(https://a/'"'"$(touch x)`id`${HOME}#{1}\u0041%s!<b>;&|*?)"_s;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    oauth::TokenRequest asked = request(audience);
    if (basic)
        asked.client.authentication = oauth::ClientAuthentication::SecretBasic;
    const QUrl url(u"http://127.0.0.1:%1/oauth/token"_s.arg(server.serverPort()));
    QString code;
    const QList<RequestSnippet> snippets = requestSnippets(asked, url, true);
    for (const RequestSnippet &candidate : snippets) {
        if (candidate.id == snippet)
            code = candidate.code;
    }

    QByteArray received;
    connect(&server, &QTcpServer::newConnection, this, [&server, &received] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, &received] {
            received += socket->readAll();
            if (!received.trimmed().endsWith('}'))
                return;
            socket->write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 20\r\nConnection: close\r\n\r\n"
                "{\"access_token\":\"t\"}");
            socket->disconnectFromHost();
        });
    });
    QProcess process;
    process.start(QStandardPaths::findExecutable(program), program == "node"_L1 ? QStringList{u"-"_s} : QStringList{});
    process.write(code.toUtf8());
    process.closeWriteChannel();
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30000);
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    QCOMPARE(process.readAllStandardOutput().trimmed(), R"({"access_token":"t"})"_ba);

    const QByteArray head = received.left(received.indexOf("\r\n\r\n"));
    const QJsonObject body = QJsonDocument::fromJson(received.mid(head.size() + 4)).object();
    QVERIFY(head.startsWith("POST /oauth/token "));
    QVERIFY(head.toLower().contains("content-type: application/json"));
    QCOMPARE(body.value("audience"_L1).toString(), audience);
    QCOMPARE(body.value("grant_type"_L1).toString(), u"client_credentials"_s);
    QCOMPARE(body.value("scope"_L1).toString(), u"read:x write:x"_s);
    QCOMPARE(body.value("client_secret"_L1).toString(), basic ? QString() : u"hush-hush"_s);
    QCOMPARE(head.contains("Basic " + "client1:hush-hush"_ba.toBase64()), basic);
}

QTEST_GUILESS_MAIN(tst_flow_RequestSnippets)
#include "tst_flow_RequestSnippets.moc"
