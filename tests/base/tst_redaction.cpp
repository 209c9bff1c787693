#include "models/base/Redaction.h"

#include <QTest>

#include <cstdio>
#include <cstdlib>

using gatehouse::base::redacted;

namespace {

/// Made before anything is redacted, hence destroyed after all that redacting made on its first use.
struct LastWords
{
    ~LastWords()
    {
        if (redacted(QStringLiteral("Bearer Zx9canaryQ1w2E3r4")) == QStringLiteral("Bearer REDACTED"))
            return;
        std::fputs("FAIL!  : nothing is redacted any more when static objects are destroyed\n", stderr);
        std::_Exit(1);
    }
};
const LastWords lastWords;

} // namespace

class TestRedaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSecretIsLeft_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("canary");
        const QString canary = QStringLiteral("Zx9canaryQ1w2E3r4T5y6U7");
        QTest::newRow("token signature") << QStringLiteral("got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.%1 ok").arg(canary)
                                         << canary;
        QTest::newRow("bearer opaque") << QStringLiteral("Authorization: Bearer %1").arg(canary) << canary;
        QTest::newRow("basic") << QStringLiteral("authorization: basic %1==").arg(canary) << canary;
        QTest::newRow("json client_secret")
            << QStringLiteral("{\"client_id\":\"a\",\"client_secret\":\"%1\"}").arg(canary) << canary;
        QTest::newRow("json escaped quote") << QStringLiteral("{\"client_secret\":\"a\\\"%1\"}").arg(canary) << canary;
        QTest::newRow("json spaced") << QStringLiteral("\"access_token\" : \"%1\"").arg(canary) << canary;
        QTest::newRow("form") << QStringLiteral("grant_type=client_credentials&client_secret=%1&x=y").arg(canary)
                              << canary;
        QTest::newRow("query") << QStringLiteral("GET /x?access_token=%1 HTTP/1.1").arg(canary) << canary;
        QTest::newRow("jwk private member") << QStringLiteral("{\"kty\":\"RSA\",\"d\":\"%1\"}").arg(canary) << canary;
        QTest::newRow("jwk secret") << QStringLiteral("{\"kty\":\"oct\",\"k\":\"%1\"}").arg(canary) << canary;
        QTest::newRow("pem") << QStringLiteral("-----BEGIN PRIVATE KEY-----\n%1\n-----END PRIVATE KEY-----").arg(canary)
                             << canary;
    }

    void nothingSecretIsLeft()
    {
        QFETCH(QString, line);
        QFETCH(QString, canary);
        QVERIFY(line.contains(canary));
        const QString out = redacted(line);
        QVERIFY2(!out.contains(canary), qPrintable(out));
        QVERIFY(out.contains(QStringLiteral("REDACTED")));
    }

    void ordinaryTextStays()
    {
        const QString line = QStringLiteral("GET /.well-known/jwks.json 200 in 3 ms, scope read:items");
        QCOMPARE(redacted(line), line);
    }

    void headerAndClaimsOfATokenStay()
    {
        QCOMPARE(redacted(QStringLiteral("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln")),
                 QStringLiteral("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.REDACTED"));
    }
};

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
