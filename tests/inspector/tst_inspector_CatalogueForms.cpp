#include "tests/inspector/Catalogue.h"

#include <QCryptographicHash>
#include <QElapsedTimer>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Section 1.2 row 18, and section 1.8 rows 91 to 101: SD-JWT, JWE, JSON serialization, and sizes. That bytes are
/// decrypted right is tests/jose's; texts up to gigabytes (99) and regular worst cases (100) are the scanner's too.
class tst_inspector_CatalogueForms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges() { m_catalogue.check(); }
    void showsTheKeyBinding();
    void answersAtOnce_data();
    void answersAtOnce();

private:
    void addDisclosures();
    void addEncrypted();
    void addJson();
    void addBoxes();
    QByteArray keyBinding(const QByteArray &presentation, const jose::PrivateKey &key, const QByteArray &iat) const;

    Catalogue m_catalogue;
};

namespace {

constexpr const char *verified = "ok verified valid ok ok";
constexpr const char *warned = "ok verified valid ok warned";
constexpr const char *encrypted = "encrypted not-checked not-judged not-judged not-judged";

QByteArray digestOf(const QByteArray &disclosure)
{
    return TokenSmith::part(QCryptographicHash::hash(disclosure, QCryptographicHash::Sha256));
}

/// Five parts under that header, with nothing right behind it.
QByteArray jwe(const QByteArray &header)
{
    return TokenSmith::part(header) + '.' + TokenSmith::part(QByteArray(256, 'k')) + '.' +
           TokenSmith::part(QByteArray(12, 'i')) + '.' + TokenSmith::part("ciphertext") + '.' +
           TokenSmith::part(QByteArray(16, 't'));
}

} // namespace

void tst_inspector_CatalogueForms::judges_data()
{
    Catalogue::columns();
    addDisclosures();
    addEncrypted();
    addJson();
    addBoxes();
}

void tst_inspector_CatalogueForms::addDisclosures()
{
    const QByteArray one = TokenSmith::part(R"(["salt","given_name","Joe"])");
    const QByteArray other = TokenSmith::part(R"(["salt","family_name","Doe"])");
    const auto issued = [this](const QByteArray &more) { return m_catalogue.withClaim(more); };
    const QByteArray token = issued(R"("_sd":[")" + digestOf(one) + R"("])");
    const auto row = [](const char *name, const QByteArray &text, const char *verdicts, const char *reason,
                        const char *findings) {
        Catalogue::row(name, text, Catalogue::hmac(), verdicts, reason, findings);
    };
    const char *refused = "malformed failed valid ok not-judged";
    row("18 one disclosure", token + '~' + one + '~', verified, "verified", "sd-jwt personal-data");
    row("18 none disclosed", token + '~', verified, "verified", "sd-jwt !personal-data");
    row("18 disclosure of nothing", token + '~' + one + '~' + other + '~', refused, "bad-disclosure",
        "sd-jwt-disclosure");
    row("18 the same disclosure twice", token + '~' + one + '~' + one + '~',
        "malformed failed not-judged not-judged not-judged", "bad-disclosure", "sd-jwt-disclosure");
    row("18 one digest twice",
        issued(R"("_sd":[")" + digestOf(one) + "\",\"" + digestOf(one) + R"("])") + '~' + one + '~', refused,
        "bad-disclosure", "sd-jwt-disclosure");
    row("18 a malformed disclosure", token + "~WyJzIl0~", "malformed failed not-judged not-judged not-judged",
        "bad-disclosure", "sd-jwt-disclosure");
    row("18 altered claims", QByteArray(token).replace(token.size() - 20, 4, "AAAA") + '~' + one + '~',
        "ok failed valid ok ok", "signature-wrong", "sd-jwt");

    const jose::PrivateKey holder = m_catalogue.smith.generate(jose::Algorithm::ES256);
    const QByteArray bound =
        issued(R"("_sd":[")" + digestOf(one) + R"("],"cnf":{"jwk":)" + holder.publicPart->toPublicJson() + '}') + '~' +
        one + '~';
    const auto binding = [&](const QByteArray &presentation, const jose::PrivateKey &key,
                             const QByteArray &iat = "1700000000") { return keyBinding(presentation, key, iat); };
    row("18 key binding", bound + binding(bound, holder), verified, "verified", "key-binding !key-binding-time");
    row("18 key binding at its oldest", bound + binding(bound, holder, "1699999700"), verified, "verified",
        "key-binding !key-binding-time");
    row("18 key binding a second older", bound + binding(bound, holder, "1699999699"), warned, "verified",
        "key-binding key-binding-time");
    row("18 key binding of a clock that is ahead", bound + binding(bound, holder, "1700000005"), verified, "verified",
        "!key-binding-time");
    row("18 key binding of the future", bound + binding(bound, holder, "1700000006"), warned, "verified",
        "key-binding key-binding-time");
    row("18 key binding of no time", bound + binding(bound, holder, "1e400"), warned, "verified",
        "key-binding key-binding-time");
    Catalogue::Policy lenient = Catalogue::hmac();
    lenient.leeway = 1;
    const auto timed = [&](const QByteArray &times) { return binding(bound, holder, "1700000000," + times); };
    row("18 key binding that has expired", bound + timed(R"("exp":1699999999)"), "ok failed valid ok violated",
        "key-binding-wrong", "key-binding-wrong");
    row("18 key binding that is not valid yet", bound + timed(R"("nbf":1700000100)"), "ok failed valid ok violated",
        "key-binding-wrong", "key-binding-wrong");
    row("18 key binding whose exp is no time", bound + timed(R"("exp":"soon")"), "ok failed valid ok violated",
        "key-binding-wrong", "key-binding-wrong");
    row("18 key binding that is valid for now", bound + timed(R"("exp":1700000100,"nbf":1699999990)"), verified,
        "verified", "key-binding");
    Catalogue::row("18 key binding within the leeway", bound + binding(bound, holder, "1699999699"), lenient, verified,
                   "verified", "!key-binding-time");
    row("18 key binding missing", bound, warned, "verified", "key-binding-missing");
    row("18 key binding by another key", bound + binding(bound, m_catalogue.smith.generate(jose::Algorithm::ES256)),
        "ok failed valid ok violated", "key-binding-wrong", "key-binding-wrong");
    row("18 key binding of other disclosures", bound + binding(token + '~', holder), "ok failed valid ok violated",
        "key-binding-wrong", "key-binding-wrong");
}

