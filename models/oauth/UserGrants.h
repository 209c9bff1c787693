#pragma once

#include "models/http/HttpRequest.h"
#include "models/oauth/TokenRequest.h"

namespace gatehouse::oauth {

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
