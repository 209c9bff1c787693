#include "models/base/Text.h"

namespace gatehouse::base {

using namespace Qt::StringLiterals;

namespace {

/// Whether showing this code point as it is would hide something or act on the place it is shown in.
bool isTreacherous(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f)                        // C0, DEL, C1: terminals act on these
           || c == 0x00ad || c == 0x061c                               // soft hyphen, Arabic letter mark
           || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 // Hangul fillers: blank letters
           || (c >= 0x200b && c <= 0x200f)                             // zero width, LRM, RLM
           || (c >= 0x2028 && c <= 0x202e)                             // separators, embeddings, overrides
           || (c >= 0x2060 && c <= 0x206f)                             // word joiner, isolates, deprecated format
           || (c >= 0xd800 && c <= 0xdfff)                             // a lone surrogate
           || c == 0xfeff || (c >= 0xfff0 && c <= 0xfffb) || (c & 0xfffe) == 0xfffe ||
           (c >= 0xe0000 && c <= 0xe0fff); // tag characters, variation selectors supplement
}

QString shown(QStringView text, qsizetype limit, bool lines)
{
    QString out;
    out.reserve(std::min(text.size(), limit));
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (out.size() >= limit) {
            out += QChar(0x2026);
            break;
        }
        const QChar unit = text[i];
        const bool isPair = unit.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(unit, text[i + 1]) : unit.unicode();
        if (isTreacherous(c) && !(lines && (c == U'\n' || c == U'\t')))
            out += u"\\u"_s + QString::number(c, 16).toUpper().rightJustified(4, QLatin1Char('0'));
        else
            out.append(text.sliced(i, isPair ? 2 : 1));
        i += isPair ? 1 : 0;
    }
    return out;
}

} // namespace

QString visibleText(QStringView text, qsizetype limit)
{
    return shown(text, limit, false);
}

QString visibleLines(QStringView text, qsizetype limit)
{
    return shown(text, limit, true);
}

} // namespace gatehouse::base
