#pragma once

#include "models/issuer/AuthorizationService.h"
#include "models/issuer/OwnTokens.h"
#include "models/issuer/Pkce.h"
#include "models/issuer/TokenService.h"
#include "models/jose/openssl/OpensslVerifier.h"
#include "models/jose/qca/QcaCrypto.h"
#include "models/store/PasswordHash.h"
#include "models/store/sql/SqlLedger.h"
#include "tests/store/FastKdf.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TokenTenant.h"

namespace gatehouse::tests {

/// Logins and grants in a person's name over TokenTenant, without a socket: a regular web client, a public one and a
/// person who knows a password.
struct LoginWorld
{
    static constexpr QLatin1StringView web{"WebWebWebWebWebWebWebWebWebWeb03"};
    static constexpr QLatin1StringView app{"AppAppAppAppAppAppAppAppAppApp04"}; ///< native, public
    static constexpr QLatin1StringView callback{"https://app.example.com/cb"};
    static constexpr QLatin1StringView issuer{"http://127.0.0.1:8790/"};
    static constexpr QLatin1StringView verifier{"0123456789-0123456789_0123456789.0123456789~"};

    LoginWorld()
    {
        store::StoreSnapshot made = TokenTenant::make();
        for (domain::ResourceServer &api : made.resourceServers) {
            api.allowOfflineAccess = true;
            api.skipConsent = true;
        }
        domain::ClientApplication client;
        client.id = domain::ClientId(web);
        client.name = u"Web App"_s;
        client.type = domain::ClientType::RegularWeb;
        domain::applyTypeDefaults(client);
        client.secret.record = "web-secret"_ba;
        client.callbacks = {callback};
        made.clients.append(client);
        client.id = domain::ClientId(app);
        client.name = u"Phone App"_s;
        client.type = domain::ClientType::Native;
        domain::applyTypeDefaults(client);
        client.callbacks = {u"http://127.0.0.1/cb"_s, callback};
        made.clients.append(client);
        domain::User user;
        user.id = domain::UserId(u"auth0|000000000000000000000001"_s);
        user.email = u"jane@example.com"_s;
        user.name = u"Jane"_s;
        user.password.record =
            store::hashedPassword(kdf, random, base::Secret("correct horse"_ba))->bytes().toByteArray();
        made.users.append(user);
        tenant.write(made);
    }

    void edit(const std::function<void(store::StoreSnapshot &)> &change)
    {
        store::StoreSnapshot made = *tenant.read();
        change(made);
        tenant.write(made);
    }
    static domain::ClientApplication &client(store::StoreSnapshot &made, QLatin1StringView id)
    {
        return *std::ranges::find(made.clients, domain::ClientId(id), &domain::ClientApplication::id);
    }

    static issuer::AuthorizeParameters request(QLatin1StringView client, const QHash<QString, QString> &more = {})
    {
        issuer::AuthorizeParameters parameters;
        parameters.values = {{u"client_id"_s, client},
                             {u"redirect_uri"_s, callback},
                             {u"response_type"_s, u"code"_s},
                             {u"scope"_s, u"openid read:orders offline_access"_s},
                             {u"audience"_s, TokenTenant::orders},
                             {u"state"_s, u"s1"_s},
                             {u"code_challenge"_s, issuer::s256Challenge(verifier)},
                             {u"code_challenge_method"_s, u"S256"_s}};
        for (const auto &[name, value] : more.asKeyValueRange()) {
            if (value.isNull())
                parameters.values.remove(name);
            else
                parameters.values.insert(name, value);
        }
        return parameters;
    }

    /// What a browser keeps of a step.
    void keep(const issuer::BrowserStep &step)
    {
        if (!step.browser.isEmpty())
            browser.browser = step.browser;
        if (!step.session.isEmpty())
            browser.session = step.session;
    }
    issuer::BrowserStep authorize(const issuer::AuthorizeParameters &parameters)
    {
        const issuer::BrowserStep step = logins.authorize(parameters, browser, issuer);
        keep(step);
        return step;
    }
    /// Through login and, where it is shown, consent, to what the client is sent.
    issuer::SentToClient toTheEnd(const issuer::AuthorizeParameters &parameters)
    {
        issuer::BrowserStep step = authorize(parameters);
        if (std::holds_alternative<issuer::LoginPage>(step.next)) {
            step = *logins.logIn(step.handle, browser, u"jane@example.com"_s, base::Secret("correct horse"_ba));
            keep(step);
        }
        if (std::holds_alternative<issuer::ConsentPage>(step.next))
            step = *logins.decide(step.handle, browser, true);
        const auto *sent = std::get_if<issuer::SentToClient>(&step.next);
        return sent ? *sent : issuer::SentToClient{};
    }
    static QString parameter(const issuer::SentToClient &sent, const QString &name)
    {
        for (const auto &[key, value] : sent.parameters) {
            if (key == name)
                return value;
        }
        return {};
    }
    QString code(const QHash<QString, QString> &more = {}, QLatin1StringView client = web)
    {
        return parameter(toTheEnd(request(client, more)), u"code"_s);
    }

    oauth::TokenAnswer token(const QHash<QString, QString> &values, QLatin1StringView client = web)
    {
        issuer::TokenParameters parameters;
        parameters.values = values;
        parameters.values.insert(u"client_id"_s, client);
        if (client == web)
            parameters.clientSecret = base::Secret("web-secret"_ba);
        return tokens.answer(parameters, issuer);
    }
    oauth::TokenAnswer exchange(const QString &code, const QString &withVerifier = verifier,
                                QLatin1StringView client = web, const QString &redirectUri = callback)
    {
        QHash<QString, QString> values{
            {u"grant_type"_s, u"authorization_code"_s}, {u"code"_s, code}, {u"redirect_uri"_s, redirectUri}};
        if (!withVerifier.isEmpty())
            values.insert(u"code_verifier"_s, withVerifier);
        return token(values, client);
    }
    oauth::TokenAnswer refresh(const base::Secret &refreshToken, QLatin1StringView client = web,
                               const QString &scope = {})
    {
        QHash<QString, QString> values{{u"grant_type"_s, u"refresh_token"_s},
                                       {u"refresh_token"_s, QString::fromLatin1(refreshToken.bytes())}};
        if (!scope.isEmpty())
            values.insert(u"scope"_s, scope);
        return token(values, client);
    }

    jose::qca::QcaCrypto crypto;
    jose::openssl::OpensslVerifier verifierOf;
    base::SystemRandom random;
    FakeClock clock;
    FastKdf kdf;
    PlainCustody custody{crypto.signers()};
    store::SnapshotSource tenant;
    store::sql::SqlLedger ledger{QString(), [] { return base::Result<QByteArray>("store"_ba); }};
    issuer::AssertionTools assertions{verifierOf, crypto.keys()};
    issuer::UserGrantParts parts{ledger, random, assertions};
    issuer::TokenService tokens{tenant, custody, clock, &parts};
    QList<store::TenantEditor::NewConsent> kept;
    issuer::AuthorizationService logins{
        {.tenant = tenant,
         .custody = custody,
         .ledger = ledger,
         .kdf = kdf,
         .random = random,
         .clock = clock,
         .keepConsent = [this](const store::TenantEditor::NewConsent &consent) { kept.append(consent); }}};
    issuer::OwnTokens ownTokens{tenant, assertions, clock};
    issuer::BrowserState browser;
};

} // namespace gatehouse::tests
