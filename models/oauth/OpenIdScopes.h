#pragma once

#include <QString>

#include <algorithm>
#include <array>

namespace gatehouse::oauth {

using namespace Qt::StringLiterals;

/// The scopes that no API defines and every tenant has (OpenID Connect Core sections 3.1.2.1, 5.4 and 11).
inline constexpr std::array openIdScopes{"openid"_L1, "profile"_L1, "email"_L1, "offline_access"_L1};

inline bool isOpenIdScope(const QString &scope)
{
    return std::ranges::find(openIdScopes, scope) != openIdScopes.end();
}

} // namespace gatehouse::oauth
