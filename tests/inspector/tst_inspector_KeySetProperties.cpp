#include "tests/inspector/Catalogue.h"
#include "tests/support/Properties.h"

using namespace gatehouse;
using namespace gatehouse::inspector;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// RFC 7517 section 5 as a property: keys that are malformed, and valid ones of another key ID, change no verdict on a
/// token, wherever they are in its key set.
class tst_inspector_KeySetProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void otherKeysChangeNoVerdict();

private:
    enum class Kind { Rsa, Ec, Okp };
    static constexpr std::array kinds{Kind::Rsa, Kind::Ec, Kind::Okp};

    /// How the token and its key set are.
    enum class Case {
        Genuine,
        SignatureAltered,
        PayloadAltered,
        AnotherKeyOfItsId, ///< the set's key of that id did not sign it
        KeyAbsent,         ///< only others, each with an id of its own
        EmptySet,
        Expired,
        AlgorithmNone,
    };
    static constexpr std::array cases{
        Case::Genuine,   Case::Genuine,  Case::Genuine, Case::SignatureAltered,  Case::PayloadAltered,
        Case::KeyAbsent, Case::EmptySet, Case::Expired, Case::AnotherKeyOfItsId, Case::AlgorithmNone};

    QByteArray token(Kind kind, Case which, bool hasKid) const;
    QByteArrayList set(Kind kind, Case which, bool hasKid) const;
    static QByteArray jwk(const jose::Jwk &key, const QByteArray &kid);
    static QByteArrayList malformedKeys();
    TokenInspection inspect(const QByteArray &token, const QByteArrayList &keys) const
    {
        Catalogue::Policy policy = m_catalogue.key(R"({"keys":[)" + keys.join(',') + "]}");
        policy.explain = false; // why a signature fails is dear to find, and no verdict depends on it
        return m_catalogue.smith.inspect(token, policy);
    }
    static QStringList verdictOf(const TokenInspection &inspection);

    Catalogue m_catalogue;
    QHash<Kind, std::array<jose::PrivateKey, 2>> m_keys; ///< the signing one, and another
    QByteArrayList m_malformed;
};

void tst_inspector_KeySetProperties::initTestCase()
{
    const auto pair = [this](jose::Algorithm algorithm) {
        return std::array{m_catalogue.smith.generate(algorithm), m_catalogue.smith.generate(algorithm)};
    };
    m_keys = {{Kind::Rsa, pair(jose::Algorithm::RS256)},
              {Kind::Ec, pair(jose::Algorithm::ES256)},
              {Kind::Okp, pair(jose::Algorithm::EdDSA)}};
    m_malformed = malformedKeys();
    QVERIFY(m_malformed.size() >= 30);
    // Each of them is what it says: no key.
    for (const QByteArray &key : std::as_const(m_malformed)) {
        const auto set = jose::parseKeyText(R"({"keys":[)" + QByteArray(key).replace("@kid", "a") + "]}",
                                            m_catalogue.smith.crypto.keys());
        QVERIFY2(set && set->keys.isEmpty() && set->skipped.size() == 1, key.constData());
    }
}

/// A key in JSON with that id, or without one.
QByteArray tst_inspector_KeySetProperties::jwk(const jose::Jwk &key, const QByteArray &kid)
{
    jose::Jwk named = key;
    named.kid = kid.isEmpty() ? std::nullopt : std::optional(QString::fromLatin1(kid));
    return named.toPublicJson();
}

