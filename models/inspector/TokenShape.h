#pragma once

#include <QByteArrayView>
#include <QString>

namespace gatehouse::inspector {

/// A character of base64url, or a dot.
bool isTokenCharacter(char c);
bool isTokenText(QByteArrayView text);

/// "ey…" in two or four dots: what is counted as a token inside other text.
bool looksLikeToken(QByteArrayView text);

/// The part of a token that proves nothing to anybody, with the dot behind it: header and payload of a JWS or an
/// SD-JWT; of a JWE, and of a JWS whose content holds a token itself, the header alone. Empty where dots part nothing:
/// in a JSON serialization, and in what is no token.
QByteArrayView withoutProof(QByteArrayView token);

/// A value signed by itsdangerous, as a session of Flask: data, a time and an HMAC between dots, like a JWS without a
/// header.
bool isSignedSession(QByteArrayView text);

/// The kind of credential a text that is no JWT looks like ("PASETO", "UUID"), or nothing.
QString knownFamily(QByteArrayView text);
/// The format of compressed data, as it is or in base64; empty when it is none. Many tokens and `token scan` open it.
QString packedFormat(QByteArrayView text);

/// How many distinct tokens a text contains.
qsizetype distinctTokens(QByteArrayView text);

} // namespace gatehouse::inspector
