#include "ui/text/ProfileText.h"

#include <QSet>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::ui::text;
using namespace Qt::StringLiterals;

class tst_text_Profiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRuleHasItsSentence_data()
    {
        QTest::addColumn<scan::Profile>("profile");
        QTest::addRow("RFC 9068") << scan::Profile::Rfc9068;
        QTest::addRow("Auth0") << scan::Profile::Auth0;
    }
    void everyRuleHasItsSentence()
    {
        QFETCH(const scan::Profile, profile);
        const QList<scan::ProfileRule> rules = scan::lintProfile({}, profile);
        QVERIFY(rules.size() > 10);
        QSet<QString> sentences;
        for (const scan::ProfileRule &rule : rules) {
            const QString sentence = profileRuleText(profile, rule.id);
            QVERIFY2(sentence.endsWith(u'.'), qPrintable(rule.id));
            QVERIFY2(!sentences.contains(sentence), qPrintable(sentence));
            sentences.insert(sentence);
        }
        QCOMPARE(profileRuleText(profile, u"claim-none"_s), QString());
        QCOMPARE(profileRuleText(profile, {}), QString());
    }

    void summaries()
    {
        QCOMPARE(profileSummary(11, 0), u"All rules of the profile are met."_s);
        QCOMPARE(profileSummary(11, 1), u"One of 11 rules is broken."_s);
        QCOMPARE(profileSummary(11, 3), u"3 of 11 rules are broken."_s);
        QVERIFY(ruleResultWord(true) != ruleResultWord(false));
    }
};

QTEST_GUILESS_MAIN(tst_text_Profiles)
#include "tst_text_Profiles.moc"
