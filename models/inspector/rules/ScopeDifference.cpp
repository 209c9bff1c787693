#include "models/inspector/rules/Rules.h"

#include <QSet>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array scopeDifferenceKinds{
    // scopes
    FindingKind{"scope-undefined"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 9068 section 2.2.3"_L1,
                Bearing::Breaks},
    // scopes
    FindingKind{"scope-not-granted"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 9068 section 2.2.3"_L1,
                Bearing::Breaks},
    // scopes
    FindingKind{"scope-granted-and-absent"_L1, Severity::Info, Finding::Subject::Claim, "RFC 6749 section 3.3"_L1},
    // scopes
    FindingKind{"scope-missing-for-call"_L1, Severity::Error, Finding::Subject::Claim, "RFC 6750 section 3.1"_L1,
                Bearing::Breaks},
};

/// More names than a sentence holds are cut by whoever shows them; this bounds the work.
constexpr qsizetype mostNamed = 50;

void noteMissing(QLatin1StringView id, const QStringList &these, const QStringList &from, QList<Finding> &findings)
{
    const QSet<QString> known(from.begin(), from.end());
    QStringList missing;
    for (const QString &scope : these) {
        if (!known.contains(scope) && missing.size() < mostNamed)
            missing.append(scope);
    }
    if (!missing.isEmpty())
        findings.append(makeFinding(id, u"scope"_s, {missing.join(u' ')}));
}

/// The four sets side by side: in the token, defined by the API, granted to the client, needed by the call.
void compareScopes(const RuleContext &context, QList<Finding> &findings)
{
    const ScopeSets &sets = context.token.scopeSets;
    if (sets.api)
        noteMissing("scope-undefined"_L1, sets.token, *sets.api, findings);
    if (sets.granted) {
        noteMissing("scope-not-granted"_L1, sets.token, *sets.granted, findings);
        noteMissing("scope-granted-and-absent"_L1, *sets.granted, sets.token, findings);
    }
    if (sets.call)
        noteMissing("scope-missing-for-call"_L1, *sets.call, sets.token, findings);
}

} // namespace

constinit const Rule scopeDifference{scopeDifferenceKinds, compareScopes};

} // namespace gatehouse::inspector::rules
