#include "models/management/Schema.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::management;
using namespace Qt::StringLiterals;

/// What a body may hold, and the validator's words for what it may not.
class tst_management_Schema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reasons_data();
    void reasons();
    void problemsAreWorded_data();
    void problemsAreWorded();
};

void tst_management_Schema::reasons_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &json, const QString &message) {
        QTest::newRow(name) << json << message;
    };
    row("all of it", "{\"name\":\"a\",\"age\":3,\"tags\":[\"x\"],\"map\":{\"k\":\"v\"},\"none\":null}", {});
    row("required", "{}", u"'Missing required property: name'."_s);
    row("others", "{\"name\":\"a\",\"z\":1,\"y\":2}", u"'Additional properties not allowed: z,y'."_s);
    row("null", "{\"name\":null}", u"'Expected type string but found type null' on property name."_s);
    row("within", "{\"name\":\"a\",\"tags\":[\"x\",1]}",
        u"'Expected type string but found type integer' on property tags[1]."_s);
    row("twice", "{\"name\":\"a\",\"tags\":[\"x\",\"y\",\"x\"]}",
        u"'Array items are not unique (indexes 0 and 2)' on property tags."_s);
    row("too many", "{\"name\":\"a\",\"tags\":[\"a\",\"b\",\"c\",\"d\"]}",
        u"'Array is too long (4), maximum 3' on property tags."_s);
    row("too many members", "{\"name\":\"a\",\"map\":{\"a\":\"\",\"b\":\"\",\"c\":\"\"}}",
        u"'Too many properties defined (3), maximum 2' on property map."_s);
    row("other members", "{\"name\":\"a\",\"map\":{\"a\":true}}",
        u"'Expected type string but found type boolean' on property map.a."_s);
    row("a number that is none", "{\"name\":\"a\",\"age\":1.5}",
        u"'Expected type integer but found type number' on property age."_s);
    row("an integer written otherwise", "{\"name\":\"a\",\"age\":0.9e1}", {});
    row("too large for any type", "{\"name\":\"a\",\"age\":1e99}",
        u"'Value 1e99 is greater than maximum 9' on property age."_s);
    row("too large to be whole", "{\"name\":\"a\",\"age\":9223372036854775808}",
        u"'Value 9223372036854775808 is greater than maximum 9' on property age."_s);
    row("no number of JavaScript's", "{\"name\":\"a\",\"age\":1e400}",
        u"'Expected type integer but found type number' on property age."_s);
    row("too long a name", "{\"name\":\"a\",\"map\":{\"abcdef\":\"\"}}",
        u"'String is too long (6 chars), maximum 5' on property map."_s);
    // Names are a stranger's text.
    row("hostile name", "{\"name\":\"a\",\"\\u202e\":1}", u"'Additional properties not allowed: \\u{202e}'."_s);
}

void tst_management_Schema::reasons()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, message);
    Schema map = schema::openObject(2, schema::text());
    map.mostName = 5;
    const Schema whole = schema::object({
        {.name = u"name"_s, .schema = schema::name(5), .isRequired = true},
        {.name = u"age"_s, .schema = schema::integer(0, 9)},
        {.name = u"tags"_s, .schema = schema::set(schema::text(1, 2), 3)},
        {.name = u"map"_s, .schema = map},
        {.name = u"none"_s, .schema = schema::nullable(schema::boolean())},
    });
    const auto value = jose::parseStrictJson(json);
    QVERIFY(value);
    const auto problem = check(*value, whole, {});
    QCOMPARE(problem.has_value(), !message.isEmpty());
    if (!problem)
        return;
    if (QByteArray(QTest::currentDataTag()) == "hostile name") {
        QVERIFY(!problem->message.contains(QChar(0x202e)));
        return;
    }
    QCOMPARE(problem->message, u"Payload validation error: "_s + message);
}

void tst_management_Schema::problemsAreWorded_data()
{
    using domain::Field;
    using domain::Rule;
    QTest::addColumn<int>("field");
    QTest::addColumn<int>("rule");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, Field field, Rule rule, int status, const QString &code) {
        QTest::newRow(name) << static_cast<int>(field) << static_cast<int>(rule) << status << code;
    };
    row("identifier taken", Field::ApiIdentifier, Rule::AlreadyUsed, 409, u"resource_server_conflict"_s);
    row("address taken", Field::UserEmail, Rule::AlreadyUsed, 409, u"auth0_idp_error"_s);
    row("scope twice", Field::ScopeValue, Rule::AlreadyUsed, 400, u"invalid_body"_s);
    row("system API", Field::Api, Rule::SystemApi, 400, u"invalid_body"_s);
    row("key that signs", Field::SigningKey, Rule::NotNow, 400, u"operation_not_supported"_s);
}

void tst_management_Schema::problemsAreWorded()
{
    QFETCH(const int, field);
    QFETCH(const int, rule);
    QFETCH(const int, status);
    QFETCH(const QString, code);
    const Problem problem =
        problemOf({static_cast<domain::Field>(field), static_cast<domain::Rule>(rule), u"a\nb"_s, 0});
    QCOMPARE(problem.status, status);
    QCOMPARE(problem.code, code);
    QVERIFY(!problem.message.contains(u'\n'));
    QVERIFY(toJson(problem).startsWith("{\"statusCode\":" + QByteArray::number(status)));
}

QTEST_GUILESS_MAIN(tst_management_Schema)
#include "tst_management_Schema.moc"
