#pragma once

#include "models/base/Clock.h"
#include "models/base/Random.h"
#include "models/issuer/OwnTokens.h"
#include "models/jose/KeyCodec.h"
#include "models/jose/PassphraseKdf.h"
#include "models/jose/Signer.h"
#include "models/management/Problem.h"
#include "models/management/RecentCalls.h"
#include "models/server/Router.h"
#include "models/store/Ledger.h"
#include "models/store/TenantEditor.h"

#include <functional>
#include <memory>
#include <optional>

namespace gatehouse::server {

/// What the Management API stands on.
struct ManagementParts
{
    const store::SnapshotSource &tenant;
    const issuer::OwnTokens &tokens;
    store::TenantEditor &editor;
    store::Custody &custody;
    store::Ledger &ledger;
    const jose::SignerFactory &signers;
    const jose::KeyCodec &keys;
    const jose::PassphraseKdf &kdf;
    base::RandomSource &random;
    const base::Clock &clock;

    using Committed = std::function<void(base::Result<store::StoreSnapshot>)>;
    struct Wanted
    {
        domain::ChangeSet changes;
        store::Author author;
        QByteArray batch; ///< the same for all of a deployment: requests with one token, a minute apart at most
        std::optional<store::Revision> expected = {}; ///< the tenant has to be at this one; a Conflict otherwise
    };
    /// Has a change committed where the tenant is written; `done` is called there, or never if that is gone. Any
    /// thread.
    std::function<void(const Wanted &wanted, Committed done)> commit;
    /// Requests that one client may make within a second; 0: as many as it likes.
    int requestsPerSecond = 0;
};

using ManagementCall = gatehouse::management::ManagementCall;

/// Auth0's Management API v2 over this tenant: JSON in, a change set or an answer out (contract section 1).
/// Thread-safe.
class ManagementApi
{
public:
    /// `issuers` are those of the running server. `called` hears of every answered request, in any thread.
    ManagementApi(const ManagementParts &parts, QStringList issuers,
                  std::function<void(const ManagementCall &)> called = {});
    ~ManagementApi();

    /// Everything below /api/v2/.
    Route route();

    /// What is served, for who wants to try all of it.
    struct Offer
    {
        QByteArray method;
        QByteArray path;    ///< `/api/v2/clients/{id}`
        QStringList scopes; ///< of which the token has to have one, or, where all is true, each
        bool needsAll = false;
    };
    static QList<Offer> offers();

private:
    struct Private;
    std::shared_ptr<Private> d; ///< answers that come later hold it
};

} // namespace gatehouse::server
