#include "models/base/Markdown.h"
#include "models/inspector/findings/Kinds.h"
#include "models/jose/Base64Url.h"
#include "ui/text/InspectionMarkdown.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using base::markdownText;

class tst_text_InspectionMarkdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsMarkup_data();
    void nothingIsMarkup();
    void ordinaryTextStaysReadable();
    void redactedTokenHasNoSignature();
    void reportLeavesSecretsOut_data();
    void reportLeavesSecretsOut();
    void reportTellsAllFive();
    void reportIsBounded();
};

void tst_text_InspectionMarkdown::nothingIsMarkup_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("absent");
    QTest::addRow("HTML") << u"<img src=x>"_s << u"<img"_s;
    QTest::addRow("entity") << u"&lt;b&gt;"_s << u"&lt;b"_s;
    QTest::addRow("link") << u"[a](b)"_s << u"](b)"_s;
    QTest::addRow("bare address") << u"see https://evil.example/"_s << u"https://"_s;
    QTest::addRow("www") << u"www.evil.example"_s << u"www.evil"_s;
    QTest::addRow("mention") << u"@team"_s << u"@team"_s;
    QTest::addRow("issue") << u"#1"_s << u" #1"_s;
    QTest::addRow("cell") << u"a|b"_s << u"a|b"_s;
    QTest::addRow("bold") << u"**a**"_s << u"**a"_s;
    QTest::addRow("code") << u"`a`"_s << u"a`"_s;
    QTest::addRow("lines") << u"a\n# b"_s << u"\n"_s;
    QTest::addRow("picture") << u":white_check_mark: Verified"_s << u":white"_s;
    QTest::addRow("picture behind a number") << u"1:100:"_s << u":100:"_s;
    QTest::addRow("picture behind a word") << u"a:heavy_check_mark:"_s << u":heavy"_s;
    QTest::addRow("scheme without slashes") << u"mailto:a"_s << u"mailto:a"_s;
    QTest::addRow("list") << u"- a"_s << u"- a"_s;
    QTest::addRow("numbered list") << u"1. a"_s << u"1. a"_s;
    QTest::addRow("line below a heading") << u"==="_s << u"==="_s;
    QTest::addRow("picture by address") << u"![a](b)"_s << u"![a"_s;
    QTest::addRow("formula") << u"$x$"_s << u"x$"_s;
    QTest::addRow("bidi") << u"a\u202eb"_s << u"\u202e"_s;
    QTest::addRow("ANSI") << u"\x1b[31m"_s << u"\x1b"_s;
}

void tst_text_InspectionMarkdown::nothingIsMarkup()
{
    QFETCH(const QString, text);
    QFETCH(const QString, absent);
    QString escaped = markdownText(text);
    escaped.remove(u"\\|"_s)
        .remove(u"\\*"_s)
        .remove(u"\\`"_s)
        .remove(u"\\$"_s)
        .remove(u"\\]"_s)
        .remove(u"\\["_s)
        .remove(u"\\-"_s)
        .remove(u"\\="_s);
    QVERIFY2(!escaped.contains(absent), qPrintable(escaped));
}

void tst_text_InspectionMarkdown::ordinaryTextStaysReadable()
{
    QCOMPARE(markdownText(u"The token has expired."_s), u"The token has expired."_s);
    for (const QString &text : {u"2026-11-30 22:38:47Z"_s, u"RSA, 2048 bits (RS256): expires in 1 hour"_s,
                                u"It says: \"no\", and that's all!"_s, u"{a + b} - c = d"_s})
        QCOMPARE(markdownText(text).remove(u'\\'), text);
    QCOMPARE(markdownText(u"2026-11-30 22:38:47Z"_s), u"2026-11-30 22:38:47Z"_s);
    QVERIFY(markdownText(QString(10000, u'x'), 50).size() < 80);
}

void tst_text_InspectionMarkdown::redactedTokenHasNoSignature()
{
    inspector::TokenInspection inspection;
    inspection.token = "aa.bb.cc";
    QCOMPARE(ui::text::redactedToken(inspection), u"aa.bb.REDACTED"_s);
    inspection.token = "hello";
    QCOMPARE(ui::text::redactedToken(inspection), QString());
}

void tst_text_InspectionMarkdown::reportLeavesSecretsOut_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("member");
    QTest::newRow("secret") << R"({"password":"hunter2hunter2"})"_ba << u"secret-in-claim"_s << u"password"_s;
    QTest::newRow("token") << R"({"inner":"hunter2hunter2"})"_ba << u"token-in-claim"_s << u"inner"_s;
    QTest::newRow("inside an object") << R"({"a":{"b":["x",{"client_secret":"hunter2hunter2"}]}})"_ba
                                      << u"secret-in-claim"_s << u"client_secret"_s;
}

void tst_text_InspectionMarkdown::reportLeavesSecretsOut()
{
    QFETCH(const QByteArray, claims);
    QFETCH(const QString, id);
    QFETCH(const QString, member);
    inspector::TokenInspection inspection;
    inspection.claims = *jose::parseStrictJson(claims);
    QVERIFY(ui::text::inspectionMarkdown(inspection).contains(u"hunter2"_s));
    inspection.findings = {{.kind = inspector::findingKind(id), .member = member, .parameters = {}}};
    const QString report = ui::text::inspectionMarkdown(inspection);
    QVERIFY2(!report.contains(u"hunter2"_s), qPrintable(report));
    QVERIFY(report.contains(u"a secret or a token"_s));
}

void tst_text_InspectionMarkdown::reportTellsAllFive()
{
    inspector::TokenInspection inspection;
    inspection.token =
        jose::encodeBase64Url("{\"alg\":\"none\"}") + '.' + jose::encodeBase64Url("{\"a|b\":1.50}") + ".c2ln";
    inspection.jws = *jose::CompactJws::parse(inspection.token);
    inspection.claims = *jose::parseStrictJson(inspection.jws->payload);
    inspection.findings = {{.kind = &inspector::kinds::keyConfusionAttack, .member = {}, .parameters = {u"PEM"_s}}};
    const QString report = ui::text::inspectionMarkdown(inspection);
    for (const QString &verdict : {u"| Form |"_s, u"| Signature |"_s, u"| Time |"_s, u"| Claims |"_s, u"| Policy |"_s})
        QVERIFY2(report.contains(verdict), qPrintable(report));
    QVERIFY(report.contains(u"RFC 8725 section 3.1"_s));
    QVERIFY(report.contains(u"a\\|b"_s));
    QVERIFY(report.contains(u"1.50"_s));
    QVERIFY(!report.contains(u"c2ln"_s));
}

void tst_text_InspectionMarkdown::reportIsBounded()
{
    inspector::TokenInspection inspection;
    QByteArray claims = "{\"x\":\"" + QByteArray(500000, '*') + '"';
    for (int i = 0; i < 5000; ++i)
        claims += ",\"" + QByteArray::number(i) + "\":1";
    inspection.claims = *jose::parseStrictJson(claims + '}');
    QVERIFY(ui::text::inspectionMarkdown(inspection).size() < 100000);
}

QTEST_GUILESS_MAIN(tst_text_InspectionMarkdown)
#include "tst_text_InspectionMarkdown.moc"
