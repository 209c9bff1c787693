#pragma once

#include "models/jose/Jwk.h"

#include <QList>

#include <memory>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

/// The parts of an X.509 certificate (RFC 5280 section 4.1) that tell how it hangs together with others. They live as
/// long as the bytes that were read.
struct CertificateParts
{
    QByteArrayView issuer;  ///< Name, tag and length included
    QByteArrayView subject; ///< Name
    QByteArrayView key;     ///< SubjectPublicKeyInfo
};

/// The parts of a certificate in DER, or nothing when it is none. Who signed it is not asked.
std::optional<CertificateParts> certificateParts(QByteArrayView der);

/// The longest chain that is looked at: nobody needs more, and each one costs a signature.
inline constexpr qsizetype mostCertificates = 10;
/// The largest certificate that is looked at, in bytes.
inline constexpr qsizetype largestCertificate = qsizetype{64} * 1024;

/// The certificates of a text that holds nothing else, in PEM or one in DER, in its order; empty for any other text,
/// and for one with more than `most`.
QList<QByteArray> certificatesIn(QByteArrayView text, qsizetype most = mostCertificates);
/// Whether each one's issuer is named as the subject of the next, and the first is not its own issuer. Names only.
bool isNamedChain(const QList<QByteArray> &certificates);

/// What a certificate says of itself.
struct CertificateFacts
{
    QString subject; ///< RFC 4514, at most 200 characters; hostile
    QString issuer;
    qint64 notBefore = 0;      ///< Unix seconds; valid from this second
    qint64 notAfter = 0;       ///< valid through this second (RFC 5280 section 4.1.2.5)
    bool isSelfSigned = false; ///< its own key verifies it, which anybody can have
};

/// A chain as it was given, first the certificate with the key.
struct CertificateChain
{
    /// What joins a certificate to the next (RFC 7515 section 4.1.6: the next certifies it).
    enum class Link {
        Right,
        Elsewhere,      ///< its issuer is named by another certificate of the chain
        Absent,         ///< its issuer is named by none
        SignatureWrong, ///< the next is named, and its key did not sign it; or it is a key nothing is verified with
    };
    QList<std::optional<CertificateFacts>> certificates; ///< nothing for what is no certificate
    QList<Link> links; ///< of each but the last; Absent next to what is no certificate
};

/// Whether a chain leads to a root that a person configured.
enum class TrustPath {
    Trusted,
    NoRoot,         ///< no root of the person's issued it
    Expired,        ///< some certificate on the way
    NotYet,         ///< some certificate on the way
    SignatureWrong, ///< some certificate on the way
    NotAnAuthority, ///< issued by one that may issue none (basicConstraints, keyUsage, path length)
    Weak,           ///< a key or a hash that is too weak today
    Refused,        ///< otherwise against RFC 5280, malformed, or too long
};

constexpr QLatin1StringView codeName(TrustPath value)
{
    switch (value) {
    case TrustPath::Trusted:
        return "trusted"_L1;
    case TrustPath::NoRoot:
        return "no-root"_L1;
    case TrustPath::Expired:
        return "expired"_L1;
    case TrustPath::NotYet:
        return "not-yet"_L1;
    case TrustPath::SignatureWrong:
        return "signature-wrong"_L1;
    case TrustPath::NotAnAuthority:
        return "not-an-authority"_L1;
    case TrustPath::Weak:
        return "weak"_L1;
    case TrustPath::Refused:
        return "refused"_L1;
    }
    return {};
}

/// What a valid chain has that RFC 5280's profile for public CAs does not allow. Many private CAs have it.
struct ProfileDeviation
{
    enum class Kind {
        AuthorityKeyId,     ///< authorityKeyIdentifier missing or critical (section 4.2.1.1)
        SubjectKeyId,       ///< subjectKeyIdentifier missing or critical (section 4.2.1.2)
        KeyUsage,           ///< keyUsage of a CA missing, or at odds with basicConstraints (section 4.2.1.3)
        LeafKeyUsage,       ///< keyUsage of the certificate with the key allows no signatures (section 4.2.1.3)
        Subject,            ///< a CA without a name (section 4.1.2.6)
        Issuer,             ///< no issuer's name (section 4.1.2.4)
        AlternativeName,    ///< subjectAltName empty, or not critical where it is the only name (section 4.2.1.6)
        BasicConstraints,   ///< basicConstraints of a CA not critical, or a path length where none belongs (4.2.1.9)
        SignatureAlgorithm, ///< the two algorithm fields differ (section 4.1.1.2)
        Version,            ///< extensions in a certificate that is not version 3 (section 4.1.2.1)
        Other,
    };
    Kind kind = Kind::Other;
    int place = 1; ///< of the certificate on the way to the root, from 1

    bool operator==(const ProfileDeviation &) const = default;
};

constexpr QLatin1StringView codeName(ProfileDeviation::Kind value)
{
    switch (value) {
    case ProfileDeviation::Kind::AuthorityKeyId:
        return "authority-key-id"_L1;
    case ProfileDeviation::Kind::SubjectKeyId:
        return "subject-key-id"_L1;
    case ProfileDeviation::Kind::KeyUsage:
        return "key-usage"_L1;
    case ProfileDeviation::Kind::LeafKeyUsage:
        return "leaf-key-usage"_L1;
    case ProfileDeviation::Kind::Subject:
        return "subject"_L1;
    case ProfileDeviation::Kind::Issuer:
        return "issuer"_L1;
    case ProfileDeviation::Kind::AlternativeName:
        return "alternative-name"_L1;
    case ProfileDeviation::Kind::BasicConstraints:
        return "basic-constraints"_L1;
    case ProfileDeviation::Kind::SignatureAlgorithm:
        return "signature-algorithm"_L1;
    case ProfileDeviation::Kind::Version:
        return "version"_L1;
    case ProfileDeviation::Kind::Other:
        return "other"_L1;
    }
    return {};
}

/// Roots that a person configured, and no others: the system's are never asked. Callable from several threads at once.
class TrustedRoots
{
public:
    virtual ~TrustedRoots() = default;
    virtual qsizetype count() const = 0;
    /// `chain` begins with the certificate in question; the others may lead to a root, in any order. Judged at `now`
    /// (Unix seconds), or whatever the time. What was configured is trusted even if it is no self-signed root.
    virtual TrustPath judge(const QList<QByteArray> &chain, std::optional<qint64> now) const = 0;
    /// The first deviation from the profile of a chain that judge() trusts; nothing when it follows it.
    virtual std::optional<ProfileDeviation> deviation(const QList<QByteArray> &chain,
                                                      std::optional<qint64> now) const = 0;
};

/// Reads X.509 certificates. That a chain is in order or leads to a root never makes a key one to verify with. Callable
/// from several threads at once.
class Certificates
{
public:
    virtual ~Certificates() = default;
    /// DER certificates, of which the first mostCertificates are looked at.
    virtual CertificateChain read(const QList<QByteArray> &chain) const = 0;
    /// A PEM text of certificates, at most 1,000. NotAKey when there is anything else, or nothing, in it.
    virtual std::expected<std::shared_ptr<const TrustedRoots>, KeyError> roots(QByteArrayView pem) const = 0;
};

} // namespace gatehouse::jose
