#include "models/scan/RepeatedLine.h"

#include "models/jose/CompactJws.h"
#include "models/jose/StrictJson.h"

#include <algorithm>

namespace gatehouse::scan {

namespace {

constexpr qsizetype longestId = 100;

bool isAsciiDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isPlainByte(char c)
{
    return isAsciiDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.' ||
           c == ':';
}

/// The length of a string at the start of `text`, its quotes included, that needs no escapes however it is written.
qsizetype plainString(QByteArrayView text)
{
    if (!text.startsWith('"'))
        return 0;
    const auto end = std::find_if_not(text.begin() + 1, text.end(), isPlainByte);
    return end != text.end() && *end == '"' ? end - text.begin() + 1 : 0;
}

/// The length of an integer at the start of `text` that is written in the only way there is.
qsizetype plainInteger(QByteArrayView text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isAsciiDigit);
    const qsizetype length = end - text.begin();
    return length > 1 && text.startsWith('0') ? 0 : length;
}

qsizetype plainId(QByteArrayView text)
{
    const qsizetype length = text.startsWith('"') ? plainString(text) : plainInteger(text);
    return length <= longestId ? length : 0;
}

bool isBlankByte(char c)
{
    return c == ' ' || c == '\t';
}

/// Where the value of the member begins whose name is nowhere else in the line; -1 for none.
qsizetype valueOf(QByteArrayView line, QByteArrayView quotedName)
{
    const qsizetype name = line.indexOf(quotedName);
    if (name < 0 || line.indexOf(quotedName, name + 1) >= 0)
        return -1;
    const auto skipBlanks = [&line](qsizetype from) {
        return std::find_if_not(line.begin() + from, line.end(), isBlankByte) - line.begin();
    };
    const qsizetype colon = skipBlanks(name + quotedName.size());
    return colon < line.size() && line[colon] == ':' ? skipBlanks(colon + 1) : -1;
}

} // namespace

std::optional<RepeatedLine> RepeatedLine::of(QByteArrayView line, QByteArrayView id, QByteArrayView token)
{
    // Without escapes a name or a string is written in one way, and a quote is always the start or end of one: what is
    // found once is the member that was read.
    if (line.contains('\\'))
        return {};
    struct Value
    {
        Place place;
        qsizetype start;
        qsizetype size;
    };
    QList<Value> values;
    const qsizetype tokenAt = valueOf(line, "\"token\"");
    if (tokenAt < 0)
        return {};
    const qsizetype tokenSize = plainString(line.sliced(tokenAt));
    if (tokenSize != token.size() + 2 || line.sliced(tokenAt + 1, token.size()) != token)
        return {};
    values.append({Place::Token, tokenAt, tokenSize});
    if (line.contains("\"id\"")) {
        const qsizetype idAt = valueOf(line, "\"id\"");
        if (idAt < 0)
            return {};
        const qsizetype idSize = plainId(line.sliced(idAt));
        if (idSize == 0 || line.sliced(idAt, idSize) != id)
            return {};
        values.append({Place::Id, idAt, idSize});
        std::ranges::sort(values, {}, &Value::start);
    }
    RepeatedLine repeated;
    qsizetype from = 0;
    for (const Value &value : std::as_const(values)) {
        repeated.m_fixed.append(line.sliced(from, value.start - from).toByteArray());
        repeated.m_places.append(value.place);
        from = value.start + value.size;
    }
    repeated.m_fixed.append(line.sliced(from).toByteArray());
    return repeated;
}

std::optional<RepeatedLine::Values> RepeatedLine::match(QByteArrayView line) const
{
    // The parser has a limit of its own, which a longer token may reach.
    if (line.size() > jose::JsonLimits().bytes)
        return {};
    Values values{.id = "null", .token = {}};
    for (qsizetype i = 0; i < m_places.size(); ++i) {
        if (!line.startsWith(m_fixed[i]))
            return {};
        line = line.sliced(m_fixed[i].size());
        const bool isToken = m_places[i] == Place::Token;
        const qsizetype length = isToken ? plainString(line) : plainId(line);
        if (length == 0)
            return {};
        if (isToken)
            values.token = line.sliced(1, length - 2);
        else
            values.id = line.first(length);
        line = line.sliced(length);
    }
    return line == m_fixed.last() ? std::optional(values) : std::nullopt;
}

} // namespace gatehouse::scan
