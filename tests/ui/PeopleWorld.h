#pragma once

#include "models/http/LoopbackListener.h"
#include "models/issuer/AuthorizationService.h"
#include "models/issuer/OwnTokens.h"
#include "models/jose/openssl/OpensslVerifier.h"
#include "models/store/PasswordHash.h"
#include "models/store/sql/SqlLedger.h"
#include "tests/flow/PretendedBrowser.h"
#include "tests/store/FastKdf.h"
#include "tests/ui/TokenWorld.h"
#include "ui/pages/LoginTools.h"

namespace gatehouse::tests {

/// TokenWorld with a person who can log in, clients to log in at, and a browser that does it.
struct PeopleWorld
{
    static constexpr QLatin1StringView native{"NativeNativeNativeNativeNative05"};
    static constexpr QLatin1StringView web{"WebWebWebWebWebWebWebWebWebWeb03"}; ///< without a callback on this machine

    static store::StoreSnapshot peopled()
    {
        store::StoreSnapshot tenant = TokenWorld::named(TokenTenant::make());
        // One grant names a scope its API lost long ago: every change of its client would be held against it.
        tenant.grants.removeIf(
            [](const domain::ClientGrant &grant) { return grant.resourceServerId == TokenTenant::apiId(u"4"_s); });
        for (domain::ResourceServer &api : tenant.resourceServers)
            api.allowOfflineAccess = true;
        domain::ClientApplication client;
        client.id = domain::ClientId(native);
        client.name = u"Orders for phones"_s;
        client.type = domain::ClientType::Native;
        domain::applyTypeDefaults(client);
        client.callbacks = {u"http://127.0.0.1/cb"_s};
        tenant.clients.append(client);
        client.id = domain::ClientId(web);
        client.name = u"Orders on the web"_s;
        client.type = domain::ClientType::RegularWeb;
        domain::applyTypeDefaults(client);
        client.secret.record = "web-secret"_ba;
        client.callbacks = {u"https://orders.example.com/callback"_s};
        tenant.clients.append(client);
        FastKdf kdf;
        base::SystemRandom random;
        domain::User user;
        user.id = domain::UserId(u"auth0|000000000000000000000001"_s);
        user.email = u"jane@example.com"_s;
        user.name = u"Jane"_s;
        user.password.record =
            store::hashedPassword(kdf, random, base::Secret("correct horse"_ba))->bytes().toByteArray();
        tenant.users.append(user);
        return tenant;
    }

    TokenWorld world{peopled()};
    jose::openssl::OpensslVerifier verifier;
    FastKdf kdf;
    store::sql::SqlLedger ledger{QString(), [] { return base::Result<QByteArray>("store"_ba); }};
    issuer::AssertionTools assertions{verifier, world.crypto.keys()};
    issuer::UserGrantParts grants{ledger, world.random, assertions};
    issuer::TokenService tokens{world.store.committedSnapshots(), world.custody, world.clock, &grants};
    issuer::AuthorizationService logins{{.tenant = world.store.committedSnapshots(),
                                         .custody = world.custody,
                                         .ledger = ledger,
                                         .kdf = kdf,
                                         .random = world.random,
                                         .clock = world.clock,
                                         .keepConsent = [](const store::TenantEditor::NewConsent &) {}}};
    issuer::OwnTokens ownTokens{world.store.committedSnapshots(), assertions, world.clock};
    server::AuthorizationServer server{{.tokens = tokens,
                                        .tenant = world.store.committedSnapshots(),
                                        .keys = world.crypto.keys(),
                                        .clock = world.clock,
                                        .people = server::AuthorizationServer::Parts::People{logins, ownTokens}}};
    LoopbackControl control{server};
    http::LoopbackListener listener;
    PretendedBrowser browser{world.http, world.clock, u"jane@example.com"_s, "correct horse"};
    ui::pages::LoginTools tools{.random = world.random,
                                .listener = listener,
                                .openBrowser = [this](const QUrl &address) { return browser.open(address); },
                                .codec = world.crypto.keys(),
                                .privateKeys = world.crypto.privateKeys()};
};

} // namespace gatehouse::tests
