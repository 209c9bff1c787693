#include "models/server/Messages.h"

#include <algorithm>
#include <format>

namespace gatehouse::server {

namespace {

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

/// A header value with line breaks left out: whatever a route puts there, it cannot start another header.
QByteArray oneLine(QByteArray value)
{
    value.removeIf([](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    return value;
}

} // namespace

qsizetype Request::count(QByteArrayView name) const
{
    return std::ranges::count_if(headers, [name](const auto &header) { return sameName(header.first, name); });
}

QByteArray Request::header(QByteArrayView name) const
{
    const auto found =
        std::ranges::find_if(headers, [name](const auto &header) { return sameName(header.first, name); });
    return found == headers.end() ? QByteArray() : found->second;
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 411:
        return "Length Required";
    case 409:
        return "Conflict";
    case 412:
        return "Precondition Failed";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Unknown";
    }
}

Response jsonResponse(int status, QByteArray body)
{
    return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

Response errorResponse(int status, QByteArrayView message)
{
    const QByteArray reason = reasonPhrase(status);
    QByteArray body = R"({"statusCode":)" + QByteArray::number(status) + R"(,"error":")" + reason + R"(","message":")";
    body += message.isEmpty() ? QByteArrayView(reason) : message;
    Response response{.status = status, .headers = {}, .body = body + "\"}"};
    response.headers = {{"Content-Type", "application/json; charset=utf-8"}, {"Cache-Control", "no-store"}};
    if (status == 503)
        response.headers.emplaceBack("Retry-After", "1");
    return response;
}

QByteArray serialized(const Response &response, bool keepAlive, bool withBody, base::Instant now)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status) + "\r\n";
    const std::string date = std::format("{:%a, %d %b %Y %H:%M:%S} GMT", std::chrono::floor<std::chrono::seconds>(now));
    out += "Date: " + QByteArray::fromStdString(date) + "\r\n";
    for (const auto &[name, value] : response.headers)
        out += name + ": " + oneLine(value) + "\r\n";
    // RFC 9110 section 8.6: a 204 has no content and says no length.
    if (response.status != 204)
        out += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    out += "X-Content-Type-Options: nosniff\r\n";
    // A client that knows how long a connection lives does not send into one that is being closed (RFC 9112
    // section 9.5). Sooner than that it should let go of it itself: what it sends is under way for a while.
    out += keepAlive ? "Connection: keep-alive\r\nKeep-Alive: timeout=10\r\n\r\n" : "Connection: close\r\n\r\n";
    if (withBody && response.status != 204)
        out += response.body;
    return out;
}

} // namespace gatehouse::server
