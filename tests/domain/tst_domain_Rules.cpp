#include "models/domain/ClientApplication.h"
#include "models/domain/ResourceServer.h"
#include "models/domain/Tenant.h"

#include <QTest>

using namespace gatehouse::domain;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(std::optional<Rule>)

namespace {
const std::optional<Rule> good;
}

class tst_domain_Rules : public QObject
{
    Q_OBJECT

private:
    static void compare(const MaybeViolation &violation, std::optional<Rule> rule)
    {
        QCOMPARE(violation.has_value(), rule.has_value());
        if (rule)
            QCOMPARE(violation->rule, *rule);
    }

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<std::optional<Rule>>("rule");
        QTest::newRow("ordinary") << u"Orders API"_s << good;
        QTest::newRow("every script") << u"予約 API مواعيد"_s << good;
        QTest::newRow("200 characters") << QString(200, u'x') << good;
        QTest::newRow("201 characters") << QString(201, u'x') << std::optional(Rule::TooLong);
        QTest::newRow("empty") << QString() << std::optional(Rule::Required);
        QTest::newRow("blanks") << u"   "_s << std::optional(Rule::Required);
        QTest::newRow("less than") << u"a<b"_s << std::optional(Rule::AngleBrackets);
        QTest::newRow("greater than") << u"a>b"_s << std::optional(Rule::AngleBrackets);
        QTest::newRow("markup") << u"<img src=/etc/hostname>"_s << std::optional(Rule::AngleBrackets);
        QTest::newRow("line feed") << u"a\nb"_s << std::optional(Rule::ControlCharacters);
        QTest::newRow("escape") << u"a\x1b[0m"_s << std::optional(Rule::ControlCharacters);
    }
    void names()
    {
        QFETCH(QString, name);
        QFETCH(std::optional<Rule>, rule);
        compare(checkApiName(name), rule);
        compare(checkClientName(name), rule);
    }

    void identifiers_data()
    {
        QTest::addColumn<QString>("identifier");
        QTest::addColumn<std::optional<Rule>>("rule");
        QTest::newRow("https") << u"https://api.example.com/"_s << good;
        QTest::newRow("urn") << u"urn:example:orders"_s << good;
        QTest::newRow("plain word") << u"orders"_s << good;
        QTest::newRow("600 characters") << QString(600, u'a') << good;
        QTest::newRow("601 characters") << QString(601, u'a') << std::optional(Rule::TooLong);
        QTest::newRow("empty") << QString() << std::optional(Rule::Required);
        QTest::newRow("blank inside") << u"https://a b"_s << std::optional(Rule::Blank);
        QTest::newRow("blank at the end") << u"https://a "_s << std::optional(Rule::Blank);
        QTest::newRow("Cyrillic a") << u"https://\u0430pi.example.com"_s << std::optional(Rule::NotPrintableAscii);
        QTest::newRow("NUL") << QString(u"a"_s + QChar(0)) << std::optional(Rule::NotPrintableAscii);
        const std::optional<Rule> reserved(Rule::Reserved);
        QTest::newRow("userinfo") << u"https://gatehouse.localhost/userinfo"_s << reserved;
        QTest::newRow("userinfo at the loopback") << u"http://127.0.0.1:8790/userinfo"_s << reserved;
        QTest::newRow("userinfo over https") << u"https://[::1]:8791/userinfo"_s << reserved;
        QTest::newRow("below userinfo") << u"http://localhost:8790/userinfo/x"_s << good;
        QTest::newRow("My Account") << u"https://gatehouse.localhost/me/"_s << reserved;
        QTest::newRow("My Organization") << u"https://gatehouse.localhost/my-org/"_s << reserved;
        QTest::newRow("urn:auth0") << u"urn:auth0:express-configure"_s << reserved;
        QTest::newRow("Management API") << managementApiIdentifier() << good; // in use, which is said elsewhere
        QTest::newRow("userinfo of another domain") << u"https://example.com/userinfo"_s << good;
    }
    void identifiers()
    {
        QFETCH(QString, identifier);
        QFETCH(std::optional<Rule>, rule);
        compare(checkIdentifier(identifier), rule);
    }

    void lifetimes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<std::optional<Rule>>("rule");
        QTest::newRow("least") << u"1"_s << good;
        QTest::newRow("default") << u"86400"_s << good;
        QTest::newRow("most") << u"2592000"_s << good;
        QTest::newRow("zero") << u"0"_s << std::optional(Rule::OutOfRange);
        QTest::newRow("negative") << u"-1"_s << std::optional(Rule::OutOfRange);
        QTest::newRow("one too many") << u"2592001"_s << std::optional(Rule::OutOfRange);
        QTest::newRow("soon") << u"soon"_s << std::optional(Rule::NotANumber);
        QTest::newRow("fraction") << u"1.5"_s << std::optional(Rule::NotANumber);
        QTest::newRow("past 64 bits") << u"99999999999999999999"_s << std::optional(Rule::NotANumber);
        QTest::newRow("empty") << QString() << std::optional(Rule::Required);
    }
    void lifetimes()
    {
        QFETCH(QString, text);
        QFETCH(std::optional<Rule>, rule);
        compare(checkTokenLifetimeText(text), rule);
    }

    void scopeValues_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<std::optional<Rule>>("rule");
        QTest::newRow("ordinary") << u"read:appointments"_s << good;
        QTest::newRow("every allowed edge") << u"!#[]~"_s << good;
        QTest::newRow("280 characters") << QString(280, u'a') << good;
        QTest::newRow("281 characters") << QString(281, u'a') << std::optional(Rule::TooLong);
        QTest::newRow("empty") << QString() << std::optional(Rule::Required);
        QTest::newRow("blank") << u"read appointments"_s << std::optional(Rule::Blank);
        QTest::newRow("tab") << u"read\tall"_s << std::optional(Rule::Blank);
        QTest::newRow("quote") << u"read\"all"_s << std::optional(Rule::NotAScopeToken);
        QTest::newRow("backslash") << u"read\\all"_s << std::optional(Rule::NotAScopeToken);
        QTest::newRow("umlaut") << u"l\u00f6schen"_s << std::optional(Rule::NotAScopeToken);
        QTest::newRow("reserved openid") << u"openid"_s << std::optional(Rule::Reserved);
        QTest::newRow("reserved offline_access") << u"offline_access"_s << std::optional(Rule::Reserved);
        QTest::newRow("reserved only as a whole") << u"openid:read"_s << good;
    }
    void scopeValues()
    {
        QFETCH(QString, value);
        QFETCH(std::optional<Rule>, rule);
        compare(checkScopeValue(value), rule);
    }

    void scopesOfOneApi()
    {
        QList<Scope> scopes{{u"read:a"_s, {}}};
        compare(checkScope({u"read:a"_s, u"again"_s}, scopes), Rule::AlreadyUsed);
        compare(checkScope({u"read:b"_s, QString(501, u'd')}, scopes), Rule::TooLong);
        compare(checkScope({u"read:b"_s, QString(500, u'd')}, scopes), good);
        for (int i = 1; i < maxScopesPerApi; ++i)
            scopes.append({u"s%1"_s.arg(i), {}});
        QCOMPARE(scopes.size(), 1000);
        compare(checkScope({u"the 1001st"_s.replace(u' ', u'_'), {}}, scopes), Rule::TooMany);
    }

    void algorithmNamesAreExact()
    {
        QCOMPARE(parseSigningAlgorithm(u"RS256"_s), SigningAlgorithm::RS256);
        QCOMPARE(parseSigningAlgorithm(u"HS256"_s), SigningAlgorithm::HS256);
        for (const QString &name : {u"rs256"_s, u"none"_s, u"RS256 "_s, u""_s, u"RS512"_s})
            QVERIFY(!parseSigningAlgorithm(name));
    }
};

QTEST_GUILESS_MAIN(tst_domain_Rules)
#include "tst_domain_Rules.moc"
