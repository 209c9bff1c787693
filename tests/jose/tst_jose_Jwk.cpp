#include "models/jose/Jwk.h"

#include "models/jose/Base64Url.h"
#include "tests/jose/RfcVectors.h"

#include <QTest>

using namespace gatehouse::jose;
using namespace Qt::StringLiterals;
using Kind = KeyError::Kind;

Q_DECLARE_METATYPE(Kind)

namespace {

/// A number of that many bits, odd, top bit set.
QByteArray modulus(int bits)
{
    QByteArray bytes((bits + 7) / 8, '\x5A');
    bytes[0] = static_cast<char>(1 << ((bits - 1) % 8));
    bytes[bytes.size() - 1] = '\x01';
    return bytes;
}

/// The product of two primes as the faulty generator of CVE-2017-15361 made them.
const QByteArray rocaModulus =
    "suawtf9TEPQQyObLkJNkeMCuJCu6g2oG7_Lmdn6eDgNqwFPtnCt1P6g-lt17F393VKvi6W9vPgzbanWV-"
    "o1e6MOa7FLkcgeDeqJXqa3AtNPIPif4agCW"
    "5kVTJoxP4df4xYNEgXRdigVr5E3s07OYCAFnsVgJrgLAzdYrOGkyFjtIioWZaA7njOlUZgjyOHzz3LsTYsmS0bTaYXohn31TU0jyKAc5YtsU6Ez64O"
    "Xm"
    "yzdu7jCMOkPNmsa-Kfb0CBL_5h-bgMDpu0eX4YEmRa2hDUHSOS36tKr6ZicrSp_h3DKPkXUClHjVOQkofJrbJ5MBUo9Ol54uEyRR5LbghaAL1Q";

QByteArray rsa(const QByteArray &n, const QByteArray &e, const QByteArray &more = {})
{
    QByteArray json = "{\"kty\":\"RSA\",\"n\":\"@n\",\"e\":\"@e\"@more}";
    json.replace("@n", encodeBase64Url(n)).replace("@e", encodeBase64Url(e)).replace("@more", more);
    return json;
}

std::expected<Jwk, KeyError> parseKey(const QByteArray &json)
{
    const auto value = parseStrictJson(json, {.keepsDuplicates = true});
    return value ? Jwk::parse(*value) : std::unexpected(KeyError{Kind::Json, {}});
}

std::expected<JwkSet, KeyError> parseSet(const QByteArray &json)
{
    const auto value = parseStrictJson(json, {.keepsDuplicates = true});
    return value ? JwkSet::parse(*value) : std::unexpected(KeyError{Kind::Json, {}});
}

} // namespace

class tst_jose_Jwk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void algorithms();
    void namesThatAreNone_data();
    void namesThatAreNone();
    void thumbprintOfTheRfc();
    void readsAllMembers();
    void keepsOnlyThePublicPart();
    void readsASecret();
    void publicJsonIsInOrder();
    void refuses_data();
    void refuses();
    void acceptsTheBounds();
    void sets_data();
    void sets();
    void countsSkippedKeys();
    void edwardsNamesAreOne();
    void mlDsaKeyIsItsPublicPart();
    void errorNamesAreDistinct();
};

