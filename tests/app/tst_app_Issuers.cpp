#include "CommandLine.h"

#include <QFile>
#include <QTest>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Issuers a person trusts, on the command line; Gatehouse's own server is one of them.
class tst_app_Issuers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void anIssuerIsAddedAndItsTokensAreVerified();
    void anUnexpectedKeyIsReported();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void aChangedFileIsNotUsed();
    void presetsAreListed();

private:
    /// Of somebody who has no tenant.
    Ran trusting(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return m_mine.runPlain(QStringList{u"--store"_s, m_mine.folder() + u"/none.gatehouse"_s} + arguments, input);
    }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_mine.folder() + u'/' + name);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write(bytes);
        return file.fileName();
    }

    CommandLine m_theirs; ///< whose server issues
    CommandLine m_mine;
    std::unique_ptr<QProcess> m_server;
    QString m_issuer;
    QString m_tokens;
};

void tst_app_Issuers::initTestCase()
{
    m_server = m_theirs.start({u"--json"_s, u"serve"_s, u"--port"_s, u"0"_s, u"--https-port"_s, u"0"_s});
    QByteArray out;
    QJsonObject said;
    while (said.isEmpty() && m_server->waitForReadyRead(20000)) {
        out += m_server->readAllStandardOutput();
        said = QJsonDocument::fromJson(out).object();
    }
    m_issuer = u"http://127.0.0.1:%1/"_s.arg(said["port"_L1].toInt());
    QCOMPARE(m_theirs.run({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"urn:orders"_s}).exit,
             0);
    QCOMPARE(m_theirs.run({u"client"_s, u"create"_s, u"--name"_s, u"Robot"_s}).exit, 0);
    QCOMPARE(m_theirs.run({u"grant"_s, u"set"_s, u"Robot"_s, u"urn:orders"_s}).exit, 0);
    const Ran issued = m_theirs.json({u"test"_s, u"urn:orders"_s, u"--client"_s, u"Robot"_s, u"--reveal"_s});
    QVERIFY2(issued.exit == 0, issued.all().constData());
    const QByteArray token = issued.object()["access_token"_L1].toString().toUtf8();
    QVERIFY2(!token.isEmpty(), issued.all().constData());
    m_tokens = write(u"tokens"_s, token + '\n');
}

void tst_app_Issuers::cleanupTestCase()
{
    m_server->terminate();
    m_server->waitForFinished();
}

void tst_app_Issuers::anIssuerIsAddedAndItsTokensAreVerified()
{
    const Ran unknown = trusting({u"--json"_s, u"token"_s, u"inspect"_s, m_tokens});
    QCOMPARE(unknown.exit, 1);
    QVERIFY(unknown.findingIds().contains(u"issuer-not-trusted"_s));
    const Ran added = trusting({u"--json"_s, u"issuer"_s, u"add"_s, u"Theirs"_s, m_issuer, u"--audience"_s,
                                u"urn:orders"_s, u"--alg"_s, u"RS256"_s});
    QVERIFY2(added.exit == 0, added.all().constData());
    QVERIFY(!added.object()["keys"_L1].toArray().isEmpty());
    QCOMPARE(added.object()["source"_L1].toString(), u"discovery"_s);
    const Ran known = trusting({u"--json"_s, u"token"_s, u"inspect"_s, m_tokens});
    QVERIFY2(known.exit == 0, known.all().constData());
    QCOMPARE(known.object()["key"_L1].toObject()["issuer"_L1].toString(), u"Theirs"_s);
    const Ran verified = trusting({u"token"_s, u"verify"_s, u"--trusted"_s, m_tokens});
    QVERIFY2(verified.exit == 0, verified.all().constData());
    const Ran scanned = trusting({u"--json"_s, u"token"_s, u"scan"_s, u"--count"_s, m_tokens});
    QVERIFY2(scanned.object()["verdict"_L1].toObject()["verified"_L1].toInt() == 1, scanned.all().constData());
    QVERIFY(scanned.out.contains("Theirs:"));
    // From a tenant of one's own as well, whose tokens are another matter.
    const Ran beside = m_mine.json({u"token"_s, u"inspect"_s, m_tokens});
    QVERIFY2(beside.exit == 0, beside.all().constData());
    QCOMPARE(trusting({u"--json"_s, u"issuer"_s, u"list"_s}).array().size(), 1);
    QVERIFY(trusting({u"issuer"_s, u"show"_s, u"Theirs"_s}).out.contains("still there"));
    const Ran same = trusting({u"--json"_s, u"issuer"_s, u"refresh"_s, u"Theirs"_s});
    QCOMPARE(same.exit, 0);
    QVERIFY(!same.object()["unexpected"_L1].toBool());
}

