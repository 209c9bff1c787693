#include "ui/text/UnreadText.h"

#include "models/base/Text.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

constexpr qsizetype longestName = 60;
constexpr qsizetype longestValue = 100;
constexpr qsizetype mostShown = 8;

class UnreadWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::UnreadText)
};

QString unreadValue(const QString &name, const domain::UnreadMember &member)
{
    const QString shown = base::visibleText(name, longestName);
    if (member.written.isEmpty())
        return UnreadWords::tr("%1: too long to show").arg(shown);
    const QString value = base::visibleText(QString::fromUtf8(member.written), longestValue);
    return member.isPartly ? UnreadWords::tr("%1: a part of %2").arg(shown, value)
                           : UnreadWords::tr("%1: %2").arg(shown, value);
}

} // namespace

QStringList unreadValues(const domain::UnreadMembers &unread)
{
    QStringList values;
    for (auto it = unread.cbegin(); it != unread.cend(); ++it)
        values.append(unreadValue(it.key(), *it));
    return values;
}

QString unreadTitle()
{
    return UnreadWords::tr("The tenant says something here that Gatehouse does not understand.");
}

QString unreadExplanation(const domain::UnreadMembers &unread)
{
    QStringList values = unreadValues(unread);
    if (values.size() > mostShown) {
        values.resize(mostShown);
        values.append(UnreadWords::tr("and more"));
    }
    return UnreadWords::tr(
               "%1. A field below that cannot show this shows an assumption in its place, which is sent only "
               "if you change the field.")
        .arg(values.join(UnreadWords::tr("; ")));
}

} // namespace gatehouse::ui::text
