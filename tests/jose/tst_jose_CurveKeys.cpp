#include "models/jose/Jwk.h"

#include "models/jose/Base64Url.h"
#include "tests/jose/CurveVectors.h"

#include <QTest>

using namespace gatehouse::jose;
using namespace Qt::StringLiterals;
using Kind = KeyError::Kind;

Q_DECLARE_METATYPE(Kind)

namespace {

std::expected<Jwk, KeyError> parseKey(const QByteArray &json)
{
    const auto value = parseStrictJson(json);
    return value ? Jwk::parse(*value) : std::unexpected(KeyError{Kind::Json, {}});
}

struct Sample
{
    const char *crv;
    QByteArray x;
    QByteArray y;
};

/// Made with python3-cryptography.
const QList<Sample> &samples()
{
    static const QList<Sample> list{
        {"P-256", "ksz5Nf7HvJ3KomWsQlDSt-AmGZ1vHItmNVf7vUh9W24", "BzAXkWIOOEFRSFXJFmy-FoBcbNccJg_Zn_ANr_oWqP8"},
        {"P-384", "FkIQPgRCP79mzn0kV6HMpdmLkQHQ3Af-1TdS9_UwsIiCFzq_LzyczVAb-jxJ2_f_",
         "rjgzMH5gXCasD52A1ju50-yj4wBfUgp6_FL8MfPzyTuoIPigNJnipHE0e3uMhAEW"},
        {"P-521", "ASwSK1CSGR6289TYZfqV4RmYMi9nx5Yf2zyTI2uH7k5YKA2KeQTkv5hIJYbXWbfJu1iOc6xdpJceAgJV2Vioyd4i",
         "AImNLmxE2lQl10jXVmvoxj8Vw7xMbE1-kabGVYHSvena83YtQj3rHMAb7aqO4lymiclG9v2jIC4XAuAKK_WDr380"},
        {"secp256k1", "iiMT3R-xL1Tv5S6jTx6XsXIsSw1I1sP8hY-FpWN_Onc", "dFe1GYUcUCJz6-PlXgaYa1mCxFgGXcO3iK0DK_Lnz2U"},
        {"Ed25519", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", {}},
        {"Ed448", "x6AQDysKvFXLFYDzdGnqldHShtg8TPAMY-PfGWgawIp8yFICwxM877cD8_VObMNWdfaEbHYuVDoA", {}},
    };
    return list;
}

/// A member and its string value.
QByteArray member(const char *name, const QByteArray &value)
{
    return "\""_ba + name + "\":\"" + value + "\"";
}

QByteArray ec(const QByteArray &crv, const QByteArray &x, const QByteArray &y, const QByteArray &more = {})
{
    return "{" + member("kty", "EC") + "," + member("crv", crv) + "," + member("x", x) + "," + member("y", y) + more +
           "}";
}

QByteArray okp(const QByteArray &crv, const QByteArray &x, const QByteArray &more = {})
{
    return "{" + member("kty", "OKP") + "," + member("crv", crv) + "," + member("x", x) + more + "}";
}

/// Base64url of a number or key given in hexadecimal.
QByteArray fromHex(const char *hex)
{
    return encodeBase64Url(QByteArray::fromHex(hex));
}

} // namespace

class tst_jose_CurveKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryCurve();
    void thumbprints();
    void keepsOnlyThePublicPart();
    void everyAlteredByteLeavesTheCurve();
    void refuses_data();
    void refuses();
    void suitsItsAlgorithmsAlone();
    void decompresses();
    void tellsHighS();
};

