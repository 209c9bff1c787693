#include "models/jose/CompactJws.h"

#include <algorithm>
#include <array>
#include <optional>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

/// One more than a JWE has; what comes after is not looked at.
constexpr int dotsCounted = 5;

struct Dots
{
    int count = 0; ///< at most dotsCounted
    std::array<qsizetype, dotsCounted> at{};
};

/// Counts instead of splitting: a text of a million dots costs five searches and no memory.
Dots countDots(QByteArrayView text)
{
    Dots dots;
    for (qsizetype from = 0; dots.count < dotsCounted; ++dots.count) {
        const qsizetype dot = text.indexOf('.', from);
        if (dot < 0)
            break;
        dots.at[static_cast<std::size_t>(dots.count)] = dot;
        from = dot + 1;
    }
    return dots;
}

constexpr QByteArrayView blanks(" \t\r\n");

/// Whether a segment decodes to something that begins as a JSON object or array does, a byte order mark or UTF-16
/// included: what tells a broken token from any other dotted text. The first character alone says little ("example"
/// begins with a brace as well), so the second byte has to fit.
bool beginsAsJson(QByteArrayView segment)
{
    while (!segment.isEmpty() && blanks.contains(segment.front()))
        segment = segment.sliced(1);
    // A copy may break off early: as many whole bytes as the characters give.
    QByteArray quartet = segment.first(std::min<qsizetype>(segment.size(), 4)).toByteArray();
    auto start = decodeBase64Url(quartet);
    if (!start || start->size() < 2) {
        quartet = quartet.first(std::min<qsizetype>(quartet.size(), 3)) + 'A';
        start = decodeBase64Url(quartet);
        if (!start || start->size() < 3)
            return false;
        start->chop(1);
    }
    const char first = start->at(0);
    const QByteArrayView second = QByteArrayView(*start).sliced(1, 1);
    if (first == '{')
        return second.front() == '\0' || QByteArrayView("\"} \t\r\n").contains(second);
    if (first == '[')
        return second.front() == '\0' || QByteArrayView("\"]{[ \t\r\n").contains(second);
    if (blanks.contains(first))
        return QByteArrayView("{[ \t\r\n").contains(second);
    return start->startsWith("\xEF\xBB\xBF") || start->startsWith("\xFF\xFE") || start->startsWith("\xFE\xFF") ||
           start->startsWith(QByteArrayView("\0{", 2));
}

/// Where an ellipsis or stars stand, or -1.
qsizetype shortenedAt(QByteArrayView text)
{
    qsizetype first = -1;
    for (const QByteArrayView mark : {QByteArrayView("..."), QByteArrayView("\xE2\x80\xA6"), QByteArrayView("*")}) {
        const qsizetype at = text.indexOf(mark);
        if (at >= 0 && (first < 0 || at < first))
            first = at;
    }
    return first;
}

bool isDotsOnly(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char character) { return character == '.'; });
}

std::unexpected<JwsError> refuse(JwsError::Kind kind, qsizetype position = 0, int segment = 0)
{
    return std::unexpected(JwsError{.kind = kind, .segment = segment, .position = position, .base64 = {}, .json = {}});
}

/// Why a text without exactly two dots is no JWS.
std::unexpected<JwsError> refuseParts(QByteArrayView text, const Dots &dots)
{
    if (isDotsOnly(text))
        return refuse(JwsError::Kind::Parts);
    const qsizetype firstEnd = dots.count > 0 ? dots.at[0] : text.size();
    const qsizetype secondEnd = dots.count > 1 ? dots.at[1] : text.size();
    const QByteArrayView first = text.first(firstEnd);
    const QByteArrayView second =
        firstEnd < text.size() ? text.sliced(firstEnd + 1, secondEnd - firstEnd - 1) : QByteArrayView();
    const bool headerLike = beginsAsJson(first);
    if (!headerLike && !(first.isEmpty() && beginsAsJson(second)))
        return refuse(JwsError::Kind::NotAJwt);
    if (const qsizetype at = shortenedAt(text); at >= 0)
        return refuse(JwsError::Kind::Shortened, at);
    if (dots.count == 4 && headerLike)
        return refuse(JwsError::Kind::Encrypted);
    return refuse(JwsError::Kind::Parts, dots.count > 2 ? dots.at[2] : text.size());
}

