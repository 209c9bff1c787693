#pragma once

#include "models/base/Clock.h"
#include "models/base/Secret.h"
#include "models/domain/Id.h"
#include "models/domain/KeptMembers.h"
#include "models/domain/SealedSecret.h"
#include "models/domain/Violation.h"

#include <QList>
#include <QStringList>

namespace gatehouse::domain {

/// One scope of one API that a person has whatever the token asks for (role-based access control, contract section
/// 3.1).
struct Permission
{
    ResourceServerId resourceServerId;
    QString scope;

    bool operator==(const Permission &) const = default;
};

/// A local test user, who logs in at the tenant's own server.
struct User
{
    UserId id;
    QString email; ///< the user name, compared without case
    QString name;
    bool isEmailVerified = false;
    bool isBlocked = false;
    SealedSecret password; ///< Argon2id, as store::hashedPassword() writes it
    QList<Permission> permissions;
    base::Instant createdAt;
    KeptMembers kept = {};

    bool operator==(const User &) const = default;

    /// In the order in which they were given.
    QStringList permissionsFor(const ResourceServerId &api) const;
};

/// That a person let a client act for them: scopes of one API, or of none where only OpenID scopes were asked for
/// (contract section 2.5).
struct Consent
{
    ConsentId id;
    UserId userId;
    ClientId clientId;
    ResourceServerId resourceServerId; ///< may be empty
    QStringList scopes;
    base::Instant grantedAt;

    bool operator==(const Consent &) const = default;
};

inline constexpr int maxEmail = 254;     ///< RFC 5321 section 4.5.3.1.3
inline constexpr int minPassword = 8;    ///< characters
inline constexpr int maxPassword = 1024; ///< bytes of UTF-8
inline constexpr int maxPermissions = 1000;

/// local@domain in plain ASCII; no more than what keeps two addresses from looking alike.
MaybeViolation checkEmail(const QString &email);
MaybeViolation checkUserName(const QString &name);
/// As typed, in UTF-8.
MaybeViolation checkPassword(const base::Secret &password);
/// The user's own fields; that the address is theirs alone and the permissions exist is the tenant's matter.
MaybeViolation checkUser(const User &user);

} // namespace gatehouse::domain
