#include "models/trust/IssuerBook.h"

#include "models/trust/IssuerFault.h"

#include <algorithm>

namespace gatehouse::trust {

namespace {

QString filledIn(const TrustedIssuer &issuer, const QString &tenant)
{
    return QString(issuer.issuer).replace(TrustedIssuer::tenantPart, tenant);
}

} // namespace

const TrustedIssuer *IssuerBook::find(const QString &name) const
{
    const auto found = std::ranges::find(all, name, &TrustedIssuer::name);
    return found == all.cend() ? nullptr : &*found;
}

TrustedIssuer *IssuerBook::find(const QString &name)
{
    const auto found = std::ranges::find(all, name, &TrustedIssuer::name);
    return found == all.end() ? nullptr : &*found;
}

IssuerBook::Match IssuerBook::match(const QString &iss, const QString &tid) const
{
    if (iss.isEmpty())
        return {};
    // One that is named whole goes before a template that would have it as well.
    for (const TrustedIssuer &issuer : all) {
        if (!issuer.isTemplate() && issuer.issuer == iss)
            return {.issuer = &issuer};
    }
    for (const TrustedIssuer &issuer : all) {
        if (issuer.isTemplate() && !tid.isEmpty() && filledIn(issuer, tid) == iss)
            return {.issuer = &issuer, .isTenantListed = issuer.tenants.contains(tid)};
    }
    return {};
}

QStringList IssuerBook::issuers() const
{
    QStringList list;
    for (const TrustedIssuer &issuer : all) {
        if (!issuer.isTemplate())
            list.append(issuer.issuer);
        for (const QString &tenant : issuer.tenants)
            list.append(filledIn(issuer, tenant));
    }
    return list;
}

base::Result<void> IssuerBook::add(const TrustedIssuer &issuer)
{
    if (auto checked = checkIssuer(issuer); !checked)
        return checked;
    const auto unfit = [](const QString &subject, IssuerFault fault) {
        return trust::unfit(base::ErrorStep::WriteIssuers, subject, fault);
    };
    if (find(issuer.name))
        return unfit(issuer.name, IssuerFault::NameTaken);
    if (std::ranges::contains(all, issuer.issuer, &TrustedIssuer::issuer))
        return unfit(issuer.issuer, IssuerFault::IssuerTaken);
    if (all.size() >= mostIssuers)
        return unfit(issuer.name, IssuerFault::TooMany);
    all.append(issuer);
    return {};
}

} // namespace gatehouse::trust
