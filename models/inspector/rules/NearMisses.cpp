#include "models/inspector/Expectations.h"
#include "models/inspector/NearName.h"
#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostAudiences = 64;
constexpr qsizetype mostNearMisses = 8;

void noteNearMisses(const auto &kind, bool (NearName::*isNear)(const QString &) const, const QStringList &values,
                    const QStringList &expected, FindingSink &findings)
{
    QList<NearName> names;
    for (const QString &wanted : expected)
        names.append(NearName(wanted));
    qsizetype found = 0;
    const auto first = values.first(qMin(values.size(), mostAudiences));
    for (const QString &value : first) {
        for (qsizetype i = 0; i < expected.size() && found < mostNearMisses; ++i) {
            if (!(names.at(i).*isNear)(value))
                continue;
            findings.report(kind, "value"_p = value, "expected"_p = expected[i]);
            ++found;
        }
    }
}

/// Issuer and audience are compared byte by byte; what nearly fits is named and not accepted.
void lookForNearMisses(const RuleContext &context, FindingSink &findings)
{
    if (!context.token.claims)
        return;
    const ExpectedParties expected = expectedParties(context.token, context.policy, context.apis.value(0));
    const auto noteIssuers = [&](const QStringList &issuers) {
        noteNearMisses(kinds::issuerNearMiss, &NearName::isTakenFor, {context.token.issuer}, issuers, findings);
    };
    noteIssuers(expected.issuers);
    if (context.policy.issuers && context.token.key.issuerName.isEmpty() && !context.token.hasValidSignature())
        noteIssuers(context.policy.issuers->issuers());
    noteNearMisses(kinds::audienceNearMiss, &NearName::isNear, context.token.audience, expected.configured, findings);
}

} // namespace

constinit const Rule nearMisses{lookForNearMisses, kinds::issuerNearMiss, kinds::audienceNearMiss};

} // namespace gatehouse::inspector::rules
