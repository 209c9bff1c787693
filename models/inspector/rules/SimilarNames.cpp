#include "models/base/LookAlike.h"
#include "models/inspector/HeaderRules.h"
#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array knownClaims{"iss"_L1, "sub"_L1,   "aud"_L1, "exp"_L1,       "nbf"_L1,        "iat"_L1,
                                 "jti"_L1, "scope"_L1, "azp"_L1, "client_id"_L1, "permissions"_L1};
constexpr qsizetype longestName = 64;

template <typename Names>
void compareNames(const jose::JsonValue &object, const Names &known, const auto &kind, FindingSink &findings)
{
    for (const jose::JsonMember &member : object.members) {
        if (member.name.size() > longestName)
            continue;
        if (std::ranges::any_of(known, [&member](QLatin1StringView name) { return member.name == name; }))
            continue;
        const base::LookAlike look(member.name);
        for (const QLatin1StringView name : known) {
            if (look.isAlike(QString(name)))
                findings.report(kind, "member"_p = member.name, "registered"_p = name);
        }
    }
}

/// Names are compared without folding or normalising; one that looks like a registered name is another, whatever a
/// lenient program makes of it.
void lookForSimilarNames(const RuleContext &context, FindingSink &findings)
{
    compareNames(context.header(), registeredParameters(), kinds::similarName, findings);
    if (context.token.claims)
        compareNames(*context.token.claims, knownClaims, kinds::similarClaim, findings);
}

} // namespace

constinit const Rule similarNames{lookForSimilarNames, kinds::similarName, kinds::similarClaim};

} // namespace gatehouse::inspector::rules
