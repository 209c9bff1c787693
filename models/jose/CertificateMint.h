#pragma once

#include "models/base/Clock.h"
#include "models/base/Result.h"
#include "models/base/Secret.h"

#include <QByteArray>

namespace gatehouse::jose {

/// A certificate (RFC 5280) and the private key to it, both in DER.
struct CertifiedKey
{
    QByteArray certificate;
    base::Secret key; ///< PKCS #8
};

/// What a TLS server on the loopback shows and proves (RFC 8446 section 4.4.2).
struct TlsIdentity
{
    CertifiedKey leaf;
    QByteArray authority;  ///< the certificate that issued it
    base::Instant renewal; ///< from then on it is to be replaced by a new one
};

/// Makes the certificates of a private authority that can vouch for this machine's loopback and for nothing else: its
/// certificate says so in critical name constraints, so that a person who trusts it risks nothing beyond the loopback.
class CertificateMint
{
public:
    virtual ~CertificateMint() = default;

    /// A new authority with a P-256 key, valid for ten years from `now`; it issues no other authorities.
    virtual base::Result<CertifiedKey> makeAuthority(base::Instant now) const = 0;
    /// Whether an authority is to be replaced: it ends within 60 days, or has not begun, or is not one.
    virtual bool isAuthorityDue(const QByteArray &certificate, base::Instant now) const = 0;
    /// A key and a certificate for localhost, 127.0.0.1 and ::1, valid for at most 397 days, never longer than its
    /// authority, and to be renewed 30 days before its end.
    virtual base::Result<TlsIdentity> makeIdentity(const CertifiedKey &authority, base::Instant now) const = 0;
    /// A certificate in DER of that key by itself, valid for ten years from `now`. It vouches for nobody.
    virtual base::Result<QByteArray> selfSigned(const base::Secret &pkcs8, const QString &commonName,
                                                base::Instant now) const = 0;
};

/// A certificate as a PEM file holds it (RFC 7468 section 5.1).
QByteArray certificatePem(const QByteArray &der);
/// SHA-256 of a certificate's SubjectPublicKeyInfo in base64, as browsers and RFC 7469 section 2.4 name a key; empty
/// for what is no certificate.
QByteArray publicKeyPin(const QByteArray &certificate);

} // namespace gatehouse::jose
