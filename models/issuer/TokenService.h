#pragma once

#include "models/base/Clock.h"
#include "models/oauth/TokenMessages.h"
#include "models/store/Custody.h"
#include "models/store/SnapshotSource.h"

#include <QHash>

namespace gatehouse::issuer {

/// A request to the token endpoint as it arrived: parameters decoded, each at most once (the server refuses repeats),
/// credentials from the body or from Basic.
struct TokenParameters
{
    QHash<QString, QString> values;
    struct Basic
    {
        QString clientId;
        base::Secret clientSecret;
    };
    std::optional<Basic> basic;
    /// The client secret of the body, kept apart from `values` so that nothing prints it.
    std::optional<base::Secret> clientSecret;
};

/// The rules of POST /oauth/token (contract section 2); the only place where a token is minted. Thread-safe.
class TokenService
{
public:
    TokenService(const store::SnapshotSource &tenant, const store::Custody &custody, const base::Clock &clock);

    /// `issuer` ends with a slash and is the `iss` of what is issued.
    oauth::TokenAnswer answer(const TokenParameters &parameters, const QString &issuer) const;

private:
    oauth::TokenAnswer clientCredentials(const TokenParameters &parameters, const QString &issuer) const;

    const store::SnapshotSource &m_tenant;
    const store::Custody &m_custody;
    const base::Clock &m_clock;
};

} // namespace gatehouse::issuer
