#pragma once

#include "models/domain/ChangeSet.h"

namespace gatehouse::store::sql {

// Each kind of object in its table: the columns but `id`, and the member each holds. Lists that have a table of their
// own (scopes, permissions) are not in here. Order is that of the statements, and free.

template <typename Visit> void eachColumn(const domain::ResourceServer * /*kind*/, Visit visit)
{
    visit("name", [](auto &o) -> auto & { return o.name; });
    visit("identifier", [](auto &o) -> auto & { return o.identifier; });
    visit("signing_algorithm", [](auto &o) -> auto & { return o.signingAlgorithm; });
    visit("token_lifetime", [](auto &o) -> auto & { return o.tokenLifetime; });
    visit("skip_consent", [](auto &o) -> auto & { return o.skipConsent; });
    visit("allow_offline_access", [](auto &o) -> auto & { return o.allowOfflineAccess; });
    visit("signing_secret", [](auto &o) -> auto & { return o.signingSecret; });
    visit("is_system", [](auto &o) -> auto & { return o.isSystem; });
    visit("is_sample", [](auto &o) -> auto & { return o.isSample; });
    visit("created_at", [](auto &o) -> auto & { return o.createdAt; });
    visit("token_lifetime_for_web", [](auto &o) -> auto & { return o.tokenLifetimeForWeb; });
    visit("token_dialect", [](auto &o) -> auto & { return o.dialect; });
    visit("enforce_policies", [](auto &o) -> auto & { return o.enforcePolicies; });
    visit("user_policy", [](auto &o) -> auto & { return o.userPolicy; });
    visit("client_policy", [](auto &o) -> auto & { return o.clientPolicy; });
    visit("previous_signing_secret", [](auto &o) -> auto & { return o.previousSigningSecret; });
    visit("signing_secret_since", [](auto &o) -> auto & { return o.signingSecretSince; });
    visit("kept", [](auto &o) -> auto & { return o.kept; });
}
constexpr const char *tableOf(const domain::ResourceServer * /*kind*/)
{
    return "api";
}

template <typename Visit> void eachColumn(const domain::ClientApplication * /*kind*/, Visit visit)
{
    visit("name", [](auto &o) -> auto & { return o.name; });
    visit("secret", [](auto &o) -> auto & { return o.secret; });
    visit("is_sample", [](auto &o) -> auto & { return o.isSample; });
    visit("created_at", [](auto &o) -> auto & { return o.createdAt; });
    visit("app_type", [](auto &o) -> auto & { return o.type; });
    visit("is_first_party", [](auto &o) -> auto & { return o.isFirstParty; });
    visit("callbacks", [](auto &o) -> auto & { return o.callbacks; });
    visit("logout_urls", [](auto &o) -> auto & { return o.logoutUrls; });
    visit("origins", [](auto &o) -> auto & { return o.origins; });
    visit("grant_types", [](auto &o) -> auto & { return o.grantTypes; });
    visit("authentication", [](auto &o) -> auto & { return o.authentication; });
    visit("public_keys", [](auto &o) -> auto & { return o.publicKeys; });
    visit("refresh_rotates", [](auto &o) -> auto & { return o.refresh.isRotating; });
    visit("refresh_leeway", [](auto &o) -> auto & { return o.refresh.leeway; });
    visit("refresh_expires", [](auto &o) -> auto & { return o.refresh.hasLifetime; });
    visit("refresh_lifetime", [](auto &o) -> auto & { return o.refresh.lifetime; });
    visit("refresh_idle_expires", [](auto &o) -> auto & { return o.refresh.hasIdleLifetime; });
    visit("refresh_idle_lifetime", [](auto &o) -> auto & { return o.refresh.idleLifetime; });
    visit("kept", [](auto &o) -> auto & { return o.kept; });
}
constexpr const char *tableOf(const domain::ClientApplication * /*kind*/)
{
    return "client";
}

template <typename Visit> void eachColumn(const domain::ClientGrant * /*kind*/, Visit visit)
{
    visit("client_id", [](auto &o) -> auto & { return o.clientId; });
    visit("api_id", [](auto &o) -> auto & { return o.resourceServerId; });
    visit("is_sample", [](auto &o) -> auto & { return o.isSample; });
    visit("subject_type", [](auto &o) -> auto & { return o.subject; });
    visit("kept", [](auto &o) -> auto & { return o.kept; });
}
constexpr const char *tableOf(const domain::ClientGrant * /*kind*/)
{
    return "client_grant";
}

template <typename Visit> void eachColumn(const domain::SigningKey * /*kind*/, Visit visit)
{
    visit("algorithm", [](auto &o) -> auto & { return o.algorithm; });
    visit("state", [](auto &o) -> auto & { return o.state; });
    visit("public_key", [](auto &o) -> auto & { return o.publicKey; });
    visit("private_key", [](auto &o) -> auto & { return o.privateKey; });
    visit("created_at", [](auto &o) -> auto & { return o.createdAt; });
    visit("certificate", [](auto &o) -> auto & { return o.certificate; });
    visit("current_since", [](auto &o) -> auto & { return o.currentSince; });
    visit("current_until", [](auto &o) -> auto & { return o.currentUntil; });
    visit("revoked_at", [](auto &o) -> auto & { return o.revokedAt; });
}
constexpr const char *tableOf(const domain::SigningKey * /*kind*/)
{
    return "signing_key";
}

template <typename Visit> void eachColumn(const domain::User * /*kind*/, Visit visit)
{
    visit("email", [](auto &o) -> auto & { return o.email; });
    visit("name", [](auto &o) -> auto & { return o.name; });
    visit("email_verified", [](auto &o) -> auto & { return o.isEmailVerified; });
    visit("is_blocked", [](auto &o) -> auto & { return o.isBlocked; });
    visit("password", [](auto &o) -> auto & { return o.password; });
    visit("created_at", [](auto &o) -> auto & { return o.createdAt; });
    visit("kept", [](auto &o) -> auto & { return o.kept; });
}
constexpr const char *tableOf(const domain::User * /*kind*/)
{
    return "user";
}

template <typename Visit> void eachColumn(const domain::Consent * /*kind*/, Visit visit)
{
    visit("user_id", [](auto &o) -> auto & { return o.userId; });
    visit("client_id", [](auto &o) -> auto & { return o.clientId; });
    visit("api_id", [](auto &o) -> auto & { return o.resourceServerId; });
    visit("scopes", [](auto &o) -> auto & { return o.scopes; });
    visit("granted_at", [](auto &o) -> auto & { return o.grantedAt; });
}
constexpr const char *tableOf(const domain::Consent * /*kind*/)
{
    return "consent";
}

/// The tenant has one row, and no id.
template <typename Visit> void eachColumn(const domain::Tenant * /*kind*/, Visit visit)
{
    visit("name", [](auto &o) -> auto & { return o.name; });
    visit("apis_section_enabled", [](auto &o) -> auto & { return o.apisSectionEnabled; });
    visit("server_port", [](auto &o) -> auto & { return o.serverPort; });
    visit("https_port", [](auto &o) -> auto & { return o.httpsPort; });
    visit("authority_certificate", [](auto &o) -> auto & { return o.authorityCertificate; });
    visit("authority_key", [](auto &o) -> auto & { return o.authorityKey; });
    visit("management_api_enabled", [](auto &o) -> auto & { return o.managementApiEnabled; });
    visit("kept", [](auto &o) -> auto & { return o.kept; });
}

} // namespace gatehouse::store::sql
