#pragma once

#include "models/base/Result.h"

#include <QObject>

#include <optional>

namespace gatehouse::trust {
Q_NAMESPACE

/// Why something that is said of an issuer, or of its keys, is of no use.
enum class IssuerFault {
    Name,            ///< is no name for one
    NameTaken,       ///< another has it
    Issuer,          ///< cannot be what tokens have in iss
    IssuerTaken,     ///< is trusted already
    Template,        ///< leaves more than one part open
    TenantsNeeded,   ///< leaves the tenant open, and lists none
    TenantsUnneeded, ///< lists tenants, and leaves nothing open
    Tenants,         ///< one listed cannot be a tenant
    Audiences,       ///< one listed cannot be an audience
    Algorithms,      ///< one listed needs a shared secret
    Interval,        ///< keys are not fetched as often, or not at all
    Address,         ///< keys are not fetched from there
    AddressUnknown,  ///< nothing says where its keys are
    TooMany,         ///< there are as many as there can be
    Unknown,         ///< there is none of that name
    NotFetched,      ///< its keys are from a file
    NothingWaits,    ///< no keys wait to be accepted
    OthersWait,      ///< other keys wait than the ones that were looked at
    NoKeys,          ///< publishes no key that verifies
    KeySet,          ///< what it publishes is no key set
    Configuration,   ///< what it publishes is no configuration
    OtherIssuer,     ///< its configuration is that of another
    NoKeySet,        ///< its configuration names no key set
};
Q_ENUM_NS(IssuerFault)

/// An error of that kind, ErrorCode::IssuerUnfit. `subject` is the name, address or other text that does not fit.
std::unexpected<base::Error> unfit(base::ErrorStep step, const QString &subject, IssuerFault fault);
/// What such an error says; nothing for other errors.
std::optional<IssuerFault> faultOf(const base::Error &error);

} // namespace gatehouse::trust
