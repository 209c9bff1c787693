#include "models/inspector/Removal.h"

namespace gatehouse::inspector {

using namespace Qt::StringLiterals;

QLatin1StringView removalName(Removal removal)
{
    using transport::Transport;
    using transport::transportName;
    switch (removal) {
    case Removal::Spaces:
        return "blanks"_L1;
    case Removal::InvisibleCharacters:
        return transportName(Transport::InvisibleCharacters);
    case Removal::ByteOrderMark:
        return "byte-order-mark"_L1;
    case Removal::Quotes:
        return "quotes"_L1;
    case Removal::Brackets:
        return "brackets"_L1;
    case Removal::Punctuation:
        return "punctuation"_L1;
    case Removal::AuthorizationHeader:
        return "authorization-header"_L1;
    case Removal::BearerScheme:
        return "bearer-prefix"_L1;
    case Removal::DpopScheme:
        return "dpop-prefix"_L1;
    case Removal::JwtScheme:
        return "jwt-prefix"_L1;
    case Removal::Json:
        return "json"_L1;
    case Removal::Parameter:
        return "parameter"_L1;
    case Removal::SurroundingText:
        return "surrounding-text"_L1;
    case Removal::PercentEncoding:
        return transportName(Transport::PercentEncoding);
    case Removal::JsonEscapes:
        return transportName(Transport::JsonEscape);
    case Removal::LineBreaks:
        return transportName(Transport::LineBreaks);
    case Removal::MailQuoting:
        return transportName(Transport::MailQuoting);
    case Removal::QuotedPrintable:
        return transportName(Transport::QuotedPrintable);
    case Removal::CookieChunks:
        return transportName(Transport::CookieChunks);
    case Removal::Base64:
        return transportName(Transport::Base64);
    case Removal::Utf16:
        return transportName(Transport::Utf16);
    case Removal::LogLines:
        return transportName(Transport::LogLines);
    case Removal::Chunks:
        return transportName(Transport::Chunks);
    case Removal::Concatenation:
        return transportName(Transport::Concatenation);
    case Removal::OtherTokens:
        return "several-tokens"_L1;
    }
    return {};
}

QStringList removalNames(const Removals &removals)
{
    QStringList names;
    for (const Removal removal : removals)
        names.append(removalName(removal));
    return names;
}

Removals removalsOf(transport::Transports transports)
{
    using transport::Transport;
    Removals removals;
    const auto undone = transport::transportsIn(transports);
    for (const Transport transport : undone) {
        switch (transport) {
        case Transport::None:
            break;
        case Transport::PercentEncoding:
            removals.append(Removal::PercentEncoding);
            break;
        case Transport::JsonEscape:
            removals.append(Removal::JsonEscapes);
            break;
        case Transport::LineBreaks:
            removals.append(Removal::LineBreaks);
            break;
        case Transport::QuotedPrintable:
            removals.append(Removal::QuotedPrintable);
            break;
        case Transport::CookieChunks:
            removals.append(Removal::CookieChunks);
            break;
        case Transport::MailQuoting:
            removals.append(Removal::MailQuoting);
            break;
        case Transport::InvisibleCharacters:
            removals.append(Removal::InvisibleCharacters);
            break;
        case Transport::Base64:
            removals.append(Removal::Base64);
            break;
        case Transport::Utf16:
            removals.append(Removal::Utf16);
            break;
        case Transport::LogLines:
            removals.append(Removal::LogLines);
            break;
        case Transport::Chunks:
            removals.append(Removal::Chunks);
            break;
        case Transport::Concatenation:
            removals.append(Removal::Concatenation);
            break;
        }
    }
    return removals;
}

} // namespace gatehouse::inspector
