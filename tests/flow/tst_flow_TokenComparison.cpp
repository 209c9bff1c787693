#include "models/flow/TokenComparison.h"

#include <QTest>

using namespace gatehouse;
using flow::TokenDifference;
using Subject = flow::TokenDifference::Subject;
using namespace Qt::StringLiterals;

class tst_flow_TokenComparison : public QObject
{
    Q_OBJECT

private:
    static inspector::TokenInspection made(const QByteArray &header, const QByteArray &claims,
                                           const QStringList &scopes = {})
    {
        inspector::TokenInspection inspection;
        inspection.token = jose::encodeBase64Url(header) + '.' + jose::encodeBase64Url(claims) + ".AAAA";
        inspection.jws = *jose::CompactJws::parse(inspection.token);
        inspection.claims = *jose::parseStrictJson(claims);
        inspection.scopes = scopes;
        return inspection;
    }

private Q_SLOTS:
    void sameTokenHasNoDifference()
    {
        const auto token = made(R"({"alg":"RS256"})", R"({"sub":"a","exp":1})");
        QVERIFY(flow::compareTokens(token, token).isEmpty());
    }

    void claimsByName()
    {
        const auto left = made(R"({"alg":"RS256"})", R"({"sub":"a","exp":100,"gone":1})");
        const auto right = made(R"({"alg":"RS256"})", R"({"exp":160,"sub":"a","new":[1]})");
        const QList<TokenDifference> found = flow::compareTokens(left, right);
        QCOMPARE(found.size(), 4);
        QCOMPARE(found.at(0).name, u"exp"_s);
        QCOMPARE(found.at(0).seconds, 60);
        QCOMPARE(found.at(1).name, u"gone"_s);
        QVERIFY(!found.at(1).right);
        QCOMPARE(found.at(2).right, u"[1]"_s);
        QVERIFY(!found.at(2).left);
        QCOMPARE(found.at(3).subject, Subject::Part);
        QCOMPARE(found.at(3).name, u"payload"_s);
    }

    void anotherOrderIsInTheBytesOnly()
    {
        const auto left = made(R"({"alg":"RS256"})", R"({"a":1,"b":2,"scope":"x y"})", {u"x"_s, u"y"_s});
        const auto right = made(R"({"alg":"RS256"})", R"({"b":2,"a":1,"scope":"y x"})", {u"y"_s, u"x"_s});
        const QList<TokenDifference> found = flow::compareTokens(left, right);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().subject, Subject::Part);
    }

    void scopesAsSets()
    {
        const auto left = made("{\"alg\":\"RS256\"}", R"({"scope":"x y"})", {u"x"_s, u"y"_s});
        const auto right = made("{\"alg\":\"RS256\"}", R"({"scope":"y z z"})", {u"y"_s, u"z"_s, u"z"_s});
        const QList<TokenDifference> found = flow::compareTokens(left, right);
        QCOMPARE(found.at(0).left, u"x"_s);
        QCOMPARE(found.at(1).right, u"z"_s);
        QCOMPARE(found.size(), 3);
    }

    void verdictsComeFirst()
    {
        const auto left = made("{\"alg\":\"RS256\"}", "{\"a\":1}");
        auto right = made("{\"alg\":\"ES256\"}", "{\"a\":1}");
        right.signature = inspector::Signature::Verified;
        right.key.origin = inspector::KeyUsed::Origin::Pasted;
        right.key.kid = u"k"_s;
        const QList<TokenDifference> found = flow::compareTokens(left, right);
        QCOMPARE(found.at(0).subject, Subject::Verdict);
        QCOMPARE(found.at(0).name, u"signature"_s);
        QCOMPARE(found.at(1).subject, Subject::Key);
        QCOMPARE(found.at(2).subject, Subject::Header);
        QCOMPARE(found.at(3).subject, Subject::Part);
    }

    void textsThatAreNoTokens()
    {
        inspector::TokenInspection text;
        text.token = "hello";
        QVERIFY(flow::compareTokens(text, text).isEmpty());
        QVERIFY(!flow::compareTokens(text, made("{\"alg\":\"RS256\"}", "{}")).isEmpty());
    }

    void hugeTimesDoNotOverflow()
    {
        const auto left = made("{\"alg\":\"RS256\"}", R"({"exp":1e300})");
        const auto right = made("{\"alg\":\"RS256\"}", R"({"exp":-1e300})");
        QVERIFY(!flow::compareTokens(left, right).first().seconds);
    }
};

QTEST_GUILESS_MAIN(tst_flow_TokenComparison)
#include "tst_flow_TokenComparison.moc"
