#pragma once

#include "models/trust/TrustedIssuer.h"

namespace gatehouse::trust {

/// The issuers that a person trusts. A value: other threads get copies.
struct IssuerBook
{
    static constexpr qsizetype mostIssuers = 200;

    QList<TrustedIssuer> all;
    qint64 revision = 0; ///< one more with each change

    /// By the name that a person gave it.
    const TrustedIssuer *find(const QString &name) const;
    TrustedIssuer *find(const QString &name);

    /// Whose token says that `iss` and, for a template, that `tid`. To the letter: no case, slash, port or encoding is
    /// forgiven, since the issuer of a token is what its keys are trusted for (RFC 8725 section 3.8).
    struct Match
    {
        const TrustedIssuer *issuer = nullptr;
        bool isTenantListed = true; ///< false: the template is the token's, and the person has not listed its tenant
    };
    Match match(const QString &iss, const QString &tid) const;

    /// Every `iss` that is trusted, templates with each of their tenants.
    QStringList issuers() const;

    /// IssuerUnfit for one that cannot be kept, or that stands in the book under this name or as this issuer.
    base::Result<void> add(const TrustedIssuer &issuer);
};

} // namespace gatehouse::trust
