#include "models/issuer/RedirectUri.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace gatehouse::issuer {

using namespace Qt::StringLiterals;

namespace {

/// The parts of an http URI on the loopback around its port: "http://127.0.0.1", then the path and query.
struct LoopbackUri
{
    QStringView host;
    QStringView rest;

    bool operator==(const LoopbackUri &) const = default;
};

std::optional<LoopbackUri> loopbackUri(QStringView uri)
{
    static constexpr std::array hosts{"http://127.0.0.1"_L1, "http://[::1]"_L1};
    for (const QLatin1StringView host : hosts) {
        if (!uri.startsWith(host))
            continue;
        QStringView rest = uri.sliced(host.size());
        if (rest.startsWith(u':')) {
            qsizetype digits = 1;
            while (digits < rest.size() && rest[digits] >= u'0' && rest[digits] <= u'9')
                ++digits;
            const int port = rest.sliced(1, digits - 1).toInt();
            if (digits < 2 || digits > 6 || port < 1 || port > 65535 || rest[1] == u'0')
                return {};
            rest = rest.sliced(digits);
        }
        // What follows is a path, a query or nothing: not more of a host.
        if (!rest.isEmpty() && rest.front() != u'/' && rest.front() != u'?')
            return {};
        return LoopbackUri{uri.first(host.size()), rest};
    }
    return {};
}

} // namespace

bool isRegisteredRedirect(const domain::ClientApplication &client, const QString &uri)
{
    if (client.callbacks.contains(uri))
        return true;
    if (client.type != domain::ClientType::Native)
        return false;
    const auto asked = loopbackUri(uri);
    return asked && std::ranges::any_of(client.callbacks,
                                        [&](const QString &callback) { return loopbackUri(callback) == asked; });
}

QString redirectWith(const QString &uri, const QList<std::pair<QString, QString>> &parameters)
{
    QString result = uri;
    QChar separator = uri.contains(u'?') ? u'&' : u'?';
    if (uri.endsWith(u'?') || uri.endsWith(u'&'))
        separator = QChar();
    for (const auto &[name, value] : parameters) {
        if (!separator.isNull())
            result += separator;
        result += name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value));
        separator = u'&';
    }
    return result;
}

} // namespace gatehouse::issuer
