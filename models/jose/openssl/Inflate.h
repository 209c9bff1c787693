#pragma once

#include <QByteArray>

#include <optional>

namespace gatehouse::jose::openssl {

/// Inflates a raw DEFLATE stream (RFC 1951), which `zip` DEF means, within the limits of jose/Decrypter.h. Nothing for
/// what would become larger, breaks off, or has bytes behind its end.
std::optional<QByteArray> inflateWithin(QByteArrayView compressed);

} // namespace gatehouse::jose::openssl
