#include "models/inspector/KeyResolver.h"
#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// CVE-2018-0114: a key that comes with the token says nothing of who made it. Shown with its RFC 7638 thumbprint, and
/// never used; with private members in it, somebody's key has leaked.
void lookForEmbeddedKey(const RuleContext &context, FindingSink &findings)
{
    const jose::JsonValue *jwk = context.parameter(u"jwk");
    if (!jwk || !jwk->isObject())
        return;
    static constexpr std::array secretMembers{"d"_L1, "p"_L1, "q"_L1, "dp"_L1, "dq"_L1, "qi"_L1, "oth"_L1, "k"_L1};
    if (std::ranges::any_of(secretMembers, [jwk](QLatin1StringView name) { return jwk->member(QString(name)); }))
        findings.report(kinds::embeddedPrivateKey);
    const auto key = jose::Jwk::parse(*jwk);
    const QString thumbprint = key ? key->thumbprint() : QString();
    const bool own = !thumbprint.isEmpty() && context.keys.isTrusted(thumbprint);
    findings.report(kinds::embeddedKey, "thumbprint"_p = thumbprint,
                    "owner"_p = own ? KeyOwner::Own : KeyOwner::Foreign);
}

} // namespace

constinit const Rule embeddedKey{lookForEmbeddedKey, kinds::embeddedPrivateKey, kinds::embeddedKey};

} // namespace gatehouse::inspector::rules
