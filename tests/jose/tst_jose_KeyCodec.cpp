#include "models/jose/KeyCodec.h"

#include "models/jose/qca/QcaCrypto.h"
#include "tests/support/TestKeys/TestKeys.h"

#include <QTest>

using namespace gatehouse::jose;
using gatehouse::tests::derOfPem;
using gatehouse::tests::testKeyFile;
using Kind = KeyError::Kind;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Kind)

namespace {

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
    void readsDer();
    void refusesEveryTruncation();
    void writesPem();
    void keyText_data();
    void keyText();

private:
    qca::QcaCrypto m_crypto;
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
    file("ec-public.pem", Kind::UnsupportedType);
    file("ec-private-pkcs8.pem", Kind::UnsupportedType);
    file("ec-private-sec1.pem", Kind::UnsupportedType);
    file("ec-certificate.pem", Kind::UnsupportedType);
    file("pss-public.pem", Kind::UnsupportedType);
    file("public-rsa1024.pem", Kind::WeakRsa);

    const QByteArray spki = testKeyFile(u"public-spki.pem"_s);
    const QByteArray encrypted = testKeyFile(u"private-pkcs8-encrypted.pem"_s);
    QTest::newRow("two keys") << spki + spki << Kind::Ambiguous;
    QTest::newRow("no end") << spki.first(spki.indexOf("-----END")) << Kind::NotAKey;
    QTest::newRow("another end") << QByteArray(spki).replace("END PUBLIC", "END PRIVATE") << Kind::NotAKey;
    QTest::newRow("not base64") << QByteArray(spki).replace("MII", "M!I") << Kind::NotAKey;
    QTest::newRow("empty body") << QByteArray("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n")
                                << Kind::NotAKey;
    QTest::newRow("wrong label") << QByteArray(spki).replace("PUBLIC KEY", "RSA PUBLIC KEY") << Kind::NotAKey;
    QTest::newRow("encrypted under a plain label")
        << QByteArray(encrypted).replace("ENCRYPTED PRIVATE KEY", "PRIVATE KEY") << Kind::Encrypted;
    QTest::newRow("OpenSSH")
        << QByteArray("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----\n")
        << Kind::UnsupportedType;
    QTest::newRow("certificate request")
        << QByteArray("-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n")
        << Kind::NotAKey;
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
    for (const auto &file : {u"public-spki.pem"_s, u"certificate.pem"_s, u"private-pkcs8.pem"_s}) {
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
    row("broken JSON", "{", -1, Kind::Json);
    row("duplicate member", R"({"kty":"oct","kty":"RSA"})", -1, Kind::Json);
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
