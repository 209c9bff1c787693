#include "models/inspector/findings/FindingSink.h"
#include "ui/text/ClaimText.h"
#include "ui/text/FindingText.h"
#include "ui/text/TokenFaultText.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::ui::text;
using namespace gatehouse::inspector::literals;
using namespace Qt::StringLiterals;

class tst_text_Findings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFindingIsExplained_data();
    void everyFindingIsExplained();
    void placeholdersAreFilledOnce();
    void codesBecomeWords();
    void nobodyRefusesIsSaid();
    void claimsOfATokenAreExplained();
};

void tst_text_Findings::everyFindingIsExplained_data()
{
    QTest::addColumn<const inspector::FindingKind *>("kind");
    for (const inspector::FindingKind *kind : inspector::allFindingKinds)
        QTest::newRow(kind->id.data()) << kind;
}

/// That each has its text, and no parameter it does not have, is up to the compiler.
void tst_text_Findings::everyFindingIsExplained()
{
    QFETCH(const inspector::FindingKind *, kind);
    inspector::Finding finding{.kind = kind, .member = u"MEMBER"_s, .parameters = {}};
    for (std::size_t i = 0; i < kind->parameters.size(); ++i)
        finding.parameters.append(QString::number(i + 2));
    const FindingText text = findingText(finding);
    QVERIFY(!text.title.isEmpty());
    QVERIFY(!text.title.endsWith(u'.'));
    QVERIFY2(text.explanation.endsWith(u'.'), qPrintable(text.explanation));
    QVERIFY(text.action.isEmpty() || text.action.endsWith(u'.'));
    QVERIFY(!(text.title + text.explanation + text.action).contains(u'%'));
}

void tst_text_Findings::placeholdersAreFilledOnce()
{
    const inspector::Finding finding{.kind = &inspector::kinds::keyUrl,
                                     .member = u"%host"_s,
                                     .parameters = {u"http://evil/%member\u202E"_s, QString()}};
    const QString explanation = findingText(finding).explanation;
    QVERIFY2(explanation.startsWith(u"%host points to http://evil/%member\\u202E (host: "_s), qPrintable(explanation));
}

void tst_text_Findings::codesBecomeWords()
{
    QList<inspector::Finding> findings;
    inspector::FindingSink sink(findings);
    sink.report(inspector::kinds::kidInjection, "shape"_p = inspector::KidShape::Sql);
    QCOMPARE(findings.first().parameters, QStringList{u"sql"_s});
    QVERIFY(findingText(findings.first()).explanation.contains(u"looks like an SQL fragment,"_s));
}

void tst_text_Findings::nobodyRefusesIsSaid()
{
    QList<inspector::Finding> findings;
    inspector::FindingSink sink(findings);
    const auto report = [&sink](const QString &refusing) {
        sink.report(inspector::kinds::implementationsDiffer, "case"_p = inspector::DifferenceCase::AlgTwice,
                    "accepting"_p = u"PyJWT"_s, "refusing"_p = refusing);
    };
    report(QString());
    report(u"jwcrypto"_s);
    QVERIFY(findingText(findings[0]).explanation.endsWith(u": PyJWT. These refuse it: none."_s));
    QVERIFY(findingText(findings[1]).explanation.endsWith(u": PyJWT. These refuse it: jwcrypto."_s));
}

void tst_text_Findings::claimsOfATokenAreExplained()
{
    for (const char *claim : {"iss", "sub", "aud", "iat", "exp", "scope", "gty", "azp", "permissions"})
        QVERIFY(!claimExplanation(QString::fromLatin1(claim)).isEmpty());
    for (const char *parameter : {"alg", "typ", "kid", "jwk", "jku", "x5c", "x5u", "crit"})
        QVERIFY(!headerExplanation(QString::fromLatin1(parameter)).isEmpty());
    QVERIFY(claimExplanation(u"https://example.com/tier"_s).isEmpty());
    // Shown all the same: that it is nobody's but theirs.
    QVERIFY(memberExplanation(u"https://example.com/tier"_s, false).startsWith(u"Not registered"));
    QVERIFY(memberExplanation(u"x"_s, true).startsWith(u"Not registered"));
    QCOMPARE(memberExplanation(u"alg"_s, true), headerExplanation(u"alg"_s));
    QVERIFY(memberExplanation(u"alg"_s, false).startsWith(u"Not registered")); // of a header, not a claim
    QVERIFY(nestedClaimExplanation(u"/cnf"_s).isEmpty());
    QVERIFY(isTimeClaim(u"exp"_s));
    QVERIFY(!isTimeClaim(u"aud"_s));
}

QTEST_GUILESS_MAIN(tst_text_Findings)
#include "tst_text_Findings.moc"
