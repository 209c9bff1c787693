#include "CommandLine.h"
#include "app/crypto/Crypto.h"
#include "models/jose/Base64Url.h"
#include "tests/support/TestKeys/TestKeys.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

QByteArray part(QByteArrayView bytes)
{
    return jose::encodeBase64Url(bytes);
}

QByteArray chainFile(const char *name)
{
    return testKeyFile(u"chain-"_s + QString::fromLatin1(name) + u".pem"_s);
}

QByteArray headerWith(const QByteArrayList &certificates)
{
    QByteArrayList entries;
    for (const QByteArray &name : certificates)
        entries.append('"' + derOfPem(chainFile(name.constData())).toBase64() + '"');
    return R"({"alg":"RS256","typ":"JWT","x5c":[)" + entries.join(',') + "]}";
}

QByteArray proofHeader(const QByteArray &jwk)
{
    return R"({"typ":"dpop+jwt","alg":"ES256","jwk":)" + jwk + '}';
}

QByteArray proofClaims(const QByteArray &accessToken)
{
    return R"({"jti":"p","htm":"GET","htu":"https://api.example.com/x","iat":1700000000,"ath":")" +
           part(QCryptographicHash::hash(accessToken, QCryptographicHash::Sha256)) + "\"}";
}

} // namespace

/// What a token may be held against besides a key: root certificates, and the request a DPoP proof came with.
class tst_app_TokenProof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inspectTellsWhereCertificatesLead();
    void verifyTellsWhereCertificatesLead();
    void rootsThatAreNoneAreSaid_data();
    void rootsThatAreNoneAreSaid();
    void aProofIsHeldAgainstItsRequest();
    void wrongUse_data();
    void wrongUse();
    void scanMarksRepeatedIds();

private:
    QByteArray rs256(const QByteArray &header, const QByteArray &claims = "{}") const
    {
        const QByteArray input = part(header) + '.' + part(claims);
        const auto signer = m_crypto.signers().rsaSigner(jose::Algorithm::RS256, testPrivateKey());
        return input + '.' + part(signer.value()->sign(input).value());
    }
    QByteArray proof(const QByteArray &accessToken) const
    {
        const QByteArray input =
            part(proofHeader(m_key.publicPart->toPublicJson())) + '.' + part(proofClaims(accessToken));
        const auto signer = m_crypto.privateKeys().signer(jose::Algorithm::ES256, m_key);
        return input + '.' + part(signer.value()->sign(input).value());
    }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_line.folder() + u'/' + name);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }

    app::Crypto m_crypto;
    jose::PrivateKey m_key = m_crypto.privateKeys().generate(jose::Algorithm::ES256).value();
    CommandLine m_line;
};

void tst_app_TokenProof::inspectTellsWhereCertificatesLead()
{
    const QString token = write(u"token"_s, rs256(headerWith({"leaf", "inter"})));
    const QString root = write(u"root.pem"_s, chainFile("root"));
    const QString other = write(u"other.pem"_s, chainFile("other-root"));
    const QString key = write(u"key.pem"_s, testKeyFile(u"public-spki.pem"_s));
    const QStringList inspect{u"token"_s, u"inspect"_s, token, u"--now"_s, u"1700000000"_s};
    const Ran trusted = m_line.json(inspect + QStringList{u"--key"_s, key, u"--roots"_s, root});
    QVERIFY2(trusted.exit == 0, trusted.all().constData());
    QVERIFY(trusted.findingIds().contains(u"certificate-root"_s));
    const Ran foreign = m_line.json(inspect + QStringList{u"--key"_s, key, u"--roots"_s, other});
    QCOMPARE(foreign.exit, 0); // the key decides, and the roots do not
    QVERIFY(foreign.findingIds().contains(u"certificate-no-root"_s));
    // A chain to a trusted root makes no key: neither by itself nor beside the tenant's keys.
    const Ran keyless = m_line.json(inspect + QStringList{u"--roots"_s, root});
    QCOMPARE(keyless.exit, 1);
    QVERIFY(keyless.findingIds().contains(u"certificate-root"_s));
    QCOMPARE(keyless.object()[u"verified"_s].toBool(true), false);
    const Ran text = m_line.run(inspect + QStringList{u"--roots"_s, root});
    QVERIFY(text.out.contains("CN=Gatehouse test intermediate"));
    QVERIFY(!m_line.json(inspect).out.contains("certificate-root"));
}

