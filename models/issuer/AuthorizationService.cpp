#include "models/issuer/AuthorizationService.h"

#include "models/base/Logging.h"
#include "models/issuer/Answers.h"
#include "models/issuer/ConsentDecision.h"
#include "models/issuer/TokenService.h"
#include "models/store/PasswordHash.h"

#include <QUrl>

#include <algorithm>

namespace gatehouse::issuer {

using domain::ClientApplication;
using domain::ResourceServer;
using store::LoginSession;
using store::StoreSnapshot;
using namespace Qt::StringLiterals;

namespace {

constexpr auto codeLifetime = std::chrono::seconds(60);
constexpr auto sessionLifetime = std::chrono::hours(168); // contract section 1.11, session_lifetime
constexpr int sessionIdLength = 22;

QList<ResourceServer> apisOf(const AuthorizationRequest &request, const StoreSnapshot &tenant)
{
    QList<ResourceServer> apis;
    for (const domain::ResourceServerId &id : request.apis) {
        if (const ResourceServer *api = tenant.resourceServer(id))
            apis.append(*api);
    }
    return apis;
}

store::TokenHash hashOrNothing(const base::Secret &token)
{
    return token.isEmpty() ? store::TokenHash() : tokenHash(token);
}

} // namespace

AuthorizationService::AuthorizationService(Parts parts)
    : m_parts(std::move(parts))
{
}

BrowserStep AuthorizationService::refuse(const AuthorizationRequest &request, const QString &error,
                                         const QString &description)
{
    return {.next = SentToClient{.redirectUri = request.redirectUri,
                                 .parameters = answerParameters(
                                     request, {{u"error"_s, error}, {u"error_description"_s, description}}),
                                 .usesFormPost = request.usesFormPost},
            .handle = {},
            .browser = {},
            .session = {}};
}

BrowserStep AuthorizationService::authorize(const AuthorizeParameters &parameters, const BrowserState &browser,
                                            const QString &issuer)
{
    const auto tenant = m_parts.tenant.read();
    if (!tenant)
        return {.next = ErrorPage{storeUnavailable()}, .handle = {}, .browser = {}, .session = {}};
    auto request = checkAuthorize(parameters, *tenant, issuer);
    if (!request) {
        const AuthorizeRefusal &refused = request.error();
        if (!refused.isForClient)
            return {.next = ErrorPage{refused.error}, .handle = {}, .browser = {}, .session = {}};
        return refuse(refused.request, refused.error.error, refused.error.description);
    }
    if (const auto login = sessionOf(browser.session); login && mayGoOn(*request, *login, *tenant))
        request->login = login;

    const base::Secret handle = newToken(m_parts.random);
    base::Secret fresh;
    if (browser.browser.isEmpty())
        fresh = newToken(m_parts.random);
    m_pending.add(tokenHash(handle), tokenHash(fresh.isEmpty() ? browser.browser : fresh), *request,
                  m_parts.clock.now());
    BrowserStep step = proceed(handle, *request, *tenant);
    if (!step.handle.isEmpty())
        step.browser = std::move(fresh);
    return step;
}

bool AuthorizationService::mayGoOn(const AuthorizationRequest &request, const LoginSession &login,
                                   const StoreSnapshot &tenant) const
{
    const domain::User *user = tenant.user(login.user);
    if (!user || user->isBlocked || request.promptsLogin)
        return false;
    return !request.maxAge || login.authenticatedAt + std::chrono::seconds(*request.maxAge) > m_parts.clock.now();
}

LoginPage AuthorizationService::loginPage(const AuthorizationRequest &request, const StoreSnapshot &tenant) const
{
    return {.clientName = tenant.clientName(request.client),
            .email = request.loginHint,
            .redirectUri = request.redirectUri};
}

/// The next page of a checked request, or its end.
BrowserStep AuthorizationService::proceed(const base::Secret &handle, AuthorizationRequest request,
                                          const StoreSnapshot &tenant)
{
    const auto over = [&](const QString &error, const QString &description) {
        m_pending.take(tokenHash(handle));
        return refuse(request, error, description);
    };
    const ClientApplication *client = tenant.client(request.client);
    if (!client)
        return {.next = ErrorPage{refusal(403, u"invalid_request"_s, u"The client is gone."_s)},
                .handle = {},
                .browser = {},
                .session = {}};
    if (!request.login) {
        if (request.forbidsPages)
            return over(u"login_required"_s, u"Login required"_s);
        return {.next = loginPage(request, tenant), .handle = handle, .browser = {}, .session = {}};
    }
    const domain::User *user = tenant.user(request.login->user);
    if (!user || user->isBlocked)
        return over(u"access_denied"_s, u"user is blocked"_s);
    const QList<ResourceServer> apis = apisOf(request, tenant);
    if (apis.size() != request.apis.size())
        return over(u"access_denied"_s, u"Service not found"_s);
    if (const auto refused = userAccessRefusal(tenant, *client, apis))
        return over(refused->error, refused->description);
    const QStringList scopes = issuedScopes(userScopes(tenant, *client, user, apis, request.scopes));

    const ConsentReason reason = consentFor(tenant, {.client = *client,
                                                     .user = user->id,
                                                     .apis = apis,
                                                     .scopes = scopes,
                                                     .redirectUri = request.redirectUri,
                                                     .isPrompted = request.promptsConsent});
    if (!showsConsent(reason))
        return finish(handle, request, scopes);
    if (request.forbidsPages)
        return over(u"consent_required"_s, u"Consent required"_s);
    return {.next = ConsentPage{.client = *client,
                                .email = user->email,
                                .redirectUri = request.redirectUri,
                                .redirectHost = QUrl(request.redirectUri).host().isEmpty()
                                                    ? request.redirectUri.section(u':', 0, 0)
                                                    : QUrl(request.redirectUri).host(),
                                .reason = reason,
                                .apis = apis,
                                .scopes = scopes},
            .handle = handle,
            .browser = {},
            .session = {}};
}

BrowserStep AuthorizationService::finish(const base::Secret &handle, const AuthorizationRequest &request,
                                         const QStringList &scopes)
{
    // One code for a request, however often its form is sent.
    if (!m_pending.take(tokenHash(handle)))
        return {.next = ErrorPage{invalidRequest(u"This page has been used already."_s)},
                .handle = {},
                .browser = {},
                .session = {}};
    const base::Secret code = newToken(m_parts.random);
    const auto kept =
        m_parts.ledger.addCode(tokenHash(code), {.authorization = {.client = request.client,
                                                                   .user = request.login->user,
                                                                   .apis = request.apis,
                                                                   .scopes = scopes,
                                                                   .authenticatedAt = request.login->authenticatedAt,
                                                                   .sessionId = request.login->id},
                                                 .redirectUri = request.redirectUri,
                                                 .isRedirectUriRequired = request.isRedirectUriRequired,
                                                 .nonce = request.nonce,
                                                 .challenge = request.challenge,
                                                 .isChallengePlain = request.isChallengePlain,
                                                 .expires = m_parts.clock.now() + codeLifetime});
    if (!kept)
        return refuse(request, u"server_error"_s, u"The server cannot keep the code at the moment."_s);
    return {.next =
                SentToClient{.redirectUri = request.redirectUri,
                             .parameters = answerParameters(request, {{u"code"_s, QString::fromLatin1(code.bytes())}}),
                             .usesFormPost = request.usesFormPost},
            .handle = {},
            .browser = {},
            .session = {}};
}

std::optional<BrowserStep> AuthorizationService::resume(const base::Secret &handle, const BrowserState &browser)
{
    const auto tenant = m_parts.tenant.read();
    const auto request = m_pending.find(hashOrNothing(handle), hashOrNothing(browser.browser), m_parts.clock.now());
    if (!tenant || !request)
        return {};
    // What a login is asked for is shown to its session alone: another program of this host may have set the cookie.
    const auto login = sessionOf(browser.session);
    if (request->login && (!login || login->id != request->login->id))
        return {};
    return proceed(handle, *request, *tenant);
}

std::optional<BrowserStep> AuthorizationService::logIn(const base::Secret &handle, const BrowserState &browser,
                                                       const QString &email, const base::Secret &password)
{
    const auto tenant = m_parts.tenant.read();
    auto request = m_pending.find(hashOrNothing(handle), hashOrNothing(browser.browser), m_parts.clock.now());
    if (!tenant || !request)
        return {};
    const auto again = [&](LoginPage::Problem problem) {
        LoginPage page = loginPage(*request, *tenant);
        page.email = email.left(domain::maxEmail);
        page.problem = problem;
        return BrowserStep{.next = page, .handle = handle, .browser = {}, .session = {}};
    };
    const QString name = email.toLower();
    const base::Instant now = m_parts.clock.now();
    if (!m_attempts.isAllowed(name, now))
        return again(LoginPage::Problem::TooManyAttempts);
    if (password.size() > domain::maxPassword)
        return again(LoginPage::Problem::WrongCredentials);
    if (!m_admitted.try_acquire())
        return again(LoginPage::Problem::Busy);
    const bool isTurn = m_checks.try_acquire_for(std::chrono::seconds(5));
    if (!isTurn) {
        m_admitted.release();
        return again(LoginPage::Problem::Busy);
    }
    // For somebody who does not exist a hash is computed all the same: both answers take the same time (AS-30).
    const domain::User *user = tenant->userByEmail(email);
    const auto hash = user ? m_parts.custody.password(*user) : base::Secret();
    const auto isRight = store::isPassword(m_parts.kdf, hash ? *hash : base::Secret(), password);
    m_checks.release();
    m_admitted.release();
    if (!isRight || (user && !hash)) {
        qCWarning(base::logServer) << "a password cannot be checked";
        return again(LoginPage::Problem::Busy);
    }
    if (!user || !*isRight || user->isBlocked) {
        m_attempts.failed(name, now);
        return again(LoginPage::Problem::WrongCredentials);
    }
    // A new session at each login, so that nobody can have planted the one that is used (AS-18).
    const base::Secret token = newToken(m_parts.random);
    const LoginSession login{.id = base::randomText(m_parts.random, base::base64UrlAlphabet, sessionIdLength),
                             .user = user->id,
                             .authenticatedAt = now,
                             .lastUsed = now,
                             .expires = now + sessionLifetime};
    if (const auto kept = m_parts.ledger.addSession(tokenHash(token), login); !kept)
        return again(LoginPage::Problem::Busy);
    if (const auto old = sessionOf(browser.session))
        std::ignore = m_parts.ledger.removeSession(old->id);
    m_pending.setLogin(tokenHash(handle), login);
    request->login = login;
    BrowserStep step = proceed(handle, *request, *tenant);
    step.session = token;
    return step;
}

std::optional<BrowserStep> AuthorizationService::decide(const base::Secret &handle, const BrowserState &browser,
                                                        bool isAllowed)
{
    const auto tenant = m_parts.tenant.read();
    const auto request = m_pending.find(hashOrNothing(handle), hashOrNothing(browser.browser), m_parts.clock.now());
    if (!tenant || !request || !request->login)
        return {};
    // The session may have ended since the page was shown; then nobody agrees to anything with it.
    const auto login = sessionOf(browser.session);
    const domain::User *user = tenant->user(request->login->user);
    const ClientApplication *client = tenant->client(request->client);
    if (!login || login->id != request->login->id || !user || user->isBlocked || !client)
        return {};
    if (!isAllowed) {
        if (!m_pending.take(tokenHash(handle)))
            return {};
        return refuse(*request, u"access_denied"_s, u"User did not authorize the request"_s);
    }
    const QList<ResourceServer> apis = apisOf(*request, *tenant);
    if (apis.size() != request->apis.size() || userAccessRefusal(*tenant, *client, apis))
        return {};
    const QStringList scopes = issuedScopes(userScopes(*tenant, *client, user, apis, request->scopes));
    if (request->apis.isEmpty())
        m_parts.keepConsent({.user = user->id, .client = client->id, .api = {}, .scopes = scopes});
    for (const domain::ResourceServerId &api : request->apis)
        m_parts.keepConsent({.user = user->id, .client = client->id, .api = api, .scopes = scopes});
    return finish(handle, *request, scopes);
}

std::optional<LoginSession> AuthorizationService::sessionOf(const base::Secret &session) const
{
    if (session.isEmpty())
        return {};
    const auto found = m_parts.ledger.session(tokenHash(session), m_parts.clock.now());
    return found ? *found : std::nullopt;
}

void AuthorizationService::logOut(const base::Secret &session)
{
    if (const auto login = sessionOf(session))
        std::ignore = m_parts.ledger.removeSession(login->id);
}

} // namespace gatehouse::issuer
