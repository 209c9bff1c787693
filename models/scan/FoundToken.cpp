#include "models/scan/FoundToken.h"

#include <array>
#include <utility>

namespace gatehouse::scan {

QStringList transportNames(Transports transports)
{
    static constexpr std::array names{
        std::pair{Transport::PercentEncoding, QLatin1StringView("percent-encoding")},
        std::pair{Transport::JsonEscape, QLatin1StringView("json-escape")},
        std::pair{Transport::LineBreaks, QLatin1StringView("line-breaks")},
        std::pair{Transport::QuotedPrintable, QLatin1StringView("quoted-printable")},
        std::pair{Transport::CookieChunks, QLatin1StringView("cookie-chunks")},
        std::pair{Transport::Base64Body, QLatin1StringView("base64-body")},
        std::pair{Transport::InvisibleCharacters, QLatin1StringView("invisible-characters")},
        std::pair{Transport::Base64, QLatin1StringView("base64")},
        std::pair{Transport::Utf16, QLatin1StringView("utf-16")},
    };
    QStringList list;
    for (const auto &[transport, name] : names) {
        if (transports.testFlag(transport))
            list.append(name);
    }
    return list;
}

QString kindName(FoundToken::Kind kind)
{
    switch (kind) {
    case FoundToken::Kind::Jws:
        return QStringLiteral("jws");
    case FoundToken::Kind::Jwe:
        return QStringLiteral("jwe");
    case FoundToken::Kind::SdJwt:
        return QStringLiteral("sd-jwt");
    case FoundToken::Kind::Parts:
        return QStringLiteral("parts");
    }
    return {};
}

} // namespace gatehouse::scan
