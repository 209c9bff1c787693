#pragma once

#include "models/jose/Jwk.h"

#include <QList>

#include <memory>

namespace gatehouse::jose {

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
    qint64 notBefore = 0; ///< Unix seconds; itself still good
    qint64 notAfter = 0;
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

QString trustPathName(TrustPath path); ///< "not-an-authority"

/// Roots that a person configured, and no others: the system's are never asked. Callable from several threads at once.
class TrustedRoots
{
public:
    virtual ~TrustedRoots() = default;
    virtual qsizetype count() const = 0;
    /// `chain` begins with the certificate in question; the others may lead to a root, in any order. Judged at `now`
    /// (Unix seconds), or whatever the time. What was configured is trusted even if it is no self-signed root.
    virtual TrustPath judge(const QList<QByteArray> &chain, std::optional<qint64> now) const = 0;
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
