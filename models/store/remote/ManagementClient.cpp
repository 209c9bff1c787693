#include "models/store/remote/ManagementClient.h"

#include "models/base/Text.h"
#include "models/jose/CompactJws.h"
#include "models/oauth/TokenMessages.h"
#include "models/store/connection/ConnectionFault.h"

#include <algorithm>
#include <utility>

namespace gatehouse::store::remote {

using base::ErrorCode;
using base::ErrorStep;
using jose::JsonValue;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr int mostTries = 3;      ///< of what may be repeated
constexpr int mostLimitWaits = 6; ///< for one request
constexpr qsizetype longestMessage = 300;
constexpr int mostValues = 2'000'000;
constexpr std::chrono::seconds renewalMargin{60};
constexpr milliseconds deadline{60000};
constexpr qint64 mostTokenBytes = qint64{256} * 1024;

enum HttpStatus {
    MultipleChoices = 300,
    BadRequest = 400,
    Unauthorized = 401,
    Forbidden = 403,
    NotFoundStatus = 404,
    TooManyRequests = 429,
    ServerError = 500,
};

bool isTransient(ErrorCode code)
{
    return code == ErrorCode::ServerUnreachable || code == ErrorCode::TimedOut || code == ErrorCode::UnexpectedAnswer;
}

bool isPage(const http::HttpResponse &answer)
{
    return answer.header("Content-Type").toLower().contains("html") || answer.body.trimmed().startsWith('<');
}

std::expected<JsonValue, jose::JsonError> parsed(const QByteArray &body)
{
    return jose::parseStrictJson(body, {.bytes = ManagementClient::mostBytes, .values = mostValues});
}

QString memberText(const JsonValue &object, QStringView name)
{
    const JsonValue *value = object.member(name);
    return value && value->isString() ? base::visibleText(value->string, longestMessage) : QString();
}

/// Whether all of it may stand in a header (RFC 6750 section 2.1: visible ASCII).
bool isBearable(const base::Secret &token)
{
    return std::ranges::all_of(token.bytes(), [](char c) { return c > ' ' && c < 0x7f; });
}

/// What a pasted token says it may be used for. Whether it is genuine is for the tenant to say.
std::optional<QStringList> scopesOfToken(const base::Secret &token)
{
    const auto jws = jose::CompactJws::parse(token.bytes());
    if (!jws)
        return {};
    const auto claims = jose::parseStrictJson(jws->payload);
    const JsonValue *scope = claims ? claims->member(u"scope") : nullptr;
    if (!scope || !scope->isString())
        return {};
    return scope->string.split(u' ', Qt::SkipEmptyParts);
}

} // namespace

QByteArray segment(const QString &key)
{
    return QUrl::toPercentEncoding(key);
}

ManagementClient::ManagementClient(Wire &wire, const base::Clock &clock, base::RandomSource &random,
                                   TenantAddress address, Login login, int perSecond)
    : m_wire(wire)
    , m_clock(clock)
    , m_address(std::move(address))
    , m_login(std::move(login))
    , m_pace(clock, random, perSecond)
    , m_tokenPace(clock, random, perSecond)
{
}

base::Error ManagementClient::error(ErrorCode code, ErrorStep step, const QString &detail, int status) const
{
    return {.code = code, .step = step, .subject = m_address.domain(), .detail = detail, .httpStatus = status};
}

base::Result<void> ManagementClient::rest(milliseconds time)
{
    if (time.count() > 0) {
        if (m_onWait)
            m_onWait(time);
        if (!m_wire.rest(time))
            return std::unexpected(error(ErrorCode::Cancelled, ErrorStep::AskTenant));
    }
    return {};
}

base::Result<http::HttpResponse> ManagementClient::sendOnce(const http::HttpRequest &request)
{
    if (const auto rested = rest(m_pace.untilNext()); !rested)
        return std::unexpected(rested.error());
    m_pace.onSent();
    ++m_requests;
    auto answer = m_wire.exchange(request);
    if (!answer) {
        base::Error failed = answer.error();
        failed.step = ErrorStep::AskTenant;
        failed.subject = m_address.domain();
        return std::unexpected(failed);
    }
    m_received += answer->body.size();
    m_pace.onAnswer(*answer);
    return answer;
}

void ManagementClient::setLogin(Login login)
{
    m_login = std::move(login);
    m_token = {};
    m_scopes = {};
}

