#include "models/domain/Scope.h"

#include <QTest>

using namespace gatehouse::domain;
using namespace Qt::StringLiterals;
using Fate = ScopeLine::Fate;

class TestScopeLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachSeparatorEndsTheValue_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("description");
        QTest::newRow("tab") << u"read:a\tRead a"_s << u"read:a"_s << u"Read a"_s;
        QTest::newRow("comma") << u"read:a,Read a"_s << u"read:a"_s << u"Read a"_s;
        QTest::newRow("comma and blank") << u"read:a, Read a"_s << u"read:a"_s << u"Read a"_s;
        QTest::newRow("blanks") << u"read:a   Read a"_s << u"read:a"_s << u"Read a"_s;
        QTest::newRow("value alone") << u"read:a"_s << u"read:a"_s << QString();
        QTest::newRow("carriage return") << u"read:a\tRead a\r"_s << u"read:a"_s << u"Read a"_s;
        QTest::newRow("comma in the description") << u"read:a\tRead, write"_s << u"read:a"_s << u"Read, write"_s;
        QTest::newRow("indented") << u"   read:a Read a"_s << u"read:a"_s << u"Read a"_s;
    }
    void eachSeparatorEndsTheValue()
    {
        QFETCH(QString, line);
        QFETCH(QString, value);
        QFETCH(QString, description);
        const QList<ScopeLine> lines = parseScopeLines(line, {});
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0].scope, (Scope{value, description}));
        QCOMPARE(lines[0].fate, Fate::Added);
    }

    void everyLineHasAFate()
    {
        const QList<ScopeLine> lines = parseScopeLines(
            u"read:a\nread:b Read b\n\nread:b again\n\"quoted\" x\nopenid\n"_s, {{u"read:a"_s, u"there"_s}});
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines[0].fate, Fate::AlreadyThere);
        QCOMPARE(lines[1].fate, Fate::Added);
        QCOMPARE(lines[2].fate, Fate::AlreadyThere);
        QCOMPARE(lines[2].line, 4);
        QCOMPARE(lines[3].fate, Fate::NotValid);
        QCOMPARE(lines[3].violation->rule, Rule::NotAScopeToken);
        QCOMPARE(lines[4].violation->rule, Rule::Reserved);
        QCOMPARE(scopesToAdd(lines), (QList<Scope>{{u"read:b"_s, u"Read b"_s}}));
    }

    void theThousandAndFirstIsRefused()
    {
        QString text;
        for (int i = 0; i < 1001; ++i)
            text += u"scope:%1\n"_s.arg(i);
        const QList<ScopeLine> lines = parseScopeLines(text, {});
        QCOMPARE(scopesToAdd(lines).size(), 1000);
        QCOMPARE(lines.last().fate, Fate::NotValid);
        QCOMPARE(lines.last().violation->rule, Rule::TooMany);
    }
};

QTEST_GUILESS_MAIN(TestScopeLines)
#include "tst_scopelines.moc"
