#pragma once

#include <QByteArray>
#include <QFlags>
#include <QString>
#include <QStringList>

namespace gatehouse::transport {

/// Where a token stood.
struct Place
{
    qint64 offset = 0; ///< of its first byte in the input
    qint64 line = 1;   ///< counted from 1
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
    MailQuoting = 32,
    InvisibleCharacters = 64,
    Base64 = 128,
    Utf16 = 256,          ///< the input as a whole
    LogLines = 512,       ///< a line that a container's runtime cut
    Chunks = 1024,        ///< those of an HTTP message (RFC 9112 section 7.1)
    Concatenation = 2048, ///< strings of source code, one behind the other
};
Q_DECLARE_FLAGS(Transports, Transport)
Q_DECLARE_OPERATORS_FOR_FLAGS(Transports)

/// Each of them, always in one order.
QList<Transport> transportsIn(Transports transports);
/// The stable name of one ("percent-encoding"), and those of several, in that order.
QLatin1StringView transportName(Transport transport);
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

    /// Whether all of it is there. What lacks its end is told as such: that it fails says nothing of its issuer.
    enum class Extent {
        Whole,
        CutLine,           ///< it ends with its line, and what is behind is not the rest of it
        MissingChunk,      ///< it came in several cookies, and one is not there, or is there with two values
        MissingFirstChunk, ///< the same, of the first one
        TooLong,           ///< longer than any that is read; `token` is its beginning
    };

    Kind kind = Kind::Jws;
    Extent extent = Extent::Whole;
    QByteArray token;
    Place place;
    Transports through;
    qint64 end = 0;          ///< offset of what stands behind it in the input
    bool isComplete = false; ///< its last part is as long as the algorithm wants it: nothing behind it is its own
};

/// "jws", "jwe", "sd-jwt", "parts"
QString kindName(FoundToken::Kind kind);

} // namespace gatehouse::transport
