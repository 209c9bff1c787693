#include "models/inspector/ClaimRules.h"
#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// Who the token was issued to: `client_id` (RFC 9068), `azp` (OpenID Connect) and `cid` are three names for one thing.
void lookAtClient(const RuleContext &context, FindingSink &findings)
{
    if (!context.token.claims)
        return;
    const QString client = clientOf(*context.token.claims);
    for (const QStringView name : {QStringView(u"client_id"), QStringView(u"cid")}) {
        const QString other = context.claimText(name);
        if (!other.isEmpty() && other != client)
            findings.report(kinds::clientDiffers, "member"_p = name.toString(), "client"_p = client, "other"_p = other);
    }
    const store::StoreSnapshot *tenant = context.tenant();
    if (client.isEmpty() || !tenant || context.apis.isEmpty())
        return;
    const QString member = context.claim(u"azp") ? u"azp"_s : context.claim(u"client_id") ? u"client_id"_s : u"cid"_s;
    if (!tenant->client(domain::ClientId(client))) {
        findings.report(kinds::clientUnknown, "member"_p = member, "client"_p = client);
        return;
    }
    const bool isUsers = isUsersToken(*context.token.claims, *tenant);
    QStringList without;
    for (const domain::ResourceServer *api : context.apis) {
        // In a person's name a client needs a grant only where the API says so, or where it is somebody else's.
        const bool needsGrant = !isUsers || api->userPolicy == domain::UserPolicy::RequireClientGrant ||
                                !tenant->client(domain::ClientId(client))->isFirstParty;
        const auto subject = isUsers ? domain::SubjectType::User : domain::SubjectType::Client;
        if (needsGrant && !tenant->grant(domain::ClientId(client), api->id, subject))
            without.append(api->name);
    }
    if (!without.isEmpty())
        findings.report(kinds::clientWithoutGrant, "member"_p = member, "client"_p = client,
                        "apis"_p = without.join(", "_L1));
}

} // namespace

constinit const Rule clientIdentity{lookAtClient, kinds::clientDiffers, kinds::clientUnknown,
                                    kinds::clientWithoutGrant};

} // namespace gatehouse::inspector::rules