base::Result<void> ManagementClient::haveToken()
{
    if (const auto *pasted = std::get_if<PastedToken>(&m_login)) {
        if (m_token.isEmpty()) {
            if (!isBearable(pasted->token))
                return unfit(ErrorStep::LogInToTenant, m_address.domain(), ConnectionFault::Token);
            m_token = pasted->token;
            m_scopes = scopesOfToken(m_token);
        }
        return {};
    }
    if (!m_token.isEmpty() && m_clock.steady() < m_renewal)
        return {};
    m_token = {};
    const auto &client = std::get<ClientCredentials>(m_login);
    http::HttpRequest request = oauth::toHttp(
        {.client = {.clientId = client.clientId, .secret = client.secret}, .audience = m_address.audience()},
        m_address.tokenEndpoint());
    request.deadline = deadline;
    request.maxAnswerBytes = mostTokenBytes;
    base::Result<http::HttpResponse> answer;
    QString asked; // the time that the tenant asks for, in seconds, where that is longer than anybody waits here
    for (int attempt = 0; attempt < mostTries; ++attempt) {
        ++m_requests;
        answer = m_wire.exchange(request);
        const bool isLimited = answer && answer->status == TooManyRequests;
        const bool isFailure = answer ? answer->status >= ServerError : isTransient(answer.error().code);
        if ((!isLimited && !isFailure) || attempt + 1 == mostTries)
            break;
        const milliseconds wait = m_tokenPace.afterFailure(answer ? &*answer : nullptr, attempt);
        if (wait > RequestPace::longestWait) {
            asked = QString::number(wait.count() / 1000);
            break;
        }
        if (const auto rested = rest(wait); !rested)
            return rested;
    }
    if (!answer) {
        base::Error failed = answer.error();
        failed.step = ErrorStep::LogInToTenant;
        failed.subject = m_address.domain();
        return std::unexpected(failed);
    }
    if (answer->status == TooManyRequests)
        return std::unexpected(error(ErrorCode::RateLimited, ErrorStep::LogInToTenant, asked, answer->status));
    const auto read = oauth::parseAnswer(*answer);
    if (!read)
        return std::unexpected(refusal(*answer, ErrorStep::LogInToTenant));
    if (const auto *refused = std::get_if<oauth::TokenErrorResponse>(&*read)) {
        return std::unexpected(error(
            ErrorCode::LoginRefused, ErrorStep::LogInToTenant,
            base::visibleText(refused->description.isEmpty() ? refused->error : refused->description, longestMessage),
            refused->status));
    }
    const auto &issued = std::get<oauth::TokenResponse>(*read);
    base::Secret token{QByteArrayView(issued.accessToken)};
    if (!isBearable(token))
        return std::unexpected(
            error(ErrorCode::UnexpectedAnswer, ErrorStep::LogInToTenant, u"token"_s, answer->status));
    m_token = std::move(token);
    m_scopes = issued.scope ? std::optional(issued.scope->split(u' ', Qt::SkipEmptyParts)) : scopesOfToken(m_token);
    constexpr qint64 day = 86400;
    m_renewal = m_clock.steady() + std::chrono::seconds(std::clamp<qint64>(issued.expiresIn, 0, day)) - renewalMargin;
    return {};
}

base::Result<std::optional<QStringList>> ManagementClient::logIn()
{
    return haveToken().transform([this] { return m_scopes; });
}

base::Result<JsonValue> ManagementClient::getPublished(const QByteArray &path)
{
    const http::HttpRequest request{.method = "GET",
                                    .url = QUrl::fromEncoded(m_address.issuer().toLatin1() + path, QUrl::StrictMode),
                                    .headers = {{"Accept", "application/json"}, {"User-Agent", "Gatehouse"}},
                                    .body = {},
                                    .deadline = deadline,
                                    .maxAnswerBytes = mostBytes};
    return sendOnce(request).and_then([this](const http::HttpResponse &answer) { return bodyOf(answer); });
}

http::HttpRequest ManagementClient::requestTo(const QByteArray &method, const QByteArray &path,
                                              const QUrlQuery &query) const
{
    QUrl url = QUrl::fromEncoded((m_address.audience().chopped(1)).toLatin1() + path, QUrl::StrictMode);
    if (!query.isEmpty())
        url.setQuery(query);
    return {.method = method,
            .url = url,
            .headers = {{"Authorization", "Bearer " + m_token.bytes().toByteArray()},
                        {"Accept", "application/json"},
                        {"User-Agent", "Gatehouse"}},
            .body = {},
            .deadline = deadline,
            .maxAnswerBytes = mostBytes};
}

