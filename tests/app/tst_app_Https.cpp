#include "CommandLine.h"
#include "tests/support/Interpreter.h"

#include <QFile>
#include <QTest>
#include <QUrl>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr auto everyoneReads =
    QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther;

} // namespace

/// `serve` over https as its users meet it: the CA in a file, curl and Python that trust it, and a token whose issuer
/// is the https origin, inspected.
class tst_app_Https : public QObject
{
    Q_OBJECT

private:
    CommandLine m_line;
    QString m_authority = m_line.folder() + u"/ca.pem"_s;

    struct Serving
    {
        Serving(const CommandLine &line, const QStringList &more)
            : process(line.start(QStringList{u"--json"_s, u"serve"_s} + more))
        {
            QByteArray out;
            while (said.isEmpty() && process->waitForReadyRead(20000)) {
                out += process->readAllStandardOutput();
                said = QJsonDocument::fromJson(out).object();
            }
        }
        ~Serving()
        {
            process->terminate();
            process->waitForFinished(10000);
        }
        Serving(const Serving &) = delete;
        Serving &operator=(const Serving &) = delete;

        std::unique_ptr<QProcess> process;
        QJsonObject said;
    };
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void aTokenOverHttps()
    {
        const Serving serving(m_line, {u"--port"_s, u"0"_s, u"--https-port"_s, u"0"_s, u"--export-ca"_s, m_authority});
        const QString base = serving.said[u"https_issuer"].toString();
        QCOMPARE(QUrl(base).port(), serving.said[u"https_port"].toInt());
        QVERIFY(QUrl(base).port() > 0 && QUrl(base).port() != serving.said[u"port"].toInt());
        QCOMPARE(serving.said[u"ca"].toString(), m_authority);
        QVERIFY(serving.said[u"trust"][u"Node.js"].toString().contains(m_authority));
        QVERIFY((QFile::permissions(m_authority) & ~(QFileDevice::ReadUser | QFileDevice::WriteUser)) == everyoneReads);
        QCOMPARE(m_line.run({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"orders"_s}).exit, 0);
        QCOMPARE(m_line.run({u"client"_s, u"create"_s, u"--name"_s, u"App"_s}).exit, 0);
        QCOMPARE(m_line.run({u"grant"_s, u"set"_s, u"App"_s, u"orders"_s}).exit, 0);
        const QJsonObject client = m_line.json({u"client"_s, u"show"_s, u"App"_s, u"--reveal"_s}).object();
        const QJsonArray issuers = serving.said[u"issuers"].toArray();
        QVERIFY(issuers.size() >= 2);
        for (const QJsonValue &issuer : issuers) {
            const auto said = interpret(
                u"curl"_s,
                {u"-sS"_s, u"--noproxy"_s, u"*"_s, u"--cacert"_s, m_authority, issuer.toString() + u"oauth/token"_s,
                 u"-d"_s, u"grant_type=client_credentials"_s, u"-d"_s, u"audience=orders"_s, u"--data-urlencode"_s,
                 u"client_id="_s + client[u"client_id"].toString(), u"--data-urlencode"_s,
                 u"client_secret="_s + client[u"client_secret"].toString()},
                {});
            if (!said)
                QSKIP("no curl here");
            QVERIFY2(said->exitCode == 0, said->errors.constData());
            const QString token = QJsonDocument::fromJson(said->output)[u"access_token"].toString();
            const Ran inspected = m_line.json({u"token"_s, u"inspect"_s}, token.toUtf8());
            QVERIFY2(inspected.exit == 0, (issuer.toString().toUtf8() + inspected.all()).constData());
            QVERIFY(inspected.out.contains(issuer.toString().toUtf8()));
        }
    }

    /// Ports and CA are the tenant's: the next run has the same, so that what trusts the CA goes on trusting it.
    void rememberedPortsAndAuthority()
    {
        const QByteArray before = contentOf(m_authority);
        int port = 0;
        int httpsPort = 0;
        for (int round = 0; round < 2; ++round) {
            const Serving serving(m_line, {u"--export-ca"_s, m_authority});
            const int now = serving.said[u"port"].toInt();
            const int nowHttps = serving.said[u"https_port"].toInt();
            QVERIFY(now > 0 && nowHttps > 0);
            QVERIFY(round == 0 || (now == port && nowHttps == httpsPort));
            port = now;
            httpsPort = nowHttps;
        }
        QVERIFY(before.startsWith("-----BEGIN CERTIFICATE-----\n"));
        QCOMPARE(contentOf(m_authority), before);
    }

    void filesThatAreNotReplaced_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("notes") << "my notes\n"_ba;
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("a key") << "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"_ba;
        QTest::newRow("a certificate and more") << contentOf(m_authority) + "-----BEGIN PRIVATE KEY-----\nAAAA\n"
                                                                            "-----END PRIVATE KEY-----\n";
    }
    void filesThatAreNotReplaced()
    {
        QFETCH(const QByteArray, content);
        const QString path = m_line.folder() + u"/taken"_s;
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(content);
        file.close();
        const Ran ran = m_line.run({u"serve"_s, u"--port"_s, u"0"_s, u"--export-ca"_s, path});
        QCOMPARE(ran.exit, 1);
        QVERIFY2(ran.err.contains("already exists") && ran.err.contains("certificates"), ran.all().constData());
        QCOMPARE(contentOf(path), content);
    }

    void placesThatCannotBeWritten()
    {
        const Ran missing = m_line.run({u"serve"_s, u"--export-ca"_s, m_line.folder() + u"/no/such/ca.pem"_s});
        QCOMPARE(missing.exit, 1);
        QVERIFY(missing.err.contains("cannot be written"));
        QCOMPARE(m_line.run({u"serve"_s, u"--export-ca"_s, m_line.folder()}).exit, 1);
        QVERIFY(m_line.run({u"serve"_s, u"--https-port"_s, u"70000"_s}).exit != 0);
        QVERIFY(m_line.run({u"serve"_s, u"--https-port"_s, u"soon"_s}).exit != 0);
    }
};

QTEST_GUILESS_MAIN(tst_app_Https)
#include "tst_app_Https.moc"
