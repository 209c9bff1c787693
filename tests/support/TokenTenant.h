#pragma once

#include "models/store/StoreSnapshot.h"
#include "tests/support/PlainCustody.h"

#include <QFile>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// DER of a key of tests/support/TestKeys.
inline QByteArray testKeyDer(const QString &file)
{
    QFile pem(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests/support/TestKeys/"_s + file);
    if (!pem.open(QIODevice::ReadOnly))
        qFatal("no test key %s", qPrintable(pem.fileName()));
    QByteArray text;
    for (const QByteArray &line : pem.readAll().split('\n')) {
        if (!line.startsWith("-----"))
            text += line.trimmed();
    }
    return QByteArray::fromBase64(text);
}

/// A small tenant for tests of token issuance: what PlainCustody opens.
struct TokenTenant
{
    static constexpr QLatin1StringView alpha{"AlphaAlphaAlphaAlphaAlphaAlpha01"};
    static constexpr QLatin1StringView alphaSecret{"alpha-secret_0123456789abcdefghijklmnopqrstuvwxyz"};
    static constexpr QLatin1StringView beta{"BetaBetaBetaBetaBetaBetaBetaBe02"}; ///< without a grant
    static constexpr QLatin1StringView orders{"https://orders.example.com"};     ///< RS256; alpha may read and write
    static constexpr QLatin1StringView ledger{"https://ledger.example.com/"};    ///< HS256; alpha may read
    static constexpr QLatin1StringView archive{"urn:archive"};                   ///< alpha's grant is empty
    static constexpr QLatin1StringView drifted{"urn:drifted"}; ///< alpha's grant names an undefined scope
    static constexpr QLatin1StringView ledgerSecret{"ledger-signing-secret-of-more-than-32-bytes"};
    static constexpr QLatin1StringView keyId{"test-key-current"};

    static store::StoreSnapshot make()
    {
        store::StoreSnapshot tenant;
        tenant.resourceServers = {
            api(u"1"_s, orders, {"read:orders", "write:orders", "delete:orders"}, 3600),
            api(u"2"_s, ledger, {"read:ledger", "write:ledger"}, 86400),
            api(u"3"_s, archive, {"read:archive"}, 60),
            api(u"4"_s, drifted, {"kept"}, 60),
        };
        tenant.resourceServers[1].signingAlgorithm = domain::SigningAlgorithm::HS256;
        tenant.resourceServers[1].signingSecret.record = ledgerSecret.latin1();
        tenant.clients = {client(alpha, alphaSecret), client(beta, "beta-secret"_L1)};
        tenant.grants = {
            grant(u"1"_s, {"read:orders", "write:orders"}),
            grant(u"2"_s, {"read:ledger"}),
            grant(u"3"_s, {}),
            grant(u"4"_s, {"kept", "gone"}),
        };
        domain::SigningKey key;
        key.id = domain::KeyId(keyId);
        key.publicKey = testKeyDer(u"public-spki.pem"_s);
        key.privateKey.record = testKeyDer(u"private-pkcs8.pem"_s);
        tenant.signingKeys = {key};
        return tenant;
    }

    static domain::ResourceServerId apiId(const QString &digit)
    {
        return domain::ResourceServerId(QString(24, digit.front()));
    }

private:
    static domain::ResourceServer api(const QString &digit, const QString &identifier,
                                      std::initializer_list<const char *> scopes, int lifetime)
    {
        domain::ResourceServer made;
        made.id = apiId(digit);
        made.name = identifier;
        made.identifier = identifier;
        made.tokenLifetime = lifetime;
        for (const char *scope : scopes)
            made.scopes.append(domain::Scope{QString::fromLatin1(scope), {}});
        return made;
    }
    static domain::ClientApplication client(const QString &id, QLatin1StringView secret)
    {
        domain::ClientApplication made;
        made.id = domain::ClientId(id);
        made.name = id;
        made.secret.record = secret.latin1();
        return made;
    }
    static domain::ClientGrant grant(const QString &digit, std::initializer_list<const char *> scopes)
    {
        domain::ClientGrant made;
        made.id = domain::ClientGrantId(u"cgr_"_s + digit);
        made.clientId = domain::ClientId(alpha);
        made.resourceServerId = apiId(digit);
        for (const char *scope : scopes)
            made.scopes.append(QString::fromLatin1(scope));
        return made;
    }
};

} // namespace gatehouse::tests
