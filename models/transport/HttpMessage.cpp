#include "models/transport/HttpMessage.h"

#include "models/base/Text.h"

#include <algorithm>

namespace gatehouse::transport {

namespace {

constexpr qsizetype longestFieldStart = 20;
constexpr int sizeDigits = 7;
constexpr qsizetype longestExtension = 200;

bool isFieldCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/// The name of the field in a line; empty when it has none.
QByteArrayView fieldNameOf(QByteArrayView line)
{
    const auto *end = std::find_if_not(line.begin(), line.end(), isFieldCharacter);
    return end == line.end() || *end != ':' ? QByteArrayView() : line.first(end - line.begin());
}

void readField(QByteArrayView line, HttpHead &head)
{
    const QByteArrayView name = fieldNameOf(line);
    const QByteArray value = line.sliced(name.size() + 1).trimmed().toByteArray().toLower();
    if (name.compare("transfer-encoding", Qt::CaseInsensitive) == 0) {
        head.isChunked = head.isChunked || value.endsWith("chunked");
    } else if (name.compare("content-encoding", Qt::CaseInsensitive) == 0) {
        head.isCompressed = head.isCompressed || (!value.isEmpty() && value != "identity");
    } else if (name.compare("content-length", Qt::CaseInsensitive) == 0) {
        bool isNumber = false;
        const qint64 length = value.toLongLong(&isNumber);
        if (isNumber && length >= 0)
            head.length = length;
    }
}

} // namespace

HttpHead httpHeadAround(const char *begin, const char *hyphen, const char *end, bool isFinal)
{
    HttpHead head{.readTo = hyphen + 1};
    const char *start = hyphen;
    while (start > begin && hyphen - start < longestFieldStart && isFieldCharacter(start[-1]))
        --start;
    const QByteArrayView name(start, hyphen - start);
    const bool isOne =
        (name.compare("content", Qt::CaseInsensitive) == 0 || name.compare("transfer", Qt::CaseInsensitive) == 0) &&
        (start == begin || start[-1] == '\n');
    if (!isOne)
        return head;
    // The length may be said in front.
    const char *first = start;
    const char *limit = start - begin > longestHttpHead ? start - longestHttpHead : begin;
    while (first > limit) {
        const char *line = first - 1;
        while (line > limit && line[-1] != '\n')
            --line;
        if (fieldNameOf({line, first - line}).isEmpty())
            break;
        readField({line, first - line}, head);
        first = line;
    }
    const char *last = end - start > longestHttpHead ? start + longestHttpHead : end;
    for (const char *line = start; line < last;) {
        const char *feed = std::find(line, last, '\n');
        head.readTo = feed;
        if (feed == last)
            break;
        const QByteArrayView text = QByteArrayView(line, feed - line).trimmed();
        if (text.isEmpty()) {
            head.body = feed + 1;
            head.state = head.isChunked || head.isCompressed ? HttpHead::State::Found : HttpHead::State::None;
            return head;
        }
        const bool isFolded = *line == ' ' || *line == '\t';
        if (fieldNameOf(text).isEmpty() && !isFolded)
            return head;
        if (!isFolded)
            readField(text, head);
        line = feed + 1;
    }
    if (!isFinal && last == end)
        head.state = HttpHead::State::More;
    return head;
}

bool isHttpMessage(QByteArrayView beginning)
{
    if (beginning.startsWith("HTTP/"))
        return beginning.size() > 5 && beginning[5] >= '0' && beginning[5] <= '9';
    for (const QByteArrayView method : {"POST ", "PUT ", "PATCH "}) {
        if (beginning.startsWith(method))
            return beginning.size() > method.size() && QByteArrayView("/h*").contains(beginning[method.size()]);
    }
    return false;
}

HttpChunks httpChunks(const char *at, const char *end, qsizetype most)
{
    HttpChunks body{.bytes = {}, .parts = {}, .end = at};
    while (body.bytes.size() < most) {
        qsizetype size = 0;
        const char *digit = at;
        for (; digit < end && digit - at < sizeDigits && base::hexDigit(*digit) >= 0; ++digit)
            size = size * 16 + base::hexDigit(*digit);
        const char *limit = end - digit > longestExtension ? digit + longestExtension : end;
        const char *feed = std::find(digit, limit, '\n');
        const bool hasExtension = digit < end && (*digit == ';' || *digit == ' ');
        if (feed == end && (digit == end || hasExtension || *digit == '\r')) {
            body.isShort = true;
            return body;
        }
        if (digit == at || feed == limit || !(hasExtension || *digit == '\r' || *digit == '\n'))
            return body;
        const char *data = feed + 1;
        if (size == 0) {
            body.isWhole = true;
            body.end = data;
            return body;
        }
        const qsizetype there = std::min<qsizetype>({size, end - data, most - body.bytes.size()});
        body.parts.push_back({.at = body.bytes.size(), .from = data});
        body.bytes.append(data, there);
        at = body.end = data + there;
        if (there < size || end - at < 2) {
            body.isShort = body.bytes.size() < most;
            return body;
        }
        if (*at == '\r')
            ++at;
        if (*at != '\n')
            return body;
        ++at;
    }
    return body;
}

} // namespace gatehouse::transport
