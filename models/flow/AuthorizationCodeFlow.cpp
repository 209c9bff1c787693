#include "models/flow/AuthorizationCodeFlow.h"

#include "models/issuer/Pkce.h"

#include <QUrlQuery>

namespace gatehouse::flow {

using namespace Qt::StringLiterals;

namespace {

constexpr int stateLength = 32;    // 190 bits
constexpr int verifierLength = 64; // RFC 7636 section 4.1: 43 to 128

QString parameter(const QUrl &redirect, const QString &name)
{
    QString query = redirect.query(QUrl::FullyEncoded);
    query.replace(u'+', "%20"_L1);
    const QStringList values = QUrlQuery(query).allQueryItemValues(name, QUrl::FullyDecoded);
    // One that comes twice is none (RFC 6749 section 3.1).
    return values.size() == 1 ? values.constFirst() : QString();
}

} // namespace

AuthorizationCodeFlow::AuthorizationCodeFlow(Parts parts, QObject *parent)
    : UserFlow(parts, parent)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        leave();
        finish(FlowOutcome::NobodyCame);
    });
}

AuthorizationCodeFlow::~AuthorizationCodeFlow()
{
    leave();
}

QStringList AuthorizationCodeFlow::everything(const domain::ResourceServer &api, bool wantsRefreshToken)
{
    QStringList scopes{u"openid"_s, u"profile"_s, u"email"_s};
    if (wantsRefreshToken)
        scopes.append(u"offline_access"_s);
    return scopes + api.scopeValues();
}

void AuthorizationCodeFlow::start(const FlowRequest &request, std::unique_ptr<UserAgent> agent)
{
    leave();
    m_agent = std::move(agent);
    m_address.clear();
    restart(request);
    findEndpoints();
}

void AuthorizationCodeFlow::cancel()
{
    leave();
    UserFlow::cancel();
}

/// The agent stays until the next run: it may be the one that speaks, and its last page is still on its way.
void AuthorizationCodeFlow::leave()
{
    m_patience.stop();
    m_isWaiting = false;
    ++m_visit;
    if (m_agent)
        m_agent->leave();
    m_verifier = {};
}

/// Not while the agent speaks, which may be gone afterwards.
void AuthorizationCodeFlow::later(std::function<void()> what)
{
    QMetaObject::invokeMethod(
        this,
        [this, visit = m_visit, what = std::move(what)] {
            if (visit == m_visit)
                what();
        },
        Qt::QueuedConnection);
}

void AuthorizationCodeFlow::onEndpoints(const Endpoints &endpoints)
{
    m_endpoints = endpoints;
    if (endpoints.authorization.isEmpty()) {
        fail({.code = base::ErrorCode::UnexpectedAnswer,
              .step = base::ErrorStep::ReadServerMetadata,
              .subject = request().issuer.authority(),
              .detail = u"no authorization_endpoint"_s});
        return;
    }
    const auto redirectUri =
        m_agent->prepare({.log = log(),
                          .changed = [this] { note(); },
                          .redirected = [this](const QUrl &redirect) { return take(redirect); },
                          .refused =
                              [this](const UserAgent::Refusal &refusal) {
                                  later([this, refusal] {
                                      using enum UserAgent::Refusal::Kind;
                                      leave();
                                      running().refusal = refusal.words;
                                      finish(refusal.kind == NoBrowser ? FlowOutcome::NoBrowser
                                             : refusal.kind == Login   ? FlowOutcome::LoginRefused
                                                                       : FlowOutcome::AuthorizeRefused);
                                  });
                              },
                          .failed =
                              [this](const base::Error &error) {
                                  later([this, error] {
                                      leave();
                                      fail(error);
                                  });
                              }});
    if (!redirectUri) {
        leave();
        fail(redirectUri.error());
        return;
    }
    m_redirectUri = *redirectUri;
    m_state = base::randomText(parts().random, base::alphanumericAlphabet, stateLength);
    m_nonce = base::randomText(parts().random, base::alphanumericAlphabet, stateLength);
    m_verifier = base::randomSecret(parts().random, base::base64UrlAlphabet, verifierLength);
    m_address = authorizationRequest(endpoints);
    m_isWaiting = true;
    m_patience.start(request().patience);
    m_agent->visit(m_address);
}

QUrl AuthorizationCodeFlow::authorizationRequest(const Endpoints &endpoints) const
{
    QList<std::pair<QString, QString>> parameters{
        {u"response_type"_s, u"code"_s},
        {u"client_id"_s, request().client.id.text()},
        {u"redirect_uri"_s, m_redirectUri},
        {u"audience"_s, request().api.identifier},
        {u"scope"_s, request().scopes.value_or(QStringList()).join(u' ')},
        {u"state"_s, m_state},
        {u"nonce"_s, m_nonce},
        {u"code_challenge"_s, issuer::s256Challenge(QString::fromLatin1(m_verifier.bytes()))},
        {u"code_challenge_method"_s, u"S256"_s}};
    if (!request().loginHint.isEmpty())
        parameters.append({u"login_hint"_s, request().loginHint});
    QStringList prompts;
    if (request().promptsLogin)
        prompts.append(u"login"_s);
    if (request().promptsConsent)
        prompts.append(u"consent"_s);
    if (!prompts.isEmpty())
        parameters.append({u"prompt"_s, prompts.join(u' ')});
    QUrl address = endpoints.authorization;
    address.setQuery(QString::fromLatin1(oauth::formBody(parameters)), QUrl::StrictMode);
    return address;
}

bool AuthorizationCodeFlow::take(const QUrl &redirect)
{
    // Whatever does not carry our state is somebody else's, and is not what is waited for.
    if (!m_isWaiting || parameter(redirect, u"state"_s) != m_state)
        return false;
    m_isWaiting = false;
    later([this, redirect] { onRedirect(redirect); });
    return true;
}

void AuthorizationCodeFlow::onRedirect(const QUrl &redirect)
{
    base::Secret verifier = std::move(m_verifier);
    leave();
    check(FlowCheck::Kind::State, true);
    const bool isFromIssuer = parameter(redirect, u"iss"_s) == request().issuer.toString(QUrl::FullyEncoded);
    check(FlowCheck::Kind::Issuer, isFromIssuer);
    if (!isFromIssuer) {
        finish(FlowOutcome::AnswerNotTrusted);
        return;
    }
    const QString code = parameter(redirect, u"code"_s);
    if (code.isEmpty()) {
        const QString description = parameter(redirect, u"error_description"_s);
        const QString error = parameter(redirect, u"error"_s);
        running().refusal = description.isEmpty() ? error : error + u": "_s + description;
        finish(FlowOutcome::AuthorizeRefused);
        return;
    }
    auto client = credentials();
    if (!client) {
        fail(client.error());
        return;
    }
    const oauth::CodeGrant grant{.client = *std::move(client),
                                 .code = base::Secret(code.toUtf8()),
                                 .redirectUri = m_redirectUri,
                                 .verifier = std::move(verifier)};
    requestTokens(oauth::toHttp(grant, m_endpoints.token), m_nonce);
}

} // namespace gatehouse::flow
