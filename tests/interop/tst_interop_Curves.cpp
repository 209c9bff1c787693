#include "app/crypto/Crypto.h"
#include "models/jose/CompactJws.h"
#include "tests/interop/Peer.h"

#include <QRandomGenerator>
#include <QTest>

using namespace gatehouse::jose;
using Outcome = SignatureVerifier::Outcome;
using namespace Qt::StringLiterals;
using gatehouse::tests::askPeer;
using gatehouse::tests::compact;
using gatehouse::tests::objectOf;

namespace {

QJsonObject claims()
{
    return {{u"iss"_s, u"http://127.0.0.1:8126/"_s}, {u"sub"_s, u"client@clients"_s}, {u"exp"_s, qint64(4102444800)}};
}

QByteArray altered(QByteArray token, qsizetype position)
{
    token[position] = token.at(position) == 'A' ? 'B' : 'A';
    return token;
}

using enum Algorithm;

} // namespace

/// The algorithms that OpenSSL computes, exchanged with the peers that know them, under keys of ours in both
/// directions.
class tst_interop_Curves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theyVerifyOurs_data() { peers(); }
    void theyVerifyOurs();
    void weVerifyTheirs_data() { peers(); }
    void weVerifyTheirs();
    void pointsAreTheirs_data();
    void pointsAreTheirs();

private:
    static void peers();

    gatehouse::app::Crypto m_crypto;
    QHash<Algorithm, PrivateKey> m_keys;
};

void tst_interop_Curves::initTestCase()
{
    for (int i = static_cast<int>(PS256); i <= static_cast<int>(Ed448); ++i)
        m_keys.insert(static_cast<Algorithm>(i), m_crypto.privateKeys().generate(static_cast<Algorithm>(i)).value());
}

void tst_interop_Curves::peers()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QList<Algorithm>>("algorithms");
    const QList<Algorithm> common{PS256, PS384, PS512, ES256, ES384, ES512};
    QTest::newRow("jose (C)") << u"jose_c.py"_s << common + QList{ES256K};
    QTest::newRow("PyJWT") << u"pyjwt.py"_s << common + QList{ES256K, EdDSA};
    QTest::newRow("joserfc") << u"joserfc_peer.py"_s << common + QList{ES256K, EdDSA};
    QTest::newRow("jsonwebtoken (Node)") << u"jsonwebtoken.js"_s << common;
}

void tst_interop_Curves::theyVerifyOurs()
{
    QFETCH(const QString, peer);
    QFETCH(const QList<Algorithm>, algorithms);
    QList<QJsonObject> lines;
    QList<bool> expected;
    for (const Algorithm algorithm : algorithms) {
        const PrivateKey &key = m_keys[algorithm];
        const QJsonObject header{{u"alg"_s, algorithmName(algorithm)}, {u"typ"_s, u"JWT"_s}};
        const QByteArray input = encodeBase64Url(compact(header)) + '.' + encodeBase64Url(compact(claims()));
        const QByteArray signature = m_crypto.privateKeys().signer(algorithm, key).value()->sign(input).value();
        const QByteArray token = input + '.' + encodeBase64Url(signature);
        for (const auto &[text, good] :
             {std::pair{token, true}, std::pair{altered(token, token.lastIndexOf('.') + 3), false},
              std::pair{altered(token, token.indexOf('.') + 9), false}}) {
            lines.append({{u"id"_s, lines.size()},
                          {u"alg"_s, algorithmName(algorithm)},
                          {u"token"_s, QString::fromLatin1(text)},
                          {u"jwk"_s, objectOf(key.publicPart->toPublicJson())}});
            expected.append(good);
        }
    }
    const QList<QJsonObject> answers = askPeer(peer, u"verify"_s, lines);
    QCOMPARE(answers.size(), lines.size());
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const QByteArray context = compact(lines.at(i)) + " → " + compact(answers.at(i));
        QVERIFY2(answers.at(i)[u"verified"_s].toBool() == expected.at(i), context.constData());
    }
}

