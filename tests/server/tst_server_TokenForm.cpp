#include "models/server/routes/TokenForm.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::server;
using namespace Qt::StringLiterals;
using routes::readTokenRequest;

namespace {

const QByteArray form = "application/x-www-form-urlencoded";
const QByteArray json = "application/json";

Request request(const QByteArray &type, const QByteArray &body, const HeaderList &more = {})
{
    Request made;
    made.method = "POST";
    made.path = "/oauth/token";
    made.headers = more;
    if (!type.isEmpty())
        made.headers.emplaceBack("Content-Type", type);
    made.body = body;
    return made;
}

Request withBasic(const QByteArray &credentials)
{
    return request(form, "grant_type=x", {{"Authorization", "Basic " + credentials}});
}

using Values = QHash<QString, QString>;

} // namespace

class tst_server_TokenForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Values>("values");
        QTest::addColumn<QByteArray>("secret");
        const Values all{{u"grant_type"_s, u"g"_s}, {u"audience"_s, u"https://a b/\u00e9"_s}};
        QTest::newRow("form") << form << "grant_type=g&audience=https%3A%2F%2Fa+b%2f%c3%A9&client_secret=s%2Be"_ba
                              << all << "s+e"_ba;
        QTest::newRow("json")
            << json << "{\"grant_type\":\"g\",\"audience\":\"https://a b/\xc3\xa9\",\"client_secret\":\"s+e\"}"_ba
            << all << "s+e"_ba;
        QTest::newRow("form, charset") << form + "; charset=UTF-8" << "grant_type=g"_ba
                                       << Values{{u"grant_type"_s, u"g"_s}} << QByteArray();
        QTest::newRow("json, charset in quotes")
            << "Application/JSON;charset=\"utf-8\""_ba << "{\"grant_type\":\"g\"}"_ba
            << Values{{u"grant_type"_s, u"g"_s}} << QByteArray();
        for (const char *tail : {";", "; ", " ; charset=utf-8", ";charset=UTF-8;", "; charset = \"UTF-8\" ;",
                                 "; charset=utf8", "; boundary=x; charset=utf-8", ";;"}) {
            QTest::addRow("form%s", tail)
                << form + tail << "grant_type=g"_ba << Values{{u"grant_type"_s, u"g"_s}} << QByteArray();
            QTest::addRow("json%s", tail) << ' ' + json + tail << "{\"grant_type\":\"g\"}"_ba
                                          << Values{{u"grant_type"_s, u"g"_s}} << QByteArray();
        }
        QTest::newRow("empty form") << form << QByteArray() << Values() << QByteArray();
        QTest::newRow("empty object") << json << "{}"_ba << Values() << QByteArray();
        QTest::newRow("empty is absent") << form << "scope=&audience&client_secret=&&"_ba << Values() << QByteArray();
        QTest::newRow("empty is absent in json")
            << json << "{\"scope\":\"\",\"client_secret\":\"\"}"_ba << Values() << QByteArray();
        QTest::newRow("equals in a value") << form << "scope=a=b"_ba << Values{{u"scope"_s, u"a=b"_s}} << QByteArray();
        QTest::newRow("unknown json of any type")
            << json << "{\"x\":{\"y\":[1]},\"scope\":\"a\"}"_ba << Values{{u"scope"_s, u"a"_s}} << QByteArray();
    }
    void reads()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, secret);
        const auto read = readTokenRequest(request(type, body));
        QVERIFY2(read, read ? "" : qPrintable(read.error().description));
        QTEST(read->values, "values");
        QCOMPARE(read->clientSecret.has_value(), !secret.isEmpty());
        if (!secret.isEmpty())
            QCOMPARE(read->clientSecret->bytes(), secret);
        QVERIFY(read->basic.isEmpty());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("description");
        const QString wanted = u"Send application/json or application/x-www-form-urlencoded"_s;
        const QString media = u"The content type is not supported. "_s + wanted;
        const QString malformed = u"The Content-Type header is not well-formed. "_s + wanted;
        const QString charset = u"The charset is not supported. Send UTF-8"_s;
        const QString notForm = u"The body is not a well-formed form"_s;
        const QString notJson = u"The body is not well-formed JSON"_s;
        const auto row = [](const char *name, const QByteArray &type, const QByteArray &body, int status,
                            const QString &description) {
            QTest::newRow(name) << type << body << status << description;
        };
        row("no type", {}, "a=b", 415, u"The Content-Type header is missing. "_s + wanted);
        row("no type but a charset", "; charset=utf-8", "{}", 415, media);
        row("spaces in the type", "application / json", "{}", 415, media);
        row("latin 1", form + "; charset=iso-8859-1", "a=b", 415, charset);
        row("a charset in the charset", form + "; charset=\"utf-8;x\"", "a=b", 415, malformed);
        row("no charset", form + "; charset", "a=b", 415, malformed);
        row("empty charset", form + "; charset=", "a=b", 415, malformed);
        row("charset twice", form + "; charset=utf-8; charset=utf-16", "a=b", 415, malformed);
        row("parameter without a name", form + "; =utf-8", "a=b", 415, malformed);
        row("text/plain", "text/plain", "a=b", 415, media);
        row("multipart", "multipart/form-data; boundary=x", "--x", 415, media);
        row("json with a tail", "application/jsonp", "{}", 415, media);
        row("problem+json", "application/problem+json", "{}", 415, media);
        row("another charset", "application/json; charset=utf-16", "{}", 415, charset);
        row("repeated", form, "scope=a&scope=b", 400, u"Parameter given more than once: scope"_s);
        row("repeated and empty", form, "scope=a&scope=", 400, u"Parameter given more than once: scope"_s);
        row("repeated behind an escape", form, "scope=a&sc%6Fpe=a", 400, u"Parameter given more than once: scope"_s);
        row("unknown repeated", form, "x=1&x=1", 400, u"Parameter given more than once: x"_s);
        row("secret repeated", form, "client_secret=a&client_secret=a", 400,
            u"Parameter given more than once: client_secret"_s);
        row("repeated in json", json, "{\"scope\":\"a\",\"scope\":\"b\"}", 400,
            u"Parameter given more than once: scope"_s);
        row("repeated in json behind an escape", json, "{\"scope\":\"a\",\"sc\\u006fpe\":\"b\"}", 400,
            u"Parameter given more than once: scope"_s);
        row("percent sign alone", form, "scope=100%", 400, notForm);
        row("half an escape", form, "scope=%4", 400, notForm);
        row("not hex", form, "scope=%zz", 400, notForm);
        row("not UTF-8", form, "scope=%ff", 400, notForm);
        row("overlong UTF-8", form, "scope=%c0%80", 400, notForm);
        row("NUL", form, "scope=a%00b", 400, notForm);
        row("NUL in a name", form, "sc%00pe=a", 400, notForm);
        row("json cut short", json, "{\"scope\":\"a\"", 400, notJson);
        row("json with a tail in the body", json, "{} {}", 400, notJson);
        row("json with a comma too many", json, "{\"scope\":\"a\",}", 400, notJson);
        row("json in UTF-16", json, QByteArray("\xff\xfe{\0}\0", 6), 400, notJson);
        row("json with a BOM", json, "\xef\xbb\xbf{}", 400, notJson);
        row("empty json", json, "", 400, notJson);
        row("json array", json, "[]", 400, u"The body is not a JSON object"_s);
        row("json string", json, "\"grant_type\"", 400, u"The body is not a JSON object"_s);
        row("deep json", json, QByteArray(2000, '[') + QByteArray(2000, ']'), 400, notJson);
        row("number", json, "{\"client_id\":1}", 400, u"Parameter is not a string: client_id"_s);
        row("list", json, "{\"scope\":[\"a\"]}", 400, u"Parameter is not a string: scope"_s);
        row("null", json, "{\"audience\":null}", 400, u"Parameter is not a string: audience"_s);
        row("object for a secret", json, "{\"client_secret\":{}}", 400, u"Parameter is not a string: client_secret"_s);
        row("NUL in json", json, "{\"scope\":\"a\\u0000\"}", 400, u"Parameter holds a NUL: scope"_s);
        row("json as a form", form, "{\"grant_type\":\"100%\"}", 400, notForm);
    }
    void refuses()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, body);
        const auto read = readTokenRequest(request(type, body));
        QVERIFY(!read);
        QTEST(read.error().status, "status");
        QTEST(read.error().description, "description");
        QCOMPARE(read.error().error, u"invalid_request"_s);
    }

    void refusesParametersInTheUrl()
    {
        Request asked = request(form, "grant_type=g");
        asked.query = "client_secret=x";
        QCOMPARE(readTokenRequest(asked).error().status, 400);
    }

    void tooManyParameters()
    {
        QByteArray body;
        for (int i = 0; i < 70; ++i)
            body += 'p' + QByteArray::number(i) + "=1&";
        QCOMPARE(readTokenRequest(request(form, body)).error().description, u"Too many parameters"_s);
    }

    void twoTypesAreNone()
    {
        QCOMPARE(readTokenRequest(request(form, "a=b", {{"Content-Type", "application/json"}})).error().status, 415);
    }

    void basic_data()
    {
        QTest::addColumn<QByteArray>("credentials");
        QTest::addColumn<QStringList>("readings"); // id, secret, id, secret …
        const auto row = [](const char *name, const QByteArray &plain, const QStringList &readings) {
            QTest::newRow(name) << plain.toBase64() << readings;
        };
        row("plain", "id:secret", {u"id"_s, u"secret"_s});
        row("colons in the secret", "id:a:b:", {u"id"_s, u"a:b:"_s});
        row("empty secret", "id:", {u"id"_s, QString()});
        row("form-encoded", "i%64:s%2Be", {u"i%64"_s, u"s%2Be"_s, u"id"_s, u"s+e"_s});
        row("a plus", "id:a+b", {u"id"_s, u"a+b"_s, u"id"_s, u"a b"_s});
        row("a percent sign that is no escape", "id:100%", {u"id"_s, u"100%"_s});
        row("UTF-8", "id:\xc3\xa9", {u"id"_s, u"\u00e9"_s});
    }
    void basic()
    {
        QFETCH(const QByteArray, credentials);
        QStringList readings;
        const auto read = readTokenRequest(withBasic(credentials));
        QVERIFY(read);
        for (const issuer::TokenParameters::Basic &reading : read->basic) {
            readings.append(reading.clientId);
            readings.append(QString::fromUtf8(reading.clientSecret.bytes()));
        }
        QTEST(readings, "readings");
    }

    void malformedBasic_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("scheme alone") << "Basic"_ba;
        QTest::newRow("nothing after the scheme") << "Basic "_ba;
        QTest::newRow("bearer") << "Bearer abc"_ba;
        QTest::newRow("no base64") << "Basic !!!!"_ba;
        QTest::newRow("no padding") << "Basic " + "id:secret1"_ba.toBase64(QByteArray::OmitTrailingEquals);
        QTest::newRow("URL alphabet") << "Basic " + "id:\xff\xfe\xfb"_ba.toBase64(QByteArray::Base64UrlEncoding);
        QTest::newRow("garbage inside") << "Basic aWQ6 c2Vj"_ba;
        QTest::newRow("no colon") << "Basic " + "idsecret"_ba.toBase64();
        QTest::newRow("no id") << "Basic " + ":secret"_ba.toBase64();
        QTest::newRow("not UTF-8") << "Basic " + "id:\xff"_ba.toBase64();
        QTest::newRow("NUL") << "Basic " + QByteArray("id:a\0b", 6).toBase64();
    }
    void malformedBasic()
    {
        QFETCH(const QByteArray, header);
        const auto read = readTokenRequest(request(form, "grant_type=x", {{"Authorization", header}}));
        QVERIFY(!read);
        QCOMPARE(read.error().status, 401);
        QCOMPARE(read.error().error, u"invalid_client"_s);
        QCOMPARE(read.error().description, u"Client authentication failed"_s);
    }

    void twoAuthorizations()
    {
        const auto read = readTokenRequest(
            request(form, "a=b", {{"Authorization", "Basic aWQ6cw=="}, {"Authorization", "Basic aWQ6cw=="}}));
        QCOMPARE(read.error().status, 400);
    }
};

QTEST_GUILESS_MAIN(tst_server_TokenForm)
#include "tst_server_TokenForm.moc"
