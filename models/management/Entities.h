#pragma once

#include "models/domain/ClientApplication.h"
#include "models/domain/ResourceServer.h"
#include "models/domain/SigningKey.h"
#include "models/domain/Tenant.h"
#include "models/domain/User.h"
#include "models/management/Description.h"

namespace gatehouse::management {

// Each entity of the Management API, once: routes, answers and `--json` go by these (contract sections 1.6 to 1.11).

const Description<domain::ResourceServer> &resourceServerDescription();
const Description<domain::ClientApplication> &clientDescription();
const Description<domain::ClientGrant> &clientGrantDescription();
const Description<domain::User> &userDescription();
const Description<domain::Tenant> &tenantDescription();

/// What a body that creates a client starts from: the type it names, or a regular web application's.
domain::ClientApplication newClient(const jose::JsonValue &body);

jose::JsonValue scopeJson(const domain::Scope &scope);
jose::JsonValue signingKeyJson(const domain::SigningKey &key);
jose::JsonValue consentJson(const domain::Consent &consent, const QString &audience);
/// The credentials of a client's private_key_jwt (contract section 1.8): its public keys.
jose::JsonValue credentialsJson(const domain::ClientApplication &client);
jose::JsonValue credentialJson(const domain::ClientApplication &client, const QByteArray &key);
/// Keeps what a key of the client is called; an empty name is forgotten.
void nameCredential(domain::ClientApplication &client, const QByteArray &key, const QString &name);
std::optional<QByteArray> keyOfCredential(const domain::ClientApplication &client, const QString &id);

/// `2024-01-02T03:04:05.678Z`.
jose::JsonValue timeJson(base::Instant at);

/// The Management API's name wherever Auth0's tools look for it.
QString managementApiName();

} // namespace gatehouse::management
