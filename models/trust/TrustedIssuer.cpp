#include "models/trust/TrustedIssuer.h"

#include "models/oauth/JwksClient.h"
#include "models/trust/IssuerFault.h"

#include <algorithm>

namespace gatehouse::trust {

using base::ErrorCode;
using base::ErrorStep;

namespace {

bool isLine(const QString &text, qsizetype longest)
{
    return !text.isEmpty() && text.size() <= longest && text.trimmed() == text &&
           std::ranges::all_of(text, [](QChar c) { return c.isPrint(); });
}

/// A URL as OpenID Connect has it, or any other text: old Kubernetes clusters have "kubernetes/serviceaccount".
bool isIssuerText(const QString &text)
{
    return isLine(text, TrustedIssuer::longestIssuer) &&
           std::ranges::none_of(text, [](QChar c) { return c.isSpace(); });
}

} // namespace

bool IssuerKey::covers(std::optional<qint64> issuedAt) const
{
    if (isPresent())
        return true;
    return issuedAt && *issuedAt >= base::unixSeconds(added) && *issuedAt <= base::unixSeconds(*gone);
}

QString IssuerKey::name() const
{
    return key.kid && !key.kid->isEmpty() ? key.kid->left(jose::longestKid) : key.thumbprint();
}

bool TrustedIssuer::isDue(base::Instant now) const
{
    return isFetched() && refreshHours >= leastRefreshHours &&
           (!refreshedAt || now - *refreshedAt >= std::chrono::hours(refreshHours));
}

QList<IssuerKey> TrustedIssuer::presentKeys() const
{
    QList<IssuerKey> present;
    std::ranges::copy_if(keys, std::back_inserter(present), &IssuerKey::isPresent);
    return present;
}

base::Result<void> checkIssuer(const TrustedIssuer &issuer)
{
    const auto unfit = [](const QString &subject, IssuerFault fault) {
        return trust::unfit(base::ErrorStep::WriteIssuers, subject, fault);
    };
    if (!isLine(issuer.name, TrustedIssuer::longestName))
        return unfit(issuer.name, IssuerFault::Name);
    if (!isIssuerText(issuer.issuer))
        return unfit(issuer.issuer, IssuerFault::Issuer);
    if (issuer.issuer.count(TrustedIssuer::tenantPart) > 1)
        return unfit(issuer.issuer, IssuerFault::Template);
    // Any tenant of the provider could mint tokens that such an issuer vouches for.
    if (issuer.isTemplate() && issuer.tenants.isEmpty())
        return unfit(issuer.issuer, IssuerFault::TenantsNeeded);
    if (!issuer.isTemplate() && !issuer.tenants.isEmpty())
        return unfit(issuer.issuer, IssuerFault::TenantsUnneeded);
    const auto isEntry = [](const QString &entry) { return isLine(entry, TrustedIssuer::longestIssuer); };
    const auto isTenant = [](const QString &tenant) {
        return isLine(tenant, TrustedIssuer::longestName) && !tenant.contains(u'/');
    };
    if (issuer.tenants.size() > TrustedIssuer::mostEntries || !std::ranges::all_of(issuer.tenants, isTenant))
        return unfit(issuer.issuer, IssuerFault::Tenants);
    if (issuer.audiences.size() > TrustedIssuer::mostEntries || !std::ranges::all_of(issuer.audiences, isEntry))
        return unfit(issuer.issuer, IssuerFault::Audiences);
    if (std::ranges::any_of(issuer.algorithms, [](jose::Algorithm algorithm) {
            return jose::keyTypeOf(algorithm) == jose::KeyType::Octets;
        }))
        return unfit(issuer.issuer, IssuerFault::Algorithms);
    if (issuer.refreshHours != 0 && (issuer.refreshHours < TrustedIssuer::leastRefreshHours ||
                                     issuer.refreshHours > TrustedIssuer::mostRefreshHours || !issuer.isFetched()))
        return unfit(issuer.issuer, IssuerFault::Interval);
    if (issuer.isFetched()) {
        const auto address =
            oauth::checkedJwksAddress(issuer.address.toString(QUrl::FullyEncoded), oauth::PlainHttp::OnLoopback);
        if (!address)
            return unfit(issuer.address.toString(QUrl::FullyEncoded), IssuerFault::Address);
    }
    return {};
}

} // namespace gatehouse::trust
