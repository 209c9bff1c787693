#include "models/domain/ClientApplication.h"

#include "models/domain/TextRules.h"

#include <QUrl>

namespace gatehouse::domain {

namespace {

constexpr std::array grantTypesInOrder{
    std::pair{GrantType::ClientCredentials, "client_credentials"_L1},
    std::pair{GrantType::AuthorizationCode, "authorization_code"_L1},
    std::pair{GrantType::RefreshToken, "refresh_token"_L1},
};

/// Schemes that a browser would run or show rather than leave to the client.
bool isUnsafeScheme(const QString &scheme)
{
    static constexpr std::array unsafe{"javascript"_L1, "data"_L1,       "vbscript"_L1,    "file"_L1, "blob"_L1,
                                       "about"_L1,      "filesystem"_L1, "view-source"_L1, "ws"_L1,   "wss"_L1};
    return std::ranges::find(unsafe, scheme) != unsafe.end();
}

/// Redirect targets are compared byte for byte, so nothing is let in that could be written in a second way and mean the
/// same to a browser.
MaybeViolation checkTarget(Field field, const QString &uri, ClientType type)
{
    if (uri.isEmpty())
        return Violation{field, Rule::Required, {}, 0};
    if (uri.size() > maxCallback)
        return Violation{field, Rule::TooLong, {}, maxCallback};
    for (const QChar c : uri) {
        if (c.unicode() <= 0x20 || c.unicode() >= 0x7f)
            return Violation{field, c.isSpace() ? Rule::Blank : Rule::NotPrintableAscii, QString(c), 0};
    }
    if (uri.contains(u'#'))
        return Violation{field, Rule::HasFragment, uri, 0};
    if (uri.contains(u'*'))
        return Violation{field, Rule::HasWildcard, uri, 0};
    const QUrl url(uri, QUrl::StrictMode);
    if (!url.isValid() || url.isRelative() || uri.contains(u'\\'))
        return Violation{field, Rule::NotAUri, uri, 0};
    if (isUnsafeScheme(url.scheme()))
        return Violation{field, Rule::UnsafeScheme, url.scheme(), 0};
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!isWeb)
        return type == ClientType::Native ? MaybeViolation() : Violation{field, Rule::UnsafeScheme, url.scheme(), 0};
    if (url.host().isEmpty())
        return Violation{field, Rule::NotAUri, uri, 0};
    if (!url.userInfo().isEmpty() || url.authority().contains(u'@'))
        return Violation{field, Rule::HasUserInfo, uri, 0};
    return {};
}

template <typename Check> MaybeViolation checkList(Field field, const QStringList &values, Check check)
{
    if (values.size() > maxCallbacks)
        return Violation{field, Rule::TooMany, {}, maxCallbacks};
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (auto violation = check(values[i]))
            return violation;
        if (values.indexOf(values[i], i + 1) >= 0)
            return Violation{field, Rule::AlreadyUsed, values[i], 0};
    }
    return {};
}

MaybeViolation checkRefreshPolicy(const RefreshPolicy &policy)
{
    const auto outside = [](int seconds, int least) {
        return seconds < least || seconds > maxRefreshLifetime
                   ? MaybeViolation(Violation{Field::RefreshLifetime, Rule::OutOfRange, QString::number(seconds),
                                              maxRefreshLifetime})
                   : std::nullopt;
    };
    if (auto violation = outside(policy.leeway, 0))
        return violation;
    if (auto violation = outside(policy.lifetime, 1))
        return violation;
    return outside(policy.idleLifetime, 1);
}

/// Who cannot keep a secret must not act in its own name, and a machine has nobody to log in.
MaybeViolation checkGrantTypes(const ClientApplication &client)
{
    const auto refuse = [](GrantType type) {
        return Violation{Field::ClientGrantTypes, Rule::NotForThisClient, grantTypeNames(type).constFirst(), 0};
    };
    if (client.isPublic() && client.allows(GrantType::ClientCredentials))
        return refuse(GrantType::ClientCredentials);
    if (client.type == ClientType::NonInteractive) {
        if (client.isPublic())
            return Violation{Field::ClientAuthentication, Rule::NotForThisClient, nameOf(client.authentication), 0};
        for (const GrantType type : {GrantType::AuthorizationCode, GrantType::RefreshToken}) {
            if (client.allows(type))
                return refuse(type);
        }
    }
    return {};
}

} // namespace

