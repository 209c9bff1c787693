#include "ui/text/ConnectionText.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace gatehouse::ui::text {

using store::remote::Connection;
using store::remote::Feature;
using store::remote::SecretPlace;
using namespace Qt::StringLiterals;

namespace {

class ConnectionWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ConnectionText)
};

} // namespace

QString featureText(Feature feature)
{
    switch (feature) {
    case Feature::BrowseApis:
        return ConnectionWords::tr("browse APIs");
    case Feature::BrowseClients:
        return ConnectionWords::tr("browse clients");
    case Feature::BrowseGrants:
        return ConnectionWords::tr("browse grants");
    case Feature::BrowseKeys:
        return ConnectionWords::tr("verify tokens");
    case Feature::BrowseSettings:
        return ConnectionWords::tr("know its name");
    case Feature::ChangeApis:
        return ConnectionWords::tr("change APIs and scopes");
    case Feature::ChangeClients:
        return ConnectionWords::tr("change clients");
    case Feature::ReplaceSecrets:
        return ConnectionWords::tr("replace client secrets");
    case Feature::ChangeGrants:
        return ConnectionWords::tr("change grants");
    case Feature::RevokeKeys:
        return ConnectionWords::tr("revoke signing keys");
    case Feature::ChangeSettings:
        return ConnectionWords::tr("change its settings");
    }
    return {};
}

QString allowedText(const store::remote::ScopeNeed &need, const std::optional<QStringList> &has)
{
    if (!has)
        return ConnectionWords::tr("the token does not say");
    const QStringList missing = store::remote::missingOf(need, *has);
    return missing.isEmpty() ? ConnectionWords::tr("yes") : ConnectionWords::tr("no: lacks %1").arg(missing.join(u' '));
}

QString secretPlaceText(const Connection &connection)
{
    switch (connection.place) {
    case SecretPlace::Keychain:
        return ConnectionWords::tr("in the keychain");
    case SecretPlace::Passphrase:
        return ConnectionWords::tr("under a passphrase");
    case SecretPlace::Nowhere:
        break;
    }
    return connection.clientId.isEmpty() ? ConnectionWords::tr("a token, asked for each time")
                                         : ConnectionWords::tr("asked for each time");
}

QString certificateFingerprint(const QByteArray &der)
{
    return QString::fromLatin1(QCryptographicHash::hash(der, QCryptographicHash::Sha256).toHex(':').toUpper());
}

} // namespace gatehouse::ui::text
