#pragma once

#include "models/domain/KeptMembers.h"
#include "models/domain/Scope.h"
#include "models/domain/SealedSecret.h"

#include <QString>
#include <QStringList>

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
    bool managementApiEnabled = true; ///< whether its server answers under /api/v2/
    KeptMembers kept = {};

    bool operator==(const Tenant &) const = default;
};

/// The identifier of the Management API, whatever the port: `.localhost` never leaves the machine (RFC 6761
/// section 6.3).
QString managementApiIdentifier();
/// What a token for it may be good for: a scope for each thing that the API does, and for nothing else.
const QList<Scope> &managementApiScopes();
/// Whether `identifier` is the Management API's at one of these origins: `http://127.0.0.1:8790/api/v2/`.
bool isManagementAudience(const QString &identifier, const QStringList &issuers);

} // namespace gatehouse::domain
