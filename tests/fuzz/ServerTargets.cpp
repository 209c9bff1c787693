#include "models/issuer/RedirectUri.h"
#include "models/server/Cookies.h"
#include "models/server/Router.h"
#include "models/server/routes/Authentication.h"
#include "models/server/routes/Authorize.h"
#include "models/server/routes/TokenForm.h"
#include "tests/fuzz/Promise.h"
#include "tests/fuzz/Targets.h"
#include "tests/issuer/LoginWorld.h"

#include <QRegularExpression>

namespace gatehouse::fuzz {

using namespace Qt::StringLiterals;
using tests::LoginWorld;

namespace {

const domain::Origin origin{.port = 8790};

server::Request post(const QByteArray &body, server::HeaderList headers)
{
    return {.method = "POST",
            .path = "/oauth/token",
            .query = {},
            .origin = origin,
            .headers = std::move(headers),
            .body = body};
}

/// A browser and a client that remember: cookies, the last handle a page had, the last code and refresh token.
class Visitor
{
public:
    explicit Visitor(LoginWorld &world)
        : m_router(routesOf(world))
    {
    }

    /// `METHOD /path?query` or `METHOD /path<TAB>body`, in which {handle}, {code} and {refresh} stand for the last
    /// ones.
    void visit(QByteArray line)
    {
        line.replace("{handle}", m_handle).replace("{code}", m_code).replace("{refresh}", m_refresh);
        const qsizetype blank = line.indexOf(' ');
        const qsizetype tab = line.indexOf('\t');
        if (blank < 0)
            return;
        const QByteArray target = line.sliced(blank + 1, (tab < 0 ? line.size() : tab) - blank - 1);
        const qsizetype mark = target.indexOf('?');
        server::Request request{
            .method = line.first(blank),
            .path = mark < 0 ? target : target.first(mark),
            .query = mark < 0 ? QByteArray() : target.sliced(mark + 1),
            .origin = origin,
            .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Origin", "http://127.0.0.1:8790"}},
            .body = tab < 0 ? QByteArray() : line.sliced(tab + 1)};
        if (!m_cookies.isEmpty())
            request.headers.append({"Cookie", m_cookies.values().join("; ")});
        const server::Response response = m_router.answer(request);
        require(response.status < 500, "an answer that blames the server");
        for (const auto &[name, value] : response.headers) {
            require(!value.contains('\n') && !value.contains('\r'), "a header with a line break");
            if (name == "Set-Cookie")
                m_cookies.insert(value.first(std::max<qsizetype>(0, value.indexOf('='))),
                                 value.first(value.indexOf(';')));
            if (name == "Location")
                follow(value);
        }
        learn(response);
    }

private:
    static QList<server::Route> routesOf(LoginWorld &world)
    {
        QList<server::Route> routes =
            server::routes::authenticationRoutes(world.tokens, world.tenant, world.crypto.keys(), true);
        static const QStringList issuers{QString(LoginWorld::issuer)};
        routes.append(server::routes::authorizeRoutes(world.logins, world.ownTokens, world.tenant, issuers));
        return routes;
    }

    /// Nobody is ever sent anywhere but to our own pages and to what the client has registered.
    void follow(const QByteArray &location)
    {
        const bool isOurs = location.startsWith("/u/");
        require(isOurs || location.startsWith(LoginWorld::callback.latin1()) || location.startsWith("http://127.0.0.1"),
                "a redirect to where nobody registered");
        static const QRegularExpression codes(u"[?&]code=([^&]+)"_s);
        if (const auto found = codes.match(QString::fromUtf8(location)); found.hasMatch())
            m_code = found.captured(1).toUtf8();
    }

    void learn(const server::Response &response)
    {
        static const QRegularExpression handles(u"name=\"handle\" value=\"([^\"]+)\""_s);
        static const QRegularExpression refreshes(u"\"refresh_token\":\"([^\"]+)\""_s);
        const QString body = QString::fromUtf8(response.body);
        if (const auto found = handles.match(body); found.hasMatch())
            m_handle = found.captured(1).toUtf8();
        if (const auto found = refreshes.match(body); found.hasMatch())
            m_refresh = found.captured(1).toUtf8();
    }

    server::Router m_router;
    QHash<QByteArray, QByteArray> m_cookies;
    QByteArray m_handle = "none";
    QByteArray m_code = "none";
    QByteArray m_refresh = "none";
};

} // namespace

void form(QByteArrayView bytes)
{
    const auto read = server::routes::readTokenRequest(
        post(bytes.toByteArray(), {{"Content-Type", "application/x-www-form-urlencoded"}}));
    if (!read) {
        require(read.error().status == 400, "a form that is refused as something else");
        return;
    }
    for (const auto &[name, value] : read->values.asKeyValueRange())
        require(!value.isEmpty() && name != "client_secret"_L1, "an empty parameter, or a secret among them");
}

void basic(QByteArrayView bytes)
{
    const auto read = server::routes::readTokenRequest(
        post("grant_type=client_credentials", {{"Content-Type", "application/x-www-form-urlencoded"},
                                               {"Authorization", "Basic " + bytes.toByteArray().toBase64()}}));
    require(!read || (!read->basic.isEmpty() && read->basic.size() <= 2),
            "credentials without a reading, or with three");
    const auto raw = server::routes::readTokenRequest(
        post("a=b", {{"Content-Type", "application/x-www-form-urlencoded"}, {"Authorization", bytes.toByteArray()}}));
    require(raw || raw.error().status == 401, "credentials that are refused as something else");
}

void cookies(QByteArrayView bytes)
{
    const server::Request request = post({}, {{"Cookie", bytes.toByteArray()}});
    const QByteArray value = server::cookie(request, "gatehouse_session");
    require(value.isEmpty() || bytes.contains(value), "a cookie that was not sent");
    const server::Request twice = post({}, {{"Cookie", bytes.toByteArray()}, {"Cookie", bytes.toByteArray()}});
    require(server::cookie(twice, "gatehouse_session").isEmpty(), "a cookie of two senders");
}

void redirect(QByteArrayView bytes)
{
    const qsizetype line = bytes.indexOf('\n');
    if (line < 0)
        return;
    const QString registered = QString::fromUtf8(bytes.first(line));
    const QString asked = QString::fromUtf8(bytes.sliced(line + 1));
    domain::ClientApplication client;
    client.callbacks = {registered};
    for (const auto type :
         {domain::ClientType::RegularWeb, domain::ClientType::SinglePage, domain::ClientType::Native}) {
        client.type = type;
        if (domain::checkCallback(registered, type) || !issuer::isRegisteredRedirect(client, asked))
            continue;
        const QString without = QString(asked).remove(QRegularExpression(u":\\d+(?=[/?]|$)"_s));
        require(asked == registered ||
                    (type == domain::ClientType::Native &&
                     without == QString(registered).remove(QRegularExpression(u":\\d+(?=[/?]|$)"_s))),
                "a redirect that is not the registered one");
    }
}

void logins(QByteArrayView bytes)
{
    constexpr qsizetype most = 30;
    LoginWorld world;
    Visitor visitor(world);
    const QList<QByteArray> lines = bytes.toByteArray().split('\n').first(std::min(most, bytes.count('\n') + 1));
    for (const QByteArray &line : lines)
        visitor.visit(line);
}

} // namespace gatehouse::fuzz
