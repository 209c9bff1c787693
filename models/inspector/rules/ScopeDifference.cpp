#include "models/inspector/rules/Rules.h"

#include <QSet>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// More names than a sentence holds are cut by whoever shows them; this bounds the work.
constexpr qsizetype mostNamed = 50;

void noteMissing(const auto &kind, const QStringList &these, const QStringList &from, FindingSink &findings)
{
    const QSet<QString> known(from.begin(), from.end());
    QStringList missing;
    for (const QString &scope : these) {
        if (!known.contains(scope) && missing.size() < mostNamed)
            missing.append(scope);
    }
    if (!missing.isEmpty())
        findings.report(kind, "scopes"_p = missing.join(u' '));
}

/// The four sets side by side: in the token, defined by the API, granted to the client, needed by the call.
void compareScopes(const RuleContext &context, FindingSink &findings)
{
    const ScopeSets &sets = context.token.scopeSets;
    if (sets.api)
        noteMissing(kinds::scopeUndefined, sets.token, *sets.api, findings);
    if (sets.granted) {
        noteMissing(kinds::scopeNotGranted, sets.token, *sets.granted, findings);
        noteMissing(kinds::scopeGrantedAndAbsent, *sets.granted, sets.token, findings);
    }
    if (sets.call)
        noteMissing(kinds::scopeMissingForCall, *sets.call, sets.token, findings);
}

} // namespace

constinit const Rule scopeDifference{compareScopes, kinds::scopeUndefined, kinds::scopeNotGranted,
                                     kinds::scopeGrantedAndAbsent, kinds::scopeMissingForCall};

} // namespace gatehouse::inspector::rules
