#pragma once

#include "models/base/Result.h"
#include "models/domain/EnumNames.h"
#include "models/jose/PassphraseKdf.h"
#include "models/store/connection/TenantAddress.h"

#include <QList>

#include <optional>

namespace gatehouse::store::remote {

using namespace Qt::StringLiterals;

/// Colors that are offered as marks; any other is as good.
enum class MarkColor { Blue, Green, Orange, Purple, Gray };
QString colorOf(MarkColor mark);

/// Where the client secret of a connection is.
enum class SecretPlace {
    Nowhere,    ///< asked for each time
    Keychain,   ///< the desktop's
    Passphrase, ///< sealed under one
};

/// A secret under a passphrase.
struct SealedUnderPassphrase
{
    jose::Argon2Cost cost;
    QByteArray salt;
    QByteArray record;

    bool operator==(const SealedUnderPassphrase &) const = default;
};

/// A tenant elsewhere, as a person has named it. Holds no secret in the clear.
struct Connection
{
    QString name;
    TenantAddress address;
    QString clientId; ///< empty: a Management token is asked for instead of the client's secret
    QString color;    ///< #rrggbb, or empty
    bool isProduction = false;
    QByteArray authorities = {}; ///< PEM; what vouches for the tenant's server besides this machine's own
    SecretPlace place = SecretPlace::Nowhere;
    std::optional<SealedUnderPassphrase> sealed = {};

    bool operator==(const Connection &) const = default;

    /// Whether both reach one tenant as one client, by whatever means. A name may be given again to another tenant.
    bool isOfSameTenant(const Connection &other) const;
    /// What the keychain keeps its secret as, and what a sealed secret is bound to: everything but the color, so that a
    /// connection whose address, authority or mark somebody has changed in the file has no secret to send anywhere.
    QString secretEntry() const;
};

/// ConnectionUnfit for a name or a color that is none.
base::Result<void> checkConnection(const Connection &connection);

/// The connections of a person, and which one commands work with when they name none.
struct Connections
{
    QList<Connection> all;
    QString current; ///< empty: the store on this machine

    const Connection *find(const QString &name) const;
    bool operator==(const Connections &) const = default;
};

QByteArray toJson(const Connections &connections);
/// Nothing where the bytes are not what toJson() makes.
std::optional<Connections> connectionsOf(const QByteArray &json);

} // namespace gatehouse::store::remote

namespace gatehouse::domain {

using namespace Qt::StringLiterals;

template <> struct EnumNames<store::remote::SecretPlace>
{
    static constexpr std::array names{"nowhere"_L1, "keychain"_L1, "passphrase"_L1};
};

} // namespace gatehouse::domain
