#pragma once

#include "models/http/HttpRequest.h"
#include "models/oauth/TokenRequest.h"

namespace gatehouse::oauth {

/// How a client shows who it is; a public one names itself alone (RFC 6749 section 3.2.1).
struct ClientCredentials
{
    QString clientId;
    std::optional<base::Secret> secret = {}; ///< nothing of a public client
    ClientAuthentication authentication = ClientAuthentication::SecretPost;
};

/// A code for tokens (RFC 6749 section 4.1.3, RFC 7636 section 4.5).
struct CodeGrant
{
    ClientCredentials client;
    base::Secret code;
    QString redirectUri;
    base::Secret verifier;
};

/// A refresh token for new tokens (RFC 6749 section 6).
struct RefreshGrant
{
    ClientCredentials client;
    base::Secret refreshToken;
    QStringList scopes = {}; ///< empty: those it stands for
};

/// A form in the body, as RFC 6749 has it.
http::HttpRequest toHttp(const CodeGrant &grant, const QUrl &endpoint);
http::HttpRequest toHttp(const RefreshGrant &grant, const QUrl &endpoint);

/// `name=value&…`, each percent-encoded.
QByteArray formBody(const QList<std::pair<QString, QString>> &fields);

} // namespace gatehouse::oauth
