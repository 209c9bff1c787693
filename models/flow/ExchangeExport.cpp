#include "models/flow/ExchangeExport.h"

#include "models/jose/JsonBuilder.h"
#include "models/quickstart/SnippetEscaping.h"

#include <QDateTime>
#include <QTimeZone>

namespace gatehouse::flow {

namespace json = jose::json;
using jose::JsonValue;
using quickstart::literal;
using quickstart::Syntax;
using namespace Qt::StringLiterals;

namespace {

JsonValue pairOf(const QString &name, const QString &value)
{
    JsonValue pair = json::object();
    json::add(pair, "name", json::string(name));
    json::add(pair, "value", json::string(value));
    return pair;
}

JsonValue headersOf(const http::HeaderList &headers)
{
    JsonValue list = json::array();
    for (const auto &[name, value] : headers)
        list.elements.append(pairOf(QString::fromLatin1(name), QString::fromUtf8(value)));
    return list;
}

QString mimeType(const http::HeaderList &headers)
{
    for (const auto &[name, value] : headers) {
        if (name.compare("content-type", Qt::CaseInsensitive) == 0)
            return QString::fromLatin1(value);
    }
    return {};
}

JsonValue requestOf(const http::HttpRequest &sent)
{
    const http::HttpRequest request = redactedRequest(sent);
    JsonValue query = json::array();
    http::HttpRequest bare;
    bare.url = request.url;
    const QList<ExchangeParameter> parameters = parametersOf(bare);
    for (const ExchangeParameter &parameter : parameters)
        query.elements.append(pairOf(parameter.name, parameter.value));
    JsonValue object = json::object();
    json::add(object, "method", json::string(QString::fromLatin1(request.method)));
    json::add(object, "url", json::string(request.url.toString(QUrl::FullyEncoded)));
    json::add(object, "httpVersion", json::string(u"HTTP/1.1"_s));
    json::add(object, "cookies", json::array());
    json::add(object, "headers", headersOf(request.headers));
    json::add(object, "queryString", query);
    if (!request.body.isEmpty()) {
        JsonValue body = json::object();
        json::add(body, "mimeType", json::string(mimeType(request.headers)));
        json::add(body, "text", json::string(QString::fromUtf8(request.body)));
        json::add(object, "postData", body);
    }
    json::add(object, "headersSize", json::number(-1));
    json::add(object, "bodySize", json::number(request.body.size()));
    return object;
}

/// A status of 0 stands for an answer that nobody saw.
JsonValue responseOf(const http::HttpResponse &received)
{
    const http::HttpResponse response = redactedResponse(received);
    JsonValue content = json::object();
    json::add(content, "size", json::number(response.body.size()));
    json::add(content, "mimeType", json::string(mimeType(response.headers)));
    json::addIfAny(content, "text", QString::fromUtf8(response.body));
    JsonValue object = json::object();
    json::add(object, "status", json::number(response.status));
    json::add(object, "statusText", json::string(QString::fromLatin1(response.reason)));
    json::add(object, "httpVersion", json::string(u"HTTP/1.1"_s));
    json::add(object, "cookies", json::array());
    json::add(object, "headers", headersOf(response.headers));
    json::add(object, "content", content);
    json::add(object, "redirectURL", json::string(QString::fromUtf8(response.header("Location"))));
    json::add(object, "headersSize", json::number(-1));
    json::add(object, "bodySize", json::number(response.body.size()));
    return object;
}

} // namespace

QString curlCommand(const http::HttpRequest &request, bool withSecrets)
{
    const http::HttpRequest shown = withSecrets ? request : redactedRequest(request);
    QString command = u"curl --request %1 \\\n  --url %2"_s.arg(
        QString::fromLatin1(shown.method), literal(Syntax::Shell, shown.url.toString(QUrl::FullyEncoded)));
    for (const auto &[name, value] : shown.headers) {
        command += u" \\\n  --header "_s +
                   literal(Syntax::Shell, QString::fromLatin1(name) + u": "_s + QString::fromUtf8(value));
    }
    if (!shown.body.isEmpty())
        command += u" \\\n  --data-raw "_s + literal(Syntax::Shell, QString::fromUtf8(shown.body));
    return command + u'\n';
}

QByteArray redactedHar(const QList<Exchange> &exchanges, base::Instant began, const QString &version)
{
    JsonValue entries = json::array();
    for (const Exchange &exchange : exchanges) {
        const auto begins = began + std::chrono::duration_cast<std::chrono::milliseconds>(exchange.begins);
        const QDateTime at =
            QDateTime::fromMSecsSinceEpoch(begins.time_since_epoch().count(), QTimeZone(QTimeZone::UTC));
        const qint64 milliseconds = exchange.duration.count() / 1000;
        JsonValue timings = json::object();
        json::add(timings, "send", json::number(0));
        json::add(timings, "wait", json::number(milliseconds));
        json::add(timings, "receive", json::number(0));
        JsonValue entry = json::object();
        json::add(entry, "startedDateTime", json::string(at.toString(Qt::ISODateWithMs)));
        json::add(entry, "time", json::number(milliseconds));
        json::add(entry, "request", requestOf(exchange.sent));
        json::add(entry, "response", responseOf(exchange.received.value_or(http::HttpResponse())));
        json::add(entry, "cache", json::object());
        json::add(entry, "timings", timings);
        json::add(entry, "comment", json::string(exchangeKindName(exchange.kind)));
        entries.elements.append(entry);
    }
    JsonValue creator = json::object();
    json::add(creator, "name", json::string(u"Gatehouse"_s));
    json::add(creator, "version", json::string(version));
    JsonValue log = json::object();
    json::add(log, "version", json::string(u"1.2"_s));
    json::add(log, "creator", creator);
    json::add(log, "entries", entries);
    JsonValue document = json::object();
    json::add(document, "log", log);
    return document.toIndentedJson();
}

} // namespace gatehouse::flow
