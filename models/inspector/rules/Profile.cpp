#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array profileKinds{
    FindingKind{"missing-claim"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 9068 section 2.2"_L1,
                Bearing::Breaks},
    FindingKind{"profile-type"_L1, Severity::Warning, Finding::Subject::Header, "RFC 9068 section 2.1"_L1,
                Bearing::Breaks}, // typ
    FindingKind{"profile-algorithm"_L1, Severity::Warning, Finding::Subject::Header, "RFC 9068 section 2.1"_L1,
                Bearing::Breaks}, // algorithm
    FindingKind{"profile-subject"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 9068 section 2.2"_L1,
                Bearing::Warns}, // sub, what it should be
};

void requireClaims(const RuleContext &context, std::initializer_list<QStringView> names, QList<Finding> &findings)
{
    for (const QStringView name : names) {
        if (!context.claim(name))
            findings.append(makeFinding("missing-claim"_L1, name.toString()));
    }
}

/// RFC 9068 section 2: the type, an asymmetric or at least real signature, and the claims it requires.
void checkRfc9068(const RuleContext &context, bool demanded, QList<Finding> &findings)
{
    if (demanded && context.type() != "at+jwt"_L1)
        findings.append(makeFinding("profile-type"_L1, u"typ"_s, {context.parameterText(u"typ")}));
    if (jose::isNone(context.token.algorithm))
        findings.append(makeFinding("profile-algorithm"_L1, u"alg"_s, {context.token.algorithm}));
    requireClaims(context, {u"iss", u"exp", u"aud", u"sub", u"client_id", u"iat", u"jti"}, findings);
}

/// Auth0's own profile: `azp` names the client, and a client's own token has a subject that says so.
void checkAuth0(const RuleContext &context, QList<Finding> &findings)
{
    if (context.type() != "jwt"_L1)
        findings.append(makeFinding("profile-type"_L1, u"typ"_s, {context.parameterText(u"typ")}));
    if (jose::isNone(context.token.algorithm))
        findings.append(makeFinding("profile-algorithm"_L1, u"alg"_s, {context.token.algorithm}));
    requireClaims(context, {u"iss", u"sub", u"aud", u"iat", u"exp", u"azp"}, findings);
    const QString subject = context.claimText(u"sub");
    const QString wanted = context.claimText(u"azp") + "@clients"_L1;
    if (context.claimText(u"gty") == "client-credentials"_L1 && subject != wanted)
        findings.append(makeFinding("profile-subject"_L1, u"sub"_s, {subject, wanted}));
}

/// A profile applies when the policy demands it, or when the token itself says that it follows RFC 9068.
void checkProfile(const RuleContext &context, QList<Finding> &findings)
{
    if (!context.token.claims)
        return;
    const auto profile = context.policy.profile;
    if (profile == VerificationPolicy::Profile::Rfc9068 || context.type() == "at+jwt"_L1)
        checkRfc9068(context, profile == VerificationPolicy::Profile::Rfc9068, findings);
    if (profile == VerificationPolicy::Profile::Auth0)
        checkAuth0(context, findings);
}

} // namespace

constinit const Rule profile{profileKinds, checkProfile};

} // namespace gatehouse::inspector::rules
