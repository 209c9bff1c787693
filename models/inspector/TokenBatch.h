#pragma once

#include "models/inspector/TokenInspector.h"

namespace gatehouse::inspector {

/// A line of `token verify --jsonl` that can be judged: `{"id", "token", one of "jwk" | "jwks" | "pem" | "secret",
/// "alg"?, "iss"?, "aud"?, "now"?, "content"?: "any"}`.
struct LineRequest
{
    QByteArray id; ///< as JSON; null when the line has none
    QByteArray token;
    VerificationPolicy policy;
    int keyMembers = 0; ///< with more than one, none of them is used
};

/// A line that is no request, such as one with a member "issuer", which looks like an option and is not one.
struct LineRefusal
{
    QByteArray id;
    QString message;
};

std::expected<LineRequest, LineRefusal> readLineRequest(QByteArrayView line, const jose::KeyCodec &codec);

/// The line to print, without a line feed: `{"id", "verified", "form", "signature", "time", "claims", "reason"}`; that
/// of a refused line has a "message" as well.
struct BatchAnswer
{
    QByteArray json;
    bool verified = false;
};
BatchAnswer answerOf(const LineRequest &request, TokenInspection inspection);
/// Whatever the line is, there is an answer.
BatchAnswer verifyLine(QByteArrayView line, const TokenInspector &inspector, const jose::KeyCodec &codec);
BatchAnswer answerOf(const LineRefusal &refusal);

} // namespace gatehouse::inspector
