#include "models/editing/Drafts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <utility>

namespace gatehouse::editing {

using domain::ClientGrant;
using domain::ClientId;
using domain::ResourceServer;
using domain::ResourceServerId;
using domain::SubjectType;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array subjects{SubjectType::Client, SubjectType::User};

template <typename T> QJsonValue optionalValue(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Undefined);
}

std::optional<QString> textIn(const QJsonObject &object, QLatin1StringView name)
{
    const QJsonValue value = object.value(name);
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

std::optional<bool> switchIn(const QJsonObject &object, QLatin1StringView name)
{
    const QJsonValue value = object.value(name);
    return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
}

template <typename Enum> QJsonValue optionalName(const std::optional<Enum> &value)
{
    return value ? QJsonValue(domain::nameOf(*value)) : QJsonValue(QJsonValue::Undefined);
}

template <typename Enum> std::optional<Enum> nameIn(const QJsonObject &object, QLatin1StringView name)
{
    const auto text = textIn(object, name);
    return text ? domain::parseName<Enum>(*text) : std::nullopt;
}

QJsonObject settingsJson(const SettingsDraft &draft)
{
    return {{u"name"_s, optionalValue(draft.name)},
            {u"token_lifetime"_s, optionalValue(draft.lifetime)},
            {u"skip_consent"_s, optionalValue(draft.skipConsent)},
            {u"allow_offline_access"_s, optionalValue(draft.allowOfflineAccess)},
            {u"token_lifetime_for_web"_s, optionalValue(draft.webLifetime)},
            {u"token_dialect"_s, optionalName(draft.dialect)},
            {u"enforce_policies"_s, optionalValue(draft.enforcePolicies)},
            {u"user_policy"_s, optionalName(draft.userPolicy)},
            {u"client_policy"_s, optionalName(draft.clientPolicy)}};
}

QJsonObject grantsJson(const QHash<ClientId, GrantDraft> &drafts)
{
    QJsonObject grants;
    for (auto grant = drafts.cbegin(); grant != drafts.cend(); ++grant) {
        QJsonObject checks;
        for (auto check = grant->cbegin(); check != grant->cend(); ++check)
            checks.insert(check.key(), check.value());
        grants.insert(grant.key().text(), checks);
    }
    return grants;
}

QHash<ClientId, GrantDraft> readGrants(const QJsonObject &grants)
{
    QHash<ClientId, GrantDraft> drafts;
    for (auto grant = grants.begin(); grant != grants.end(); ++grant) {
        const QJsonObject checks = grant.value().toObject();
        for (auto check = checks.begin(); check != checks.end(); ++check)
            drafts[ClientId(grant.key())].insert(check.key(), check.value().toBool());
    }
    return drafts;
}

QJsonObject apiJson(const ApiDraft &draft)
{
    return {{u"settings"_s, settingsJson(draft.settings)},
            {u"new_scope"_s, QJsonObject{{u"value"_s, draft.scope.value}, {u"description"_s, draft.scope.description}}},
            {u"grants"_s, grantsJson(draft.grants)},
            {u"user_grants"_s, grantsJson(draft.userGrants)}};
}

ApiDraft readApi(const QJsonObject &object)
{
    ApiDraft draft;
    const QJsonObject settings = object.value("settings"_L1).toObject();
    draft.settings = {.name = textIn(settings, "name"_L1),
                      .lifetime = textIn(settings, "token_lifetime"_L1),
                      .skipConsent = switchIn(settings, "skip_consent"_L1),
                      .allowOfflineAccess = switchIn(settings, "allow_offline_access"_L1),
                      .webLifetime = textIn(settings, "token_lifetime_for_web"_L1),
                      .dialect = nameIn<domain::TokenDialect>(settings, "token_dialect"_L1),
                      .enforcePolicies = switchIn(settings, "enforce_policies"_L1),
                      .userPolicy = nameIn<domain::UserPolicy>(settings, "user_policy"_L1),
                      .clientPolicy = nameIn<domain::ClientPolicy>(settings, "client_policy"_L1)};
    const QJsonObject scope = object.value("new_scope"_L1).toObject();
    draft.scope = {.value = scope.value("value"_L1).toString(),
                   .description = scope.value("description"_L1).toString()};
    draft.grants = readGrants(object.value("grants"_L1).toObject());
    draft.userGrants = readGrants(object.value("user_grants"_L1).toObject());
    return draft;
}

/// `typed` over `refused`: what was typed later counts.
void fill(SettingsDraft &typed, const SettingsDraft &refused)
{
    if (!typed.name)
        typed.name = refused.name;
    if (!typed.lifetime)
        typed.lifetime = refused.lifetime;
    if (!typed.skipConsent)
        typed.skipConsent = refused.skipConsent;
    if (!typed.allowOfflineAccess)
        typed.allowOfflineAccess = refused.allowOfflineAccess;
    if (!typed.webLifetime)
        typed.webLifetime = refused.webLifetime;
    if (!typed.dialect)
        typed.dialect = refused.dialect;
    if (!typed.enforcePolicies)
        typed.enforcePolicies = refused.enforcePolicies;
    if (!typed.userPolicy)
        typed.userPolicy = refused.userPolicy;
    if (!typed.clientPolicy)
        typed.clientPolicy = refused.clientPolicy;
}

void fill(ApiDraft &typed, const ApiDraft &other)
{
    fill(typed.settings, other.settings);
    if (typed.scope == domain::Scope())
        typed.scope = other.scope;
    for (const SubjectType subject : subjects) {
        const QHash<ClientId, GrantDraft> &grants = other.grantsFor(subject);
        for (auto grant = grants.cbegin(); grant != grants.cend(); ++grant) {
            GrantDraft checks = *grant;
            checks.insert(typed.grantsFor(subject).value(grant.key()));
            typed.grantsFor(subject).insert(grant.key(), checks);
        }
    }
}

/// What leads from one version of a grant to another.
GrantDraft checksBetween(const ClientGrant &before, const ClientGrant &after)
{
    GrantDraft checks;
    for (const QString &scope : after.scopes) {
        if (!before.scopes.contains(scope))
            checks.insert(scope, true);
    }
    for (const QString &scope : before.scopes) {
        if (!after.scopes.contains(scope))
            checks.insert(scope, false);
    }
    return checks;
}

/// The scope that was added by itself, as the row for a new one adds it.
domain::Scope addedScope(const ResourceServer &before, const ResourceServer &after)
{
    if (after.scopes.size() != before.scopes.size() + 1)
        return {};
    for (const domain::Scope &scope : after.scopes) {
        if (!before.scope(scope.value))
            return scope;
    }
    return {};
}

} // namespace

