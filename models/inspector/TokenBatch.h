#pragma once

#include "models/inspector/TokenInspector.h"

namespace gatehouse::inspector {

/// One line of `token verify --jsonl`: reads `{"id", "token", one of "jwk" | "jwks" | "pem" | "secret", "alg"?, "iss"?,
/// "aud"?, "now"?}` and answers the line to print, without a line feed: `{"id", "verified", "form", "signature",
/// "time", "claims", "reason"}`. Whatever the line is, there is an answer.
struct BatchAnswer
{
    QByteArray json;
    bool verified = false;
};
/// The public key of the line before, for a stream: most lines repeat it, and reading it costs as much as a fifth of a
/// verification. Secrets are not kept.
struct LastKey
{
    jose::JsonValue written;
    bool isSet = false; ///< whether it was read as a key set
    PastedKey read;
};
BatchAnswer verifyLine(QByteArrayView line, const TokenInspector &inspector, const jose::KeyCodec &codec,
                       LastKey *last = nullptr);

} // namespace gatehouse::inspector
