#include "app/crypto/Crypto.h"
#include "models/jose/CompactJws.h"
#include "tests/interop/Peer.h"
#include "tests/support/TestKeys/TestKeys.h"

#include <QJsonArray>
#include <QTest>

#include <array>

using namespace gatehouse::jose;
using gatehouse::base::Secret;
using Outcome = SignatureVerifier::Outcome;
using namespace Qt::StringLiterals;
using gatehouse::tests::askPeer;
using gatehouse::tests::compact;
using gatehouse::tests::objectOf;

namespace {

constexpr std::array signedByQca{Algorithm::RS256, Algorithm::RS384, Algorithm::RS512,
                                 Algorithm::HS256, Algorithm::HS384, Algorithm::HS512};
// ASCII: jsonwebtoken reads the bytes of a header as Latin-1.
const QString kid = u"key/1"_s;

QJsonObject claims()
{
    return {{u"iss"_s, u"http://127.0.0.1:8126/"_s},
            {u"sub"_s, u"client@clients"_s},
            {u"aud"_s, u"https://api.example.com/appointments"_s},
            {u"iat"_s, 1700000000},
            {u"exp"_s, qint64(4102444800)},
            {u"scope"_s, u"read:appointments write:appointments"_s},
            {u"name"_s, u"Zoë 🔑"_s}};
}

/// `token` with the character at `position` replaced by the next of the base64url alphabet.
QByteArray withNextCharacter(QByteArray token, qsizetype position)
{
    constexpr QByteArrayView alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    const qsizetype at = alphabet.indexOf(token.at(position));
    token[position] = alphabet[(at + 1) % alphabet.size()];
    return token;
}

} // namespace

/// Tokens and keys exchanged with four independent implementations, each behind the line protocol of README.md.
class tst_interop_Signatures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theyVerifyOurs_data() { peers(); }
    void theyVerifyOurs();
    void weVerifyTheirs_data() { peers(); }
    void weVerifyTheirs();

private:
    static void peers();
    bool isRsa(Algorithm algorithm) const { return keyTypeOf(algorithm) == KeyType::Rsa; }
    QByteArray ourToken(Algorithm algorithm) const;
    Outcome verify(QByteArrayView token, Algorithm algorithm) const;

    gatehouse::app::Crypto m_crypto;
    Secret m_secret{QByteArrayView("a secret of at least sixty-four bytes, so that it suits HS512 as well")};
    QJsonObject m_privateJwk;
    QJsonObject m_secretJwk;
    QJsonObject m_jwks;
    QJsonObject m_otherJwks;
    JwkSet m_keys;
};

void tst_interop_Signatures::initTestCase()
{
    m_privateJwk = objectOf(gatehouse::tests::testKeyFile(u"private.jwk"_s));
    m_secretJwk = {{u"kty"_s, u"oct"_s}, {u"k"_s, QString::fromLatin1(encodeBase64Url(m_secret.bytes()))}};

    // A document as the server publishes it: the current key, and the next one.
    auto current = m_crypto.keys().publicKeyFromPem(gatehouse::tests::testKeyFile(u"public-spki.pem"_s));
    const auto generated = m_crypto.signers().generateRsa(2048);
    QVERIFY(current && generated);
    auto other = m_crypto.keys().publicKeyFromDer(generated->publicKey);
    QVERIFY(other);
    current->kid = kid;
    current->use = u"sig"_s;
    other->kid = u"key/2"_s;
    other->use = u"sig"_s;
    m_jwks[u"keys"_s] = QJsonArray{objectOf(other->toPublicJson()), objectOf(current->toPublicJson())};
    m_keys = JwkSet::parse(parseStrictJson(compact(m_jwks)).value()).value();
    QCOMPARE(m_keys.keys.size(), 2);

    // The same key id over another key: only the signature can tell.
    other->kid = kid;
    m_otherJwks[u"keys"_s] = QJsonArray{objectOf(other->toPublicJson())};
}

void tst_interop_Signatures::peers()
{
    QTest::addColumn<QString>("peer");
    QTest::newRow("jose (C)") << u"jose_c.py"_s;
    QTest::newRow("PyJWT") << u"pyjwt.py"_s;
    QTest::newRow("joserfc") << u"joserfc_peer.py"_s;
    QTest::newRow("jsonwebtoken (Node)") << u"jsonwebtoken.js"_s;
}

