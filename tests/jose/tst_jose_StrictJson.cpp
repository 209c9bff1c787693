#include "models/jose/StrictJson.h"

#include <QElapsedTimer>
#include <QTest>

using namespace gatehouse::jose;
using namespace Qt::StringLiterals;
using Kind = JsonError::Kind;

Q_DECLARE_METATYPE(Kind)

class tst_jose_StrictJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void namesTheDuplicate();
    void looksUpMembers();
    void escapesOnWriting();
    void indents();
    void holdsLimits();
    void isLinear();
};

void tst_jose_StrictJson::accepts_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](const char *name, const QByteArray &json, const QByteArray &written) {
        QTest::newRow(name) << json << written;
    };
    const auto same = [&](const char *name, const QByteArray &json) { row(name, json, json); };
    same("object", R"({})");
    same("array", R"([])");
    same("null", "null");
    same("true", "true");
    same("false", "false");
    same("zero", "0");
    same("minus zero", "-0");
    same("beyond 2^53", "9007199254740993");
    same("beyond 2^63", "123456789012345678901234567890");
    same("beyond double", "1e400");
    same("small exponent", "-1.50E-10");
    same("exponent with plus", "1e+2");
    same("string", R"("text")");
    same("member order", R"({"z":1,"a":2,"m":[3,{"b":null}]})");
    same("not ASCII", "\"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x94\x91\"");
    same("non-character", "\"\xEF\xBF\xBF\"");
    same("names differing in case", R"({"alg":1,"Alg":2,"alg ":3})");
    same("same name in two objects", R"([{"a":1},{"a":1}])");
    same("same name at two depths", R"({"a":{"a":{"a":1}}})");
    row("blanks", " \t\r\n[ 1 , 2 ]\n", "[1,2]");
    row("escapes", R"("\"\\\/\b\f\n\r\t")", R"("\"\\/\b\f\n\r\t")");
    row("escaped letters", R"({"al\u0067":"\u00e4"})", "{\"alg\":\"\xC3\xA4\"}");
    row("surrogate pair", R"("\uD83D\uDD11")", "\"\xF0\x9F\x94\x91\"");
    row("escaped NUL", R"("a\u0000b")", R"("a\u0000b")");
    row("escaped DEL stays", R"("\u007f")", "\"\x7F\"");
}

void tst_jose_StrictJson::accepts()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, written);
    const auto value = parseStrictJson(json);
    QVERIFY2(value, qPrintable(QString::number(value ? 0 : value.error().position)));
    QCOMPARE(value->toJson(), written);
    const auto again = parseStrictJson(value->toIndentedJson());
    QVERIFY(again);
    QCOMPARE(again->toJson(), written);
}

