#include "models/base/Redaction.h"

#include <QTest>

#include <cstdio>
#include <cstdlib>

using gatehouse::base::redacted;
using gatehouse::base::redactedForLog;
using gatehouse::base::redactedPath;
using namespace Qt::StringLiterals;

namespace {

/// Made before anything is redacted, hence destroyed after all that redacting made on its first use.
struct LastWords
{
    ~LastWords()
    {
        if (redacted(u"Bearer Zx9canaryQ1w2E3r4"_s) == u"Bearer REDACTED"_s)
            return;
        std::fputs("FAIL!  : nothing is redacted any more when static objects are destroyed\n", stderr);
        std::_Exit(1);
    }
};
const LastWords lastWords;

} // namespace

class tst_base_Redaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSecretIsLeft_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("canary");
        const QString canary = u"Zx9canaryQ1w2E3r4T5y6U7"_s;
        QTest::newRow("token signature") << u"got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.%1 ok"_s.arg(canary) << canary;
        QTest::newRow("bearer opaque") << u"Authorization: Bearer %1"_s.arg(canary) << canary;
        QTest::newRow("basic") << u"authorization: basic %1=="_s.arg(canary) << canary;
        QTest::newRow("json client_secret")
            << u"{\"client_id\":\"a\",\"client_secret\":\"%1\"}"_s.arg(canary) << canary;
        QTest::newRow("json escaped quote") << u"{\"client_secret\":\"a\\\"%1\"}"_s.arg(canary) << canary;
        QTest::newRow("json spaced") << u"\"access_token\" : \"%1\""_s.arg(canary) << canary;
        QTest::newRow("form") << u"grant_type=client_credentials&client_secret=%1&x=y"_s.arg(canary) << canary;
        QTest::newRow("query") << u"GET /x?access_token=%1 HTTP/1.1"_s.arg(canary) << canary;
        QTest::newRow("jwk private member") << u"{\"kty\":\"RSA\",\"d\":\"%1\"}"_s.arg(canary) << canary;
        QTest::newRow("jwk secret") << u"{\"kty\":\"oct\",\"k\":\"%1\"}"_s.arg(canary) << canary;
        QTest::newRow("pem") << u"-----BEGIN PRIVATE KEY-----\n%1\n-----END PRIVATE KEY-----"_s.arg(canary) << canary;
    }

    void nothingSecretIsLeft()
    {
        QFETCH(QString, line);
        QFETCH(QString, canary);
        QVERIFY(line.contains(canary));
        const QString out = redacted(line);
        QVERIFY2(!out.contains(canary), qPrintable(out));
        QVERIFY(out.contains(u"REDACTED"_s));
    }

    void addressesOfALogHaveNoQuery_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("expected");
        QTest::newRow("query") << u"GET http://localhost:4000/authorize?state=x&code=y failed"_s
                               << u"GET http://localhost:4000/authorize?REDACTED failed"_s;
        QTest::newRow("fragment") << u"to myapp://cb#access=1, and on"_s << u"to myapp://cb?REDACTED and on"_s;
        QTest::newRow("quoted") << u"\"https://a.example/?q\" is refused"_s
                                << u"\"https://a.example/?REDACTED\" is refused"_s;
        QTest::newRow("a question") << u"What is it? /tmp/a-file and https://a.example/b"_s
                                    << u"What is it? /tmp/a-file and https://a.example/b"_s;
    }

    void addressesOfALogHaveNoQuery()
    {
        QFETCH(QString, line);
        QFETCH(QString, expected);
        QCOMPARE(redactedForLog(line), expected);
    }

    void pathsHaveNeitherQueryNorSecrets()
    {
        const QString secret = u"Zx9canary"_s.repeated(5);
        QCOMPARE(redactedPath(u"/oauth/token"_s), u"/oauth/token"_s);
        QCOMPARE(redactedPath(u"/api/v2/clients/"_s + u"x"_s.repeated(32)),
                 u"/api/v2/clients/"_s + u"x"_s.repeated(32));
        QCOMPARE(redactedPath(u"/a/%1/b"_s.arg(secret)), u"/a/REDACTED/b"_s);
        QCOMPARE(redactedPath(u"/a?%1"_s.arg(secret)), u"/a?REDACTED"_s);
        QCOMPARE(redactedPath(u"/a?b\nc#d"_s), u"/a?REDACTED"_s);
    }

    void ordinaryTextStays()
    {
        const QString line = u"GET /.well-known/jwks.json 200 in 3 ms, scope read:items"_s;
        QCOMPARE(redacted(line), line);
    }

    void headerAndClaimsOfATokenStay()
    {
        QCOMPARE(redacted(u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln"_s),
                 u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.REDACTED"_s);
    }
};

QTEST_GUILESS_MAIN(tst_base_Redaction)
#include "tst_base_Redaction.moc"
