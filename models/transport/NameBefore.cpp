#include "models/transport/NameBefore.h"

#include <algorithm>
#include <array>

namespace gatehouse::transport {

namespace {

constexpr qsizetype lookBack = 300;
constexpr qsizetype longestName = 100;

void chopWhile(QByteArrayView &text, QByteArrayView characters)
{
    while (!text.isEmpty() && characters.contains(text.back()))
        text.chop(1);
}

bool chop(QByteArrayView &text, QByteArrayView suffix)
{
    if (text.size() < suffix.size() || text.last(suffix.size()).compare(suffix, Qt::CaseInsensitive) != 0)
        return false;
    text.chop(suffix.size());
    return true;
}

/// Whether a run of name characters is a token, or the end of a long one. Such a thing in front of a token, in a column
/// of a sheet for example, is no name of it: names are shown and exported, and signatures are not.
bool isToken(QByteArrayView run)
{
    return run.size() > longestName || (run.startsWith('e') && run.count('.') >= 2);
}

QByteArray lastName(QByteArrayView text)
{
    qsizetype at = text.size();
    while (at > 0 && text.size() - at <= longestName && isNameCharacter(text[at - 1]))
        --at;
    if (isToken(text.sliced(at)))
        return {};
    // Not the digits of a percent escape in front.
    if (at > 0 && text[at - 1] == '%' && text.size() - at > 2)
        at += 2;
    else if (at > 0 && text[at - 1] == '\\' && text.sliced(at).startsWith("u00") && text.size() - at > 5)
        at += 5;
    return text.sliced(at).toByteArray();
}

void chopScheme(QByteArrayView &text)
{
    static constexpr std::array<QByteArrayView, 3> schemes{"bearer", "dpop", "jwt"};
    QByteArrayView shorter = text;
    if (!chop(shorter, "%20"))
        chopWhile(shorter, " +");
    if (shorter.size() == text.size())
        return;
    if (std::ranges::any_of(schemes, [&shorter](QByteArrayView scheme) { return chop(shorter, scheme); }))
        text = shorter;
}

/// A name at the beginning of a text, up to its quotation mark; a number in it may be set apart by what no name has.
QByteArray quotedName(QByteArrayView text)
{
    const auto *end = std::find_if_not(text.begin(), text.end(), isNameCharacter);
    const auto *last =
        std::find_if_not(end, text.end(), [](char c) { return isNameCharacter(c) || c == ':' || c == '%'; });
    if (last > end && last < text.end() && (*last == '"' || *last == '\\'))
        end = last;
    return {text.begin(), end - text.begin()};
}

constexpr QByteArrayView quotesAndBlanks("\"'\\ \t\r\n");

} // namespace

bool isNameCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.' || c == '[' || c == ']' || c == '$';
}

QByteArray nameBefore(QByteArrayView text)
{
    if (text.size() > lookBack)
        text = text.last(lookBack);
    chopScheme(text);
    chopWhile(text, "\"'\\ ");
    if (chop(text, "=") || chop(text, "%3D"))
        return lastName(text);
    if (text.endsWith('\t')) {
        text.chop(1);
        return lastName(text);
    }
    if (!chop(text, ":"))
        return {};
    chopWhile(text, quotesAndBlanks);
    QByteArray name = lastName(text);
    if (name != "value")
        return name;
    // {"name": "Authorization", "value": "…"}
    const QByteArrayView before = text.chopped(name.size());
    const qsizetype brace = before.lastIndexOf('{');
    const QByteArrayView object = brace < 0 ? before : before.sliced(brace);
    const qsizetype key = object.lastIndexOf("name");
    if (key < 0)
        return name;
    QByteArrayView rest = object.sliced(key + 4);
    while (!rest.isEmpty() && (quotesAndBlanks.contains(rest.front()) || rest.front() == ':'))
        rest = rest.sliced(1);
    const QByteArray named = quotedName(rest);
    return named.isEmpty() || isToken(named) ? name : named;
}

QByteArray rawNameBefore(QByteArrayView text)
{
    QByteArrayView rest = text.last(std::min(text.size(), lookBack));
    chopWhile(rest, "\"'\\ ");
    if (chop(rest, ",")) { // a row of a table
        chopWhile(rest, "\"'");
        return lastName(rest);
    }
    if (!chop(rest, "=") && chop(rest, ":")) // a member of an object
        chopWhile(rest, quotesAndBlanks);
    QByteArrayView inner = rest;
    if (chop(inner, "%5D")) {
        const qsizetype open = inner.lastIndexOf('%');
        if (open < 0 || inner.sliced(open, std::min<qsizetype>(3, inner.size() - open))
                                .compare(QByteArrayView("%5B"), Qt::CaseInsensitive) != 0)
            return nameBefore(text);
        const QByteArray base = lastName(rest.first(open));
        return base.isEmpty() ? base : base + rest.sliced(open).toByteArray();
    }
    while (!inner.isEmpty() && inner.back() >= '0' && inner.back() <= '9')
        inner.chop(1);
    const qsizetype number = inner.size();
    const bool isApart =
        number < rest.size() && (chop(inner, ":") || (!chop(inner, "%2E") ? chop(inner, "%3A") : !inner.isEmpty()));
    const QByteArray base = isApart ? lastName(inner) : QByteArray();
    return base.isEmpty() ? nameBefore(text) : base + rest.sliced(inner.size()).toByteArray();
}

QByteArray nameBehind(QByteArrayView text)
{
    QByteArrayView rest = text.first(std::min(text.size(), longestName));
    const auto skip = [&rest](QByteArrayView characters) {
        while (!rest.isEmpty() && characters.contains(rest.front()))
            rest = rest.sliced(1);
    };
    skip("\"'\\, \t\r\n");
    if (!rest.startsWith("name"))
        return {};
    rest = rest.sliced(4);
    skip("\"'\\: \t\r\n");
    return quotedName(rest);
}

} // namespace gatehouse::transport
