#pragma once

#include "models/base/Clock.h"
#include "models/domain/EnumNames.h"
#include "models/domain/Id.h"
#include "models/domain/KeptMembers.h"
#include "models/domain/Scope.h"
#include "models/domain/SealedSecret.h"
#include "models/domain/SigningAlgorithm.h"
#include "models/domain/UnreadMembers.h"

#include <QList>

#include <optional>

namespace gatehouse::domain {

using namespace Qt::StringLiterals;

inline constexpr int minTokenLifetime = 1;
inline constexpr int maxTokenLifetime = 2592000;
inline constexpr int defaultTokenLifetime = 86400;
inline constexpr int maxIdentifier = 600;

/// How its access tokens are written (contract sections 3.1 to 3.3).
enum class TokenDialect {
    AccessToken,      ///< `azp`, `gty`
    AccessTokenAuthz, ///< with `permissions`
    Rfc9068,          ///< RFC 9068: `typ: at+jwt`, `client_id`, `jti`
    Rfc9068Authz,
};
template <> struct EnumNames<TokenDialect>
{
    static constexpr std::array names{"access_token"_L1, "access_token_authz"_L1, "rfc9068_profile"_L1,
                                      "rfc9068_profile_authz"_L1};
};

/// Who may ask for a token in a person's name (contract section 1.6, `subject_type_authorization`).
enum class UserPolicy { AllowAll, RequireClientGrant, DenyAll };
template <> struct EnumNames<UserPolicy>
{
    static constexpr std::array names{"allow_all"_L1, "require_client_grant"_L1, "deny_all"_L1};
};
/// Who may ask for one in its own name.
enum class ClientPolicy { RequireClientGrant, DenyAll };
template <> struct EnumNames<ClientPolicy>
{
    static constexpr std::array names{"require_client_grant"_L1, "deny_all"_L1};
};

/// An API: the resource server of RFC 6749, whose identifier is the audience of its tokens (contract section 1.6).
struct ResourceServer
{
    ResourceServerId id;
    QString name;
    QString identifier;
    SigningAlgorithm signingAlgorithm = SigningAlgorithm::RS256;
    int tokenLifetime = defaultTokenLifetime; ///< seconds
    bool skipConsent = false;                 ///< for verifiable first-party clients
    bool allowOfflineAccess = false;
    QList<Scope> scopes;
    SealedSecret signingSecret; ///< HS256 only
    bool isSystem = false;      ///< the Management API
    bool isSample = false;      ///< made by the first start, removable with the other samples
    base::Instant createdAt;
    int tokenLifetimeForWeb = 7200; ///< seconds; kept, and not used by the flows served here
    TokenDialect dialect = TokenDialect::AccessToken;
    bool enforcePolicies = false; ///< a person's permissions decide which scopes they get
    UserPolicy userPolicy = UserPolicy::AllowAll;
    ClientPolicy clientPolicy = ClientPolicy::RequireClientGrant;
    SealedSecret previousSigningSecret; ///< still verifies what was signed before the secret was replaced
    std::optional<base::Instant> signingSecretSince;
    KeptMembers kept = {};
    UnreadMembers unread = {}; ///< of a tenant elsewhere

    bool operator==(const ResourceServer &) const = default;

    /// The algorithm's name; as the tenant wrote it where it is none that anybody here knows.
    QString algorithmName() const;
    bool isRfc9068() const { return dialect == TokenDialect::Rfc9068 || dialect == TokenDialect::Rfc9068Authz; }
    /// Whether its tokens name a person's permissions (contract section 3.3).
    bool addsPermissions() const
    {
        return enforcePolicies && (dialect == TokenDialect::AccessTokenAuthz || dialect == TokenDialect::Rfc9068Authz);
    }

    /// Until when the secret before the present one vouches for what it signed: as long as a token of that time can
    /// live. Nothing where no secret was replaced.
    std::optional<base::Instant> previousSecretUntil() const;

    const Scope *scope(const QString &value) const;
    QStringList scopeValues() const;
};

MaybeViolation checkApiName(const QString &name);
/// What a tenant keeps for APIs of its own: its userinfo endpoint, My Account, My Organization and the names of
/// urn:auth0 (contract section 1.7).
bool isReservedIdentifier(const QString &identifier);
/// 1 to 600 printable ASCII characters without blanks, and no reserved identifier. Uniqueness is the tenant's matter.
MaybeViolation checkIdentifier(const QString &identifier);
MaybeViolation checkTokenLifetime(qint64 seconds);
/// For typed text: a lifetime for browser flows, which is no longer than the API's own.
MaybeViolation checkWebLifetimeText(const QString &text, int tokenLifetime);
/// For typed text: "soon" is NotANumber, "0" OutOfRange.
MaybeViolation checkTokenLifetimeText(const QString &text);

} // namespace gatehouse::domain
