#include "models/store/AwaitedScopes.h"

#include "models/jose/JsonBuilder.h"
#include "models/jose/StrictJson.h"

namespace gatehouse::store {

using namespace Qt::StringLiterals;

namespace {

/// Among what is kept of a grant: the list of those that wait.
const QString awaited = u"scope"_s;

} // namespace

QStringList awaitedScopes(const domain::ClientGrant &grant)
{
    QStringList scopes;
    if (const auto kept = grant.kept.constFind(awaited); kept != grant.kept.cend()) {
        const auto list = jose::parseStrictJson(*kept);
        if (list) {
            for (const jose::JsonValue &one : list->elements)
                scopes.append(one.string);
        }
    }
    return scopes;
}

domain::ClientGrant grantNaming(const domain::ClientGrant &grant, const QStringList &scopes,
                                const QSet<QString> &defined)
{
    domain::ClientGrant made = grant;
    made.scopes.clear();
    QStringList waiting;
    for (const QString &scope : scopes) {
        QStringList &list = defined.contains(scope) ? made.scopes : waiting;
        if (!list.contains(scope))
            list.append(scope);
    }
    if (waiting.isEmpty())
        made.kept.remove(awaited);
    else
        made.kept.insert(awaited, jose::json::strings(waiting).toJson());
    return made;
}

} // namespace gatehouse::store