QByteArray tst_inspector_CatalogueForms::keyBinding(const QByteArray &presentation, const jose::PrivateKey &key,
                                                    const QByteArray &iat) const
{
    const QByteArray claims = R"({"iat":)" + iat + R"(,"aud":"https://v.example","nonce":"n-1","sd_hash":")" +
                              digestOf(presentation) + R"("})";
    return m_catalogue.smith.sign(TokenSmith::part(R"({"alg":"ES256","typ":"kb+jwt"})") + '.' +
                                      TokenSmith::part(claims),
                                  jose::Algorithm::ES256, key);
}

/// For whom a presentation was made is not judged, and therefore said.
void tst_inspector_CatalogueForms::showsTheKeyBinding()
{
    const jose::PrivateKey holder = m_catalogue.smith.generate(jose::Algorithm::ES256);
    const QByteArray bound = m_catalogue.withClaim(R"("cnf":{"jwk":)" + holder.publicPart->toPublicJson() + '}') + '~';
    const auto found = [this](const QByteArray &text, QLatin1StringView id) {
        const inspector::TokenInspection inspection = m_catalogue.smith.inspect(text, Catalogue::hmac());
        const auto one = std::ranges::find(inspection.findings, id, &inspector::Finding::id);
        return one == inspection.findings.end() ? QStringList{u"absent"_s} : one->parameters;
    };
    const QByteArray presented = bound + keyBinding(bound, holder, "1600000000");
    QCOMPARE(found(presented, "key-binding"_L1),
             (QStringList{u"https://v.example"_s, u"n-1"_s, u"2020-09-13T12:26:40Z"_s}));
    QCOMPARE(found(presented, "key-binding-time"_L1), (QStringList{u"old"_s, u"100000000"_s}));
    // Nobody says of a proof that was checked that none was.
    QCOMPARE(found(presented, "sender-constrained"_L1), QStringList{u"checked"_s});
    QCOMPARE(found(bound, "sender-constrained"_L1), QStringList{u"unchecked"_s});
}

