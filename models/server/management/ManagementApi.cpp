#include "models/server/management/ManagementApi.h"

#include "models/base/Logging.h"
#include "models/server/management/Endpoint.h"
#include "models/server/management/RequestRate.h"
#include "models/server/routes/FormFields.h"

#include <algorithm>

namespace gatehouse::server {

using namespace management;
using base::ErrorCode;
using Fault = issuer::OwnTokens::Fault;
namespace api = gatehouse::management;

namespace {

constexpr std::size_t bodyLimit = std::size_t{1024} * 1024;
/// How often a change is planned anew because somebody else changed the same.
constexpr int attempts = 4;

constexpr QByteArrayView root = "/api/v2";

const QList<Endpoint> &endpoints()
{
    static const QList<Endpoint> all = resourceServerEndpoints() + clientEndpoints() + clientCredentialEndpoints() +
                                       clientGrantEndpoints() + userEndpoints() + userPermissionEndpoints() +
                                       signingKeyEndpoints() + tenantEndpoints();
    return all;
}

/// The endpoint of a method and path, and what stands for each `{id}`.
std::pair<const Endpoint *, QByteArrayList> endpointOf(const QByteArray &method, const QByteArray &path)
{
    const QByteArrayList parts = path.split('/');
    for (const Endpoint &endpoint : endpoints()) {
        if (endpoint.method != method)
            continue;
        const QByteArrayList wanted = endpoint.path.split('/');
        if (wanted.size() != parts.size())
            continue;
        QByteArrayList keys;
        bool fits = true;
        for (qsizetype i = 0; i < parts.size() && fits; ++i) {
            if (wanted[i] == "{id}") {
                keys.append(parts[i]);
                fits = !parts[i].isEmpty();
            } else {
                fits = wanted[i] == parts[i];
            }
        }
        if (fits)
            return {&endpoint, keys};
    }
    return {nullptr, {}};
}

/// What a token would have to have for a route that is not served, and no token can: Auth0's tools leave such things
/// out with a warning, where a 404 would end them.
QStringList scopesNobodyHas(const QByteArray &method, const QByteArray &path)
{
    // What lies below one object is named for itself: the token may well have the scope for the object.
    const QByteArrayList parts = path.mid(1).split('/');
    QString object = QString::fromLatin1(parts.value(2, parts.value(0))).replace(u'-', u'_');
    object.removeIf([](QChar c) { return !c.isLetterOrNumber() && c != u'_'; });
    const auto verb = method == "GET" || method == "HEAD" ? "read"_L1
                      : method == "POST"                  ? "create"_L1
                      : method == "DELETE"                ? "delete"_L1
                                                          : "update"_L1;
    constexpr qsizetype most = 60;
    return {verb + u':' + object.left(most)};
}

std::expected<QByteArray, Problem> bearer(const Request &request)
{
    if (request.count("Authorization") == 0)
        return std::unexpected(api::missingAuthentication());
    constexpr QByteArrayView scheme = "bearer ";
    const QByteArray header = request.header("Authorization");
    if (request.count("Authorization") > 1 || header.size() <= scheme.size() ||
        header.first(scheme.size()).toLower() != scheme)
        return std::unexpected(api::malformedAuthentication());
    const QByteArray token = header.sliced(scheme.size()).trimmed();
    if (token.count('.') != 2)
        return std::unexpected(api::malformedAuthentication());
    return token;
}

Problem tokenProblem(Fault fault)
{
    switch (fault) {
    case Fault::BadSignature:
        return api::tokenProblem(u"Invalid signature received for JSON Web Token validation"_s);
    case Fault::Expired:
        return api::tokenProblem(u"Expired token received for JSON Web Token validation"_s);
    case Fault::WrongAudience:
        return api::tokenProblem(u"Bad audience"_s);
    case Fault::Invalid:
        break;
    }
    return api::tokenProblem(u"Invalid token"_s);
}

Problem problemOfCommit(const base::Error &error)
{
    if (error.code == ErrorCode::Conflict)
        return api::alreadyThere(u"The object was changed by someone else at the same time."_s, u"conflict"_s);
    if (error.code == ErrorCode::Refused) {
        if (error.detail == domain::ruleName(domain::Rule::AlreadyUsed))
            return api::alreadyThere(u"An object of that name already exists"_s, u"conflict"_s);
        return api::payloadProblem(
            u"Object didn't pass validation for format %1: %2"_s.arg(error.detail, api::quoted(error.subject)));
    }
    return api::unavailable();
}

void addCommonHeaders(Response &response, const std::optional<RateStatus> &rate)
{
    response.headers.emplaceBack("Content-Type", "application/json; charset=utf-8");
    response.headers.emplaceBack("Cache-Control", "no-cache");
    response.headers.emplaceBack("Vary", "origin,accept-encoding");
    if (!rate)
        return;
    response.headers.emplaceBack("X-RateLimit-Limit", QByteArray::number(rate->limit));
    response.headers.emplaceBack("X-RateLimit-Remaining", QByteArray::number(rate->remaining));
    response.headers.emplaceBack("X-RateLimit-Reset", QByteArray::number(rate->reset));
}

QByteArray entityTag(store::Revision revision)
{
    return "\"r" + QByteArray::number(revision) + '"';
}

/// Whether the header names any revision at all.
bool isAnyMatch(const QByteArray &ifMatch)
{
    const QByteArrayList tags = ifMatch.split(',');
    return ifMatch.isEmpty() || std::ranges::any_of(tags, [](const QByteArray &tag) { return tag.trimmed() == "*"; });
}

/// Whether the tenant is still the one that the client has seen (RFC 9110 section 13.1.1).
bool isMatch(const QByteArray &ifMatch, store::Revision revision)
{
    const QByteArrayList tags = ifMatch.split(',');
    return isAnyMatch(ifMatch) ||
           std::ranges::any_of(tags, [&](const QByteArray &tag) { return tag.trimmed() == entityTag(revision); });
}

} // namespace

struct ManagementApi::Private : std::enable_shared_from_this<Private>
{
    /// A request on its way: what its answer still has to say.
    struct Pending
    {
        Call call;
        const Endpoint *endpoint = nullptr;
        QByteArray ifMatch;
        std::optional<RateStatus> rate;
        QByteArray method;
        Reply reply;
        int attempt = 1;
    };

