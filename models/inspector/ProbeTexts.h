#pragma once

#include "models/inspector/findings/Codes.h"
#include "models/jose/CompactJws.h"

#include <QList>

#include <string_view>

namespace gatehouse::inspector {

/// A text that may have been signed instead of the token's own.
struct SignedText
{
    SignedForm form;
    QByteArray bytes;
};
QList<SignedText> otherSignedTexts(const jose::CompactJws &jws);

/// JSON with a space behind each comma and colon, as Python's json.dumps writes it.
QByteArray spacedJson(const jose::JsonValue &value);

/// Characters that one is mistaken for when it is typed, read aloud or recognised in a picture.
QByteArray mistakenFor(char c);

inline constexpr std::string_view base64UrlLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Whether the letter at that place of a part in base64url stands for bytes that JSON may hold: no control characters.
bool canBeJson(QByteArrayView part, qsizetype at);

} // namespace gatehouse::inspector
