#pragma once

#include <QByteArray>

#include <expected>

namespace gatehouse::jose::openssl {

/// Why bytes do not inflate.
enum class InflateFault {
    TooLarge,   ///< beyond the limits of jose/Decrypter.h
    NotDeflate, ///< not a DEFLATE stream, one that breaks off, or one with bytes behind its end
};

/// Inflates a raw DEFLATE stream (RFC 1951), which `zip` DEF means, within the limits of jose/Decrypter.h.
std::expected<QByteArray, InflateFault> inflateWithin(QByteArrayView compressed);

} // namespace gatehouse::jose::openssl
