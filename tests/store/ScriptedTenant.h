#pragma once

#include "models/jose/JsonBuilder.h"
#include "models/store/remote/ManagementBackend.h"
#include "tests/support/FakeClock.h"

#include <QUrlQuery>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;
using jose::JsonValue;

/// What can go wrong between here and a tenant.
enum class Fault {
    None,
    Page,         ///< HTML with status 200, as of a captive portal
    Truncated,    ///< JSON that ends early
    WrongType,    ///< JSON that is something else
    Redirect,     ///< to another host
    Reset,        ///< the connection breaks, and nothing was done
    LostAnswer,   ///< the same, and it was done
    Limited,      ///< 429 without a header
    Failed,       ///< 500, and nothing was done
    FailedAfter,  ///< 500, and it was done
    Unavailable,  ///< 503, and it was done
    Expired,      ///< 401
    MissingScope, ///< 403
    Oversized,
    NoTrust, ///< the certificate
    Silent,  ///< no answer in time
    NotYet,  ///< 404 for what is there
};

/// A tenant in memory that follows a script, in the place of the network: lists, objects and their changes as the
/// Management API has them, and one fault where a test wants it. For one thread, while others look.
class ScriptedTenant final : public store::remote::Wire
{
public:
    explicit ScriptedTenant(FakeClock &clock)
        : m_clock(clock)
    {
        settings = *jose::parseStrictJson(
            R"({"friendly_name":"Acme","flags":{"enable_apis_section":true,"new_flag":true},"new_setting":{"a":1}})");
    }

    static JsonValue json(const QByteArray &text) { return *jose::parseStrictJson(text); }

    /// The next `times` requests with `method` whose path contains `path` meet with `fault`.
    void meet(Fault fault, const QByteArray &method, const QByteArray &path, int times = 1)
    {
        m_fault = fault;
        m_method = method;
        m_path = path;
        m_times = times;
    }

    base::Result<http::HttpResponse> exchange(const http::HttpRequest &request) override
    {
        requests.append(request);
        moments.append(m_clock.steady());
        if (request.url.host() != "acme.example"_L1 || request.url.scheme() != "https"_L1)
            strangers.append(request.url);
        const QByteArray path = request.url.path(QUrl::FullyEncoded).toLatin1();
        const bool isMet = m_times > 0 && request.method == m_method && path.contains(m_path);
        if (!isMet)
            return answer(request, path);
        --m_times;
        const bool isDone =
            m_fault == Fault::LostAnswer || m_fault == Fault::FailedAfter || m_fault == Fault::Unavailable;
        if (isDone)
            answer(request, path);
        const auto failure = [](base::ErrorCode code, const QString &detail = {}) {
            return base::failure(code, base::ErrorStep::HttpRequest, u"acme.example"_s, detail);
        };
        switch (m_fault) {
        case Fault::Page:
            return respond(200, "<html><body>Please log in to the hotel's network.</body></html>", "text/html");
        case Fault::Truncated:
            return respond(200, R"({"total":1,"resource_servers":[{"id":"6)");
        case Fault::WrongType:
            return respond(200, R"(["what is this"])");
        case Fault::Redirect: {
            auto redirect = respond(302, {});
            redirect.headers.append(qMakePair("Location"_ba, "https://evil.example/api/v2/"_ba));
            return redirect;
        }
        case Fault::Reset:
        case Fault::LostAnswer:
            return failure(base::ErrorCode::ServerUnreachable, u"Connection reset by peer"_s);
        case Fault::Limited: {
            auto limited = respond(
                429, R"({"statusCode":429,"error":"Too Many Requests","message":"Global limit has been reached"})");
            if (!retryAfter.isEmpty())
                limited.headers.append(qMakePair("Retry-After"_ba, retryAfter));
            return limited;
        }
        case Fault::Failed:
        case Fault::FailedAfter:
            return respond(500, R"({"statusCode":500,"error":"Internal Server Error","message":"Oops"})");
        case Fault::Unavailable:
            return respond(503, "upstream connect error", "text/plain");
        case Fault::Expired:
            return respond(
                401,
                R"({"statusCode":401,"error":"Unauthorized","message":"Expired token received for JSON Web Token validation"})");
        case Fault::MissingScope:
            return respond(
                403,
                R"({"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: read:this,update:this","errorCode":"insufficient_scope"})");
        case Fault::Oversized:
            return failure(base::ErrorCode::TooLarge, u"16777216"_s);
        case Fault::NoTrust:
            return failure(base::ErrorCode::TlsRefused, u"The certificate is self-signed"_s);
        case Fault::Silent:
            return failure(base::ErrorCode::TimedOut);
        case Fault::NotYet:
            return missing();
        case Fault::None:
            break;
        }
        return answer(request, path);
    }

    bool rest(std::chrono::milliseconds time) override
    {
        rested += time;
        m_clock.advance(time);
        return !isCancelled();
    }
    bool isCancelled() const override { return m_isCancelled; }
    void cancel() override { m_isCancelled = true; }
    void resume() override { m_isCancelled = false; }