void tst_app_Issuers::anUnexpectedKeyIsReported()
{
    // Rotated twice, so that nothing of what was published before is left.
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_theirs.run({u"key"_s, u"rotate"_s}).exit, 0);
    const QJsonArray keys = m_theirs.json({u"key"_s, u"list"_s}).array();
    for (const auto &key : keys) {
        if (key.toObject()["state"_L1].toString() != "current"_L1)
            m_theirs.run({u"key"_s, u"revoke"_s, key.toObject()["kid"_L1].toString()});
    }
    Ran news;
    QTRY_VERIFY_WITH_TIMEOUT((news = trusting({u"--json"_s, u"issuer"_s, u"refresh"_s, u"Theirs"_s})).exit == 1, 20000);
    QVERIFY2(news.object()["all_new"_L1].toBool(), news.all().constData());
    // The former key still verifies until the new ones are accepted, and then tokens of its time.
    QCOMPARE(trusting({u"token"_s, u"verify"_s, u"--trusted"_s, m_tokens}).exit, 0);
    // Those that were looked at, and no others.
    const Ran others = trusting({u"issuer"_s, u"refresh"_s, u"Theirs"_s, u"--accept"_s, u"0123456789abcdef"_s});
    QVERIFY2(others.exit == 1, others.all().constData());
    const QString print =
        trusting({u"--json"_s, u"issuer"_s, u"show"_s, u"Theirs"_s}).object()["waiting"_L1].toString();
    const Ran accepted = trusting({u"issuer"_s, u"refresh"_s, u"Theirs"_s, u"--accept"_s, print});
    QVERIFY2(accepted.exit == 0, accepted.all().constData());
    QCOMPARE(trusting({u"issuer"_s, u"refresh"_s, u"Theirs"_s}).exit, 0);
}

void tst_app_Issuers::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exit");
    QTest::newRow("http") << QStringList{u"add"_s, u"A"_s, u"http://id.example/"_s} << 1;
    QTest::newRow("no address") << QStringList{u"add"_s, u"A"_s, u"kubernetes/serviceaccount"_s} << 1;
    QTest::newRow("every tenant") << QStringList{u"add"_s, u"A"_s,
                                                 u"https://login.microsoftonline.com/{tenantid}/v2.0"_s}
                                  << 1;
    QTest::newRow("secret") << QStringList{u"add"_s, u"A"_s, u"https://id.example/"_s, u"--alg"_s, u"HS256"_s} << 1;
    QTest::newRow("no file") << QStringList{u"add"_s, u"A"_s, u"https://id.example/"_s, u"--key"_s, u"/nowhere"_s} << 1;
    QTest::newRow("too often") << QStringList{u"add"_s, u"A"_s, u"https://id.example/"_s, u"--every"_s, u"0"_s} << 2;
    QTest::newRow("unknown") << QStringList{u"refresh"_s, u"Nobody"_s} << 1;
    QTest::newRow("removed") << QStringList{u"remove"_s, u"Nobody"_s} << 1;
    QTest::newRow("nothing to refresh") << QStringList{u"refresh"_s} << 2;
}

void tst_app_Issuers::whatIsWrongIsSaid()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, exit);
    const Ran ran = trusting(QStringList{u"issuer"_s} + arguments);
    QVERIFY2(ran.exit == exit, ran.all().constData());
    QVERIFY(!ran.err.isEmpty() && ran.out.isEmpty());
}

void tst_app_Issuers::aChangedFileIsNotUsed()
{
    QFile file(m_mine.folder() + u"/data/gatehouse/issuers.gatehouse"_s);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray good = file.readAll();
    QByteArray bad = good;
    bad.replace("urn:orders", "urn:orderz");
    QVERIFY(bad != good);
    file.seek(0);
    file.write(bad);
    file.flush();
    const Ran inspected = trusting({u"token"_s, u"inspect"_s, m_tokens});
    QCOMPARE(inspected.exit, 1);
    QVERIFY2(inspected.err.contains("issuers you trust are not used"), inspected.all().constData());
    QCOMPARE(trusting({u"issuer"_s, u"list"_s}).exit, 1);
    QCOMPARE(trusting({u"issuer"_s, u"remove"_s, u"Theirs"_s}).exit, 1);
    file.seek(0);
    file.write(good);
    file.flush();
    QCOMPARE(trusting({u"issuer"_s, u"remove"_s, u"Theirs"_s}).exit, 0);
    QCOMPARE(trusting({u"--json"_s, u"issuer"_s, u"list"_s}).array().size(), 0);
}

void tst_app_Issuers::presetsAreListed()
{
    const Ran presets = trusting({u"--json"_s, u"issuer"_s, u"presets"_s});
    QCOMPARE(presets.array().size(), 9);
}

QTEST_GUILESS_MAIN(tst_app_Issuers)
#include "tst_app_Issuers.moc"
