#include "models/domain/SigningAlgorithm.h"

namespace gatehouse::domain {

QString signingAlgorithmName(SigningAlgorithm algorithm)
{
    return algorithm == SigningAlgorithm::RS256 ? QStringLiteral("RS256") : QStringLiteral("HS256");
}

std::optional<SigningAlgorithm> parseSigningAlgorithm(const QString &name)
{
    if (name == QLatin1String("RS256"))
        return SigningAlgorithm::RS256;
    if (name == QLatin1String("HS256"))
        return SigningAlgorithm::HS256;
    return {};
}

} // namespace gatehouse::domain
