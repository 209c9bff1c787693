#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array tokenTypeKinds{
    FindingKind{"typ-missing"_L1, Severity::Info, Finding::Subject::Header, "RFC 8725 section 3.11"_L1},
    FindingKind{"typ-unknown"_L1, Severity::Info, Finding::Subject::Header, "RFC 8725 section 3.11"_L1}, // typ
    FindingKind{"not-an-access-token"_L1, Severity::Warning, Finding::Subject::Header, "RFC 8725 section 3.12"_L1,
                Bearing::Breaks}, // kind
};

/// Types that say the token is something else than an access token (RFC 8725 section 3.12).
constexpr std::array otherKinds{"secevent+jwt"_L1,
                                "logout+jwt"_L1,
                                "kb+jwt"_L1,
                                "token-introspection+jwt"_L1,
                                "entity-statement+jwt"_L1,
                                "oauth-authz-req+jwt"_L1,
                                "client-authentication+jwt"_L1};
constexpr std::array accessKinds{"jwt"_L1, "at+jwt"_L1, "dpop+jwt"_L1, "dc+sd-jwt"_L1, "vc+sd-jwt"_L1};

void lookAtTokenType(const RuleContext &context, QList<Finding> &findings)
{
    const jose::JsonValue *typ = context.parameter(u"typ");
    if (!typ) {
        findings.append(makeFinding("typ-missing"_L1, u"typ"_s));
        return;
    }
    if (!typ->isString())
        return;
    const QString type = context.type();
    const auto is = [&type](QLatin1StringView name) { return type == name; };
    if (std::ranges::any_of(otherKinds, is))
        findings.append(makeFinding("not-an-access-token"_L1, u"typ"_s, {type}));
    else if (std::ranges::none_of(accessKinds, is))
        findings.append(makeFinding("typ-unknown"_L1, u"typ"_s, {typ->string}));
}

} // namespace

constinit const Rule tokenType{tokenTypeKinds, lookAtTokenType};

} // namespace gatehouse::inspector::rules
