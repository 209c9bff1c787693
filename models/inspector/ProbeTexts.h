#pragma once

#include "models/jose/CompactJws.h"

#include <QList>

namespace gatehouse::inspector {

/// A text that may have been signed instead of the token's own.
struct SignedText
{
    QString name; ///< "quotes", "bearer", "standard-base64", "padding", "payload-compact"
    QByteArray bytes;
};
QList<SignedText> otherSignedTexts(const jose::CompactJws &jws);

/// Characters that one is mistaken for when it is typed, read aloud or recognised in a picture.
QByteArray mistakenFor(char c);

} // namespace gatehouse::inspector
