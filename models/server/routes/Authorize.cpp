#include "models/server/routes/Authorize.h"

#include "models/issuer/RedirectUri.h"
#include "models/server/Cookies.h"
#include "models/server/pages/Pages.h"
#include "models/server/routes/Authentication.h"
#include "models/server/routes/FormFields.h"

#include <algorithm>

namespace gatehouse::server::routes {

using issuer::AuthorizationService;
using issuer::BrowserState;
using issuer::BrowserStep;
using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView browserCookie = "gatehouse-request";
constexpr QByteArrayView sessionCookie = "gatehouse-session";
constexpr auto browserLifetime = std::chrono::hours(1);
constexpr auto sessionLifetime = std::chrono::hours(168);

BrowserState stateOf(const Request &request)
{
    return {.browser = base::Secret(cookie(request, browserCookie)),
            .session = base::Secret(cookie(request, sessionCookie))};
}

Response redirect(int status, const QByteArray &target)
{
    return {.status = status,
            .headers = {{"Location", target}, {"Cache-Control", "no-store"}, {"Referrer-Policy", "no-referrer"}},
            .body = {}};
}

Response sentToClient(const issuer::SentToClient &target, bool isAfterPost)
{
    if (target.usesFormPost)
        return pages::formPostPage(target);
    // 303 after a form, so that a password is never sent on (RFC 9700 section 4.12).
    return redirect(isAfterPost ? 303 : 302, issuer::redirectWith(target.redirectUri, target.parameters).toUtf8());
}

/// `isAfterPost`: a page of its own is fetched by a redirect, but for a form that is shown again.
Response responseTo(const Request &request, const BrowserStep &step, bool isAfterPost)
{
    const QString handle = QString::fromLatin1(step.handle.bytes());
    Response response;
    if (const auto *client = std::get_if<issuer::SentToClient>(&step.next))
        response = sentToClient(*client, isAfterPost);
    else if (const auto *error = std::get_if<issuer::ErrorPage>(&step.next))
        response = pages::errorPage(error->error);
    else if (const auto *login = std::get_if<issuer::LoginPage>(&step.next))
        response = pages::loginPage(*login, handle);
    else if (isAfterPost)
        response = redirect(303, "/u/consent?handle=" + handle.toLatin1());
    else
        response = pages::consentPage(std::get<issuer::ConsentPage>(step.next), handle);
    if (!step.browser.isEmpty())
        setCookie(response, request, browserCookie, step.browser.bytes().toByteArray(), browserLifetime);
    if (!step.session.isEmpty())
        setCookie(response, request, sessionCookie, step.session.bytes().toByteArray(), sessionLifetime);
    return response;
}

Response responseTo(const Request &request, const std::optional<BrowserStep> &step, bool isAfterPost)
{
    return step ? responseTo(request, *step, isAfterPost) : pages::overPage();
}

issuer::AuthorizeParameters authorizeParameters(QList<FormField> fields)
{
    issuer::AuthorizeParameters parameters;
    for (auto &[name, value] : fields) {
        if (value.isEmpty())
            continue; // as if it were not there (RFC 6749 section 3.1)
        if (name == "resource"_L1)
            parameters.resources.append(value);
        else if (parameters.values.contains(name) && parameters.repeated.isEmpty())
            parameters.repeated = name;
        else
            parameters.values.insert(name, value);
    }
    return parameters;
}

bool isForm(const Request &request)
{
    return request.count("Content-Type") == 1 &&
           request.header("Content-Type").split(';').first().trimmed().toLower() == "application/x-www-form-urlencoded";
}

using Fields = std::expected<QList<FormField>, FormFault>;

Fields fieldsOf(const Request &request)
{
    if (request.method != "POST")
        return formFields(request.query);
    return isForm(request) && request.query.isEmpty() ? formFields(request.body)
                                                      : std::unexpected(FormFault::Malformed);
}

/// A form of one of our own pages: its browser says so, and the handle and the cookie that belong together do
/// (HTTP-03). A missing Origin is nobody's.
bool isOwnForm(const Request &request)
{
    if (request.count("Sec-Fetch-Site") == 1)
        return request.header("Sec-Fetch-Site") == "same-origin";
    return request.count("Origin") == 1 && request.header("Origin") == request.origin.text().toLatin1();
}

QString valueOf(const QList<FormField> &fields, QLatin1StringView name)
{
    const auto is = [&](const FormField &field) { return field.first == name; };
    const auto found = std::ranges::find_if(fields, is);
    // A field sent twice is no field: which one is meant cannot be told.
    return found == fields.end() || std::ranges::count_if(fields, is) > 1 ? QString() : found->second;
}

base::Secret secretOf(const QList<FormField> &fields, QLatin1StringView name)
{
    return base::Secret(valueOf(fields, name).toUtf8());
}

Response malformed()
{
    return pages::errorPage(
        {.status = 400, .error = u"invalid_request"_s, .description = u"The request is not well-formed."_s, .uri = {}});
}

Response authorize(AuthorizationService &service, const Request &request)
{
    auto fields = fieldsOf(request);
    if (!fields)
        return malformed();
    const BrowserStep step =
        service.authorize(authorizeParameters(*std::move(fields)), stateOf(request), request.origin.issuer());
    return responseTo(request, step, false);
}

Response showAgain(AuthorizationService &service, const Request &request)
{
    const auto fields = formFields(request.query);
    if (!fields)
        return malformed();
    return responseTo(request, service.resume(secretOf(*fields, "handle"_L1), stateOf(request)), false);
}

/// A form of a page that belongs to a request under way.
template <typename Answer> Response ownForm(const Request &request, Answer answer)
{
    if (request.method != "POST")
        return answer(nullptr);
    if (!isOwnForm(request)) {
        return pages::errorPage({.status = 403,
                                 .error = u"invalid_request"_s,
                                 .description = u"This form was not sent by a page of this server."_s,
                                 .uri = {}});
    }
    const auto fields = fieldsOf(request);
    return fields ? answer(&*fields) : malformed();
}

Response login(AuthorizationService &service, const Request &request)
{
    return ownForm(request, [&](const QList<FormField> *fields) {
        if (!fields)
            return showAgain(service, request);
        return responseTo(request,
                          service.logIn(secretOf(*fields, "handle"_L1), stateOf(request),
                                        valueOf(*fields, "email"_L1).trimmed(), secretOf(*fields, "password"_L1)),
                          true);
    });
}

Response consent(AuthorizationService &service, const Request &request)
{
    return ownForm(request, [&](const QList<FormField> *fields) {
        if (!fields)
            return showAgain(service, request);
        const bool isAllowed = valueOf(*fields, "decision"_L1) == "allow"_L1;
        return responseTo(request, service.decide(secretOf(*fields, "handle"_L1), stateOf(request), isAllowed), true);
    });
}

/// RFC 6750: the token in the Authorization header alone, never in the URL.
Response userInfo(const issuer::OwnTokens &tokens, const QStringList &issuers, const Request &request)
{
    constexpr QByteArrayView scheme = "bearer ";
    const QByteArray header = request.count("Authorization") == 1 ? request.header("Authorization") : QByteArray();
    const bool isBearer = header.size() > scheme.size() &&
                          QByteArrayView(header).first(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0;
    const auto claims = isBearer ? tokens.userInfo(header.sliced(scheme.size()).trimmed(), issuers) : std::nullopt;
    if (claims) {
        Response response = jsonResponse(200, *claims);
        response.headers.emplaceBack("Cache-Control", "no-store");
        return response;
    }
    // RFC 6750 section 3.1: without a token there is no error to name.
    const QByteArray challenge =
        isBearer
            ? R"(Bearer realm="Users", error="invalid_token", error_description="The access token is not valid for )"
              R"(/userinfo: it needs the scope openid and a signature by RS256.")"_ba
            : R"(Bearer realm="Users")"_ba;
    return {.status = 401,
            .headers = {{"Content-Type", "text/plain; charset=utf-8"},
                        {"WWW-Authenticate", challenge},
                        {"Cache-Control", "no-store"}},
            .body = "Unauthorized"};
}

