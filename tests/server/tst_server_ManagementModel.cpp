#include "ManagementWorld.h"
#include "models/jose/JsonBuilder.h"
#include "models/store/AwaitedScopes.h"
#include "tests/support/Properties.h"

#include <QTest>

#include <map>
#include <set>
#include <tuple>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

using Texts = std::vector<std::string>;
using GrantKey = std::tuple<std::string, std::string, std::string>; ///< client's name, identifier, subject

/// What a tenant ought to hold after some requests.
struct Model
{
    struct Api
    {
        QByteArray id;
        int lifetime = 86400;
        Texts scopes;
    };
    struct Client
    {
        QByteArray id;
        std::map<std::string, std::string> metadata;
    };
    struct Grant
    {
        QByteArray id;
        std::set<std::string> scopes; ///< that it names, whether its API defines them or not
    };
    std::map<std::string, Api> apis;
    std::map<std::string, Client> clients;
    std::map<GrantKey, Grant> grants;

    void removeApi(const std::string &identifier)
    {
        std::erase_if(grants, [&](const auto &grant) { return std::get<1>(grant.first) == identifier; });
        apis.erase(identifier);
    }
    void removeClient(const std::string &name)
    {
        std::erase_if(grants, [&](const auto &grant) { return std::get<0>(grant.first) == name; });
        clients.erase(name);
    }
    /// What a grant gives of what it names.
    std::set<std::string> given(const GrantKey &key)
    {
        std::set<std::string> scopes = grants[key].scopes;
        const Texts &defined = apis[std::get<1>(key)].scopes;
        std::erase_if(scopes, [&](const auto &scope) { return !std::ranges::contains(defined, scope); });
        return scopes;
    }
};

const Texts identifiers{"urn:a", "https://b.example.com/", "https://c.example.com/x y", "urn:d:%2F", "urn:archive"};
const Texts names{"One", "Two & Co", "Three \"3\""};
const Texts scopePool{"read:it", "write:it", "drop:it", "see"};
const QByteArrayList junk{"",
                          "{",
                          "[]",
                          "null",
                          "{\"identifier\":null}",
                          "\"x\"",
                          "{\"a\":1}",
                          "{\"name\":\"<\"}",
                          "{\"scopes\":[{}]}",
                          "{\"scope\":\"x\"}",
                          "{\"identifier\":\"\\ud800\"}",
                          "{\"client_id\":[],\"audience\":{}}"};
const QByteArrayList junkPaths{"/resource-servers",
                               "/resource-servers/x",
                               "/clients",
                               "/clients/%00",
                               "/client-grants",
                               "/client-grants/%ff",
                               "/users",
                               "/users/auth0%7C1",
                               "/tenants/settings",
                               "/keys/signing",
                               "/users-by-email?email=%zz",
                               "/clients?take=5&from=@@",
                               "/grants?user_id=",
                               "//",
                               "/x/../y"};
const QByteArrayList methods{"GET", "POST", "PATCH", "PUT", "DELETE"};

QByteArray quoted(const std::string &text)
{
    return jose::json::string(QString::fromStdString(text)).toJson();
}

QByteArray list(const Texts &texts, bool asScopes)
{
    QByteArrayList parts;
    for (const std::string &text : texts)
        parts.append(asScopes ? "{\"value\":" + quoted(text) + '}' : quoted(text));
    return '[' + parts.join(',') + ']';
}

/// Plays requests against the world and the model, and holds one against the other.
class Player
{
public:
    Player(ManagementWorld &world, std::vector<unsigned> choices)
        : m_world(world)
        , m_choices(std::move(choices))
    {
    }