void tst_jose_CurveKeys::readsEveryCurve()
{
    for (const Sample &sample : samples()) {
        const bool isEc = !sample.y.isEmpty();
        const auto key = parseKey(isEc ? ec(sample.crv, sample.x, sample.y) : okp(sample.crv, sample.x));
        QVERIFY2(key, sample.crv);
        QCOMPARE(key->type, isEc ? KeyType::Ec : KeyType::Okp);
        QCOMPARE(curveName(*key->crv), QString::fromLatin1(sample.crv));
        QCOMPARE(encodeBase64Url(key->x), sample.x);
        QCOMPARE(key->bits(), fieldBits(*key->crv));
        const auto again = parseKey(key->toPublicJson());
        QVERIFY2(again, sample.crv);
        QCOMPARE(again->thumbprint(), key->thumbprint());
        QVERIFY(!checkKey(*key));
    }
}

void tst_jose_CurveKeys::thumbprints()
{
    QCOMPARE(parseKey(gatehouse::tests::rfc8037Key)->thumbprint(),
             QString::fromLatin1(gatehouse::tests::rfc8037Thumbprint));
    // RFC 7515 A.3's key, by python3-joserfc.
    QCOMPARE(parseKey(gatehouse::tests::rfc7515Es256Key)->thumbprint(),
             u"oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U"_s);
}

void tst_jose_CurveKeys::keepsOnlyThePublicPart()
{
    for (const QByteArray &json : {gatehouse::tests::rfc8037Key, gatehouse::tests::rfc7520EcKey}) {
        const auto key = parseKey(json);
        QVERIFY(key);
        QVERIFY(key->hadPrivatePart);
        QVERIFY(!key->toPublicJson().contains("\"d\""));
        QVERIFY(key->k.isEmpty());
    }
    QVERIFY(!parseKey(gatehouse::tests::ed448Key)->hadPrivatePart);
}

void tst_jose_CurveKeys::everyAlteredByteLeavesTheCurve()
{
    for (const Sample &sample : samples()) {
        if (sample.y.isEmpty())
            continue;
        const Curve curve = parseCurve(QString::fromLatin1(sample.crv)).value();
        const QByteArray x = decodeBase64Url(sample.x).value();
        const QByteArray y = decodeBase64Url(sample.y).value();
        QCOMPARE(checkPoint(curve, x, y), PointFault::None);
        for (qsizetype i = 0; i < y.size(); ++i) {
            QByteArray altered = y;
            altered[i] = static_cast<char>(altered[i] ^ 1);
            QCOMPARE(checkPoint(curve, x, altered), PointFault::OffCurve);
            altered = x;
            altered[i] = static_cast<char>(altered[i] ^ 1);
            QCOMPARE(checkPoint(curve, altered, y), PointFault::OffCurve);
        }
        QCOMPARE(checkPoint(curve, y, x), PointFault::OffCurve);
    }
}

