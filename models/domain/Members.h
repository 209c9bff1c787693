#pragma once

#include "models/domain/ChangeSet.h"

namespace gatehouse::domain {

/// What is true of one member of a value, whoever goes over them.
struct MemberKind
{
    bool isFixed = false;          ///< set when the object is created, and never changed
    bool isToldOnCreation = false; ///< named in the trail also where the object is new
    bool isLater = false;          ///< not in the first schema of a store
};

inline constexpr MemberKind fixed{.isFixed = true};
inline constexpr MemberKind later{.isLater = true};

// The members of each kind of object but its id and the time of its creation, under the names that the Management API
// has for them. Merging, the audit trail and the authenticated head go over this list, so that a new member is in all
// of them or in none. `visit(name, accessor, kind)`: the accessor gives the member of an object, constant or not.

template <typename Visit> void eachMember(const ResourceServer * /*kind*/, Visit visit)
{
    constexpr MemberKind told{.isToldOnCreation = true};
    visit("name", [](auto &o) -> auto & { return o.name; }, told);
    visit(
        "identifier", [](auto &o) -> auto & { return o.identifier; },
        MemberKind{.isFixed = true, .isToldOnCreation = true});
    visit("signing_alg", [](auto &o) -> auto & { return o.signingAlgorithm; }, fixed);
    visit("token_lifetime", [](auto &o) -> auto & { return o.tokenLifetime; }, MemberKind{});
    visit(
        "skip_consent_for_verifiable_first_party_clients", [](auto &o) -> auto & { return o.skipConsent; },
        MemberKind{});
    visit("allow_offline_access", [](auto &o) -> auto & { return o.allowOfflineAccess; }, MemberKind{});
    visit("signing_secret", [](auto &o) -> auto & { return o.signingSecret; }, told);
    visit("is_system", [](auto &o) -> auto & { return o.isSystem; }, fixed);
    visit("is_sample", [](auto &o) -> auto & { return o.isSample; }, MemberKind{});
    visit("scopes", [](auto &o) -> auto & { return o.scopes; }, told);
    visit("token_lifetime_for_web", [](auto &o) -> auto & { return o.tokenLifetimeForWeb; }, later);
    visit("token_dialect", [](auto &o) -> auto & { return o.dialect; }, later);
    visit("enforce_policies", [](auto &o) -> auto & { return o.enforcePolicies; }, later);
    visit("subject_type_authorization.user", [](auto &o) -> auto & { return o.userPolicy; }, later);
    visit("subject_type_authorization.client", [](auto &o) -> auto & { return o.clientPolicy; }, later);
    visit("previous_signing_secret", [](auto &o) -> auto & { return o.previousSigningSecret; }, later);
    visit("signing_secret_since", [](auto &o) -> auto & { return o.signingSecretSince; }, later);
    visit("kept", [](auto &o) -> auto & { return o.kept; }, later);
}

template <typename Visit> void eachMember(const ClientApplication * /*kind*/, Visit visit)
{
    constexpr MemberKind told{.isToldOnCreation = true};
    visit("name", [](auto &o) -> auto & { return o.name; }, told);
    visit("client_secret", [](auto &o) -> auto & { return o.secret; }, told);
    visit("is_sample", [](auto &o) -> auto & { return o.isSample; }, MemberKind{});
    visit("app_type", [](auto &o) -> auto & { return o.type; }, later);
    visit("is_first_party", [](auto &o) -> auto & { return o.isFirstParty; }, later);
    visit("callbacks", [](auto &o) -> auto & { return o.callbacks; }, later);
    visit("allowed_logout_urls", [](auto &o) -> auto & { return o.logoutUrls; }, later);
    visit("web_origins", [](auto &o) -> auto & { return o.origins; }, later);
    visit("grant_types", [](auto &o) -> auto & { return o.grantTypes; }, later);
    visit("token_endpoint_auth_method", [](auto &o) -> auto & { return o.authentication; }, later);
    visit("client_authentication_methods", [](auto &o) -> auto & { return o.publicKeys; }, later);
    visit("refresh_token.rotation_type", [](auto &o) -> auto & { return o.refresh.isRotating; }, later);
    visit("refresh_token.leeway", [](auto &o) -> auto & { return o.refresh.leeway; }, later);
    visit("refresh_token.expiring", [](auto &o) -> auto & { return o.refresh.hasLifetime; }, later);
    visit("refresh_token.token_lifetime", [](auto &o) -> auto & { return o.refresh.lifetime; }, later);
    visit("refresh_token.idle_expiring", [](auto &o) -> auto & { return o.refresh.hasIdleLifetime; }, later);
    visit("refresh_token.idle_token_lifetime", [](auto &o) -> auto & { return o.refresh.idleLifetime; }, later);
    visit("kept", [](auto &o) -> auto & { return o.kept; }, later);
}

template <typename Visit> void eachMember(const ClientGrant * /*kind*/, Visit visit)
{
    visit("client_id", [](auto &o) -> auto & { return o.clientId; }, fixed);
    visit("audience", [](auto &o) -> auto & { return o.resourceServerId; }, fixed);
    visit("is_sample", [](auto &o) -> auto & { return o.isSample; }, MemberKind{});
    visit("scope", [](auto &o) -> auto & { return o.scopes; }, MemberKind{.isToldOnCreation = true});
    visit("subject_type", [](auto &o) -> auto & { return o.subject; }, MemberKind{.isFixed = true, .isLater = true});
    visit("kept", [](auto &o) -> auto & { return o.kept; }, later);
}

template <typename Visit> void eachMember(const SigningKey * /*kind*/, Visit visit)
{
    visit("alg", [](auto &o) -> auto & { return o.algorithm; }, fixed);
    visit("state", [](auto &o) -> auto & { return o.state; }, MemberKind{});
    visit("public_key", [](auto &o) -> auto & { return o.publicKey; }, fixed);
    visit("private_key", [](auto &o) -> auto & { return o.privateKey; }, MemberKind{.isToldOnCreation = true});
    visit("cert", [](auto &o) -> auto & { return o.certificate; }, MemberKind{.isFixed = true, .isLater = true});
    visit("current_since", [](auto &o) -> auto & { return o.currentSince; }, later);
    visit("current_until", [](auto &o) -> auto & { return o.currentUntil; }, later);
    visit("revoked_at", [](auto &o) -> auto & { return o.revokedAt; }, later);
}

template <typename Visit> void eachMember(const Tenant * /*kind*/, Visit visit)
{
    visit("name", [](auto &o) -> auto & { return o.name; }, MemberKind{});
    visit("enable_apis_section", [](auto &o) -> auto & { return o.apisSectionEnabled; }, MemberKind{});
    visit("server_port", [](auto &o) -> auto & { return o.serverPort; }, MemberKind{});
    visit("https_port", [](auto &o) -> auto & { return o.httpsPort; }, later);
    visit("authority_certificate", [](auto &o) -> auto & { return o.authorityCertificate; }, later);
    visit("authority_key", [](auto &o) -> auto & { return o.authorityKey; }, later);
    visit("enable_management_api", [](auto &o) -> auto & { return o.managementApiEnabled; }, later);
    visit("kept", [](auto &o) -> auto & { return o.kept; }, later);
}

template <typename Visit> void eachMember(const User * /*kind*/, Visit visit)
{
    constexpr MemberKind told{.isToldOnCreation = true, .isLater = true};
    visit("email", [](auto &o) -> auto & { return o.email; }, told);
    visit("name", [](auto &o) -> auto & { return o.name; }, told);
    visit("email_verified", [](auto &o) -> auto & { return o.isEmailVerified; }, later);
    visit("blocked", [](auto &o) -> auto & { return o.isBlocked; }, later);
    visit("password", [](auto &o) -> auto & { return o.password; }, told);
    visit("permissions", [](auto &o) -> auto & { return o.permissions; }, told);
    visit("kept", [](auto &o) -> auto & { return o.kept; }, later);
}

template <typename Visit> void eachMember(const Consent * /*kind*/, Visit visit)
{
    visit("user_id", [](auto &o) -> auto & { return o.userId; }, fixed);
    visit("client_id", [](auto &o) -> auto & { return o.clientId; }, fixed);
    visit("audience", [](auto &o) -> auto & { return o.resourceServerId; }, fixed);
    visit("scope", [](auto &o) -> auto & { return o.scopes; }, MemberKind{.isToldOnCreation = true, .isLater = true});
    visit("granted_at", [](auto &o) -> auto & { return o.grantedAt; }, later);
}

/// Whether what is fixed when an object is created is the same in both.
template <typename Object> bool haveSameFixedMembers(const Object &a, const Object &b)
{
    bool same = a.id == b.id;
    if constexpr (requires { a.createdAt; })
        same = same && a.createdAt == b.createdAt;
    eachMember(&a, [&](const char *, auto member, MemberKind kind) {
        if (kind.isFixed)
            same = same && member(a) == member(b);
    });
    return same;
}

} // namespace gatehouse::domain
