#include "app/crypto/Crypto.h"
#include "models/jose/Base64Url.h"
#include "models/jose/CompactJws.h"
#include "models/jose/PrivateKey.h"

#include <QFile>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::jose;
using namespace Qt::StringLiterals;

/// ML-DSA (RFC 9964, FIPS 204) against published vectors; vectors/README.md names their origins.
class tst_jose_MlDsa : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void examplesOfTheRfc();
    void signatures();
    void generatedKeys();
    void signsWhatItVerifies_data();
    void signsWhatItVerifies();
    void readsKeyFiles();
    void refusesPrivateKeys_data();
    void refusesPrivateKeys();

private:
    std::expected<PrivateKey, KeyError> privateKey(const QByteArray &text) const
    {
        return m_crypto.privateKeys().fromText(base::Secret(QByteArrayView(text)));
    }

    app::Crypto m_crypto;
    QList<JsonValue> m_vectors;
};

namespace {

QString text(const JsonValue &object, QStringView name)
{
    const JsonValue *value = object.member(name);
    return value ? value->string : QString();
}

QByteArray bytes(const JsonValue &object, QStringView name)
{
    return decodeBase64Url(text(object, name).toLatin1()).value();
}

QByteArray akp(const QString &alg, const QByteArray &pub, const QByteArray &seed)
{
    return R"({"kty":"AKP","alg":")" + alg.toLatin1() + R"(","pub":")" + encodeBase64Url(pub) + R"(","priv":")" +
           encodeBase64Url(seed) + R"("})";
}

} // namespace

void tst_jose_MlDsa::initTestCase()
{
    QFile file(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests/jose/vectors/mldsa.jsonl"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
        const auto line = parseStrictJson(file.readLine().trimmed());
        QVERIFY(line);
        m_vectors.append(*line);
    }
}

void tst_jose_MlDsa::examplesOfTheRfc()
{
    int examples = 0;
    for (const JsonValue &vector : std::as_const(m_vectors)) {
        const JsonValue *written = vector.member(u"jwk");
        if (!written)
            continue;
        ++examples;
        const auto key = Jwk::parse(*written);
        QVERIFY(key);
        QVERIFY(key->hadPrivatePart);
        QCOMPARE(key->thumbprint(), key->kid); // the RFC's key ids are thumbprints
        const auto jws = CompactJws::parse(text(vector, u"jws").toLatin1());
        QVERIFY(jws);
        const Algorithm algorithm = parseAlgorithm(text(vector, u"alg")).value();
        const auto outcome = [&](QByteArrayView input, QByteArrayView signature) {
            return m_crypto.verifier().verify(algorithm, *key, input, signature);
        };
        QCOMPARE(outcome(jws->signingInput(), jws->signature), SignatureVerifier::Outcome::Verified);
        QCOMPARE(outcome(jws->signingInput().chopped(1), jws->signature), SignatureVerifier::Outcome::Failed);
        QCOMPARE(outcome(jws->signingInput(), jws->signature.chopped(1)), SignatureVerifier::Outcome::Failed);
        const auto made = privateKey(written->toJson());
        QVERIFY(made);
        QCOMPARE(made->publicPart->thumbprint(), key->kid);
        const auto json = m_crypto.privateKeys().toJson(*made);
        QVERIFY(json);
        const auto again = parseStrictJson(json->bytes());
        QCOMPARE(text(*again, u"priv"), text(*written, u"priv"));
        QCOMPARE(text(*again, u"pub"), text(*written, u"pub"));
        QCOMPARE(text(*again, u"alg"), text(*written, u"alg"));
    }
    QCOMPARE(examples, 3);
}

void tst_jose_MlDsa::signatures()
{
    QHash<QString, Jwk> keys;
    int right = 0;
    int wrong = 0;
    for (const JsonValue &vector : std::as_const(m_vectors)) {
        const auto algorithm = parseAlgorithm(text(vector, u"alg")).value();
        const QString name = text(vector, u"key");
        const JsonValue *valid = vector.member(u"valid");
        if (!valid && !name.isEmpty()) {
            // A public key of another length is refused where it is read.
            if (const auto key = Jwk::fromMlDsa(algorithm, bytes(vector, u"pub")))
                keys.insert(name, *key);
            continue;
        }
        if (!valid)
            continue;
        const bool isRight =
            keys.contains(name) &&
            m_crypto.verifier().verify(algorithm, keys[name], bytes(vector, u"message"), bytes(vector, u"signature")) ==
                SignatureVerifier::Outcome::Verified;
        if (isRight != (valid->type == JsonValue::Type::True))
            QFAIL(qPrintable(text(vector, u"alg") + u' ' + text(vector, u"from")));
        ++(isRight ? right : wrong);
    }
    qInfo("%d signatures accepted, %d refused", right, wrong);
    QVERIFY(right >= 15);
    QVERIFY(wrong >= 45);
}