base::Result<http::HttpResponse> ManagementClient::send(const http::HttpRequest &wanted, bool isRepeatable)
{
    http::HttpRequest request = wanted;
    bool isRenewed = false;
    int failures = 0;
    int limits = 0;
    while (true) {
        const auto answer = sendOnce(request);
        if (!answer) {
            if (!isRepeatable || !isTransient(answer.error().code) || ++failures == mostTries)
                return answer;
            if (const auto rested = rest(m_pace.afterFailure(nullptr, failures - 1)); !rested)
                return std::unexpected(rested.error());
            continue;
        }
        if (answer->status == TooManyRequests) { // it was not done, whatever it was
            const milliseconds wait = m_pace.afterFailure(&*answer, limits);
            const bool isTooLong = wait > RequestPace::longestWait;
            if (++limits > mostLimitWaits || isTooLong)
                return std::unexpected(error(ErrorCode::RateLimited, ErrorStep::AskTenant,
                                             isTooLong ? QString::number(wait.count() / 1000) : QString(),
                                             TooManyRequests));
            if (const auto rested = rest(wait); !rested)
                return std::unexpected(rested.error());
            continue;
        }
        // A token that was revoked, or that expired while this machine slept: another one, once.
        if (answer->status == Unauthorized && !isRenewed && std::holds_alternative<ClientCredentials>(m_login)) {
            isRenewed = true;
            m_token = {};
            if (const auto had = haveToken(); !had)
                return std::unexpected(had.error());
            request.headers[0].second = "Bearer " + m_token.bytes().toByteArray();
            continue;
        }
        if (answer->status >= ServerError && isRepeatable && ++failures < mostTries) {
            if (const auto rested = rest(m_pace.afterFailure(&*answer, failures - 1)); !rested)
                return std::unexpected(rested.error());
            continue;
        }
        return answer;
    }
}

base::Error ManagementClient::refusal(const http::HttpResponse &answer, ErrorStep step) const
{
    const int status = answer.status;
    if (status >= MultipleChoices && status < BadRequest)
        return error(ErrorCode::UnexpectedAnswer, step, u"redirect"_s, status);
    const auto body = parsed(answer.body);
    if (!body || !body->isObject())
        return error(ErrorCode::UnexpectedAnswer, step, isPage(answer) ? u"page"_s : u"json"_s, status);
    const QString message = memberText(*body, u"message");
    constexpr auto scopesBegin = "expected any of: "_L1;
    if (status == Forbidden &&
        (memberText(*body, u"errorCode") == "insufficient_scope"_L1 || message.startsWith("Insufficient scope"_L1))) {
        const qsizetype at = message.indexOf(scopesBegin);
        return error(ErrorCode::ScopeMissing, step,
                     at < 0 ? message : message.sliced(at + scopesBegin.size()).replace(u',', u' ').simplified(),
                     status);
    }
    if (status == Unauthorized)
        return error(ErrorCode::LoginRefused, step, message, status);
    if (status == NotFoundStatus)
        return error(ErrorCode::NotFound, step, message, status);
    if (status >= BadRequest && status < ServerError)
        return error(ErrorCode::TenantRefused, step, message, status);
    return error(ErrorCode::UnexpectedAnswer, step, message, status);
}

base::Result<JsonValue> ManagementClient::bodyOf(const http::HttpResponse &answer) const
{
    if (answer.status < 200 || answer.status >= MultipleChoices)
        return std::unexpected(refusal(answer, ErrorStep::AskTenant));
    if (answer.body.isEmpty() && answer.status == 204)
        return JsonValue{};
    auto body = parsed(answer.body);
    if (!body)
        return std::unexpected(error(body.error().kind == jose::JsonError::Kind::TooLarge ||
                                             body.error().kind == jose::JsonError::Kind::TooMany
                                         ? ErrorCode::TooLarge
                                         : ErrorCode::UnexpectedAnswer,
                                     ErrorStep::AskTenant, isPage(answer) ? u"page"_s : u"json"_s, answer.status));
    return *std::move(body);
}

base::Result<JsonValue> ManagementClient::get(const QByteArray &path, const QUrlQuery &query)
{
    if (const auto had = haveToken(); !had)
        return std::unexpected(had.error());
    return send(requestTo("GET", path, query), true).and_then([this](const http::HttpResponse &answer) {
        return bodyOf(answer);
    });
}

std::expected<JsonValue, WriteFailure> ManagementClient::write(const QByteArray &method, const QByteArray &path,
                                                               const JsonValue &body)
{
    const auto failed = [](base::Error error, bool mayBeDone) {
        error.step = ErrorStep::ChangeTenant;
        return std::unexpected(WriteFailure{.error = std::move(error), .mayBeDone = mayBeDone});
    };
    if (const auto had = haveToken(); !had)
        return failed(had.error(), false);
    http::HttpRequest request = requestTo(method, path, {});
    if (body.isObject()) {
        request.body = body.toJson();
        request.isSentOnce = true;
        request.headers.append(qMakePair("Content-Type"_ba, "application/json"_ba));
    }
    // What deletes may be sent again: who finds nothing to delete is content (contract section 0, 5).
    const auto answer = send(request, method == "DELETE");
    if (!answer) {
        const ErrorCode code = answer.error().code;
        return failed(answer.error(), isTransient(code) || code == ErrorCode::Cancelled || code == ErrorCode::TooLarge);
    }
    auto read = bodyOf(*answer);
    if (!read)
        return failed(read.error(), answer->status < BadRequest || answer->status >= ServerError);
    return *std::move(read);
}

} // namespace gatehouse::store::remote
