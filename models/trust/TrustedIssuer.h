#pragma once

#include "models/base/Clock.h"
#include "models/base/Result.h"
#include "models/domain/EnumNames.h"
#include "models/jose/Algorithm.h"
#include "models/jose/Jwk.h"

#include <QUrl>

namespace gatehouse::trust {

using namespace Qt::StringLiterals;

/// Whose quirks an issuer has; Presets says what they are.
enum class Provider { Other, Auth0, Okta, EntraId, Keycloak, Cognito, Google, GitHubActions, Kubernetes, Apple };

/// Where the keys of an issuer come from.
enum class KeySource {
    Discovery, ///< its configuration, which names the key set (OpenID Connect Discovery 1.0 section 4)
    KeySet,    ///< a key set at an address of its own
    Given,     ///< a file that a person gave: key set, key or certificate; never fetched
};

/// A key that an issuer published, and when.
struct IssuerKey
{
    jose::Jwk key;
    base::Instant added;
    std::optional<base::Instant> gone = {}; ///< when it was first missed

    bool isPresent() const { return !gone; }
    /// Whether it was there at that time, in Unix seconds. One that is present is taken for older than it is known:
    /// nobody knows how long it had been published before it was first fetched.
    bool covers(std::optional<qint64> issuedAt) const;
    /// Its kid, or else its thumbprint.
    QString name() const;
};

/// Keys that were published where nobody could expect them, until a person accepts them.
struct WaitingKeys
{
    QList<jose::Jwk> keys;
    base::Instant seen;
};

/// An issuer whose tokens a person relies on.
struct TrustedIssuer
{
    static constexpr qsizetype longestName = 60;
    static constexpr qsizetype longestIssuer = 1000;
    static constexpr qsizetype mostEntries = 100; ///< audiences, tenants
    static constexpr int leastRefreshHours = 1;
    static constexpr int mostRefreshHours = 24 * 30;

    QString name = {};
    /// Compared with `iss` to the letter. With tenantPart in it, it is a template for all tenants of one provider.
    QString issuer = {};
    Provider provider = Provider::Other;
    KeySource source = KeySource::Discovery;
    QUrl address = {};                      ///< of the configuration or the key set; empty for given keys
    QStringList audiences = {};             ///< of which a token must name one; empty: not compared
    QList<jose::Algorithm> algorithms = {}; ///< that its tokens may have; empty: what each key allows
    QStringList tenants = {};               ///< the `tid` that a template's tokens may have
    int refreshHours = 0;                   ///< how often keys are fetched unasked; 0: never
    QList<IssuerKey> keys = {};
    std::optional<WaitingKeys> waiting = {};
    std::optional<base::Instant> refreshedAt = {}; ///< when its keys were fetched last

    bool isTemplate() const { return issuer.contains(tenantPart); }
    bool isFetched() const { return source != KeySource::Given; }
    /// Whether its keys are to be fetched by now, because a person has switched that on.
    bool isDue(base::Instant now) const;
    QList<IssuerKey> presentKeys() const;

    static constexpr QLatin1StringView tenantPart{"{tenantid}"};
};

/// IssuerUnfit, of which faultOf() says why, for what cannot be kept: name, issuer, address, interval, tenants.
base::Result<void> checkIssuer(const TrustedIssuer &issuer);

} // namespace gatehouse::trust

namespace gatehouse::domain {

using namespace Qt::StringLiterals;

template <> struct EnumNames<trust::Provider>
{
    static constexpr std::array names{"other"_L1,   "auth0"_L1,  "okta"_L1,           "entra"_L1,      "keycloak"_L1,
                                      "cognito"_L1, "google"_L1, "github-actions"_L1, "kubernetes"_L1, "apple"_L1};
};

template <> struct EnumNames<trust::KeySource>
{
    static constexpr std::array names{"discovery"_L1, "key-set"_L1, "given"_L1};
};

} // namespace gatehouse::domain
