#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// Types that say the token is something else than an access token (RFC 8725 section 3.12).
constexpr std::array otherKinds{"secevent+jwt"_L1,
                                "logout+jwt"_L1,
                                "kb+jwt"_L1,
                                "token-introspection+jwt"_L1,
                                "entity-statement+jwt"_L1,
                                "oauth-authz-req+jwt"_L1,
                                "client-authentication+jwt"_L1};
constexpr std::array accessKinds{"jwt"_L1, "at+jwt"_L1, "dpop+jwt"_L1, "dc+sd-jwt"_L1, "vc+sd-jwt"_L1};

void lookAtTokenType(const RuleContext &context, FindingSink &findings)
{
    const jose::JsonValue *typ = context.parameter(u"typ");
    if (!typ) {
        findings.report(kinds::typMissing);
        return;
    }
    if (!typ->isString())
        return;
    const QString type = context.type();
    const auto is = [&type](QLatin1StringView name) { return type == name; };
    if (std::ranges::any_of(otherKinds, is))
        findings.report(kinds::notAnAccessToken, "typ"_p = type);
    else if (std::ranges::none_of(accessKinds, is))
        findings.report(kinds::typUnknown, "typ"_p = typ->string);
}

} // namespace

constinit const Rule tokenType{lookAtTokenType, kinds::typMissing, kinds::notAnAccessToken, kinds::typUnknown};

} // namespace gatehouse::inspector::rules
