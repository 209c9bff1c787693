#include "ui/text/ClientText.h"

#include "ui/text/TokenFaultText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

using domain::ClientAuthentication;
using domain::ClientType;
using domain::GrantType;

namespace {

class ClientWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ClientText)
};

} // namespace

QString clientTypeLabel(ClientType type)
{
    switch (type) {
    case ClientType::NonInteractive:
        return ClientWords::tr("Non-interactive client");
    case ClientType::RegularWeb:
        return ClientWords::tr("Regular web application");
    case ClientType::SinglePage:
        return ClientWords::tr("Single-page application");
    case ClientType::Native:
        return ClientWords::tr("Native application");
    }
    return {};
}

QString clientTypeSentence(ClientType type)
{
    switch (type) {
    case ClientType::NonInteractive:
        return ClientWords::tr("A service, a script or a job. It requests tokens in its own name; nobody signs in.");
    case ClientType::RegularWeb:
        return ClientWords::tr("Runs on a server, signs people in, and can keep a secret.");
    case ClientType::SinglePage:
        return ClientWords::tr("Runs in a browser and cannot keep a secret. PKCE protects its sign-in.");
    case ClientType::Native:
        return ClientWords::tr("Runs on a desktop or phone and cannot keep a secret. PKCE protects its sign-in; on a "
                               "loopback callback any port matches.");
    }
    return {};
}

QString authenticationLabel(ClientAuthentication method)
{
    switch (method) {
    case ClientAuthentication::Secret:
        return ClientWords::tr("Client secret");
    case ClientAuthentication::PrivateKeyJwt:
        return ClientWords::tr("Private key JWT");
    case ClientAuthentication::None:
        return ClientWords::tr("None (public client)");
    }
    return {};
}

QString authenticationSentence(ClientAuthentication method)
{
    switch (method) {
    case ClientAuthentication::Secret:
        return ClientWords::tr("Sends its secret in the body or as HTTP Basic.");
    case ClientAuthentication::PrivateKeyJwt:
        return ClientWords::tr("Signs an assertion with its private key. Only the public key is stored here.");
    case ClientAuthentication::None:
        return ClientWords::tr("Sends its client ID only. It needs PKCE to exchange a code.");
    }
    return {};
}

QString grantTypeLabel(GrantType type)
{
    switch (type) {
    case GrantType::ClientCredentials:
        return ClientWords::tr("Client credentials");
    case GrantType::AuthorizationCode:
        return ClientWords::tr("Authorization code");
    case GrantType::RefreshToken:
        return ClientWords::tr("Refresh token");
    }
    return {};
}

QString grantTypeSentence(GrantType type)
{
    switch (type) {
    case GrantType::ClientCredentials:
        return ClientWords::tr("Tokens in its own name. Not for public clients.");
    case GrantType::AuthorizationCode:
        return ClientWords::tr("Tokens for a person who signs in.");
    case GrantType::RefreshToken:
        return ClientWords::tr("New tokens for that person later, where the API allows offline access.");
    }
    return {};
}

QString clientKeyFaultText(const flow::ClientKeyFault &fault)
{
    switch (fault.kind) {
    case flow::ClientKeyFault::Kind::NoKey:
        return keyErrorText(fault.key);
    case flow::ClientKeyFault::Kind::OfNobody:
        return ClientWords::tr("This is a private key, but none of the client's public keys belongs to it. Choose the "
                               "client's own key, or add its public key on the client's page.");
    case flow::ClientKeyFault::Kind::SignsNothing:
        return ClientWords::tr("This key makes no signatures that a public key verifies. Choose an RSA or EC private "
                               "key.");
    }
    return {};
}

} // namespace gatehouse::ui::text
