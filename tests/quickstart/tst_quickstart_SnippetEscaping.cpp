#include "models/quickstart/SnippetEscaping.h"
#include "models/quickstart/SnippetTemplate.h"
#include "tests/support/Interpreter.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::quickstart;
using namespace Qt::StringLiterals;

class tst_quickstart_SnippetEscaping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void literals_data();
    void literals();
    void interpretersReadTheValue_data();
    void interpretersReadTheValue();
    void templates_data();
    void templates();
};

void tst_quickstart_SnippetEscaping::literals_data()
{
    QTest::addColumn<QString>("syntax");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *syntax, const QString &value, const QString &expected) {
        QTest::addRow("%s %s", syntax, qPrintable(value.toHtmlEscaped()))
            << QString::fromLatin1(syntax) << value << expected;
    };
    row("js", u"a'b"_s, uR"('a\'b')"_s);
    row("js", uR"(a\)"_s, uR"('a\\')"_s);
    row("js", u"${x}`"_s, u"'${x}`'"_s);
    row("js", u"a\u2028b"_s, uR"('a\u2028b')"_s);
    row("py", u"a\"b{c}"_s, uR"("a\"b{c}")"_s);
    row("py", u"\U0001F511"_s, uR"("\U0001f511")"_s);
    row("go", u"a`\"b"_s, uR"("a`\"b")"_s);
    row("java", uR"(\u0022)"_s, uR"("\\u0022")"_s);
    row("java", u"a\nb"_s, uR"("a\012b")"_s);
    row("java", u"\U0001F511"_s, uR"("\ud83d\udd11")"_s);
    row("cs", u"{a}\""_s, uR"("{a}\"")"_s);
    row("cs", u"a\nb"_s, uR"("a\u000ab")"_s);
    row("php", u"$a{$b}'\\"_s, uR"('$a{$b}\'\\')"_s);
    row("rb", u"#{a}'\\"_s, uR"('#{a}\'\\')"_s);
    row("pl", u"$a@{[b]}'\\"_s, uR"('$a@{[b]}\'\\')"_s);
    row("erl", u"~p\"\\\n\u00e9"_s, uR"("~p\"\\\x{a}\x{e9}")"_s);
    row("cpp", u"?\?/\"\n"_s, uR"("?\?/\"\012")"_s);
    row("cpp", u"\u00e9"_s, uR"("\303\251")"_s);
    row("sh", u"a'b$(c)"_s, uR"('a'\''b$(c)')"_s);
}

void tst_quickstart_SnippetEscaping::literals()
{
    QFETCH(QString, syntax);
    QFETCH(QString, value);
    QFETCH(QString, expected);
    QCOMPARE(literal(parseSyntax(syntax).value(), value), expected);
}

void tst_quickstart_SnippetEscaping::interpretersReadTheValue_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("syntax");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("node") << u"node"_s << u"js"_s << u"process.stdout.write(%1)"_s << QStringList{u"-"_s};
    QTest::newRow("python") << u"python3"_s << u"py"_s << u"import sys\nsys.stdout.buffer.write((%1).encode())"_s
                            << QStringList();
    QTest::newRow("bash") << u"bash"_s << u"sh"_s << u"printf %s %1"_s << QStringList();
    QTest::newRow("dash") << u"sh"_s << u"sh"_s << u"printf %s %1"_s << QStringList();
    QTest::newRow("php") << u"php"_s << u"php"_s << u"<?php echo %1;"_s << QStringList();
    QTest::newRow("perl") << u"perl"_s << u"pl"_s << u"print %1"_s << QStringList();
    // It reads from a file alone.
    QTest::newRow("erlang")
        << u"sh"_s << u"erl"_s
        << u"#!\nmain(_) -> io:setopts([{encoding, latin1}]), file:write(standard_io, <<%1/utf8>>)."_s
        << QStringList{u"-c"_s, u"f=$(mktemp) && cat > $f && escript $f; s=$?; rm $f; exit $s"_s};
    QTest::newRow("ruby") << u"ruby"_s << u"rb"_s << u"STDOUT.write(%1)"_s << QStringList();
}

void tst_quickstart_SnippetEscaping::interpretersReadTheValue()
{
    QFETCH(QString, program);
    QFETCH(QString, syntax);
    QFETCH(QString, code);
    QFETCH(QStringList, arguments);
    const QStringList hostile{uR"(https://api.example.com/')"_s, uR"("'`$(id)${HOME}#{7*7}\)"_s,
                              uR"(\'\"\\\n\u0041\x41%s%d!!)"_s, u"*/ // -- <!-- ?> <?php"_s,
                              u"\u00e9\u202e\U0001F511"_s};
    for (const QString &value : hostile) {
        QString filled = code;
        filled.replace("%1"_L1, literal(parseSyntax(syntax).value(), value));
        const auto run = tests::interpret(program, arguments, filled.toUtf8());
        if (!run)
            QSKIP("no interpreter of this language here");
        QVERIFY2(run->exitCode == 0, run->errors.constData());
        QCOMPARE(QString::fromUtf8(run->output), value);
    }
}

void tst_quickstart_SnippetEscaping::templates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // null: refused
    QTest::newRow("value") << u"x = {{a|js}};"_s << u"x = '{{b|js}}';\n"_s;
    QTest::newRow("section kept") << u"1\n{{#b}}\n2\n{{/b}}\n3"_s << u"1\n2\n3\n"_s;
    QTest::newRow("section left out") << u"1\n{{#c}}\n2\n{{/c}}\n3"_s << u"1\n3\n"_s;
    QTest::newRow("name unknown") << u"{{z|js}}"_s << QString();
    QTest::newRow("syntax unknown") << u"{{a|zz}}"_s << QString();
    QTest::newRow("no syntax") << u"{{a}}"_s << QString();
    QTest::newRow("never closed") << u"{{#a}}\n1"_s << QString();
    QTest::newRow("closed twice") << u"{{/a}}"_s << QString();
    QTest::newRow("section in a section") << u"{{#a}}\n{{#b}}\n{{/b}}\n{{/a}}"_s << QString();
}

void tst_quickstart_SnippetEscaping::templates()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    // The value of a looks like a placeholder itself: it is not read again.
    const auto filled = fillTemplate(text, {{u"a"_s, u"{{b|js}}"_s}, {u"b"_s, u"B"_s}, {u"c"_s, {}}});
    QCOMPARE(filled.has_value(), !expected.isNull());
    if (filled)
        QCOMPARE(*filled, expected);
}

QTEST_GUILESS_MAIN(tst_quickstart_SnippetEscaping)
#include "tst_quickstart_SnippetEscaping.moc"