QByteArrayList tst_inspector_KeySetProperties::malformedKeys()
{
    const auto number = [](qsizetype size, char last) {
        QByteArray bytes(size, '\x5A');
        bytes[bytes.size() - 1] = last;
        return TokenSmith::part(bytes);
    };
    const QByteArray n = number(256, '\x01');
    const auto rsa = [](const QByteArray &modulus, const QByteArray &e, const QByteArray &more = {}) {
        return R"({"kty":"RSA","kid":"@kid","n":")" + modulus + R"(","e":")" + e + '"' + more + '}';
    };
    const auto ec = [](const QByteArray &crv, const QByteArray &rest) {
        return R"({"kty":"EC","kid":"@kid","crv":")" + crv + '"' + rest + '}';
    };
    const auto okp = [](const QByteArray &crv, const QByteArray &x) {
        return R"({"kty":"OKP","kid":"@kid","crv":")" + crv + R"(","x":")" + x + "\"}";
    };
    const QByteArray x = TokenSmith::part(QByteArray(32, '\x01'));
    const QByteArray xy = R"(,"x":")" + x + R"(","y":")" + x + '"';
    return {
        "null",
        "true",
        "17",
        R"("RSA")",
        "[]",
        "{}",
        R"({"kid":"@kid"})",
        R"({"kty":1,"kid":"@kid"})",
        R"({"kty":"rsa","kid":"@kid","n":")" + n + R"(","e":"AQAB"})",
        R"({"kty":"LMS","kid":"@kid","pub":"AA"})",
        R"({"kty":"RSA","kid":"@kid","n":")" + n + "\"}",
        R"({"kty":"RSA","kid":"@kid","e":"AQAB"})",
        R"({"kty":"RSA","kid":"@kid","n":3,"e":"AQAB"})",
        R"({"kty":"RSA","kid":"@kid","n":")" + n + R"(","e":65537})",
        rsa(n + '=', "AQAB"),
        rsa("+" + n, "AQAB"),
        rsa("", "AQAB"),
        rsa(TokenSmith::part('\0' + QByteArray(256, '\x5B')), "AQAB"),
        rsa(number(128, '\x01'), "AQAB"),
        rsa(number(256, '\x02'), "AQAB"),
        rsa(number(4096, '\x01'), "AQAB"),
        rsa(n, ""),
        rsa(n, "AQ"),
        rsa(n, "BA"),
        rsa(n, "AAEAAQ"),
        rsa(n, "AQAB", R"(,"alg":["RS256"])"),
        rsa(n, "AQAB", R"(,"use":true)"),
        rsa(n, "AQAB", R"(,"key_ops":"verify")"),
        rsa(n, "AQAB", R"(,"key_ops":["verify","verify"])"),
        rsa(n, "AQAB", R"(,"e":"AQAB")"),
        rsa(n, "AQAB", R"(,"x5c":"MII")"),
        rsa(n, "AQAB", R"(,"d":1)"),
        R"({"kty":"RSA","kid":7,"n":")" + n + R"(","e":"AQAB"})",
        R"({"kty":"RSA","kid":null,"n":")" + n + R"(","e":"AQAB"})",
        ec("P-256", R"(,"x":")" + x + '"'),
        ec("P-256", xy),
        ec("P-256", R"(,"x":"AQ","y":"AQ")"),
        ec("P-1", xy),
        ec("Ed25519", xy),
        okp("Ed25519", "AQ"),
        okp("Ed25519", TokenSmith::part(QByteArray(32, '\0'))),
        okp("X25519", "3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08"),
        okp("P-256", x),
        R"({"kty":"AKP","kid":"@kid","pub":"AA"})",
        R"({"kty":"AKP","kid":"@kid","alg":"ML-DSA-44","pub":"AA"})",
        R"({"kty":"AKP","kid":"@kid","alg":"ML-DSA-1","pub":"AA"})",
        R"({"kty":"oct","kid":"@kid"})",
        R"({"kty":"oct","kid":"@kid","k":""})",
    };
}

QByteArray tst_inspector_KeySetProperties::token(Kind kind, Case which, bool hasKid) const
{
    const QByteArray alg = which == Case::AlgorithmNone ? "none"
                           : kind == Kind::Rsa          ? "RS256"
                           : kind == Kind::Ec           ? "ES256"
                                                        : "EdDSA";
    const QByteArray header = R"({"alg":")" + alg + R"(","typ":"JWT")" + (hasKid ? R"(,"kid":"k1")" : "") + '}';
    QByteArray payload = Catalogue::payload();
    if (which == Case::Expired)
        payload.replace("1700000600", "1699999999");
    const QByteArray input = TokenSmith::part(header) + '.' + TokenSmith::part(payload);
    if (which == Case::AlgorithmNone)
        return input + '.';
    QByteArray made =
        m_catalogue.smith.sign(input, jose::parseAlgorithm(QString::fromLatin1(alg)).value(), m_keys.value(kind)[0]);
    const qsizetype signature = made.lastIndexOf('.') + 1;
    if (which == Case::SignatureAltered)
        made[signature] = made.at(signature) == 'A' ? 'B' : 'A';
    if (which == Case::PayloadAltered)
        made.replace(TokenSmith::part(payload), TokenSmith::part(Catalogue::payload(R"(,"x":1)")));
    return made;
}

