#include "models/inspector/HeaderRules.h"
#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array similarNameKinds{
    // registered
    FindingKind{"similar-name"_L1, Severity::Warning, Finding::Subject::Header, "RFC 7515 section 10.13"_L1,
                Bearing::Warns},
    FindingKind{"similar-claim"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 7519 section 7.3"_L1,
                Bearing::Warns},
};

constexpr std::array knownClaims{"iss"_L1, "sub"_L1,   "aud"_L1, "exp"_L1,       "nbf"_L1,        "iat"_L1,
                                 "jti"_L1, "scope"_L1, "azp"_L1, "client_id"_L1, "permissions"_L1};
constexpr qsizetype longestName = 64;

template <typename Names>
void compareNames(const jose::JsonValue &object, const Names &known, QLatin1StringView id, QList<Finding> &findings)
{
    for (const jose::JsonMember &member : object.members) {
        if (member.name.size() > longestName)
            continue;
        if (std::ranges::any_of(known, [&member](QLatin1StringView name) { return member.name == name; }))
            continue;
        const QString folded = member.name.normalized(QString::NormalizationForm_KC).trimmed().toLower();
        for (const QLatin1StringView name : known) {
            if (folded == QString(name).toLower())
                findings.append(makeFinding(id, member.name, {name}));
        }
    }
}

/// Names are compared without folding or normalising; one that looks like a registered name is another, whatever a
/// lenient program makes of it.
void lookForSimilarNames(const RuleContext &context, QList<Finding> &findings)
{
    compareNames(context.header(), registeredParameters(), "similar-name"_L1, findings);
    if (context.token.claims)
        compareNames(*context.token.claims, knownClaims, "similar-claim"_L1, findings);
}

} // namespace

constinit const Rule similarNames{similarNameKinds, lookForSimilarNames};

} // namespace gatehouse::inspector::rules
