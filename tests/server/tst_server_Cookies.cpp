#include "models/server/Cookies.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::server;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr domain::Origin plain{.scheme = domain::Origin::Scheme::Http, .port = 8790};
constexpr domain::Origin secure{.scheme = domain::Origin::Scheme::Https, .port = 8791};

Request requestTo(const domain::Origin &origin, const HeaderList &headers = {})
{
    Request request;
    request.origin = origin;
    request.headers = headers;
    return request;
}

} // namespace

class tst_server_Cookies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// AS-18: HttpOnly, SameSite, of this host alone, and Secure where it can be.
    void attributes()
    {
        Response response;
        setCookie(response, requestTo(plain), "session", "abc", 600s);
        setCookie(response, requestTo(secure), "session", "abc", 600s);
        removeCookie(response, requestTo(plain), "session");
        const HeaderList expected{
            {"Set-Cookie", "session-8790=abc; Path=/; Max-Age=600; HttpOnly; SameSite=Lax"},
            {"Set-Cookie", "session-8791=abc; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure"},
            {"Set-Cookie", "session-8790=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"}};
        QCOMPARE(response.headers, expected);
    }

    /// HTTP-14: no value becomes an attribute or a header of its own.
    void valuesThatNoCookieHolds_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("empty") << QByteArray();
        for (const char c : {';', ',', ' ', '"', '\\', '\r', '\n', '\t', '\x7f', '\0', '\xe9'})
            QTest::addRow("%02x", static_cast<unsigned char>(c)) << "a"_ba + c + "b";
    }
    void valuesThatNoCookieHolds()
    {
        QFETCH(const QByteArray, value);
        Response response;
        setCookie(response, requestTo(plain), "session", value, 600s);
        QVERIFY(response.headers.isEmpty());
    }

    void reads_data()
    {
        QTest::addColumn<HeaderList>("headers");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *name, const HeaderList &headers, const QByteArray &value) {
            QTest::newRow(name) << headers << value;
        };
        row("alone", {{"Cookie", "session-8790=abc"}}, "abc");
        row("among others", {{"cookie", "a=b; session-8790=x=y; c=d"}}, "x=y");
        row("in a second header", {{"Cookie", "a=b"}, {"Cookie", "session-8790=abc"}}, "abc");
        row("without blanks", {{"Cookie", "a=b;session-8790=abc;c=d"}}, "abc");
        row("absent", {}, {});
        row("empty", {{"Cookie", "session-8790="}}, {});
        row("of another port", {{"Cookie", "session-8791=abc"}}, {});
        row("of no port", {{"Cookie", "session=abc"}}, {});
        row("name in capitals", {{"Cookie", "SESSION-8790=abc"}}, {});
        row("longer name", {{"Cookie", "xsession-8790=abc"}}, {});
        row("twice", {{"Cookie", "session-8790=abc; session-8790=abc"}}, {});
        row("in two headers", {{"Cookie", "session-8790=abc"}, {"Cookie", "session-8790=def"}}, {});
        row("quoted", {{"Cookie", "session-8790=\"abc\""}}, {});
        row("with a blank", {{"Cookie", "session-8790=a b"}}, {});
    }
    void reads()
    {
        QFETCH(const HeaderList, headers);
        QTEST(cookie(requestTo(plain, headers), "session"), "value");
    }
};

QTEST_GUILESS_MAIN(tst_server_Cookies)
#include "tst_server_Cookies.moc"
