#include "models/issuer/AuthorizeRules.h"

#include "models/issuer/Answers.h"
#include "models/issuer/Pkce.h"
#include "models/issuer/RedirectUri.h"
#include "models/issuer/ScopeDecision.h"

namespace gatehouse::issuer {

using domain::ClientApplication;
using oauth::TokenErrorResponse;
using store::StoreSnapshot;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestEcho = 4096; // of state and nonce, which go back as they came

/// Reads one request, rule by rule; the first that is broken ends it.
class AuthorizeReader
{
public:
    AuthorizeReader(const AuthorizeParameters &parameters, const StoreSnapshot &tenant, const QString &issuer)
        : m_parameters(parameters)
        , m_tenant(tenant)
    {
        m_request.issuer = issuer;
    }

    std::expected<AuthorizationRequest, AuthorizeRefusal> run()
    {
        if (auto error = readTarget())
            return std::unexpected(AuthorizeRefusal{*std::move(error), false, m_request});
        for (const auto rule : {&AuthorizeReader::readForm, &AuthorizeReader::readResponse, &AuthorizeReader::readPkce,
                                &AuthorizeReader::readPrompt, &AuthorizeReader::readAudience}) {
            if (auto error = (this->*rule)())
                return std::unexpected(AuthorizeRefusal{*std::move(error), true, m_request});
        }
        return m_request;
    }

private:
    using MaybeError = std::optional<TokenErrorResponse>;

    QString value(QLatin1StringView name) const { return m_parameters.values.value(name); }

    /// Client and redirect URI: wrong here, and nothing is sent anywhere.
    MaybeError readTarget()
    {
        if (m_parameters.repeated == "client_id"_L1 || m_parameters.repeated == "redirect_uri"_L1)
            return invalidRequest(u"Parameter given more than once: "_s + m_parameters.repeated);
        const QString id = value("client_id"_L1);
        if (id.isEmpty())
            return invalidRequest(u"Missing required parameter: client_id"_s);
        m_client = m_tenant.client(domain::ClientId(id));
        if (!m_client)
            return refusal(403, u"invalid_request"_s, u"Unknown client: "_s + echoed(id));
        m_request.client = m_client->id;
        m_request.redirectUri = value("redirect_uri"_L1);
        if (m_request.redirectUri.isEmpty()) {
            if (m_client->callbacks.size() != 1)
                return invalidRequest(u"Missing required parameter: redirect_uri"_s);
            m_request.redirectUri = m_client->callbacks.constFirst();
            m_request.isRedirectUriRequired = false;
        }
        if (!isRegisteredRedirect(*m_client, m_request.redirectUri)) {
            return refusal(403, u"unauthorized_client"_s,
                           u"Callback URL mismatch. The redirect_uri is not in the list of allowed callback URLs of "
                           "this client."_s);
        }
        return {};
    }

    /// What every answer carries, so that the client gets the errors that follow.
    MaybeError readForm()
    {
        m_request.state = value("state"_L1);
        m_request.nonce = value("nonce"_L1);
        const QString mode = value("response_mode"_L1);
        m_request.usesFormPost = mode == "form_post"_L1;
        if (!m_parameters.repeated.isEmpty())
            return invalidRequest(u"Parameter given more than once: "_s + echoed(m_parameters.repeated));
        if (m_request.state.size() > longestEcho || m_request.nonce.size() > longestEcho) {
            m_request.state.truncate(longestEcho);
            return invalidRequest(u"state and nonce have at most %1 characters"_s.arg(longestEcho));
        }
        if (!mode.isEmpty() && mode != "query"_L1 && mode != "form_post"_L1)
            return invalidRequest(u"Unsupported response mode: "_s + echoed(mode));
        for (const QLatin1StringView name : {"request"_L1, "request_uri"_L1}) {
            if (!value(name).isEmpty())
                return refusal(400, name == "request"_L1 ? u"request_not_supported"_s : u"request_uri_not_supported"_s,
                               u"Request objects are not supported"_s);
        }
        return {};
    }

    MaybeError readResponse()
    {
        const QString type = value("response_type"_L1);
        if (type.isEmpty())
            return invalidRequest(u"Missing required parameter: response_type"_s);
        if (type != "code"_L1)
            return refusal(400, u"unsupported_response_type"_s, u"Unsupported response type: "_s + echoed(type));
        if (!m_client->allows(domain::GrantType::AuthorizationCode)) {
            return refusal(403, u"unauthorized_client"_s,
                           u"Grant type 'authorization_code' not allowed for the client."_s);
        }
        return {};
    }

