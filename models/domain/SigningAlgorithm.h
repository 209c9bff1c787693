#pragma once

#include <QString>

#include <optional>

namespace gatehouse::domain {

/// How an API's access tokens are signed (RFC 7518 section 3.1). Fixed when the API is created.
enum class SigningAlgorithm {
    RS256,   ///< with the tenant's key; APIs verify with the published key set. Recommended.
    HS256,   ///< with a secret that the API shares with the tenant
    RS512,   ///< with the tenant's key; only tenants elsewhere have it (contract section 1.6)
    PS256,   ///< the same
    Unknown, ///< a tenant elsewhere names one that is none of these
};

/// "unknown" where it is that.
QString signingAlgorithmName(SigningAlgorithm algorithm);
/// The exact JWA name, case included, of one that the server here signs with; nothing else is understood.
std::optional<SigningAlgorithm> parseSigningAlgorithm(const QString &name);
/// The same, of one that APIs of tenants elsewhere may have as well.
std::optional<SigningAlgorithm> readSigningAlgorithm(const QString &name);

/// Whether the server here signs with it, so that an API of an embedded tenant may have it.
constexpr bool isServedHere(SigningAlgorithm algorithm)
{
    return algorithm == SigningAlgorithm::RS256 || algorithm == SigningAlgorithm::HS256;
}

} // namespace gatehouse::domain