void tst_jose_Jwk::algorithms()
{
    for (const auto algorithm :
         {Algorithm::HS256, Algorithm::HS384, Algorithm::HS512, Algorithm::RS256, Algorithm::RS384, Algorithm::RS512,
          Algorithm::PS256, Algorithm::PS384, Algorithm::PS512, Algorithm::ES256, Algorithm::ES384, Algorithm::ES512}) {
        const QString name = algorithmName(algorithm);
        QCOMPARE(parseAlgorithm(name), algorithm);
        QVERIFY(!parseAlgorithm(name.toLower()));
        QVERIFY(!isKnownUnsupported(name));
        QCOMPARE(keyTypeOf(algorithm), name.startsWith(u'H')   ? KeyType::Octets
                                       : name.startsWith(u'E') ? KeyType::Ec
                                                               : KeyType::Rsa);
        QCOMPARE(hashLength(algorithm), QStringView(name).sliced(2).toInt() / 8);
    }
    QCOMPARE(parseAlgorithm(u"ES256K"_s), Algorithm::ES256K);
    for (const auto algorithm : {Algorithm::EdDSA, Algorithm::Ed25519, Algorithm::Ed448}) {
        QCOMPARE(parseAlgorithm(algorithmName(algorithm)), algorithm);
        QCOMPARE(keyTypeOf(algorithm), KeyType::Okp);
    }
    for (const auto algorithm : {Algorithm::MlDsa44, Algorithm::MlDsa65, Algorithm::MlDsa87}) {
        QCOMPARE(parseAlgorithm(algorithmName(algorithm)), algorithm);
        QCOMPARE(keyTypeOf(algorithm), KeyType::Akp);
    }
    QCOMPARE(algorithmName(Algorithm::MlDsa65), u"ML-DSA-65"_s);
    for (const auto *name : {"RS1", "ESB256"}) {
        QVERIFY(isKnownUnsupported(QString::fromLatin1(name)));
        QVERIFY(!parseAlgorithm(QString::fromLatin1(name)));
    }
    for (const auto &name : {u"hs256"_s, u"RS-256"_s, u"HS256\0"_s, u"ES521"_s, u"XS256"_s, QString()}) {
        QVERIFY(!parseAlgorithm(name));
        QVERIFY(!isKnownUnsupported(name));
    }
}

void tst_jose_Jwk::namesThatAreNone_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("none");
    QTest::newRow("none") << u"none"_s << true;
    QTest::newRow("capital") << u"None"_s << true;
    QTest::newRow("capitals") << u"NONE"_s << true;
    QTest::newRow("mixed") << u"nOnE"_s << true;
    QTest::newRow("trailing blank") << u"none "_s << true;
    QTest::newRow("trailing NUL") << QString(QLatin1StringView("none\0", 5)) << true;
    QTest::newRow("full-width") << u"ｎｏｎｅ"_s << true;
    QTest::newRow("Cyrillic o") << u"n\u043Ene"_s << true;
    QTest::newRow("zero-width space") << u"no\u200Bne"_s << true;
    QTest::newRow("HS256") << u"HS256"_s << false;
    QTest::newRow("nonesuch") << u"nonesuch"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void tst_jose_Jwk::namesThatAreNone()
{
    QFETCH(const QString, name);
    QFETCH(const bool, none);
    QCOMPARE(isNone(name), none);
}

void tst_jose_Jwk::thumbprintOfTheRfc()
{
    const auto key = parseKey(gatehouse::tests::rfc7638Key);
    QVERIFY(key);
    QCOMPARE(key->thumbprint(), QString::fromLatin1(gatehouse::tests::rfc7638Thumbprint));
    QCOMPARE(key->bits(), 2048);
}

void tst_jose_Jwk::readsAllMembers()
{
    const auto key = parseKey(
        rsa(modulus(2048), "\x03", R"(,"kid":"","alg":"RS256","use":"sig","key_ops":["verify"],"x5c":["ignored"])"));
    QVERIFY(key);
    QCOMPARE(key->type, KeyType::Rsa);
    QCOMPARE(key->kid, QString()); // an empty key id is a key id
    QVERIFY(key->kid.has_value());
    QCOMPARE(key->alg, u"RS256"_s);
    QCOMPARE(key->use, u"sig"_s);
    QCOMPARE(key->keyOps, QStringList{u"verify"_s});
    QCOMPARE(key->n, modulus(2048));
    QCOMPARE(key->e, "\x03"_ba);
    QVERIFY(!key->hadPrivatePart);
}

void tst_jose_Jwk::keepsOnlyThePublicPart()
{
    const auto key = parseKey(rsa(modulus(2048), "\x03", R"(,"d":"c2VjcmV0","p":"cA")"));
    QVERIFY(key);
    QVERIFY(key->hadPrivatePart);
    QVERIFY(!key->toPublicJson().contains("c2VjcmV0"));
    QVERIFY(key->k.isEmpty());
}

