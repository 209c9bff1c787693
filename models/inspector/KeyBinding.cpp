#include "models/inspector/KeyBinding.h"

namespace gatehouse::inspector {

using namespace Qt::StringLiterals;

std::optional<Reason> refuseKey(jose::Algorithm algorithm, const jose::Jwk &key)
{
    const bool isMac = jose::keyTypeOf(algorithm) == jose::KeyType::Octets;
    if (isMac && key.type != jose::KeyType::Octets)
        return Reason::AlgorithmConfusion;
    if (!jose::suits(algorithm, key))
        return key.crv && jose::isForAgreement(*key.crv) ? Reason::KeyUnusable : Reason::AlgorithmMismatch;
    if (key.alg && !jose::bindsTo(*key.alg, algorithm, key.crv))
        return Reason::AlgorithmMismatch;
    if (key.use && *key.use != "sig"_L1)
        return Reason::KeyUnusable;
    if (key.keyOps && !key.keyOps->contains("verify"_L1))
        return Reason::KeyUnusable;
    // `use` and `key_ops` together must say the same (RFC 7517 section 4.3).
    if (key.use && key.keyOps) {
        for (const QString &operation : *key.keyOps) {
            if (operation != "verify"_L1 && operation != "sign"_L1)
                return Reason::KeyUnusable;
        }
    }
    if (key.type == jose::KeyType::Octets) {
        if (isKeyText(key.k.bytes()))
            return Reason::AlgorithmConfusion;
        if (key.k.size() < jose::hashLength(algorithm))
            return Reason::KeyWeak;
        return std::nullopt;
    }
    // Keys are checked where they are read; this is the one rule that must hold whoever made the value.
    if (key.type == jose::KeyType::Rsa && key.bits() < jose::leastRsaBits)
        return Reason::KeyWeak;
    return std::nullopt;
}

Reason reasonFor(const jose::KeyError &error)
{
    switch (error.kind) {
    case jose::KeyError::Kind::WeakRsa:
    case jose::KeyError::Kind::RocaModulus:
    case jose::KeyError::Kind::LowOrderPoint:
    case jose::KeyError::Kind::EmptySecret:
        return Reason::KeyWeak;
    case jose::KeyError::Kind::LargeRsa:
    case jose::KeyError::Kind::BadExponent:
    case jose::KeyError::Kind::BadModulus:
    case jose::KeyError::Kind::AgreementKey:
        return Reason::KeyUnusable;
    case jose::KeyError::Kind::Ambiguous:
    case jose::KeyError::Kind::SeveralKeys:
        return Reason::KeyAmbiguous;
    default:
        return Reason::KeyInvalid;
    }
}

bool isKeyText(QByteArrayView secret)
{
    const QByteArrayView text = secret.trimmed();
    return text.startsWith("-----BEGIN ") || text.startsWith("ssh-") || text.startsWith("ecdsa-sha2-") ||
           (text.startsWith('{') && text.contains("\"kty\""));
}

} // namespace gatehouse::inspector
