#pragma once

#include "models/base/Result.h"

#include <QString>
#include <QUrl>

namespace gatehouse::store::remote {

using namespace Qt::StringLiterals;

/// Where a tenant is. A person says its domain; everything else follows from it (contract section 1).
class TenantAddress
{
public:
    /// `acme.eu.auth0.com`, `login.example.com`, `localhost:8791`; with `https://` in front and a slash behind, as
    /// people copy it, too. `http://` is for this machine alone. ConnectionUnfit otherwise.
    static base::Result<TenantAddress> parse(const QString &typed);

    /// `https://acme.eu.auth0.com`
    const QString &origin() const { return m_origin; }
    /// Host and port, as a person names it.
    QString domain() const;
    /// With the slash that is part of it.
    QString issuer() const { return m_origin + QLatin1Char('/'); }
    /// The audience of the Management API's tokens.
    QString audience() const { return issuer() + "api/v2/"_L1; }
    QUrl tokenEndpoint() const { return QUrl(issuer() + "oauth/token"_L1); }
    bool isSecure() const { return m_origin.startsWith("https"_L1); }

    bool operator==(const TenantAddress &) const = default;

private:
    QString m_origin;
};

} // namespace gatehouse::store::remote
