#pragma once

#include <QString>

#include <optional>

namespace gatehouse::domain {

/// How an API's access tokens are signed (RFC 7518 section 3.1). Fixed when the API is created.
enum class SigningAlgorithm {
    RS256, ///< with the tenant's key; APIs verify with the published key set. Recommended.
    HS256, ///< with a secret that the API shares with the tenant
};

QString signingAlgorithmName(SigningAlgorithm algorithm);
/// The exact JWA name, case included; nothing else is understood.
std::optional<SigningAlgorithm> parseSigningAlgorithm(const QString &name);

} // namespace gatehouse::domain
