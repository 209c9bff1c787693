#include "models/http/LoopbackListener.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

/// What waits on the loopback for a browser.
class tst_http_LoopbackListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theRedirectIsTakenOnce();
    void others_data();
    void others();
    void aStrangersAnswerIsNotTaken();
    void aTakenPortIsNamed();

private:
    /// What the listener says to these bytes.
    QByteArray said(const QByteArray &request);
    QByteArray get(const QByteArray &target) { return said("GET " + target + " HTTP/1.1\r\n" + host() + "\r\n\r\n"); }
    QByteArray host() const { return "Host: 127.0.0.1:" + QByteArray::number(m_port); }

    std::unique_ptr<http::LoopbackListener> m_listener;
    int m_port = 0;
    bool m_takes = true;
    QList<QUrl> m_seen;
};

void tst_http_LoopbackListener::init()
{
    m_listener = std::make_unique<http::LoopbackListener>();
    m_seen.clear();
    m_takes = true;
    const auto port = m_listener->listen(0, u"/cb"_s, [this](const QUrl &url) {
        m_seen.append(url);
        return m_takes;
    });
    QVERIFY(port);
    m_port = *port;
}

QByteArray tst_http_LoopbackListener::said(const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(m_port));
    socket.write(request);
    if (!QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }, 5000))
        return "still open";
    return socket.readAll();
}

void tst_http_LoopbackListener::theRedirectIsTakenOnce()
{
    const QByteArray page = get("/cb?code=a%20b&state=%3Cx%3E");
    QVERIFY2(page.startsWith("HTTP/1.1 200 OK\r\n"), page.constData());
    QVERIFY(page.contains("Content-Security-Policy: default-src 'none'"));
    QVERIFY(page.contains("You can close this page"));
    QVERIFY(!page.contains("a%20b"));
    QCOMPARE(m_seen.size(), 1);
    QCOMPARE(m_seen.constFirst().path(), u"/cb"_s);
    QVERIFY(m_seen.constFirst().query(QUrl::FullyEncoded).startsWith(u"code=a%20b"_s));
    // It has what it waited for, and is gone.
    QCOMPARE(get("/cb?code=b"), QByteArray());
    QCOMPARE(m_seen.size(), 1);
}

void tst_http_LoopbackListener::others_data()
{
    QTest::addColumn<QByteArray>("request");
    const QByteArray end = "\r\n\r\n";
    QTest::newRow("another path") << "GET /favicon.ico HTTP/1.1\r\nHOST" + end;
    QTest::newRow("a longer path") << "GET /cb/x?code=1 HTTP/1.1\r\nHOST" + end;
    QTest::newRow("another method") << "POST /cb?code=1 HTTP/1.1\r\nHOST" + end;
    QTest::newRow("another name for this machine") << "GET /cb?code=1 HTTP/1.1\r\nHost: evil.example" + end;
    QTest::newRow("two names") << "GET /cb?code=1 HTTP/1.1\r\nHOST\r\nHOST" + end;
    QTest::newRow("no name") << "GET /cb?code=1 HTTP/1.1" + end;
    QTest::newRow("an absolute target") << "GET http://evil.example/cb?code=1 HTTP/1.1\r\nHOST" + end;
    QTest::newRow("no request") << "hello" + end;
}

void tst_http_LoopbackListener::others()
{
    QFETCH(QByteArray, request);
    const QByteArray answer = said(request.replace("HOST", host()));
    QVERIFY2(answer.startsWith("HTTP/1.1 404 "), answer.constData());
    QVERIFY(m_seen.isEmpty());
    QVERIFY(get("/cb?code=1").startsWith("HTTP/1.1 200"));
}

void tst_http_LoopbackListener::aStrangersAnswerIsNotTaken()
{
    m_takes = false;
    QVERIFY(get("/cb?state=x").startsWith("HTTP/1.1 400 "));
    m_takes = true;
    QVERIFY(get("/cb?state=y").startsWith("HTTP/1.1 200 "));
    QCOMPARE(m_seen.size(), 2);
    m_listener->close();
}

void tst_http_LoopbackListener::aTakenPortIsNamed()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const auto port = m_listener->listen(other.serverPort(), u"/cb"_s, [](const QUrl &) { return true; });
    QVERIFY(!port);
    QCOMPARE(port.error().code, base::ErrorCode::PortInUse);
    QCOMPARE(port.error().subject, QString::number(other.serverPort()));
}

QTEST_GUILESS_MAIN(tst_http_LoopbackListener)
#include "tst_http_LoopbackListener.moc"
