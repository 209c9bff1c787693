#pragma once

#include <QByteArray>
#include <QString>

#include <initializer_list>
#include <variant>

namespace gatehouse::server::pages {

/// Bytes that are HTML, and safe: only html() makes them out of text.
struct Markup
{
    QByteArray bytes;

    Markup &operator+=(const Markup &more)
    {
        bytes += more.bytes;
        return *this;
    }
};

/// A value that a form carries and that has to come back as it is.
struct Verbatim
{
    QString text;
};

/// The one way from text to a page: each `{}` of the pattern, in order, becomes the next value, a text escaped for
/// element content and for attribute values in double quotes alike, markup as it stands. In a text to be read,
/// characters that would not be seen or would turn the line around are made visible. The pattern is a literal of this
/// program.
Markup html(const char *pattern, std::initializer_list<std::variant<QString, Verbatim, Markup>> values = {});

} // namespace gatehouse::server::pages
