#include "models/transport/FoundToken.h"

#include <array>

namespace gatehouse::transport {

using namespace Qt::StringLiterals;

QLatin1StringView transportName(Transport transport)
{
    switch (transport) {
    case Transport::None:
        break;
    case Transport::PercentEncoding:
        return "percent-encoding"_L1;
    case Transport::JsonEscape:
        return "json-escape"_L1;
    case Transport::LineBreaks:
        return "line-breaks"_L1;
    case Transport::QuotedPrintable:
        return "quoted-printable"_L1;
    case Transport::CookieChunks:
        return "cookie-chunks"_L1;
    case Transport::MailQuoting:
        return "mail-quoting"_L1;
    case Transport::InvisibleCharacters:
        return "invisible-characters"_L1;
    case Transport::Base64:
        return "base64"_L1;
    case Transport::Utf16:
        return "utf-16"_L1;
    case Transport::LogLines:
        return "log-lines"_L1;
    case Transport::Chunks:
        return "http-chunks"_L1;
    case Transport::Concatenation:
        return "concatenation"_L1;
    }
    return {};
}

QList<Transport> transportsIn(Transports transports)
{
    static constexpr std::array order{Transport::PercentEncoding,
                                      Transport::JsonEscape,
                                      Transport::MailQuoting,
                                      Transport::LineBreaks,
                                      Transport::QuotedPrintable,
                                      Transport::CookieChunks,
                                      Transport::InvisibleCharacters,
                                      Transport::Base64,
                                      Transport::Utf16,
                                      Transport::LogLines,
                                      Transport::Chunks,
                                      Transport::Concatenation};
    QList<Transport> list;
    for (const Transport transport : order) {
        if (transports.testFlag(transport))
            list.append(transport);
    }
    return list;
}

QStringList transportNames(Transports transports)
{
    QStringList list;
    const QList<Transport> all = transportsIn(transports);
    for (const Transport transport : all)
        list.append(transportName(transport));
    return list;
}

QString kindName(FoundToken::Kind kind)
{
    switch (kind) {
    case FoundToken::Kind::Jws:
        return u"jws"_s;
    case FoundToken::Kind::Jwe:
        return u"jwe"_s;
    case FoundToken::Kind::SdJwt:
        return u"sd-jwt"_s;
    case FoundToken::Kind::Parts:
        return u"parts"_s;
    }
    return {};
}

} // namespace gatehouse::transport
