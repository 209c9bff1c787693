#pragma once

#include "models/issuer/ConsentPolicy.h"
#include "models/store/StoreSnapshot.h"

namespace gatehouse::issuer {

/// A request that a person would have to consent to.
struct ConsentRequest
{
    domain::ClientApplication client;
    domain::UserId user;
    QList<domain::ResourceServer> apis;
    QStringList scopes; ///< that would be issued
    QString redirectUri;
    bool isPrompted = false; ///< prompt=consent
};

/// What ConsentPolicy says of `request` with what the tenant remembers. Asked by the server and by who shows beforehand
/// what it will do.
ConsentReason consentFor(const store::StoreSnapshot &tenant, const ConsentRequest &request);

} // namespace gatehouse::issuer
