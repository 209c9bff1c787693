#include "app/crypto/Crypto.h"
#include "models/base/Random.h"
#include "tests/interop/Peer.h"

#include <QTest>

#include <array>

using namespace gatehouse;
using namespace gatehouse::jose;
using namespace Qt::StringLiterals;
using gatehouse::tests::askPeer;
using gatehouse::tests::compact;
using gatehouse::tests::objectOf;

/// Tokens that other implementations encrypt, in every key management and content encryption that is decrypted here,
/// opened with our keys. We only open: there is no other direction.
class tst_interop_Encryption : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void weOpenTheirs_data();
    void weOpenTheirs();

private:
    struct Named
    {
        QString name;
        DecryptionKey key;
    };
    /// The keys that suit a key management: one, or one for each curve.
    QList<Named> keysFor(KeyManagement management, ContentEncryption encryption) const;
    DecryptionKey secretOf(qsizetype bytes) const;

    app::Crypto m_crypto;
    DecryptionKey m_rsa;
    QList<Named> m_curves;
};

namespace {

const QString plain = u"{\"sub\":\"someone\",\"text\":\"f\u00fcr alle\"}"_s;

/// What `dir` needs for each content encryption (RFC 7518 sections 5.2 and 5.3).
constexpr std::array directKeyBytes{32, 48, 64, 16, 24, 32};
constexpr int managements = static_cast<int>(KeyManagement::Pbes2HS512) + 1;
constexpr int encryptions = static_cast<int>(ContentEncryption::A256Gcm) + 1;

} // namespace

void tst_interop_Encryption::initTestCase()
{
    m_rsa = m_crypto.privateKeys().generate(Algorithm::RS256).value();
    m_rsa.alg.reset();
    m_rsa.use.reset();
    for (const auto &[name, curve] :
         {std::pair{u"P-256"_s, Curve::P256}, std::pair{u"P-384"_s, Curve::P384}, std::pair{u"P-521"_s, Curve::P521},
          std::pair{u"X25519"_s, Curve::X25519}, std::pair{u"X448"_s, Curve::X448}})
        m_curves.append({name, m_crypto.privateKeys().generate(curve).value()});
}

DecryptionKey tst_interop_Encryption::secretOf(qsizetype bytes) const
{
    base::SystemRandom random;
    std::vector<unsigned char> secret(static_cast<std::size_t>(bytes));
    random.fill(secret);
    return DecryptionKey::fromSecret(base::Secret(std::move(secret)));
}

QList<tst_interop_Encryption::Named> tst_interop_Encryption::keysFor(KeyManagement management,
                                                                     ContentEncryption encryption) const
{
    switch (management) {
    case KeyManagement::Direct:
        return {{{}, secretOf(directKeyBytes[static_cast<std::size_t>(encryption)])}};
    case KeyManagement::A128Kw:
        return {{{}, secretOf(16)}};
    case KeyManagement::A192Kw:
        return {{{}, secretOf(24)}};
    case KeyManagement::A256Kw:
        return {{{}, secretOf(32)}};
    case KeyManagement::RsaOaep:
    case KeyManagement::RsaOaep256:
        return {{{}, m_rsa}};
    default:
        return m_curves;
    }
}

void tst_interop_Encryption::weOpenTheirs_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QStringList>("curves");
    QTest::newRow("joserfc") << u"joserfc_peer.py"_s
                             << QStringList{u"P-256"_s, u"P-384"_s, u"P-521"_s, u"X25519"_s, u"X448"_s};
    QTest::newRow("jose (Node)") << u"jose_node.js"_s << QStringList{u"P-256"_s, u"P-384"_s, u"P-521"_s, u"X25519"_s};
    QTest::newRow("jose (C)") << u"jose_c.py"_s << QStringList{u"P-256"_s, u"P-384"_s, u"P-521"_s};
}

void tst_interop_Encryption::weOpenTheirs()
{
    QFETCH(const QString, peer);
    QFETCH(const QStringList, curves);
    QList<QJsonObject> lines;
    QList<DecryptionKey> keys;
    for (int i = 0; i < managements; ++i) {
        const auto management = static_cast<KeyManagement>(i);
        // Those that every peer makes, for keys that suit them.
        if (management > KeyManagement::EcdhEsA256Kw)
            continue;
        for (int j = 0; j < encryptions; ++j) {
            const auto encryption = static_cast<ContentEncryption>(j);
            const QList<Named> suited = keysFor(management, encryption);
            for (const Named &named : suited) {
                if (!named.name.isEmpty() && !curves.contains(named.name))
                    continue;
                const auto jwk = m_crypto.privateKeys().toJson(named.key);
                QVERIFY(jwk);
                QJsonObject key = objectOf(jwk->bytes());
                for (const QString &member : {u"alg"_s, u"use"_s, u"key_ops"_s})
                    key.remove(member);
                lines.append({{u"id"_s, lines.size()},
                              {u"alg"_s, keyManagementName(management)},
                              {u"enc"_s, contentEncryptionName(encryption)},
                              {u"jwk"_s, key},
                              {u"plain"_s, plain}});
                keys.append(named.key);
            }
        }
    }
    QVERIFY(lines.size() >= 10 * encryptions);
    const QList<QJsonObject> answers = askPeer(peer, u"encrypt"_s, lines);
    QCOMPARE(answers.size(), lines.size());
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const QByteArray context = compact(lines.at(i)) + " → " + compact(answers.at(i));
        const auto jwe = Jwe::parse(answers.at(i)[u"token"_s].toString().toLatin1());
        QVERIFY2(jwe, context.constData());
        const auto opened = m_crypto.decrypter().decrypt(*jwe, 0, keys.at(i));
        QVERIFY2(opened && *opened == plain.toUtf8(), context.constData());
        // One changed bit in any part, and it stays shut.
        for (QByteArray Jwe::*part : {&Jwe::iv, &Jwe::ciphertext, &Jwe::tag, &Jwe::protectedText}) {
            Jwe changed = *jwe;
            const qsizetype at = (changed.*part).size() / 2;
            (changed.*part)[at] = static_cast<char>((changed.*part)[at] ^ 1);
            QVERIFY2(!m_crypto.decrypter().decrypt(changed, 0, keys.at(i)), context.constData());
        }
        Jwe changed = *jwe;
        QByteArray &encryptedKey = changed.recipients[0].encryptedKey;
        if (encryptedKey.isEmpty())
            encryptedKey = "x";
        else
            encryptedKey[0] = static_cast<char>(encryptedKey[0] ^ 1);
        QVERIFY2(!m_crypto.decrypter().decrypt(changed, 0, keys.at(i)), context.constData());
    }
}

QTEST_GUILESS_MAIN(tst_interop_Encryption)
#include "tst_interop_Encryption.moc"
