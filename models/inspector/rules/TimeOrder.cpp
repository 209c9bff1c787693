#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array timeOrderKinds{
    // seconds
    FindingKind{"issued-in-future"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 7519 section 4.1.6"_L1},
    FindingKind{"expires-before-issued"_L1, Severity::Error, Finding::Subject::Claim, "RFC 7519 section 4.1.4"_L1,
                Bearing::Breaks},
    FindingKind{"never-valid"_L1, Severity::Error, Finding::Subject::Claim, "RFC 7519 section 4.1.5"_L1,
                Bearing::Breaks},
};

/// Times that contradict each other or the clock.
void lookAtTimeOrder(const RuleContext &context, QList<Finding> &findings)
{
    const TokenInspection &token = context.token;
    const auto &issued = token.issuedAt;
    const auto &expires = token.expiresAt;
    if (token.judgedAt && issued) {
        const qint64 ahead = *issued - base::unixSeconds(*token.judgedAt);
        if (ahead > token.leeway)
            findings.append(makeFinding("issued-in-future"_L1, u"iat"_s, {QString::number(ahead)}));
    }
    if (issued && expires && *expires <= *issued)
        findings.append(makeFinding("expires-before-issued"_L1, u"exp"_s));
    if (token.notBefore && expires && *token.notBefore >= *expires)
        findings.append(makeFinding("never-valid"_L1, u"nbf"_s));
}

} // namespace

constinit const Rule timeOrder{timeOrderKinds, lookAtTimeOrder};

} // namespace gatehouse::inspector::rules
