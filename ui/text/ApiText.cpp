#include "ui/text/ApiText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

class ApiWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ApiText)
};

} // namespace

QString algorithmLabel(domain::SigningAlgorithm algorithm)
{
    return algorithm == domain::SigningAlgorithm::RS256 ? ApiWords::tr("RS256 (recommended)") : ApiWords::tr("HS256");
}

QString algorithmSentence(domain::SigningAlgorithm algorithm)
{
    return algorithm == domain::SigningAlgorithm::RS256
               ? ApiWords::tr(
                     "Tokens are signed with the tenant's private key. The API verifies them with the public key "
                     "set and needs no secret.")
               : ApiWords::tr(
                     "Tokens are signed with a secret that the API shares with the tenant. Anyone who can verify a "
                     "token can also make one.");
}

QString verificationSentence(const domain::ResourceServer &api)
{
    return api.signingAlgorithm == domain::SigningAlgorithm::RS256
               ? ApiWords::tr("Verify tokens of this API with the tenant's public key set, and accept RS256 only.")
               : ApiWords::tr("Verify tokens of this API with its signing secret, and accept HS256 only.");
}

QString scopeCount(qsizetype count)
{
    return count == 1 ? ApiWords::tr("1 scope") : ApiWords::tr("%1 scopes").arg(QString::number(count));
}

QString clientCount(qsizetype count)
{
    return count == 1 ? ApiWords::tr("1 client") : ApiWords::tr("%1 clients").arg(QString::number(count));
}

QString onOff(bool value)
{
    return value ? ApiWords::tr("On") : ApiWords::tr("Off");
}

QString identifierLockSentence()
{
    return ApiWords::tr("The identifier is the audience (aud) of every token of this API, and the API checks it. It "
                        "cannot be changed.");
}

QString algorithmLockSentence()
{
    return ApiWords::tr("The APIs that verify these tokens accept this algorithm only. It was chosen when the API was "
                        "created and cannot be changed.");
}

QString dialectLabel(domain::TokenDialect dialect)
{
    const bool isRfc9068 = dialect == domain::TokenDialect::Rfc9068 || dialect == domain::TokenDialect::Rfc9068Authz;
    return isRfc9068 ? ApiWords::tr("RFC 9068") : ApiWords::tr("Auth0");
}

QString dialectSentence(domain::TokenDialect dialect)
{
    const bool isRfc9068 = dialect == domain::TokenDialect::Rfc9068 || dialect == domain::TokenDialect::Rfc9068Authz;
    return isRfc9068 ? ApiWords::tr("Header type at+jwt, with client_id and jti: for libraries that follow RFC 9068.")
                     : ApiWords::tr("Header type JWT, with azp and gty, as Auth0 writes its access tokens.");
}

QString userPolicyLabel(domain::UserPolicy policy)
{
    switch (policy) {
    case domain::UserPolicy::AllowAll:
        return ApiWords::tr("All clients");
    case domain::UserPolicy::RequireClientGrant:
        return ApiWords::tr("Authorized clients");
    case domain::UserPolicy::DenyAll:
        return ApiWords::tr("No clients");
    }
    return {};
}

QString userPolicySentence(domain::UserPolicy policy)
{
    switch (policy) {
    case domain::UserPolicy::AllowAll:
        return ApiWords::tr("Every first-party client can act for a person who signs in; a third-party client needs a "
                            "user grant.");
    case domain::UserPolicy::RequireClientGrant:
        return ApiWords::tr("A client needs a user grant, and gets no scope beyond it.");
    case domain::UserPolicy::DenyAll:
        return ApiWords::tr("Nobody can sign in to a client for this API: every such request is refused.");
    }
    return {};
}

QString clientPolicyLabel(domain::ClientPolicy policy)
{
    return policy == domain::ClientPolicy::DenyAll ? ApiWords::tr("No clients") : ApiWords::tr("Authorized clients");
}

QString clientPolicySentence(domain::ClientPolicy policy)
{
    return policy == domain::ClientPolicy::DenyAll
               ? ApiWords::tr("Client credentials are refused for this API, whatever is granted.")
               : ApiWords::tr("A client gets tokens in its own name once it is authorized, with the scopes of its "
                              "grant.");
}

} // namespace gatehouse::ui::text