void tst_interop_Curves::weVerifyTheirs()
{
    QFETCH(const QString, peer);
    QFETCH(const QList<Algorithm>, algorithms);
    QList<QJsonObject> lines;
    for (const Algorithm algorithm : algorithms) {
        const auto jwk = m_crypto.privateKeys().toJson(m_keys[algorithm]);
        QVERIFY(jwk);
        lines.append({{u"id"_s, algorithmName(algorithm)},
                      {u"alg"_s, algorithmName(algorithm)},
                      {u"jwk"_s, objectOf(jwk->bytes())},
                      {u"claims"_s, claims()}});
    }
    const QList<QJsonObject> answers = askPeer(peer, u"sign"_s, lines);
    QCOMPARE(answers.size(), lines.size());
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const Algorithm algorithm = algorithms.at(i);
        const auto jws = CompactJws::parse(answers.at(i)[u"token"_s].toString().toLatin1());
        QVERIFY(jws);
        const Jwk &key = *m_keys[algorithm].publicPart;
        QVERIFY2(m_crypto.verifier().verify(algorithm, key, jws->signingInput(), jws->signature) == Outcome::Verified,
                 qPrintable(algorithmName(algorithm)));
        for (qsizetype at = 0; at < jws->signature.size(); ++at) {
            QByteArray broken = jws->signature;
            broken[at] = static_cast<char>(broken[at] ^ 1);
            QVERIFY(m_crypto.verifier().verify(algorithm, key, jws->signingInput(), broken) == Outcome::Failed);
        }
    }
}

void tst_interop_Curves::pointsAreTheirs_data()
{
    QTest::addColumn<Curve>("curve");
    for (const Curve curve : {Curve::P256, Curve::P384, Curve::P521, Curve::Secp256k1})
        QTest::newRow(qPrintable(curveName(curve))) << curve;
}

/// The check of a point is arithmetic of our own: half of all x have a point, and OpenSSL says which, and where.
void tst_interop_Curves::pointsAreTheirs()
{
    QFETCH(const Curve, curve);
    constexpr int count = 500;
    QRandomGenerator random(20261125);
    QList<QJsonObject> lines;
    for (int i = 0; i < count; ++i) {
        QByteArray x(coordinateLength(curve), '\0');
        for (char &byte : x)
            byte = static_cast<char>(random.bounded(256));
        if (curve == Curve::P521)
            x[0] = static_cast<char>(x.at(0) & 1);
        if (i % 10 == 0) // not below the prime, on all curves but the longest
            x.fill('\xFF', coordinateLength(curve) - 1).append('\xFF');
        if (i % 10 == 1) // small
            x.fill('\0').back() = static_cast<char>(i);
        lines.append({{u"crv"_s, curveName(curve)}, {u"x"_s, QString::fromLatin1(x.toHex())}, {u"odd"_s, i % 2 == 1}});
    }
    const QList<QJsonObject> answers = askPeer(u"points.py"_s, u"decompress"_s, lines);
    QCOMPARE(answers.size(), count);
    int points = 0;
    for (int i = 0; i < count; ++i) {
        const QByteArray x = QByteArray::fromHex(lines.at(i)[u"x"_s].toString().toLatin1());
        const auto y = decompress(curve, x, lines.at(i)[u"odd"_s].toBool());
        QCOMPARE(QString::fromLatin1(y.value_or(QByteArray()).toHex()), answers.at(i)[u"y"_s].toString());
        if (!y)
            continue;
        ++points;
        QCOMPARE(checkPoint(curve, x, *y), PointFault::None);
        QByteArray beside = *y;
        beside.back() = static_cast<char>(beside.back() ^ 2);
        QCOMPARE(checkPoint(curve, x, beside), PointFault::OffCurve);
    }
    QVERIFY2(points > count / 3 && points < count * 2 / 3, qPrintable(QString::number(points)));
}

QTEST_GUILESS_MAIN(tst_interop_Curves)
#include "tst_interop_Curves.moc"
