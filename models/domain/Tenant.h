#pragma once

#include <QString>

namespace gatehouse::domain {

/// The settings of a tenant.
struct Tenant
{
    QString name;
    bool apisSectionEnabled = true; ///< "Enable APIs section" of Account settings, Advanced
    int serverPort = 0; ///< the loopback port of its authorization server, remembered; 0 before the first start

    bool operator==(const Tenant &) const = default;
};

/// The identifier of the Management API, whatever the port: `.localhost` never leaves the machine (RFC 6761
/// section 6.3).
QString managementApiIdentifier();

/// The `iss` of tokens issued on this loopback port; ends with a slash (contract section 3.1).
QString issuerForPort(int port);

} // namespace gatehouse::domain