bool ApiDraft::isEmpty() const
{
    return settings.isEmpty() && scope == domain::Scope() && grants.isEmpty() && userGrants.isEmpty();
}

const QHash<ClientId, GrantDraft> &ApiDraft::grantsFor(SubjectType subject) const
{
    return subject == SubjectType::User ? userGrants : grants;
}

QHash<ClientId, GrantDraft> &ApiDraft::grantsFor(SubjectType subject)
{
    return subject == SubjectType::User ? userGrants : grants;
}

Drafts::Drafts(const store::ResourceServerStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    connect(&store, &store::ResourceServerStore::changed, this, &Drafts::trim);
    connect(&store, &store::ResourceServerStore::loaded, this, &Drafts::trim);
}

GrantDraft Drafts::grant(const ResourceServerId &api, const ClientId &client, SubjectType subject) const
{
    const ApiDraft draft = of(api);
    return draft.grantsFor(subject).value(client);
}

QList<ResourceServerId> Drafts::apis() const
{
    QList<ResourceServerId> list;
    for (const ResourceServer &api : m_store.snapshot().resourceServers) {
        if (m_drafts.contains(api.id))
            list.append(api.id);
    }
    return list;
}

bool Drafts::has(const ResourceServerId &api) const
{
    return m_drafts.contains(api) && m_store.snapshot().resourceServer(api);
}

void Drafts::setSettings(const ResourceServer &shown, SettingsDraft draft)
{
    ApiDraft next = of(shown.id);
    next.shown = draft.isEmpty() ? ResourceServer() : shown;
    next.settings = std::move(draft);
    replace(shown.id, std::move(next));
}