void tst_jose_StrictJson::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<qsizetype>("position");
    const auto row = [](const char *name, const QByteArray &json, Kind kind, qsizetype position) {
        QTest::newRow(name) << json << kind << position;
    };
    row("empty", "", Kind::Syntax, 0);
    row("blanks only", "  ", Kind::Syntax, 2);
    row("trailing bytes", "{} x", Kind::Syntax, 3);
    row("two objects", "{}{}", Kind::Syntax, 2);
    row("trailing NUL", QByteArray("{}\0", 3), Kind::Syntax, 2);
    row("trailing comma in an object", R"({"a":1,})", Kind::Syntax, 7);
    row("trailing comma in an array", "[1,]", Kind::Syntax, 3);
    row("leading comma", "[,1]", Kind::Syntax, 1);
    row("no comma", "[1 2]", Kind::Syntax, 3);
    row("no colon", R"({"a" 1})", Kind::Syntax, 5);
    row("no value", R"({"a":})", Kind::Syntax, 5);
    row("name without quotes", "{a:1}", Kind::Syntax, 1);
    row("single quotes", "{'a':1}", Kind::Syntax, 1);
    row("line comment", "// x\n{}", Kind::Syntax, 0);
    row("block comment", "{/* x */}", Kind::Syntax, 1);
    row("unclosed object", R"({"a":1)", Kind::Syntax, 6);
    row("unclosed array", "[1", Kind::Syntax, 2);
    row("unclosed string", R"(["abc)", Kind::Syntax, 1);
    row("NaN", "NaN", Kind::Syntax, 0);
    row("Infinity", "[Infinity]", Kind::Syntax, 1);
    row("hexadecimal", "0x10", Kind::Syntax, 1);
    row("leading zero", "01", Kind::Syntax, 1);
    row("leading plus", "+1", Kind::Syntax, 0);
    row("leading point", ".5", Kind::Syntax, 0);
    row("trailing point", "1.", Kind::Syntax, 2);
    row("empty exponent", "1e", Kind::Syntax, 2);
    row("minus alone", "-", Kind::Syntax, 1);
    row("capital literal", "True", Kind::Syntax, 0);
    row("longer literal", "nullx", Kind::Syntax, 4);
    row("cut literal", "nul", Kind::Syntax, 0);
    row("control character in a string", "\"a\x01\"", Kind::Syntax, 2);
    row("line feed in a string", "\"a\nb\"", Kind::Syntax, 2);
    row("NUL in a string", QByteArray("\"a\0b\"", 5), Kind::Syntax, 2);
    row("unknown escape", R"("a\x41")", Kind::Syntax, 2);
    row("short unicode escape", R"("\u00g0")", Kind::Syntax, 1);
    row("cut unicode escape", R"("\u00)", Kind::Syntax, 1);
    row("escaped quote at the end", R"("\)", Kind::Syntax, 1);
    row("form feed as a blank", "\f{}", Kind::Syntax, 0);
    row("no-break space as a blank", "\xC2\xA0{}", Kind::Syntax, 0);

    row("byte order mark", "\xEF\xBB\xBF{}", Kind::ByteOrderMark, 0);
    row("UTF-16 LE", QByteArray("\xFF\xFE{\0}\0", 6), Kind::NotUtf8, 0);
    row("UTF-16 BE without a mark", QByteArray("\0{\0}", 4), Kind::Syntax, 0);
    row("stray continuation", "\"a\x80\"", Kind::NotUtf8, 2);
    row("Latin-1", "{\"a\":\"\xE4\"}", Kind::NotUtf8, 6);
    row("overlong slash", "\"\xC0\xAF\"", Kind::NotUtf8, 1);
    row("overlong of three", "\"\xE0\x80\xAF\"", Kind::NotUtf8, 1);
    row("overlong of four", "\"\xF0\x80\x80\xAF\"", Kind::NotUtf8, 1);
    row("encoded surrogate", "\"\xED\xA0\x80\"", Kind::NotUtf8, 1);
    row("beyond Unicode", "\"\xF4\x90\x80\x80\"", Kind::NotUtf8, 1);
    row("lead byte F5", "\"\xF5\x80\x80\x80\"", Kind::NotUtf8, 1);
    row("cut sequence", "\"\xE2\x82", Kind::NotUtf8, 1);

    row("duplicate", R"({"alg":"none","alg":"HS256"})", Kind::DuplicateName, 14);
    row("duplicate behind an escape", R"({"alg":1,"al\u0067":2})", Kind::DuplicateName, 9);
    row("duplicate deep inside", R"([{"a":[{"b":1,"c":2,"b":3}]}])", Kind::DuplicateName, 20);
    row("duplicate empty name", R"({"":1,"":2})", Kind::DuplicateName, 6);
    row("duplicate among many",
        R"({"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1,"m":1,"b":1})", Kind::DuplicateName,
        79);

    row("high surrogate alone", R"("\uD800")", Kind::LoneSurrogate, 1);
    row("high surrogate and a letter", R"("\uD800abcdef")", Kind::LoneSurrogate, 1);
    row("low surrogate alone", R"("a\uDC00")", Kind::LoneSurrogate, 2);
    row("surrogates in the wrong order", R"("\uDC00\uD800")", Kind::LoneSurrogate, 1);
    row("two high surrogates", R"("\uD800\uD800")", Kind::LoneSurrogate, 1);
    row("lone surrogate in a name", R"({"\uD800":1})", Kind::LoneSurrogate, 2);

    row("65 arrays", QByteArray(65, '[') + QByteArray(65, ']'), Kind::TooDeep, 64);
    row("a million arrays", QByteArray(1000000, '['), Kind::TooDeep, 64);
    row("65 objects", R"({"a":)"_ba.repeated(65) + "1" + QByteArray(65, '}'), Kind::TooDeep, qsizetype{64} * 5);
    row("over a megabyte", QByteArray(qsizetype{1024} * 1024 + 1, ' '), Kind::TooLarge, qsizetype{1024} * 1024);
    row("too many elements", "[0" + ",0"_ba.repeated(100000) + "]", Kind::TooMany, 200001);
}

