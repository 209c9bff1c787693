#pragma once

#include "models/inspector/TokenInspector.h"

#include <QByteArray>
#include <QStringList>

namespace gatehouse::inspector {

/// A text after what stood around the token was taken away. Characters inside a segment are never touched: a fault
/// there is the token's, and for the parser to name.
struct CleanedText
{
    QByteArray token;
    QStringList removed; ///< in the order it was removed, each name once
    QString scheme;      ///< "DPoP" when the text named it: such a token needs a proof besides
    int tokens = 0;      ///< how many were seen, when more than one: none is chosen then
    bool tooLarge = false;
};

inline constexpr qsizetype maxPastedText = 1024LL * 1024;

/// Takes away blanks and invisible characters, an `Authorization:` header and its scheme, quotes and brackets,
/// punctuation after the token, line wraps and mail quoting, percent-encoding up to two levels, and a JSON object or
/// query parameter around one token. Linear in the text; beyond maxPastedText it only says so.
CleanedText cleanText(QByteArrayView text, VerificationPolicy::TextOrigin origin);

} // namespace gatehouse::inspector