void tst_jose_CurveKeys::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *name, const QByteArray &json, Kind kind, const char *member) {
        QTest::newRow(name) << json << kind << QString::fromLatin1(member);
    };
    const Sample p256 = samples().first();
    const QByteArray x = p256.x;
    const QByteArray y = p256.y;
    const QByteArray xBytes = decodeBase64Url(x).value();
    const QByteArray ed = samples().at(4).x;

    row("no crv", R"({"kty":"EC","x":"AA","y":"AA"})", Kind::MissingMember, "crv");
    row("crv a number", R"({"kty":"EC","crv":256,"x":"AA","y":"AA"})", Kind::WrongType, "crv");
    row("unknown curve", ec("P-224", x, y), Kind::UnsupportedCurve, "crv");
    row("curve in lower case", ec("p-256", x, y), Kind::UnsupportedCurve, "crv");
    row("Edwards curve in an EC key", ec("Ed25519", x, y), Kind::UnsupportedCurve, "crv");
    row("Weierstrass curve in an OKP key", okp("P-256", x), Kind::UnsupportedCurve, "crv");
    row("no x", R"({"kty":"EC","crv":"P-256","y":"AA"})", Kind::MissingMember, "x");
    row("no y", R"({"kty":"EC","crv":"P-256","x":")" + x + R"("})", Kind::MissingMember, "y");
    row("y a number", R"({"kty":"EC","crv":"P-256","x":")" + x + R"(","y":1})", Kind::WrongType, "y");
    row("x padded", ec("P-256", x + '=', y), Kind::Base64Url, "x");
    row("d a number", ec("P-256", x, y, R"(,"d":1)"), Kind::WrongType, "d");
    row("d of OKP null", okp("Ed25519", ed, R"(,"d":null)"), Kind::WrongType, "d");
    row("x short", ec("P-256", encodeBase64Url(xBytes.first(31)), y), Kind::CoordinateLength, "x");
    row("x with a leading zero", ec("P-256", encodeBase64Url('\0' + xBytes), y), Kind::CoordinateLength, "x");
    row("y empty", ec("P-256", x, ""), Kind::CoordinateLength, "y");
    row("coordinates of another curve", ec("P-384", x, y), Kind::CoordinateLength, "x");
    row("point of another curve of that length", ec("secp256k1", x, y), Kind::PointOffCurve, "x");
    row("coordinates swapped", ec("P-256", y, x), Kind::PointOffCurve, "x");
    row("infinity written as zeros",
        ec("P-256", encodeBase64Url(QByteArray(32, '\0')), encodeBase64Url(QByteArray(32, '\0'))), Kind::PointOffCurve,
        "x");
    row("x beyond the prime", ec("P-256", encodeBase64Url(QByteArray(32, '\xFF')), y), Kind::PointOffCurve, "x");

    row("Ed25519 short", okp("Ed25519", encodeBase64Url(QByteArray(31, '\1'))), Kind::CoordinateLength, "x");
    row("Ed25519 long", okp("Ed25519", encodeBase64Url(QByteArray(33, '\1'))), Kind::CoordinateLength, "x");
    row("Ed25519 key as Ed448", okp("Ed448", ed), Kind::CoordinateLength, "x");
    row("Ed448 key as Ed25519", okp("Ed25519", samples().at(5).x), Kind::CoordinateLength, "x");
    row("X25519", okp("X25519", ed), Kind::AgreementKey, "crv");
    row("X448", okp("X448", encodeBase64Url(QByteArray(56, '\7'))), Kind::AgreementKey, "crv");
    // The eight points of small order of Ed25519, two encodings of which are not canonical.
    row("Ed25519 zeros", okp("Ed25519", encodeBase64Url(QByteArray(32, '\0'))), Kind::LowOrderPoint, "x");
    row("Ed25519 zeros, other sign", okp("Ed25519", encodeBase64Url(QByteArray(31, '\0') + '\x80')),
        Kind::LowOrderPoint, "x");
    row("Ed25519 neutral element", okp("Ed25519", encodeBase64Url('\1' + QByteArray(31, '\0'))), Kind::LowOrderPoint,
        "x");
    row("Ed25519 order 2", okp("Ed25519", fromHex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")),
        Kind::LowOrderPoint, "x");
    row("Ed25519 order 8", okp("Ed25519", fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")),
        Kind::LowOrderPoint, "x");
    row("Ed25519 order 8, other sign",
        okp("Ed25519", fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa")),
        Kind::LowOrderPoint, "x");
    row("Ed25519 order 8, the other",
        okp("Ed25519", fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")),
        Kind::LowOrderPoint, "x");
    row("Ed25519 not canonical",
        okp("Ed25519", fromHex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")),
        Kind::PointOffCurve, "x");
    row("Ed25519 no point", okp("Ed25519", encodeBase64Url('\2' + QByteArray(31, '\0'))), Kind::PointOffCurve, "x");
    row("Ed448 zeros", okp("Ed448", encodeBase64Url(QByteArray(57, '\0'))), Kind::LowOrderPoint, "x");
    row("Ed448 neutral element", okp("Ed448", encodeBase64Url('\1' + QByteArray(56, '\0'))), Kind::LowOrderPoint, "x");
    row("Ed448 with stray bits", okp("Ed448", encodeBase64Url('\5' + QByteArray(55, '\0') + '\1')), Kind::PointOffCurve,
        "x");
}

void tst_jose_CurveKeys::refuses()
{
    QFETCH(const QByteArray, json);
    QFETCH(const Kind, kind);
    QFETCH(const QString, member);
    const auto key = parseKey(json);
    QVERIFY(!key);
    QCOMPARE(key.error().kind, kind);
    QCOMPARE(key.error().member, member);
}

void tst_jose_CurveKeys::suitsItsAlgorithmsAlone()
{
    const QHash<QByteArray, QStringList> table{
        {"P-256", {u"ES256"_s}},
        {"P-384", {u"ES384"_s}},
        {"P-521", {u"ES512"_s}},
        {"secp256k1", {u"ES256K"_s}},
        {"Ed25519", {u"EdDSA"_s, u"Ed25519"_s}},
        {"Ed448", {u"EdDSA"_s, u"Ed448"_s}},
    };
    for (const Sample &sample : samples()) {
        const auto key = parseKey(sample.y.isEmpty() ? okp(sample.crv, sample.x) : ec(sample.crv, sample.x, sample.y));
        for (int i = 0; i <= static_cast<int>(Algorithm::Ed448); ++i) {
            const auto algorithm = static_cast<Algorithm>(i);
            const bool expected = table.value(sample.crv).contains(algorithmName(algorithm));
            QCOMPARE(suits(algorithm, *key), expected);
            QCOMPARE(signatureLength(algorithm, *key) > 0, expected);
        }
    }
    QCOMPARE(signatureLength(Algorithm::ES512, *parseKey(gatehouse::tests::rfc7520EcKey)), 132);
    QCOMPARE(signatureLength(Algorithm::EdDSA, *parseKey(gatehouse::tests::ed448Key)), 114);
}

void tst_jose_CurveKeys::decompresses()
{
    for (const Sample &sample : samples()) {
        if (sample.y.isEmpty())
            continue;
        const Curve curve = parseCurve(QString::fromLatin1(sample.crv)).value();
        const QByteArray x = decodeBase64Url(sample.x).value();
        const QByteArray y = decodeBase64Url(sample.y).value();
        const bool isOdd = (y.back() & 1) != 0;
        QCOMPARE(decompress(curve, x, isOdd), y);
        const auto other = decompress(curve, x, !isOdd);
        QVERIFY(other && *other != y);
        QCOMPARE(checkPoint(curve, x, *other), PointFault::None);
        QVERIFY(!decompress(curve, QByteArray(x.size(), '\xFF'), isOdd));
        QVERIFY(!decompress(curve, x.chopped(1), isOdd));
    }
    QVERIFY(!decompress(Curve::Ed25519, QByteArray(32, '\1'), true));
}

void tst_jose_CurveKeys::tellsHighS()
{
    // Half the order of P-256, rounded down, is low; one more is high.
    const QByteArray r(32, '\1');
    QByteArray s = QByteArray::fromHex("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8");
    QVERIFY(!isHighS(Algorithm::ES256, r + s));
    s[31] = '\xA9';
    QVERIFY(isHighS(Algorithm::ES256, r + s));
    QVERIFY(isHighS(Algorithm::ES256, r + QByteArray(32, '\xFF')));
    QVERIFY(!isHighS(Algorithm::ES256, r + QByteArray(31, '\xFF')));
    QVERIFY(!isHighS(Algorithm::RS256, r + QByteArray(32, '\xFF')));
    QVERIFY(!isHighS(Algorithm::ES512, QByteArray(132, '\0')));
    QVERIFY(isHighS(Algorithm::ES512, QByteArray(66, '\1') + '\1' + QByteArray(65, '\0')));
}

QTEST_GUILESS_MAIN(tst_jose_CurveKeys)
#include "tst_jose_CurveKeys.moc"
