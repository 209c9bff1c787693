#include "models/inspector/ClaimRules.h"
#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array nearMissKinds{
    // of the token, configured
    FindingKind{"audience-near-miss"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 8725 section 3.9"_L1},
    // of the token, expected
    FindingKind{"issuer-near-miss"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 8725 section 3.8"_L1},
};

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

void noteNearMisses(QLatin1StringView id, const QString &claim, const QStringList &values, const QStringList &expected,
                    QList<Finding> &findings)
{
    QStringList foldedExpected;
    for (const QString &wanted : expected)
        foldedExpected.append(foldedAddress(wanted));
    qsizetype found = 0;
    const auto first = values.first(qMin(values.size(), mostAudiences));
    for (const QString &value : first) {
        const QString folded = foldedAddress(value);
        for (qsizetype i = 0; i < expected.size() && found < mostNearMisses; ++i) {
            if (value == expected[i] || folded != foldedExpected[i])
                continue;
            findings.append(makeFinding(id, claim, {value, expected[i]}));
            ++found;
        }
    }
}

/// Issuer and audience are compared byte by byte; what nearly fits is named and not accepted.
void lookForNearMisses(const RuleContext &context, QList<Finding> &findings)
{
    if (!context.token.claims)
        return;
    const ExpectedParties expected = expectedParties(context.policy, context.apis.value(0));
    noteNearMisses("issuer-near-miss"_L1, u"iss"_s, {context.token.issuer}, expected.issuers, findings);
    noteNearMisses("audience-near-miss"_L1, u"aud"_s, context.token.audience, expected.configured, findings);
}

} // namespace

constinit const Rule nearMisses{nearMissKinds, lookForNearMisses};

} // namespace gatehouse::inspector::rules
