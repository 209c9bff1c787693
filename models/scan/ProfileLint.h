#pragma once

#include "models/inspector/TokenInspection.h"

namespace gatehouse::scan {

/// What an access token is held against.
enum class Profile {
    Rfc9068, ///< JWT Profile for OAuth 2.0 Access Tokens
    Auth0,   ///< Auth0's own access token dialect
};

/// One rule of a profile, and whether the token keeps it.
struct ProfileRule
{
    QString id;      ///< "claim-jti"
    QString member;  ///< the claim or header parameter concerned; ours, not the token's
    QString section; ///< "RFC 9068 section 2.2"
    bool isKept = false;

    bool operator==(const ProfileRule &) const = default;
};

/// Every rule of the profile, in the order of its text. A token without readable header or claims keeps none.
QList<ProfileRule> lintProfile(const inspector::TokenInspection &inspection, Profile profile);

} // namespace gatehouse::scan
