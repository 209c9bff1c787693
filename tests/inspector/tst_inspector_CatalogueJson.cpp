#include "tests/inspector/Catalogue.h"

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Section 1.4: JSON. The signature is right in every row.
class tst_inspector_CatalogueJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges() { m_catalogue.check(); }

private:
    void addHeaders();
    void addPayloads();
    void addTexts();

    Catalogue m_catalogue;
};

namespace {

constexpr const char *malformed = "malformed not-checked not-judged not-judged not-judged";
constexpr const char *badPayload = "malformed verified not-judged malformed ok";
constexpr const char *notAJwt = "not-a-jwt verified not-judged malformed ok";
constexpr const char *verified = "ok verified valid ok ok";
constexpr const char *warned = "ok verified valid ok warned";

QByteArray utf16(const QByteArray &text)
{
    QByteArray wide;
    for (const char c : text)
        wide.append(c).append('\0');
    return wide;
}

} // namespace

void tst_inspector_CatalogueJson::judges_data()
{
    Catalogue::columns();
    addHeaders();
    addPayloads();
    addTexts();
}

void tst_inspector_CatalogueJson::addHeaders()
{
    const auto header = [this](const char *name, const QByteArray &json, const char *findings = "") {
        Catalogue::row(name, m_catalogue.withHeader(json), Catalogue::hmac(), malformed, "bad-header", findings);
    };
    header("28 alg twice", R"({"alg":"none","alg":"HS256"})", "implementations-differ");
    header("28 alg twice, none last", R"({"alg":"HS256","alg":"none"})", "!implementations-differ");
    header("28 kid twice", R"({"alg":"HS256","kid":"a","kid":"b"})");
    header("28 crit twice", R"({"alg":"HS256","crit":["x"],"crit":["b64"],"b64":true})");
    header("28 nested duplicate", R"({"alg":"HS256","x":{"a":1,"a":2}})");
    header("28 hidden by an escape", R"({"alg":"HS256","al\u0067":"none"})");
    header("31 invalid UTF-8", "{\"alg\":\"HS256\",\"x\":\"\xFF\"}");
    header("31 overlong UTF-8", "{\"alg\":\"HS256\",\"x\":\"\xC0\xAF\"}");
    header("31 lone surrogate", R"({"alg":"HS256","x":"\ud800"})");
    header("31 UTF-16", utf16(Catalogue::header()));
    header("31 BOM", "\xEF\xBB\xBF" + Catalogue::header());
    for (const char *json : {"[]", "\"alg\"", "1", "null", "true"})
        header(("32 header "_ba + json).constData(), json);
    header("33 two objects", R"({"alg":"HS256"}{})");
    header("33 comment", R"({"alg":"HS256"/**/})");
    header("33 trailing comma", R"({"alg":"HS256",})");
    Catalogue::row("33 single quotes", m_catalogue.withHeader("{'alg':'HS256'}"), Catalogue::hmac(),
                   "not-a-jwt not-checked not-judged not-judged not-judged", "not-a-token");
    header("34 nested 1000", R"({"alg":"HS256","x":)" + QByteArray(1000, '[') + QByteArray(1000, ']') + '}');
    header("34 nested 90000", R"({"alg":"HS256","x":)" + QByteArray(90000, '[') + QByteArray(90000, ']') + '}');
    header("36 unescaped control character", "{\"alg\":\"HS256\",\"x\":\"\x01\"}");
    const auto warn = [this](const char *name, const QByteArray &more, const char *finding) {
        Catalogue::row(name, m_catalogue.withParameter(more), Catalogue::hmac(), warned, "verified", finding);
    };
    warn("30 Alg", R"("Alg":"none")", "similar-name");
    warn("30 alg with a blank", R"("alg ":"none")", "similar-name");
    warn("30 Cyrillic alg", R"("\u0430lg":"none")", "similar-name");
    warn("30 full-width alg", R"("\uff41lg":"none")", "similar-name");
}

