#include "models/inspector/MemberDifference.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

namespace gatehouse::inspector {

namespace {

using jose::JsonMember;
using jose::JsonValue;

bool isTimeClaim(QStringView name)
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

QStringList entriesMissing(const QStringList &list, const QStringList &other)
{
    // By hash: a token may hold ten thousand scopes.
    QSet<QString> known(other.cbegin(), other.cend());
    QStringList left;
    for (const QString &entry : list) {
        if (known.contains(entry))
            continue;
        known.insert(entry);
        left.append(entry);
    }
    return left;
}

std::optional<MemberDifference> compareValues(const QString &name, const JsonValue &before, const JsonValue &after)
{
    MemberDifference difference{
        .name = name, .before = before, .after = after, .added = {}, .removed = {}, .seconds = {}};
    const auto setBefore = setOf(name, before);
    const auto setAfter = setOf(name, after);
    if (setBefore && setAfter) {
        difference.added = entriesMissing(*setAfter, *setBefore);
        difference.removed = entriesMissing(*setBefore, *setAfter);
        if (difference.added.isEmpty() && difference.removed.isEmpty())
            return {};
        return difference;
    }
    if (before == after)
        return {};
    const auto from = secondsOf(before);
    const auto to = secondsOf(after);
    if (isTimeClaim(name) && from && to)
        difference.seconds = *to - *from;
    return difference;
}

} // namespace

QList<MemberDifference> compareMembers(const JsonValue *before, const JsonValue *after)
{
    QList<MemberDifference> differences;
    QHash<QString, const JsonValue *> others;
    if (after) {
        for (const JsonMember &member : after->members)
            others.insert(member.name, &member.value);
    }
    if (before) {
        for (const JsonMember &member : before->members) {
            const JsonValue *other = others.take(member.name);
            if (!other)
                differences.append({MemberDifference::Kind::Removed, member.name, member.value, {}, {}, {}, {}});
            else if (auto changed = compareValues(member.name, member.value, *other))
                differences.append(std::move(*changed));
        }
    }
    if (after) {
        for (const JsonMember &member : after->members) {
            if (others.contains(member.name))
                differences.append({MemberDifference::Kind::Added, member.name, {}, member.value, {}, {}, {}});
        }
    }
    return differences;
}

} // namespace gatehouse::inspector