void tst_jose_MlDsa::generatedKeys()
{
    int keys = 0;
    for (const JsonValue &vector : std::as_const(m_vectors)) {
        if (!vector.member(u"seed"))
            continue;
        ++keys;
        const auto key = privateKey(akp(text(vector, u"alg"), bytes(vector, u"pub"), bytes(vector, u"seed")));
        QVERIFY2(key, qPrintable(text(vector, u"from")));
        QCOMPARE(key->publicPart->pub, bytes(vector, u"pub"));
        QByteArray other = bytes(vector, u"seed");
        other[0] = static_cast<char>(other[0] ^ 1);
        const auto differs = privateKey(akp(text(vector, u"alg"), bytes(vector, u"pub"), other));
        QVERIFY(!differs);
        QCOMPARE(differs.error().kind, KeyError::Kind::KeysDiffer);
    }
    QCOMPARE(keys, 12);
}

void tst_jose_MlDsa::signsWhatItVerifies_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"ML-DSA-44", "ML-DSA-65", "ML-DSA-87"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void tst_jose_MlDsa::signsWhatItVerifies()
{
    QFETCH(const QString, name);
    const Algorithm algorithm = parseAlgorithm(name).value();
    const auto key = m_crypto.privateKeys().generate(algorithm);
    QVERIFY(key);
    QCOMPARE(key->type, KeyType::Akp);
    QCOMPARE(key->alg, name);
    const auto signer = m_crypto.privateKeys().signer(algorithm, *key);
    QVERIFY(signer);
    const auto signature = (*signer)->sign("a.b");
    QVERIFY(signature);
    QCOMPARE(signature->size(), mlDsaSizes(algorithm)->signature);
    QCOMPARE(m_crypto.verifier().verify(algorithm, *key->publicPart, "a.b", *signature),
             SignatureVerifier::Outcome::Verified);
    QCOMPARE(m_crypto.verifier().verify(algorithm, *key->publicPart, "a.c", *signature),
             SignatureVerifier::Outcome::Failed);
    const auto other = m_crypto.privateKeys().generate(algorithm);
    QCOMPARE(m_crypto.verifier().verify(algorithm, *other->publicPart, "a.b", *signature),
             SignatureVerifier::Outcome::Failed);
    for (const Algorithm another : allAlgorithms()) {
        if (another != algorithm)
            QVERIFY(!m_crypto.privateKeys().signer(another, *key));
    }
    // What is written is read again, and is the same key.
    const auto json = m_crypto.privateKeys().toJson(*key);
    QVERIFY(json);
    const auto again = m_crypto.privateKeys().fromText(*json);
    QVERIFY(again);
    QCOMPARE(again->publicPart->pub, key->publicPart->pub);
    const QByteArray pem = m_crypto.keys().toPem(*key->publicPart);
    const auto fromPem = m_crypto.keys().publicKeyFromPem(pem);
    QVERIFY(fromPem);
    QCOMPARE(fromPem->thumbprint(), key->publicPart->thumbprint());
}

/// PKCS#8 of RFC 9881 section 6 with the seed alone: 32 zero bytes, as in the RFC's example.
void tst_jose_MlDsa::readsKeyFiles()
{
    const QByteArray pem = "-----BEGIN PRIVATE "
                           "KEY-----\nMDQCAQAwCwYJYIZIAWUDBAMRBCKAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n-----"
                           "END PRIVATE KEY-----\n";
    const auto publicPart = m_crypto.keys().publicKeyFromPem(pem);
    QVERIFY(publicPart);
    QVERIFY(publicPart->hadPrivatePart);
    QCOMPARE(publicPart->alg, u"ML-DSA-44"_s);
    QCOMPARE(publicPart->thumbprint(), u"T4xl70S7MT6Zeq6r9V9fPJGVn76wfnXJ21-gyo0Gu6o"_s);
    const auto key = privateKey(pem);
    QVERIFY(key);
    QCOMPARE(key->publicPart->thumbprint(), publicPart->thumbprint());
    QVERIFY(m_crypto.privateKeys().toJson(*key));
}

void tst_jose_MlDsa::refusesPrivateKeys_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    const QByteArray pub(1312, 'p');
    const QByteArray seed(32, 's');
    QTest::newRow("no seed") << R"({"kty":"AKP","alg":"ML-DSA-44","pub":")" + encodeBase64Url(pub) + "\"}"
                             << u"key-member-missing priv"_s;
    QTest::newRow("no alg") << R"({"kty":"AKP","priv":"AA","pub":")" + encodeBase64Url(pub) + "\"}"
                            << u"key-member-missing alg"_s;
    QTest::newRow("short seed") << akp(u"ML-DSA-44"_s, pub, seed.chopped(1)) << u"key-coordinate-length priv"_s;
    QTest::newRow("expanded key") << akp(u"ML-DSA-44"_s, pub, QByteArray(2560, 's')) << u"key-coordinate-length priv"_s;
    QTest::newRow("pub of another seed") << akp(u"ML-DSA-44"_s, pub, seed) << u"key-parts-differ priv"_s;
    QTest::newRow("another parameter set") << akp(u"ML-DSA-65"_s, pub, seed) << u"key-coordinate-length pub"_s;
}

void tst_jose_MlDsa::refusesPrivateKeys()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, code);
    const auto key = privateKey(json);
    QVERIFY(!key);
    QCOMPARE(keyErrorCode(key.error()), code);
}

QTEST_GUILESS_MAIN(tst_jose_MlDsa)
#include "tst_jose_MlDsa.moc"
