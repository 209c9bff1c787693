#include "models/server/Router.h"
#include "models/server/routes/Authentication.h"

#include <QTest>

#include <stdexcept>

using namespace gatehouse;
using namespace gatehouse::server;
using namespace Qt::StringLiterals;

namespace {

Request request(const QByteArray &method, const QByteArray &path, const HeaderList &headers = {})
{
    Request made;
    made.method = method;
    made.path = path;
    made.headers = headers;
    return made;
}

QByteArray header(const Response &response, QByteArrayView name)
{
    for (const auto &[key, value] : response.headers) {
        if (key == name)
            return value;
    }
    return {};
}

} // namespace

class tst_server_Router : public QObject
{
    Q_OBJECT

private:
    const Router m_router{{
        {.path = "/read",
         .methods = {"GET"},
         .isPublicDocument = true,
         .answer = [](const Request &) { return jsonResponse(200, "{}"); }},
        {.path = "/write",
         .methods = {"POST"},
         .isPublicDocument = false,
         .answer = [](const Request &) { return jsonResponse(201, "{}"); }},
        {.path = "/fails",
         .methods = {"GET"},
         .isPublicDocument = false,
         .answer = [](const Request &) -> Response { throw std::runtime_error("secret detail"); }},
        {.path = "/shared",
         .methods = {"POST"},
         .answer = [](const Request &) { return jsonResponse(201, "{}"); },
         .accessOf =
             [](const QByteArray &origin) {
                 return origin == "https://app.example.com"   ? OriginAccess::Listed
                        : origin == "https://any.example.com" ? OriginAccess::Read
                                                              : OriginAccess::None;
             }},
    }};

private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("allow");
        const auto row = [](const char *name, const char *method, const char *path, int status, const char *allow) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(path) << status << QByteArray(allow);
        };
        row("get", "GET", "/read", 200, "");
        row("head", "HEAD", "/read", 200, "");
        row("post", "POST", "/write", 201, "");
        row("wrong method", "POST", "/read", 405, "GET, HEAD, OPTIONS");
        row("get where post is due", "GET", "/write", 405, "POST, OPTIONS");
        row("head where post is due", "HEAD", "/write", 405, "POST, OPTIONS");
        row("delete", "DELETE", "/write", 405, "POST, OPTIONS");
        row("trace", "TRACE", "/read", 405, "GET, HEAD, OPTIONS");
        row("method in small letters", "get", "/read", 405, "GET, HEAD, OPTIONS");
        row("options", "OPTIONS", "/write", 204, "POST, OPTIONS");
        row("unknown path", "GET", "/", 404, "");
        row("path with a slash more", "GET", "/read/", 404, "");
        row("path in capitals", "GET", "/READ", 404, "");
        row("two slashes", "GET", "//read", 404, "");
        row("dots", "GET", "/x/../read", 404, "");
        row("encoded", "GET", "/%72ead", 404, "");
        row("options of an unknown path", "OPTIONS", "/x", 404, "");
        row("options of everything", "OPTIONS", "*", 404, "");
        row("a route that fails", "GET", "/fails", 500, "");
    }
    void answers()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, path);
        const Response response = m_router.answer(request(method, path));
        QTEST(response.status, "status");
        QTEST(header(response, "Allow"), "allow");
        QVERIFY(!response.body.contains("secret detail"));
    }

    void notFoundBody()
    {
        const Response response = m_router.answer(request("GET", "/nothing"));
        QCOMPARE(response.body, R"({"statusCode":404,"error":"Not Found","message":"Not Found"})");
        QCOMPARE(header(response, "Content-Type"), "application/json; charset=utf-8");
    }

    /// HTTP-04: origins × routes.
    void originsSeePublicDocumentsAlone()
    {
        const HeaderList origin{{"Origin", "https://evil.example"}, {"Access-Control-Request-Private-Network", "true"}};
        const Response preflight = m_router.answer(request("OPTIONS", "/read", origin));
        QCOMPARE(header(preflight, "Access-Control-Allow-Origin"), "*");
        QCOMPARE(header(preflight, "Access-Control-Allow-Methods"), "GET, HEAD");
        QVERIFY(header(preflight, "Access-Control-Allow-Private-Network").isEmpty());
        QVERIFY(header(preflight, "Access-Control-Allow-Credentials").isEmpty());
        QCOMPARE(header(m_router.answer(request("GET", "/read", origin)), "Access-Control-Allow-Origin"), "*");
        for (const QByteArray &method : {"OPTIONS"_ba, "POST"_ba}) {
            const Response response = m_router.answer(request(method, "/write", origin));
            for (const auto &[name, value] : response.headers)
                QVERIFY2(!name.startsWith("Access-Control"), name.constData());
        }
    }

    /// HTTP-04: a route for some origins names the one that asks, never all, and never lets cookies along.
    void routesForSomeOrigins_data()
    {
        QTest::addColumn<QByteArrayList>("origins");
        QTest::addColumn<bool>("isAllowed");
        QTest::newRow("listed") << QByteArrayList{"https://app.example.com"} << true;
        QTest::newRow("reads") << QByteArrayList{"https://any.example.com"} << true;
        QTest::newRow("no origin") << QByteArrayList() << false;
        QTest::newRow("other") << QByteArrayList{"https://evil.example"} << false;
        QTest::newRow("null") << QByteArrayList{"null"} << false;
        QTest::newRow("empty") << QByteArrayList{""} << false;
        QTest::newRow("other scheme") << QByteArrayList{"http://app.example.com"} << false;
        QTest::newRow("prefix") << QByteArrayList{"https://app.example.com.evil.example"} << false;
        QTest::newRow("twice") << QByteArrayList{"https://app.example.com", "https://app.example.com"} << false;
    }
    void routesForSomeOrigins()
    {
        QFETCH(const QByteArrayList, origins);
        QFETCH(const bool, isAllowed);
        HeaderList headers{{"Access-Control-Request-Private-Network", "true"}};
        for (const QByteArray &origin : origins)
            headers.emplaceBack("Origin", origin);
        const QByteArray granted = isAllowed ? origins.first() : QByteArray();
        for (const QByteArray &method : {"OPTIONS"_ba, "POST"_ba, "DELETE"_ba}) {
            const Response response = m_router.answer(request(method, "/shared", headers));
            QCOMPARE(header(response, "Access-Control-Allow-Origin"), granted);
            QCOMPARE(header(response, "Access-Control-Allow-Credentials"), "");
            QCOMPARE(header(response, "Vary"), "Origin");
            const bool isGrantedPreflight = isAllowed && method == "OPTIONS";
            QCOMPARE(header(response, "Access-Control-Allow-Methods"), isGrantedPreflight ? "POST" : "");
            QCOMPARE(header(response, "Access-Control-Allow-Headers"),
                     isGrantedPreflight ? "Authorization, Content-Type" : "");
            // Pages outside this machine come in only where a person has listed them.
            const bool isListed = granted == "https://app.example.com";
            QCOMPARE(header(response, "Access-Control-Allow-Private-Network"),
                     isGrantedPreflight && isListed ? "true" : "");
        }
    }

    /// What the token endpoint (`others` None) and /userinfo (Read) allow.
    void originsOfTheTenant()
    {
        store::StoreSnapshot tenant;
        domain::ClientApplication client;
        client.origins = {u"https://app.example.com"_s};
        tenant.clients = {client};
        store::SnapshotSource source;
        source.write(tenant);
        using enum OriginAccess;
        for (const OriginAccess others : {None, Read}) {
            const auto accessOf = routes::accessForListed(source, others);
            QCOMPARE(accessOf("https://app.example.com"), Listed);
            QCOMPARE(accessOf("https://any.example.com"), others);
            for (const char *none : {"https://app.example.com,https://evil.example", "https://app.example.com/", "x",
                                     "https://app.example.com https://evil.example", "https://"})
                QCOMPARE(accessOf(none), None);
            source.write({});
            QCOMPARE(accessOf("https://app.example.com"), others);
            source.write(tenant);
        }
    }

    void bodyLimits()
    {
        const Router router{{{.path = "/large", .methods = {"POST"}, .answer = {}, .bodyLimit = 1024 * 1024},
                             {.path = "/usual", .methods = {"POST"}, .answer = {}}}};
        QCOMPARE(router.bodyLimit("/large"), 1024U * 1024U);
        QCOMPARE(router.bodyLimit("/usual"), 64U * 1024U);
        QCOMPARE(router.bodyLimit("/nowhere"), 64U * 1024U);
    }

    void onTheWire()
    {
        const base::Instant then(std::chrono::milliseconds(1700000000123));
        QCOMPARE(
            serialized({.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = "hi"}, true, true, then),
            "HTTP/1.1 200 OK\r\nDate: Tue, 14 Nov 2023 22:13:20 GMT\r\nContent-Type: text/plain\r\nContent-Length: "
            "2\r\n"
            "X-Content-Type-Options: nosniff\r\nConnection: keep-alive\r\nKeep-Alive: timeout=10\r\n\r\nhi");
        QVERIFY(serialized({.status = 200, .headers = {}, .body = "hi"}, false, false, then)
                    .endsWith("Connection: close\r\n\r\n"));
        QVERIFY(!serialized({.status = 204, .headers = {}, .body = {}}, true, true, then).contains("Content-Length"));
    }

    /// HTTP-14: whatever a route puts into a header, it cannot start another one.
    void headersCannotBeSplit()
    {
        const Response response{
            .status = 200, .headers = {{"X-A", QByteArray("a\r\nSet-Cookie: x=1\r\n\r\n<html>\0", 29)}}, .body = {}};
        const QByteArray wire = serialized(response, true, true, base::Instant());
        QVERIFY(!wire.contains("\r\nSet-Cookie"));
        QCOMPARE(wire.indexOf("\r\n\r\n"), wire.size() - 4);
        QVERIFY(!wire.contains('\0'));
    }
};

QTEST_GUILESS_MAIN(tst_server_Router)
#include "tst_server_Router.moc"
