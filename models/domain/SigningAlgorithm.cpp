#include "models/domain/SigningAlgorithm.h"

#include <array>

namespace gatehouse::domain {

using namespace Qt::StringLiterals;

QString signingAlgorithmName(SigningAlgorithm algorithm)
{
    switch (algorithm) {
    case SigningAlgorithm::RS256:
        return u"RS256"_s;
    case SigningAlgorithm::HS256:
        return u"HS256"_s;
    case SigningAlgorithm::RS512:
        return u"RS512"_s;
    case SigningAlgorithm::PS256:
        return u"PS256"_s;
    case SigningAlgorithm::Unknown:
        break;
    }
    return u"unknown"_s;
}

std::optional<SigningAlgorithm> readSigningAlgorithm(const QString &name)
{
    constexpr std::array known{SigningAlgorithm::RS256, SigningAlgorithm::HS256, SigningAlgorithm::RS512,
                               SigningAlgorithm::PS256};
    for (const SigningAlgorithm algorithm : known) {
        if (name == signingAlgorithmName(algorithm))
            return algorithm;
    }
    return {};
}

std::optional<SigningAlgorithm> parseSigningAlgorithm(const QString &name)
{
    return readSigningAlgorithm(name).and_then(
        [](SigningAlgorithm algorithm) { return isServedHere(algorithm) ? std::optional(algorithm) : std::nullopt; });
}

} // namespace gatehouse::domain
