#include "models/oauth/TokenMessages.h"

#include <QTest>
#include <QUrl>

using namespace gatehouse;
using namespace gatehouse::oauth;
using namespace Qt::StringLiterals;

namespace {

http::HttpResponse received(int status, const QByteArray &body, const QByteArray &type = "application/json")
{
    http::HttpResponse response;
    response.status = status;
    response.headers = {{"content-type", type}};
    response.body = body;
    return response;
}

TokenRequest request(ClientAuthentication authentication)
{
    TokenRequest made;
    made.client = {.clientId = u"client"_s,
                   .secret = base::Secret(QByteArrayView("s\"e:c%r+et")),
                   .authentication = authentication};
    made.audience = u"https://api.example.com"_s;
    return made;
}

// No raw strings with escaped quotes in them: moc loses its place there.
QByteArray requestBody()
{
    return R"({"grant_type":"client_credentials","client_id":"client","client_secret":)"
           "\"s\\\"e:c%r+et\""
           R"(,"audience":"https://api.example.com","scope":"read:a write:a"})";
}

QByteArray escapedError()
{
    return R"({"error":"x","error_description":)"
           "\"a \\\"b\\\"\\n\\\\\""
           R"(,"error_uri":"https://e"})";
}

} // namespace

class tst_oauth_TokenMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Byte for byte: members in the contract's order (section 2.2).
    void writesSuccess()
    {
        QCOMPARE(toJson(TokenResponse{.accessToken = "a.b.c", .expiresIn = 86400, .scope = u"read:a write:a"_s}),
                 R"({"access_token":"a.b.c","scope":"read:a write:a","expires_in":86400,"token_type":"Bearer"})");
        QCOMPARE(toJson(TokenResponse{.accessToken = "a.b.c", .expiresIn = 1, .scope = {}}),
                 R"({"access_token":"a.b.c","expires_in":1,"token_type":"Bearer"})");
    }

    void writesError()
    {
        QCOMPARE(toJson(TokenErrorResponse{
                     .status = 401, .error = u"access_denied"_s, .description = u"Unauthorized"_s, .uri = {}}),
                 R"({"error":"access_denied","error_description":"Unauthorized"})");
        const TokenErrorResponse awkward{
            .status = 403, .error = u"x"_s, .description = u"a \"b\"\n\\"_s, .uri = u"https://e"_s};
        QCOMPARE(toJson(awkward), escapedError());
    }

    void requestWithSecretInBody()
    {
        TokenRequest wanted = request(ClientAuthentication::SecretPost);
        wanted.scopes = QStringList{u"read:a"_s, u"write:a"_s};
        const auto http = toHttp(wanted, QUrl(u"http://127.0.0.1:1/oauth/token"_s));
        QCOMPARE(http.method, "POST");
        QCOMPARE(http.url, QUrl(u"http://127.0.0.1:1/oauth/token"_s));
        QCOMPARE(http.body, requestBody());
        QVERIFY(http.headers.contains({"Content-Type", "application/json"}));
        for (const auto &[name, value] : http.headers)
            QVERIFY(name != "Authorization");
    }

    /// RFC 6749 section 2.3.1: form-encoded before base64; the body then holds no credentials.
    void requestByBasic()
    {
        const auto http = toHttp(request(ClientAuthentication::SecretBasic), QUrl(u"http://127.0.0.1:1/t"_s));
        const QByteArray body = R"({"grant_type":"client_credentials","audience":"https://api.example.com"})";
        QCOMPARE(http.body, body);
        const QByteArray expected = "Basic " + "client:s%22e%3Ac%25r%2Bet"_ba.toBase64();
        QVERIFY(http.headers.contains({"Authorization", expected}));
    }

    void readsSuccess()
    {
        const QByteArray body =
            R"({"token_type":"Bearer","access_token":"t","expires_in":60,"scope":"a b","extra":{"x":[1]}})";
        const auto answer = parseAnswer(received(200, body, "application/json; charset=utf-8"));
        QVERIFY(answer);
        const TokenResponse expected{.accessToken = "t", .expiresIn = 60, .scope = u"a b"_s};
        QCOMPARE(std::get<TokenResponse>(*answer), expected);
    }

    void readsError()
    {
        const auto answer =
            parseAnswer(received(403, R"({"error":"access_denied","error_description":"no","error_uri":"u"})"));
        QVERIFY(answer);
        const TokenErrorResponse expected{
            .status = 403, .error = u"access_denied"_s, .description = u"no"_s, .uri = u"u"_s};
        QCOMPARE(std::get<TokenErrorResponse>(*answer), expected);
    }

    /// What the server writes is what the client reads.
    void roundTrip()
    {
        const TokenResponse token{.accessToken = "a.b.c", .expiresIn = 7, .scope = u"x"_s};
        QCOMPARE(std::get<TokenResponse>(*parseAnswer(received(200, toJson(token)))), token);
        const TokenErrorResponse error{.status = 400,
                                       .error = u"e"_s,
                                       .description = QString(QChar(0xe9)) + QChar(0x2028) + u"'\t\\"_s + QChar(u'"'),
                                       .uri = {}};
        QCOMPARE(std::get<TokenErrorResponse>(*parseAnswer(received(400, toJson(error)))), error);
    }

    void refusesOtherShapes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("type");
        const QByteArray json = "application/json";
        const QByteArray good = R"({"access_token":"t","token_type":"Bearer","expires_in":60})";
        QTest::newRow("html") << 200 << "<html>login</html>"_ba << "text/html"_ba;
        QTest::newRow("right body, wrong type") << 200 << good << "text/html"_ba;
        QTest::newRow("no type") << 200 << good << QByteArray();
        QTest::newRow("type with a tail") << 200 << good << "application/jsonx"_ba;
        QTest::newRow("empty") << 200 << QByteArray() << json;
        QTest::newRow("truncated") << 200 << good.chopped(1) << json;
        QTest::newRow("array") << 200 << "[]"_ba << json;
        QTest::newRow("no token") << 200 << R"({"token_type":"Bearer"})"_ba << json;
        QTest::newRow("empty token") << 200 << R"({"access_token":"","token_type":"Bearer"})"_ba << json;
        QTest::newRow("number for a token") << 200 << R"({"access_token":1,"token_type":"Bearer"})"_ba << json;
        QTest::newRow("no token type") << 200 << R"({"access_token":"t"})"_ba << json;
        QTest::newRow("text for seconds")
            << 200 << R"({"access_token":"t","token_type":"B","expires_in":"60"})"_ba << json;
        QTest::newRow("fraction of seconds")
            << 200 << R"({"access_token":"t","token_type":"B","expires_in":1.5})"_ba << json;
        QTest::newRow("negative seconds")
            << 200 << R"({"access_token":"t","token_type":"B","expires_in":-1})"_ba << json;
        QTest::newRow("list of scopes") << 200 << R"({"access_token":"t","token_type":"B","scope":["a"]})"_ba << json;
        QTest::newRow("token twice") << 200 << R"({"access_token":"t","access_token":"u","token_type":"B"})"_ba << json;
        QTest::newRow("success as 201") << 201 << good << json;
        QTest::newRow("redirect") << 302 << good << json;
        QTest::newRow("success as 400") << 400 << good << json;
        QTest::newRow("error as 200") << 200 << R"({"error":"access_denied"})"_ba << json;
        QTest::newRow("no error code") << 400 << R"({"message":"x"})"_ba << json;
        QTest::newRow("empty error code") << 400 << R"({"error":""})"_ba << json;
        QTest::newRow("error code with a line break") << 400 << "{\"error\":\"a\\nb\"}"_ba << json;
        QTest::newRow("endless error code") << 400 << "{\"error\":\"" + QByteArray(300, 'a') + "\"}" << json;
        QTest::newRow("object for a description") << 400 << R"({"error":"a","error_description":{}})"_ba << json;
    }
    void refusesOtherShapes()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, type);
        QVERIFY(!parseAnswer(received(status, body, type)));
    }
};

QTEST_GUILESS_MAIN(tst_oauth_TokenMessages)
#include "tst_oauth_TokenMessages.moc"
