#include "models/flow/ClientIdentity.h"

#include "models/oauth/ClientAuthentication.h"

#include <algorithm>

namespace gatehouse::flow {

using domain::ClientApplication;

namespace {

constexpr int assertionIdLength = 22; // 128 bits

} // namespace

std::expected<ClientKey, ClientKeyFault> clientKeyOf(const ClientApplication &client, const base::Secret &text,
                                                     const jose::PrivateKeys &keys, const jose::KeyCodec &codec)
{
    const auto key = keys.fromText(text);
    if (!key)
        return std::unexpected(ClientKeyFault{.kind = ClientKeyFault::Kind::NoKey, .key = key.error()});
    if (!key->publicPart || key->type == jose::KeyType::Octets)
        return std::unexpected(ClientKeyFault{.kind = ClientKeyFault::Kind::SignsNothing});
    const QString thumbprint = key->publicPart->thumbprint();
    const bool isOurs = std::ranges::any_of(client.publicKeys, [&](const QByteArray &der) {
        const auto one = codec.publicKeyFromDer(der);
        return one && one->thumbprint() == thumbprint;
    });
    // Of a tenant elsewhere the public keys are not always read.
    if (!isOurs && !client.publicKeys.isEmpty())
        return std::unexpected(ClientKeyFault{.kind = ClientKeyFault::Kind::OfNobody});
    auto signer = keys.signer(jose::usualAlgorithm(*key), *key);
    if (!signer)
        return std::unexpected(ClientKeyFault{.kind = ClientKeyFault::Kind::SignsNothing});
    return ClientKey(*std::move(signer));
}

ClientIdentity::ClientIdentity(const store::Custody &custody, base::RandomSource &random, const base::Clock &clock)
    : m_custody(custody)
    , m_random(random)
    , m_clock(clock)
{
}

void ClientIdentity::setKey(const domain::ClientId &client, ClientKey key)
{
    m_keys.insert(client, std::move(key));
}

base::Result<oauth::ClientCredentials> ClientIdentity::credentials(const ClientApplication &client, const QUrl &issuer,
                                                                   oauth::ClientAuthentication bySecret) const
{
    oauth::ClientCredentials made{.clientId = client.id.text(), .authentication = bySecret};
    switch (client.authentication) {
    case domain::ClientAuthentication::None:
        break;
    case domain::ClientAuthentication::Secret: {
        auto secret = m_custody.clientSecret(client);
        if (!secret)
            return std::unexpected(secret.error());
        made.secret = *std::move(secret);
        break;
    }
    case domain::ClientAuthentication::PrivateKeyJwt: {
        const ClientKey key = m_keys.value(client.id);
        if (!key)
            return base::failure(base::ErrorCode::ClientKeyNeeded, base::ErrorStep::MakeSigner, client.name);
        auto assertion =
            oauth::clientAssertion({.clientId = client.id.text(),
                                    .audience = issuer.toString(QUrl::FullyEncoded),
                                    .now = m_clock.now(),
                                    .id = base::randomText(m_random, base::base64UrlAlphabet, assertionIdLength)},
                                   *key);
        if (!assertion)
            return std::unexpected(assertion.error());
        made.assertion = *std::move(assertion);
        break;
    }
    }
    return made;
}

} // namespace gatehouse::flow