QByteArrayList tst_inspector_KeySetProperties::set(Kind kind, Case which, bool hasKid) const
{
    const auto &[own, other] = m_keys.value(kind);
    switch (which) {
    case Case::EmptySet:
        return {};
    case Case::KeyAbsent:
        return {jwk(*other.publicPart, "k2")};
    case Case::AnotherKeyOfItsId:
        return {jwk(*other.publicPart, hasKid ? "k1" : "")};
    default:
        return {jwk(*own.publicPart, hasKid ? "k1" : "")};
    }
}

QStringList tst_inspector_KeySetProperties::verdictOf(const TokenInspection &inspection)
{
    return {formName(inspection.form),
            signatureName(inspection.signature),
            timeName(inspection.time),
            claimsName(inspection.claimsVerdict),
            policyName(inspection.policyVerdict),
            reasonCode(inspection.reason),
            verdictName(inspection.verdict()),
            inspection.key.kid,
            inspection.key.thumbprint};
}

void tst_inspector_KeySetProperties::otherKeysChangeNoVerdict()
{
    PropertyCounts counts;
    const auto isRight = rc::check("other keys change no verdict", [&] {
        const Kind kind = *rc::gen::elementOf(kinds);
        const Case which = *rc::gen::elementOf(cases);
        const bool hasKid = *rc::gen::arbitrary<bool>();
        const QByteArray text = token(kind, which, hasKid);
        const QByteArrayList before = set(kind, which, hasKid);
        QByteArrayList after = before;
        const int added = *rc::gen::inRange(1, 8);
        for (int i = 0; i < added; ++i) {
            // Without a kid every key that fits is tried: what another valid one changes is the number of them.
            const bool isValid = hasKid && which != Case::EmptySet && *rc::gen::inRange(0, 3) == 0;
            QByteArray key;
            if (isValid) {
                const QByteArray kid = "other" + QByteArray::number(*rc::gen::inRange(0, 4));
                const auto pair = m_keys.value(*rc::gen::elementOf(kinds));
                key = jwk(*pair.at(static_cast<std::size_t>(*rc::gen::inRange(0, 2))).publicPart, kid);
                counts.add(u"valid key of another id"_s);
            } else {
                const auto way = *rc::gen::inRange<qsizetype>(0, m_malformed.size());
                const QByteArray kid = *rc::gen::elementOf(std::vector<QByteArray>{"k1", "k2", "other", ""});
                key = QByteArray(m_malformed[way]).replace("@kid", kid);
                counts.add(u"malformed key %1"_s.arg(way + 1, 2, 10, QChar(u'0')));
            }
            after.insert(*rc::gen::inRange<qsizetype>(0, after.size() + 1), key);
        }
        const QStringList was = verdictOf(inspect(text, before));
        const QStringList is = verdictOf(inspect(text, after));
        counts.addCase();
        counts.add(u"verdict "_s + was[5]);
        if (was != is)
            RC_FAIL((was.join(u' ') + u" became "_s + is.join(u' ') + u" with "_s + QString::fromUtf8(after.join(',')))
                        .toStdString());
    });
    counts.print();
    QVERIFY(isRight);
    QVERIFY(counts.share(u"verdict verified"_s) >= 0.2);
    for (const auto &reason : {u"signature-wrong"_s, u"key-not-found"_s, u"key-invalid"_s, u"algorithm-none"_s})
        QVERIFY2(counts.share(u"verdict "_s + reason) >= 0.02, qPrintable(reason));
}

QTEST_GUILESS_MAIN(tst_inspector_KeySetProperties)
#include "tst_inspector_KeySetProperties.moc"
