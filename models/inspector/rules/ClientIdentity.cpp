#include "models/inspector/ClaimRules.h"
#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array clientKinds{
    // client id
    FindingKind{"client-unknown"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 8725 section 3.8"_L1,
                Bearing::Breaks},
    // client id, names of the APIs
    FindingKind{"client-without-grant"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 8725 section 3.8"_L1,
                Bearing::Breaks},
    // azp, the other
    FindingKind{"client-differs"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 9068 section 2.2"_L1,
                Bearing::Breaks},
};

/// Who the token was issued to: `client_id` (RFC 9068), `azp` (OpenID Connect) and `cid` are three names for one thing.
void lookAtClient(const RuleContext &context, QList<Finding> &findings)
{
    if (!context.token.claims)
        return;
    const QString client = clientOf(*context.token.claims);
    for (const QStringView name : {QStringView(u"client_id"), QStringView(u"cid")}) {
        const QString other = context.claimText(name);
        if (!other.isEmpty() && other != client)
            findings.append(makeFinding("client-differs"_L1, name.toString(), {client, other}));
    }
    const store::StoreSnapshot *tenant = context.tenant();
    if (client.isEmpty() || !tenant || context.apis.isEmpty())
        return;
    const QString member = context.claim(u"azp") ? u"azp"_s : context.claim(u"client_id") ? u"client_id"_s : u"cid"_s;
    if (!tenant->client(domain::ClientId(client))) {
        findings.append(makeFinding("client-unknown"_L1, member, {client}));
        return;
    }
    QStringList without;
    for (const domain::ResourceServer *api : context.apis) {
        if (!tenant->grant(domain::ClientId(client), api->id))
            without.append(api->name);
    }
    if (!without.isEmpty())
        findings.append(makeFinding("client-without-grant"_L1, member, {client, without.join(", "_L1)}));
}

} // namespace

constinit const Rule clientIdentity{clientKinds, lookAtClient};

} // namespace gatehouse::inspector::rules
