#include "models/transport/JsonTokens.h"

#include <QTest>

using namespace gatehouse::transport;
using namespace Qt::StringLiterals;

class tst_transport_JsonTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheOutermost_data();
    void findsTheOutermost();
    void seesNone_data();
    void seesNone();
    void tellsTheKindOfTheWhole_data();
    void tellsTheKindOfTheWhole();
    void isLinear();
};

namespace {

const QByteArray jws = R"({"payload":"e30","protected":"e30","signature":"AA"})";
const QByteArray general = R"({"payload":"e30","signatures":[{"protected":"e30","signature":"AA"}]})";
const QByteArray jwe = R"({"protected":"e30","ciphertext":"AA","tag":"AA"})";

QByteArray escaped(QByteArray text)
{
    return text.replace('\\', "\\\\").replace('"', "\\\"");
}

} // namespace

void tst_transport_JsonTokens::findsTheOutermost_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("tokens");
    const auto row = [](const char *name, const QByteArray &text, const QByteArrayList &tokens) {
        QTest::newRow(name) << text << tokens;
    };
    row("flattened", jws, {jws});
    row("general, not its parts", general, {general});
    row("JWE", jwe, {jwe});
    row("in a sentence", "It doesn't work: " + jws + ", says \"Joe", {jws});
    row("two", jws + '\n' + jwe, {jws, jwe});
    row("in an array", '[' + jws + ',' + jwe + ']', {jws, jwe});
    row("in a container", R"({"token":)" + jws + R"(,"n":1})", {jws});
    row("around another", R"({"signature":"AA","x":)" + jwe + '}', {R"({"signature":"AA","x":)" + jwe + '}'});
    row("in a string", R"({"body":")" + escaped(jws) + R"("})", {jws});
    row("in a string in a string", R"({"log":")" + escaped(R"({"body":")" + escaped(jws) + R"("})") + R"("})", {jws});
    row("out of a string", "body=" + escaped(jws), {jws});
    row("a JSON string alone", '"' + escaped(jws) + '"', {jws});
    row("an escaped member name", R"({"payload":"e30","s\u0069gnature":"AA"})",
        {R"({"payload":"e30","s\u0069gnature":"AA"})"});
    row("single quotation marks", "{'payload': 'e30', 'signature': 'AA'}", {"{'payload': 'e30', 'signature': 'AA'}"});
    row("duplicate members", R"({"signature":"AA","signature":"BB"})", {R"({"signature":"AA","signature":"BB"})"});
    row("a comma too many", R"({"signature":"AA",})", {R"({"signature":"AA",})"});
    row("cut off", jws.chopped(3), {jws.chopped(3)});
    row("cut off in front of the signature", R"({"payload":"e30","protected":"e30","sig)",
        {R"({"payload":"e30","protected":"e30","sig)"});
    row("behind a brace of the text", "if (x) { say \"hi; " + jws, {jws});
    row("behind many", QByteArray(1000, '{') + jws, {jws});
}

void tst_transport_JsonTokens::findsTheOutermost()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, tokens);
    QByteArrayList found;
    for (const JsonToken &token : jsonTokensIn(text)) {
        QVERIFY(token.begin >= 0 && token.begin < token.end && token.end <= text.size());
        found.append(token.text);
    }
    QCOMPARE(found, tokens);
}

void tst_transport_JsonTokens::seesNone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("a token response") << R"({"access_token":"a.b.c","expires_in":1})"_ba;
    QTest::newRow("a key") << R"({"kty":"oct","k":"AA"})"_ba;
    QTest::newRow("a value of that name") << R"({"x":"signature"})"_ba;
    QTest::newRow("words") << "{ the \"signature\" of it }"_ba;
}

void tst_transport_JsonTokens::seesNone()
{
    QFETCH(QByteArray, text);
    QVERIFY(jsonTokensIn(text).isEmpty());
}

void tst_transport_JsonTokens::tellsTheKindOfTheWhole_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::newRow("JWS") << jws << 0;
    QTest::newRow("JWE") << jwe << 1;
    QTest::newRow("blank in front") << ' ' + jws << -1;
    QTest::newRow("blank behind") << jws + ' ' << -1;
    QTest::newRow("container") << R"({"t":)" + jws + '}' << -1;
    QTest::newRow("string") << '"' + escaped(jws) + '"' << -1;
    QTest::newRow("compact") << "e30.e30.AA"_ba << -1;
}

void tst_transport_JsonTokens::tellsTheKindOfTheWhole()
{
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    const auto found = jsonTokenKind(text);
    QCOMPARE(found ? static_cast<int>(*found) : -1, kind);
}

void tst_transport_JsonTokens::isLinear()
{
    // Would take minutes if a brace or a quotation mark made the search start over each time.
    for (const QByteArray &text : {"{"_ba, "{\""_ba, "\"{\\"_ba, "{\\\""_ba})
        jsonTokensIn(text.repeated(300000));
}

QTEST_GUILESS_MAIN(tst_transport_JsonTokens)
#include "tst_transport_JsonTokens.moc"
