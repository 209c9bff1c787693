#pragma once

#include "models/inspector/Removal.h"

#include <QByteArray>
#include <QString>

namespace gatehouse::inspector {

/// A text after what stood around the token was taken away. Characters inside a segment are never touched: a fault
/// there is the token's, and for the parser to name.
struct CleanedText
{
    QByteArray token;
    Removals removed;     ///< in the order it was removed, each once
    QString scheme;       ///< "DPoP" when the text named it: such a token needs a proof besides
    int tokens = 0;       ///< how many were seen, when more than one: none is chosen then
    bool isToken = false; ///< a token was found, and what was around it is gone
    transport::FoundToken::Extent extent = transport::FoundToken::Extent::Whole;
    QByteArray encoded; ///< the token that the text holds in base64: offered, and not taken for the text
    bool tooLarge = false;
};

inline constexpr qsizetype maxPastedText = 1024LL * 1024;

/// Takes away what is around one token: spaces and invisible characters, an `Authorization:` header and its scheme,
/// quotation marks and punctuation, and whatever else transport::TokenScanner finds a token in. Linear in the text;
/// beyond maxPastedText it only says so.
CleanedText cleanText(QByteArrayView text);

/// Every token in a text, in order.
QList<transport::FoundToken> tokensIn(QByteArrayView text);

} // namespace gatehouse::inspector
