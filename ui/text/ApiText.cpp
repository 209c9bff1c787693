#include "ui/text/ApiText.h"

#include "models/base/Text.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

using domain::SigningAlgorithm;

namespace {

constexpr qsizetype longestAlgorithm = 60;

class ApiWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ApiText)
};

} // namespace

QString algorithmLabel(domain::SigningAlgorithm algorithm)
{
    return algorithm == SigningAlgorithm::RS256 ? ApiWords::tr("RS256 (recommended)")
                                                : domain::signingAlgorithmName(algorithm);
}

QString algorithmSentence(domain::SigningAlgorithm algorithm)
{
    switch (algorithm) {
    case SigningAlgorithm::RS256:
    case SigningAlgorithm::RS512:
    case SigningAlgorithm::PS256:
        return ApiWords::tr("Tokens are signed with the tenant's private key. The API verifies them with the public "
                            "key set and needs no secret.");
    case SigningAlgorithm::HS256:
        return ApiWords::tr("Tokens are signed with a secret that the API shares with the tenant. Anyone who can "
                            "verify a token can also make one.");
    case SigningAlgorithm::Unknown:
        break;
    }
    return ApiWords::tr("The tenant names an algorithm that Gatehouse does not know.");
}

QString verificationSentence(const domain::ResourceServer &api)
{
    switch (api.signingAlgorithm) {
    case SigningAlgorithm::RS256:
    case SigningAlgorithm::RS512:
    case SigningAlgorithm::PS256:
        return ApiWords::tr("Verify tokens of this API with the tenant's public key set, and accept %1 only.")
            .arg(api.algorithmName());
    case SigningAlgorithm::HS256:
        return ApiWords::tr("Verify tokens of this API with its signing secret, and accept HS256 only.");
    case SigningAlgorithm::Unknown:
        break;
    }
    return ApiWords::tr("The tenant names an algorithm for this API that Gatehouse does not know: %1. How its tokens "
                        "are verified is in the tenant's documentation.")
        .arg(base::visibleText(api.algorithmName(), longestAlgorithm));
}

QString noSnippetSentence(const domain::ResourceServer &api)
{
    return ApiWords::tr("Gatehouse has code for RS256 and HS256, and none for %1. Look in the documentation of your "
                        "library for how it verifies such tokens, and have it accept that algorithm only.")
        .arg(base::visibleText(api.algorithmName(), longestAlgorithm));
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