void tst_jose_StrictJson::refuses()
{
    QFETCH(const QByteArray, json);
    QFETCH(const Kind, kind);
    QFETCH(const qsizetype, position);
    const auto value = parseStrictJson(json);
    QVERIFY(!value);
    QCOMPARE(value.error().kind, kind);
    QCOMPARE(value.error().position, position);
}

void tst_jose_StrictJson::namesTheDuplicate()
{
    const auto value = parseStrictJson(R"({"scope":"a","sc\u006Fpe":"b"})");
    QVERIFY(!value);
    QCOMPARE(value.error().name, u"scope"_s);
}

void tst_jose_StrictJson::looksUpMembers()
{
    const auto value = parseStrictJson(R"({"a":1,"b":"text","c":[true]})");
    QVERIFY(value && value->isObject());
    QVERIFY(value->member(u"a") && value->member(u"a")->isNumber());
    QCOMPARE(value->member(u"a")->number, "1"_ba);
    QCOMPARE(value->member(u"b")->string, u"text"_s);
    QVERIFY(value->member(u"c")->isArray());
    QVERIFY(value->member(u"c")->elements.constFirst().isBool());
    QCOMPARE(value->member(u"A"), nullptr);
    QCOMPARE(value->elements.size(), 0);
}

void tst_jose_StrictJson::escapesOnWriting()
{
    JsonValue value;
    value.type = JsonValue::Type::String;
    value.string = u"\u0001\u001f\"\\/\u2028<"_s;
    QCOMPARE(value.toJson(), "\"\\u0001\\u001f\\\"\\\\/\xE2\x80\xA8<\""_ba);
}

void tst_jose_StrictJson::indents()
{
    const auto value = parseStrictJson(R"({"a":[1,{"b":2}],"c":{},"d":[]})");
    QVERIFY(value);
    QCOMPARE(value->toIndentedJson(),
             "{\n  \"a\": [\n    1,\n    {\n      \"b\": 2\n    }\n  ],\n  \"c\": {},\n  \"d\": []\n}"_ba);
}

void tst_jose_StrictJson::holdsLimits()
{
    QVERIFY(parseStrictJson(QByteArray(64, '[') + QByteArray(64, ']')));
    QVERIFY(parseStrictJson("[[]]", {.depth = 2}));
    QVERIFY(!parseStrictJson("[[]]", {.depth = 1}));
    QVERIFY(parseStrictJson("[0,0]", {.values = 2}));
    QVERIFY(!parseStrictJson(R"({"a":[0]})", {.values = 1}));
    QVERIFY(parseStrictJson("1234", {.bytes = 4}));
    QVERIFY(!parseStrictJson("12345", {.bytes = 4}));
}

void tst_jose_StrictJson::isLinear()
{
    // Ninety thousand names in one object: a comparison of each with each would take minutes.
    QByteArray json = "{";
    for (int i = 0; i < 90000; ++i)
        json += (i > 0 ? ",\"" : "\"") + QByteArray::number(i) + "\":0";
    json += "}";
    QElapsedTimer timer;
    timer.start();
    const auto value = parseStrictJson(json);
    QVERIFY(value);
    QCOMPARE(value->members.size(), 90000);
    QVERIFY2(timer.elapsed() < 15000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(tst_jose_StrictJson)
#include "tst_jose_StrictJson.moc"