void tst_app_TokenProof::verifyTellsWhereCertificatesLead()
{
    const QString key = write(u"key.pem"_s, testKeyFile(u"public-spki.pem"_s));
    const QString root = write(u"root.pem"_s, chainFile("root"));
    const QString tokens = write(
        u"tokens"_s, rs256(headerWith({"leaf", "inter"})) + '\n' + rs256(headerWith({"leaf"})) + '\n' +
                         rs256(headerWith({"leaf-expired", "inter"})) + '\n' + rs256(R"({"alg":"RS256"})") + '\n');
    const QStringList verify{u"token"_s, u"verify"_s, u"--key"_s, key, tokens, u"--now"_s, u"1700000000"_s};
    const Ran text = m_line.runPlain(verify + QStringList{u"--roots"_s, root});
    QCOMPARE(text.exit, 0);
    QCOMPARE(text.out, "1\tverified\tverified\tno-expiry\ttrusted\n2\tverified\tverified\tno-expiry\tno-root\n"
                       "3\tverified\tverified\tno-expiry\texpired\n"
                       "4\tverified\tverified\tno-expiry\tno-certificate\n"_ba);
    const Ran json = m_line.runPlain(verify + QStringList{u"--roots"_s, root, u"--json"_s});
    const QByteArrayList lines = json.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    QCOMPARE(QJsonDocument::fromJson(lines[1]).object()[u"roots"_s].toString(), u"no-root"_s);
    // Without roots nothing of it is said.
    QVERIFY(!m_line.runPlain(verify).out.contains("trusted"));
    const QString given = write(u"chain.pem"_s, chainFile("leaf") + chainFile("inter"));
    const Ran chain = m_line.runPlain(
        {u"token"_s, u"verify"_s, u"--key"_s, given, tokens, u"--now"_s, u"1700000000"_s, u"--roots"_s, root});
    QVERIFY(chain.out.endsWith("4\tverified\tverified\tno-expiry\ttrusted\n"));
}

void tst_app_TokenProof::rootsThatAreNoneAreSaid_data()
{
    QTest::addColumn<QByteArray>("roots");
    QTest::newRow("a key") << testKeyFile(u"public-spki.pem"_s);
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a text") << "certificates"_ba;
    QTest::newRow("no file") << "-"_ba;
}

void tst_app_TokenProof::rootsThatAreNoneAreSaid()
{
    QFETCH(QByteArray, roots);
    const QString path = roots == "-" ? m_line.folder() + u"/missing"_s : write(u"roots"_s, roots);
    const QString token = write(u"token"_s, rs256(headerWith({"self"})));
    const QString key = write(u"key.pem"_s, testKeyFile(u"public-spki.pem"_s));
    for (const QString &command : {u"inspect"_s, u"verify"_s, u"scan"_s}) {
        const Ran ran = m_line.run({u"token"_s, command, token, u"--key"_s, key, u"--roots"_s, path});
        QVERIFY2(ran.exit != 0, qPrintable(command));
        QVERIFY(!ran.err.isEmpty());
        QVERIFY(!ran.out.contains("verified"));
    }
}