    QByteArrayList sent(const QByteArray &method) const
    {
        QByteArrayList bodies;
        for (const http::HttpRequest &request : requests) {
            if (request.method == method && !request.url.path().endsWith("/oauth/token"_L1))
                bodies.append(request.body);
        }
        return bodies;
    }

    JsonValue *find(const QByteArray &kind, const QString &key)
    {
        for (JsonValue &one : kinds[kind]) {
            const JsonValue *identifier = one.member(u"identifier");
            if (idOf(kind, one) == key || (identifier && identifier->string == key))
                return &one;
        }
        return nullptr;
    }

    QMap<QByteArray, QList<JsonValue>> kinds; ///< by the first segment of their path
    JsonValue settings;
    QByteArray published; ///< the key set that everybody may read
    QList<http::HttpRequest> requests;
    QList<std::chrono::steady_clock::time_point> moments; ///< of the requests
    QList<QUrl> strangers;                                ///< requests to anywhere else
    std::chrono::milliseconds rested{0};
    QStringList ignored;   ///< members that are dropped without a word
    QStringList forbidden; ///< members that a creation may not have
    bool repeatsPages = false;
    QByteArray retryAfter; ///< with 429
    int perPage = 100;
    QByteArray endless;        ///< of this kind there is always another page
    qsizetype paddedBytes = 0; ///< of each endless page, besides its objects

private:
    static QString idOf(const QByteArray &kind, const JsonValue &one)
    {
        const JsonValue *id = one.member(kind == "clients" ? u"client_id" : u"id");
        return id ? id->string : QString();
    }

    static http::HttpResponse respond(int status, const QByteArray &body,
                                      const QByteArray &type = "application/json; charset=utf-8")
    {
        return {.status = status, .reason = {}, .headers = {{"Content-Type", type}}, .body = body};
    }
    static http::HttpResponse missing()
    {
        return respond(
            404, R"({"statusCode":404,"error":"Not Found","message":"It does not exist","errorCode":"inexistent"})");
    }

    http::HttpResponse answer(const http::HttpRequest &request, const QByteArray &path)
    {
        if (path == "/oauth/token")
            return respond(
                200, R"({"access_token":"a.b.c","token_type":"Bearer","expires_in":86400,"scope":"read:clients"})");
        if (path == "/.well-known/jwks.json")
            return published.isEmpty() ? missing() : respond(200, published);
        const QByteArrayList parts = path.mid(int(qstrlen("/api/v2/"))).split('/');
        const QByteArray &kind = parts.first();
        if (kind == "keys")
            return respond(200, "[]");
        const auto body = jose::parseStrictJson(request.body);
        if (kind == "tenants") {
            if (request.method == "PATCH")
                settings = management::mergedObject(settings, kept(*body));
            return respond(200, settings.toJson());
        }
        if (parts.size() == 1)
            return request.method == "POST" ? create(kind, *body) : list(kind, QUrlQuery(request.url));
        JsonValue *found = find(kind, QString::fromUtf8(QByteArray::fromPercentEncoding(parts.at(1))));
        if (request.method == "DELETE") {
            if (found)
                kinds[kind].removeAt(found - kinds[kind].data());
            return respond(204, {});
        }
        if (!found)
            return missing();
        if (request.method == "PATCH")
            *found = management::mergedObject(*found, kept(*body));
        return respond(200, found->toJson());
    }

    JsonValue kept(JsonValue body) const
    {
        body.members.removeIf([this](const jose::JsonMember &member) { return ignored.contains(member.name); });
        return body;
    }

    http::HttpResponse create(const QByteArray &kind, const JsonValue &body)
    {
        for (const QString &name : forbidden) {
            if (body.member(name))
                return respond(400,
                               "{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"Payload validation error: "
                               "'Additional properties not allowed: " +
                                   name.toUtf8() + "'.\",\"errorCode\":\"invalid_body\"}");
        }
        const JsonValue *identifier = body.member(u"identifier");
        if (identifier && find(kind, identifier->string))
            return respond(
                409,
                R"({"statusCode":409,"error":"Conflict","message":"A resource server with the same identifier already exists"})");
        JsonValue made = jose::json::object();
        const QString name = kind == "clients" ? u"client_id"_s : u"id"_s;
        jose::json::add(made, name, jose::json::string(u"made-%1"_s.arg(++m_made)));
        made.members += kept(body).members;
        kinds[kind].append(made);
        return respond(201, made.toJson());
    }

