#include "tests/inspector/Catalogue.h"

using namespace gatehouse;
using namespace gatehouse::tests;

/// Sections 1.2 and 1.3: parts and base64url. The key given would verify every one of these, so a row that comes out
/// verified is a hole.
class tst_inspector_CatalogueStructure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges() { m_catalogue.check(); }

private:
    void addStructure();
    void addBase64();

    Catalogue m_catalogue;
};

namespace {

constexpr const char *malformed = "malformed not-checked not-judged not-judged not-judged";

} // namespace

void tst_inspector_CatalogueStructure::judges_data()
{
    Catalogue::columns();
    addStructure();
    addBase64();
}

void tst_inspector_CatalogueStructure::addStructure()
{
    const auto hmac = Catalogue::hmac();
    const auto row = [&hmac](const char *name, const QByteArray &text, const char *verdicts, const char *reason,
                             const char *findings = "") {
        Catalogue::row(name, text, hmac, verdicts, reason, findings);
    };
    const QByteArray good = m_catalogue.good();
    const QByteArray head = TokenSmith::part(Catalogue::header());
    const QByteArray body = TokenSmith::part(Catalogue::payload());
    const qsizetype lastDot = good.lastIndexOf('.');
    row("13 one part", head, malformed, "wrong-part-count");
    row("13 two parts", good.first(lastDot), malformed, "wrong-part-count");
    row("13 four parts", good + ".YQ", malformed, "wrong-part-count");
    row("13 leading dot", '.' + good, malformed, "wrong-part-count");
    row("13 trailing dots", good + "...", malformed, "shortened-copy");
    row("13 a million dots", head + QByteArray(1000000, '.'), malformed, "too-large");
    row("15 empty header", '.' + body + good.sliced(lastDot), malformed, "bad-header");
    const QByteArray empty = m_catalogue.smith.mac(head + '.');
    row("15 empty payload", empty, "not-a-jwt verified not-judged malformed ok", "bad-payload",
        "payload-not-object !payload-detached");
    const char *missing = "ok not-checked not-judged not-judged not-judged";
    row("15 empty payload, another signature", head + '.' + good.sliced(lastDot), missing, "content-missing",
        "payload-detached !payload-not-object");
    Catalogue::row("15 empty payload, no key", empty, Catalogue::none(), missing, "content-missing",
                   "payload-detached");
    row("15 empty payload, no signature", head + "..", "ok failed not-judged not-judged not-judged",
        "signature-missing", "payload-detached");
    Catalogue::row("15 empty payload, key of another kind", empty, m_catalogue.rsa(),
                   "ok failed not-judged not-judged violated", "algorithm-confusion", "payload-detached");
    Catalogue::Policy generic = Catalogue::hmac();
    generic.genericJws = true;
    generic.issuer.reset();
    generic.audience.reset();
    Catalogue::row("15 empty payload of any kind", empty, generic, "not-a-jwt verified not-judged not-judged ok",
                   "verified", "!payload-detached");
    row("15 empty payload, line breaks around it", '\n' + head + '.' + good.sliced(lastDot),
        "repaired not-checked not-judged not-judged not-judged", "content-missing", "payload-detached");
    row("16 empty signature", head + '.' + body + '.', "ok failed valid ok not-judged", "signature-missing");
    row("17 alg none with a signature", m_catalogue.withHeader(R"({"alg":"none"})"),
        "malformed unsecured valid ok violated", "algorithm-none", "algorithm-none");
    row("19 _sd without a tilde part", m_catalogue.withClaim(R"("_sd":["a","b"])"), "ok verified valid ok ok",
        "verified", "sd-jwt-undisclosed");
    row("20 enc with three parts", m_catalogue.withParameter(R"("enc":"A256GCM")"),
        "malformed failed valid ok violated", "bad-header", "enc-in-jws");
}

void tst_inspector_CatalogueStructure::addBase64()
{
    const auto hmac = Catalogue::hmac();
    const auto row = [&hmac](const char *name, const QByteArray &text, const char *reason = "bad-base64url",
                             const char *findings = "") {
        Catalogue::row(name, text, hmac, malformed, reason, findings);
    };
    const QByteArray good = m_catalogue.good();
    const QByteArray head = TokenSmith::part(Catalogue::header());
    const QByteArray body = TokenSmith::part(Catalogue::payload());
    const qsizetype inPayload = good.indexOf('.') + 5;
    const auto inserted = [&](const QByteArray &what) { return QByteArray(good).insert(inPayload, what); };
    row("21 padded header", m_catalogue.smith.mac(TokenSmith::part(R"({"alg":"HS256" })") + "==." + body));
    row("21 padded payload", m_catalogue.smith.mac(head + '.' + TokenSmith::part(R"({"sub":"joe"})") + "=="));
    row("21 padded signature", good + '=');
    row("22 plus and slash", m_catalogue.smith.mac(head + ".eyJhIjoifn5+Pz8/In0"));
    row("23 blank", inserted(" "));
    row("23 newline", inserted("\n"));
    row("23 tab", inserted("\t"));
    row("23 question mark", inserted("?"));
    row("23 hash", inserted("#"));
    row("23 percent", inserted("%"));
    row("23 NUL", inserted(QByteArray(1, '\0')));
    row("24 length 1 modulo 4", m_catalogue.smith.mac(head + ".e30AA"));
    QByteArray loose = good;
    loose.back() = static_cast<char>(loose.back() + 1); // the last character carries two bits that must be zero
    row("25 leftover bits in the signature", loose);
    row("25 leftover bits in the payload", m_catalogue.smith.mac(head + ".e31"));
    row("26 Cyrillic look-alike", QByteArray(good).replace(inPayload, 1, "\xD0\xB0"));
    row("26 full-width look-alike", QByteArray(good).replace(inPayload, 1, "\xEF\xBD\x81"));
    Catalogue::row("27 one byte of payload", m_catalogue.withPayload("1"), hmac,
                   "not-a-jwt verified not-judged malformed ok", "bad-payload", "payload-not-object");
    Catalogue::row("27 all-zero payload", m_catalogue.withPayload(QByteArray(16, '\0')), hmac,
                   "malformed verified not-judged malformed ok", "bad-payload", "payload-not-object");
}

QTEST_GUILESS_MAIN(tst_inspector_CatalogueStructure)
#include "tst_inspector_CatalogueStructure.moc"
