#pragma once

#include "models/base/Clock.h"
#include "models/domain/EnumNames.h"
#include "models/domain/Id.h"
#include "models/domain/KeptMembers.h"
#include "models/domain/SealedSecret.h"
#include "models/domain/UnreadMembers.h"
#include "models/domain/Violation.h"

#include <QByteArrayList>
#include <QFlags>
#include <QStringList>

namespace gatehouse::domain {

using namespace Qt::StringLiterals;

/// What kind of program a client is (contract section 1.8, `app_type`).
enum class ClientType {
    NonInteractive, ///< a machine, which asks in its own name
    RegularWeb,     ///< runs on a server and can keep a secret
    SinglePage,     ///< runs in a browser
    Native,         ///< runs on a person's machine
};
template <> struct EnumNames<ClientType>
{
    static constexpr std::array names{"non_interactive"_L1, "regular_web"_L1, "spa"_L1, "native"_L1};
};

/// How a client proves who it is at the token endpoint (RFC 6749 section 2.3, RFC 7523).
enum class ClientAuthentication {
    Secret,        ///< its secret, in the body or as Basic
    PrivateKeyJwt, ///< an assertion signed with its private key
    None,          ///< a public client, which cannot: PKCE takes the place
};
template <> struct EnumNames<ClientAuthentication>
{
    static constexpr std::array names{"client_secret"_L1, "private_key_jwt"_L1, "none"_L1};
};

enum class GrantType {
    ClientCredentials = 1 << 0, ///< RFC 6749 section 4.4
    AuthorizationCode = 1 << 1, ///< RFC 6749 section 4.1
    RefreshToken = 1 << 2,      ///< RFC 6749 section 6
};
Q_DECLARE_FLAGS(GrantTypes, GrantType)
Q_DECLARE_OPERATORS_FOR_FLAGS(GrantTypes)

/// As a request's `grant_type` names them, in the order of the flags.
QStringList grantTypeNames(GrantTypes types);
/// Nothing where one of the names is no grant type of ours.
std::optional<GrantTypes> parseGrantTypes(const QStringList &names);

inline constexpr int maxRefreshLifetime = 157788000; ///< seconds (contract section 1.8)

/// How long a client's refresh tokens live, and whether each use replaces them (contract section 2.6).
struct RefreshPolicy
{
    bool isRotating = false;
    int leeway = 0;           ///< seconds in which a replaced token still works
    bool hasLifetime = false; ///< otherwise they end only when revoked
    int lifetime = 31557600;  ///< seconds since the login
    bool hasIdleLifetime = false;
    int idleLifetime = 2592000; ///< seconds since the last use

    bool operator==(const RefreshPolicy &) const = default;
};

/// A client of RFC 6749: a program that asks for tokens, in its own name or in a person's.
struct ClientApplication
{
    ClientId id;
    QString name;
    SealedSecret secret;
    bool isSample = false;
    base::Instant createdAt;
    ClientType type = ClientType::NonInteractive;
    bool isFirstParty = true;
    QStringList callbacks;  ///< redirect URIs, compared byte for byte (RFC 6749 section 3.1.2)
    QStringList logoutUrls; ///< where a logout may lead
    QStringList origins;    ///< of browsers that may read answers (CORS)
    GrantTypes grantTypes = GrantType::ClientCredentials;
    ClientAuthentication authentication = ClientAuthentication::Secret;
    QByteArrayList publicKeys; ///< DER SubjectPublicKeyInfo, for private_key_jwt
    RefreshPolicy refresh;
    KeptMembers kept = {};
    UnreadMembers unread = {}; ///< of a tenant elsewhere

    bool operator==(const ClientApplication &) const = default;

    bool allows(GrantType wanted) const { return grantTypes.testFlag(wanted); }
    /// Cannot keep a secret (RFC 6749 section 2.1).
    bool isPublic() const { return authentication == ClientAuthentication::None; }
};

/// What a client of that type starts with: grant types and authentication.
void applyTypeDefaults(ClientApplication &client);

MaybeViolation checkClientName(const QString &name);
/// A redirect URI: absolute, without fragment, user name, wildcard or blank; http and https, and for native clients a
/// scheme of their own (RFC 8252 section 7.1).
MaybeViolation checkCallback(const QString &uri, ClientType type);
/// The same rules for where a logout leads.
MaybeViolation checkLogoutUrl(const QString &uri, ClientType type);
/// scheme://host[:port] and nothing more.
MaybeViolation checkOrigin(const QString &origin);
/// For typed text: a lifetime of refresh tokens, or a leeway, which may be 0.
MaybeViolation checkRefreshSecondsText(const QString &text, int least);
/// Everything about a client but that its name is its own.
MaybeViolation checkClient(const ClientApplication &client);

inline constexpr int maxCallbacks = 100;
inline constexpr int maxCallback = 2048; ///< characters
inline constexpr int maxClientKeys = 4;

/// In whose name a grant lets a client ask (contract section 1.9).
enum class SubjectType { Client, User };
template <> struct EnumNames<SubjectType>
{
    static constexpr std::array names{"client"_L1, "user"_L1};
};

/// What a client may ask of an API: client × resource server × subject type × granted scopes (contract section 1.9).
/// Without one, the client gets no token for that API in its own name, and in a person's as the API's policy says.
struct ClientGrant
{
    ClientGrantId id;
    ClientId clientId;
    ResourceServerId resourceServerId;
    QStringList scopes; ///< in the order of the API's scopes; may be empty
    bool isSample = false;
    SubjectType subject = SubjectType::Client;
    KeptMembers kept = {};
    UnreadMembers unread = {}; ///< of a tenant elsewhere

    bool operator==(const ClientGrant &) const = default;
};

} // namespace gatehouse::domain
