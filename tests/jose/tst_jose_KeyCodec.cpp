#include "app/crypto/Crypto.h"
#include "tests/support/TestKeys/TestKeys.h"

#include <QTest>

using namespace gatehouse::jose;
using gatehouse::tests::derOfPem;
using gatehouse::tests::testKeyFile;
using Kind = KeyError::Kind;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Kind)

namespace {

QByteArray pemOf(const QByteArray &der, const QByteArray &label = "PUBLIC KEY")
{
    return "-----BEGIN " + label + "-----\n" + der.toBase64() + "\n-----END " + label + "-----\n";
}

const QString testKeyThumbprint = u"q774t0neePzggLwHgHaQ5C-HTIj8s7pHaxvCtBorn-I"_s;

} // namespace

class tst_jose_KeyCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCOMPARE(m_crypto.missingFeatures(), QStringList()); }
    void readsEveryForm_data();
    void readsEveryForm();
    void refuses_data();
    void refuses();
    void readsCurves_data();
    void readsCurves();
    void readsCompressedPoints();
    void readsDer();
    void refusesEveryTruncation();
    void writesPem();
    void keyText_data();
    void keyText();

private:
    gatehouse::app::Crypto m_crypto;
};

void tst_jose_KeyCodec::readsEveryForm_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isPrivate");
    QTest::newRow("SubjectPublicKeyInfo") << u"public-spki.pem"_s << false;
    QTest::newRow("PKCS#1 public") << u"public-pkcs1.pem"_s << false;
    QTest::newRow("certificate") << u"certificate.pem"_s << false;
    QTest::newRow("PKCS#8 private") << u"private-pkcs8.pem"_s << true;
    QTest::newRow("PKCS#1 private") << u"private-pkcs1.pem"_s << true;
}

void tst_jose_KeyCodec::readsEveryForm()
{
    QFETCH(const QString, file);
    QFETCH(const bool, isPrivate);
    const QByteArray pem = testKeyFile(file);
    QVERIFY(!pem.isEmpty());
    for (const QByteArray &variant :
         {pem, QByteArray(pem).replace('\n', "\r\n"), pem.trimmed(), "Bag Attributes\n" + pem}) {
        const auto key = m_crypto.keys().publicKeyFromPem(variant);
        QVERIFY(key);
        QCOMPARE(key->thumbprint(), testKeyThumbprint);
        QCOMPARE(key->hadPrivatePart, isPrivate);
        QCOMPARE(key->bits(), 2048);
    }
}

