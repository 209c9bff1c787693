#include "models/domain/ScopeList.h"

#include <QTest>

#include <algorithm>

using namespace gatehouse::domain;
using namespace Qt::StringLiterals;
using Fate = ScopeLine::Fate;

class tst_domain_ScopeLines : public QObject
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

    void asASpreadsheetWritesThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("read"); // value, description, value, description …
        const QStringList two{u"read:a"_s, u"Read a"_s, u"write:a"_s, u"Write a"_s};
        const auto row = [](const char *name, const QString &text, const QStringList &read) {
            QTest::newRow(name) << text << read;
        };
        row("CR LF", u"read:a\tRead a\r\nwrite:a\tWrite a\r\n"_s, two);
        row("CR alone", u"read:a\tRead a\rwrite:a\tWrite a\r"_s, two);
        row("U+2028", u"read:a\tRead a\u2028write:a\tWrite a"_s, two);
        row("U+2029", u"read:a\tRead a\u2029write:a\tWrite a\u2029"_s, two);
        row("byte order mark", u"\uFEFFread:a\tRead a\nwrite:a\tWrite a"_s, two);
        row("semicolons", u"read:a;Read a\nwrite:a;Write a"_s, two);
        row("quoted", u"\"read:a\",\"Read a\"\n\"write:a\",\"Write a\""_s, two);
        row("quoted with semicolons", u"\"read:a\";\"Read a\"\r\nwrite:a;\"Write a\"\r\n"_s, two);
        row("quoted behind a space", u"read:a \"Read a\"\nwrite:a, \"Write a\""_s, two);
        row("heading", u"Scope,Description\nread:a,Read a\nwrite:a,Write a"_s, two);
        row("heading in quotation marks", u"\"value\";\"description\"\nread:a;Read a\nwrite:a;Write a"_s, two);
        row("heading of one column", u"Permission\nread:a Read a\nwrite:a Write a"_s, two);
        row("empty columns and rows", u",,\nread:a,Read a,,\n;;\nwrite:a,Write a,\n"_s, two);
        row("no-break spaces", u"\u00a0read:a\u00a0\tRead a\u00a0\nwrite:a\tWrite a"_s, two);
        row("separators in quotation marks", u"\"read:a\",\"Read a, and b; c\""_s,
            {u"read:a"_s, u"Read a, and b; c"_s});
        row("quotation marks inside", u"read:a,\"Read \"\"a\"\"\""_s, {u"read:a"_s, u"Read \"a\""_s});
        row("an inch", u"read:a, 6\" pipes"_s, {u"read:a"_s, u"6\" pipes"_s});
        row("U+0085", u"read:a\tRead a\u0085write:a\tWrite a"_s, two);
        row("how columns are parted", u"sep=;\r\nread:a;Read a\r\nwrite:a;Write a"_s, two);
        row("that and a heading", u"SEP=,\nscope,description\nread:a,Read a\nwrite:a,Write a"_s, two);
        row("indented by tabs", u"\tread:a\n\twrite:a"_s, {u"read:a"_s, QString(), u"write:a"_s, QString()});
        row("a colon in a description", u"read:a see a:b too"_s, {u"read:a"_s, u"see a:b too"_s});
        row("an address as the description", u"read:a https://a.example/"_s, {u"read:a"_s, u"https://a.example/"_s});
        row("every scope", u"*"_s, {u"*"_s, QString()});
        row("a scope called scope", u"scope"_s, {u"scope"_s, QString()});
    }
    void asASpreadsheetWritesThem()
    {
        QFETCH(const QString, text);
        QStringList read;
        const QList<ScopeLine> lines = parseScopeLines(text, {});
        for (const ScopeLine &line : lines)
            QVERIFY2(line.fate == Fate::Added || line.fate == Fate::Heading, qPrintable(line.scope.value));
        const QList<Scope> added = scopesToAdd(lines);
        for (const Scope &scope : added)
            read << scope.value << scope.description;
        QTEST(read, "read");
        const QByteArray utf8 = text.toUtf8();
        QCOMPARE(scopesToAdd(parseScopeLines(QByteArrayView(utf8), {})), added);
    }

    void whatIsNotOneScopeIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<Rule>("rule");
        const auto row = [](const char *name, const QByteArray &text, int line, Rule rule) {
            QTest::newRow(name) << text << line << rule;
        };
        row("a line end inside a column", "read:a,Read a\nwrite:a,\"Write\r\na\"\nread:b,b", 2,
            Rule::ControlCharacters);
        row("a quotation mark that is not closed", "read:a,\"Read a\nwrite:a,Write a", 1, Rule::NotOneScope);
        row("text behind a column", "read:a,Read a\n\"write:a\"x,Write a", 2, Rule::NotOneScope);
        row("a third column", "\"read:a\",\"Read a\",\"2026\"", 1, Rule::NotOneScope);
        row("a third column with tabs", "read:a\tRead a\t2026", 1, Rule::ControlCharacters);
        row("a list in one line", "read:a write:a", 1, Rule::SeveralScopes);
        row("a list in one line, with commas", "read:a, write:a, delete:a\nread:b", 1, Rule::SeveralScopes);
        row("an empty first column", "read:a\tRead a\n\tWrite", 2, Rule::NotOneScope);
        row("a comment", "read:a\n# what writes\nwrite:a", 2, Rule::NotOneScope);
        row("a bullet", "read:a\n- write:a", 2, Rule::NotOneScope);
        row("a table's line", "|---|---|", 1, Rule::NotOneScope);
        row("a table's row", "| read:a | Read a |", 1, Rule::NotOneScope);
        row("a description without a value", "\"\",\"Read a\"", 1, Rule::Required);
        row("Latin 1",
            "read:a,Read a\nwrite:a,\xfc"
            "bersicht",
            2, Rule::NotUtf8);
        row("UTF-16", "\xff\xfer\0e\0a\0d\0", 1, Rule::NotUtf8);
        row("Latin 1 behind CR alone", "read:a\rread:b\rread:\xe4", 3, Rule::NotUtf8);
    }
    void whatIsNotOneScopeIsRefused()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const int, line);
        const QList<ScopeLine> lines = parseScopeLines(QByteArrayView(text), {});
        const auto wrong = std::ranges::find(lines, Fate::NotValid, &ScopeLine::fate);
        QVERIFY(wrong != lines.end());
        QCOMPARE(wrong->line, line);
        QTEST(wrong->violation->rule, "rule");
        QCOMPARE(std::ranges::count(lines, Fate::NotValid, &ScopeLine::fate), 1);
    }

    void everyLineHasAFate()
    {
        const QList<ScopeLine> lines = parseScopeLines(
            u"read:a\nread:b Read b\n\nread:b again\n\"quo\\ted\" x\nopenid\n"_s, {{u"read:a"_s, u"there"_s}});
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

QTEST_GUILESS_MAIN(tst_domain_ScopeLines)
#include "tst_domain_ScopeLines.moc"