/// What RFC 7797 section 5.2 lets stand unencoded between two dots, or where something else does.
std::optional<qsizetype> unfitForCompact(QByteArrayView payload)
{
    for (qsizetype i = 0; i < payload.size(); ++i) {
        if (payload[i] < 0x20 || payload[i] > 0x7E)
            return i;
    }
    return std::nullopt;
}

std::unexpected<JwsError> refuseSegment(QByteArrayView text, int segment, qsizetype start, const Base64UrlError &base64)
{
    if (const qsizetype at = shortenedAt(text); at >= 0)
        return refuse(JwsError::Kind::Shortened, at);
    auto error = refuse(JwsError::Kind::Base64Url, start + base64.position, segment);
    error.error().base64 = base64;
    return error;
}

/// Where the base64url of byte `position` begins, within its segment.
qsizetype encodedPosition(qsizetype position)
{
    return position * 4 / 3;
}

} // namespace

bool hasUnencodedPayload(const JsonValue &protectedHeader)
{
    const JsonValue *b64 = protectedHeader.member(u"b64");
    const JsonValue *crit = protectedHeader.member(u"crit");
    return b64 && b64->type == JsonValue::Type::False && crit && crit->isArray() &&
           std::ranges::any_of(crit->elements,
                               [](const JsonValue &name) { return name.isString() && name.string == "b64"_L1; });
}

QByteArray CompactJws::signingInput(QByteArrayView detachedPayload) const
{
    QByteArray input = text.first(firstDot + 1);
    input += isUnencoded ? detachedPayload.toByteArray() : encodeBase64Url(detachedPayload);
    return input;
}

std::expected<CompactJws, JwsError> CompactJws::parse(QByteArrayView text)
{
    if (text.size() > maxTokenSize)
        return refuse(JwsError::Kind::TooLarge, maxTokenSize);
    const Dots dots = countDots(text);
    if (dots.count != 2)
        return refuseParts(text, dots);

    CompactJws jws;
    jws.firstDot = dots.at[0];
    jws.secondDot = dots.at[1];
    const std::array<QByteArrayView, 3> segments{
        text.first(jws.firstDot),
        text.sliced(jws.firstDot + 1, jws.secondDot - jws.firstDot - 1),
        text.sliced(jws.secondDot + 1),
    };
    const std::array<qsizetype, 3> starts{0, jws.firstDot + 1, jws.secondDot + 1};

    if (segments[0].isEmpty()) {
        const bool tokenLike = beginsAsJson(segments[1]) || isDotsOnly(text);
        return refuse(tokenLike ? JwsError::Kind::EmptyHeader : JwsError::Kind::NotAJwt);
    }
    const std::array<QByteArray *, 3> decoded{&jws.headerBytes, &jws.payload, &jws.signature};
    std::optional<Base64UrlError> payloadError; // none of its business if the header says that it is not encoded
    for (std::size_t i = 0; i < segments.size(); ++i) {
        auto bytes = decodeBase64Url(segments[i]);
        if (bytes) {
            *decoded[i] = std::move(*bytes);
            continue;
        }
        if (!beginsAsJson(segments[0]))
            return refuse(JwsError::Kind::NotAJwt);
        if (i == 1)
            payloadError = bytes.error();
        else if (!payloadError)
            return refuseSegment(text, static_cast<int>(i), starts[i], bytes.error());
    }

    auto header = parseStrictJson(jws.headerBytes);
    jws.isUnencoded = header && hasUnencodedPayload(*header);
    if (payloadError && !jws.isUnencoded)
        return refuseSegment(text, 1, starts[1], *payloadError);
    if (jws.isUnencoded) {
        if (const auto at = unfitForCompact(segments[1]))
            return refuseSegment(text, 1, starts[1], {.kind = Base64UrlError::Kind::Character, .position = *at});
        if (const auto signature = decodeBase64Url(segments[2]); !signature)
            return refuseSegment(text, 2, starts[2], signature.error());
        jws.payload = segments[1].toByteArray();
    }
    if (!header) {
        if (!beginsAsJson(segments[0]))
            return refuse(JwsError::Kind::NotAJwt);
        auto error = refuse(JwsError::Kind::HeaderJson, encodedPosition(header.error().position));
        error.error().json = header.error();
        return error;
    }
    if (!header->isObject())
        return refuse(JwsError::Kind::HeaderNotObject);
    jws.header = std::move(*header);
    jws.text = text.toByteArray();
    return jws;
}

} // namespace gatehouse::jose
