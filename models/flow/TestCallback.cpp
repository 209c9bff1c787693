#include "models/flow/TestCallback.h"

#include <QUrl>

namespace gatehouse::flow {

using namespace Qt::StringLiterals;

namespace {

constexpr int ownPort = 8795;

bool mayHaveAnyPort(const domain::ClientApplication &client, CallbackMatching matching)
{
    return matching == CallbackMatching::AnyPort && client.type == domain::ClientType::Native;
}

} // namespace

QString TestCallback::at(int listening) const
{
    if (port != 0)
        return uri;
    QUrl url(uri, QUrl::StrictMode);
    url.setPort(listening);
    return url.toString(QUrl::FullyEncoded);
}

std::optional<TestCallback> testCallback(const domain::ClientApplication &client, CallbackMatching matching)
{
    const bool isAny = mayHaveAnyPort(client, matching);
    for (const QString &callback : client.callbacks) {
        const QUrl url(callback, QUrl::StrictMode);
        // Not localhost: what answers there may be another program (RFC 8252 section 8.3).
        if (url.scheme() != "http"_L1 || url.host() != "127.0.0.1"_L1 || url.hasQuery())
            continue;
        const int port = url.port();
        // Ports below are the system's own, and one that a client cannot choose has to be named.
        if (!isAny && port < 1024)
            continue;
        // Without a path, the browser asks for "/".
        const QString path = url.path(QUrl::FullyEncoded);
        return TestCallback{callback, path.isEmpty() ? u"/"_s : path, isAny ? 0 : port};
    }
    return {};
}

QString neededCallback(const domain::ClientApplication &client, CallbackMatching matching)
{
    return mayHaveAnyPort(client, matching) ? u"http://127.0.0.1/callback"_s
                                            : u"http://127.0.0.1:%1/callback"_s.arg(ownPort);
}

} // namespace gatehouse::flow
