#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <expected>

namespace gatehouse::jose {

/// Why a segment is not base64url as RFC 7515 section 2 wants it: no padding, no other alphabet, no blanks, no spare
/// bits.
struct Base64UrlError
{
    enum class Kind {
        Character, ///< not of the URL-safe alphabet
        Padding,   ///< `=`
        Length,    ///< a length no encoder produces (1 modulo 4)
        SpareBits, ///< leftover bits that are not zero: another text decodes to the same bytes
    };
    Kind kind = Kind::Character;
    qsizetype position = 0; ///< in the segment

    bool operator==(const Base64UrlError &) const = default;
};

/// Decodes strictly into `bytes`, whose memory is reused; nothing is repaired. What `bytes` holds after an error is
/// undefined.
std::expected<void, Base64UrlError> decodeBase64Url(QByteArrayView text, QByteArray &bytes);
/// The same into a new array.
std::expected<QByteArray, Base64UrlError> decodeBase64Url(QByteArrayView text);

QByteArray encodeBase64Url(QByteArrayView bytes);

} // namespace gatehouse::jose
