#pragma once

#include "models/base/Clock.h"
#include "models/base/Result.h"
#include "models/base/Secret.h"
#include "models/jose/Algorithm.h"

#include <QByteArray>

#include <memory>

namespace gatehouse::jose {

/// Signs with a key that nobody sees. Callable from several threads at once.
class Signer
{
public:
    virtual ~Signer() = default;
    virtual Algorithm algorithm() const = 0;
    virtual base::Result<QByteArray> sign(QByteArrayView input) const = 0;
};

/// A JWS in compact serialization (RFC 7515 section 7.1) of exactly these bytes; the header has to name the signer's
/// algorithm.
base::Result<QByteArray> signCompact(QByteArrayView header, QByteArrayView payload, const Signer &signer);

/// A fresh RSA key: its public part, and its private part for the sealed store alone.
struct GeneratedKey
{
    QByteArray publicKey;    ///< DER SubjectPublicKeyInfo
    base::Secret privateKey; ///< DER PKCS#8
};

/// Makes signers and keys.
class SignerFactory
{
public:
    virtual ~SignerFactory() = default;
    virtual base::Result<std::unique_ptr<Signer>> rsaSigner(Algorithm algorithm, const base::Secret &pkcs8) const = 0;
    virtual std::unique_ptr<Signer> hmacSigner(Algorithm algorithm, const base::Secret &secret) const = 0;
    virtual base::Result<GeneratedKey> generateRsa(int bits) const = 0;
    /// A certificate in DER in which the key vouches for itself, for verifiers that read keys from `x5c` alone (RFC
    /// 7517 section 4.7); empty from a factory that makes none.
    virtual base::Result<QByteArray> selfSigned(const base::Secret & /*pkcs8*/, const QString & /*commonName*/,
                                                base::Instant /*now*/) const
    {
        return QByteArray();
    }
};

} // namespace gatehouse::jose