    void play()
    {
        while (m_at < m_choices.size())
            step();
        compare();
    }
    PropertyCounts &counts() { return s_counts; }

private:
    unsigned pick(std::size_t below)
    {
        const unsigned choice = m_at < m_choices.size() ? m_choices[m_at] : 0;
        ++m_at;
        return choice % static_cast<unsigned>(below);
    }
    const std::string &one(const Texts &of) { return of[pick(of.size())]; }
    Texts some(const Texts &of)
    {
        const unsigned bits = pick(std::size_t{1} << of.size());
        Texts found;
        for (std::size_t i = 0; i < of.size(); ++i) {
            if ((bits >> i) & 1U)
                found.push_back(of[i]);
        }
        return found;
    }
    /// Asks, and checks what is true of every answer.
    ManagementWorld::Answered ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {})
    {
        const qsizetype before = m_world.commitCount();
        const auto answer = m_world.ask(method, path, body);
        RC_ASSERT(answer.status >= 200);
        RC_ASSERT(answer.status < 500);
        s_counts.add(u"status %1"_s.arg(answer.status));
        if (answer.status >= 400) {
            RC_ASSERT(answer.text(u"statusCode") == QString::number(answer.status));
            RC_ASSERT(answer.text(u"error") != u"(absent)"_s);
            RC_ASSERT(answer.text(u"message") != u"(absent)"_s);
            RC_ASSERT(m_world.commitCount() == before);
        }
        if (method == "GET")
            RC_ASSERT(m_world.commitCount() == before);
        return answer;
    }

    void step()
    {
        s_counts.addCase();
        switch (pick(11)) {
        case 0:
            return createApi();
        case 1:
            return patchApi();
        case 2:
            return deleteApi();
        case 3:
            return createClient();
        case 4:
            return patchClient();
        case 5:
            return deleteClient();
        case 6:
        case 7:
            return createGrant();
        case 8:
            return patchGrant();
        case 9:
            return deleteGrant();
        default:
            // Nothing that could be right: no key is rotated by chance.
            ask(methods[pick(static_cast<std::size_t>(methods.size()))],
                junkPaths[pick(static_cast<std::size_t>(junkPaths.size()))],
                junk[pick(static_cast<std::size_t>(junk.size()))]);
        }
    }

    QByteArray pathOf(const std::string &identifier)
    {
        const auto known = m_model.apis.find(identifier);
        return "/resource-servers/" + (known != m_model.apis.end() && pick(2) == 0
                                           ? known->second.id
                                           : QByteArray::fromStdString(identifier).toPercentEncoding());
    }
    void createApi()
    {
        const std::string &identifier = one(identifiers);
        const Texts scopes = some(scopePool);
        const int lifetime =
            static_cast<int>(pick(4)) * 1000000; // 0 is less than the least, 3000000 more than the most
        const bool isValid = lifetime > 0 && lifetime <= domain::maxTokenLifetime && !identifier.contains(' ');
        const auto answer = ask("POST", "/resource-servers",
                                "{\"identifier\":" + quoted(identifier) + ",\"scopes\":" + list(scopes, true) +
                                    ",\"token_lifetime\":" + QByteArray::number(lifetime) + '}');
        const bool isTaken = m_model.apis.contains(identifier) || identifier == "urn:archive";
        if (!isValid)
            RC_ASSERT(answer.status == 400);
        else if (isTaken)
            RC_ASSERT(answer.status == 409);
        else
            RC_ASSERT(answer.status == 201);
        if (answer.status == 201)
            m_model.apis[identifier] = {.id = answer.text(u"id").toUtf8(), .lifetime = lifetime, .scopes = scopes};
    }
    void patchApi()
    {
        const std::string &identifier = one(identifiers);
        const Texts scopes = some(scopePool);
        const bool isTwice = pick(8) == 0 && !scopes.empty();
        Texts sent = scopes;
        if (isTwice)
            sent.push_back(scopes.front());
        const auto answer = ask("PATCH", pathOf(identifier), "{\"scopes\":" + list(sent, true) + '}');
        if (!m_model.apis.contains(identifier)) {
            RC_ASSERT(answer.status == (identifier == "urn:archive" ? (isTwice ? 400 : 200) : 404));
            return;
        }
        RC_ASSERT(answer.status == (isTwice ? 400 : 200));
        if (!isTwice)
            m_model.apis[identifier].scopes = scopes;
    }
    void deleteApi()
    {
        const std::string &identifier = one(identifiers);
        if (identifier == "urn:archive")
            return;
        RC_ASSERT(ask("DELETE", pathOf(identifier)).status == 204);
        m_model.removeApi(identifier);
    }
    void createClient()
    {
        const std::string &name = one(names);
        const auto answer = ask("POST", "/clients", "{\"name\":" + quoted(name) + ",\"app_type\":\"non_interactive\"}");
        RC_ASSERT(answer.status == (m_model.clients.contains(name) ? 409 : 201));
        if (answer.status == 201)
            m_model.clients[name] = {.id = answer.text(u"client_id").toUtf8(), .metadata = {}};
    }
    void patchClient()
    {
        const std::string &name = one(names);
        const std::string key = one(scopePool);
        const std::string value = one(names);
        const bool isTaken = pick(5) == 0;
        const QByteArray id = m_model.clients.contains(name) ? m_model.clients[name].id : "nobody"_ba;
        const auto answer =
            ask("PATCH", "/clients/" + id,
                "{\"client_metadata\":{" + quoted(key) + ':' + (isTaken ? "null" : quoted(value)) + "}}");
        RC_ASSERT(answer.status == (m_model.clients.contains(name) ? 200 : 404));
        if (answer.status != 200)
            return;
        if (isTaken)
            m_model.clients[name].metadata.erase(key);
        else
            m_model.clients[name].metadata[key] = value;
    }
    void deleteClient()
    {
        const std::string &name = one(names);
        const QByteArray id = m_model.clients.contains(name) ? m_model.clients[name].id : "nobody"_ba;
        RC_ASSERT(ask("DELETE", "/clients/" + id).status == 204);
        m_model.removeClient(name);
    }
    void createGrant()
    {
        const std::string &name = one(names);
        const std::string &identifier = one(identifiers);
        const std::string subject = pick(2) == 0 ? "client" : "user";
        const Texts scopes = some(scopePool);
        if (identifier == "urn:archive")
            return;
        const QByteArray id = m_model.clients.contains(name) ? m_model.clients[name].id : "nobody"_ba;
        const auto answer = ask("POST", "/client-grants",
                                "{\"client_id\":\"" + id + "\",\"audience\":" + quoted(identifier) +
                                    ",\"scope\":" + list(scopes, false) + ",\"subject_type\":\"" +
                                    QByteArray::fromStdString(subject) + "\"}");
        const GrantKey key{name, identifier, subject};
        const bool exists = m_model.clients.contains(name) && m_model.apis.contains(identifier);
        RC_ASSERT(answer.status == (!exists ? 404 : m_model.grants.contains(key) ? 409 : 201));
        if (answer.status == 201)
            m_model.grants[key] = {.id = answer.text(u"id").toUtf8(), .scopes = {scopes.begin(), scopes.end()}};
    }
    void patchGrant()
    {
        if (m_model.grants.empty())
            return;
        auto found = m_model.grants.begin();
        std::advance(found, pick(m_model.grants.size()));
        const Texts scopes = some(scopePool);
        const auto answer =
            ask("PATCH", "/client-grants/" + found->second.id, "{\"scope\":" + list(scopes, false) + '}');
        RC_ASSERT(answer.status == 200);
        found->second.scopes = {scopes.begin(), scopes.end()};
    }
    void deleteGrant()
    {
        if (m_model.grants.empty())
            return;
        auto found = m_model.grants.begin();
        std::advance(found, pick(m_model.grants.size()));
        RC_ASSERT(ask("DELETE", "/client-grants/" + found->second.id).status == 204);
        m_model.grants.erase(found);
    }

    /// The store, and what the API tells of it.
    void compare()
    {
        const auto tenant = m_world.tenant.read();
        for (const std::string &identifier : identifiers) {
            if (identifier == "urn:archive")
                continue;
            const auto *api = tenant->resourceServerByIdentifier(QString::fromStdString(identifier));
            RC_ASSERT((api != nullptr) == m_model.apis.contains(identifier));
            if (!api)
                continue;
            const Model::Api &wanted = m_model.apis[identifier];
            RC_ASSERT(api->tokenLifetime == wanted.lifetime);
            Texts scopes;
            for (const domain::Scope &scope : api->scopes)
                scopes.push_back(scope.value.toStdString());
            RC_ASSERT(scopes == wanted.scopes);
        }
        for (const auto &[name, wanted] : m_model.clients) {
            const auto *client = tenant->client(domain::ClientId(QString::fromUtf8(wanted.id)));
            RC_ASSERT(client != nullptr);
            const auto shown = m_world.ask("GET", "/clients/" + wanted.id);
            const jose::JsonValue *metadata = shown.json.member(u"client_metadata");
            RC_ASSERT(metadata != nullptr);
            RC_ASSERT(metadata->members.size() == static_cast<qsizetype>(wanted.metadata.size()));
            for (const auto &[key, value] : wanted.metadata)
                RC_ASSERT(metadata->member(QString::fromStdString(key))->string == QString::fromStdString(value));
        }
        qsizetype grants = 0;
        for (const domain::ClientGrant &grant : tenant->grants)
            grants += m_model.clients.contains(tenant->clientName(grant.clientId).toStdString()) ? 1 : 0;
        RC_ASSERT(grants == static_cast<qsizetype>(m_model.grants.size()));
        for (const auto &[key, wanted] : m_model.grants) {
            const auto *grant = tenant->grant(domain::ClientGrantId(QString::fromUtf8(wanted.id)));
            RC_ASSERT(grant != nullptr);
            std::set<std::string> scopes;
            for (const QString &scope : grant->scopes)
                scopes.insert(scope.toStdString());
            RC_ASSERT(scopes == m_model.given(key));
            const QStringList awaited = store::awaitedScopes(*grant);
            for (const QString &scope : awaited)
                scopes.insert(scope.toStdString());
            RC_ASSERT(scopes == wanted.scopes);
        }
        RC_ASSERT(tenant->revision == m_world.commitCount());
    }

    ManagementWorld &m_world;
    Model m_model;
    std::vector<unsigned> m_choices;
    std::size_t m_at = 0;

