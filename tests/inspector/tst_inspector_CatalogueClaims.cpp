#include "tests/inspector/Catalogue.h"

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Section 1.8, rows 80 to 90: claims and profiles. Every signature is right.
class tst_inspector_CatalogueClaims : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges() { m_catalogue.check(); }

private:
    void addTimes();
    void addParties();
    void addScopes();
    void addClients();
    void addContents();
    void addProfiles();

    Catalogue m_catalogue;
};

namespace {

constexpr const char *verified = "ok verified valid ok ok";
constexpr const char *violated = "ok verified valid ok violated";
constexpr const char *warned = "ok verified valid ok warned";
const QByteArray rsHeader = R"({"alg":"RS256","typ":"JWT","kid":"k1"})";
const QByteArray rsAudience = R"("https://rs.example.com")";

} // namespace

void tst_inspector_CatalogueClaims::judges_data()
{
    Catalogue::columns();
    addTimes();
    addParties();
    addScopes();
    addClients();
    addContents();
    addProfiles();
}

void tst_inspector_CatalogueClaims::addTimes()
{
    const auto row = [this](const QByteArray &claims, const char *number, const char *verdicts,
                            const char *findings = "", qint64 leeway = 0) {
        Catalogue::Policy policy = Catalogue::hmac();
        policy.leeway = leeway;
        QByteArray name = number + claims;
        if (leeway != 0)
            name += " with leeway " + QByteArray::number(leeway);
        Catalogue::row(
            name,
            m_catalogue.withPayload(R"({"iss":"https://t.example/","aud":"https://api.example.com",)" + claims + '}'),
            policy, verdicts, "verified", findings);
    };
    const char *expired = "ok verified expired ok ok";
    const char *malformed = "ok verified malformed malformed ok";
    row(R"("exp":1700000001)", "80 ", verified);
    row(R"("exp":1700000000)", "80 ", expired);
    row(R"("exp":1699999999)", "80 ", expired);
    row(R"("exp":1700000000)", "80 ", verified, "", 1);
    row(R"("exp":1699999995)", "80 ", expired, "", 5);
    row(R"("exp":1699999930)", "80 ", expired, "", 100000); // capped at a minute
    row(R"("exp":1700000000.5)", "81 ", verified);
    row(R"("exp":1.7e9)", "81 ", expired);
    row(R"("exp":1e10)", "81 ", verified);
    row(R"("exp":0)", "81 ", expired);
    row(R"("exp":253402300799)", "81 ", verified);
    row(R"("exp":253402300800)", "81 ", malformed, "time-milliseconds");
    row(R"("exp":1700000001000)", "81 ", malformed, "time-milliseconds");
    for (const char *number : {"1e400", "1e50", "-1"})
        row(R"("exp":)"_ba + number, "81 ", malformed, "time-out-of-range");
    for (const char *other : {"\"1700000001\"", "true", "null", "[1700000001]", "{}"})
        row(R"("exp":)"_ba + other, "81 ", malformed, "claim-type");
    row(R"("exp":1700000009,"nbf":1700000001)", "82 ", "ok verified not-yet ok ok");
    row(R"("exp":1700000009,"nbf":1700000001)", "82 ", verified, "", 1);
    row(R"("exp":1700000900,"iat":1700000100)", "82 ", verified, "issued-in-future");
    row(R"("exp":1700000900,"iat":1700000000)", "82 ", verified, "!issued-in-future");
    row(R"("exp":1700000001,"iat":1700000001)", "82 ", violated, "expires-before-issued");
    row(R"("exp":1700000001,"nbf":1700000002)", "82 ", "ok verified not-yet ok violated", "never-valid");
    row(R"("sub":"x")", "82 no exp, ", "ok verified no-expiry ok warned", "no-expiry");
    const auto lifetime = [this](const char *name, const QByteArray &expires, const char *verdicts,
                                 const char *findings) {
        const QByteArray claims = QByteArray(Catalogue::tenantClaims(rsAudience)).replace("1700000600", expires);
        Catalogue::row(name, m_catalogue.smith.rs256(rsHeader, claims), m_catalogue.ofTenant(), verdicts, "verified",
                       findings);
    };
    lifetime("82 lifetime of the API's setting", "1700000600", verified, "!lifetime-too-long");
    lifetime("82 lifetime above the API's setting", "1700000601", violated, "lifetime-too-long");
}

void tst_inspector_CatalogueClaims::addParties()
{
    const auto row = [this](const QByteArray &name, const QByteArray &iss, const QByteArray &aud, const char *claims,
                            const char *findings = "", const char *policyVerdict = "ok") {
        QByteArray json = R"({"exp":1700000600)";
        json += iss.isEmpty() ? QByteArray() : R"(,"iss":)" + iss;
        json += (aud.isEmpty() ? QByteArray() : R"(,"aud":)" + aud) + '}';
        const QByteArray verdicts = "ok verified valid "_ba + claims + ' ' + policyVerdict;
        // What is expected of both decides with the signature.
        const QByteArrayView is(claims);
        const char *reason = is == "ok" ? "verified" : is == "mismatch" ? "claims-mismatch" : "claims-not-compared";
        Catalogue::row(name, m_catalogue.withPayload(json), Catalogue::hmac(), verdicts.constData(), reason, findings);
    };
    const QByteArray iss = R"("https://t.example/")";
    const QByteArray aud = R"("https://api.example.com")";
    row("83 aud a string", iss, aud, "ok");
    row("83 aud an array", iss, "[\"https://other.example\"," + aud + ']', "ok", "!audience-repeated");
    row("83 aud an empty array", iss, "[]", "mismatch", "audience-missing", "warned");
    row("83 aud missing", iss, "", "mismatch", "audience-missing", "warned");
    row("83 aud with duplicates", iss, '[' + aud + ',' + aud + ']', "ok", "audience-repeated");
    row("83 aud of mixed types", iss, '[' + aud + ",1]", "malformed", "claim-type");
    row("83 aud a number", iss, "1", "malformed", "claim-type");
    row("83 aud an object", iss, R"({"https://api.example.com":1})", "malformed", "claim-type");
    row("83 aud with a slash", iss, R"("https://api.example.com/")", "mismatch", "audience-near-miss");
    row("83 aud with a Greek letter", iss, R"("https://api.example.c\u03bfm")", "mismatch", "audience-near-miss");
    row("83 aud in another case", iss, R"("https://API.example.com")", "mismatch", "audience-near-miss");
    row("83 aud that begins alike", iss, R"("https://api.example.com.evil.example")", "mismatch",
        "!audience-near-miss");
    row("84 iss without its slash", R"("https://t.example")", aud, "mismatch", "issuer-near-miss");
    row("84 iss in another case", R"("https://T.example/")", aud, "mismatch", "issuer-near-miss");
    row("84 iss with a port", R"("https://t.example:443/")", aud, "mismatch", "issuer-near-miss");
    row("84 iss over http", R"("http://t.example/")", aud, "mismatch", "issuer-near-miss");
    row("84 iss with a Cyrillic letter", R"("https://t.ex\u0430mple/")", aud, "mismatch", "issuer-near-miss");
    row("84 iss missing", "", aud, "mismatch", "!issuer-near-miss");
    row("84 iss a number", "1", aud, "malformed", "claim-type");
    row("84 iss a number, aud another", "1", R"("https://other.example")", "mismatch", "claim-type");
    row("84 iss an array", R"(["https://t.example/"])", aud, "malformed", "claim-type");
}

void tst_inspector_CatalogueClaims::addScopes()
{
    const auto row = [this](const QByteArray &more, const char *verdicts, const char *findings) {
        Catalogue::row("85 " + more.left(60), m_catalogue.withClaim(more), Catalogue::hmac(), verdicts, "verified",
                       findings);
    };
    row(R"("scope":"a b")", verified, "!scope-format !scope-type");
    row(R"("scope":["a"])", violated, "scope-type");
    row(R"("scope":"a  b")", warned, "scope-format");
    row(R"("scope":"a a")", warned, "scope-format");
    row(R"("scope":"a\tb")", warned, "scope-format");
    row(R"("scp":"a")", verified, "scope-in-other-claim");
    row(R"("permissions":["a"])", verified, "scope-in-other-claim");
    row(R"("scope":"a","permissions":["a"])", verified, "!scopes-disagree");
    row(R"("scope":"a","permissions":["b"])", warned, "scopes-disagree");
    QByteArray many;
    for (int i = 0; i < 10000; ++i)
        many += (i == 0 ? "s" : " s") + QByteArray::number(i);
    row(R"("scope":")" + many + '"', warned, "scopes-many");
    const auto ofTenant = [this](const char *name, const QByteArray &scope, const char *verdicts, const char *findings,
                                 const QStringList &needed = {}) {
        Catalogue::Policy policy = m_catalogue.ofTenant();
        if (!needed.isEmpty())
            policy.requiredScopes = needed;
        Catalogue::row(
            name, m_catalogue.smith.rs256(rsHeader, Catalogue::tenantClaims(rsAudience, R"(,"scope":")" + scope + '"')),
            policy, verdicts, QByteArrayView(verdicts).contains("mismatch") ? "claims-mismatch" : "verified", findings);
    };
    ofTenant("85 granted", "read:x", verified, "!scope-undefined !scope-not-granted");
    ofTenant("85 not defined by the API", "read:x admin", violated, "scope-undefined");
    ofTenant("85 not granted to the client", "read:x write:x", violated, "scope-not-granted");
    ofTenant("85 granted and absent", "", verified, "scope-granted-and-absent");
    ofTenant("85 what the call needs", "read:x", verified, "!scope-missing-for-call", {u"read:x"_s});
    ofTenant("85 less than the call needs", "read:x", "ok verified valid mismatch violated", "scope-missing-for-call",
             {u"write:x"_s});
}

void tst_inspector_CatalogueClaims::addClients()
{
    const auto claim = [this](const QByteArray &name, const QByteArray &more, const char *verdicts,
                              const char *findings) {
        Catalogue::row(
            name, m_catalogue.withPayload(QByteArray(Catalogue::payload(',' + more)).replace(R"("sub":"joe",)", "")),
            Catalogue::hmac(), verdicts, "verified", findings);
    };
    claim("86 sub a number", R"("sub":1)", "ok verified valid malformed ok", "claim-type");
    claim("86 jti an array", R"("jti":[])", "ok verified valid malformed ok", "claim-type");
    claim("86 huge jti", R"("jti":")" + QByteArray(5000, 'j') + '"', verified, "text-very-long");
    claim("87 azp and client_id differ", R"("azp":"a","client_id":"b")", violated, "client-differs");
    claim("87 azp and cid differ", R"("azp":"a","cid":"b")", violated, "client-differs");
    claim("87 all three the same", R"("azp":"a","client_id":"a","cid":"a")", verified, "!client-differs");
    const auto client = [this](const char *name, const QByteArray &azp, const char *verdicts, const char *findings) {
        Catalogue::row(name,
                       m_catalogue.smith.rs256(rsHeader, QByteArray(Catalogue::tenantClaims(rsAudience))
                                                             .replace(R"("azp":"c1")", R"("azp":")" + azp + '"')),
                       m_catalogue.ofTenant(), verdicts, "verified", findings);
    };
    client("87 known client", "c1", verified, "!client-unknown !client-without-grant");
    client("87 unknown client", "nobody", violated, "client-unknown");
    client("87 client without a grant", "c2", violated, "client-without-grant");
}

void tst_inspector_CatalogueClaims::addContents()
{
    const auto row = [this](const QByteArray &name, const QByteArray &more, const char *findings) {
        const bool isSecret = QByteArrayView(findings).startsWith("secret-in-claim");
        Catalogue::row("88 " + name, m_catalogue.withClaim(more), Catalogue::hmac(), isSecret ? warned : verified,
                       "verified", findings);
    };
    row("e-mail address", R"("x":"joe@example.com")", "personal-data");
    row("given name", R"("given_name":"Joe")", "personal-data");
    row("namespaced birth date", R"("https://example.com/birthdate":"2000-01-01")", "personal-data");
    row("a client's own subject", R"("x":"c1@clients")", "!personal-data");
    row("card number", R"("x":"4111 1111 1111 1111")", "card-number");
    row("card number as a number", R"("x":4111111111111111)", "card-number");
    row("no check digit", R"("x":"4111 1111 1111 1112")", "!card-number");
    row("password", R"("password":"hunter2")", "secret-in-claim");
    row("private key", R"("x":"-----BEGIN PRIVATE KEY-----\nMII")", "secret-in-claim");
    row("GitHub token", R"("x":"ghp_16C7e42F292c6912E7710c838347Ae178B4a")", "secret-in-claim");
    row("password policy", R"("password_policy":"strong")", "!secret-in-claim");
    row("another token", R"("x":")" + m_catalogue.good() + '"', "token-in-claim");
}

void tst_inspector_CatalogueClaims::addProfiles()
{
    const QByteArray whole = Catalogue::payload(R"(,"client_id":"c","jti":"1")");
    const QByteArray header = R"({"alg":"HS256","typ":"at+jwt"})";
    Catalogue::row("89 whole at+jwt", m_catalogue.smith.hs256(header, whole), Catalogue::hmac(), verified, "verified",
                   "!missing-claim");
    for (const char *claim : {"sub", "client_id", "iat", "jti"}) {
        QByteArray json = whole;
        json.replace('"' + QByteArray(claim) + "\":", "\"x_" + QByteArray(claim) + "\":");
        Catalogue::row("89 without "_ba + claim, m_catalogue.smith.hs256(header, json), Catalogue::hmac(), violated,
                       "verified", "missing-claim");
    }
    Catalogue::Policy profile = Catalogue::hmac();
    profile.profile = Catalogue::Policy::Profile::Rfc9068;
    Catalogue::row("89 typ JWT under the profile", m_catalogue.withPayload(whole), profile, violated, "verified",
                   "profile-type !missing-claim");
    Catalogue::row("89 alg none under the profile",
                   TokenSmith::part(R"({"alg":"none","typ":"at+jwt"})") + '.' + TokenSmith::part(whole) + '.', profile,
                   "ok unsecured valid ok violated", "algorithm-none", "profile-algorithm");
    profile.profile = Catalogue::Policy::Profile::Auth0;
    const QByteArray auth0 = Catalogue::payload(R"(,"azp":"c","gty":"client-credentials")");
    Catalogue::row("89 Auth0's profile, another subject", m_catalogue.withPayload(auth0), profile, warned, "verified",
                   "profile-subject");
    Catalogue::row("89 Auth0's profile", m_catalogue.withPayload(QByteArray(auth0).replace("\"joe\"", "\"c@clients\"")),
                   profile, verified, "verified", "!profile-subject !missing-claim");
    for (const char *claim : {R"("nonce":"n")", R"("at_hash":"h")", R"("c_hash":"h")"})
        Catalogue::row("89 ID token with "_ba + claim, m_catalogue.withClaim(claim), Catalogue::hmac(), violated,
                       "verified", "looks-like-id-token");
    const QByteArray thumbprint = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
    Catalogue::row("90 cnf jkt", m_catalogue.withClaim(R"("cnf":{"jkt":")" + thumbprint + R"("})"), Catalogue::hmac(),
                   verified, "verified", "sender-constrained !confirmation-malformed");
    Catalogue::row("90 cnf x5t#S256", m_catalogue.withClaim(R"("cnf":{"x5t#S256":")" + thumbprint + R"("})"),
                   Catalogue::hmac(), verified, "verified", "sender-constrained");
    Catalogue::row("90 cnf jkt no thumbprint", m_catalogue.withClaim(R"("cnf":{"jkt":"a"})"), Catalogue::hmac(), warned,
                   "verified", "confirmation-malformed");
    Catalogue::row("90 no cnf", m_catalogue.good(), Catalogue::hmac(), verified, "verified", "!sender-constrained");
}

QTEST_GUILESS_MAIN(tst_inspector_CatalogueClaims)
#include "tst_inspector_CatalogueClaims.moc"