void tst_jose_KeyCodec::refuses_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<Kind>("kind");
    const auto file = [](const char *name, Kind kind) {
        QTest::newRow(name) << testKeyFile(QString::fromLatin1(name)) << kind;
    };
    file("private-pkcs8-encrypted.pem", Kind::Encrypted);
    file("private-pkcs1-encrypted.pem", Kind::Encrypted);
    file("pss-public.pem", Kind::UnsupportedType);
    file("public-rsa1024.pem", Kind::WeakRsa);

    const QByteArray spki = testKeyFile(u"public-spki.pem"_s);
    const QByteArray encrypted = testKeyFile(u"private-pkcs8-encrypted.pem"_s);
    QTest::newRow("two keys") << spki + spki << Kind::SeveralKeys;
    QTest::newRow("no end") << spki.first(spki.indexOf("-----END")) << Kind::NotAKey;
    QTest::newRow("another end") << QByteArray(spki).replace("END PUBLIC", "END PRIVATE") << Kind::NotAKey;
    QTest::newRow("not base64") << QByteArray(spki).replace("MII", "M!I") << Kind::NotAKey;
    QTest::newRow("empty body") << "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n"_ba << Kind::NotAKey;
    QTest::newRow("wrong label") << QByteArray(spki).replace("PUBLIC KEY", "RSA PUBLIC KEY") << Kind::NotAKey;
    QTest::newRow("encrypted under a plain label")
        << QByteArray(encrypted).replace("ENCRYPTED PRIVATE KEY", "PRIVATE KEY") << Kind::Encrypted;
    QTest::newRow("OpenSSH")
        << "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----\n"_ba << Kind::OpenSsh;
    const QByteArray explicitCurve = testKeyFile(u"ec-explicit-parameters.pem"_s);
    QVERIFY(!explicitCurve.isEmpty());
    QTest::newRow("a curve of its own") << explicitCurve << Kind::UnsupportedCurve;
    QTest::newRow("certificate chain") << testKeyFile(u"certificate.pem"_s) + testKeyFile(u"ec-certificate.pem"_s)
                                       << Kind::SeveralKeys;
    // The last octet of a point is altered: it leaves the curve.
    QTest::newRow("EC point off the curve")
        << pemOf(derOfPem(testKeyFile(u"ec-public.pem"_s)).chopped(1) + '\x01') << Kind::PointOffCurve;
    QTest::newRow("EC point at infinity")
        << pemOf(QByteArray::fromHex("3019301306072a8648ce3d020106082a8648ce3d03010703020000")) << Kind::PointOffCurve;
    QTest::newRow("Ed25519 key of zeros")
        << pemOf(QByteArray::fromHex("302a300506032b6570032100") + QByteArray(32, '\0')) << Kind::LowOrderPoint;
    QTest::newRow("Ed25519 key that is short")
        << pemOf(QByteArray::fromHex("3029300506032b6570032000") + QByteArray(31, '\1')) << Kind::CoordinateLength;
    QTest::newRow("X25519 key") << pemOf(QByteArray::fromHex("302a300506032b656e032100") + QByteArray(32, '\7'))
                                << Kind::AgreementKey;
    QTest::newRow("Ed25519 key with parameters")
        << pemOf(QByteArray::fromHex("302c300706032b65700500032100") + QByteArray(32, '\7')) << Kind::NotAKey;
    QTest::newRow("certificate request")
        << "-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n"_ba << Kind::NotAKey;
    QTest::newRow("nothing") << QByteArray() << Kind::NotAKey;
}

void tst_jose_KeyCodec::refuses()
{
    QFETCH(const QByteArray, pem);
    QFETCH(const Kind, kind);
    const auto key = m_crypto.keys().publicKeyFromPem(pem);
    QVERIFY(!key);
    QCOMPARE(key.error().kind, kind);
}

void tst_jose_KeyCodec::readsCurves_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("thumbprint");
    QTest::addColumn<bool>("isPrivate");
    const auto ec = u"nSZpGwcD6D7MY60yN2YujBy2e3nAEXan3j7iVS8_e6c"_s;
    QTest::newRow("EC public") << u"ec-public.pem"_s << ec << false;
    QTest::newRow("EC PKCS#8") << u"ec-private-pkcs8.pem"_s << ec << true;
    QTest::newRow("EC SEC 1 with its parameters in front") << u"ec-private-sec1.pem"_s << ec << true;
    QTest::newRow("EC SEC 1 without its public part") << u"ec-private-short.pem"_s << ec << true;
    QTest::newRow("Ed25519 public") << u"ed25519-public.pem"_s << u"VQ7m8pWKv6SAuPyebNFVZOZinioOkfVi2r4m6GAJBHI"_s
                                    << false;
    QTest::newRow("Ed25519 private") << u"ed25519-private.pem"_s << u"VQ7m8pWKv6SAuPyebNFVZOZinioOkfVi2r4m6GAJBHI"_s
                                     << true;
    QTest::newRow("Ed448 public") << u"ed448-public.pem"_s << u"yOnBfagDHAJpKFELmF5DBJY8tmPak13njhAHakTXUxA"_s << false;
    QTest::newRow("Ed448 private") << u"ed448-private.pem"_s << u"yOnBfagDHAJpKFELmF5DBJY8tmPak13njhAHakTXUxA"_s
                                   << true;
    QTest::newRow("EC certificate") << u"ec-certificate.pem"_s << QString() << false;
}

