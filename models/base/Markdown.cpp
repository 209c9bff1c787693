#include "models/base/Markdown.h"

#include "models/base/Text.h"

namespace gatehouse::base {

using namespace Qt::StringLiterals;

QString markdownText(const QString &text, qsizetype most)
{
    QString escaped;
    const QString visible = visibleText(text, most);
    escaped.reserve(visible.size() * 2);
    for (const QChar c : visible) {
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
        case u'@':
            escaped += "&#64;"_L1; // a mention would notify somebody
            break;
        case u':':
            escaped += "&#58;"_L1; // a bare address would become a link
            break;
        case u'.':
            // The same for www.example.com; a full stop in a sentence stays.
            if (escaped.endsWith("www"_L1, Qt::CaseInsensitive))
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
            if (u"\\`*_{}[]()#+-!|~$\"'="_s.contains(c))
                escaped += u'\\';
            escaped += c;
        }
    }
    return escaped;
}

} // namespace gatehouse::base