void tst_jose_Jwk::readsASecret()
{
    const auto key = parseKey(R"({"kty":"oct","k":"c2VjcmV0","kid":"s"})");
    QVERIFY(key);
    QCOMPARE(key->type, KeyType::Octets);
    QCOMPARE(key->k.bytes().toByteArray(), "secret"_ba);
    QCOMPARE(key->bits(), 48);
    QVERIFY(key->thumbprint().isEmpty());
    QVERIFY(key->toPublicJson().isEmpty());
    QCOMPARE(Jwk::fromSecret(key->k).bits(), 48);
}

void tst_jose_Jwk::publicJsonIsInOrder()
{
    const auto key = parseKey(rsa(modulus(2048), "\x03", R"(,"use":"sig","alg":"RS256","kid":"a\"b")"));
    QVERIFY(key);
    QCOMPARE(key->toPublicJson(), R"({"alg":"RS256","kty":"RSA","use":"sig","n":")" + encodeBase64Url(modulus(2048)) +
                                      R"(","e":"Aw","kid":"a\"b"})");
    const auto again = parseKey(key->toPublicJson());
    QVERIFY(again);
    QCOMPARE(again->thumbprint(), key->thumbprint());
}

void tst_jose_Jwk::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *name, const QByteArray &json, Kind kind, const char *member = "") {
        QTest::newRow(name) << json << kind << QString::fromLatin1(member);
    };
    const QByteArray e("\x01\x00\x01", 3);
    const QByteArray n = modulus(2048);
    const QByteArray n64 = encodeBase64Url(n);
    QByteArray even = n;
    even[even.size() - 1] = '\x02';

    row("array", "[]", Kind::NotAKey);
    row("string", R"("RSA")", Kind::NotAKey);
    row("no kty", R"({"n":"AQ","e":"AQAB"})", Kind::MissingMember, "kty");
    row("kty a number", R"({"kty":1})", Kind::WrongType, "kty");
    const QByteArray pub = encodeBase64Url(QByteArray(1312, 'p'));
    row("AKP without alg", R"({"kty":"AKP","pub":")" + pub + "\"}", Kind::MissingMember, "alg");
    row("AKP with an alg that is not ML-DSA", R"({"kty":"AKP","alg":"ML-DSA-44-ES256","pub":")" + pub + "\"}",
        Kind::UnsupportedAlgorithm, "alg");
    row("AKP with an alg of another type", R"({"kty":"AKP","alg":"ES256","pub":")" + pub + "\"}",
        Kind::UnsupportedAlgorithm, "alg");
    row("AKP without pub", R"({"kty":"AKP","alg":"ML-DSA-44"})", Kind::MissingMember, "pub");
    row("AKP of another parameter set", R"({"kty":"AKP","alg":"ML-DSA-65","pub":")" + pub + "\"}",
        Kind::CoordinateLength, "pub");
    row("AKP with a short pub", R"({"kty":"AKP","alg":"ML-DSA-44","pub":"AA"})", Kind::CoordinateLength, "pub");
    row("AKP with a short priv", R"({"kty":"AKP","alg":"ML-DSA-44","priv":"AA","pub":")" + pub + "\"}",
        Kind::CoordinateLength, "priv");
    row("AKP with priv that is not base64url", R"({"kty":"AKP","alg":"ML-DSA-44","priv":"+","pub":")" + pub + "\"}",
        Kind::Base64Url, "priv");
    row("AKP with priv a number", R"({"kty":"AKP","alg":"ML-DSA-44","priv":1,"pub":")" + pub + "\"}", Kind::WrongType,
        "priv");
    row("unknown kty", R"({"kty":"LMS"})", Kind::UnsupportedType, "kty");
    row("duplicate e", R"({"kty":"RSA","n":")" + n64 + R"(","e":"AQAB","e":"AQAB"})", Kind::DuplicateMember, "e");
    row("x5c a string", rsa(n, e, R"(,"x5c":"MII")"), Kind::WrongType, "x5c");
    row("x5c with a number", rsa(n, e, R"(,"x5c":[1])"), Kind::WrongType, "x5c");
    row("x5t a number", rsa(n, e, R"(,"x5t":1)"), Kind::WrongType, "x5t");
    row("kty ec in lower case", R"({"kty":"ec","crv":"P-256","x":"AA","y":"AA"})", Kind::UnsupportedType, "kty");
    row("kty in lower case", R"({"kty":"rsa"})", Kind::UnsupportedType, "kty");
    row("no n", R"({"kty":"RSA","e":"AQAB"})", Kind::MissingMember, "n");
    row("no e", R"({"kty":"RSA","n":")" + n64 + R"("})", Kind::MissingMember, "e");
    row("n a number", R"({"kty":"RSA","n":3,"e":"AQAB"})", Kind::WrongType, "n");
    row("e a number", R"({"kty":"RSA","n":")" + n64 + R"(","e":65537})", Kind::WrongType, "e");
    row("n padded", R"({"kty":"RSA","n":")" + n64 + R"(=","e":"AQAB"})", Kind::Base64Url, "n");
    row("e in hexadecimal with a prefix", R"({"kty":"RSA","n":")" + n64 + R"(","e":"0x10001!"})", Kind::Base64Url, "e");
    row("n beyond Latin-1", R"({"kty":"RSA","n":"\u0141\u0141\u0141\u0141","e":"AQAB"})", Kind::Base64Url, "n");
    row("kid a number", rsa(n, e, R"(,"kid":1)"), Kind::WrongType, "kid");
    row("kid null", rsa(n, e, R"(,"kid":null)"), Kind::WrongType, "kid");
    row("alg an array", rsa(n, e, R"(,"alg":["RS256"])"), Kind::WrongType, "alg");
    row("use a boolean", rsa(n, e, R"(,"use":true)"), Kind::WrongType, "use");
    row("key_ops a string", rsa(n, e, R"(,"key_ops":"verify")"), Kind::WrongType, "key_ops");
    row("key_ops with a number", rsa(n, e, R"(,"key_ops":["verify",1])"), Kind::WrongType, "key_ops");
    row("key_ops twice the same", rsa(n, e, R"(,"key_ops":["verify","verify"])"), Kind::WrongType, "key_ops");
    row("no modulus", rsa("", e), Kind::WeakRsa, "n");
    row("2047 bits", rsa(modulus(2047), e), Kind::WeakRsa, "n");
    row("1024 bits", rsa(modulus(1024), e), Kind::WeakRsa, "n");
    row("16385 bits", rsa(modulus(16385), e), Kind::LargeRsa, "n");
    row("even modulus", rsa(even, e), Kind::BadModulus, "n");
    row("leading zero octet", rsa(QByteArray(1, '\0') + n, e), Kind::LeadingZero, "n");
    row("leading zero octet of a weak modulus", rsa(QByteArray(1, '\0') + modulus(1024), e), Kind::LeadingZero, "n");
    row("modulus 0", rsa(QByteArray(1, '\0'), e), Kind::WeakRsa, "n");
    row("no exponent", rsa(n, ""), Kind::BadExponent, "e");
    row("exponent 0", rsa(n, QByteArray(1, '\0')), Kind::BadExponent, "e");
    row("exponent 1", rsa(n, "\x01"), Kind::BadExponent, "e");
    row("exponent 2", rsa(n, "\x02"), Kind::BadExponent, "e");
    row("even exponent", rsa(n, QByteArray("\x01\x00", 2)), Kind::BadExponent, "e");
    row("exponent with a leading zero", rsa(n, QByteArray("\x00\x01\x00\x01", 4)), Kind::LeadingZero, "e");
    row("exponent of 65 bits", rsa(n, QByteArray("\x01\x00\x00\x00\x00\x00\x00\x00\x01", 9)), Kind::BadExponent, "e");
    row("d a number", rsa(n, e, R"(,"d":1)"), Kind::WrongType, "d");
    row("qi null", rsa(n, e, R"(,"qi":null)"), Kind::WrongType, "qi");
    row("oth a string", rsa(n, e, R"(,"oth":"AA")"), Kind::WrongType, "oth");
    row("ROCA modulus", R"({"kty":"RSA","e":"AQAB","n":")" + rocaModulus + R"("})", Kind::RocaModulus, "n");
    row("no k", R"({"kty":"oct"})", Kind::MissingMember, "k");
    row("k a number", R"({"kty":"oct","k":1})", Kind::WrongType, "k");
    row("k with blanks", R"({"kty":"oct","k":"c2Vj cmV0"})", Kind::Base64Url, "k");
    row("empty secret", R"({"kty":"oct","k":""})", Kind::EmptySecret, "k");
}

