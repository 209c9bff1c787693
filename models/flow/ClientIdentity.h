#pragma once

#include "models/base/Random.h"
#include "models/jose/KeyCodec.h"
#include "models/jose/PrivateKey.h"
#include "models/oauth/TokenRequest.h"
#include "models/store/Custody.h"

#include <QHash>
#include <QUrl>

#include <expected>

namespace gatehouse::flow {

/// Why a key cannot stand for a client that authenticates with private_key_jwt.
struct ClientKeyFault
{
    enum class Kind {
        NoKey,        ///< the text is no private key; `key` says why
        OfNobody,     ///< none of the client's public keys belongs to it
        SignsNothing, ///< a shared secret, or a key for decryption alone
    };
    Kind kind = Kind::NoKey;
    jose::KeyError key = {};
};

/// A client's private key, as a person brings it for a test.
using ClientKey = std::shared_ptr<const jose::Signer>;
std::expected<ClientKey, ClientKeyFault> clientKeyOf(const domain::ClientApplication &client, const base::Secret &text,
                                                     const jose::PrivateKeys &keys, const jose::KeyCodec &codec);

/// Who a client is in a test: by the secret in custody, or by a key that a person brought. The key stays in memory and
/// goes with the program.
class ClientIdentity
{
public:
    ClientIdentity(const store::Custody &custody, base::RandomSource &random, const base::Clock &clock);

    void setKey(const domain::ClientId &client, ClientKey key);
    bool hasKey(const domain::ClientId &client) const { return m_keys.contains(client); }
    /// For a request to that issuer; ClientKeyNeeded where a key has to be brought first.
    base::Result<oauth::ClientCredentials> credentials(const domain::ClientApplication &client, const QUrl &issuer,
                                                       oauth::ClientAuthentication bySecret) const;

private:
    const store::Custody &m_custody;
    base::RandomSource &m_random;
    const base::Clock &m_clock;
    QHash<domain::ClientId, ClientKey> m_keys;
};

} // namespace gatehouse::flow