void tst_inspector_CatalogueForms::addEncrypted()
{
    const auto row = [](const QByteArray &name, const QByteArray &header, const char *findings) {
        Catalogue::row(name, jwe(header), Catalogue::hmac(), encrypted, "encrypted", findings);
    };
    for (const char *alg : {"dir", "RSA-OAEP", "RSA-OAEP-256", "A128KW", "A256KW"}) {
        row("14, 91 "_ba + alg, R"({"alg":"ALG","enc":"A256GCM"})"_ba.replace("ALG", alg),
            "encrypted-token !encryption-refused");
    }
    row("91 RSA1_5", R"({"alg":"RSA1_5","enc":"A256GCM"})", "!encryption-refused encryption-deprecated");
    row("91 unknown algorithm", R"({"alg":"XYZ","enc":"A256GCM"})", "encryption-refused");
    row("92 PBES2 with 2^31-1 iterations",
        R"({"alg":"PBES2-HS256+A128KW","enc":"A256GCM","p2s":"c2FsdHNhbHQ","p2c":2147483647})", "encryption-refused");
    row("93 zip unknown", R"({"alg":"dir","enc":"A256GCM","zip":"XYZ"})", "encryption-refused");
    row("94 epk off the curve",
        R"({"alg":"ECDH-ES","enc":"A256GCM","epk":{"kty":"EC","crv":"P-256","x":")" +
            TokenSmith::part(QByteArray(32, '\1')) + R"(","y":")" + TokenSmith::part(QByteArray(32, '\1')) + R"("}})",
        "encryption-refused");
    Catalogue::row("96 encrypted with a verification key", jwe(R"({"alg":"RSA-OAEP","enc":"A256GCM","kid":"k1"})"),
                   m_catalogue.ofTenant(), encrypted, "encrypted", "encrypted-to-signing-key");
    Catalogue::Policy withKey = Catalogue::hmac();
    withKey.decryptionKeys = {jose::PrivateKey::fromSecret(base::Secret(QByteArrayView(QByteArray(32, 'k'))))};
    Catalogue::row("91 another key", jwe(R"({"alg":"A256KW","enc":"A256GCM"})"), withKey, encrypted,
                   "decryption-failed", "!decrypted");
    Catalogue::row("95 wrong IV, wrong tag", jwe(R"({"alg":"dir","enc":"A256CBC-HS512"})"), withKey, encrypted,
                   "decryption-failed", "!decrypted");
    Catalogue::row("14 a part that is not base64url", jwe(R"({"alg":"dir","enc":"A256GCM"})") + '=', Catalogue::hmac(),
                   "malformed not-checked not-judged not-judged not-judged", "bad-base64url");
}

void tst_inspector_CatalogueForms::addJson()
{
    const QByteArray head = TokenSmith::part(Catalogue::header());
    const QByteArray body = TokenSmith::part(Catalogue::payload());
    const QByteArray good = m_catalogue.good();
    const QByteArray right = good.sliced(good.lastIndexOf('.') + 1);
    const QByteArray wrong = TokenSmith::part(QByteArray(32, 'w'));
    const auto one = [&head](const QByteArray &signature) {
        return R"({"protected":")" + head + R"(","signature":")" + signature + "\"}";
    };
    const auto general = [&body](const QByteArray &signatures) {
        return R"({"payload":")" + body + R"(","signatures":[)" + signatures + "]}";
    };
    using Rule = inspector::SignatureRule;
    const auto with = [](Rule rule) {
        Catalogue::Policy policy = Catalogue::hmac();
        policy.signatureRule = rule;
        return policy;
    };
    const QByteArray flattened =
        R"({"payload":")" + body + R"(","protected":")" + head + R"(","signature":")" + right + "\"}";
    const char *apart = "ok not-checked valid ok ok";
    const char *failed = "ok failed valid ok ok";
    Catalogue::row("97 flattened, no rule", flattened, with(Rule::None), verified, "verified", "json-serialization");
    Catalogue::row("97 flattened, all", flattened, with(Rule::All), verified, "verified", "json-serialization");
    Catalogue::row("97 flattened, no rule, wrong", QByteArray(flattened).replace(right, wrong), with(Rule::None),
                   failed, "signature-wrong");
    Catalogue::row("97 one signature, no rule", general(one(right)), with(Rule::None), apart, "signatures-apart");
    Catalogue::row("97 one signature, any", general(one(right)), with(Rule::Any), verified, "verified");
    Catalogue::row("97 no signatures", general(""), with(Rule::Any),
                   "malformed not-checked not-judged not-judged not-judged", "signature-missing");
    const QByteArray mixed = general(one(wrong) + ',' + one(right) + ',' + one(wrong));
    Catalogue::row("97 one good and two bad, no rule", mixed, with(Rule::None), apart, "signatures-apart");
    Catalogue::row("97 one good and two bad, any", mixed, with(Rule::Any), verified, "verified");
    Catalogue::row("97 one good and two bad, all", mixed, with(Rule::All), failed, "signature-wrong");
    Catalogue::row("97 three good, all", general(one(right) + ',' + one(right) + ',' + one(right)), with(Rule::All),
                   verified, "verified");
    Catalogue::row("97 two bad, any", general(one(wrong) + ',' + one(wrong)), with(Rule::Any), failed,
                   "signature-wrong");
    const char *malformed = "malformed not-checked not-judged not-judged not-judged";
    Catalogue::row("98 headers overlap",
                   R"({"payload":")" + body + R"(","protected":")" + head +
                       R"(","header":{"alg":"HS256"},"signature":")" + right + "\"}",
                   with(Rule::Any), malformed, "bad-header");
    const QByteArray bare = m_catalogue.smith.mac('.' + body);
    Catalogue::row("98 alg only unprotected",
                   R"({"payload":")" + body + R"(","header":{"alg":"HS256","typ":"JWT"},"signature":")" +
                       bare.sliced(bare.lastIndexOf('.') + 1) + "\"}",
                   with(Rule::Any), warned, "verified", "algorithm-unprotected");
    const QByteArray detached = R"({"protected":")" + head + R"(","signature":")" + right + "\"}";
    Catalogue::row("98 payload missing", detached, with(Rule::Any), "ok not-checked not-judged not-judged not-judged",
                   "content-missing", "payload-detached");
    Catalogue::Policy given = with(Rule::Any);
    given.detachedPayload = Catalogue::payload();
    Catalogue::row("98 payload given", detached, given, verified, "verified");
    Catalogue::row("98 truncated JSON", flattened.chopped(5), with(Rule::Any),
                   "malformed not-checked not-judged not-judged not-judged", "bad-header");
    const auto withMember = [&](const QByteArray &name, const QByteArray &value) {
        const QByteArray members =
            R"("payload":")" + body + R"(","protected":")" + head + R"(","signature":")" + right + '"';
        QByteArray changed = members;
        const qsizetype at = changed.indexOf('"' + name + "\":");
        const qsizetype from = at < 0 ? -1 : at + name.size() + 3;
        return at < 0 ? '{' + members + ",\"" + name + "\":" + value + '}'
                      : '{' + changed.replace(from, changed.indexOf('"', from + 1) + 1 - from, value) + '}';
    };
    for (const auto &[member, value] : std::initializer_list<std::pair<QByteArray, QByteArray>>{{"signature", "null"},
                                                                                                {"signature", "5"},
                                                                                                {"payload", "5"},
                                                                                                {"payload", "null"},
                                                                                                {"protected", "null"},
                                                                                                {"protected", "{}"},
                                                                                                {"protected", "\"\""},
                                                                                                {"header", "null"},
                                                                                                {"signatures", "null"},
                                                                                                {"signatures", "{}"}})
        Catalogue::row("98 " + member + " is " + value, withMember(member, value), with(Rule::Any), malformed,
                       "bad-serialization");
    Catalogue::row("98 crit unprotected",
                   R"({"payload":")" + body + R"(","protected":")" + head +
                       R"(","header":{"crit":["x"],"x":1},"signature":")" + right + "\"}",
                   with(Rule::Any), malformed, "bad-header");
}