void tst_jose_KeyCodec::readsCurves()
{
    QFETCH(const QString, file);
    QFETCH(const QString, thumbprint);
    QFETCH(const bool, isPrivate);
    const QByteArray pem = testKeyFile(file);
    QVERIFY(!pem.isEmpty());
    const auto key = m_crypto.keys().publicKeyFromPem(pem);
    QVERIFY2(key, key ? "" : qPrintable(keyErrorName(key.error().kind)));
    QCOMPARE(key->hadPrivatePart, isPrivate);
    if (!thumbprint.isEmpty())
        QCOMPARE(key->thumbprint(), thumbprint);
    const QByteArray written = m_crypto.keys().toPem(*key);
    QCOMPARE(m_crypto.keys().publicKeyFromPem(written)->thumbprint(), key->thumbprint());
    // Without its armour as well, and in DER.
    if (!pem.contains("EC PARAMETERS")) {
        QCOMPARE(parseKeyText(derOfPem(pem).toBase64(), m_crypto.keys())->keys.first().thumbprint(), key->thumbprint());
        QCOMPARE(parseKeyText(derOfPem(pem), m_crypto.keys())->keys.first().thumbprint(), key->thumbprint());
    }
}

void tst_jose_KeyCodec::readsCompressedPoints()
{
    const auto key = m_crypto.keys().publicKeyFromPem(testKeyFile(u"ec-public.pem"_s)).value();
    const bool isOdd = (key.y.back() & 1) != 0;
    const QByteArray prefix = QByteArray::fromHex("3039301306072a8648ce3d020106082a8648ce3d030107032200");
    const auto compressed = m_crypto.keys().publicKeyFromDer(prefix + (isOdd ? '\3' : '\2') + key.x);
    QVERIFY(compressed);
    QCOMPARE(compressed->thumbprint(), key.thumbprint());
    const auto other = m_crypto.keys().publicKeyFromDer(prefix + (isOdd ? '\2' : '\3') + key.x);
    QVERIFY(other);
    QVERIFY(other->thumbprint() != key.thumbprint());
    QVERIFY(!m_crypto.keys().publicKeyFromDer(prefix + '\2' + QByteArray(32, '\xFF')));
}

void tst_jose_KeyCodec::readsDer()
{
    const QByteArray der = derOfPem(testKeyFile(u"public-spki.pem"_s));
    const auto key = m_crypto.keys().publicKeyFromDer(der);
    QVERIFY(key);
    QCOMPARE(key->thumbprint(), testKeyThumbprint);
    QVERIFY(!m_crypto.keys().publicKeyFromDer(der + '\0'));
    QVERIFY(!m_crypto.keys().publicKeyFromDer(derOfPem(testKeyFile(u"certificate.pem"_s))));
}

void tst_jose_KeyCodec::refusesEveryTruncation()
{
    for (const auto &file :
         {u"public-spki.pem"_s, u"certificate.pem"_s, u"private-pkcs8.pem"_s, u"ec-public.pem"_s,
          u"ec-certificate.pem"_s, u"ec-private-pkcs8.pem"_s, u"ed25519-private.pem"_s, u"ed448-public.pem"_s}) {
        const QByteArray pem = testKeyFile(file);
        const QByteArray label = pem.sliced(11, pem.indexOf("-----", 11) - 11);
        const QByteArray der = derOfPem(pem);
        for (qsizetype length = 0; length < der.size(); ++length) {
            const QByteArray cut =
                "-----BEGIN " + label + "-----\n" + der.first(length).toBase64() + "\n-----END " + label + "-----\n";
            QVERIFY2(!m_crypto.keys().publicKeyFromPem(cut), qPrintable(file + u' ' + QString::number(length)));
        }
    }
}

void tst_jose_KeyCodec::writesPem()
{
    const QByteArray pem = testKeyFile(u"public-spki.pem"_s);
    const auto key = m_crypto.keys().publicKeyFromPem(pem);
    QVERIFY(key);
    QCOMPARE(m_crypto.keys().toPem(*key), pem);
    QVERIFY(m_crypto.keys().toPem(Jwk::fromSecret(gatehouse::base::Secret(QByteArrayView("secret")))).isEmpty());
}

