#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace gatehouse::transport {

/// A JWS or JWE in JSON serialization inside a text, valid or not: the outermost object with a member `signature` or
/// `signatures` (RFC 7515 section 7.2), or `ciphertext` (RFC 7516 section 7.2). Everything inside belongs to it.
struct JsonToken
{
    enum class Kind { Jws, Jwe };

    Kind kind = Kind::Jws;
    QByteArray text;     ///< the object; for one inside a JSON string, with the string's escapes undone
    qsizetype begin = 0; ///< in the text that was searched
    qsizetype end = 0;   ///< the text's end where the object is cut off
    /// It names a payload, a protected header or a ciphertext: a signature alone many documents have.
    bool hasOwnContent = false;
};

/// Finds them in a text of any kind, in linear time. Syntax errors do not hide one: which object it is must not depend
/// on whether it is well-formed.
QList<JsonToken> jsonTokensIn(QByteArrayView text);

/// The kind of a text that is one such object from its first byte to its last.
std::optional<JsonToken::Kind> jsonTokenKind(QByteArrayView text);

} // namespace gatehouse::transport
