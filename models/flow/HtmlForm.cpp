#include "models/flow/HtmlForm.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace gatehouse::flow {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestText = 600;

/// The character references that an escaping function writes (HTML section 13.5); others stay as they are.
QString unescaped(QString text)
{
    static const QRegularExpression decimal(uR"re(&#(\d{1,7});)re"_s);
    static const QRegularExpression hexadecimal(uR"re(&#[xX]([0-9a-fA-F]{1,6});)re"_s);
    for (const auto &[pattern, base] : {std::pair(&decimal, 10), std::pair(&hexadecimal, 16)}) {
        for (auto match = pattern->match(text); match.hasMatch();
             match = pattern->match(text, match.capturedStart() + 1))
            text.replace(match.capturedStart(), match.capturedLength(),
                         QString::fromUcs4(std::array{char32_t(match.captured(1).toUInt(nullptr, base))}.data(), 1));
    }
    text.replace("&lt;"_L1, "<"_L1).replace("&gt;"_L1, ">"_L1).replace("&quot;"_L1, "\""_L1);
    return text.replace("&apos;"_L1, "'"_L1).replace("&amp;"_L1, "&"_L1);
}

QHash<QString, QString> attributesOf(const QString &tag)
{
    static const QRegularExpression attribute(uR"re(([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?)re"_s);
    QHash<QString, QString> attributes;
    for (auto found = attribute.globalMatch(tag); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        attributes.insert(match.captured(1).toLower(),
                          unescaped(match.captured(2) + match.captured(3) + match.captured(4)));
    }
    return attributes;
}

/// What stands between the tags of the first element that `opening` matches, as text.
QString textWithin(const QString &page, const QRegularExpression &element)
{
    static const QRegularExpression tag(uR"re(<[^>]*>)re"_s);
    const QRegularExpressionMatch match = element.match(page);
    return match.hasMatch() ? unescaped(match.captured(u"text"_s).remove(tag)).simplified().left(longestText)
                            : QString();
}

} // namespace

bool HtmlForm::asksPassword() const
{
    return std::ranges::any_of(controls, [](const HtmlControl &control) { return control.type == "password"_L1; });
}

QList<std::pair<QString, QString>> HtmlForm::filled(const QString &user, const QString &password) const
{
    QList<std::pair<QString, QString>> fields;
    for (const HtmlControl &control : controls) {
        if (control.type == "submit"_L1 || control.name.isEmpty())
            continue;
        const bool isUser = asksPassword() && (control.type == "email"_L1 || control.type == "text"_L1);
        const bool isPassword = control.type == "password"_L1;
        fields.append({control.name, isPassword ? password : isUser ? user : control.value});
    }
    return fields;
}

std::optional<HtmlForm> firstForm(const QString &page)
{
    static const QRegularExpression whole(uR"re(<form\b([^>]*)>(.*?)</form>)re"_s,
                                          QRegularExpression::CaseInsensitiveOption |
                                              QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression control(uR"re(<(input|button)\b([^>]*)>)re"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = whole.match(page);
    if (!match.hasMatch())
        return {};
    const QHash<QString, QString> own = attributesOf(match.captured(1));
    HtmlForm form{.action = own.value(u"action"_s),
                  .isPost = own.value(u"method"_s).compare("post"_L1, Qt::CaseInsensitive) == 0,
                  .controls = {}};
    const QString body = match.captured(2);
    for (auto found = control.globalMatch(body); found.hasNext();) {
        const QRegularExpressionMatch one = found.next();
        const QHash<QString, QString> attributes = attributesOf(one.captured(2));
        const bool isButton = one.captured(1).compare("button"_L1, Qt::CaseInsensitive) == 0;
        form.controls.append({.name = attributes.value(u"name"_s),
                              .value = attributes.value(u"value"_s),
                              .type = attributes.value(u"type"_s, isButton ? u"submit"_s : u"text"_s).toLower()});
    }
    return form;
}

QString pageTitle(const QString &page)
{
    static const QRegularExpression title(uR"re(<title[^>]*>(?<text>.*?)</title>)re"_s,
                                          QRegularExpression::CaseInsensitiveOption |
                                              QRegularExpression::DotMatchesEverythingOption);
    return textWithin(page, title);
}

QString pageAlert(const QString &page)
{
    static const QRegularExpression alert(uR"re(<(\w+)[^>]*\brole="alert"[^>]*>(?<text>.*?)</\1>)re"_s,
                                          QRegularExpression::CaseInsensitiveOption |
                                              QRegularExpression::DotMatchesEverythingOption);
    return textWithin(page, alert);
}

} // namespace gatehouse::flow
