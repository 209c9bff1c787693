#include "tests/inspector/Catalogue.h"

#include <QCryptographicHash>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Section 1.7: what the header says. The signature is right in every row but where it says otherwise.
class tst_inspector_CatalogueHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges() { m_catalogue.check(); }

private:
    void addCrit();
    void addB64();
    void addTypes();

    Catalogue m_catalogue;
};

namespace {

constexpr const char *verified = "ok verified valid ok ok";
constexpr const char *malformed = "malformed failed valid ok violated";
constexpr const char *refused = "ok failed valid ok violated";

} // namespace

void tst_inspector_CatalogueHeader::judges_data()
{
    Catalogue::columns();
    addCrit();
    addB64();
    addTypes();
}

void tst_inspector_CatalogueHeader::addCrit()
{
    const auto row = [this](const QByteArray &more, const char *number, const char *verdicts, const char *reason,
                            const char *findings) {
        Catalogue::row(number + more, m_catalogue.withParameter(more), Catalogue::hmac(), verdicts, reason, findings);
    };
    const char *unknown = "crit-not-understood implementations-differ";
    row(R"("crit":["x"],"x":1)", "71 ", refused, "crit-not-understood", unknown);
    row(R"("crit":["b64","x"],"b64":true,"x":1)", "71 ", refused, "crit-not-understood", unknown);
    for (const char *more :
         {R"("crit":[])", R"("crit":{})", R"("crit":null)", R"("crit":"x")", R"("crit":[1])",
          R"("crit":["x","x"],"x":1)", R"("crit":["kid"],"kid":"a")", R"("crit":["alg"])", R"("crit":["x"])"})
        row(more, "72 ", malformed, "crit-malformed", "crit-malformed");
}

void tst_inspector_CatalogueHeader::addB64()
{
    const QByteArray head = TokenSmith::part(R"({"alg":"HS256","typ":"JWT","b64":false,"crit":["b64"]})");
    const QByteArray raw = m_catalogue.smith.mac(head + ".$02");
    Catalogue::row("73 b64 false in a JWT", raw, Catalogue::hmac(), "malformed failed not-judged malformed violated",
                   "b64-unsupported", "b64-false");
    Catalogue::Policy generic = Catalogue::hmac();
    generic.genericJws = true;
    generic.issuer.reset();
    generic.audience.reset();
    Catalogue::row("73 b64 false in a generic JWS", raw, generic, "not-a-jwt verified not-judged not-judged ok",
                   "verified", "!b64-false");
    Catalogue::row("73 another raw payload", QByteArray(raw).replace(".$02", ".$03"), generic,
                   "not-a-jwt failed not-judged not-judged ok", "signature-wrong");
    Catalogue::row("73 a dot in the raw payload", m_catalogue.smith.mac(head + ".a.b"), generic,
                   "malformed not-checked not-judged not-judged not-judged", "wrong-part-count");
    Catalogue::row("74 b64 false without crit", m_catalogue.withParameter(R"("b64":false)"), Catalogue::hmac(),
                   malformed, "crit-malformed", "b64-false implementations-differ");
    Catalogue::row("74 b64 no boolean", m_catalogue.withParameter(R"("b64":"false","crit":["b64"])"), Catalogue::hmac(),
                   malformed, "header-type", "header-type");
    Catalogue::row("74 b64 true with crit", m_catalogue.withParameter(R"("b64":true,"crit":["b64"])"),
                   Catalogue::hmac(), verified, "verified", "!b64-false");
}

