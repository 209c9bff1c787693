#pragma once

#include "app/crypto/Crypto.h"
#include "models/domain/Origin.h"
#include "models/editing/EditSession.h"
#include "models/editing/LedgerDesk.h"
#include "models/flow/ClientCredentialsFlow.h"
#include "models/flow/TokenShelf.h"
#include "models/http/NetworkHttpClient.h"
#include "models/inspector/TokenInspector.h"
#include "models/issuer/TokenService.h"
#include "models/jose/Base64Url.h"
#include "models/oauth/TokenEndpoint.h"
#include "models/server/AuthorizationServer.h"
#include "models/settings/SettingsStore.h"
#include "models/store/MemoryBackend.h"
#include "models/store/ResourceServerStore.h"
#include "models/store/TenantEditor.h"
#include "models/trust/IssuerDesk.h"
#include "tests/support/BookInMemory.h"
#include "tests/support/FakeClock.h"
#include "tests/support/FakeLedger.h"
#include "tests/support/PlainCustody.h"
#include "tests/support/TokenTenant.h"
#include "tests/ui/Picture.h"
#include "ui/pages/ServerControl.h"
#include "ui/pages/TenantAccess.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// The server switch of the window over a real authorization server.
class LoopbackControl : public ui::pages::ServerControl
{
public:
    explicit LoopbackControl(server::AuthorizationServer &server)
        : m_server(server)
    {
        connect(&server, &server::AuthorizationServer::started, this, &ServerControl::changed);
        connect(&server, &server::AuthorizationServer::stopped, this, &ServerControl::changed);
        connect(&server, &server::AuthorizationServer::requestServed, this, &ServerControl::requestServed);
        connect(&server, &server::AuthorizationServer::managementCalled, this, &ServerControl::managementCalled);
    }

    bool isRunning() const override { return m_server.isRunning(); }
    int port() const override { return m_server.isRunning() ? m_server.port() : m_port; }
    int httpsPort() const override { return port() + 1; }
    QString certificatePin() const override { return u"pin="_s; }
    base::Result<void> exportAuthority(const QString &path) override
    {
        exported.append(path);
        return exportFailure ? base::Result<void>(std::unexpected(*exportFailure)) : base::Result<void>();
    }
    QUrl issuer() const override { return QUrl(domain::Origin{.port = port()}.issuer()); }
    QStringList issuers() const override { return domain::issuersOf(port(), httpsPort()); }
    qint64 servedRequests() const override { return m_server.servedRequests(); }
    base::Result<int> start(std::optional<int> port = {}, std::optional<int> = {}) override
    {
        if (failure)
            return std::unexpected(*failure);
        const base::Result<int> started = m_server.start(port.value_or(0));
        if (started)
            m_port = *started;
        return started;
    }
    void stop() override { m_server.stop(); }

    std::optional<base::Error> failure; ///< what the next start answers
    QStringList exported;               ///< where to
    std::optional<base::Error> exportFailure;

private:
    server::AuthorizationServer &m_server;
    int m_port = 8443;
};

/// Everything the token pages stand on: a tenant in memory, real keys, a real server on a free port, real HTTP. Only
/// the time is made up.
struct TokenWorld
{
    explicit TokenWorld(const store::StoreSnapshot &tenant = named(TokenTenant::make()))
        : backend(clock, tenant)
        , store(backend, {.user = u"tester"_s, .source = u"window"_s})
    {
        store.load();
        if (!QTest::qWaitFor([this] { return store.isLoaded(); }))
            qFatal("the tenant in memory does not load");
    }

    /// The tenant of the issuer's tests with names fit for a picture.
    static store::StoreSnapshot named(store::StoreSnapshot tenant)
    {
        tenant.resourceServers[0].name = u"Orders API"_s;
        tenant.resourceServers[1].name = u"Ledger API"_s;
        tenant.resourceServers[2].name = u"Archive API"_s;
        tenant.clients[0].name = u"Nightly importer"_s;
        tenant.clients[1].name = u"Dashboard"_s;
        return tenant;
    }

