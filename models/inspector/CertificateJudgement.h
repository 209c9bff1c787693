#pragma once

#include "models/inspector/FormJudgement.h"

namespace gatehouse::inspector {

/// The certificates a token or a JWK carries in `x5c`, as far as they are looked at.
struct CarriedCertificates
{
    enum class Fault {
        None,
        Base64Url, ///< base64url where standard base64 belongs (RFC 7515 section 4.1.6)
        Base64,    ///< not strict base64
        Der,       ///< no certificate
    };
    qsizetype count = 0;            ///< of all entries
    QList<QByteArray> certificates; ///< DER of the first jose::mostCertificates; empty where there is a fault
    QList<Fault> faults;            ///< one for each

    bool isWhole() const { return count == certificates.size() && !certificates.contains(QByteArray()); }
};

/// Nothing when there is no array `x5c`.
std::optional<CarriedCertificates> carriedCertificates(const jose::JsonValue &header);
/// Those in a JWK's `x5c`.
CarriedCertificates readCertificates(const QStringList &x5c);

/// Asks the policy's roots, when it has any, about the certificates of the token and those given as the key. Which key
/// verifies is not touched by it.
void judgeTrustPaths(TokenInspection &inspection, const VerificationPolicy &policy);

} // namespace gatehouse::inspector
