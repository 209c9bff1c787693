#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace gatehouse::transport {

/// What the fields in front of the body of an HTTP message say about how it is written (RFC 9112 sections 6 and 7,
/// RFC 9110 section 8.4).
struct HttpHead
{
    enum class State {
        None,  ///< the text is no head, or its fields say nothing of this kind
        More,  ///< the bytes end before this can be told
        Found, ///< the body begins at `body`
    };

    State state = State::None;
    bool isChunked = false;
    bool isCompressed = false;
    std::optional<qint64> length = {};
    const char *body = nullptr;
    const char *readTo = nullptr; ///< how far the text was looked at
};

/// Longer heads are not read.
inline constexpr qsizetype longestHttpHead = qsizetype{32} * 1024;

/// The head that the field is in whose name has its hyphen at `hyphen`, in [begin, end).
HttpHead httpHeadAround(const char *begin, const char *hyphen, const char *end, bool isFinal);

/// Whether a text that begins like this is an HTTP message.
bool isHttpMessage(QByteArrayView beginning);

/// A body in chunks, put together.
struct HttpChunks
{
    struct Part
    {
        qsizetype at = 0;           ///< in `bytes`
        const char *from = nullptr; ///< of the input
    };

    QByteArray bytes;
    std::vector<Part> parts;
    const char *end = nullptr;
    bool isWhole = false; ///< its last chunk was there
    bool isShort = false; ///< the input ends inside it
};

/// From `at` on, until `most` bytes are there or the body ends. Without parts, no chunk begins there: a body is written
/// down in the clear often, under the fields it came with.
HttpChunks httpChunks(const char *at, const char *end, qsizetype most);

} // namespace gatehouse::transport