QStringList grantTypeNames(GrantTypes types)
{
    QStringList names;
    for (const auto &[type, name] : grantTypesInOrder) {
        if (types.testFlag(type))
            names.append(name);
    }
    return names;
}

std::optional<GrantTypes> parseGrantTypes(const QStringList &names)
{
    GrantTypes types;
    for (const QString &name : names) {
        const auto found =
            std::ranges::find(grantTypesInOrder, name, [](const auto &one) -> QString { return one.second; });
        if (found == grantTypesInOrder.end())
            return {};
        types |= found->first;
    }
    return types;
}

void applyTypeDefaults(ClientApplication &client)
{
    const bool isPublic = client.type == ClientType::SinglePage || client.type == ClientType::Native;
    client.authentication = isPublic ? ClientAuthentication::None : ClientAuthentication::Secret;
    switch (client.type) {
    case ClientType::NonInteractive:
        client.grantTypes = GrantType::ClientCredentials;
        break;
    case ClientType::RegularWeb:
        client.grantTypes = GrantType::AuthorizationCode | GrantType::RefreshToken | GrantType::ClientCredentials;
        break;
    case ClientType::SinglePage:
    case ClientType::Native:
        client.grantTypes = GrantType::AuthorizationCode | GrantType::RefreshToken;
        break;
    }
    // Whoever steals a public client's refresh token is found out when both use it (RFC 9700 section 4.14).
    client.refresh.isRotating = isPublic;
    client.refresh.hasLifetime = isPublic;
    client.refresh.hasIdleLifetime = isPublic;
}

MaybeViolation checkClientName(const QString &name)
{
    return checkName(Field::ClientName, name);
}

MaybeViolation checkCallback(const QString &uri, ClientType type)
{
    return checkTarget(Field::ClientCallback, uri, type);
}

MaybeViolation checkLogoutUrl(const QString &uri, ClientType type)
{
    return checkTarget(Field::ClientLogoutUrl, uri, type);
}

MaybeViolation checkOrigin(const QString &origin)
{
    if (auto violation = checkTarget(Field::ClientOrigin, origin, ClientType::RegularWeb))
        return violation;
    const QUrl url(origin, QUrl::StrictMode);
    const QString written = url.scheme() + u"://"_s + url.authority();
    if (written != origin)
        return Violation{Field::ClientOrigin, Rule::NotAnOrigin, origin, 0};
    return {};
}

MaybeViolation checkRefreshSecondsText(const QString &text, int least)
{
    bool isNumber = false;
    const qlonglong seconds = text.trimmed().toLongLong(&isNumber);
    if (isNumber && seconds >= least && seconds <= maxRefreshLifetime)
        return {};
    return Violation{Field::RefreshLifetime, Rule::OutOfRange, text, maxRefreshLifetime};
}

MaybeViolation checkClient(const ClientApplication &client)
{
    if (auto violation = checkClientName(client.name))
        return violation;
    if (auto violation = checkList(Field::ClientCallback, client.callbacks,
                                   [&](const QString &uri) { return checkCallback(uri, client.type); }))
        return violation;
    if (auto violation = checkList(Field::ClientLogoutUrl, client.logoutUrls,
                                   [&](const QString &uri) { return checkLogoutUrl(uri, client.type); }))
        return violation;
    if (auto violation = checkList(Field::ClientOrigin, client.origins, checkOrigin))
        return violation;
    if (auto violation = checkGrantTypes(client))
        return violation;
    if (client.publicKeys.size() > maxClientKeys)
        return Violation{Field::ClientKeys, Rule::TooMany, {}, maxClientKeys};
    if (client.authentication == ClientAuthentication::PrivateKeyJwt && client.publicKeys.isEmpty())
        return Violation{Field::ClientKeys, Rule::Required, {}, 0};
    return checkRefreshPolicy(client.refresh);
}

} // namespace gatehouse::domain
