#include "CommandLine.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Secrets leave the program with --reveal and in no other way.
class tst_app_Secrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void outputHoldsNoSecret_data();
    void outputHoldsNoSecret();
    void revealPrintsIt();
    void replacedSecretsOverlap();
    void filesHoldNoSecret();
    void argumentsTakeNoSecret();
    void noCoreHoldsASecret();

private:
    CommandLine m_line;
    QByteArray m_clientSecret;
    QByteArray m_apiSecret;
};

void tst_app_Secrets::initTestCase()
{
    m_line.takePort();
    m_line.run(
        {u"api"_s, u"create"_s, u"--name"_s, u"Shared"_s, u"--identifier"_s, u"shared"_s, u"--alg"_s, u"HS256"_s});
    m_line.run({u"scope"_s, u"add"_s, u"shared"_s, u"read"_s});
    m_line.run({u"client"_s, u"create"_s, u"--name"_s, u"Reports"_s});
    m_line.run({u"grant"_s, u"set"_s, u"Reports"_s, u"shared"_s});
    m_clientSecret = m_line.json({u"client"_s, u"show"_s, u"Reports"_s, u"--reveal"_s})
                         .object()[u"client_secret"_s]
                         .toString()
                         .toUtf8();
    m_apiSecret = m_line.json({u"api"_s, u"show"_s, u"shared"_s, u"--reveal"_s})
                      .object()[u"signing_secret"_s]
                      .toString()
                      .toUtf8();
    QVERIFY(m_clientSecret.size() >= 32);
    QVERIFY(m_apiSecret.size() >= 32);
}

void tst_app_Secrets::outputHoldsNoSecret_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const QStringList &arguments : {QStringList{u"api"_s, u"list"_s},
                                         {u"api"_s, u"show"_s, u"shared"_s},
                                         {u"api"_s, u"update"_s, u"shared"_s, u"--name"_s, u"Shared"_s},
                                         {u"client"_s, u"list"_s},
                                         {u"client"_s, u"show"_s, u"Reports"_s},
                                         {u"grant"_s, u"list"_s},
                                         {u"grant"_s, u"set"_s, u"Reports"_s, u"shared"_s},
                                         {u"test"_s, u"shared"_s, u"--client"_s, u"Reports"_s}})
        QTest::newRow(qPrintable(arguments.join(u' '))) << arguments;
}

void tst_app_Secrets::outputHoldsNoSecret()
{
    QFETCH(QStringList, arguments);
    for (const Ran &ran : {m_line.run(arguments), m_line.json(arguments)}) {
        QVERIFY2(ran.exit == 0, ran.all().constData());
        QVERIFY(!ran.all().contains(m_clientSecret));
        QVERIFY(!ran.all().contains(m_apiSecret));
        // Nor a live token: three parts with a signature.
        QVERIFY(!ran.all().contains("eyJ"));
    }
}

void tst_app_Secrets::revealPrintsIt()
{
    QVERIFY(m_line.run({u"client"_s, u"show"_s, u"Reports"_s, u"--reveal"_s}).out.contains(m_clientSecret));
    QVERIFY(m_line.run({u"api"_s, u"show"_s, u"shared"_s, u"--reveal"_s}).out.contains(m_apiSecret));
    const Ran token = m_line.json({u"test"_s, u"shared"_s, u"--client"_s, u"Reports"_s, u"--reveal"_s});
    QVERIFY(token.object()[u"access_token"_s].toString().startsWith(u"eyJ"_s));
}

/// What the previous secret of an HS256 API signed verifies until the overlap is ended.
void tst_app_Secrets::replacedSecretsOverlap()
{
    const auto token = [this] {
        return m_line.json({u"test"_s, u"shared"_s, u"--client"_s, u"Reports"_s, u"--reveal"_s})
            .object()[u"access_token"_s]
            .toString()
            .toUtf8();
    };
    const auto verify = [this](const QByteArray &text) { return m_line.run({u"token"_s, u"inspect"_s}, text); };
    const QByteArray before = token();
    const Ran rotated = m_line.run({u"api"_s, u"rotate-secret"_s, u"shared"_s});
    QCOMPARE(rotated.exit, 0);
    QVERIFY2(rotated.out.contains("Replaced the signing secret of Shared") && rotated.out.contains("are valid until"),
             rotated.all().constData());
    QCOMPARE(verify(before).exit, 0);
    QCOMPARE(verify(token()).exit, 0);
    const Ran ended = m_line.run({u"api"_s, u"end-overlap"_s, u"shared"_s});
    QVERIFY2(ended.out.contains("Forgot the previous signing secret of Shared"), ended.all().constData());
    QCOMPARE(verify(before).exit, 1);
    QCOMPARE(verify(token()).exit, 0);
    QVERIFY(m_line.run({u"api"_s, u"end-overlap"_s, u"shared"_s}).out.contains("nothing was changed"));
    const QString rs256 = u"https://appointments.example.com/"_s;
    QCOMPARE(m_line.run({u"api"_s, u"rotate-secret"_s, rs256}).exit, 1);
    m_apiSecret = m_line.json({u"api"_s, u"show"_s, u"shared"_s, u"--reveal"_s})
                      .object()[u"signing_secret"_s]
                      .toString()
                      .toUtf8();
}

void tst_app_Secrets::filesHoldNoSecret()
{
    const QDir folder(m_line.folder());
    const QStringList files = folder.entryList(QDir::Files | QDir::Hidden);
    QVERIFY(files.size() >= 2);
    for (const QString &name : files) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains(m_clientSecret) && !bytes.contains(m_apiSecret), qPrintable(name));
        QVERIFY2((file.permissions() & (QFile::ReadGroup | QFile::ReadOther)) == 0, qPrintable(name));
    }
}

void tst_app_Secrets::argumentsTakeNoSecret()
{
    // No option takes a secret's value: what looks like one is wrong use.
    for (const char *option : {"--secret", "--client-secret", "--signing-secret", "--token"}) {
        const QString name = QString::fromLatin1(option);
        QCOMPARE(m_line.run({u"client"_s, u"create"_s, u"--name"_s, u"X"_s, name, u"s3cret"_s}).exit, 2);
        QCOMPARE(m_line.run({u"token"_s, u"inspect"_s, name, u"s3cret"_s}).exit, 2);
    }
}

void tst_app_Secrets::noCoreHoldsASecret()
{
    const auto server = m_line.start({u"serve"_s, u"--port"_s, u"0"_s});
    const bool isUp = QTest::qWaitFor(
        [&server] { return server->bytesAvailable() > 0 || server->state() == QProcess::NotRunning; }, 60000);
    QVERIFY2(isUp && server->state() == QProcess::Running, server->readAllStandardError().constData());
    QFile limits(u"/proc/%1/limits"_s.arg(server->processId()));
    QVERIFY(limits.open(QIODevice::ReadOnly));
    const QByteArrayList lines = limits.readAll().split('\n');
    const auto core = std::ranges::find_if(lines, [](const QByteArray &line) { return line.startsWith("Max core"); });
    QVERIFY(core != lines.end());
    QVERIFY2(core->simplified().startsWith("Max core file size 0 0"), core->constData());
    // What cannot be dumped belongs to root, whoever runs it.
    QCOMPARE(QFileInfo(limits.fileName()).ownerId(), 0U);
    server->terminate();
    QVERIFY(server->waitForFinished(20000));
}

QTEST_GUILESS_MAIN(tst_app_Secrets)
#include "tst_app_Secrets.moc"
