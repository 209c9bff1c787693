#include "app/cli/Command.h"

#include "models/base/PastedText.h"

namespace gatehouse::app::cli {

QString text(const std::string &argument)
{
    return QString::fromStdString(argument);
}

QString line(const std::string &argument)
{
    return base::singleLine(text(argument));
}

QStringList texts(const std::vector<std::string> &arguments)
{
    QStringList list;
    for (const std::string &argument : arguments)
        list.append(text(argument));
    return list;
}

Outcome commitAndTell(Context &context, const domain::ChangeSet &changes, const std::function<jose::JsonValue()> &json)
{
    // Described before it happens: afterwards a deleted object has no name any more.
    const QString told = context.session.describe(changes);
    if (const auto committed = context.session.commit(changes); !committed)
        return refused(committed);
    context.out.line(told + u'.');
    context.out.json(json());
    return Exit::Done;
}

} // namespace gatehouse::app::cli
