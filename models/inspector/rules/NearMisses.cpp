#include "models/base/LookAlike.h"
#include "models/inspector/Expectations.h"
#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostAudiences = 64;
constexpr qsizetype mostNearMisses = 8;

/// The same but for case, a slash at the end, the scheme or a port that goes without saying.
QString foldedAddress(const QString &text)
{
    QString out = text.trimmed().toLower();
    if (out.startsWith("http://"_L1))
        out.replace(0, 7, "https://"_L1);
    out.replace(":443/"_L1, "/"_L1);
    while (out.endsWith(u'/'))
        out.chop(1);
    if (out.endsWith(":443"_L1))
        out.chop(4);
    return out;
}

void noteNearMisses(const auto &kind, const QStringList &values, const QStringList &expected, FindingSink &findings)
{
    QList<base::LookAlike> looks;
    for (const QString &wanted : expected)
        looks.append(base::LookAlike(foldedAddress(wanted)));
    qsizetype found = 0;
    const auto first = values.first(qMin(values.size(), mostAudiences));
    for (const QString &value : first) {
        const QString folded = foldedAddress(value);
        for (qsizetype i = 0; i < expected.size() && found < mostNearMisses; ++i) {
            if (value == expected[i] || !looks.at(i).isAlike(folded))
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
    noteNearMisses(kinds::issuerNearMiss, {context.token.issuer}, expected.issuers, findings);
    if (context.policy.issuers && context.token.key.issuerName.isEmpty() && !context.token.hasValidSignature())
        noteNearMisses(kinds::issuerNearMiss, {context.token.issuer}, context.policy.issuers->issuers(), findings);
    noteNearMisses(kinds::audienceNearMiss, context.token.audience, expected.configured, findings);
}

} // namespace

constinit const Rule nearMisses{lookForNearMisses, kinds::issuerNearMiss, kinds::audienceNearMiss};

} // namespace gatehouse::inspector::rules
