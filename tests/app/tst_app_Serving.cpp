#include "CommandLine.h"

#include <QFile>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// A running server and the store it issues from: what others write counts at once, and what is gone is not issued
/// from.
class tst_app_Serving : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_line = std::make_unique<CommandLine>();
        m_serve = m_line->start({u"serve"_s, u"--port"_s, u"0"_s});
        QByteArray said;
        while (!said.contains('\n') && m_serve->waitForReadyRead(20000))
            said += m_serve->readAllStandardOutput();
        m_issuer = QUrl(QString::fromLatin1(said.mid(said.indexOf("http://127.0.0.1:")).split(' ').first()));
        QVERIFY(m_issuer.port() > 0);
        QCOMPARE(m_line->run({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"orders"_s}).exit,
                 0);
    }
    void cleanup()
    {
        m_serve->terminate();
        m_serve->waitForFinished(10000);
        if (QTest::currentTestFailed())
            qWarning("The server said:\n%s", (m_notes + m_serve->readAllStandardError()).constData());
        m_notes.clear();
    }

    void whatWasJustWrittenCounts()
    {
        const int asked = qEnvironmentVariableIntValue("GATEHOUSE_SERVING_ROUNDS");
        for (int round = 0; round < (asked > 0 ? asked : 20); ++round) {
            const QString name = u"Client %1"_s.arg(round);
            QCOMPARE(m_line->run({u"client"_s, u"create"_s, u"--name"_s, name}).exit, 0);
            QCOMPARE(m_line->run({u"grant"_s, u"set"_s, name, u"orders"_s}).exit, 0);
            const Ran granted = m_line->run({u"test"_s, u"orders"_s, u"--client"_s, name});
            QVERIFY2(granted.exit == 0, granted.all().constData());
            const Credentials credentials = credentialsOf(name);
            QCOMPARE(statusFor(credentials), 200);
            QCOMPARE(m_line->run({u"grant"_s, u"remove"_s, name, u"orders"_s}).exit, 0);
            QCOMPARE(statusFor(credentials), 403);
        }
    }

    void noTokenFromAStateThatIsGone()
    {
        const QString copy = m_line->folder() + u"/copy"_s;
        QCOMPARE(m_line->run({u"store"_s, u"backup"_s, copy}).exit, 0);
        const Credentials credentials = granted(u"Later"_s);
        QCOMPARE(statusFor(credentials), 200);
        // Moved away, and back.
        const QString away = m_line->folder() + u"/away"_s;
        QVERIFY(QFile::rename(m_line->store(), away));
        QCOMPARE(statusFor(credentials), 503);
        QCOMPARE(m_line->json({u"client"_s, u"list"_s}).exit, 1);
        QVERIFY(QFile::rename(away, m_line->store()));
        QCOMPARE(statusFor(credentials), 200);
        // Replaced by a copy from before the client: nothing is issued until that is accepted, and then the client is a
        // stranger.
        QCOMPARE(QProcess::execute(u"mv"_s, {copy, m_line->store()}), 0);
        QCOMPARE(statusFor(credentials), 503);
        QTRY_VERIFY(noteHas("was replaced"));
        QTRY_VERIFY(noteHas("but this machine last saw revision"));
        const Ran told = m_line->run({u"client"_s, u"list"_s});
        QVERIFY2(told.exit == 0 && told.err.contains("store check --accept"), told.all().constData());
        const Ran refused = m_line->json({u"store"_s, u"check"_s});
        QCOMPARE(refused.exit, 1);
        const QJsonObject states = refused.object()["rollback"_L1].toObject();
        QVERIFY(states["found"_L1]["revision"_L1].toInt() < states["seen"_L1]["revision"_L1].toInt());
        QCOMPARE(m_line->run({u"test"_s, u"orders"_s, u"--client"_s, u"Calendar Sync"_s}).exit, 1);
        QCOMPARE(statusFor(credentials), 503);
        const Ran accepted = m_line->run({u"store"_s, u"check"_s, u"--accept"_s});
        QVERIFY2(accepted.exit == 0 && accepted.out.contains("Accepted"), accepted.all().constData());
        QCOMPARE(statusFor(credentials), 401);
        QTRY_VERIFY(noteHas("Accepted the store"));
        QVERIFY(!m_line->run({u"client"_s, u"list"_s}).err.contains("last saw"));
        const Credentials other = granted(u"Other"_s);
        QCOMPARE(statusFor(other), 200);
        // Restored from a backup by the command line.
        QCOMPARE(m_line->run({u"store"_s, u"backup"_s, copy}).exit, 0);
        QCOMPARE(m_line->run({u"client"_s, u"delete"_s, u"Other"_s}).exit, 0);
        QCOMPARE(statusFor(other), 401);
        QCOMPARE(m_line->run({u"store"_s, u"restore"_s, copy}).exit, 0);
        QCOMPARE(statusFor(other), 200);
    }

private:
    struct Credentials
    {
        QByteArray id;
        QByteArray secret;
    };

    Credentials credentialsOf(const QString &client) const
    {
        const QJsonObject shown = m_line->json({u"client"_s, u"show"_s, client, u"--reveal"_s}).object();
        return {shown[u"client_id"_s].toString().toLatin1(), shown[u"client_secret"_s].toString().toLatin1()};
    }
    Credentials granted(const QString &client) const
    {
        if (m_line->run({u"client"_s, u"create"_s, u"--name"_s, client}).exit != 0 ||
            m_line->run({u"grant"_s, u"set"_s, client, u"orders"_s}).exit != 0)
            qFatal("no grant");
        return credentialsOf(client);
    }
    /// What the token endpoint answers to a request of that client for the API.
    int statusFor(const Credentials &client) const
    {
        const QByteArray form = "grant_type=client_credentials&audience=orders&client_id=" + client.id +
                                "&client_secret=" + QUrl::toPercentEncoding(QString::fromLatin1(client.secret));
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(m_issuer.port()));
        if (!socket.waitForConnected(10000))
            return -1;
        socket.write("POST /oauth/token HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_issuer.port()) +
                     "\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\nContent-Length: " +
                     QByteArray::number(form.size()) + "\r\n\r\n" + form);
        QByteArray answer;
        while (!answer.contains("\r\n") && socket.waitForReadyRead(20000))
            answer += socket.readAll();
        return answer.split(' ').value(1).toInt();
    }
    bool noteHas(const QByteArray &words)
    {
        m_notes += m_serve->readAllStandardError();
        return m_notes.contains(words);
    }

    std::unique_ptr<CommandLine> m_line;
    std::unique_ptr<QProcess> m_serve;
    QUrl m_issuer;
    QByteArray m_notes;
};

QTEST_GUILESS_MAIN(tst_app_Serving)
#include "tst_app_Serving.moc"
