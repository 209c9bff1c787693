#include "models/scan/TokenDiff.h"

#include <algorithm>
#include <array>

namespace gatehouse::scan {

namespace {

using jose::JsonMember;
using jose::JsonValue;
using Difference = TokenDiff::Difference;

bool isTime(QStringView name)
{
    static constexpr std::array names{QStringView(u"exp"), QStringView(u"nbf"), QStringView(u"iat"),
                                      QStringView(u"auth_time"), QStringView(u"updated_at")};
    return std::ranges::contains(names, name);
}

/// The members of a set, whatever it is written as: an array of strings, or words between blanks where that is a list.
std::optional<QStringList> setOf(QStringView name, const JsonValue &value)
{
    if (value.isArray()) {
        QStringList list;
        for (const JsonValue &element : value.elements) {
            if (!element.isString())
                return {};
            list.append(element.string);
        }
        return list;
    }
    if (value.isString() && (name == u"scope" || name == u"scp"))
        return value.string.split(u' ', Qt::SkipEmptyParts);
    if (value.isString() && name == u"aud")
        return QStringList{value.string};
    return {};
}

std::optional<qint64> secondsOf(const JsonValue &value)
{
    bool isWhole = false;
    const qint64 seconds = value.isNumber() ? value.number.toLongLong(&isWhole) : 0;
    // Beyond, the difference of two could not be told.
    const bool isTellable = isWhole && seconds > -(qint64{1} << 52) && seconds < (qint64{1} << 52);
    return isTellable ? std::optional(seconds) : std::nullopt;
}

QStringList without(const QStringList &list, const QStringList &other)
{
    QStringList left;
    for (const QString &entry : list) {
        if (!other.contains(entry) && !left.contains(entry))
            left.append(entry);
    }
    return left;
}

std::optional<Difference> compare(Difference::Part part, const QString &name, const JsonValue &before,
                                  const JsonValue &after)
{
    Difference difference{
        .part = part, .name = name, .before = before, .after = after, .added = {}, .removed = {}, .seconds = {}};
    const auto setBefore = setOf(name, before);
    const auto setAfter = setOf(name, after);
    if (setBefore && setAfter) {
        difference.added = without(*setAfter, *setBefore);
        difference.removed = without(*setBefore, *setAfter);
        if (difference.added.isEmpty() && difference.removed.isEmpty())
            return {};
        return difference;
    }
    if (before.toJson() == after.toJson())
        return {};
    const auto from = secondsOf(before);
    const auto to = secondsOf(after);
    if (isTime(name) && from && to)
        difference.seconds = *to - *from;
    return difference;
}

void compareObjects(Difference::Part part, const JsonValue &before, const JsonValue &after, TokenDiff &diff)
{
    for (const JsonMember &member : before.members) {
        const JsonValue *other = after.member(member.name);
        if (!other) {
            diff.differences.append({part, Difference::Kind::Removed, member.name, member.value, {}, {}, {}, {}});
        } else if (auto changed = compare(part, member.name, member.value, *other)) {
            diff.differences.append(std::move(*changed));
        }
    }
    for (const JsonMember &member : after.members) {
        if (!before.member(member.name))
            diff.differences.append({part, Difference::Kind::Added, member.name, {}, member.value, {}, {}, {}});
    }
}

JsonValue claimsOf(const jose::CompactJws &jws)
{
    const auto claims = jose::parseStrictJson(jws.payload);
    return claims && claims->isObject() ? *claims : JsonValue();
}

} // namespace

TokenDiff diffTokens(const jose::CompactJws &before, const jose::CompactJws &after)
{
    TokenDiff diff;
    diff.isSameText = before.text == after.text;
    diff.isSameSignature = before.signature == after.signature;
    if (!diff.isSameText) {
        const auto [mine, other] = std::ranges::mismatch(before.text, after.text);
        diff.firstByte = mine - before.text.begin();
        diff.segment = diff.firstByte <= before.firstDot ? 0 : diff.firstByte <= before.secondDot ? 1 : 2;
    }
    compareObjects(Difference::Part::Header, before.header, after.header, diff);
    compareObjects(Difference::Part::Claims, claimsOf(before), claimsOf(after), diff);
    return diff;
}

} // namespace gatehouse::scan