QByteArray tst_interop_Signatures::ourToken(Algorithm algorithm) const
{
    QJsonObject header{{u"alg"_s, algorithmName(algorithm)}, {u"typ"_s, u"JWT"_s}};
    if (isRsa(algorithm))
        header[u"kid"_s] = kid;
    const QByteArray input = encodeBase64Url(compact(header)) + '.' + encodeBase64Url(compact(claims()));
    const auto signature =
        isRsa(algorithm)
            ? m_crypto.signers().rsaSigner(algorithm, gatehouse::tests::testPrivateKey()).value()->sign(input)
            : m_crypto.signers().hmacSigner(algorithm, m_secret)->sign(input);
    return input + '.' + encodeBase64Url(signature.value());
}

Outcome tst_interop_Signatures::verify(QByteArrayView token, Algorithm algorithm) const
{
    const auto jws = CompactJws::parse(token);
    if (!jws)
        return Outcome::Failed;
    const JsonValue *alg = jws->header.member(u"alg");
    if (!alg || alg->string != algorithmName(algorithm))
        return Outcome::Failed;
    if (!isRsa(algorithm))
        return m_crypto.verifier().verify(algorithm, Jwk::fromSecret(m_secret), jws->signingInput(), jws->signature);
    const JsonValue *keyId = jws->header.member(u"kid");
    for (const Jwk &key : m_keys.keys) {
        if (keyId && key.kid == keyId->string)
            return m_crypto.verifier().verify(algorithm, key, jws->signingInput(), jws->signature);
    }
    return Outcome::Failed;
}

void tst_interop_Signatures::theyVerifyOurs()
{
    QFETCH(const QString, peer);
    QList<QJsonObject> lines;
    QList<bool> expected;
    const auto add = [&](Algorithm algorithm, const QByteArray &token, const QString &member, const QJsonObject &key,
                         bool good) {
        lines.append({{u"id"_s, lines.size()},
                      {u"alg"_s, algorithmName(algorithm)},
                      {u"token"_s, QString::fromLatin1(token)},
                      {member, key}});
        expected.append(good);
    };
    for (const Algorithm algorithm : signedByQca) {
        const QByteArray token = ourToken(algorithm);
        const QString member = isRsa(algorithm) ? u"jwks"_s : u"jwk"_s;
        const QJsonObject key = isRsa(algorithm) ? m_jwks : m_secretJwk;
        add(algorithm, token, member, key, true);
        // What they refuse shows that their "verified" says something.
        add(algorithm, withNextCharacter(token, token.indexOf('.') + 40), member, key, false);
        add(algorithm, withNextCharacter(token, token.lastIndexOf('.') + 3), member, key, false);
        if (isRsa(algorithm))
            add(algorithm, token, member, m_otherJwks, false);
    }
    const QList<QJsonObject> answers = askPeer(peer, u"verify"_s, lines);
    QCOMPARE(answers.size(), lines.size());
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const QByteArray context = compact(lines.at(i)) + " → " + compact(answers.at(i));
        QVERIFY2(answers.at(i)[u"id"_s] == lines.at(i)[u"id"_s], context.constData());
        QVERIFY2(answers.at(i)[u"verified"_s].toBool() == expected.at(i), context.constData());
    }
}

void tst_interop_Signatures::weVerifyTheirs()
{
    QFETCH(const QString, peer);
    QList<QJsonObject> lines;
    for (const Algorithm algorithm : signedByQca) {
        QJsonObject line{{u"id"_s, algorithmName(algorithm)},
                         {u"alg"_s, algorithmName(algorithm)},
                         {u"jwk"_s, isRsa(algorithm) ? m_privateJwk : m_secretJwk},
                         {u"claims"_s, claims()}};
        if (isRsa(algorithm))
            line[u"kid"_s] = kid;
        lines.append(line);
    }
    const QList<QJsonObject> answers = askPeer(peer, u"sign"_s, lines);
    QCOMPARE(answers.size(), lines.size());
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const Algorithm algorithm = signedByQca.at(static_cast<std::size_t>(i));
        const QByteArray token = answers.at(i)[u"token"_s].toString().toLatin1();
        QCOMPARE(verify(token, algorithm), Outcome::Verified);
        QCOMPARE(objectOf(CompactJws::parse(token).value().payload), claims());

        for (qsizetype position = 0; position < token.size(); ++position) {
            QByteArrayList changed{withNextCharacter(token, position)};
            for (const char character : {'.', '=', 'A', '\0', static_cast<char>(token.at(position) ^ 1)}) {
                if (character == token.at(position))
                    continue;
                changed.append(token);
                changed.last()[position] = character;
            }
            for (const QByteArray &text : std::as_const(changed))
                QVERIFY2(verify(text, algorithm) == Outcome::Failed, text.constData());
        }
        for (qsizetype length = 0; length < token.size(); ++length)
            QVERIFY(verify(token.first(length), algorithm) == Outcome::Failed);
    }
}

QTEST_GUILESS_MAIN(tst_interop_Signatures)
#include "tst_interop_Signatures.moc"