void tst_inspector_CatalogueHeader::addTypes()
{
    const auto row = [this](const QByteArray &name, const QByteArray &header, const char *verdicts,
                            const char *findings) {
        Catalogue::row(name, m_catalogue.withHeader(R"({"alg":"HS256")" + header + '}'), Catalogue::hmac(), verdicts,
                       "verified", findings);
    };
    row("75 typ missing", "", verified, "typ-missing");
    for (const char *typ : {"JWT", "jwt", "application/jwt"})
        row("75 typ "_ba + typ, R"(,"typ":"TYP")"_ba.replace("TYP", typ), verified,
            "!typ-missing !typ-unknown !missing-claim");
    for (const char *typ : {"at+jwt", "AT+JWT", "application/at+jwt"})
        row("75 typ "_ba + typ, R"(,"typ":"TYP")"_ba.replace("TYP", typ), "ok verified valid ok violated",
            "missing-claim !typ-unknown");
    for (const char *typ : {"secevent+jwt", "logout+jwt", "kb+jwt", "token-introspection+jwt"})
        row("75 typ "_ba + typ, R"(,"typ":"TYP")"_ba.replace("TYP", typ), "ok verified valid ok violated",
            "not-an-access-token");
    row("75 typ dpop+jwt", R"(,"typ":"dpop+jwt")", "ok verified valid ok violated", "dpop-proof dpop-proof-algorithm");
    row("75 typ unknown", R"(,"typ":"something")", verified, "typ-unknown");
    Catalogue::row("75 typ a number", m_catalogue.withHeader(R"({"alg":"HS256","typ":1})"), Catalogue::hmac(),
                   malformed, "header-type", "header-type");
    row("76 cty JWT", R"(,"typ":"JWT","cty":"JWT")", verified, "nested-token");
    Catalogue::row("76 a token signed again",
                   m_catalogue.smith.hs256(R"({"alg":"HS256","typ":"JWT","cty":"JWT"})", m_catalogue.smith.good()),
                   Catalogue::hmac(), "ok verified not-judged not-judged ok", "claims-not-compared",
                   "nested-token !payload-not-object");
    Catalogue::row("76 a token without cty", m_catalogue.smith.hs256(R"({"alg":"HS256"})", m_catalogue.smith.good()),
                   Catalogue::hmac(), "malformed verified not-judged malformed ok", "bad-payload",
                   "payload-not-object");
    row("77 iss in the header differs", R"(,"typ":"JWT","iss":"https://b.example/")", "ok verified valid ok violated",
        "replicated-claim");
    row("77 aud in the header is the same", R"(,"typ":"JWT","aud":"https://api.example.com")", verified,
        "!replicated-claim");
    row("78 zip in a JWS", R"(,"typ":"JWT","zip":"DEF")", "ok verified valid ok warned", "zip-in-jws");
    row("79 nonce, signature right", R"(,"typ":"JWT","nonce":"x")", verified, "!probe-nonce");
    const auto nonce = [](const char *name, const QByteArray &sent, const QByteArray &signedHeader,
                          const char *findings, const QByteArray &payload = Catalogue::payload()) {
        const QByteArray body = '.' + TokenSmith::part(Catalogue::payload());
        const QByteArray genuine = TokenSmith().mac(TokenSmith::part(signedHeader) + body);
        Catalogue::row(
            name, TokenSmith::part(sent) + '.' + TokenSmith::part(payload) + genuine.sliced(genuine.lastIndexOf('.')),
            Catalogue::hmac(), "ok failed valid ok ok", "signature-wrong", findings);
    };
    const QByteArray x = "LXEWQrcmsEQBYnyp-6wy9chTD7GQPMTbAiWHF5IaSIE"; // of SHA-256 of "x"
    const QByteArray hashed = TokenSmith::part(QCryptographicHash::hash("\xC3\xA9\n", QCryptographicHash::Sha256));
    nonce("79 nonce hashed", R"({"typ":"JWT","nonce":"x","alg":"HS256"})",
          R"({"typ":"JWT","nonce":")" + x + R"(","alg":"HS256"})", "probe-nonce");
    nonce("79 nonce hashed, header with spaces and another nonce inside",
          R"({ "alg":"HS256", "p":{"nonce":"y"}, "q":"nonce", "n\u006fnce" : "\u00e9\n" })",
          R"({ "alg":"HS256", "p":{"nonce":"y"}, "q":"nonce", "n\u006fnce" : ")" + hashed + R"(" })", "probe-nonce");
    nonce("79 nonce hashed, payload altered", R"({"alg":"HS256","nonce":"x"})",
          R"({"alg":"HS256","nonce":")" + x + R"("})", "!probe-nonce", Catalogue::payload(R"(,"admin":true)"));
    nonce("79 nonce, signature wrong", R"({"alg":"HS256","nonce":"x"})", R"({"alg":"HS256","nonce":"z"})",
          "!probe-nonce");
    nonce("79 nonce a number", R"({"alg":"HS256","nonce":1})", R"({"alg":"HS256","nonce":2})", "!probe-nonce");
}

QTEST_GUILESS_MAIN(tst_inspector_CatalogueHeader)
#include "tst_inspector_CatalogueHeader.moc"