    http::HttpResponse list(const QByteArray &kind, const QUrlQuery &query)
    {
        QList<JsonValue> wanted = kinds.value(kind);
        for (const QString &name : {u"client_id"_s, u"audience"_s}) {
            const QString value = query.queryItemValue(name, QUrl::FullyDecoded);
            if (!value.isEmpty())
                wanted.removeIf(
                    [&](const JsonValue &one) { return !one.member(name) || one.member(name)->string != value; });
        }
        const bool isCheckpoint = query.hasQueryItem(u"take"_s);
        if (kind == endless)
            return respond(200, endlessPage(kind, isCheckpoint));
        const qsizetype from = isCheckpoint ? query.queryItemValue(u"from"_s).toInt()
                                            : qsizetype(query.queryItemValue(u"page"_s).toInt()) * perPage;
        JsonValue page = jose::json::array();
        page.elements = wanted.mid(repeatsPages ? 0 : from, perPage);
        JsonValue made = jose::json::object();
        if (isCheckpoint && from + perPage < wanted.size())
            jose::json::add(made, "next"_L1, jose::json::string(QString::number(from + perPage)));
        if (!isCheckpoint)
            jose::json::add(made, "total"_L1, jose::json::number(wanted.size()));
        jose::json::add(made, QString::fromLatin1(QByteArray(kind).replace('-', '_')), page);
        return respond(200, made.toJson());
    }

    /// New objects each time it is asked.
    QByteArray endlessPage(const QByteArray &kind, bool isCheckpoint)
    {
        QByteArray page = "{\"" + QByteArray(kind).replace('-', '_') + "\":[";
        const QByteArray key = kind == "clients" ? "{\"client_id\":\"e" : "{\"identifier\":\"urn:e\",\"id\":\"e";
        for (int i = 0; i < perPage; ++i)
            page += (i > 0 ? "," : "") + key + QByteArray::number(++m_made) + "\"}";
        page += isCheckpoint ? "],\"next\":\"n" + QByteArray::number(m_made) + "\"}"
                             : "],\"total\":" + QByteArray::number(m_made + perPage) + "}";
        return page + QByteArray(paddedBytes, ' ');
    }

    FakeClock &m_clock;
    Fault m_fault = Fault::None;
    QByteArray m_method;
    QByteArray m_path;
    int m_times = 0;
    int m_made = 0;
    std::atomic<bool> m_isCancelled = false;
};

/// A tenant with two APIs, two clients and a grant, each with members that Gatehouse does not know, and its backend.
struct RemoteWorld
{
    explicit RemoteWorld(int perSecond = 0)
    {
        auto made = std::make_unique<ScriptedTenant>(clock);
        tenant = made.get();
        tenant->kinds["resource-servers"] = {
            ScriptedTenant::json(
                R"({"id":"62debacc54b4171c0378ea1f","name":"Auth0 Management API","identifier":"https://acme.example/api/v2/","is_system":true,"signing_alg":"RS256","token_lifetime":86400,"scopes":[{"value":"read:clients","description":"Read"}]})"),
            ScriptedTenant::json(
                R"({"id":"62debacc54b4171c0378ea20","name":"Orders","identifier":"https://orders.example.com/","signing_alg":"RS256","token_lifetime":3600,"token_lifetime_for_web":3600,"allow_offline_access":false,"scopes":[{"value":"read:orders","description":"Read","tier":"gold"},{"value":"write:orders"}],"new_member":{"deep":[1.50,"ü"]}})"),
        };
        tenant->kinds["clients"] = {
            ScriptedTenant::json(
                R"({"client_id":"cl1","name":"Shop","app_type":"regular_web","grant_types":["authorization_code","implicit","client_credentials"],"callbacks":["https://shop.example.com/cb"],"client_metadata":{"team":"red"},"refresh_token":{"rotation_type":"rotating","expiration_type":"expiring","leeway":0,"token_lifetime":100,"idle_token_lifetime":50,"new_inner":7},"token_endpoint_auth_method":"client_secret_post","new_client_member":[1]})"),
            ScriptedTenant::json(R"({"client_id":"cl2","name":"Old SSO","app_type":"box"})"),
        };
        tenant->kinds["client-grants"] = {
            ScriptedTenant::json(
                R"({"id":"cgr_1","client_id":"cl1","audience":"https://orders.example.com/","scope":["read:orders","undeclared:scope"],"subject_type":"client"})"),
            ScriptedTenant::json(
                R"({"id":"cgr_2","client_id":"cl1","audience":"https://gone.example.com/","scope":[]})"),
        };
        backend = std::make_unique<store::remote::ManagementBackend>(
            store::remote::ManagementBackend::Options{
                .address = *store::remote::TenantAddress::parse(u"acme.example"_s),
                .login =
                    store::remote::ClientCredentials{u"gatehouse"_s, base::Secret(QByteArrayView("canary-secret"))},
                .requestsPerSecond = perSecond},
            clock, random, custody, std::move(made));
    }

    FakeClock clock;
    base::SystemRandom random;
    store::remote::RemoteCustody custody;
    ScriptedTenant *tenant = nullptr; ///< owned by the backend
    std::unique_ptr<store::remote::ManagementBackend> backend;
};

} // namespace gatehouse::tests