void Drafts::setScope(const ResourceServerId &api, const domain::Scope &typed)
{
    ApiDraft next = of(api);
    next.scope = typed;
    replace(api, std::move(next));
}

void Drafts::setGrant(const ResourceServerId &api, const ClientId &client, const GrantDraft &draft, SubjectType subject)
{
    ApiDraft next = of(api);
    if (draft.isEmpty())
        next.grantsFor(subject).remove(client);
    else
        next.grantsFor(subject).insert(client, draft);
    replace(api, std::move(next));
}

void Drafts::discard(const ResourceServerId &api)
{
    replace(api, {});
}

/// What `change` would have saved of an API, as a draft; without an id where that is nothing.
std::pair<ResourceServerId, ApiDraft> Drafts::draftOf(const domain::Change &change)
{
    std::pair<ResourceServerId, ApiDraft> draft;
    auto &[api, lost] = draft;
    if (const auto *server = std::get_if<domain::Changed<ResourceServer>>(&change);
        server && server->before && server->after) {
        api = server->after->id;
        lost.settings = SettingsDraft::between(*server->before, *server->after);
        lost.scope = addedScope(*server->before, *server->after);
    } else if (const auto *grant = std::get_if<domain::Changed<ClientGrant>>(&change);
               grant && grant->before && grant->after) {
        api = grant->after->resourceServerId;
        lost.grantsFor(grant->after->subject)
            .insert(grant->after->clientId, checksBetween(*grant->before, *grant->after));
    }
    return draft;
}

void Drafts::takeBack(const domain::ChangeSet &refused)
{
    for (const domain::Change &change : refused.changes) {
        if (const auto *client = std::get_if<domain::Changed<domain::ClientApplication>>(&change);
            client && client->before && client->after)
            takeBackClient(*client->before, *client->after);
        const auto [api, lost] = draftOf(change);
        const ResourceServer *stored = m_store.snapshot().resourceServer(api);
        if (!stored)
            continue;
        ApiDraft draft = of(api);
        if (draft.settings.isEmpty())
            draft.shown = *stored;
        fill(draft, lost);
        replace(api, trimmed(*stored, std::move(draft)));
    }
}

void Drafts::giveUp(const domain::ChangeSet &refused)
{
    for (const domain::Change &change : refused.changes) {
        if (const auto *client = std::get_if<domain::Changed<domain::ClientApplication>>(&change);
            client && client->before && client->after) {
            KeptClient kept = m_clients.value(client->after->id);
            kept.draft.drop(ClientDraft::between(*client->before, *client->after));
            replace(client->after->id, std::move(kept));
        }
        const auto [api, lost] = draftOf(change);
        if (!m_drafts.contains(api))
            continue;
        ApiDraft draft = of(api);
        draft.settings.drop(lost.settings);
        if (draft.scope == lost.scope)
            draft.scope = {};
        for (const SubjectType subject : subjects) {
            const QHash<ClientId, GrantDraft> &grants = lost.grantsFor(subject);
            for (auto grant = grants.cbegin(); grant != grants.cend(); ++grant) {
                GrantDraft checks = draft.grantsFor(subject).take(grant.key());
                checks.removeIf([&grant](const std::pair<const QString &, bool &> check) {
                    return grant->contains(check.first) && grant->value(check.first) == check.second;
                });
                if (!checks.isEmpty())
                    draft.grantsFor(subject).insert(grant.key(), checks);
            }
        }
        replace(api, std::move(draft));
    }
}

QByteArray Drafts::toJson() const
{
    QJsonObject list;
    for (auto draft = m_drafts.cbegin(); draft != m_drafts.cend(); ++draft)
        list.insert(draft.key().text(), apiJson(*draft));
    QJsonObject clients;
    for (auto kept = m_clients.cbegin(); kept != m_clients.cend(); ++kept)
        clients.insert(kept.key().text(), kept->draft.toJson());
    return QJsonDocument(QJsonObject{{u"apis"_s, list}, {u"clients"_s, clients}}).toJson(QJsonDocument::Compact);
}

