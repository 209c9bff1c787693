#include "models/flow/Exchange.h"

#include "models/base/Redaction.h"
#include "models/jose/StrictJson.h"

#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace gatehouse::flow {

using namespace Qt::StringLiterals;

namespace {

constexpr jose::JsonLimits bodyLimits{.bytes = 1024 * 1024, .depth = 32, .values = 20000};

bool isSecretParameter(QStringView name)
{
    static constexpr std::array secrets{
        "code"_L1,     "code_verifier"_L1, "client_secret"_L1, "access_token"_L1,     "refresh_token"_L1, "id_token"_L1,
        "password"_L1, "handle"_L1,        "id_token_hint"_L1, "client_assertion"_L1, "assertion"_L1,     "token"_L1};
    return std::ranges::any_of(secrets, [name](QLatin1StringView secret) { return name == secret; });
}

QByteArray contentType(const http::HeaderList &headers)
{
    for (const auto &[name, value] : headers) {
        if (name.compare("content-type", Qt::CaseInsensitive) == 0)
            return value.split(';').constFirst().trimmed().toLower();
    }
    return {};
}

bool isForm(const http::HttpRequest &request)
{
    return contentType(request.headers) == "application/x-www-form-urlencoded";
}

QList<ExchangeParameter> formParameters(const QString &form)
{
    QList<ExchangeParameter> parameters;
    QString text = form;
    text.replace(u'+', "%20"_L1);
    const auto items = QUrlQuery(text).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        parameters.append({.name = name, .value = value, .isSecret = isSecretParameter(name)});
    return parameters;
}

/// A query or a form with its secret values taken out.
QString redactedForm(const QString &form)
{
    QStringList parts = form.split(u'&');
    for (QString &part : parts) {
        const qsizetype equals = part.indexOf(u'=');
        if (equals > 0 && isSecretParameter(QStringView(part).first(equals)))
            part = part.first(equals + 1) + redactedText;
    }
    return parts.join(u'&');
}

QUrl redactedUrl(QUrl url)
{
    if (url.hasQuery())
        url.setQuery(redactedForm(url.query(QUrl::FullyEncoded)), QUrl::StrictMode);
    return url;
}

void redactMembers(jose::JsonValue &value)
{
    for (jose::JsonMember &member : value.members) {
        if (isSecretParameter(member.name) && member.value.isString())
            member.value.string = redactedText;
        else
            redactMembers(member.value);
    }
    for (jose::JsonValue &element : value.elements)
        redactMembers(element);
}

QByteArray redactedBody(const QByteArray &body, const QByteArray &type)
{
    if (type == "application/x-www-form-urlencoded")
        return redactedForm(QString::fromUtf8(body)).toUtf8();
    if (auto json = jose::parseStrictJson(body, bodyLimits)) {
        redactMembers(*json);
        return json->toJson();
    }
    // The handle in a page's form stands for the login under way.
    static const QRegularExpression hidden(uR"re((type="hidden"[^>]*\bvalue=")[^"]*)re"_s);
    return base::redacted(QString::fromUtf8(body).replace(hidden, u"\\1"_s + redactedText)).toUtf8();
}

http::HeaderList redactedHeaders(http::HeaderList headers)
{
    for (auto &[name, value] : headers)
        value = redactedHeader(name, value);
    return headers;
}

} // namespace

QString exchangeKindName(Exchange::Kind kind)
{
    static constexpr std::array names{"metadata"_L1, "authorize"_L1, "browser"_L1, "page"_L1,     "login"_L1,
                                      "consent"_L1,  "callback"_L1,  "token"_L1,   "userinfo"_L1, "api-call"_L1};
    return names.at(static_cast<std::size_t>(kind));
}

QString exchangeStateName(Exchange::State state)
{
    static constexpr std::array names{"running"_L1, "done"_L1, "refused"_L1, "failed"_L1};
    return names.at(static_cast<std::size_t>(state));
}

QList<ExchangeParameter> parametersOf(const http::HttpRequest &request)
{
    QList<ExchangeParameter> parameters = formParameters(request.url.query(QUrl::FullyEncoded));
    if (isForm(request)) {
        parameters += formParameters(QString::fromUtf8(request.body));
    } else if (const auto json = jose::parseStrictJson(request.body, bodyLimits); json && json->isObject()) {
        for (const jose::JsonMember &member : json->members) {
            if (member.value.isString())
                parameters.append({member.name, member.value.string, isSecretParameter(member.name)});
        }
    }
    return parameters;
}

QByteArray redactedHeader(const QByteArray &name, const QByteArray &value)
{
    const QByteArray lower = name.toLower();
    if (lower == "authorization" || lower == "proxy-authorization") {
        const qsizetype blank = value.indexOf(' ');
        return (blank > 0 ? value.first(blank + 1) : QByteArray()) + redactedText.latin1();
    }
    if (lower == "cookie" || lower == "set-cookie") {
        const qsizetype equals = value.indexOf('=');
        return (equals > 0 ? value.first(equals + 1) : QByteArray()) + redactedText.latin1();
    }
    if (lower == "location") {
        const QUrl target(QString::fromUtf8(value), QUrl::StrictMode);
        return target.isValid() ? redactedUrl(target).toEncoded() : QByteArray(redactedText.latin1());
    }
    return base::redacted(QString::fromUtf8(value)).toUtf8();
}

http::HttpRequest redactedRequest(const http::HttpRequest &request)
{
    http::HttpRequest redacted = request;
    redacted.url = redactedUrl(request.url);
    redacted.headers = redactedHeaders(request.headers);
    if (!request.body.isEmpty())
        redacted.body = redactedBody(request.body, contentType(request.headers));
    return redacted;
}

http::HttpResponse redactedResponse(const http::HttpResponse &response)
{
    http::HttpResponse redacted = response;
    redacted.headers = redactedHeaders(response.headers);
    if (!response.body.isEmpty())
        redacted.body = redactedBody(response.body, contentType(response.headers));
    return redacted;
}

ExchangeLog::ExchangeLog(const base::Clock &clock)
    : m_clock(clock)
    , m_began(clock.steady())
{
}

void ExchangeLog::restart()
{
    m_began = m_clock.steady();
    m_exchanges.clear();
}

std::chrono::microseconds ExchangeLog::elapsed() const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(m_clock.steady() - m_began);
}

qsizetype ExchangeLog::begin(Exchange::Kind kind, const http::HttpRequest &request)
{
    m_exchanges.append({.kind = kind, .sent = request, .received = {}, .begins = elapsed()});
    return m_exchanges.size() - 1;
}

void ExchangeLog::end(qsizetype index, std::optional<http::HttpResponse> response)
{
    const bool isRefused = response && response->status >= 400;
    m_exchanges[index].received = std::move(response);
    end(index, isRefused ? Exchange::State::Refused : Exchange::State::Done);
}

void ExchangeLog::end(qsizetype index, Exchange::State state)
{
    m_exchanges[index].state = state;
    m_exchanges[index].duration = elapsed() - m_exchanges.at(index).begins;
}

void ExchangeLog::endAll()
{
    for (qsizetype i = 0; i < m_exchanges.size(); ++i) {
        if (m_exchanges.at(i).state == Exchange::State::Running)
            end(i, Exchange::State::Failed);
    }
}

} // namespace gatehouse::flow
