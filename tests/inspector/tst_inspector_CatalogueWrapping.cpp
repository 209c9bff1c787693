#include "tests/inspector/Catalogue.h"

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Section 1.1: what stands around a token is cleaned and named; what is no token is said to be none. How the cleaning
/// goes is tst_inspector_TokenCleaner's; many tokens in one text (7, 8) are the scanner's.
class tst_inspector_CatalogueWrapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges() { m_catalogue.check(); }
    void namesWhatWasRemoved_data();
    void namesWhatWasRemoved();
    void offersTheTokenInside();

private:
    Catalogue m_catalogue;
};

namespace {

constexpr const char *notAToken = "not-a-jwt not-checked not-judged not-judged not-judged";
constexpr const char *malformed = "malformed not-checked not-judged not-judged not-judged";
constexpr const char *cleaned = "repaired verified valid ok ok";

} // namespace

void tst_inspector_CatalogueWrapping::judges_data()
{
    Catalogue::columns();
    const QByteArray good = m_catalogue.good();
    const auto hmac = Catalogue::hmac();
    const auto row = [&hmac](const char *name, const QByteArray &text, const char *verdicts, const char *reason,
                             const char *findings = "") {
        Catalogue::row(name, text, hmac, verdicts, reason, findings);
    };
    row("1 empty", "", notAToken, "not-a-token");
    row("1 spaces only", "   ", notAToken, "not-a-token");
    row("1 NUL only", QByteArray(5, '\0'), notAToken, "not-a-token");
    row("2 blanks and newline", "  \t" + good + "\r\n", cleaned, "verified");
    row("2 no-break space", "\xC2\xA0" + good + "\xC2\xA0", cleaned, "verified");
    row("2 zero width space", "\xE2\x80\x8B" + good, cleaned, "verified");
    row("2 byte order mark", "\xEF\xBB\xBF" + good, cleaned, "verified");
    for (const char *scheme : {"Bearer ", "bearer ", "BEARER  ", "JWT ", "Authorization: Bearer "})
        row(("3 " + QByteArray(scheme)).constData(), scheme + good, cleaned, "verified", "!dpop-without-confirmation");
    row("3 DPoP expects cnf", "DPoP " + good, "repaired verified valid ok violated", "verified",
        "dpop-without-confirmation");
    row("3 DPoP with cnf",
        "DPoP " + m_catalogue.withClaim(R"("cnf":{"jkt":"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"})"), cleaned,
        "verified", "sender-constrained !dpop-without-confirmation");
    for (const char *pair : {"''", "\"\"", "``", "<>", "()"})
        row(("4 in "_ba + pair).constData(), pair[0] + good + pair[1], cleaned, "verified");
    for (const char *end : {",", ";", "."})
        row(("4 before "_ba + end).constData(), good + end, cleaned, "verified");
    const auto wrapped = [&good](qsizetype width, const QByteArray &lineEnd, const QByteArray &prefix = {}) {
        QByteArray out;
        for (qsizetype at = 0; at < good.size(); at += width)
            out += prefix + good.mid(at, width) + lineEnd;
        return out;
    };
    row("5 wrapped at 64", wrapped(64, "\n"), cleaned, "verified");
    row("5 wrapped at 76 with CRLF", wrapped(76, "\r\n"), cleaned, "verified");
    row("5 mail quoting", wrapped(64, "\n", "> "), cleaned, "verified");
    row("5 soft hyphens", wrapped(64, "\xC2\xAD\n"), cleaned, "verified");
    row("5 two tokens are never joined", good + '\n' + good, notAToken, "not-a-token", "several-tokens");
    const auto percent = [](const QByteArray &text) {
        return QByteArray(text).replace('%', "%25").replace('.', "%2E").replace('=', "%3D").replace(' ', "%20");
    };
    row("6 percent-encoded", percent(good), cleaned, "verified");
    row("6 doubly encoded", percent(percent(good)), cleaned, "verified");
    row("6 encoded three times", percent(percent(percent(good))), malformed, "wrong-part-count");
    row("6 form-encoded", "access_token=" + percent(good), cleaned, "verified");
    row("7 JSON", R"({"access_token":")" + good + R"("})", cleaned, "verified");
    row("7 JSON with escaped dots", R"({"access_token":")" + QByteArray(good).replace('.', "\\u002e") + R"("})",
        cleaned, "verified");
    row("7 cookie", "Cookie: theme=dark; session=" + good + "; lang=en", cleaned, "verified");
    row("7 fragment", "https://a.example/cb#access_token=" + good + "&state=1", cleaned, "verified");
    row("7 curl line", "curl -H 'authorization: Bearer " + good + "' https://a.example/", cleaned, "verified");
    row("8 two tokens", good + ' ' + good, notAToken, "not-a-token", "several-tokens");
    row("9 ellipsis", "eyJhbGciOiJIUzI1NiJ9...", malformed, "shortened-copy", "shortened-copy");
    row("9 masked stars", good.first(good.lastIndexOf('.') + 1) + "****", malformed, "shortened-copy",
        "shortened-copy");
    row("10 opaque", "z7xFtk3YVjjmtlncdYH9JD2raHngvpiQ", notAToken, "not-a-token", "known-family");
    row("10 UUID", "123e4567-e89b-12d3-a456-426614174000", notAToken, "not-a-token", "known-family");
    row("10 SAML", "PHNhbWxwOlJlc3BvbnNl", notAToken, "not-a-token", "known-family");
    row("10 macaroon", "MDAxY2xvY2F0aW9uIGh0dHA6Ly9teWJhbmsvCg", notAToken, "not-a-token", "known-family");
    row("10 PASETO", "v4.public.eyJzdWIiOiJqb2UifQ", notAToken, "not-a-token", "known-family");
    row("10 Fernet", "gAAAAABh", notAToken, "not-a-token", "known-family");
    row("10 Google", "ya29.a0AfH6SMBx", notAToken, "not-a-token", "known-family");
    row("10 GitHub", "ghp_16C7e42F292c6912E7710c838347Ae178B4a", notAToken, "not-a-token", "known-family");
    row("10 Flask session", "eyJ1c2VyX2lkIjoxfQ.Zx8a9g.3mYb1xkq0Jc1l9o2mJtP0s8pQ2c", notAToken, "not-a-token",
        "known-family");
    row("10 Flask session in a cookie", "session=eyJ1c2VyX2lkIjoxfQ.Zx8a9g.3mYb1xkq0Jc1l9o2mJtP0s8pQ2c", notAToken,
        "not-a-token", "known-family");
    row("7 client assertion in a form", "grant_type=x&client_assertion=" + good + "&client_id=y", cleaned, "verified");
    row("7 request object in a URL", "https://as.example/authorize?request=" + good + "&state=1", cleaned, "verified");
    row("7 logout hint", "/logout?id_token_hint=" + good, cleaned, "verified");
    row("7 quoted-printable dots", "token: " + QByteArray(good).replace('.', "=2E"), cleaned, "verified");
    row("7 escaped dots", "token: " + QByteArray(good).replace('.', "\\u002e"), cleaned, "verified");
    row("7 a dot on a line of its own", "     " + QByteArray(good).replace(".", "\n     .\n     "), cleaned,
        "verified");
    row("11 base64 of a token", good.toBase64(), notAToken, "not-a-token", "encoded-token");
    row("11 a token inside a claim", m_catalogue.withClaim(R"("inner":")" + good + '"'), "ok verified valid ok ok",
        "verified", "token-in-claim");
    row("a zip", "PK\x03\x04\x14", notAToken, "not-a-token", "packed-data");
    row("gzip", "\x1F\x8B\x08\x01=x", notAToken, "not-a-token", "packed-data");
    row("a zip in base64", "UEsDBBQAAAAIAA", notAToken, "not-a-token", "packed-data");
    row("12 reverse domain", "com.example.app", notAToken, "not-a-token", "!known-family");
    row("12 version number", "1.2.3", notAToken, "not-a-token");
    row("12 file name", "archive.tar.gz", notAToken, "not-a-token");
}

void tst_inspector_CatalogueWrapping::namesWhatWasRemoved_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("removed");
    QTest::newRow("3 scheme") << "Bearer " + m_catalogue.good() << u"bearer-prefix"_s;
    QTest::newRow("4 quotes") << '"' + m_catalogue.good() + '"' << u"quotes"_s;
}

void tst_inspector_CatalogueWrapping::namesWhatWasRemoved()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, removed);
    QCOMPARE(inspector::removalNames(m_catalogue.smith.inspect(text).removed), QStringList{removed});
}

void tst_inspector_CatalogueWrapping::offersTheTokenInside()
{
    // Row 11: one level a click, so the token inside is offered and not judged.
    const QByteArray good = m_catalogue.good();
    QCOMPARE(m_catalogue.smith.inspect(good.toBase64()).nested, good);
    QVERIFY(m_catalogue.smith.inspect(good).nested.isEmpty());
}

QTEST_GUILESS_MAIN(tst_inspector_CatalogueWrapping)
#include "tst_inspector_CatalogueWrapping.moc"
