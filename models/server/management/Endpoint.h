#pragma once

#include "models/management/Entities.h"
#include "models/management/Listing.h"
#include "models/server/management/ManagementApi.h"

#include <variant>

namespace gatehouse::server::management {

using namespace Qt::StringLiterals;
using gatehouse::management::Checked;
using gatehouse::management::Problem;

/// One request whose token was accepted, taken apart.
struct Call
{
    const ManagementParts &parts;
    domain::Origin origin;
    QByteArray path;
    QString key = {};    ///< what stands for the first `{id}` in the path, as it was sent
    QString subKey = {}; ///< for the second
    gatehouse::management::Query query;
    jose::JsonValue body = {};
    issuer::OwnTokens::Caller caller;

    bool has(const QString &scope) const { return caller.scopes.contains(scope); }
    /// Secrets of clients are given only to who may read them.
    bool readsClientKeys() const { return has(u"read:client_keys"_s) || has(u"read:client_credentials"_s); }
    /// How the Management API is called at the origin of this request.
    QString managementIdentifier() const { return origin.issuer() + "api/v2/"_L1; }
};

/// What an answer says beside its status; no body for a 204.
struct Answer
{
    int status = 200;
    std::optional<jose::JsonValue> body = {};
    QByteArray link = {};
};

/// A change that a request wants, and the answer once it is committed.
struct Planned
{
    domain::ChangeSet changes;
    std::function<Checked<Answer>(const store::StoreSnapshot &after)> answer;
};

using Outcome = Checked<std::variant<Answer, Planned>>;

/// A route: what it needs and what it does. `run` is called again with a newer tenant where somebody else was faster.
struct Endpoint
{
    QByteArray method;
    QByteArray path; ///< below /api/v2, `{id}` standing for one part
    QStringList scopes;
    bool needsAll = false;
    bool takesBody = false;
    std::function<Outcome(const Call &, const store::StoreSnapshot &)> run;
};

// One list for each entity.
QList<Endpoint> resourceServerEndpoints();
QList<Endpoint> clientEndpoints();
QList<Endpoint> clientCredentialEndpoints();
QList<Endpoint> clientGrantEndpoints();
QList<Endpoint> userEndpoints();
QList<Endpoint> userPermissionEndpoints();
QList<Endpoint> signingKeyEndpoints();
QList<Endpoint> tenantEndpoints();

/// Has a body's `client_authentication_methods` done: which of its keys the client authenticates with (contract section
/// 1.8).
std::optional<Problem> applyAuthenticationMethods(const Call &call, domain::ClientApplication &client, bool isNew);

/// Identifiers of APIs as this request sees them.
std::function<QString(const QString &apiId)> identifiers(const Call &call, const store::StoreSnapshot &tenant);
/// The API of that identifier, under any name of the Management API.
const domain::ResourceServer *apiCalled(const Call &call, const store::StoreSnapshot &tenant,
                                        const QString &identifier);

/// Unwraps an edit: a violation or an error becomes a problem.
Problem problemOf(const store::Refusal &refusal);
template <typename T> Checked<T> checked(store::Edit<T> edit)
{
    if (edit)
        return *std::move(edit);
    return std::unexpected(problemOf(edit.error()));
}

inline Outcome planned(domain::ChangeSet changes, std::function<Checked<Answer>(const store::StoreSnapshot &)> answer)
{
    return Planned{.changes = std::move(changes), .answer = std::move(answer)};
}
inline Outcome deleted(domain::ChangeSet changes)
{
    return planned(std::move(changes),
                   [](const store::StoreSnapshot &) -> Checked<Answer> { return Answer{.status = 204}; });
}
/// Deletes are idempotent: what is not there is deleted.
inline Outcome nothingToDelete()
{
    return Answer{.status = 204};
}
/// A sortable place in the order of creation.
QString creationKey(base::Instant createdAt, const QString &id);

} // namespace gatehouse::server::management