/// OpenID Connect RP-Initiated Logout 1.0. Ends the login at once where the client proves by an ID token that it knows
/// of it; else the person is asked, since any page may lead here.
Response logout(AuthorizationService &service, const issuer::OwnTokens &tokens, const store::SnapshotSource &source,
                const QStringList &issuers, const Request &request)
{
    const auto fields = fieldsOf(request);
    const auto tenant = source.read();
    if (!fields || !tenant)
        return malformed();
    const BrowserState state = stateOf(request);
    const auto session = service.sessionOf(state.session);
    const auto hint = tokens.hint(valueOf(*fields, "id_token_hint"_L1).toLatin1(), issuers);
    const QString named = valueOf(*fields, "client_id"_L1);
    if (hint && !named.isEmpty() && hint->client.text() != named)
        return malformed();
    const domain::ClientApplication *client = tenant->client(hint ? hint->client : domain::ClientId(named));
    const QString target = valueOf(*fields, "post_logout_redirect_uri"_L1);
    if (!target.isEmpty() && (!client || !client->logoutUrls.contains(target))) {
        return pages::errorPage({.status = 400,
                                 .error = u"invalid_request"_s,
                                 .description = u"post_logout_redirect_uri is not in the list of allowed logout URLs "
                                                "of this client."_s,
                                 .uri = {}});
    }
    const bool isConfirmed =
        request.method == "POST" && isOwnForm(request) && session && valueOf(*fields, "handle"_L1) == session->id;
    if (session && !isConfirmed && !(hint && hint->user == session->user)) {
        const domain::User *user = tenant->user(session->user);
        return pages::logoutPage(user ? user->email : QString(), session->id);
    }
    service.logOut(state.session);
    Response response = pages::loggedOutPage();
    if (!target.isEmpty()) {
        QList<std::pair<QString, QString>> back;
        if (const QString text = valueOf(*fields, "state"_L1); !text.isEmpty())
            back.append({u"state"_s, text});
        response = redirect(303, issuer::redirectWith(target, back).toUtf8());
    }
    removeCookie(response, request, sessionCookie);
    return response;
}

} // namespace

QList<Route> authorizeRoutes(AuthorizationService &service, const issuer::OwnTokens &tokens,
                             const store::SnapshotSource &tenant, const QStringList &issuers)
{
    const auto page = [](QByteArray path, std::function<Response(const Request &)> answer) {
        return Route{.path = std::move(path), .methods = {"GET", "POST"}, .answer = std::move(answer)};
    };
    // For scripts of every origin, which show a token and no cookie (contract section 2.8).
    Route info =
        page("/userinfo", [&tokens, issuers](const Request &request) { return userInfo(tokens, issuers, request); });
    info.accessOf = accessForListed(tenant, OriginAccess::Read);
    return {
        page("/authorize", [&service](const Request &request) { return authorize(service, request); }),
        page("/u/login", [&service](const Request &request) { return login(service, request); }),
        page("/u/consent", [&service](const Request &request) { return consent(service, request); }),
        page("/oidc/logout", [&service, &tokens, &tenant, issuers](
                                 const Request &request) { return logout(service, tokens, tenant, issuers, request); }),
        info,
    };
}

} // namespace gatehouse::server::routes
