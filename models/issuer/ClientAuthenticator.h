#pragma once

#include "models/base/Clock.h"
#include "models/issuer/SecretAttempts.h"
#include "models/issuer/TokenParameters.h"
#include "models/issuer/UserGrantParts.h"
#include "models/oauth/TokenRequest.h"
#include "models/store/Custody.h"
#include "models/store/StoreSnapshot.h"

#include <expected>

namespace gatehouse::issuer {

/// Finds out which client is asking (RFC 6749 section 2.3): by secret in the body or as Basic, by an assertion, or, for
/// a public client, by its id alone. Never by two of them at once. Thread-safe.
class ClientAuthenticator
{
public:
    /// Without `parts` no client can authenticate by an assertion.
    ClientAuthenticator(const store::Custody &custody, const base::Clock &clock, const UserGrantParts *parts);

    /// `issuer` is the one the client asked at: an assertion is made out to it or to one of its endpoints.
    std::expected<domain::ClientApplication, oauth::TokenErrorResponse>
    authenticate(const TokenParameters &parameters, const store::StoreSnapshot &tenant, const QString &issuer);
    /// Lets clients in again that are slowed down because of wrong secrets.
    void forgetAttempts() { m_attempts.reset(); }

private:
    struct Claimed
    {
        QString clientId;
        base::Secret secret;
        QByteArray assertion;
    };
    /// Never empty; several where the credentials can be read in several ways.
    static std::expected<QList<Claimed>, oauth::TokenErrorResponse> claimedBy(const TokenParameters &parameters);
    std::expected<domain::ClientApplication, oauth::TokenErrorResponse>
    bySecret(const Claimed &claimed, const store::StoreSnapshot &tenant) const;
    std::expected<domain::ClientApplication, oauth::TokenErrorResponse>
    byAssertion(const Claimed &claimed, const store::StoreSnapshot &tenant, const QString &issuer) const;
    const store::Custody &m_custody;
    const base::Clock &m_clock;
    const UserGrantParts *m_parts;
    SecretAttempts m_attempts;
};

} // namespace gatehouse::issuer
