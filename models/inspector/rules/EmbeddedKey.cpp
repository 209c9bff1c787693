#include "models/inspector/KeyResolver.h"
#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array embeddedKeyKinds{
    // thumbprint, own|foreign
    FindingKind{"embedded-key"_L1, Severity::Warning, Finding::Subject::Header, "RFC 8725 section 3.10"_L1},
    FindingKind{"embedded-private-key"_L1, Severity::Error, Finding::Subject::Header, "RFC 7515 section 4.1.3"_L1,
                Bearing::Breaks},
};

/// CVE-2018-0114: a key that comes with the token says nothing of who made it. Shown with its RFC 7638 thumbprint, and
/// never used; with private members in it, somebody's key has leaked.
void lookForEmbeddedKey(const RuleContext &context, QList<Finding> &findings)
{
    const jose::JsonValue *jwk = context.parameter(u"jwk");
    if (!jwk || !jwk->isObject())
        return;
    static constexpr std::array secretMembers{"d"_L1, "p"_L1, "q"_L1, "dp"_L1, "dq"_L1, "qi"_L1, "oth"_L1, "k"_L1};
    if (std::ranges::any_of(secretMembers, [jwk](QLatin1StringView name) { return jwk->member(QString(name)); }))
        findings.append(makeFinding("embedded-private-key"_L1, u"jwk"_s));
    const auto key = jose::Jwk::parse(*jwk);
    const QString thumbprint = key ? key->thumbprint() : QString();
    const bool own = !thumbprint.isEmpty() && context.keys.isTrusted(thumbprint);
    findings.append(makeFinding("embedded-key"_L1, u"jwk"_s, {thumbprint, own ? u"own"_s : u"foreign"_s}));
}

} // namespace

constinit const Rule embeddedKey{embeddedKeyKinds, lookForEmbeddedKey};

} // namespace gatehouse::inspector::rules
