#pragma once

#include "models/domain/SealedSecret.h"

#include <QString>

namespace gatehouse::domain {

/// The settings of a tenant.
struct Tenant
{
    QString name;
    bool apisSectionEnabled = true; ///< "Enable APIs section" of Account settings, Advanced
    int serverPort = 0; ///< the loopback port of its authorization server, remembered; 0 before the first start
    int httpsPort = 0;  ///< the same for TLS
    QByteArray authorityCertificate; ///< DER: what vouches for the server's name on https; empty before the first start
    SealedSecret authorityKey;

    bool operator==(const Tenant &) const = default;
};

/// The identifier of the Management API, whatever the port: `.localhost` never leaves the machine (RFC 6761
/// section 6.3).
QString managementApiIdentifier();

} // namespace gatehouse::domain