    Private(const ManagementParts &given, QStringList own, std::function<void(const ManagementCall &)> heard)
        : parts(given)
        , issuers(std::move(own))
        , called(std::move(heard))
        , rates(given.requestsPerSecond)
    {
    }

    void answer(const Request &request, const Reply &reply);
    void run(const std::shared_ptr<Pending> &pending);
    void commit(const std::shared_ptr<Pending> &pending, const Planned &plan, store::Revision seen);
    void refuse(const Request &request, const Problem &problem, const Reply &reply, const QString &client = {},
                const std::optional<RateStatus> &rate = {});
    void finish(const Pending &pending, const Checked<Answer> &answer, store::Revision revision);
    void tell(const QString &client, const QByteArray &method, const QByteArray &path, int status) const;

    const ManagementParts parts;
    const QStringList issuers;
    const std::function<void(const ManagementCall &)> called;
    RequestRate rates;
    Deployments deployments;
};

void ManagementApi::Private::tell(const QString &client, const QByteArray &method, const QByteArray &path,
                                  int status) const
{
    constexpr qsizetype shown = 200;
    if (called)
        called({.client = client,
                .method = QString::fromLatin1(method),
                .path = QString::fromLatin1(path.left(shown)),
                .status = status,
                .at = parts.clock.now()});
}

void ManagementApi::Private::refuse(const Request &request, const Problem &problem, const Reply &reply,
                                    const QString &client, const std::optional<RateStatus> &rate)
{
    Response response{.status = problem.status, .headers = {}, .body = api::toJson(problem)};
    addCommonHeaders(response, rate);
    // RFC 6750 section 3.
    if (problem.status == 401)
        response.headers.emplaceBack("WWW-Authenticate", problem.isOfTheToken
                                                             ? R"(Bearer realm="Management API", error="invalid_token")"
                                                             : R"(Bearer realm="Management API")");
    else if (problem.code == "insufficient_scope"_L1)
        response.headers.emplaceBack("WWW-Authenticate",
                                     R"(Bearer realm="Management API", error="insufficient_scope")");
    if (problem.status == 429 || problem.status == 503)
        response.headers.emplaceBack("Retry-After", "1");
    tell(client, request.method, request.path, problem.status);
    reply(std::move(response));
}

void ManagementApi::Private::finish(const Pending &pending, const Checked<Answer> &answer, store::Revision revision)
{
    const int status = answer ? answer->status : answer.error().status;
    Response response{.status = status, .headers = {}, .body = {}};
    addCommonHeaders(response, pending.rate);
    if (!answer) {
        response.body = api::toJson(answer.error());
        if (status == 503)
            response.headers.emplaceBack("Retry-After", "1");
    } else {
        if (answer->body)
            response.body = answer->body->toJson();
        if (!answer->link.isEmpty())
            response.headers.emplaceBack("Link", answer->link);
        response.headers.emplaceBack("ETag", entityTag(revision));
    }
    tell(pending.call.caller.client.name, pending.method, pending.call.path, status);
    pending.reply(std::move(response));
}

void ManagementApi::Private::answer(const Request &request, const Reply &reply)
{
    if (const auto tenant = parts.tenant.read(); tenant && !tenant->tenant.managementApiEnabled)
        return refuse(request, api::switchedOff(), reply);
    const auto token = bearer(request);
    if (!token)
        return refuse(request, token.error(), reply);
    auto caller = parts.tokens.managementCaller(*token, issuers);
    if (!caller)
        return refuse(request, tokenProblem(caller.error()), reply);
    const QString client = caller->client.name;
    const std::optional<RateStatus> rate = rates.take(caller->client.id.text(), parts.clock.now());
    if (rate && rate->isExceeded)
        return refuse(request, api::tooManyRequests(), reply, client, rate);

    const QByteArray method = request.method == "HEAD" ? "GET"_ba : request.method;
    const QByteArray path = request.path.sliced(root.size());
    const auto [endpoint, keys] = endpointOf(method, path);
    if (!endpoint)
        return refuse(request, api::insufficientScope(scopesNobodyHas(method, path)), reply, client, rate);
    const auto has = [&](const QString &scope) { return caller->scopes.contains(scope); };
    if (endpoint->needsAll ? !std::ranges::all_of(endpoint->scopes, has) : !std::ranges::any_of(endpoint->scopes, has))
        return refuse(request, api::insufficientScope(endpoint->scopes), reply, client, rate);

    const auto query = routes::formFields(request.query);
    if (!query)
        return refuse(request, api::queryProblem(u"Malformed query"_s, u"query"_s), reply, client, rate);
    QStringList decoded;
    for (const QByteArray &key : keys) {
        const auto text = routes::strictUtf8(QByteArray::fromPercentEncoding(key));
        if (!text)
            return refuse(request, api::pathProblem(u"Object didn't pass validation for format id"_s, u"id"_s), reply,
                          client, rate);
        decoded.append(*text);
    }
    auto pending = std::make_shared<Pending>(Pending{.call = {.parts = parts,
                                                              .origin = request.origin,
                                                              .path = request.path,
                                                              .key = decoded.value(0),
                                                              .subKey = decoded.value(1),
                                                              .query = *query,
                                                              .caller = *std::move(caller)},
                                                     .endpoint = endpoint,
                                                     .ifMatch = request.header("If-Match"),
                                                     .rate = rate,
                                                     .method = request.method,
                                                     .reply = reply});
    if (endpoint->takesBody) {
        const QByteArray type = request.header("Content-Type").split(';').value(0).trimmed().toLower();
        if (type != "application/json")
            return refuse(request, api::wrongMediaType(), reply, client, rate);
        auto body = jose::parseStrictJson(request.body);
        if (!body)
            return refuse(request, api::bodyNotJson(), reply, client, rate);
        pending->call.body = *std::move(body);
    }
    run(pending);
}

void ManagementApi::Private::run(const std::shared_ptr<Pending> &pending)
{
    const auto tenant = parts.tenant.read();
    if (!tenant)
        return finish(*pending, std::unexpected(api::unavailable()), 0);
    const bool writes = pending->endpoint->method != "GET";
    if (writes && !isMatch(pending->ifMatch, tenant->revision))
        return finish(*pending, std::unexpected(api::changedMeanwhile()), tenant->revision);
    const Outcome outcome = pending->endpoint->run(pending->call, *tenant);
    if (!outcome)
        return finish(*pending, std::unexpected(outcome.error()), tenant->revision);
    if (const auto *answer = std::get_if<Answer>(&*outcome))
        return finish(*pending, *answer, tenant->revision);
    const auto &plan = std::get<Planned>(*outcome);
    if (plan.changes.isEmpty())
        return finish(*pending, plan.answer(*tenant), tenant->revision);
    commit(pending, plan, tenant->revision);
}

void ManagementApi::Private::commit(const std::shared_ptr<Pending> &pending, const Planned &plan, store::Revision seen)
{
    // What was compared is what has to be written over: somebody else may commit in between.
    const std::optional<store::Revision> expected = isAnyMatch(pending->ifMatch) ? std::nullopt : std::optional(seen);
    parts.commit({.changes = plan.changes,
                  .author = {pending->call.caller.client.name, store::Author::management},
                  .batch = deployments.batchOf(pending->call.caller.token, parts.clock.now()),
                  .expected = expected},
                 [self = shared_from_this(), pending, answer = plan.answer, seen,
                  expected](const base::Result<store::StoreSnapshot> &committed) {
                     if (committed)
                         return self->finish(*pending, answer(*committed), committed->revision);
                     const base::Error &error = committed.error();
                     if (expected && error.code == ErrorCode::Conflict)
                         return self->finish(*pending, std::unexpected(api::changedMeanwhile()), seen);
                     const bool wasOvertaken = error.code == ErrorCode::Conflict || error.code == ErrorCode::Refused;
                     const auto now = self->parts.tenant.read();
                     if (wasOvertaken && now && now->revision != seen && pending->attempt++ < attempts)
                         return self->run(pending);
                     qCInfo(base::logServer) << "not committed for" << pending->endpoint->path << error.detail;
                     self->finish(*pending, std::unexpected(problemOfCommit(error)), seen);
                 });
}

ManagementApi::ManagementApi(const ManagementParts &parts, QStringList issuers,
                             std::function<void(const ManagementCall &)> called)
    : d(std::make_shared<Private>(parts, std::move(issuers), std::move(called)))
{
}

ManagementApi::~ManagementApi() = default;

Route ManagementApi::route()
{
    return {.path = root.toByteArray() + '/',
            .methods = {"GET", "POST", "PATCH", "PUT", "DELETE"},
            .answer = {},
            .bodyLimit = bodyLimit,
            .isTree = true,
            .answerLater = [self = d](const Request &request, const Reply &reply) { self->answer(request, reply); }};
}

QList<ManagementApi::Offer> ManagementApi::offers()
{
    QList<Offer> all;
    for (const Endpoint &endpoint : endpoints())
        all.append({endpoint.method, root.toByteArray() + endpoint.path, endpoint.scopes, endpoint.needsAll});
    return all;
}

namespace management {

Problem problemOf(const store::Refusal &refusal)
{
    if (const auto *violation = std::get_if<domain::Violation>(&refusal))
        return gatehouse::management::problemOf(*violation);
    return problemOfCommit(std::get<base::Error>(refusal));
}

std::function<QString(const QString &)> identifiers(const Call &call, const store::StoreSnapshot &tenant)
{
    return [management = call.managementIdentifier(), &tenant](const QString &id) {
        const domain::ResourceServer *api = tenant.resourceServer(domain::ResourceServerId(id));
        if (!api)
            return QString();
        return api->isSystem ? management : api->identifier;
    };
}

const domain::ResourceServer *apiCalled(const Call &call, const store::StoreSnapshot &tenant, const QString &identifier)
{
    if (const domain::ResourceServer *api = tenant.resourceServerByIdentifier(identifier))
        return api;
    return identifier == call.managementIdentifier()
               ? tenant.resourceServerByIdentifier(domain::managementApiIdentifier())
               : nullptr;
}

QString creationKey(base::Instant createdAt, const QString &id)
{
    constexpr qsizetype digits = 16;
    return QString::number(createdAt.time_since_epoch().count()).rightJustified(digits, u'0') + u' ' + id;
}

} // namespace management

} // namespace gatehouse::server