void tst_jose_Jwk::refuses()
{
    QFETCH(const QByteArray, json);
    QFETCH(const Kind, kind);
    QFETCH(const QString, member);
    const auto key = parseKey(json);
    QVERIFY(!key);
    QCOMPARE(key.error().kind, kind);
    QCOMPARE(key.error().member, member);
}

void tst_jose_Jwk::acceptsTheBounds()
{
    QVERIFY(parseKey(rsa(modulus(2048), "\x03")));
    QVERIFY(parseKey(rsa(modulus(2048), "\x03"))->hasExponentThree());
    QVERIFY(!parseKey(rsa(modulus(2048), QByteArray("\x01\x00\x01", 3)))->hasExponentThree());
    QVERIFY(parseKey(rsa(modulus(16384), "\x03")));
    QVERIFY(parseKey(rsa(modulus(2049), QByteArray(8, '\xFF'))));
    QCOMPARE(Jwk::fromRsa(modulus(2049), "\x03")->bits(), 2049);
    QVERIFY(!Jwk::fromRsa(modulus(2000), "\x03"));
}

void tst_jose_Jwk::sets_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("keys"); // or -1 with the kind that refuses it
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *name, const QByteArray &json, int keys, Kind kind = Kind::NotAKey) {
        QTest::newRow(name) << json << keys << kind;
    };
    const auto keyWith = [](const QByteArray &more) { return rsa(modulus(2048), "\x03", more); };
    const auto set = [](const QByteArrayList &keys) { return R"({"keys":[)"_ba + keys.join(',') + "]}"; };
    const QByteArray secret = R"({"kty":"oct","k":"c2VjcmV0"})";
    const QByteArray unknown = R"({"kty":"LMS","pub":"AA"})";
    const QByteArray akp = R"({"kty":"AKP","alg":"ML-DSA-44","pub":")" + encodeBase64Url(QByteArray(1312, 'p')) + "\"}";
    const QByteArray okp = R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
    const QByteArray brokenEc = R"({"kty":"EC","crv":"P-256","x":"AA","y":"AA"})";
    const QByteArray weak = rsa(modulus(1024), "\x03");

    row("one", set({keyWith({})}), 1);
    row("two with key ids", set({keyWith(R"(,"kid":"a")"), keyWith(R"(,"kid":"b")")}), 2);
    row("two without", set({keyWith({}), keyWith({})}), 2);
    row("key ids differing in case", set({keyWith(R"(,"kid":"a")"), keyWith(R"(,"kid":"A")")}), 2);
    row("unknown type among them", set({unknown, keyWith({})}), 1);
    row("key without a type among them", set({"{}", keyWith({})}), 1);
    row("weak key among them", set({weak, keyWith({})}), 1);
    row("unknown type with the same key id", set({R"({"kty":"OKP","kid":"a"})", keyWith(R"(,"kid":"a")")}), 1);
    row("public keys of three types", set({okp, keyWith({}), akp}), 3);
    row("a point that is none among them", set({brokenEc, keyWith({})}), 1);
    row("mixed with a public key of another type", set({okp, secret}), -1, Kind::MixedSet);
    row("mixed with an ML-DSA key", set({akp, secret}), -1, Kind::MixedSet);
    row("a point that is none among secrets", set({brokenEc, secret}), 1);
    row("a weak key among secrets", set({weak, secret}), 1);
    row("an empty secret among public keys", set({keyWith({}), R"({"kty":"oct","k":""})"}), 1);
    row("secrets", set({secret, secret}), 2);
    row("other members", R"({"x":1,"keys":[)" + keyWith({}) + R"(],"y":[]})", 1);
    row("mixed", set({keyWith({}), secret}), -1, Kind::MixedSet);
    row("mixed, secret first", set({secret, keyWith({})}), -1, Kind::MixedSet);
    row("same key id twice", set({keyWith(R"(,"kid":"a")"), keyWith(R"(,"kid":"a")")}), 2);
    row("empty", R"({"keys":[]})", 0);
    row("nothing usable", set({unknown, weak}), 0);
    row("one weak key", set({weak}), 0);
    row("no keys", R"({"key":[]})", -1, Kind::MissingMember);
    row("keys an object", R"({"keys":{}})", -1, Kind::WrongType);
    row("keys that are no objects", set({"null", "\"RSA\"", "[]", "1", "true", keyWith({})}), 1);
    row("key id a number", set({keyWith(R"(,"kid":1)"), keyWith({})}), 1);
    row("duplicate member in a key", set({keyWith(R"(,"kid":"a","kid":"b")"), keyWith({})}), 1);
    row("duplicate keys", R"({"keys":[],"keys":[]})", -1, Kind::DuplicateMember);
    row("array", "[]", -1, Kind::NotAKey);
}