void tst_inspector_CatalogueForms::addBoxes()
{
    const QByteArray good = m_catalogue.good();
    const char *notAToken = "not-a-jwt not-checked not-judged not-judged not-judged";
    Catalogue::row("101 token in the key box", good, m_catalogue.key(good), "ok not-checked valid ok not-judged",
                   "key-invalid", "token-in-key-box");
    Catalogue::row("101 PEM in the token box", testKeyFile(u"public-spki.pem"_s), Catalogue::hmac(), notAToken,
                   "not-a-token", "key-in-token-box");
    Catalogue::row("101 JWK in the token box", m_catalogue.smith.rsaJwk().toPublicJson(), Catalogue::hmac(), notAToken,
                   "not-a-token", "key-in-token-box");
    Catalogue::row("101 the same token twice", good + '\n' + good, Catalogue::hmac(), notAToken, "not-a-token",
                   "several-tokens");
}

void tst_inspector_CatalogueForms::answersAtOnce_data()
{
    QTest::addColumn<QByteArray>("text");
    constexpr qsizetype mebi = qsizetype{1024} * 1024;
    QTest::newRow("99 20 MB of a token") << "eyJhbGciOiJIUzI1NiJ9." + QByteArray(20 * mebi, 'a') + ".a";
    QTest::newRow("99 header of 190 kB") << m_catalogue.withParameter(R"("x":")" + QByteArray(140000, 'x') + '"');
    QTest::newRow("100 a million dots") << QByteArray(1000000, '.');
    QTest::newRow("100 1 MB of eyJ") << "eyJ"_ba.repeated(mebi / 3);
    QTest::newRow("100 1 MB of tildes") << "eyJhbGciOiJIUzI1NiJ9.e30.a" + QByteArray(mebi / 2, '~');
    QTest::newRow("100 1 MB of open braces") << QByteArray(mebi - 1, '{') + '}';
    QTest::newRow("100 1 MB of JSON signatures")
        << R"({"payload":"","signatures":[)" + "{},"_ba.repeated(mebi / 4) + "{}]}";
}

void tst_inspector_CatalogueForms::answersAtOnce()
{
    QFETCH(QByteArray, text);
    QElapsedTimer timer;
    timer.start();
    const inspector::TokenInspection inspection = m_catalogue.smith.inspect(text, Catalogue::hmac());
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(inspection.isVerified(), QByteArrayView(QTest::currentDataTag()) == "99 header of 190 kB");
}

QTEST_GUILESS_MAIN(tst_inspector_CatalogueForms)
#include "tst_inspector_CatalogueForms.moc"
