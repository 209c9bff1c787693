#include "models/base/Markdown.h"

#include "models/base/Text.h"

#include <algorithm>

namespace gatehouse::base {

using namespace Qt::StringLiterals;

namespace {

/// Whether a character means markup where it is: those of the first list anywhere, those of the second where a line
/// could begin with them.
bool isMarkup(QChar c, bool isFirst)
{
    return u"\\`*_[#|~$"_s.contains(c) || (isFirst && u"+-="_s.contains(c));
}

/// A colon that makes neither an address nor a picture (`:white_check_mark:`) of what is around it: one in a time, or
/// behind a word or a parenthesis.
bool isPlainColon(QChar before, QChar after)
{
    return (before.isDigit() && after.isDigit()) ||
           ((before.isLetter() || before == u')') && (after.isNull() || after.isSpace()));
}

bool isNumber(QStringView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) { return c.isDigit(); });
}

} // namespace

QString markdownText(const QString &text, qsizetype most)
{
    QString escaped;
    const QString visible = visibleText(text, most);
    escaped.reserve(visible.size() * 2);
    for (qsizetype i = 0; i < visible.size(); ++i) {
        const QChar c = visible.at(i);
        const bool isFirst = escaped.isEmpty() || escaped.endsWith(u' ');
        switch (c.unicode()) {
        case u'&':
            escaped += "&amp;"_L1;
            break;
        case u'<':
            escaped += "&lt;"_L1;
            break;
        case u'>':
            escaped += "&gt;"_L1;
            break;
        case u']':
            escaped += "&#93;"_L1; // with a parenthesis behind it, the text of a link
            break;
        case u'@':
            escaped += "&#64;"_L1; // a mention would notify somebody
            break;
        case u':':
            escaped +=
                isPlainColon(i > 0 ? visible.at(i - 1) : QChar(), i + 1 < visible.size() ? visible.at(i + 1) : QChar())
                    ? u":"_s
                    : u"&#58;"_s;
            break;
        case u'.':
            // A bare www.example.com becomes a link, "1." begins a list; a full stop in a sentence stays.
            if (escaped.endsWith("www"_L1, Qt::CaseInsensitive) ||
                (isNumber(QStringView(visible).first(i)) && (i + 1 == visible.size() || visible.at(i + 1).isSpace())))
                escaped += "&#46;"_L1;
            else
                escaped += c;
            break;
        case u'\n':
        case u'\r':
        case u'\t':
            escaped += u' ';
            break;
        default:
            if (isMarkup(c, isFirst))
                escaped += u'\\';
            escaped += c;
        }
    }
    return escaped;
}

} // namespace gatehouse::base