void tst_jose_Jwk::sets()
{
    QFETCH(const QByteArray, json);
    QFETCH(const int, keys);
    QFETCH(const Kind, kind);
    const auto set = parseSet(json);
    QCOMPARE(set.has_value(), keys >= 0);
    if (set)
        QCOMPARE(set->keys.size(), keys);
    else
        QCOMPARE(set.error().kind, kind);
}

void tst_jose_Jwk::countsSkippedKeys()
{
    const auto set =
        parseSet(R"({"keys":[{"kty":"EC","kid":"a"},)" + rsa(modulus(2048), "\x03") + R"(,{"kty":"AKP"}]})");
    QVERIFY(set);
    QVERIFY(set->isSet);
    const QList<SkippedKey> skipped{{.error = {Kind::MissingMember, u"crv"_s}, .place = 1, .kid = u"a"_s},
                                    {.error = {Kind::MissingMember, u"alg"_s}, .place = 3, .kid = {}}};
    QCOMPARE(set->skipped, skipped);
}

void tst_jose_Jwk::edwardsNamesAreOne()
{
    const auto ed25519 = Curve::Ed25519;
    QVERIFY(bindsTo(u"EdDSA", Algorithm::Ed25519, ed25519));
    QVERIFY(bindsTo(u"Ed25519", Algorithm::EdDSA, ed25519));
    QVERIFY(bindsTo(u"Ed448", Algorithm::EdDSA, Curve::Ed448));
    QVERIFY(bindsTo(u"EdDSA", Algorithm::Ed448, Curve::Ed448));
    QVERIFY(!bindsTo(u"Ed448", Algorithm::EdDSA, ed25519));
    QVERIFY(!bindsTo(u"Ed25519", Algorithm::Ed448, Curve::Ed448));
    QVERIFY(!bindsTo(u"eddsa", Algorithm::Ed25519, ed25519));
    QVERIFY(!bindsTo(u"RS256", Algorithm::RS512, std::nullopt));
    QVERIFY(bindsTo(u"RS256", Algorithm::RS256, std::nullopt));
}

