#pragma once

#include "models/store/StoreBackend.h"

#include <QCryptographicHash>
#include <QTest>

#include <optional>

namespace gatehouse::tests {

/// The answer of a job, while the event loop runs.
template <typename T> base::Result<T> await(const base::Job<T> &job)
{
    QObject context;
    std::optional<base::Result<T>> answer;
    job.then(&context, [&answer](base::Result<T> result) { answer = std::move(result); });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 30000))
        qFatal("a job never ended");
    return *answer;
}

/// A line for QVERIFY2: what a failed Result says.
template <typename T> QByteArray reason(const base::Result<T> &result)
{
    if (result)
        return "ok";
    const base::Error &error = result.error();
    return (base::errorName(error.code) + u' ' + error.step + u' ' + error.subject + u' ' + error.detail).toUtf8();
}

// Each evaluates its argument once: it may be a commit.
#define VERIFY_RESULT(result)                                                                                          \
    do {                                                                                                               \
        const auto &verified = (result);                                                                               \
        QVERIFY2(verified.has_value(), gatehouse::tests::reason(verified).constData());                                \
    } while (false)
#define COMPARE_ERROR(result, expected)                                                                                \
    do {                                                                                                               \
        const auto &failed = (result);                                                                                 \
        QVERIFY2(!failed.has_value(), "expected an error");                                                            \
        QCOMPARE(base::errorName(failed.error().code), base::errorName(expected));                                     \
    } while (false)

inline domain::ResourceServer makeApi(int number, const QStringList &scopes = {})
{
    domain::ResourceServer api;
    api.id = domain::ResourceServerId(QStringLiteral("%1").arg(number, 24, 16, QLatin1Char('0')));
    api.name = QStringLiteral("API %1").arg(number);
    api.identifier = QStringLiteral("https://api-%1.example.com/").arg(number);
    api.createdAt = base::Instant(std::chrono::seconds(1'600'000'000 + number));
    for (const QString &scope : scopes)
        api.scopes.append({scope, QStringLiteral("May ") + scope});
    return api;
}

inline domain::ClientApplication makeClient(int number)
{
    domain::ClientApplication client;
    client.id = domain::ClientId(QStringLiteral("client%1").arg(number, 26, 10, QLatin1Char('0')));
    client.name = QStringLiteral("Client %1").arg(number);
    client.secret = {QByteArrayLiteral("record of client ") + QByteArray::number(number)};
    client.createdAt = base::Instant(std::chrono::seconds(1'600'000'000 + number));
    return client;
}

inline domain::ClientGrant makeGrant(const domain::ClientApplication &client, const domain::ResourceServer &api,
                                     const QStringList &scopes = {})
{
    domain::ClientGrant grant;
    grant.id = domain::ClientGrantId(
        QStringLiteral("cgr_%1").arg(qHash(client.id.text() + api.id.text()), 16, 16, QLatin1Char('0')));
    grant.clientId = client.id;
    grant.resourceServerId = api.id;
    grant.scopes = scopes;
    return grant;
}

inline domain::SigningKey makeKey(int number, domain::SigningKey::State state = domain::SigningKey::State::Current)
{
    domain::SigningKey key;
    key.id = domain::KeyId(QStringLiteral("key-%1").arg(number));
    key.state = state;
    key.publicKey = QByteArrayLiteral("public part");
    key.privateKey = {QByteArrayLiteral("sealed private part")};
    key.createdAt = base::Instant(std::chrono::seconds(1'600'000'000 + number));
    return key;
}

/// Two APIs with scopes, two clients, two grants, a key.
inline domain::ChangeSet smallTenant()
{
    const auto appointments = makeApi(1, {QStringLiteral("read:appointments"), QStringLiteral("write:appointments")});
    const auto orders = makeApi(2, {QStringLiteral("read:orders")});
    domain::ChangeSet changes;
    changes.create(makeKey(1));
    changes.create(appointments);
    changes.create(orders);
    changes.create(makeClient(1));
    changes.create(makeClient(2));
    changes.create(makeGrant(makeClient(1), appointments, {QStringLiteral("read:appointments")}));
    changes.create(makeGrant(makeClient(2), orders));
    return changes;
}

/// One value that differs when anything in the tenant does. Null and empty are the same: a database knows one of them.
inline QByteArray digest(const store::StoreSnapshot &tenant)
{
    QByteArray bytes;
    auto add = [&bytes](QByteArrayView part) { bytes += QByteArray::number(part.size()) + ':' + part.toByteArray(); };
    auto text = [&add](const QString &part) { add(part.toUtf8()); };
    auto number = [&add](qint64 part) { add(QByteArray::number(part)); };
    text(tenant.tenant.name);
    number(tenant.tenant.apisSectionEnabled);
    number(tenant.tenant.serverPort);
    for (const auto &api : tenant.resourceServers) {
        for (const QString &part :
             {api.id.text(), api.name, api.identifier, domain::signingAlgorithmName(api.signingAlgorithm)})
            text(part);
        for (const qint64 part :
             {qint64(api.tokenLifetime), qint64(api.skipConsent), qint64(api.allowOfflineAccess), qint64(api.isSystem),
              qint64(api.isSample), qint64(api.createdAt.time_since_epoch().count())})
            number(part);
        add(api.signingSecret.record);
        for (const auto &scope : api.scopes)
            text(scope.value + u' ' + scope.description);
    }
    for (const auto &client : tenant.clients) {
        text(client.id.text());
        text(client.name);
        add(client.secret.record);
        number(client.isSample);
        number(client.createdAt.time_since_epoch().count());
    }
    for (const auto &grant : tenant.grants) {
        text(grant.id.text());
        text(grant.clientId.text());
        text(grant.resourceServerId.text());
        text(grant.scopes.join(u' '));
        number(grant.isSample);
    }
    for (const auto &key : tenant.signingKeys) {
        text(key.id.text());
        number(int(key.state));
        add(key.publicKey);
        add(key.privateKey.record);
    }
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

} // namespace gatehouse::tests
