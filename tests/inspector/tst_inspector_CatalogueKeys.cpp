#include "tests/inspector/Catalogue.h"

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Section 1.5: algorithm and key. Keys that are refused where they are read have their rows in tests/jose; here is
/// what the refusal makes of a token.
class tst_inspector_CatalogueKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges() { m_catalogue.check(); }

private:
    void addAlgorithms();
    void addConfusion();
    void addBindings();
    void addCarriedKeys();
    void addSets();
    void addBrokenKeys();
    QByteArray rs(const QByteArray &header = {}) const;
    static QByteArray oct(const QByteArray &members = {}, const QByteArray &secret = TokenSmith::hmacSecret());
    QByteArray rsa(const QByteArray &members = {}) const;

    Catalogue m_catalogue;
};

namespace {

constexpr const char *verified = "ok verified valid ok ok";
constexpr const char *refused = "ok failed valid ok violated";
constexpr const char *notChecked = "ok not-checked valid ok not-judged";
constexpr const char *broken = "ok not-checked valid ok violated";

} // namespace

QByteArray tst_inspector_CatalogueKeys::rs(const QByteArray &header) const
{
    return m_catalogue.smith.rs256(header.isEmpty() ? R"({"alg":"RS256","typ":"JWT"})"_ba : header,
                                   Catalogue::payload());
}

/// JWKs with the members added behind: `,"alg":"HS256"`.
QByteArray tst_inspector_CatalogueKeys::oct(const QByteArray &members, const QByteArray &secret)
{
    return R"({"kty":"oct","k":")" + TokenSmith::part(secret) + '"' + members + '}';
}

QByteArray tst_inspector_CatalogueKeys::rsa(const QByteArray &members) const
{
    const jose::Jwk key = m_catalogue.smith.rsaJwk();
    return R"({"kty":"RSA","n":")" + TokenSmith::part(key.n) + R"(","e":")" + TokenSmith::part(key.e) + '"' + members +
           '}';
}

void tst_inspector_CatalogueKeys::judges_data()
{
    Catalogue::columns();
    addAlgorithms();
    addConfusion();
    addBindings();
    addCarriedKeys();
    addSets();
    addBrokenKeys();
}

void tst_inspector_CatalogueKeys::addAlgorithms()
{
    const auto hmac = Catalogue::hmac();
    const QByteArray body = TokenSmith::part(Catalogue::payload());
    const auto unsecured = [&](const char *name, const Catalogue::Policy &policy) {
        Catalogue::row("39 "_ba + name, TokenSmith::part(R"({"alg":"none","typ":"JWT"})") + '.' + body + '.', policy,
                       "ok unsecured valid ok violated", "algorithm-none", "algorithm-none");
    };
    unsecured("none, without any key", Catalogue::none());
    unsecured("none, with a key", hmac);
    for (const char *alg : {"None", "NONE", "nOnE", "none ", "\\uff4eone", "n\\u043ene"}) {
        Catalogue::row("39 "_ba + alg + " with a signature",
                       m_catalogue.withHeader(R"({"alg":"ALG","typ":"JWT"})"_ba.replace("ALG", alg)), hmac,
                       "malformed unsecured valid ok violated", "algorithm-none", "algorithm-none");
    }
    for (const char *json : {R"({"alg":null})", R"({"alg":""})", R"({"typ":"JWT"})"})
        Catalogue::row("39 "_ba + json, m_catalogue.withHeader(json), hmac, "malformed failed valid ok violated",
                       "algorithm-missing");
    for (const char *alg : {"256", "[\"HS256\"]", "{\"HS256\":1}", "true"}) {
        Catalogue::row("40 alg "_ba + alg, m_catalogue.withHeader(R"({"alg":ALG})"_ba.replace("ALG", alg)), hmac,
                       "malformed failed valid ok violated", "header-type", "header-type");
    }
    for (const char *alg : {"hs256", "RS-256", "HS256\\u0000", " HS256", "ES521", "XS256"}) {
        Catalogue::row("41 alg "_ba + alg, m_catalogue.withHeader(R"({"alg":"ALG"})"_ba.replace("ALG", alg)), hmac,
                       "ok unsupported valid ok violated", "algorithm-unknown");
    }
}

