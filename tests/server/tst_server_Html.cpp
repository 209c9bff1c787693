#include "models/server/Html.h"

#include <QTest>

using namespace gatehouse::server;
using namespace Qt::StringLiterals;

namespace {

constexpr auto tail = "; frame-ancestors 'none'; base-uri 'none'";

QByteArray policyOf(const Response &response)
{
    for (const auto &[name, value] : response.headers) {
        if (name == "Content-Security-Policy")
            return value;
    }
    return {};
}

} // namespace

/// HTTP-09: the headers of every page.
class tst_server_Html : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exactHeaders()
    {
        const Response response =
            htmlResponse(403, "<style>b{}</style>", "b{}", {"https://app.example.com", "http://127.0.0.1:3000"});
        QCOMPARE(response.status, 403);
        QCOMPARE(response.body, "<style>b{}</style>");
        const QByteArray policy = "default-src 'none'; style-src "
                                  "'sha256-7yqHVAesot11p6HczDsgKRipvI5UPgs97z80zNXlans='; form-action 'self' "
                                  "https://app.example.com http://127.0.0.1:3000"_ba +
                                  tail;
        const HeaderList expected{{"Content-Type", "text/html; charset=utf-8"},
                                  {"Content-Security-Policy", policy},
                                  {"X-Frame-Options", "DENY"},
                                  {"Referrer-Policy", "no-referrer"},
                                  {"Cache-Control", "no-store"},
                                  {"Cross-Origin-Opener-Policy", "same-origin"}};
        QCOMPARE(response.headers, expected);
        QVERIFY(serialized(response, true, true, {}).contains("\r\nX-Content-Type-Options: nosniff\r\n"));
    }

    void withoutAStyle()
    {
        QCOMPARE(policyOf(htmlResponse(200, "x")),
                 "default-src 'none'; style-src 'none'; form-action 'self'"_ba + tail);
    }

    void formTargets_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<bool>("isNamed");
        const auto row = [](const QByteArray &origin, bool isNamed) {
            QTest::newRow(origin.isEmpty() ? "(empty)" : origin.constData()) << origin << isNamed;
        };
        row("https://app.example.com", true);
        row("http://localhost:3000", true);
        row("https://xn--bcher-kva.example", true);
        row("com.example.app:", true);
        row("", false);
        row("*", false);
        row("https:", true); // a private-use scheme looks the same; what is registered is not decided here
        row("https://*", false);
        row("https://*.example.com", false);
        row("https://", false);
        row("https://a.example/path", false);
        row("https://a.example:", false);
        row("https://a.example:*", false);
        row("https://user@a.example", false);
        row("https://a.example; script-src *", false);
        row("https://a.example https://b.example", false);
        row("https://a.example,https://b.example", false);
        row("https://a.example\r\nX: y", false);
        row("https://b\xc3\xbc"
            "cher.example",
            false);
        row("http://[::1]:3000", false);
        row("'unsafe-inline'", false);
        row("//a.example", false);
        row("1a:", false);
    }
    void formTargets()
    {
        QFETCH(const QByteArray, origin);
        QFETCH(const bool, isNamed);
        QCOMPARE(policyOf(htmlResponse(200, {}, {}, {origin})),
                 "default-src 'none'; style-src 'none'; form-action 'self'" + (isNamed ? ' ' + origin : QByteArray()) +
                     tail);
    }
};

QTEST_GUILESS_MAIN(tst_server_Html)
#include "tst_server_Html.moc"
