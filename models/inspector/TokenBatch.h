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
BatchAnswer verifyLine(QByteArrayView line, const TokenInspector &inspector, const jose::KeyCodec &codec);

} // namespace gatehouse::inspector