void tst_inspector_CatalogueJson::addPayloads()
{
    const auto payload = [this](const char *name, const QByteArray &json, const char *verdicts,
                                const char *findings = "") {
        Catalogue::row(name, m_catalogue.withPayload(json), Catalogue::hmac(), verdicts, "bad-payload", findings);
    };
    for (const char *claim : {"aud", "exp", "scope", "sub"}) {
        Catalogue::row("29 "_ba + claim + " twice",
                       m_catalogue.withPayload(R"({"NAME":"a","NAME":"b"})"_ba.replace("NAME", claim)),
                       Catalogue::hmac(), "ok verified not-judged malformed ok", "claims-not-compared",
                       "duplicate-claim");
    }
    payload("31 payload not UTF-8", "{\"a\":\"\xFF\"}", badPayload);
    payload("31 payload overlong", "{\"a\":\"\xC0\xAF\"}", badPayload);
    payload("31 payload lone surrogate", R"({"a":"\ud800"})", badPayload);
    payload("31 payload with BOM", "\xEF\xBB\xBF{}", badPayload);
    payload("31 payload UTF-16", utf16("{}"), badPayload);
    for (const char *json : {"[1]", "\"text\"", "1", "null", "true"})
        payload(("32 payload "_ba + json).constData(), json, notAJwt, "payload-not-object");
    payload("33 NaN", R"({"exp":NaN})", badPayload);
    payload("33 Infinity", R"({"exp":-Infinity})", badPayload);
    payload("33 hex", R"({"exp":0x10})", badPayload);
    payload("33 leading zero", R"({"exp":017})", badPayload);
    payload("33 leading plus", R"({"exp":+17})", badPayload);
    payload("33 payload with trailing comma", R"({"a":1,})", badPayload);
    payload("33 payload in single quotes", "{'a':1}", badPayload);
    payload("33 trailing data", "{} x", badPayload);
    payload("34 payload nested 1000", "{\"a\":" + QByteArray(1000, '[') + QByteArray(1000, ']') + '}', badPayload);
    // So many members make a token that is too large before they are counted.
    Catalogue::row("35 member count over the limit",
                   m_catalogue.withPayload("{\"a\":[" + "0,"_ba.repeated(100001) + "0]}"), Catalogue::hmac(), malformed,
                   "too-large");
    payload("36 payload control character", "{\"a\":\"\x01\"}", badPayload);
    Catalogue::row("35 string of 10 MB", m_catalogue.withClaim(R"("x":")" + QByteArray(10 * 1024 * 1024, 'x') + '"'),
                   Catalogue::hmac(), malformed, "too-large");
}

void tst_inspector_CatalogueJson::addTexts()
{
    const auto text = [this](const char *name, const QByteArray &more, const char *findings,
                             const char *verdicts = verified) {
        Catalogue::row(name, m_catalogue.withClaim(more), Catalogue::hmac(), verdicts, "verified", findings);
    };
    text("30 claim exp in Cyrillic letters", R"("\u0435\u0445\u0440":1)", "similar-claim", warned);
    text("30 claim Exp", R"("Exp":1)", "similar-claim", warned);
    text("36 NUL in a string", R"("x":"a\u0000b")", "hidden-characters");
    text("36 bidi override", R"("x":"\u202egnp.exe")", "hidden-characters");
    text("36 emoji", R"("x":"\ud83d\ude00")", "!hidden-characters");
    text("36 right to left", R"("x":"\u05e9\u05dc\u05d5\u05dd")", "!hidden-characters");
    text("36 long text", R"("x":")" + QByteArray(10240, 'x') + '"', "text-very-long");
    text("37 HTML", R"("x":"<img onerror=alert(1)>")", "markup-in-claim");
    text("37 HTML in a name", R"("<img src=/etc/hostname>":1)", "markup-in-claim");
    text("37 ANSI code", R"("x":"\u001b[31mred")", "hidden-characters");
    text("37 spreadsheet formula", R"("x":"=1+2")", "markup-in-claim");
    text("37 less than", R"("x":"1 < 2 > 0")", "!markup-in-claim");
    text("38 past 2^53", R"("n":9007199254740993)", "number-inexact");
    text("38 past 2^63", R"("n":9223372036854775809)", "number-inexact");
    text("38 1e400", R"("n":1e400)", "number-inexact");
    text("38 -0", R"("n":-0)", "!number-inexact");
    text("38 fraction with exponent", R"("n":0.1e2)", "!number-inexact");
    text("38 400 digits", R"("n":)" + QByteArray(400, '7'), "number-inexact");
}

QTEST_GUILESS_MAIN(tst_inspector_CatalogueJson)
#include "tst_inspector_CatalogueJson.moc"
