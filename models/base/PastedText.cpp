#include "models/base/PastedText.h"

#include <algorithm>

namespace gatehouse::base {

namespace {

bool isLineEnd(QChar c)
{
    return c == u'\n' || c == u'\r' || c == u'\v' || c == u'\f' || c == QChar(0x85) || c == QChar::LineSeparator ||
           c == QChar::ParagraphSeparator;
}

bool isPastedEnd(QChar c)
{
    return isLineEnd(c) || c == QChar::ByteOrderMark || c == QChar::Nbsp || c == QChar(0x202F);
}

} // namespace

QStringView withoutPastedEnds(QStringView text)
{
    // A cell with a space in front of its line end keeps the space's fate: what follows an end that is taken off
    // decides.
    while (!text.isEmpty() && isPastedEnd(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isPastedEnd(text.back()))
        text.chop(1);
    return text;
}

QString singleLine(const QString &text)
{
    const QStringView inner = withoutPastedEnds(text);
    if (inner.size() == text.size() && std::ranges::none_of(text, isLineEnd))
        return text;
    QString line;
    line.reserve(inner.size());
    for (qsizetype i = 0; i < inner.size(); ++i) {
        if (!isLineEnd(inner[i]))
            line += inner[i];
        else if (i == 0 || !isLineEnd(inner[i - 1]))
            line += u' ';
    }
    return line;
}

} // namespace gatehouse::base
