#pragma once

#include "models/jose/Jwe.h"
#include "models/jose/PrivateKey.h"

namespace gatehouse::jose {

/// Why a JWE stays shut.
struct DecryptionError
{
    enum class Kind {
        Header,      ///< refused before any work: see `refusal`
        KeyUnfit,    ///< the key's type, curve, size, `alg`, `use` or `key_ops` does not suit the header
        Failed,      ///< whatever went wrong with the key in hand; it never says more (RFC 7516 section 11.5)
        Expansion,   ///< authentic, and inflates beyond the limits
        Compression, ///< authentic, and not one whole DEFLATE stream
    };
    Kind kind = Kind::Failed;
    std::optional<JweRefusal> refusal;

    bool operator==(const DecryptionError &) const = default;
};

/// The most that a compressed JWE may become, in bytes and as a multiple of what was compressed.
inline constexpr qsizetype mostInflatedBytes = qsizetype{256} * 1024;
inline constexpr qsizetype mostInflationRatio = 100;

/// Opens JWEs with a configured key. That one opens says that it was encrypted to this key, and nothing about who did
/// it. Callable from several threads at once.
class Decrypter
{
public:
    virtual ~Decrypter() = default;
    virtual std::expected<QByteArray, DecryptionError> decrypt(const Jwe &jwe, qsizetype recipient,
                                                               const DecryptionKey &key) const = 0;
};

} // namespace gatehouse::jose