    MaybeError readPkce()
    {
        m_request.challenge = value("code_challenge"_L1);
        const QString method = value("code_challenge_method"_L1);
        if (m_request.challenge.isEmpty()) {
            if (!method.isEmpty())
                return invalidRequest(u"code_challenge_method without code_challenge"_s);
            return m_client->isPublic()
                       ? MaybeError(invalidRequest(u"Public clients must use PKCE: code_challenge is missing"_s))
                       : std::nullopt;
        }
        // Without a method it would be plain (RFC 7636 section 4.3), which protects from nobody who reads the request.
        if (method != "S256"_L1)
            return invalidRequest(u"code_challenge_method has to be S256"_s);
        if (!isPkceText(m_request.challenge) || m_request.challenge.size() != 43)
            return invalidRequest(u"code_challenge is not the base64url of a SHA-256"_s);
        return {};
    }

    MaybeError readPrompt()
    {
        const QStringList prompts = value("prompt"_L1).split(u' ', Qt::SkipEmptyParts);
        for (const QString &prompt : prompts) {
            if (prompt == "none"_L1)
                m_request.forbidsPages = true;
            else if (prompt == "login"_L1 || prompt == "select_account"_L1)
                m_request.promptsLogin = true;
            else if (prompt == "consent"_L1)
                m_request.promptsConsent = true;
            else
                return invalidRequest(u"Unknown prompt: "_s + echoed(prompt));
        }
        if (m_request.forbidsPages && prompts.size() > 1)
            return invalidRequest(u"prompt=none stands alone"_s);
        if (const QString age = value("max_age"_L1); !age.isEmpty()) {
            bool isNumber = false;
            const qint64 seconds = age.toLongLong(&isNumber);
            if (!isNumber || seconds < 0)
                return invalidRequest(u"max_age is not a number of seconds"_s);
            m_request.maxAge = seconds;
        }
        m_request.loginHint = value("login_hint"_L1).left(domain::maxEmail);
        return {};
    }

    MaybeError readAudience()
    {
        QString audience = value("audience"_L1);
        if (audience.isEmpty() && m_parameters.resources.isEmpty())
            audience = defaultAudience(m_tenant);
        const auto apis = namedApis(m_tenant, audience, m_parameters.resources);
        if (!apis) {
            const bool isUnknown = apis.error().error == "access_denied"_L1;
            return isUnknown ? accessDenied(u"Service not found: "_s + echoed(audience)) : apis.error();
        }
        if (auto refused = userAccessRefusal(m_tenant, *m_client, *apis))
            return refused;
        for (const domain::ResourceServer &api : *apis)
            m_request.apis.append(api.id);
        m_request.scopes = value("scope"_L1).split(u' ', Qt::SkipEmptyParts);
        m_request.scopes.removeDuplicates();
        const QStringList issued = issuedScopes(userScopes(m_tenant, *m_client, nullptr, *apis, m_request.scopes));
        if (const auto scope = ambiguousScope(m_tenant, *m_client, domain::SubjectType::User, *apis, issued)) {
            return refusal(400, u"invalid_target"_s,
                           u"The scope is not granted for every API of this request that defines it: "_s +
                               echoed(*scope));
        }
        return {};
    }

    const AuthorizeParameters &m_parameters;
    const StoreSnapshot &m_tenant;
    const ClientApplication *m_client = nullptr;
    AuthorizationRequest m_request;
};

} // namespace

std::expected<AuthorizationRequest, AuthorizeRefusal> checkAuthorize(const AuthorizeParameters &parameters,
                                                                     const StoreSnapshot &tenant, const QString &issuer)
{
    return AuthorizeReader(parameters, tenant, issuer).run();
}

QList<std::pair<QString, QString>> answerParameters(const AuthorizationRequest &request,
                                                    QList<std::pair<QString, QString>> parameters)
{
    if (!request.state.isEmpty())
        parameters.append({u"state"_s, request.state});
    parameters.append({u"iss"_s, request.issuer});
    return parameters;
}

} // namespace gatehouse::issuer
