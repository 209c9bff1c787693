#pragma once

#include "app/crypto/Crypto.h"
#include "models/flow/AuthorizationCodeFlow.h"
#include "models/flow/PageBrowser.h"
#include "models/flow/RefreshFlow.h"
#include "models/http/NetworkHttpClient.h"
#include "models/server/AuthorizationServer.h"
#include "tests/issuer/LoginWorld.h"

#include <QSignalSpy>

namespace gatehouse::tests {

/// LoginWorld behind its real server on a free port, and what flows over HTTP need.
struct ServedLogins : LoginWorld
{
    ServedLogins()
    {
        if (!server.start(0))
            qFatal("the server does not start");
    }

    flow::UserFlow::Parts flowParts() { return {http, custody, identity, inspector, clock, random}; }
    flow::FlowRequest flowRequest(QLatin1StringView clientId, const QStringList &scopes)
    {
        const auto made = tenant.read();
        return {.client = *made->client(domain::ClientId(clientId)),
                .api = made->resourceServers.constFirst(),
                .scopes = scopes,
                .issuer = QUrl(server.issuer()),
                .tenant = *made};
    }
    std::unique_ptr<flow::PageBrowser> person(const char *password = "correct horse", bool allows = true)
    {
        return std::make_unique<flow::PageBrowser>(
            http, callback,
            flow::PageBrowser::Person{
                .user = u"jane@example.com"_s, .password = base::Secret(QByteArrayView(password)), .allows = allows});
    }
    static flow::FlowTranscript transcriptOf(QSignalSpy &spy)
    {
        if (spy.isEmpty() && !spy.wait(20000))
            qFatal("the run does not end");
        return spy.takeFirst().constFirst().value<flow::FlowTranscript>();
    }

    app::Crypto tools;
    inspector::TokenInspector inspector{tools.verifier(), tools.keys(), tools.inspectorExtras()};
    http::NetworkHttpClient http;
    flow::ClientIdentity identity{custody, random, clock};
    server::AuthorizationServer server{{.tokens = tokens,
                                        .tenant = tenant,
                                        .keys = crypto.keys(),
                                        .clock = clock,
                                        .people = server::AuthorizationServer::Parts::People{logins, ownTokens}}};
};

} // namespace gatehouse::tests