    ui::pages::TenantAccess access() { return {store, editor, session, custody, settings, clock}; }
    flow::ClientCredentialsFlow::Parts parts() { return {http, endpoint, custody, identity, inspector, clock}; }
    domain::ResourceServerId orders() const { return TokenTenant::apiId(u"1"_s); }
    domain::ResourceServerId ledger() const { return TokenTenant::apiId(u"2"_s); }
    domain::ClientId alpha() const { return domain::ClientId(TokenTenant::alpha); }

    static QByteArray encoded(const QByteArray &json) { return jose::encodeBase64Url(json); }

    /// Signs `header`.`claims` with the tenant's key.
    QByteArray signedByTenant(const QByteArray &header, const QByteArray &claims) const
    {
        const QByteArray input = encoded(header) + '.' + encoded(claims);
        const auto signer = custody.signer(store.snapshot().signingKeys.first());
        return input + '.' + jose::encodeBase64Url(*(*signer)->sign(input));
    }
    QByteArray header() const
    {
        return R"({"alg":"RS256","typ":"JWT","kid":")" + QByteArray(TokenTenant::keyId.latin1()) + "\"}";
    }
    /// The claims of an access token for the Orders API that lives from `from` to `to`, seen from now, with `more`
    /// members.
    QByteArray claims(int from = -600, int to = 3000, const QByteArray &more = {}) const
    {
        const qint64 now = base::unixSeconds(clock.now());
        const QByteArray client(TokenTenant::alpha.latin1());
        return R"({"iss":")" + control.issuer().toString().toUtf8() + R"(","sub":")" + client +
               R"(@clients","aud":"https://orders.example.com","iat":)" + QByteArray::number(now + from) +
               R"(,"exp":)" + QByteArray::number(now + to) +
               R"(,"scope":"read:orders write:orders","gty":"client-credentials","azp":")" + client + '"' + more + '}';
    }
    QByteArray goodToken() const { return signedByTenant(header(), claims()); }

    FakeClock clock;
    app::Crypto crypto;
    PlainCustody custody{crypto.signers()};
    base::SystemRandom random;
    flow::ClientIdentity identity{custody, random, clock};
    store::MemoryBackend backend;
    store::ResourceServerStore store;
    store::TenantEditor editor{custody, clock, random};
    editing::EditSession session{store};
    QTemporaryDir folder;
    settings::SettingsStore settings{folder.filePath(u"settings.ini"_s)};
    inspector::TokenInspector inspector{crypto.verifier(), crypto.keys()};
    issuer::TokenService tokens{store.committedSnapshots(), custody, clock};
    server::AuthorizationServer server{
        {.tokens = tokens, .tenant = store.committedSnapshots(), .keys = crypto.keys(), .clock = clock}};
    LoopbackControl control{server};
    http::NetworkHttpClient http;
    oauth::HttpTokenEndpoint endpoint{http};
    flow::TokenShelf shelf{clock};
    FakeLedger books;
    BookInMemory book;
    trust::IssuerDesk issuers{{.storage = book, .http = http, .codec = crypto.keys(), .clock = clock}};
    editing::LedgerDesk desk{store, {books, editor, crypto.passphraseKdf(), crypto.signers(), random, clock}};
};

/// How long this process has computed since: what a person waits for on a machine that does nothing else.
class ProcessorTime
{
public:
    qint64 milliseconds() const { return qint64(std::clock() - m_begin) * 1000 / CLOCKS_PER_SEC; }

private:
    std::clock_t m_begin = std::clock();
};

/// One grant names a scope its API lost long ago: no rule would let it be made again, and every change of its client is
/// held against it. Gone with its API, once this is true.
inline bool isRidOfDrift(TokenWorld &world)
{
    const store::StoreSnapshot &tenant = world.store.snapshot();
    world.store.submit(*world.editor.deleteApi(tenant, tenant.resourceServerByIdentifier(u"urn:drifted"_s)->id));
    return QTest::qWaitFor([&world] { return world.store.isSettled(); });
}

} // namespace gatehouse::tests
