#pragma once

#include "app/crypto/Crypto.h"
#include "models/inspector/TokenInspector.h"
#include "models/jose/Base64Url.h"
#include "tests/support/TestKeys/TestKeys.h"

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// Makes tokens of any shape, with real signatures over the text as it is given, and inspects them.
class TokenSmith
{
public:
    TokenSmith()
        : inspector(crypto.verifier(), crypto.keys(), crypto.inspectorExtras())
    {
    }

    static QByteArray part(QByteArrayView bytes) { return jose::encodeBase64Url(bytes); }

    /// HMAC over the very bytes of `input`.
    QByteArray mac(const QByteArray &input, const QByteArray &secret = hmacSecret(),
                   jose::Algorithm algorithm = jose::Algorithm::HS256) const
    {
        const auto signer = crypto.signers().hmacSigner(algorithm, base::Secret(QByteArrayView(secret)));
        return input + '.' + part(signer->sign(input).value());
    }
    QByteArray rsa(const QByteArray &input, jose::Algorithm algorithm = jose::Algorithm::RS256) const
    {
        const auto signer = crypto.signers().rsaSigner(algorithm, testPrivateKey());
        return input + '.' + part(signer.value()->sign(input).value());
    }
    QByteArray hs256(const QByteArray &header, const QByteArray &payload, const QByteArray &secret = hmacSecret()) const
    {
        return mac(part(header) + '.' + part(payload), secret);
    }
    QByteArray rs256(const QByteArray &header, const QByteArray &payload) const
    {
        return rsa(part(header) + '.' + part(payload));
    }
    /// Signed by a key of any type.
    QByteArray sign(const QByteArray &input, jose::Algorithm algorithm, const jose::PrivateKey &key) const
    {
        const auto signer = crypto.privateKeys().signer(algorithm, key);
        return input + '.' + part(signer.value()->sign(input).value());
    }
    jose::PrivateKey generate(jose::Algorithm algorithm) const
    {
        return crypto.privateKeys().generate(algorithm).value();
    }
    static inspector::PastedKey publicOf(const jose::PrivateKey &key)
    {
        jose::JwkSet set;
        set.keys.append(key.publicPart.value());
        return {.keys = set};
    }
    QByteArray good() const { return hs256(R"({"alg":"HS256","typ":"JWT"})", R"({"sub":"joe"})"); }

    /// 32 zero bytes, as in the table of measured implementations.
    static QByteArray hmacSecret() { return QByteArray(32, '\0'); }
    static inspector::PastedKey hmacKey()
    {
        return inspector::PastedKey::fromSecret(base::Secret(QByteArrayView(hmacSecret())));
    }
    inspector::PastedKey rsaKey() const
    {
        return inspector::PastedKey::fromText(testKeyFile(u"public-spki.pem"_s), crypto.keys());
    }
    jose::Jwk rsaJwk() const { return rsaKey().keys.value().keys.first(); }

    inspector::TokenInspection inspect(QByteArrayView text,
                                       const inspector::VerificationPolicy &policy = {.keys = hmacKey()}) const
    {
        return inspector.inspect(text, policy);
    }

    app::Crypto crypto;
    inspector::TokenInspector inspector;
};

inline bool hasFinding(const inspector::TokenInspection &inspection, const char *id)
{
    return std::ranges::any_of(
        inspection.findings, [id](const inspector::Finding &finding) { return finding.id() == QLatin1StringView(id); });
}

} // namespace gatehouse::tests
