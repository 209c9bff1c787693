#pragma once

#include <QByteArray>

#include <optional>

namespace gatehouse::inspector {

/// The header that Microsoft Entra ID signs where it sends one with a nonce: the same bytes, with the value of `nonce`
/// replaced by the base64url of its SHA-256. Nothing when the JSON has no `nonce` that is a string. `header` is strict
/// JSON.
std::optional<QByteArray> withHashedNonce(QByteArrayView header);

} // namespace gatehouse::inspector
