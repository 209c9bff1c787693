#include "models/server/Html.h"

#include <QCryptographicHash>

#include <algorithm>
#include <string_view>

namespace gatehouse::server {

namespace {

bool isAlphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool isSchemeName(QByteArrayView name)
{
    static constexpr std::string_view others = "+-.";
    return !name.isEmpty() && isAlphanumeric(name.front()) && !(name.front() >= '0' && name.front() <= '9') &&
           std::ranges::all_of(name, [](char c) { return isAlphanumeric(c) || others.contains(c); });
}

/// `scheme:` or `scheme://host[:port]` of Content Security Policy Level 3 section 2.3.1, without wildcards.
bool isSource(QByteArrayView origin)
{
    const qsizetype colon = origin.indexOf(':');
    if (colon < 0 || !isSchemeName(origin.first(colon)))
        return false;
    QByteArrayView rest = origin.sliced(colon + 1);
    if (rest.isEmpty())
        return true;
    if (!rest.startsWith("//"))
        return false;
    rest = rest.sliced(2);
    const qsizetype portColon = rest.indexOf(':');
    const QByteArrayView host = portColon < 0 ? rest : rest.first(portColon);
    const QByteArrayView port = portColon < 0 ? QByteArrayView() : rest.sliced(portColon + 1);
    return !host.isEmpty() && (portColon < 0 || !port.isEmpty()) &&
           std::ranges::all_of(host, [](char c) { return isAlphanumeric(c) || c == '-' || c == '.'; }) &&
           std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
}

QByteArray policy(QByteArrayView style, const QByteArrayList &formActionOrigins)
{
    QByteArray styleSource = "'none'";
    if (!style.isEmpty())
        styleSource = "'sha256-" + QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64() + '\'';
    QByteArray targets = "'self'";
    for (const QByteArray &origin : formActionOrigins) {
        if (isSource(origin))
            targets += ' ' + origin;
    }
    return "default-src 'none'; style-src " + styleSource + "; form-action " + targets +
           "; frame-ancestors 'none'; base-uri 'none'";
}

} // namespace

Response htmlResponse(int status, QByteArray body, QByteArrayView style, const QByteArrayList &formActionOrigins)
{
    return {.status = status,
            .headers = {{"Content-Type", "text/html; charset=utf-8"},
                        {"Content-Security-Policy", policy(style, formActionOrigins)},
                        {"X-Frame-Options", "DENY"},
                        {"Referrer-Policy", "no-referrer"},
                        {"Cache-Control", "no-store"},
                        {"Cross-Origin-Opener-Policy", "same-origin"}},
            .body = std::move(body)};
}

} // namespace gatehouse::server
