#pragma once

#include "models/oauth/TokenRequest.h"
#include "models/store/StoreSnapshot.h"

#include <expected>

namespace gatehouse::issuer {

/// What became of a scope that was asked for.
enum class ScopeFate {
    Issued,
    NotDefined,       ///< no API of the request has it, and it is none of OpenID's
    NotGranted,       ///< the client's grant does not hold it
    NotPermitted,     ///< the person has no permission to it, and the API enforces permissions
    OfflineForbidden, ///< `offline_access`, and an API does not allow offline access
    NoRefreshGrant,   ///< `offline_access`, and the client has no grant type refresh_token
};

struct ScopeRow
{
    QString scope;
    ScopeFate fate = ScopeFate::Issued;

    bool operator==(const ScopeRow &) const = default;
};
QStringList issuedScopes(const QList<ScopeRow> &rows);

/// What a request is for that names no API at all (contract section 1.11); empty where the tenant says nothing.
QString defaultAudience(const store::StoreSnapshot &tenant);

/// The APIs that `audience` and `resources` name (RFC 8707), each once. An error where one is unknown, or several
/// cannot be in one token: an HS256 API has a secret of its own, which no other may know.
std::expected<QList<domain::ResourceServer>, oauth::TokenErrorResponse>
namedApis(const store::StoreSnapshot &tenant, const QString &audience, const QStringList &resources);

/// The scopes of a token in the client's own name: requested ∩ granted ∩ defined (contract section 2.3). Asking for one
/// that is not granted is an error, and so is one whose meaning would differ between the APIs of the token (RFC 9068
/// section 3).
std::expected<QStringList, oauth::TokenErrorResponse> clientScopes(const store::StoreSnapshot &tenant,
                                                                   const domain::ClientApplication &client,
                                                                   const QList<domain::ResourceServer> &apis,
                                                                   const QString &requested);

/// The scopes of a token in a person's name, each with its fate; what is not issued is dropped without an error
/// (contract section 2.3). Without `user` nobody has logged in yet, and permissions are not looked at.
QList<ScopeRow> userScopes(const store::StoreSnapshot &tenant, const domain::ClientApplication &client,
                           const domain::User *user, const QList<domain::ResourceServer> &apis,
                           const QStringList &requested);

/// Why a client may not ask for an API in a person's name; nothing where it may (contract section 1.6,
/// subject_type_authorization).
std::optional<oauth::TokenErrorResponse> userAccessRefusal(const store::StoreSnapshot &tenant,
                                                           const domain::ClientApplication &client,
                                                           const QList<domain::ResourceServer> &apis);

/// What a grant in a person's name is for, given the client and the API.
enum class UserGrantUse {
    Decides,   ///< without it the client is refused, and it gets no scope beyond it
    NotNeeded, ///< a first-party client gets what it asks for, whatever is granted
    Refused,   ///< the client is refused, whatever is granted
};
UserGrantUse userGrantUse(const domain::ClientApplication &client, const domain::ResourceServer &api);

/// The scope that is issued and not granted for every API of the token that defines it; nothing where there is none.
std::optional<QString> ambiguousScope(const store::StoreSnapshot &tenant, const domain::ClientApplication &client,
                                      domain::SubjectType subject, const QList<domain::ResourceServer> &apis,
                                      const QStringList &scopes);

/// What a token says under `permissions`: a person's, or what a client was granted.
QStringList permissionsOf(const QList<domain::ResourceServer> &apis, const domain::User *user,
                          const QStringList &issued);

} // namespace gatehouse::issuer
