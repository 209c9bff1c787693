#include "models/store/remote/TenantReader.h"

#include <QHash>

#include <utility>

namespace gatehouse::store::remote {

using base::ErrorCode;
using base::ErrorStep;
using base::Result;
using jose::JsonValue;
using namespace Qt::StringLiterals;

namespace {

constexpr int perPage = 100;     ///< the most that there are (contract section 1.4)
constexpr int mostPages = 10000; ///< a tenant of a million objects is none
constexpr int mostPasses = 3;

/// Secrets and private keys are not even sent where they can be left out (section 1.8).
const QString unwantedOfClients = u"client_secret,signing_keys"_s;

void leaveSecretsOut(QUrlQuery &query)
{
    query.addQueryItem(u"fields"_s, unwantedOfClients);
    query.addQueryItem(u"include_fields"_s, u"false"_s);
}

QString textOf(const JsonValue &object, QStringView name)
{
    const JsonValue *value = object.member(name);
    return value && value->isString() ? value->string : QString();
}

/// Adds what is not there yet; how many that were.
qsizetype addNew(QList<JsonValue> &all, QSet<QString> &seen, const QList<JsonValue> &page, QStringView id)
{
    const qsizetype before = all.size();
    for (const JsonValue &one : page) {
        const QString key = textOf(one, id);
        if (!seen.contains(key)) {
            seen.insert(key);
            all.append(one);
        }
    }
    return all.size() - before;
}

} // namespace

TenantReader::TenantReader(ManagementClient &client, Progress progress, Part part)
    : m_client(client)
    , m_progress(std::move(progress))
    , m_part(std::move(part))
{
}

base::Error TenantReader::unexpected(const QString &why) const
{
    return {.code = ErrorCode::UnexpectedAnswer,
            .step = ErrorStep::AskTenant,
            .subject = m_client.address().domain(),
            .detail = why};
}

void TenantReader::begin()
{
    m_objects = 0;
    m_discarded = 0;
    m_start = m_client.receivedBytes();
}

Result<void> TenantReader::take(qsizetype objects)
{
    m_objects += static_cast<int>(objects);
    if (m_progress)
        m_progress(m_objects);
    const bool isTooMuch = m_client.receivedBytes() - m_start > mostBytes;
    if (!isTooMuch && m_objects + m_discarded <= mostObjects)
        return {};
    return std::unexpected(base::Error{.code = ErrorCode::TooLarge,
                                       .step = ErrorStep::AskTenant,
                                       .subject = m_client.address().domain(),
                                       .detail = isTooMuch ? u"all bytes"_s : u"all objects"_s});
}

void TenantReader::tellPart(StoreSnapshot tenant) const
{
    if (!m_part)
        return;
    tenant.sort();
    m_part(tenant);
}

TenantReader::Objects TenantReader::onePass(const QByteArray &path, const QString &envelope, QStringView id,
                                            qint64 &total)
{
    QList<JsonValue> all;
    QSet<QString> seen;
    for (int page = 0; page < mostPages; ++page) {
        QUrlQuery query;
        query.addQueryItem(u"page"_s, QString::number(page));
        query.addQueryItem(u"per_page"_s, QString::number(perPage));
        query.addQueryItem(u"include_totals"_s, u"true"_s);
        const auto answer = m_client.get(path, query);
        if (!answer)
            return std::unexpected(answer.error());
        const JsonValue *list = answer->member(envelope);
        const JsonValue *count = answer->member(u"total");
        const auto number = count ? management::integerOf(*count) : std::nullopt;
        if (!list || !list->isArray() || !number)
            return std::unexpected(unexpected(u"type "_s + envelope));
        total = *number;
        if (list->elements.isEmpty())
            return all;
        const qsizetype added = addNew(all, seen, list->elements, id);
        if (const auto taken = take(added); !taken)
            return std::unexpected(taken.error());
        if (added == 0)
            return std::unexpected(unexpected(u"pages"_s));
        if (const auto show = std::exchange(m_firstPage, {}))
            show(all);
        if (qint64(page + 1) * perPage >= total)
            return all;
    }
    return std::unexpected(unexpected(u"pages"_s));
}

TenantReader::Objects TenantReader::pages(const QByteArray &path, const QString &envelope, QStringView id)
{
    for (int pass = 0; pass < mostPasses; ++pass) {
        qint64 total = 0;
        const int before = m_objects;
        auto all = onePass(path, envelope, id, total);
        if (!all || all->size() == total)
            return all;
        m_discarded += m_objects - before;
        m_objects = before; // something came or went between two pages: a torn list is no tenant
    }
    return std::unexpected(unexpected(u"pages"_s));
}

TenantReader::Objects TenantReader::checkpoints(const QByteArray &path, const QString &envelope, QStringView id,
                                                QUrlQuery query)
{
    QList<JsonValue> all;
    QSet<QString> seen;
    query.addQueryItem(u"take"_s, QString::number(perPage));
    QString next;
    for (int page = 0; page < mostPages; ++page) {
        QUrlQuery here = query;
        if (!next.isEmpty())
            here.addQueryItem(u"from"_s, QString::fromLatin1(QUrl::toPercentEncoding(next)));
        const auto answer = m_client.get(path, here);
        if (!answer)
            return std::unexpected(answer.error());
        const JsonValue *list = answer->member(envelope);
        if (!list || !list->isArray())
            return std::unexpected(unexpected(u"type "_s + envelope));
        const qsizetype added = addNew(all, seen, list->elements, id);
        if (const auto taken = take(added); !taken)
            return std::unexpected(taken.error());
        const QString from = std::exchange(next, textOf(*answer, u"next"));
        if (next.isEmpty())
            return all;
        if (next == from || added == 0)
            return std::unexpected(unexpected(u"pages"_s));
    }
    return std::unexpected(unexpected(u"pages"_s));
}

Result<TenantReading> TenantReader::readAll()
{
    begin();
    TenantReading reading;
    int refused = 0;
    std::optional<base::Error> missing;
    // What the token may not read stays empty and is named; anything else that fails ends it all.
    const auto readOr = [&](const auto &answer) -> std::optional<base::Error> {
        if (answer)
            return {};
        if (answer.error().code != ErrorCode::ScopeMissing)
            return answer.error();
        reading.missingScopes.append(answer.error().detail);
        missing = answer.error();
        ++refused;
        return {};
    };

    if (m_part) {
        m_firstPage = [this](const QList<JsonValue> &list) {
            StoreSnapshot first;
            QList<Oddity> odd; // told when all of them are read
            for (const JsonValue &one : list) {
                if (auto read = readApi(one, odd))
                    first.resourceServers.append(std::move(read->value));
            }
            tellPart(std::move(first));
        };
    }
    const auto apis = pages("/resource-servers", u"resource_servers"_s, u"id");
    m_firstPage = {};
    if (const auto error = readOr(apis))
        return std::unexpected(*error);
    QHash<QString, domain::ResourceServerId> byIdentifier;
    for (const QList<JsonValue> list = apis.value_or(QList<JsonValue>()); const JsonValue &one : list) {
        if (auto read = readApi(one, reading.odd)) {
            byIdentifier.insert(read->value.identifier, read->value.id);
            reading.tenant.resourceServers.append(std::move(read->value));
        }
    }

    tellPart(reading.tenant);

    const auto clients = readClients();
    if (const auto error = readOr(clients))
        return std::unexpected(*error);
    QSet<domain::ClientId> known;
    for (const auto list = clients.value_or(QList<Read<domain::ClientApplication>>()); const auto &one : list) {
        // Read once more for what is odd in it.
        readClient(one.json, reading.odd);
        known.insert(one.value.id);
        reading.tenant.clients.append(one.value);
    }

    tellPart(reading.tenant);

    const auto grants = checkpoints("/client-grants", u"client_grants"_s, u"id", {});
    if (const auto error = readOr(grants))
        return std::unexpected(*error);
    for (const QList<JsonValue> list = grants.value_or(QList<JsonValue>()); const JsonValue &one : list) {
        auto read = readGrant(one, reading.odd);
        const auto api = read ? byIdentifier.constFind(read->audience) : byIdentifier.cend();
        if (!read || api == byIdentifier.cend() || !known.contains(read->value.clientId)) {
            ++reading.lostGrants;
            continue;
        }
        read->value.resourceServerId = *api;
        reading.tenant.grants.append(std::move(read->value));
    }

    tellPart(reading.tenant);

    const auto keys = m_client.get("/keys/signing");
    if (!keys && keys.error().code == ErrorCode::ScopeMissing)
        reading.tenant.signingKeys = publishedKeys();
    if (!reading.tenant.signingKeys.isEmpty()) {
        missing = keys.error();
        ++refused;
    } else if (const auto error = readOr(keys)) {
        return std::unexpected(*error);
    }
    if (keys && !keys->isArray())
        return std::unexpected(unexpected(u"type keys"_s));
    for (const QList<JsonValue> list = keys ? keys->elements : QList<JsonValue>(); const JsonValue &one : list) {
        if (auto key = readSigningKey(one))
            reading.tenant.signingKeys.append(*std::move(key));
    }

    const auto answered = m_client.get("/tenants/settings");
    if (const auto error = readOr(answered))
        return std::unexpected(*error);
    if (answered && !answered->isObject())
        return std::unexpected(unexpected(u"type settings"_s));
    if (answered)
        reading.tenant.tenant = readTenant(*answered, reading.odd).value;

    constexpr int kinds = 5;
    if (refused == kinds)
        return std::unexpected(*missing);
    reading.tenant.sort();
    return reading;
}

QList<domain::SigningKey> TenantReader::publishedKeys()
{
    QList<domain::SigningKey> keys;
    const auto set = m_client.getPublished(".well-known/jwks.json");
    const JsonValue *list = set ? set->member(u"keys") : nullptr;
    for (const QList<JsonValue> all = list ? list->elements : QList<JsonValue>(); const JsonValue &one : all) {
        if (auto key = readPublishedKey(one))
            keys.append(*std::move(key));
    }
    if (!keys.isEmpty())
        keys.first().state = domain::SigningKey::State::Current;
    return keys;
}

Result<QList<Read<domain::ClientApplication>>> TenantReader::clients()
{
    begin();
    return readClients();
}

Result<QList<Read<domain::ClientApplication>>> TenantReader::readClients()
{
    QUrlQuery query;
    query.addQueryItem(u"is_global"_s, u"false"_s);
    leaveSecretsOut(query);
    return checkpoints("/clients", u"clients"_s, u"client_id", query).transform([](const QList<JsonValue> &list) {
        QList<Read<domain::ClientApplication>> clients;
        QList<Oddity> odd;
        for (const JsonValue &one : list) {
            if (auto read = readClient(one, odd))
                clients.append(*std::move(read));
        }
        return clients;
    });
}

Result<Read<domain::ResourceServer>> TenantReader::api(const QString &idOrIdentifier)
{
    return m_client.get("/resource-servers/" + segment(idOrIdentifier))
        .and_then([this](const JsonValue &json) -> Result<Read<domain::ResourceServer>> {
            QList<Oddity> odd;
            if (auto read = readApi(json, odd))
                return *std::move(read);
            return std::unexpected(unexpected(u"type api"_s));
        });
}

Result<Read<domain::ClientApplication>> TenantReader::client(const QString &id)
{
    QUrlQuery query;
    leaveSecretsOut(query);
    return m_client.get("/clients/" + segment(id), query)
        .and_then([this](const JsonValue &json) -> Result<Read<domain::ClientApplication>> {
            QList<Oddity> odd;
            if (auto read = readClient(json, odd))
                return *std::move(read);
            return std::unexpected(unexpected(u"type client"_s));
        });
}

Result<Read<domain::ClientGrant>> TenantReader::grant(const QString &id)
{
    return m_client.get("/client-grants/" + segment(id))
        .and_then([this](const JsonValue &json) -> Result<Read<domain::ClientGrant>> {
            QList<Oddity> odd;
            if (auto read = readGrant(json, odd))
                return *std::move(read);
            return std::unexpected(unexpected(u"type grant"_s));
        });
}

Result<Read<domain::Tenant>> TenantReader::settings()
{
    return m_client.get("/tenants/settings").and_then([this](const JsonValue &json) -> Result<Read<domain::Tenant>> {
        if (!json.isObject())
            return std::unexpected(unexpected(u"type settings"_s));
        QList<Oddity> odd;
        return readTenant(json, odd);
    });
}

Result<domain::SigningKey> TenantReader::signingKey(const QString &id)
{
    return m_client.get("/keys/signing/" + segment(id))
        .and_then([this](const JsonValue &json) -> Result<domain::SigningKey> {
            if (auto key = readSigningKey(json))
                return *std::move(key);
            return std::unexpected(unexpected(u"type key"_s));
        });
}

Result<QList<Read<domain::ClientGrant>>> TenantReader::grantsOf(const QString &client, const QString &audience)
{
    begin();
    QUrlQuery query;
    query.addQueryItem(u"client_id"_s, QString::fromLatin1(QUrl::toPercentEncoding(client)));
    query.addQueryItem(u"audience"_s, QString::fromLatin1(QUrl::toPercentEncoding(audience)));
    return checkpoints("/client-grants", u"client_grants"_s, u"id", query).transform([](const QList<JsonValue> &list) {
        QList<Read<domain::ClientGrant>> grants;
        QList<Oddity> odd;
        for (const JsonValue &one : list) {
            if (auto read = readGrant(one, odd))
                grants.append(*std::move(read));
        }
        return grants;
    });
}

} // namespace gatehouse::store::remote
