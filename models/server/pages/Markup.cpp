#include "models/server/pages/Markup.h"

#include "models/base/Text.h"

namespace gatehouse::server::pages {

namespace {

QByteArray escaped(const QString &text)
{
    QByteArray bytes = text.toHtmlEscaped().toUtf8();
    // A parser would make one kind of line end of all.
    return bytes.replace('\'', "&#39;").replace('\r', "&#13;").replace('\n', "&#10;");
}

} // namespace

Markup html(const char *pattern, std::initializer_list<std::variant<QString, Verbatim, Markup>> values)
{
    Markup markup;
    const auto *next = values.begin();
    for (const char *at = pattern; *at != '\0'; ++at) {
        if (at[0] != '{' || at[1] != '}') {
            markup.bytes += *at;
            continue;
        }
        ++at;
        Q_ASSERT(next != values.end());
        if (const auto *text = std::get_if<QString>(next))
            markup.bytes += escaped(base::visibleText(*text, text->size()));
        else if (const auto *exact = std::get_if<Verbatim>(next))
            markup.bytes += escaped(exact->text);
        else
            markup.bytes += std::get<Markup>(*next).bytes;
        ++next;
    }
    return markup;
}

} // namespace gatehouse::server::pages
