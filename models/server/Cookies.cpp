#include "models/server/Cookies.h"

#include <algorithm>
#include <string_view>

namespace gatehouse::server {

namespace {

/// RFC 6265 section 4.1.1.
bool isCookieOctet(char c)
{
    static constexpr std::string_view others = "\",;\\";
    return c > ' ' && c < '\x7f' && !others.contains(c);
}

void append(Response &response, const Request &request, QByteArrayView name, const QByteArray &value,
            std::chrono::seconds lifetime)
{
    QByteArray line = cookieName(name, request.origin) + '=' + value +
                      "; Path=/; Max-Age=" + QByteArray::number(qlonglong(lifetime.count())) +
                      "; HttpOnly; SameSite=Lax";
    if (request.origin.scheme == domain::Origin::Scheme::Https)
        line += "; Secure";
    response.headers.emplaceBack("Set-Cookie", line);
}

} // namespace

QByteArray cookieName(QByteArrayView name, const domain::Origin &origin)
{
    return name.toByteArray() + '-' + QByteArray::number(origin.port);
}

void setCookie(Response &response, const Request &request, QByteArrayView name, const QByteArray &value,
               std::chrono::seconds lifetime)
{
    if (!value.isEmpty() && std::ranges::all_of(value, isCookieOctet))
        append(response, request, name, value, lifetime);
}

void removeCookie(Response &response, const Request &request, QByteArrayView name)
{
    append(response, request, name, {}, std::chrono::seconds(0));
}

QByteArray cookie(const Request &request, QByteArrayView name)
{
    const QByteArray start = cookieName(name, request.origin) + '=';
    QByteArray found;
    int count = 0;
    for (const auto &[key, value] : request.headers) {
        if (key.compare("Cookie", Qt::CaseInsensitive) != 0)
            continue;
        const QByteArrayList pairs = value.split(';');
        for (const QByteArray &pair : pairs) {
            const QByteArray trimmed = pair.trimmed();
            if (!trimmed.startsWith(start))
                continue;
            ++count;
            found = trimmed.sliced(start.size());
        }
    }
    const bool isValue = std::ranges::all_of(found, isCookieOctet);
    return count == 1 && isValue ? found : QByteArray();
}

} // namespace gatehouse::server
