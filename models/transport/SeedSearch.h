#pragma once

#include <QByteArrayView>

namespace gatehouse::transport {

/// The next place in [at, end) where a JOSE header may begin: "ey" or "ew", the base64url of a brace and of what JSON
/// allows behind it; also an "e" that a line break parts from its neighbour; also what "eyJ" is encoded once more,
/// twice more, escaped, and in UTF-16; containers; chunks of cookies; how compressed bytes and HTTP messages in base64
/// begin; and a field of HTTP that says how a body is encoded. `end` when there is none. Looks at each byte once,
/// sixteen at a time where the processor can.
const char *nextSeed(const char *at, const char *end);

/// What may begin at a seed.
enum class SeedKind {
    Header,         ///< a token, or a document in base64
    Encoded,        ///< a token in base64, or a document in base64 twice
    Twice,          ///< base64 of base64 of base64: of a token, or of gzip
    Packed,         ///< compressed bytes in base64
    Utf16,          ///< a token in UTF-16, of which no byte order mark told
    EncodedUtf16,   ///< that in base64
    Message,        ///< a field of HTTP that says how a body is encoded
    EncodedMessage, ///< an HTTP message in base64
    Container,      ///< compressed bytes as they are
    Escaped,        ///< a token with every character escaped
    Chunk,          ///< a number that a cookie's name ends in
    Saml,           ///< the name of a parameter with a deflated message in base64
    Deep,           ///< base64 of base64 and so on, deeper than it is decoded
};
SeedKind seedKind(const char *at, const char *end);

inline constexpr qsizetype containerHeaderSize = 32;
/// Whether the header of a container is what programs write; its magic bytes alone may be anything.
bool isContainerHeader(QByteArrayView bytes);

/// Behind the end record of the zip that begins at `at` (APPNOTE section 4.3.16); nothing when it is not there.
const char *endOfZip(const char *at, const char *end);

/// Line feeds in [at, end).
qint64 countLineFeeds(const char *at, const char *end);

} // namespace gatehouse::transport
