#include "ui/text/DifferenceText.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::ui::text;
using namespace Qt::StringLiterals;
using Difference = inspector::MemberDifference;

class tst_text_Differences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneMember_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("told");
        QTest::addRow("added") << "{}"_ba << R"({"a":1.50})"_ba << u"added 1.50"_s;
        QTest::addRow("removed") << R"({"a":"x"})"_ba << "{}"_ba << u"removed \"x\""_s;
        QTest::addRow("changed") << R"({"a":"x"})"_ba << R"({"a":"y"})"_ba << u"changed \"x\" \u2192 \"y\""_s;
        QTest::addRow("later") << R"({"exp":100})"_ba << R"({"exp":3700})"_ba
                               << u"changed 100 \u2192 3700 (1 hour later)"_s;
        QTest::addRow("earlier") << R"({"exp":3700})"_ba << R"({"exp":100})"_ba
                                 << u"changed 3700 \u2192 100 (1 hour earlier)"_s;
        QTest::addRow("a value that looks like a place of ours")
            << R"({"exp":1})"_ba << R"({"exp":"%1"})"_ba << u"changed 1 \u2192 \"%1\""_s;
        QTest::addRow("scopes") << R"({"scope":"a b"})"_ba << R"({"scope":"c b"})"_ba << u"changed +c -a"_s;
    }
    void oneMember()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        QFETCH(const QString, told);
        const auto left = jose::parseStrictJson(before);
        const auto right = jose::parseStrictJson(after);
        const QList<Difference> differences = inspector::compareMembers(&*left, &*right);
        QCOMPARE(differences.size(), 1);
        QCOMPARE(differenceWord(differences.first().kind) + u' ' + differenceText(differences.first()), told);
    }

    void farthestTimes()
    {
        Difference difference;
        for (const qint64 seconds : {std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max()}) {
            difference.seconds = seconds;
            QVERIFY(!differenceText(difference).isEmpty());
        }
    }

    void summaries()
    {
        scan::TokenDiff diff;
        diff.isSameText = true;
        QCOMPARE(tokenDiffSummary(diff), QStringList{u"The same token, byte for byte."_s});
        diff = {};
        diff.firstByte = 41;
        diff.part = scan::TokenDiff::Part::Signature;
        QCOMPARE(tokenDiffSummary(diff), QStringList({u"Header and claims mean the same."_s,
                                                      u"The first different byte is number 42, in the signature."_s}));
        diff.part = scan::TokenDiff::Part::Header;
        diff.claims = {Difference()};
        QCOMPARE(tokenDiffSummary(diff), QStringList{u"The first different byte is number 42, in the header."_s});
        diff.part = scan::TokenDiff::Part::Elsewhere;
        diff.areClaimsCompared = false;
        QCOMPARE(tokenDiffSummary(diff),
                 QStringList({u"The claims were not compared: those of one token cannot be read."_s,
                              u"The first different byte is number 42."_s}));
    }
};

QTEST_GUILESS_MAIN(tst_text_Differences)
#include "tst_text_Differences.moc"
