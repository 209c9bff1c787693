#pragma once

#include "models/base/Secret.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace gatehouse::oauth {

using namespace Qt::StringLiterals;

/// How a client shows who it is (RFC 6749 section 2.3.1).
enum class ClientAuthentication { SecretPost, SecretBasic };

/// How a client shows who it is; a public one names itself alone (RFC 6749 section 3.2.1).
struct ClientCredentials
{
    QString clientId;
    std::optional<base::Secret> secret = {};    ///< nothing of a public client
    std::optional<base::Secret> assertion = {}; ///< signed with the client's own key; instead of a secret (RFC 7523)
    ClientAuthentication authentication = ClientAuthentication::SecretPost; ///< by secret
};

/// A client credentials request (RFC 6749 section 4.4.2; contract section 2.1).
struct TokenRequest
{
    ClientCredentials client;
    QString audience;
    std::optional<QStringList> scopes = {}; ///< absent: everything granted
};

/// RFC 6749 section 5.1; contract section 2.2.
struct TokenResponse
{
    QByteArray accessToken;
    QString tokenType = u"Bearer"_s;
    qint64 expiresIn = 0;
    std::optional<QString> scope; ///< absent when no scope was granted
    QByteArray idToken = {};      ///< OpenID Connect Core section 3.1.3.3; empty without `openid`
    base::Secret refreshToken = {};

    bool operator==(const TokenResponse &other) const
    {
        return accessToken == other.accessToken && tokenType == other.tokenType && expiresIn == other.expiresIn &&
               scope == other.scope && idToken == other.idToken && refreshToken.equals(other.refreshToken);
    }
};

/// RFC 6749 section 5.2; contract section 2.3. A normal answer, shown as what it is.
struct TokenErrorResponse
{
    int status = 400;
    QString error;
    QString description;
    QString uri;

    bool operator==(const TokenErrorResponse &) const = default;
};

} // namespace gatehouse::oauth