void tst_jose_Jwk::mlDsaKeyIsItsPublicPart()
{
    const QByteArray pub(1952, 'p');
    const auto key = Jwk::fromMlDsa(Algorithm::MlDsa65, pub);
    QVERIFY(key);
    QVERIFY(suits(Algorithm::MlDsa65, *key));
    QVERIFY(!suits(Algorithm::MlDsa44, *key));
    QCOMPARE(signatureLength(Algorithm::MlDsa65, *key), 3309);
    QCOMPARE(key->toPublicJson(), R"({"alg":"ML-DSA-65","kty":"AKP","pub":")" + encodeBase64Url(pub) + R"("})");
    const auto again = parseKey(key->toPublicJson());
    QVERIFY(again && isSameKey(*again, *key));
    QVERIFY(!Jwk::fromMlDsa(Algorithm::MlDsa87, pub));
    QVERIFY(!Jwk::fromMlDsa(Algorithm::ES256, pub));
}

void tst_jose_Jwk::errorNamesAreDistinct()
{
    QSet<QString> names;
    for (int kind = 0; kind <= static_cast<int>(Kind::TooLarge); ++kind)
        names.insert(keyErrorName(static_cast<Kind>(kind)));
    QCOMPARE(names.size(), static_cast<int>(Kind::TooLarge) + 1);
}

QTEST_GUILESS_MAIN(tst_jose_Jwk)
#include "tst_jose_Jwk.moc"
