#include "models/domain/SigningAlgorithm.h"

namespace gatehouse::domain {

using namespace Qt::StringLiterals;

QString signingAlgorithmName(SigningAlgorithm algorithm)
{
    return algorithm == SigningAlgorithm::RS256 ? u"RS256"_s : u"HS256"_s;
}

std::optional<SigningAlgorithm> parseSigningAlgorithm(const QString &name)
{
    if (name == "RS256"_L1)
        return SigningAlgorithm::RS256;
    if (name == "HS256"_L1)
        return SigningAlgorithm::HS256;
    return {};
}

} // namespace gatehouse::domain
