#include "ui/pages/ClientGrantWords.h"

#include "models/base/Text.h"
#include "models/issuer/ScopeDecision.h"

#include <QCoreApplication>

namespace gatehouse::ui::pages {

namespace {

class GrantWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::pages::ClientGrantWords)
};

QString ownNameSentence(const QString &apiName, bool hasScopes, bool isAuthorized)
{
    if (isAuthorized)
        return GrantWords::tr("Gets tokens for %1 with the checked scopes.").arg(apiName);
    if (!hasScopes)
        return GrantWords::tr("Not authorized: requests for a token of %1 are refused.").arg(apiName);
    return GrantWords::tr("Not authorized: requests for a token of %1 are refused. The switch authorizes the "
                          "client without scopes; check then what it may do.")
        .arg(apiName);
}

QString personSentence(const QString &apiName, bool hasScopes, bool isAuthorized)
{
    if (isAuthorized)
        return GrantWords::tr("Gets tokens for %1 when a person signs in, with no scope beyond the checked ones.")
            .arg(apiName);
    if (!hasScopes)
        return GrantWords::tr("Not authorized: nobody can sign in to this client for %1.").arg(apiName);
    return GrantWords::tr("Not authorized: nobody can sign in to this client for %1. The switch authorizes the "
                          "client without scopes; check then what it may do.")
        .arg(apiName);
}

} // namespace

QString grantsSentence(const domain::ResourceServer &api, domain::SubjectType subject)
{
    if (subject == domain::SubjectType::Client)
        return api.clientPolicy == domain::ClientPolicy::DenyAll
                   ? GrantWords::tr("The access policy of this API refuses client credentials, whatever is granted "
                                    "here.")
                   : GrantWords::tr("For client credentials, where nobody signs in. Every client needs a grant.");
    switch (api.userPolicy) {
    case domain::UserPolicy::AllowAll:
        return GrantWords::tr("For people who sign in to a client. Third-party clients need a grant; a first-party "
                              "client needs none and gets every scope it asks for.");
    case domain::UserPolicy::RequireClientGrant:
        return GrantWords::tr("For people who sign in to a client. The access policy of this API requires a grant of "
                              "every client.");
    case domain::UserPolicy::DenyAll:
        return GrantWords::tr("The access policy of this API lets nobody sign in to a client for it, whatever is "
                              "granted here.");
    }
    return {};
}

QString grantSentence(const domain::ClientApplication &client, const domain::ResourceServer &api,
                      domain::SubjectType subject, bool isAuthorized)
{
    const QString apiName = base::visibleText(api.name, 200);
    const bool hasScopes = !api.scopes.isEmpty();
    if (subject == domain::SubjectType::Client)
        return ownNameSentence(apiName, hasScopes, isAuthorized);
    switch (issuer::userGrantUse(client, api)) {
    case issuer::UserGrantUse::Decides:
        return personSentence(apiName, hasScopes, isAuthorized);
    case issuer::UserGrantUse::NotNeeded:
        return isAuthorized
                   ? GrantWords::tr("A first-party client gets every scope of %1 it asks for. The checked scopes count "
                                    "when the access policy for users requires a grant.")
                         .arg(apiName)
                   : GrantWords::tr("Needs no grant: a first-party client gets every scope of %1 it asks for.")
                         .arg(apiName);
    case issuer::UserGrantUse::Refused:
        return api.userPolicy == domain::UserPolicy::DenyAll
                   ? GrantWords::tr("Refused, whatever is granted: the access policy for users allows no client.")
                   : GrantWords::tr("Refused, whatever is granted: a third-party client never gets a person's token "
                                    "for %1.")
                         .arg(apiName);
    }
    return {};
}

} // namespace gatehouse::ui::pages