bool Drafts::restore(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonValue list = document.object().value("apis"_L1);
    if (!list.isObject())
        return false;
    const QJsonObject apis = list.toObject();
    for (auto api = apis.begin(); api != apis.end(); ++api) {
        const ResourceServerId id(api.key());
        const ResourceServer *stored = m_store.snapshot().resourceServer(id);
        if (!stored)
            continue;
        ApiDraft draft = of(id);
        fill(draft, readApi(api.value().toObject()));
        draft.shown = *stored;
        replace(id, trimmed(*stored, std::move(draft)));
    }
    restoreClients(document.object().value("clients"_L1).toObject());
    return true;
}

void Drafts::replace(const ResourceServerId &api, ApiDraft draft)
{
    if (of(api) == draft)
        return;
    if (draft.isEmpty())
        m_drafts.remove(api);
    else
        m_drafts.insert(api, std::move(draft));
    Q_EMIT changed(api);
}

void Drafts::trim()
{
    const QList<ResourceServerId> drafted = m_drafts.keys();
    for (const ResourceServerId &api : drafted) {
        if (const ResourceServer *stored = m_store.snapshot().resourceServer(api))
            replace(api, trimmed(*stored, of(api)));
    }
    const QList<ClientId> clients = m_clients.keys();
    for (const ClientId &client : clients) {
        if (const domain::ClientApplication *stored = m_store.snapshot().client(client)) {
            KeptClient kept = m_clients.value(client);
            kept.draft.dropUnchanged(*stored);
            replace(client, std::move(kept));
        }
    }
}

ApiDraft Drafts::trimmed(const ResourceServer &stored, ApiDraft draft) const
{
    draft.settings.dropUnchanged(stored);
    for (const SubjectType subject : subjects) {
        draft.grantsFor(subject).removeIf([&](const QHash<ClientId, GrantDraft>::iterator &checks) {
            const ClientGrant *grant = m_store.snapshot().grant(checks.key(), stored.id, subject);
            checks->removeIf([&](const std::pair<const QString &, bool &> check) {
                return !grant || !stored.scope(check.first) || grant->scopes.contains(check.first) == check.second;
            });
            return checks->isEmpty();
        });
    }
    return draft;
}

QList<ClientId> Drafts::clients() const
{
    QList<ClientId> list;
    for (const domain::ClientApplication &client : m_store.snapshot().clients) {
        if (m_clients.contains(client.id))
            list.append(client.id);
    }
    return list;
}

bool Drafts::has(const ClientId &client) const
{
    return m_clients.contains(client) && m_store.snapshot().client(client);
}

void Drafts::setClient(const domain::ClientApplication &shown, ClientDraft draft)
{
    replace(shown.id, {.draft = std::move(draft), .shown = shown});
}

void Drafts::discard(const ClientId &client)
{
    replace(client, {});
}

void Drafts::replace(const ClientId &client, KeptClient kept)
{
    if (of(client) == kept.draft)
        return;
    if (kept.draft.isEmpty())
        m_clients.remove(client);
    else
        m_clients.insert(client, std::move(kept));
    Q_EMIT clientChanged(client);
}

void Drafts::takeBackClient(const domain::ClientApplication &before, const domain::ClientApplication &after)
{
    const domain::ClientApplication *stored = m_store.snapshot().client(after.id);
    if (!stored)
        return;
    ClientDraft draft = of(after.id);
    draft.fill(ClientDraft::between(before, after));
    draft.dropUnchanged(*stored);
    setClient(*stored, std::move(draft));
}

void Drafts::restoreClients(const QJsonObject &clients)
{
    for (auto client = clients.begin(); client != clients.end(); ++client) {
        const domain::ClientApplication *stored = m_store.snapshot().client(ClientId(client.key()));
        if (!stored)
            continue;
        ClientDraft draft = of(stored->id);
        draft.fill(ClientDraft::fromJson(client.value().toObject()));
        draft.dropUnchanged(*stored);
        setClient(*stored, std::move(draft));
    }
}

} // namespace gatehouse::editing
