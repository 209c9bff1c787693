#include "models/store/remote/KeptTenant.h"

#include "models/store/remote/Decoding.h"

#include <QHash>

#include <algorithm>

namespace gatehouse::store::remote {

using jose::JsonValue;
using namespace Qt::StringLiterals;
namespace json = jose::json;

namespace {

/// A thousand APIs of fifty scopes and five thousand grants are a tenth of it.
constexpr jose::JsonLimits limits{.bytes = qsizetype{256} * 1024 * 1024, .depth = 64, .values = 20'000'000};

template <typename Object>
JsonValue whole(const management::Description<Object> &description, const Object &object,
                const management::Surroundings &around)
{
    JsonValue made = management::toJson(description, object, around);
    // What nobody here knows is kept, too.
    for (auto it = object.kept.cbegin(); it != object.kept.cend(); ++it) {
        const bool isDescribed = std::ranges::contains(description, it.key(), &management::Member<Object>::name);
        if (!isDescribed && !it.key().contains(u'.'))
            json::add(made, it.key(), management::keptJson(*it));
    }
    return made;
}

const QList<JsonValue> *listIn(const JsonValue &document, QStringView name)
{
    const JsonValue *list = document.member(name);
    return list && list->isArray() ? &list->elements : nullptr;
}

} // namespace

QByteArray toJson(const KeptTenant &kept)
{
    const StoreSnapshot &tenant = kept.tenant;
    QHash<QString, QString> identifiers;
    for (const domain::ResourceServer &api : tenant.resourceServers)
        identifiers.insert(api.id.text(), api.identifier);
    const management::Surroundings around{.identifierOf = [&](const QString &id) { return identifiers.value(id); },
                                          .isForAuth0sTools = false};
    JsonValue apis = json::array();
    for (const domain::ResourceServer &api : tenant.resourceServers)
        apis.elements.append(whole(management::resourceServerDescription(), api, around));
    JsonValue clients = json::array();
    for (const domain::ClientApplication &client : tenant.clients)
        clients.elements.append(whole(management::clientDescription(), client, around));
    JsonValue grants = json::array();
    for (const domain::ClientGrant &grant : tenant.grants)
        grants.elements.append(whole(management::clientGrantDescription(), grant, around));
    JsonValue keys = json::array();
    for (const domain::SigningKey &key : tenant.signingKeys)
        keys.elements.append(management::signingKeyJson(key));
    JsonValue document = json::object();
    json::add(document, "at", json::number(base::unixSeconds(kept.at)));
    json::add(document, "settings", whole(management::tenantDescription(), tenant.tenant, around));
    json::add(document, "keys", keys);
    json::add(document, "resource_servers", apis);
    json::add(document, "clients", clients);
    json::add(document, "client_grants", grants);
    return document.toJson();
}

std::optional<KeptTenant> keptTenantOf(const QByteArray &bytes)
{
    const auto document = jose::parseStrictJson(bytes, limits);
    if (!document)
        return {};
    const JsonValue *at = document->member(u"at");
    const auto seconds = at ? management::integerOf(*at) : std::nullopt;
    const JsonValue *settings = document->member(u"settings");
    const auto *keys = listIn(*document, u"keys");
    const auto *apis = listIn(*document, u"resource_servers");
    const auto *clients = listIn(*document, u"clients");
    const auto *grants = listIn(*document, u"client_grants");
    if (!seconds || !settings || !settings->isObject() || !keys || !apis || !clients || !grants)
        return {};
    KeptTenant kept{.tenant = {}, .at = base::Instant(std::chrono::seconds(*seconds))};
    StoreSnapshot &tenant = kept.tenant;
    QList<Oddity> odd;
    QHash<QString, domain::ResourceServerId> byIdentifier;
    for (const JsonValue &one : *apis) {
        if (auto read = readApi(one, odd)) {
            byIdentifier.insert(read->value.identifier, read->value.id);
            tenant.resourceServers.append(std::move(read->value));
        }
    }
    for (const JsonValue &one : *clients) {
        if (auto read = readClient(one, odd))
            tenant.clients.append(std::move(read->value));
    }
    for (const JsonValue &one : *grants) {
        if (auto read = readGrant(one, odd); read && byIdentifier.contains(read->audience)) {
            read->value.resourceServerId = byIdentifier.value(read->audience);
            tenant.grants.append(std::move(read->value));
        }
    }
    for (const JsonValue &one : *keys) {
        if (auto key = readSigningKey(one))
            tenant.signingKeys.append(*std::move(key));
    }
    tenant.tenant = readTenant(*settings, odd).value;
    tenant.sort();
    return kept;
}

} // namespace gatehouse::store::remote
