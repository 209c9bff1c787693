#include "models/server/RequestReader.h"
#include "tests/security/MalformedRequests.h"
#include "tests/support/RawClient.h"
#include "tests/support/TokenServer.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <vector>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Resident memory of this process, in bytes.
qint64 residentBytes()
{
    QFile status(u"/proc/self/statm"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

/// Local addresses, in hexadecimal as the kernel prints them, of TCP sockets that listen on `port`.
QStringList listenersOn(int port)
{
    QStringList addresses;
    const QString wanted = QString::number(port, 16).rightJustified(4, u'0').toUpper();
    for (const QString &table : {u"/proc/self/net/tcp"_s, u"/proc/self/net/tcp6"_s}) {
        QFile file(table);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QStringList lines = QString::fromLatin1(file.readAll()).split(u'\n');
        for (const QString &line : lines) {
            const QStringList fields = line.simplified().split(u' ');
            if (fields.size() > 3 && fields.at(1).endsWith(u':' + wanted) && fields.at(3) == u"0A")
                addresses.append(fields.at(1).section(u':', 0, 0));
        }
    }
    return addresses;
}

qsizetype answersIn(const QByteArray &bytes)
{
    return bytes.count("HTTP/1.1 ") - bytes.count("HTTP/1.1 100 ");
}

} // namespace

/// The HTTP layer seen from the socket (resources/docs/reference/http-hardening.md): what is refused, how, and what it
/// costs.
class tst_security_HttpHardening : public QObject
{
    Q_OBJECT

private:
    TokenServer m_tokens;

    QByteArray here(QByteArray bytes) const
    {
        return bytes.replace("%HOST%", m_tokens.host()).replace("%PORT%", QByteArray::number(m_tokens.server.port()));
    }

    void checkServed()
    {
        RawClient client(m_tokens.server.port());
        client.send(m_tokens.tokenRequest(TokenServer::goodForm()));
        QCOMPARE(statusOf(client.answer()), 200);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_tokens.server.start(0)); }
    void cleanup() { checkServed(); }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QSet<QByteArray> names;
        for (const MalformedRequest &row : malformedRequests()) {
            QVERIFY2(!names.contains(row.name), row.name.constData());
            names.insert(row.name);
            QTest::newRow(row.name.constData()) << row.bytes << row.status;
        }
        QVERIFY2(names.size() >= 200, qPrintable(QString::number(names.size())));
    }
    /// The expected status, a closed connection, and no second answer although a good request follows on the same one.
    void refused()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, status);
        RawClient client(m_tokens.server.port());
        client.send(here(bytes) + m_tokens.tokenRequest(TokenServer::goodForm()));
        const QByteArray said = client.rest(3s);
        QCOMPARE(statusOf(said), status);
        QCOMPARE(answersIn(said), 1);
        QVERIFY(said.contains("\r\nConnection: close\r\n"));
        QVERIFY(said.contains("{\"statusCode\":" + QByteArray::number(status)));
        QVERIFY(!said.contains("access_token"));
        QVERIFY(client.isClosed(0ms));
    }

    /// HTTP-07: the same verdict wherever the bytes are cut, for every row up to 2 KiB at every offset; the reader is
    /// asked directly, as it is the only one who sees bytes.
    void everySplitHasTheSameVerdict()
    {
        qint64 splits = 0;
        const auto origins = domain::originsOf(domain::Origin::Scheme::Http, m_tokens.server.port());
        for (const MalformedRequest &row : malformedRequests()) {
            const QByteArray bytes = here(row.bytes) + m_tokens.request("GET /");
            if (bytes.size() > 2048)
                continue;
            for (qsizetype cut = 1; cut < bytes.size(); ++cut, ++splits) {
                server::RequestReader reader({}, origins);
                reader.add(bytes.first(cut));
                reader.add(bytes.sliced(cut));
                if (reader.refusal() != row.status)
                    QFAIL(qPrintable(
                        u"%1 cut at %2: %3"_s.arg(QString::fromUtf8(row.name)).arg(cut).arg(reader.refusal())));
            }
            server::RequestReader drip({}, origins);
            for (const char &byte : bytes)
                drip.add(QByteArrayView(&byte, 1));
            QCOMPARE(drip.refusal(), row.status);
        }
        QVERIFY(splits > 10000);
    }

    /// The same over the socket, for a sample: two packets, cut at every byte.
    void splitPackets_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        static const QSet<QByteArray> sample{
            "host: absent",         "length: twice the same", "header: folded with a blank",
            "coding: length first", "header: bare LF",        "version: 2.0"};
        for (const MalformedRequest &row : malformedRequests()) {
            if (sample.contains(row.name))
                QTest::newRow(row.name.constData()) << row.bytes << row.status;
        }
    }
    void splitPackets()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, status);
        const QByteArray whole = here(bytes);
        for (qsizetype cut = 1; cut < whole.size(); ++cut) {
            RawClient client(m_tokens.server.port());
            client.send(whole.first(cut));
            // Without a pause the kernel may join them again; a server that has not read the first part yet is no other
            // case.
            QTest::qSleep(1);
            client.send(whole.sliced(cut));
            const QByteArray said = client.answer(3s);
            QVERIFY2(statusOf(said) == status, qPrintable(u"cut at %1: %2"_s.arg(cut).arg(statusOf(said))));
            QVERIFY(client.isClosed(3s));
        }
    }

    /// What is right stays right: names of this server in every form, and lines at their limits.
    void accepted_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto path = [](const QByteArray &host, const QByteArray &target = "/.well-known/jwks.json") {
            return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        };
        QTest::newRow("address") << path("127.0.0.1:%PORT%");
        QTest::newRow("localhost") << path("localhost:%PORT%");
        QTest::newRow("localhost in capitals") << path("LocalHost:%PORT%");
        QTest::newRow("IPv6") << path("[::1]:%PORT%");
        QTest::newRow("blanks around") << path("  127.0.0.1:%PORT%\t");
        QTest::newRow("absolute form") << path("localhost:%PORT%", "http://127.0.0.1:%PORT%/.well-known/jwks.json");
        QTest::newRow("query") << path("localhost:%PORT%", "/.well-known/jwks.json?v=1");
        QTest::newRow("target at its limit")
            << path("localhost:%PORT%", "/.well-known/jwks.json?" + QByteArray(24 * 1024 - 23, 'q'));
        QTest::newRow("headers at their limit")
            << "GET /.well-known/jwks.json HTTP/1.1\r\nHost: 127.0.0.1:%PORT%\r\nX: " +
                   QByteArray(16 * 1024 - 40, 'x') + "\r\n\r\n";
        QTest::newRow("HTTP/1.0") << "GET /.well-known/jwks.json HTTP/1.0\r\nHost: 127.0.0.1:%PORT%\r\n\r\n"_ba;
        QTest::newRow("body on GET")
            << "GET /.well-known/jwks.json HTTP/1.1\r\nHost: 127.0.0.1:%PORT%\r\nContent-Length: 3\r\n\r\nabc"_ba;
        QTest::newRow("header in Latin-1")
            << "GET /.well-known/jwks.json HTTP/1.1\r\nHost: 127.0.0.1:%PORT%\r\nX: \xe9\r\n\r\n"_ba;
        QTest::newRow("empty header value")
            << "GET /.well-known/jwks.json HTTP/1.1\r\nHost: 127.0.0.1:%PORT%\r\nX:\r\n\r\n"_ba;
    }
    void accepted()
    {
        QFETCH(const QByteArray, bytes);
        RawClient client(m_tokens.server.port());
        client.send(here(bytes));
        QCOMPARE(statusOf(client.answer()), 200);
    }

    /// HTTP-08: as many answers as well-formed requests before the first bad one, and one for that.
    void pipelining_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QList<int>>("statuses");
        const QByteArray good = "GET /.well-known/jwks.json HTTP/1.1\r\nHost: %HOST%\r\n\r\n";
        const QByteArray missing = "GET /admin HTTP/1.1\r\nHost: %HOST%\r\n\r\n";
        const QByteArray last = "GET /last HTTP/1.1\r\nHost: %HOST%\r\nConnection: close\r\n\r\n";
        const QByteArray hidden = "GET /hidden HTTP/1.1\r\nHost: %HOST%\r\n\r\n";
        const QByteArray body = "GET /hidden HTTP/1.1\r\n\r\n";
        const auto row = [](const char *name, const QByteArray &bytes, const QList<int> &statuses) {
            QTest::newRow(name) << bytes << statuses;
        };
        row("three good ones", good + good + last, {200, 200, 404});
        row("good, bad, good", good + "GET / HTTP/1.1\r\n\r\n" + good, {200, 400});
        row("bad, good", "GET / HTTP/9.9\r\n\r\n" + good, {505});
        row("nothing after a close", last + good, {404});
        row("a request as the body of another",
            "POST /x HTTP/1.1\r\nHost: %HOST%\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
                body + last,
            {404, 404});
        row("a request behind two lengths",
            "POST /x HTTP/1.1\r\nHost: %HOST%\r\nContent-Length: 0\r\nContent-Length: 50\r\n\r\n" + hidden, {400});
        row("a request behind a chunked body",
            "POST /x HTTP/1.1\r\nHost: %HOST%\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
                hidden,
            {400});
        row("a request behind chunks",
            "POST /x HTTP/1.1\r\nHost: %HOST%\r\nTransfer-Encoding: chunked\r\n\r\n" + "2\r\n{}\r\n0\r\n\r\n"_ba + last,
            {404, 404});
        row("a request in a chunk",
            "POST /x HTTP/1.1\r\nHost: %HOST%\r\nTransfer-Encoding: chunked\r\n\r\n" +
                QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n" + last,
            {404, 404});
        row("a request in a trailer",
            "POST /x HTTP/1.1\r\nHost: %HOST%\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\n" + hidden, {400});
        row("a request behind a short body", "POST /x HTTP/1.1\r\nHost: %HOST%\r\nContent-Length: 1\r\n\r\n{}" + hidden,
            {404, 400});
        row("a request behind no length", "POST /x HTTP/1.1\r\nHost: %HOST%\r\n\r\n" + hidden, {411});
        row("a request behind HTTP/1.0", "GET /x HTTP/1.0\r\nHost: %HOST%\r\n\r\n" + hidden, {404});
        row("a request in a refused body", "POST /x HTTP/1.1\r\nHost: %HOST%\r\nContent-Length: 70000\r\n\r\n" + hidden,
            {413});
        row("many", missing.repeated(200) + last, QList<int>(201, 404));
    }
    void pipelining()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QList<int>, statuses);
        RawClient client(m_tokens.server.port());
        client.send(here(bytes));
        QList<int> seen;
        for (;;) {
            const QByteArray answer = client.answer(2s);
            if (answer.isEmpty())
                break;
            seen.append(statusOf(answer));
        }
        QCOMPARE(seen, statuses);
        QVERIFY(client.isClosed(0ms));
    }

    /// HTTP-11, HTTP-14: nothing a client sends becomes a header, and no answer says what stands behind it.
    void responseSplitting_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray bad = "%0d%0aSet-Cookie:%20a=b%0d%0a%0d%0a<html>";
        QTest::newRow("path") << "GET /" + bad + " HTTP/1.1\r\nHost: %HOST%\r\nConnection: close\r\n\r\n";
        QTest::newRow("query") << "GET /.well-known/jwks.json?" + bad +
                                      " HTTP/1.1\r\nHost: %HOST%\r\nConnection: close\r\n\r\n";
        QTest::newRow("origin")
            << "OPTIONS /.well-known/jwks.json HTTP/1.1\r\nHost: %HOST%\r\nOrigin: https://x%0d%0aSet-Cookie: a\r\n"
               "Connection: close\r\n\r\n"_ba;
        for (const char *name : {"grant_type", "audience", "scope", "client_id"}) {
            QByteArray body = TokenServer::goodForm();
            if (body.contains(QByteArray(name) + '='))
                body.replace(QByteArray(name) + '=', QByteArray(name) + '=' + bad);
            else
                body += '&' + QByteArray(name) + '=' + bad;
            QTest::newRow(name)
                << "POST /oauth/token HTTP/1.1\r\nHost: %HOST%\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                   "Connection: close\r\nContent-Length: " +
                       QByteArray::number(body.size()) + "\r\n\r\n" + body;
        }
    }
    void responseSplitting()
    {
        QFETCH(const QByteArray, bytes);
        RawClient client(m_tokens.server.port());
        client.send(here(bytes));
        const QByteArray said = client.rest(2s);
        QVERIFY(statusOf(said) > 0);
        QCOMPARE(answersIn(said), 1);
        const QByteArray head = said.first(said.indexOf("\r\n\r\n")).toLower();
        QVERIFY(!head.contains("set-cookie"));
        QVERIFY(!head.contains("\r\nserver:"));
        QVERIFY(!said.contains("\r\n\r\n<html>"));
        QVERIFY(!said.toLower().contains("beast") && !said.contains(".cpp") && !said.contains("/work"));
    }

    /// HTTP-05: bodies and lines beyond the limits are cut off, not kept.
    void oversizedRequestsTakeNoMemory()
    {
        checkServed();
        const QByteArray megabyte(1024 * 1024, 'a');
        const QByteArray head = here("POST /oauth/token HTTP/1.1\r\nHost: %HOST%\r\nContent-Length: 900000000\r\n\r\n");
        const qint64 before = residentBytes();
        qint64 most = before;
        for (int i = 0; i < 20; ++i) {
            RawClient body(m_tokens.server.port());
            RawClient target(m_tokens.server.port());
            body.send(head);
            target.send("GET /");
            for (int part = 0; part < 16; ++part) {
                // Both, until neither takes more.
                const bool bodyTakesIt = body.send(megabyte);
                const bool targetTakesIt = target.send(megabyte);
                if (!bodyTakesIt && !targetTakesIt)
                    break;
                most = std::max(most, residentBytes());
            }
            most = std::max(most, residentBytes());
        }
        QVERIFY(before > 0);
        QVERIFY2(most - before <= 16 * 1024 * 1024, qPrintable(QString::number((most - before) / 1024) + u" KiB"_s));
    }

    /// The largest bodies that are allowed, from as many clients as there may be.
    void fullConnectionsTakeLittleMemory()
    {
        const qint64 before = residentBytes();
        std::vector<RawClient> clients;
        const QByteArray most = here("POST /oauth/token HTTP/1.1\r\nHost: %HOST%\r\nContent-Length: 65536\r\n\r\n"_ba) +
                                QByteArray(65535, 'a');
        for (int i = 0; i < 64; ++i) {
            clients.emplace_back(m_tokens.server.port());
            clients.back().send(most);
        }
        QTest::qWait(100);
        QVERIFY2(residentBytes() - before <= 16 * 1024 * 1024,
                 qPrintable(QString::number((residentBytes() - before) / 1024)));
    }

    /// HTTP-01.
    void listensOnTheLoopbackAlone()
    {
        QStringList expected{u"0100007F"_s};
        if (m_tokens.server.origins().size() == 3)
            expected.append(u"00000000000000000000000001000000"_s);
        QCOMPARE(listenersOn(m_tokens.server.port()), expected);
    }
};

QTEST_GUILESS_MAIN(tst_security_HttpHardening)
#include "tst_security_HttpHardening.moc"
