#include "models/oauth/TokenMessages.h"

#include "models/jose/JsonBuilder.h"
#include "models/oauth/ClientAuthentication.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace gatehouse::oauth {

namespace {

namespace json = jose::json;

/// A token is a header of a request later on; an answer this large is no token response.
constexpr qsizetype maxAnswer = 512 * 1024;

bool isJson(const http::HttpResponse &response)
{
    const QByteArray type = response.header("Content-Type").split(';').first();
    return type.trimmed().compare("application/json", Qt::CaseInsensitive) == 0;
}

/// A member that may be absent, and must be a string when it is not. False: it is something else.
bool readText(const jose::JsonValue &object, QStringView name, QString &into)
{
    const jose::JsonValue *value = object.member(name);
    if (!value)
        return true;
    if (!value->isString())
        return false;
    into = value->string;
    return true;
}

/// RFC 6749 appendix A.7: the characters of an error code.
bool isErrorCode(const QString &text)
{
    return !text.isEmpty() && text.size() <= 200 && std::ranges::all_of(text, [](QChar c) {
        return c.unicode() >= 0x20 && c.unicode() <= 0x7e && c != u'"' && c != u'\\';
    });
}

std::optional<TokenAnswer> readSuccess(const jose::JsonValue &object)
{
    TokenResponse answer;
    QString token;
    QString type;
    if (!readText(object, u"access_token", token) || !readText(object, u"token_type", type) || token.isEmpty() ||
        type.isEmpty())
        return std::nullopt;
    answer.accessToken = token.toUtf8();
    answer.tokenType = type;
    if (const auto *expires = object.member(u"expires_in")) {
        bool whole = false;
        answer.expiresIn = expires->isNumber() ? expires->number.toLongLong(&whole) : 0;
        if (!whole || answer.expiresIn < 0)
            return std::nullopt;
    }
    QString scope;
    QString refreshToken;
    QString idToken;
    if (!readText(object, u"scope", scope) || !readText(object, u"refresh_token", refreshToken) ||
        !readText(object, u"id_token", idToken))
        return std::nullopt;
    answer.refreshToken = base::Secret(refreshToken.toUtf8());
    answer.idToken = idToken.toUtf8();
    if (!scope.isEmpty())
        answer.scope = scope;
    return answer;
}

std::optional<TokenAnswer> readError(const jose::JsonValue &object, int status)
{
    TokenErrorResponse answer;
    answer.status = status;
    if (!readText(object, u"error", answer.error) || !readText(object, u"error_description", answer.description) ||
        !readText(object, u"error_uri", answer.uri) || !isErrorCode(answer.error))
        return std::nullopt;
    return answer;
}

} // namespace

QByteArray toJson(const TokenResponse &response)
{
    jose::JsonValue body = json::object();
    json::add(body, "access_token"_L1, json::string(QString::fromLatin1(response.accessToken)));
    json::addIfAny(body, "refresh_token"_L1, QString::fromLatin1(response.refreshToken.bytes()));
    json::addIfAny(body, "id_token"_L1, QString::fromLatin1(response.idToken));
    json::addIfAny(body, "scope"_L1, response.scope.value_or(QString()));
    json::add(body, "expires_in"_L1, json::number(response.expiresIn));
    json::add(body, "token_type"_L1, json::string(response.tokenType));
    return body.toJson();
}

QByteArray toJson(const TokenErrorResponse &response)
{
    jose::JsonValue body = json::object();
    json::add(body, "error"_L1, json::string(response.error));
    json::addIfAny(body, "error_description"_L1, response.description);
    json::addIfAny(body, "error_uri"_L1, response.uri);
    return body.toJson();
}

http::HttpRequest toHttp(const TokenRequest &request, const QUrl &endpoint)
{
    http::HttpRequest http;
    http.method = "POST";
    http.url = endpoint;
    http.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
    jose::JsonValue body = json::object();
    json::add(body, "grant_type"_L1, json::string(u"client_credentials"_s));
    if (const QByteArray authorization = authorizationHeader(request.client); !authorization.isEmpty())
        http.headers.append({"Authorization", authorization});
    const auto members = identifyingMembers(request.client);
    for (const auto &[name, value] : members)
        json::add(body, name, json::string(value));
    json::addIfAny(body, "audience"_L1, request.audience);
    if (request.scopes)
        json::addIfAny(body, "scope"_L1, request.scopes->join(u' '));
    http.body = body.toJson();
    return http;
}

std::optional<TokenAnswer> parseAnswer(const http::HttpResponse &response)
{
    if (!isJson(response))
        return std::nullopt;
    const auto json = jose::parseStrictJson(response.body, {.bytes = maxAnswer, .depth = 16, .values = 1000});
    if (!json || !json->isObject())
        return std::nullopt;
    if (response.status == 200)
        return readSuccess(*json);
    if (response.status >= 400 && response.status <= 599)
        return readError(*json, response.status);
    return std::nullopt;
}

} // namespace gatehouse::oauth
