#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

void requireClaims(const RuleContext &context, std::initializer_list<QStringView> names, FindingSink &findings)
{
    for (const QStringView name : names) {
        if (!context.claim(name))
            findings.report(kinds::missingClaim, "member"_p = name.toString());
    }
}

/// RFC 9068 section 2: the type, an asymmetric or at least real signature, and the claims it requires.
void checkRfc9068(const RuleContext &context, bool demanded, FindingSink &findings)
{
    if (demanded && context.type() != "at+jwt"_L1)
        findings.report(kinds::profileType, "typ"_p = context.parameterText(u"typ"));
    if (jose::isNone(context.token.algorithm))
        findings.report(kinds::profileAlgorithm, "algorithm"_p = context.token.algorithm);
    requireClaims(context, {u"iss", u"exp", u"aud", u"sub", u"client_id", u"iat", u"jti"}, findings);
}

/// Auth0's own profile: `azp` names the client, and a client's own token has a subject that says so.
void checkAuth0(const RuleContext &context, FindingSink &findings)
{
    if (context.type() != "jwt"_L1)
        findings.report(kinds::profileType, "typ"_p = context.parameterText(u"typ"));
    if (jose::isNone(context.token.algorithm))
        findings.report(kinds::profileAlgorithm, "algorithm"_p = context.token.algorithm);
    requireClaims(context, {u"iss", u"sub", u"aud", u"iat", u"exp", u"azp"}, findings);
    const QString subject = context.claimText(u"sub");
    const QString wanted = context.claimText(u"azp") + "@clients"_L1;
    if (context.claimText(u"gty") == "client-credentials"_L1 && subject != wanted)
        findings.report(kinds::profileSubject, "subject"_p = subject, "expected"_p = wanted);
}

/// A profile applies when the policy demands it, or when the token itself says that it follows RFC 9068.
void checkProfile(const RuleContext &context, FindingSink &findings)
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

constinit const Rule profile{checkProfile, kinds::missingClaim, kinds::profileType, kinds::profileAlgorithm,
                             kinds::profileSubject};

} // namespace gatehouse::inspector::rules
