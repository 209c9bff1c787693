#pragma once

#include <QString>
#include <QStringView>

namespace gatehouse::base {

/// Text from outside made fit to be seen: control characters, bidi controls, zero-width and tag characters become
/// visible marks ("\u202E"), and anything past `limit` characters is cut with an ellipsis. Letters of every script are
/// left alone.
QString visibleText(QStringView text, qsizetype limit = 4000);

/// visibleText for several lines: line feeds and tabs stay.
QString visibleLines(QStringView text, qsizetype limit = 200000);

/// The value of a hexadecimal digit, or -1.
constexpr int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace gatehouse::base