void tst_app_TokenProof::aProofIsHeldAgainstItsRequest()
{
    const QByteArray claims = R"({"cnf":{"jkt":")" + m_key.publicPart->thumbprint().toLatin1() + "\"}}";
    const QByteArray accessToken = rs256(R"({"alg":"RS256"})", claims);
    const QString token = write(u"access"_s, accessToken + '\n');
    const QString other = write(u"other"_s, rs256(R"({"alg":"RS256"})", "{}"));
    const QStringList inspect{u"token"_s, u"inspect"_s,    write(u"proof"_s, proof(accessToken)),
                              u"--now"_s, u"1700000010"_s, u"--access-token"_s};
    const QStringList request{u"--method"_s, u"GET"_s, u"--url"_s, u"https://api.example.com/x?page=1"_s};
    const Ran fits = m_line.json(inspect + QStringList{token} + request);
    QVERIFY2(fits.findingIds().contains(u"dpop-fits"_s), fits.out.constData());
    QCOMPARE(fits.object()[u"policy"_s].toString(), u"ok"_s);
    QCOMPARE(fits.exit, 1); // it proves a key of its own, and is never verified
    const Ran stolen = m_line.json(inspect + QStringList{other} + request);
    QVERIFY(stolen.findingIds().contains(u"dpop-token-hash"_s));
    QVERIFY(stolen.findingIds().contains(u"dpop-token-binding"_s));
    QCOMPARE(stolen.object()[u"policy"_s].toString(), u"violated"_s);
    const Ran post = m_line.json(inspect + QStringList{token, u"--method"_s, u"POST"_s});
    QVERIFY(post.findingIds().contains(u"dpop-request-differs"_s));
    QCOMPARE(m_line.run(inspect + QStringList{m_line.folder() + u"/missing"_s}).exit, 1);
}

void tst_app_TokenProof::wrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("both from standard input") << QStringList{u"inspect"_s, u"-"_s, u"--access-token"_s, u"-"_s};
    QTest::newRow("roots with --jsonl") << QStringList{u"verify"_s, u"--jsonl"_s, u"--roots"_s, u"x"_s};
    QTest::newRow("roots without a file") << QStringList{u"inspect"_s, u"x"_s, u"--roots"_s};
}

void tst_app_TokenProof::wrongUse()
{
    QFETCH(QStringList, arguments);
    const Ran ran = m_line.run(QStringList{u"token"_s} + arguments);
    QCOMPARE(ran.exit, 2);
    QVERIFY(ran.out.isEmpty());
}

void tst_app_TokenProof::scanMarksRepeatedIds()
{
    const QByteArray log = rs256(R"({"alg":"RS256"})", R"({"iss":"i","jti":"1","n":1})") + '\n' +
                           rs256(R"({"alg":"RS256"})", R"({"iss":"i","jti":"1","n":2})") + '\n' +
                           rs256(R"({"alg":"RS256"})", R"({"iss":"i","jti":"2"})") + '\n';
    const QStringList scan{u"token"_s, u"scan"_s, write(u"log"_s, log), u"--key"_s,
                           write(u"key.pem"_s, testKeyFile(u"public-spki.pem"_s))};
    const Ran text = m_line.run(scan);
    QCOMPARE(text.exit, 0);
    QCOMPARE(text.out.count("jti-repeated"), 2);
    const QJsonArray tokens = m_line.json(scan).object()[u"tokens"_s].toArray();
    QCOMPARE(tokens.size(), 3);
    QVERIFY(tokens[0].toObject()[u"findings"_s].toString().contains(u"jti-repeated"_s));
    QVERIFY(!tokens[2].toObject()[u"findings"_s].toString().contains(u"jti-repeated"_s));
    QVERIFY(!tokens[0].toObject()[u"policy"_s].toString().isEmpty());
    const Ran counts = m_line.json(scan + QStringList{u"--count"_s});
    QCOMPARE(counts.object()[u"finding"_s][u"jti-repeated"_s].toInt(), 2);
    QVERIFY(counts.object()[u"policy"_s].isObject());
}

QTEST_GUILESS_MAIN(tst_app_TokenProof)
#include "tst_app_TokenProof.moc"
