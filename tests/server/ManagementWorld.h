#pragma once

#include "models/jose/openssl/OpensslVerifier.h"
#include "models/jose/qca/QcaCrypto.h"
#include "models/server/AuthorizationServer.h"
#include "models/store/AuditNames.h"
#include "models/store/CommitRules.h"
#include "models/store/sql/SqlLedger.h"
#include "tests/store/FastKdf.h"
#include "tests/support/FakeClock.h"
#include "tests/support/RawClient.h"
#include "tests/support/TokenTenant.h"

#include <mutex>
#include <utility>
#include <vector>

namespace gatehouse::tests {

/// The Management API on the loopback over TokenTenant: alpha may do everything, beta nothing yet.
struct ManagementWorld
{
    struct Commit
    {
        store::Author author;
        domain::ChangeSet changes;
        QByteArray batch;
    };
    struct Answered
    {
        int status = 0;
        QByteArray head;
        QByteArray body;
        jose::JsonValue json;

        QString text(QStringView name) const
        {
            const jose::JsonValue *value = json.member(name);
            return value ? (value->isString() ? value->string : QString::fromUtf8(value->toJson())) : u"(absent)"_s;
        }
        QByteArray header(const QByteArray &name) const
        {
            for (const QByteArrayList lines = head.split('\n'); const QByteArray &line : lines) {
                if (line.toLower().startsWith(name.toLower() + ':'))
                    return line.sliced(name.size() + 1).trimmed();
            }
            return {};
        }
    };

    explicit ManagementWorld(int requestsPerSecond = 0)
        : server({.tokens = tokens,
                  .tenant = tenant,
                  .keys = crypto.keys(),
                  .clock = clock,
                  .management = server::ManagementParts{
                      .tenant = tenant,
                      .tokens = ownTokens,
                      .editor = editor,
                      .custody = custody,
                      .ledger = ledger,
                      .signers = crypto.signers(),
                      .keys = crypto.keys(),
                      .kdf = kdf,
                      .random = random,
                      .clock = clock,
                      .commit = [this](const server::ManagementParts::Wanted &wanted,
                                       const server::ManagementParts::Committed &done) { commit(wanted, done); },
                      .requestsPerSecond = requestsPerSecond}})
    {
        if (const auto started = server.start(0); !started)
            qFatal("the server does not start");
        reset();
    }

    /// As it was in the beginning, with the server's port.
    void reset()
    {
        store::StoreSnapshot made = TokenTenant::make();
        for (domain::ResourceServer &api : made.resourceServers)
            api.createdAt = clock.now();
        domain::ResourceServer management;
        management.id = TokenTenant::apiId(u"0"_s);
        management.name = u"Gatehouse Management API"_s;
        management.identifier = domain::managementApiIdentifier();
        management.isSystem = true;
        management.scopes = domain::managementApiScopes();
        made.resourceServers.prepend(management);
        made.grants.append(grant(TokenTenant::alpha, management.scopeValues()));
        made.grants.removeIf([](const domain::ClientGrant &one) { return one.id.text() == "cgr_4"_L1; });
        made.resourceServers.removeIf(
            [](const domain::ResourceServer &api) { return api.identifier == TokenTenant::drifted; });
        made.tenant.serverPort = server.port();
        made.sort();
        tenant.write(made);
        const std::scoped_lock lock(mutex);
        commits.clear();
    }

    static domain::ClientGrant grant(const QString &client, const QStringList &scopes)
    {
        domain::ClientGrant made;
        made.id = domain::ClientGrantId(u"cgr_management_"_s + client.left(4));
        made.clientId = domain::ClientId(client);
        made.resourceServerId = TokenTenant::apiId(u"0"_s);
        made.scopes = scopes;
        return made;
    }

    void edit(const std::function<void(store::StoreSnapshot &)> &change)
    {
        store::StoreSnapshot made = *tenant.read();
        change(made);
        tenant.write(made);
    }

    QString audience() const { return server.issuer() + "api/v2/"_L1; }