void tst_inspector_CatalogueKeys::addConfusion()
{
    const jose::Jwk key = m_catalogue.smith.rsaJwk();
    const QByteArray pem = m_catalogue.smith.crypto.keys().toPem(key);
    const QByteArray pkcs1 = testKeyFile(u"public-pkcs1.pem"_s);
    const QByteArray certificate = testKeyFile(u"certificate.pem"_s);
    const auto row = [this](const char *name, const QByteArray &secret, const Catalogue::Policy &policy,
                            const char *findings = "key-confusion-attack") {
        Catalogue::row(name, m_catalogue.smith.hs256(Catalogue::header(), Catalogue::payload(), secret), policy,
                       refused, "algorithm-confusion", findings);
    };
    const auto policy = m_catalogue.rsa();
    row("42 PEM (SPKI)", pem, policy);
    row("42 PEM without its final newline", pem.trimmed(), policy);
    row("42 PEM with CRLF", QByteArray(pem).replace('\n', "\r\n"), policy);
    row("42 PEM (PKCS#1)", pkcs1, policy);
    row("42 PEM (PKCS#1) without its final newline", pkcs1.trimmed(), policy);
    row("42 certificate", certificate, m_catalogue.key(certificate));
    row("42 DER", derOfPem(pem), policy);
    row("42 DER (PKCS#1)", derOfPem(pkcs1), policy);
    row("42 JWK text", key.toPublicJson(), policy);
    row("42 JWK as given", rsa(R"(,"kid":"a")"), m_catalogue.key(rsa(R"(,"kid":"a")")));
    row("42 modulus", key.n, policy);
    row("42 some other secret", QByteArray(40, 'x'), policy, "!key-confusion-attack");
    Catalogue::row(
        "42 RS256 API",
        m_catalogue.smith.hs256(Catalogue::header(), Catalogue::tenantClaims(R"("https://rs.example.com")"), pem),
        m_catalogue.ofTenant(), refused, "algorithm-confusion", "key-confusion-attack");
    Catalogue::row("43 RS256 for an HS256 API",
                   m_catalogue.smith.rs256(R"({"alg":"RS256","typ":"JWT","kid":"k1"})",
                                           Catalogue::tenantClaims(R"("https://hs.example.com")")),
                   m_catalogue.ofTenant(), refused, "algorithm-mismatch");
    Catalogue::row("43 RS256 for a secret", rs(), Catalogue::hmac(), refused, "algorithm-mismatch");
}

void tst_inspector_CatalogueKeys::addBindings()
{
    const auto row = [this](const char *name, const QByteArray &token, const QByteArray &key, const char *reason,
                            const char *verdicts = refused, const char *findings = "") {
        Catalogue::row(name, token, m_catalogue.key(key), verdicts, reason, findings);
    };
    row("44 alg of another hash", m_catalogue.good(), oct(R"(,"alg":"HS512")"), "algorithm-mismatch");
    row("44 PS256 key, RS256 token", rs(), rsa(R"(,"alg":"PS256")"), "algorithm-mismatch");
    row("44 unregistered alg in the key", rs(), rsa(R"(,"alg":"RSA")"), "algorithm-mismatch");
    row("44 alg in another case", rs(), rsa(R"(,"alg":"rs256")"), "algorithm-mismatch");
    row("44 alg as it should be", rs(), rsa(R"(,"alg":"RS256","use":"sig","key_ops":["verify"])"), "verified",
        verified);
    row("45 use enc", rs(), rsa(R"(,"use":"enc")"), "key-unusable");
    row("45 key_ops without verify", rs(), rsa(R"(,"key_ops":["sign"])"), "key-unusable");
    row("45 key_ops empty", rs(), rsa(R"(,"key_ops":[])"), "key-unusable");
    row("45 use and key_ops contradict", rs(), rsa(R"(,"use":"sig","key_ops":["verify","encrypt"])"), "key-unusable");
}

void tst_inspector_CatalogueKeys::addCarriedKeys()
{
    const auto row = [this](const QByteArray &name, const QByteArray &more, const char *verdicts,
                            const char *findings) {
        Catalogue::row(name, m_catalogue.withParameter(more), Catalogue::hmac(), verdicts, "verified", findings);
    };
    const QByteArray jwk = m_catalogue.smith.rsaJwk().toPublicJson();
    Catalogue::row("46 embedded jwk, self-signed", rs(R"({"alg":"RS256","typ":"JWT","jwk":)" + jwk + '}'),
                   Catalogue::none(), notChecked, "key-not-given", "embedded-key");
    Catalogue::row("46 embedded jwk of ours", rs(R"({"alg":"RS256","typ":"JWT","jwk":)" + jwk + '}'), m_catalogue.rsa(),
                   verified, "verified", "embedded-key");
    row("46 embedded jwk with private members", R"("jwk":{"kty":"RSA","d":"AQ"})", "ok verified valid ok violated",
        "embedded-private-key");
    row("47 jku http", R"("jku":"http://keys.example.com/")", "ok verified valid ok violated",
        "key-url key-url-scheme");
    row("47 jku https", R"("jku":"https://keys.example.com/")", verified, "key-url !key-url-scheme !key-url-internal");
    row("47 x5u file", R"("x5u":"file:///etc/passwd")", "ok verified valid ok violated", "key-url-scheme");
    for (const char *host :
         {"169.254.169.254", "127.0.0.1", "10.1.2.3", "localhost", "[::1]", "metadata.internal", "0x7f.0.0.1"}) {
        row("47 jku to "_ba + host, R"("jku":"https://)" + QByteArray(host) + R"(/k")", "ok verified valid ok violated",
            "key-url-internal");
    }
    row("47 userinfo", R"("jku":"https://keys.example.com@evil.example/")", "ok verified valid ok warned",
        "key-url-deceptive");
    row("47 IDN", R"("jku":"https://ex\u0430mple.com/")", "ok verified valid ok warned", "key-url-deceptive");
    const QByteArray der = derOfPem(testKeyFile(u"certificate.pem"_s));
    const QByteArray chain = R"("x5c":[")" + der.toBase64() + R"("])";
    row("48 x5c", chain, "ok verified valid ok warned", "embedded-certificate certificate-key certificate-key-type");
    row("48 base64url in x5c", R"("x5c":[")" + "\xff\xff\xfe"_ba.toBase64(QByteArray::Base64UrlEncoding) + R"("])",
        "ok verified valid ok warned", "certificate-malformed");
    row("48 no certificate in x5c", R"("x5c":["MII="])", "ok verified valid ok warned", "certificate-malformed");
    row("48 100 certificates", R"("x5c":[)" + "\"MII=\","_ba.repeated(99) + "\"MII=\"]", "ok verified valid ok warned",
        "certificate-chain-long");
    for (const char *json : {"[]", "\"MII\"", "[1]"}) {
        Catalogue::row("48 x5c "_ba + json, m_catalogue.withParameter(R"("x5c":)"_ba + json), Catalogue::hmac(),
                       "malformed failed valid ok violated", "header-type", "header-type");
    }
    row("49 x5t#S256 of another certificate", chain + R"(,"x5t#S256":"AAAA")", "ok verified valid ok violated",
        "certificate-thumbprint-differs");
    row("49 x5t of another certificate", chain + R"(,"x5t":"AAAA")", "ok verified valid ok violated",
        "certificate-thumbprint-differs");
    for (const char *kid : {"../../dev/null", "/etc/passwd", "|cmd", "' OR 1=1", "${jndi:ldap://x}", "a\\u0000b",
                            "a\\nb", "https://x.example/k", "C:\\\\keys"}) {
        row("50 kid "_ba + kid, R"("kid":"KID")"_ba.replace("KID", kid), "ok verified valid ok warned",
            "kid-injection");
    }
    row("50 kid of 100 kB", R"("kid":")" + QByteArray(100000, 'k') + '"', "ok verified valid ok warned",
        "kid-too-long");
    row("50 empty kid", R"("kid":"")", verified, "kid-empty !kid-injection");
    for (const char *kid : {"1", "null", "{}", "[\"a\"]"}) {
        Catalogue::row("50 kid "_ba + kid, m_catalogue.withParameter(R"("kid":)"_ba + kid), Catalogue::hmac(),
                       "malformed failed valid ok violated", "header-type", "header-type");
    }
}

void tst_inspector_CatalogueKeys::addSets()
{
    const QByteArray wrong = oct(R"(,"kid":"w")", QByteArray(32, 'w'));
    const QByteArray right = oct(R"(,"kid":"r")");
    const QByteArray plain = Catalogue::header();
    const QByteArray named = R"({"alg":"HS256","typ":"JWT","kid":"r"})";
    const auto row = [this](const char *name, const QByteArray &header, const QByteArray &keys, const char *reason,
                            const char *verdicts, const char *findings = "") {
        Catalogue::row(name, m_catalogue.withHeader(header), m_catalogue.key(R"({"keys":[)" + keys + "]}"), verdicts,
                       reason, findings);
    };
    row("50 empty kid matches an empty kid", R"({"alg":"HS256","typ":"JWT","kid":""})",
        wrong + ',' + oct(R"(,"kid":"")"), "verified", verified, "kid-empty");
    row("50 empty kid matches no other", R"({"alg":"HS256","typ":"JWT","kid":""})", right, "key-not-found", notChecked);
    row("51 kid unknown", R"({"alg":"HS256","typ":"JWT","kid":"x"})", right, "key-not-found", notChecked);
    row("51 kid in another case", R"({"alg":"HS256","typ":"JWT","kid":"R"})", right, "key-not-found", notChecked);
    row("51 by kid", named, wrong + ',' + right, "verified", verified);
    row("51 kid of another key", R"({"alg":"HS256","typ":"JWT","kid":"w"})", wrong + ',' + right, "signature-wrong",
        "ok failed valid ok ok", "probe-other-key");
    row("51 no kid, one key", plain, right, "verified", verified);
    row("51 no kid, many", plain, wrong + ',' + right, "verified", verified);
    row("51 same key twice", named, right + ',' + right, "verified", verified);
    row("51 same key twice with another alg", named, right + ',' + oct(R"(,"kid":"r","alg":"HS512")"), "verified",
        verified);
    row("51 two keys of one kid", named, right + ',' + oct(R"(,"kid":"r")", QByteArray(32, 'w')), "key-ambiguous",
        notChecked);
    row("51 two keys of one kid, one of them for encryption", named,
        right + ',' + oct(R"(,"kid":"r","use":"enc")", QByteArray(32, 'w')), "verified", verified);
    row("51 two keys of one kid, one of them with another alg", named,
        oct(R"(,"kid":"r","alg":"HS384")", QByteArray(32, 'w')) + ',' + right, "verified", verified);
    row("51 two keys of one kid, one of them to sign", named,
        oct(R"(,"kid":"r","key_ops":["sign"])", QByteArray(32, 'w')) + ',' + right, "verified", verified);
    row("51 two keys of one kid, one of them too short", named, oct(R"(,"kid":"r")", "short") + ',' + right, "verified",
        verified, "!key-weak");
    row("51 kid, key without one", named, oct(), "key-not-found", notChecked, "probe-other-key");
    const auto publicRow = [this](const char *name, const QByteArray &keys, const char *reason, const char *verdicts,
                                  const char *findings = "") {
        Catalogue::row(name, rs(R"({"alg":"RS256","typ":"JWT","kid":"p"})"),
                       m_catalogue.key(R"({"keys":[)" + keys + "]}"), verdicts, reason, findings);
    };
    const QByteArray padded =
        R"({"kty":"RSA","kid":"p","e":"AQAB","n":")" + TokenSmith::part('\0' + m_catalogue.smith.rsaJwk().n) + "\"}";
    publicRow("51 key ids of two types", rsa(R"(,"kid":"p")") + R"(,{"kty":"EC","kid":"p","crv":"P-256","x":"AA"})",
              "verified", verified, "keys-skipped");
    publicRow("54 leading zero beside the right key", padded + ',' + rsa(R"(,"kid":"p")"), "verified", verified,
              "keys-skipped");
    publicRow("54 leading zero in the key that is named", padded + ',' + rsa(R"(,"kid":"q")"), "key-not-found",
              notChecked, "keys-skipped");
    publicRow("54 leading zero in the only key", padded, "key-invalid", notChecked, "keys-skipped");
    publicRow("54 null among the keys", "null," + rsa(R"(,"kid":"p")"), "verified", verified, "keys-skipped");
    publicRow("54 weak key among the keys", R"({"kty":"RSA","n":"AQAB","e":"AQAB","kid":"p"},)" + rsa(R"(,"kid":"p")"),
              "verified", verified, "keys-skipped");
    row("52 secret and public keys", named, rsa(R"(,"kid":"p")") + ',' + right, "key-invalid", notChecked);
    row("52 public keys for HS256", plain, rsa(R"(,"kid":"p")"), "algorithm-confusion", refused);
    row("53 unknown kty beside", named, R"({"kty":"LMS","kid":"e"},)" + right, "verified", verified, "keys-skipped");
    row("53 empty set", plain, "", "key-invalid", notChecked);
    Catalogue::row("52 one API's secret for another's token",
                   m_catalogue.smith.hs256(R"({"alg":"HS256","typ":"JWT","kid":"k1"})",
                                           Catalogue::tenantClaims(R"("https://rs.example.com")"),
                                           Catalogue::tenantSecret()),
                   m_catalogue.ofTenant(), refused, "algorithm-confusion", "!key-confusion-attack");
}

void tst_inspector_CatalogueKeys::addBrokenKeys()
{
    const auto row = [this](const char *name, const QByteArray &token, const QByteArray &key, const char *reason,
                            const char *verdicts, const char *findings = "") {
        Catalogue::row(name, token, m_catalogue.key(key), verdicts, reason, findings);
    };
    row("54 RSA 1024", rs(), testKeyFile(u"public-rsa1024.pem"_s), "key-weak", refused);
    const QByteArray n = TokenSmith::part(m_catalogue.smith.rsaJwk().n);
    const auto withExponent = [&n](const char *e) { return R"({"kty":"RSA","n":")" + n + R"(","e":")" + e + "\"}"; };
    row("54 e = 1", rs(), withExponent("AQ"), "key-unusable", refused);
    row("54 even e", rs(), withExponent("BA"), "key-unusable", refused);
    row("54 e = 3", rs(), withExponent("Aw"), "signature-wrong", "ok failed valid ok warned", "rsa-exponent-three");
    row("54 modulus with leading zero", rs(),
        R"({"kty":"RSA","n":")" + TokenSmith::part('\0' + m_catalogue.smith.rsaJwk().n) + R"(","e":"AQAB"})",
        "key-invalid", notChecked);
    Catalogue::row("55 empty secret", m_catalogue.good(), Catalogue::secret({}), refused, "key-weak");
    Catalogue::row("55 secret of 31 bytes",
                   m_catalogue.smith.hs256(Catalogue::header(), Catalogue::payload(), QByteArray(31, 'a')),
                   Catalogue::secret(QByteArray(31, 'a')), refused, "key-weak", "key-weak");
    Catalogue::row("55 sample secret",
                   m_catalogue.smith.hs256(Catalogue::header(), Catalogue::payload(), "your-256-bit-secret"),
                   Catalogue::secret("your-256-bit-secret"), refused, "key-weak", "sample-key key-weak");
    Catalogue::row("55 sample secret, key not given",
                   m_catalogue.smith.hs256(Catalogue::header(), Catalogue::payload(), "secret"), Catalogue::none(),
                   broken, "key-not-given", "sample-key");
    const QByteArray sampleOctets =
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"; // RFC 7515 A.1
    const QByteArray octets = QByteArray::fromBase64(sampleOctets, QByteArray::Base64UrlEncoding);
    Catalogue::row("55 sample secret, long enough to verify",
                   m_catalogue.smith.hs256(Catalogue::header(), Catalogue::payload(), octets),
                   Catalogue::secret(octets), "ok verified valid ok violated", "verified", "sample-key");
    const QByteArray samplePrivate = // RFC 8037 A.1
        R"({"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",)"
        R"("x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
    const jose::PrivateKey everybodys =
        m_catalogue.smith.crypto.privateKeys().fromText(base::Secret(QByteArrayView(samplePrivate))).value();
    Catalogue::row("55 public key of an RFC",
                   m_catalogue.smith.sign(TokenSmith::part(R"({"alg":"EdDSA","typ":"JWT"})") + '.' +
                                              TokenSmith::part(Catalogue::payload()),
                                          jose::Algorithm::EdDSA, everybodys),
                   Catalogue::with(TokenSmith::publicOf(everybodys)), "ok verified valid ok violated", "verified",
                   "sample-key");
    Catalogue::Policy guessing = Catalogue::none();
    guessing.weakSecrets = std::make_shared<QList<QByteArray>>(QList<QByteArray>{"letmein", "tr0ub4dor"});
    Catalogue::row("55 dictionary word, when asked",
                   m_catalogue.smith.hs256(Catalogue::header(), Catalogue::payload(), "tr0ub4dor"), guessing, broken,
                   "key-not-given", "weak-secret");
    Catalogue::row("55 dictionary word, not asked",
                   m_catalogue.smith.hs256(Catalogue::header(), Catalogue::payload(), "tr0ub4dor"), Catalogue::none(),
                   notChecked, "key-not-given", "!weak-secret");
    const QByteArray zeros = TokenSmith::part(QByteArray(32, '\0'));
    row("56 point off the curve", rs(),
        R"({"kty":"EC","crv":"P-256","x":")" + TokenSmith::part(QByteArray(32, '\1')) + R"(","y":")" + zeros + "\"}",
        "key-invalid", notChecked);
    row("56 infinity", rs(), R"({"kty":"EC","crv":"P-256","x":")" + zeros + R"(","y":")" + zeros + "\"}", "key-invalid",
        notChecked);
    row("56 short coordinate", rs(), R"({"kty":"EC","crv":"P-256","x":"AQ","y":"AQ"})", "key-invalid", notChecked);
    const jose::PrivateKey p384 = m_catalogue.smith.generate(jose::Algorithm::ES384);
    const QByteArray es256 = TokenSmith::part(R"({"alg":"ES256","typ":"JWT"})") + '.' +
                             TokenSmith::part(Catalogue::payload()) + '.' + TokenSmith::part(QByteArray(64, '\1'));
    Catalogue::row("56 curve of another algorithm", es256, Catalogue::with(TokenSmith::publicOf(p384)), refused,
                   "algorithm-mismatch");
    row("57 x of the wrong length", rs(), R"({"kty":"OKP","crv":"Ed25519","x":"AQ"})", "key-invalid", notChecked);
    row("57 all-zero point", rs(), R"({"kty":"OKP","crv":"Ed25519","x":")" + zeros + "\"}", "key-weak", refused);
    row("57 X25519 for signing", rs(),
        R"({"kty":"OKP","crv":"X25519","x":"3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08"})", "key-unusable", refused);
    row("58 private JWK", rs(), testKeyFile(u"private.jwk"_s), "verified", verified, "private-key-pasted");
    row("58 PEM private key", rs(), testKeyFile(u"private-pkcs8.pem"_s), "verified", verified, "private-key-pasted");
    row("58 encrypted PEM", rs(), testKeyFile(u"private-pkcs8-encrypted.pem"_s), "key-invalid", notChecked);
    const QByteArray pem = testKeyFile(u"public-spki.pem"_s);
    row("59 PEM with CRLF", rs(), QByteArray(pem).replace('\n', "\r\n"), "verified", verified);
    row("59 PEM with BOM", rs(), "\xEF\xBB\xBF" + pem, "verified", verified);
    row("59 PEM without armour", rs(), derOfPem(pem).toBase64(), "verified", verified);
    row("59 newline literals", rs(), QByteArray(pem).trimmed().replace('\n', "\\n"), "verified", verified);
    row("59 two keys", rs(), pem + testKeyFile(u"ec-public.pem"_s), "key-ambiguous", notChecked);
    row("59 certificate", rs(), testKeyFile(u"chain-leaf.pem"_s), "verified", verified, "certificate-names");
    Catalogue::row("60 secret as base64", m_catalogue.good(), Catalogue::secret(TokenSmith::hmacSecret().toBase64()),
                   "ok failed valid ok ok", "signature-wrong", "probe-secret-form");
    Catalogue::row("60 secret as hex", m_catalogue.good(), Catalogue::secret(TokenSmith::hmacSecret().toHex()),
                   "ok failed valid ok ok", "signature-wrong", "probe-secret-form");
}

QTEST_GUILESS_MAIN(tst_inspector_CatalogueKeys)
#include "tst_inspector_CatalogueKeys.moc"