public:
    static inline PropertyCounts s_counts;
};

} // namespace

/// Requests by chance, right and wrong, against a model of what they ought to do.
class tst_server_ManagementModel : public QObject
{
    Q_OBJECT

private:
    ManagementWorld m_world;

private Q_SLOTS:
    void aTenantHoldsWhatTheModelSaysAndEverythingCanBeUndone();
};

void tst_server_ManagementModel::aTenantHoldsWhatTheModelSaysAndEverythingCanBeUndone()
{
    const bool holds = rc::check([this] {
        m_world.reset();
        const store::StoreSnapshot first = *m_world.tenant.read();
        Player player(m_world, *rc::gen::container<std::vector<unsigned>>(120, rc::gen::arbitrary<unsigned>()));
        player.play();
        // Each change is in the trail with what it changed, and the way back leads to where it began.
        store::StoreSnapshot now = *m_world.tenant.read();
        const auto commits = m_world.commits;
        for (auto commit = commits.crbegin(); commit != commits.crend(); ++commit) {
            RC_ASSERT(!domain::describe(commit->changes, store::AuditNames(now, first)).isEmpty());
            const auto back = store::reconcile(now, commit->changes.inverse());
            RC_ASSERT(back.has_value());
            now = now.applied(*back);
        }
        RC_ASSERT(now == first);
    });
    Player::s_counts.print();
    QVERIFY(holds);
    for (const int status : {200, 201, 204, 400, 403, 404, 409})
        QVERIFY2(Player::s_counts.share(u"status %1"_s.arg(status)) > 0, qPrintable(QString::number(status)));
}

QTEST_GUILESS_MAIN(tst_server_ManagementModel)
#include "tst_server_ManagementModel.moc"