void tst_jose_KeyCodec::keyText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("keys"); // or -1 with the kind that refuses it
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *name, const QByteArray &text, int keys, Kind kind = Kind::NotAKey) {
        QTest::newRow(name) << text << keys << kind;
    };
    const QByteArray pem = testKeyFile(u"public-spki.pem"_s);
    const auto key = m_crypto.keys().publicKeyFromPem(pem);
    QVERIFY(key);
    const QByteArray jwk = key->toPublicJson();
    row("PEM", pem, 1);
    row("PEM with a byte order mark", "\xEF\xBB\xBF" + pem, 1);
    row("PEM with written line feeds", pem.trimmed().replace('\n', "\\n"), 1);
    row("PEM in quotes with written line feeds", '"' + pem.trimmed().replace('\n', "\\n") + '"', 1);
    row("PEM without its armour", derOfPem(pem).toBase64(), 1);
    row("certificate", testKeyFile(u"certificate.pem"_s), 1);
    row("JWK", jwk, 1);
    row("JWK in blanks", "\n\t " + jwk + "\r\n", 1);
    row("JWK set", R"({"keys":[)" + jwk + "," + jwk + "]}", 2);
    row("secret JWK", R"({"kty":"oct","k":"c2VjcmV0"})", 1);
    row("encrypted PEM", testKeyFile(u"private-pkcs8-encrypted.pem"_s), -1, Kind::Encrypted);
    row("public key of OpenSSH", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA someone@host", -1, Kind::OpenSsh);
    row("PKCS#12", QByteArray::fromHex("3014020103300f06092a864886f70d010701a0020400"), -1, Kind::Pkcs12);
    row("PKCS#12 in base64", QByteArray::fromHex("3014020103300f06092a864886f70d010701a0020400").toBase64(), -1,
        Kind::Pkcs12);
    row("encrypted PEM without its armour", derOfPem(testKeyFile(u"private-pkcs8-encrypted.pem"_s)).toBase64(), -1,
        Kind::Encrypted);
    row("two PEM keys", pem + testKeyFile(u"ec-public.pem"_s), -1, Kind::SeveralKeys);
    row("broken JSON", "{", -1, Kind::Json);
    row("duplicate member", R"({"kty":"oct","kty":"RSA"})", -1, Kind::DuplicateMember);
    row("duplicate member in a set", R"({"keys":[{"kty":"oct","kty":"RSA"},)" + jwk + "]}", 1);
    const QByteArray written = QByteArray(pem).replace('\n', "\\n");
    row("map of key ids", R"({"a":")" + written + R"(","b":")" + written + "\"}", 2);
    row("map of key ids, one of them malformed", R"({"a":")" + written + R"(","b":"-----BEGIN ","c":1})", 1);
    row("map of other texts", R"({"a":"b"})", -1, Kind::MissingMember);
    row("a secret", "correct horse battery staple", -1, Kind::NotAKey);
    row("a secret that looks like base64", "MIIsecretsecretsecret123", -1, Kind::NotAKey);
    row("a token", "eyJhbGciOiJIUzI1NiJ9.e30.c2ln", -1, Kind::NotAKey);
    row("an array", "[]", -1, Kind::NotAKey);
    row("nothing", "", -1, Kind::NotAKey);
    row("two megabytes", QByteArray(qsizetype{2} * 1024 * 1024, '{'), -1, Kind::TooLarge);
}

void tst_jose_KeyCodec::keyText()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, keys);
    QFETCH(const Kind, kind);
    const auto set = parseKeyText(text, m_crypto.keys());
    QCOMPARE(set.has_value(), keys >= 0);
    if (set)
        QCOMPARE(set->keys.size(), keys);
    else
        QCOMPARE(set.error().kind, kind);
}

QTEST_GUILESS_MAIN(tst_jose_KeyCodec)
#include "tst_jose_KeyCodec.moc"
