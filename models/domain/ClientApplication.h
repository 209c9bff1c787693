#pragma once

#include "models/base/Clock.h"
#include "models/domain/Id.h"
#include "models/domain/SealedSecret.h"
#include "models/domain/Violation.h"

#include <QStringList>

namespace gatehouse::domain {

/// A non-interactive client: a confidential client that may use the client credentials grant (RFC 6749 section 4.4).
struct ClientApplication
{
    ClientId id;
    QString name;
    SealedSecret secret;
    bool isSample = false;
    base::Instant createdAt;

    bool operator==(const ClientApplication &) const = default;
};

MaybeViolation checkClientName(const QString &name);

/// What a client may ask of an API: client × resource server × granted scopes (contract section 1.9). Without one, the
/// client gets no token for that API.
struct ClientGrant
{
    ClientGrantId id;
    ClientId clientId;
    ResourceServerId resourceServerId;
    QStringList scopes; ///< in the order of the API's scopes; may be empty
    bool isSample = false;

    bool operator==(const ClientGrant &) const = default;
};

} // namespace gatehouse::domain