    /// An access token as the token endpoint gives it.
    QByteArray token(QLatin1StringView client = TokenTenant::alpha, const QString &scopes = {},
                     const QString &forAudience = {})
    {
        issuer::TokenParameters parameters;
        parameters.values = {{u"grant_type"_s, u"client_credentials"_s},
                             {u"client_id"_s, client},
                             {u"audience"_s, forAudience.isEmpty() ? audience() : forAudience}};
        if (!scopes.isEmpty())
            parameters.values.insert(u"scope"_s, scopes);
        parameters.clientSecret =
            base::Secret((client == TokenTenant::alpha ? TokenTenant::alphaSecret : "beta-secret"_L1).latin1());
        const auto answer = tokens.answer(parameters, server.issuer());
        const auto *issued = std::get_if<oauth::TokenResponse>(&answer);
        return issued ? issued->accessToken : QByteArray();
    }

    Answered raw(const QByteArray &method, const QByteArray &path, const QByteArray &headers,
                 const QByteArray &body = {}) const
    {
        RawClient client(server.port());
        QByteArray request = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(server.port()) +
                             "\r\n" + headers;
        if (!body.isNull() || method == "POST" || method == "PUT")
            request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        client.send(request + "\r\n" + body);
        const QByteArray bytes = client.answer();
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        Answered answered{.status = statusOf(bytes),
                          .head = bytes.first(std::max<qsizetype>(0, end)),
                          .body = bodyOf(bytes),
                          .json = {}};
        if (auto json = jose::parseStrictJson(answered.body))
            answered.json = *std::move(json);
        return answered;
    }
    Answered ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                 const QByteArray &moreHeaders = {})
    {
        QByteArray headers = "Authorization: Bearer " + bearer() + "\r\n" + moreHeaders;
        if (!body.isNull())
            headers += "Content-Type: application/json\r\n";
        return raw(method, "/api/v2" + path, headers, body);
    }
    /// Of alpha, kept as long as it lives.
    QByteArray bearer()
    {
        if (m_bearer.isEmpty())
            m_bearer = token();
        return m_bearer;
    }

    qsizetype commitCount() const
    {
        const std::scoped_lock lock(mutex);
        return commits.size();
    }

    FakeClock clock;
    jose::qca::QcaCrypto crypto;
    jose::openssl::OpensslVerifier verifier;
    base::SystemRandom random;
    FastKdf kdf;
    PlainCustody custody{crypto.signers()};
    store::SnapshotSource tenant;
    store::sql::SqlLedger ledger{QString(), [] { return base::Result<QByteArray>("store"_ba); }};
    issuer::AssertionTools assertions{verifier, crypto.keys()};
    issuer::UserGrantParts parts{ledger, random, assertions};
    issuer::TokenService tokens{tenant, custody, clock, &parts};
    issuer::OwnTokens ownTokens{tenant, assertions, clock};
    store::TenantEditor editor{custody, clock, random};
    mutable std::mutex mutex;
    QList<Commit> commits;
    std::optional<base::Error> nextError;
    std::ptrdiff_t heldCommits = 0; ///< so many are let wait for each other, once
    server::AuthorizationServer server;

private:
    /// As a queue of writers does it: what waits was planned before any of it is written.
    void commit(const server::ManagementParts::Wanted &wanted, const server::ManagementParts::Committed &done)
    {
        std::vector<std::pair<server::ManagementParts::Wanted, server::ManagementParts::Committed>> ready;
        {
            const std::scoped_lock lock(mutex);
            m_held.emplace_back(wanted, done);
            if (std::ssize(m_held) < heldCommits)
                return;
            heldCommits = 0;
            ready = std::exchange(m_held, {});
        }
        for (const auto &[change, told] : ready)
            told(written(change));
    }

    base::Result<store::StoreSnapshot> written(const server::ManagementParts::Wanted &wanted)
    {
        const std::scoped_lock lock(mutex);
        if (nextError)
            return std::unexpected(*std::exchange(nextError, std::nullopt));
        const auto now = tenant.read();
        if (wanted.expected && now->revision != *wanted.expected)
            return base::failure(base::ErrorCode::Conflict, base::ErrorStep::Commit);
        const auto merged = store::reconcile(*now, wanted.changes);
        if (!merged)
            return std::unexpected(merged.error());
        store::StoreSnapshot next = now->applied(*merged);
        ++next.revision;
        tenant.write(next);
        commits.append({wanted.author, *merged, wanted.batch});
        return next;
    }

    std::vector<std::pair<server::ManagementParts::Wanted, server::ManagementParts::Committed>> m_held;
    QByteArray m_bearer;
};

} // namespace gatehouse::tests
