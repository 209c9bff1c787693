#pragma once

#include "models/domain/Members.h"
#include "models/store/StoreBackend.h"

#include <QCryptographicHash>
#include <QTest>

#include <optional>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

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
    return (base::errorName(error.code) + u' ' +
            QString::fromLatin1(QMetaEnum::fromType<base::ErrorStep>().valueToKey(static_cast<int>(error.step))) +
            u' ' + error.subject + u' ' + error.detail)
        .toUtf8();
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
    api.id = domain::ResourceServerId(u"%1"_s.arg(number, 24, 16, QLatin1Char('0')));
    api.name = u"API %1"_s.arg(number);
    api.identifier = u"https://api-%1.example.com/"_s.arg(number);
    api.createdAt = base::Instant(std::chrono::seconds(1'600'000'000 + number));
    for (const QString &scope : scopes)
        api.scopes.append({scope, u"May "_s + scope});
    return api;
}

inline domain::ClientApplication makeClient(int number)
{
    domain::ClientApplication client;
    client.id = domain::ClientId(u"client%1"_s.arg(number, 26, 10, QLatin1Char('0')));
    client.name = u"Client %1"_s.arg(number);
    client.secret = {"record of client "_ba + QByteArray::number(number)};
    client.createdAt = base::Instant(std::chrono::seconds(1'600'000'000 + number));
    return client;
}

inline domain::ClientGrant makeGrant(const domain::ClientApplication &client, const domain::ResourceServer &api,
                                     const QStringList &scopes = {})
{
    domain::ClientGrant grant;
    grant.id =
        domain::ClientGrantId(u"cgr_%1"_s.arg(qHash(client.id.text() + api.id.text()), 16, 16, QLatin1Char('0')));
    grant.clientId = client.id;
    grant.resourceServerId = api.id;
    grant.scopes = scopes;
    return grant;
}

inline domain::User makeUser(int number)
{
    domain::User user;
    user.id = domain::UserId(u"auth0|%1"_s.arg(number, 24, 16, QLatin1Char('0')));
    user.email = u"user%1@example.com"_s.arg(number);
    user.name = u"User %1"_s.arg(number);
    user.password = {"sealed hash "_ba + QByteArray::number(number)};
    user.createdAt = base::Instant(std::chrono::seconds(1'600'000'000 + number));
    return user;
}

inline domain::SigningKey makeKey(int number, domain::SigningKey::State state = domain::SigningKey::State::Current)
{
    domain::SigningKey key;
    key.id = domain::KeyId(u"key-%1"_s.arg(number));
    key.state = state;
    key.publicKey = "public part"_ba;
    key.privateKey = {"sealed private part"_ba};
    key.createdAt = base::Instant(std::chrono::seconds(1'600'000'000 + number));
    return key;
}

/// Two APIs with scopes, two clients, two grants, a key.
inline domain::ChangeSet smallTenant()
{
    const auto appointments = makeApi(1, {u"read:appointments"_s, u"write:appointments"_s});
    const auto orders = makeApi(2, {u"read:orders"_s});
    domain::ChangeSet changes;
    changes.create(makeKey(1));
    changes.create(appointments);
    changes.create(orders);
    changes.create(makeClient(1));
    changes.create(makeClient(2));
    changes.create(makeGrant(makeClient(1), appointments, {u"read:appointments"_s}));
    changes.create(makeGrant(makeClient(2), orders));
    return changes;
}

// What digest() makes of each kind of member.
inline void addTo(QByteArray &bytes, const QByteArray &part)
{
    bytes += QByteArray::number(part.size()) + ':' + part;
}
inline void addTo(QByteArray &bytes, const QString &text)
{
    addTo(bytes, text.toUtf8());
}
inline void addTo(QByteArray &bytes, qint64 number)
{
    addTo(bytes, QByteArray::number(number));
}
inline void addTo(QByteArray &bytes, base::Instant at)
{
    addTo(bytes, qint64(at.time_since_epoch().count()));
}
inline void addTo(QByteArray &bytes, const std::optional<base::Instant> &at)
{
    addTo(bytes, at ? qint64(at->time_since_epoch().count()) : -1);
}
inline void addTo(QByteArray &bytes, const domain::SealedSecret &secret)
{
    addTo(bytes, secret.record);
}
inline void addTo(QByteArray &bytes, const domain::Scope &scope)
{
    addTo(bytes, scope.value + u' ' + scope.description);
}
inline void addTo(QByteArray &bytes, const domain::Permission &permission)
{
    addTo(bytes, permission.resourceServerId.text() + u' ' + permission.scope);
}
inline void addTo(QByteArray &bytes, const domain::KeptMembers &kept)
{
    addTo(bytes, qint64(kept.size()));
    for (auto it = kept.cbegin(); it != kept.cend(); ++it) {
        addTo(bytes, it.key());
        addTo(bytes, it.value());
    }
}
inline void addTo(QByteArray &bytes, domain::GrantTypes types)
{
    addTo(bytes, qint64(types.toInt()));
}
template <typename Enum>
    requires std::is_enum_v<Enum>
void addTo(QByteArray &bytes, Enum value)
{
    addTo(bytes, qint64(value));
}
template <typename Kind> void addTo(QByteArray &bytes, const domain::Id<Kind> &id)
{
    addTo(bytes, id.text());
}
template <typename Element> void addTo(QByteArray &bytes, const QList<Element> &list)
{
    addTo(bytes, qint64(list.size()));
    for (const Element &element : list)
        addTo(bytes, element);
}

/// One value that differs when anything in the tenant does. Null and empty are the same: a database knows one of them.
inline QByteArray digest(const store::StoreSnapshot &tenant)
{
    const domain::ChangeSet all = store::StoreSnapshot().changesTo(tenant);
    QByteArray bytes;
    for (const domain::Change &change : all.changes) {
        std::visit(
            [&bytes]<typename Object>(const domain::Changed<Object> &one) {
                if constexpr (requires { one.after->id; })
                    addTo(bytes, one.after->id);
                if constexpr (requires { one.after->createdAt; })
                    addTo(bytes, one.after->createdAt);
                domain::eachMember(&*one.after, [&](const char *, auto member, domain::MemberKind) {
                    addTo(bytes, member(*one.after));
                });
            },
            change);
    }
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

} // namespace gatehouse::tests
