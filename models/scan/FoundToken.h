#pragma once

#include <QByteArray>
#include <QFlags>
#include <QString>
#include <QStringList>

namespace gatehouse::scan {

/// Where a token stood.
struct Place
{
    qint64 offset = 0; ///< of its first byte in the input
    qint64 line = 1;   ///< counted from 1; 0 inside a body that was decoded
    int entry = -1;    ///< of a HAR, counted from 0; -1 elsewhere
    /// The nearest name in front: a header, a cookie, a parameter or a JSON member. Letters, digits and "._-[]$" only.
    QString name;

    bool operator==(const Place &) const = default;
};

/// What a token travelled through, undone by the scanner.
enum class Transport {
    None = 0,
    PercentEncoding = 1,
    JsonEscape = 2,
    LineBreaks = 4,
    QuotedPrintable = 8,
    CookieChunks = 16,
    Base64Body = 32,
    InvisibleCharacters = 64,
    Base64 = 128, ///< the token as a whole
    Utf16 = 256,  ///< the input as a whole
};
Q_DECLARE_FLAGS(Transports, Transport)
Q_DECLARE_OPERATORS_FOR_FLAGS(Transports)

/// Stable names ("percent-encoding"), in the order of the enumerators.
QStringList transportNames(Transports transports);

/// A token as it was found: its very characters, after what it travelled through was undone.
struct FoundToken
{
    enum class Kind {
        Jws,
        Jwe,
        SdJwt,
        Parts, ///< a JOSE header and more, in a number of parts that no token has
    };

    Kind kind = Kind::Jws;
    QByteArray token;
    Place place;
    Transports through;
    qint64 end = 0; ///< offset of what stands behind it in the input
};

/// "jws", "jwe", "sd-jwt", "parts"
QString kindName(FoundToken::Kind kind);

} // namespace gatehouse::scan
