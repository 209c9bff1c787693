#include "ui/text/ClaimText.h"
#include "ui/text/FindingText.h"
#include "ui/text/TokenFaultText.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::ui::text;

class tst_text_Findings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFindingIsExplained_data();
    void everyFindingIsExplained();
    void theCatalogueExplainsNothingElse();
    void placeholdersAreFilledOnce();
    void unknownIdsAreReadable();
    void nobodyRefusesIsNotSaid();
    void everyRemovalHasWords();
    void claimsOfATokenAreExplained();
};

void tst_text_Findings::everyFindingIsExplained_data()
{
    QTest::addColumn<QString>("id");
    const QStringList ids = inspector::findingIds();
    for (const QString &id : ids)
        QTest::newRow(qPrintable(id)) << id;
}

void tst_text_Findings::everyFindingIsExplained()
{
    QFETCH(QString, id);
    inspector::Finding finding;
    finding.id = id;
    finding.member = QStringLiteral("MEMBER");
    finding.parameters = {QStringLiteral("FIRST"), QStringLiteral("SECOND")};
    const FindingText text = findingText(finding);
    QVERIFY(knownFindings().contains(id));
    QVERIFY(!text.title.isEmpty());
    QVERIFY(!text.title.endsWith(u'.'));
    QVERIFY(text.explanation.endsWith(u'.') || text.explanation.endsWith(QStringLiteral("FIRST")));
    QVERIFY(text.action.isEmpty() || text.action.endsWith(u'.'));
    QVERIFY(!(text.title + text.explanation + text.action).contains(u'%'));
}

void tst_text_Findings::theCatalogueExplainsNothingElse()
{
    const QStringList known = knownFindings();
    const QStringList ids = inspector::findingIds();
    for (const QString &id : known)
        QVERIFY2(ids.contains(id), qPrintable(id + QStringLiteral(" is explained and never found")));
    QCOMPARE(QSet<QString>(known.begin(), known.end()).size(), known.size());
}

void tst_text_Findings::placeholdersAreFilledOnce()
{
    inspector::Finding finding;
    finding.id = QStringLiteral("key-url");
    finding.member = QStringLiteral("%1");
    finding.parameters = {QStringLiteral("http://evil/%m\u202E")};
    const QString explanation = findingText(finding).explanation;
    QVERIFY(explanation.startsWith(QStringLiteral("%1 points to http://evil/%m\\u202E (host: ")));
}

void tst_text_Findings::nobodyRefusesIsNotSaid()
{
    inspector::Finding finding;
    finding.id = QStringLiteral("implementations-differ");
    finding.parameters = {QStringLiteral("alg-twice"), QStringLiteral("PyJWT"), QString()};
    QVERIFY(findingText(finding).explanation.endsWith(QStringLiteral("accept such a token: PyJWT.")));
    finding.parameters[2] = QStringLiteral("jwcrypto");
    QVERIFY(findingText(finding).explanation.endsWith(QStringLiteral(": PyJWT. These refuse it: jwcrypto.")));
}

void tst_text_Findings::unknownIdsAreReadable()
{
    inspector::Finding finding;
    finding.id = QStringLiteral("key-too-odd");
    finding.parameters = {QStringLiteral("17")};
    QCOMPARE(findingText(finding).title, QStringLiteral("Key too odd"));
    QCOMPARE(findingText(finding).explanation, QStringLiteral("17"));
}

void tst_text_Findings::everyRemovalHasWords()
{
    // The codes are those the cleaner's source names; each reads as words, not as a code.
    QFile source(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + QStringLiteral("/models/inspector/TokenCleaner.cpp"));
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QString code = QString::fromUtf8(source.readAll());
    static const QRegularExpression hyphenated(QStringLiteral("QLatin1StringView\\(\"([a-z]+(?:-[a-z]+)+)\"\\)"));
    QSet<QString> codes{QStringLiteral("blanks"),      QStringLiteral("quotes"), QStringLiteral("brackets"),
                        QStringLiteral("punctuation"), QStringLiteral("json"),   QStringLiteral("parameter")};
    for (auto match = hyphenated.globalMatch(code); match.hasNext();)
        codes.insert(match.next().captured(1));
    QVERIFY2(codes.contains(QStringLiteral("bearer-prefix")),
             qPrintable(QStringList(codes.begin(), codes.end()).join(u' ')));
    for (const QString &one : std::as_const(codes))
        QVERIFY2(removedText(one) != one, qPrintable(one));
}

void tst_text_Findings::claimsOfATokenAreExplained()
{
    for (const char *claim : {"iss", "sub", "aud", "iat", "exp", "scope", "gty", "azp", "permissions"})
        QVERIFY(!claimExplanation(QString::fromLatin1(claim)).isEmpty());
    for (const char *parameter : {"alg", "typ", "kid", "jwk", "jku", "x5c", "x5u", "crit"})
        QVERIFY(!headerExplanation(QString::fromLatin1(parameter)).isEmpty());
    QVERIFY(claimExplanation(QStringLiteral("https://example.com/tier")).isEmpty());
    // Shown all the same: that it is nobody's but theirs.
    QVERIFY(memberExplanation(QStringLiteral("https://example.com/tier"), false).startsWith(u"Not registered"));
    QVERIFY(memberExplanation(QStringLiteral("x"), true).startsWith(u"Not registered"));
    QCOMPARE(memberExplanation(QStringLiteral("alg"), true), headerExplanation(QStringLiteral("alg")));
    QVERIFY(memberExplanation(QStringLiteral("alg"), false).startsWith(u"Not registered")); // of a header, not a claim
    QVERIFY(nestedClaimExplanation(QStringLiteral("/cnf")).isEmpty());
    QVERIFY(isTimeClaim(QStringLiteral("exp")));
    QVERIFY(!isTimeClaim(QStringLiteral("aud")));
}

QTEST_GUILESS_MAIN(tst_text_Findings)
#include "tst_text_Findings.moc"
