#include "models/inspector/ScopeRows.h"

#include <QSet>

namespace gatehouse::inspector {

namespace {

using Known = std::optional<QSet<QString>>;

Known known(const std::optional<QStringList> &set)
{
    return set ? Known(QSet<QString>(set->begin(), set->end())) : Known();
}

std::optional<bool> holds(const Known &set, const QString &scope)
{
    return set ? std::optional(set->contains(scope)) : std::nullopt;
}

} // namespace

bool ScopeRow::isConspicuous() const
{
    return inToken ? !definedByApi.value_or(true) || !granted.value_or(true) : needed.value_or(false);
}

QList<ScopeRow> scopeRows(const ScopeSets &sets)
{
    const QSet<QString> token(sets.token.begin(), sets.token.end());
    const Known api = known(sets.api);
    const Known granted = known(sets.granted);
    const Known call = known(sets.call);
    QSet<QString> seen;
    QList<ScopeRow> rows;
    for (const QStringList &set : {sets.token, sets.call.value_or(QStringList()), sets.granted.value_or(QStringList()),
                                   sets.api.value_or(QStringList())}) {
        for (const QString &scope : set) {
            if (seen.contains(scope))
                continue;
            seen.insert(scope);
            rows.append({.scope = scope,
                         .inToken = token.contains(scope),
                         .definedByApi = holds(api, scope),
                         .granted = holds(granted, scope),
                         .needed = holds(call, scope)});
        }
    }
    return rows;
}

} // namespace gatehouse::inspector
