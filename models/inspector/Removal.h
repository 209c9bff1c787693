#pragma once

#include "models/transport/FoundToken.h"

#include <QList>

namespace gatehouse::inspector {

/// What was around or in a token, and was removed; of a program's field, what is there besides the token.
enum class Removal {
    Spaces,
    InvisibleCharacters,
    ByteOrderMark,
    Quotes,
    Brackets,
    Punctuation,
    AuthorizationHeader, ///< the name of the header field
    BearerScheme,
    DpopScheme,
    JwtScheme,
    Json,
    Parameter, ///< the name of a parameter
    SurroundingText,
    PercentEncoding,
    JsonEscapes,
    LineBreaks,
    MailQuoting,
    QuotedPrintable,
    CookieChunks,
    Base64,
    Utf16,
    LogLines,
    Chunks,
    Concatenation,
    OtherTokens, ///< of a field alone: there is more than one
};
using Removals = QList<Removal>;

/// The stable name of one, as `--json` has it ("bearer-prefix").
QLatin1StringView removalName(Removal removal);
QStringList removalNames(const Removals &removals);

/// What was undone of what a token travelled through.
Removals removalsOf(transport::Transports transports);

} // namespace gatehouse::inspector
