#include "models/inspector/ProbeTexts.h"
#include "tests/inspector/Catalogue.h"

using namespace gatehouse;
using namespace gatehouse::inspector;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Why a signature failed: what each probe finds, that none changes the verdict, and that none runs for a right one.
class tst_inspector_Probes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void explains_data();
    void explains();
    void isSilentAboutRightSignatures();
    void isSilentWithoutExplanations();
    void isBounded();
    void tellsCharactersApart();

private:
    TokenInspection inspect(const QByteArray &text, const VerificationPolicy &policy) const
    {
        return m_catalogue.smith.inspect(text, policy);
    }
    void addSecrets();
    void addKeys();
    void addTexts();

    Catalogue m_catalogue;
    Catalogue m_rotated; ///< the test key has gone, and another is current
    Catalogue m_withdrawn;
};

namespace {

QStringList probesIn(const TokenInspection &inspection)
{
    QStringList found;
    for (const Finding &finding : inspection.findings) {
        if (finding.id().startsWith("probe-"_L1))
            found.append(finding.id() + ' '_L1 + finding.parameters.join('|'_L1));
    }
    return found;
}

} // namespace

void tst_inspector_Probes::explains_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::shared_ptr<VerificationPolicy>>("policy");
    QTest::addColumn<QString>("probe");
    addSecrets();
    addKeys();
    addTexts();
}

void tst_inspector_Probes::addSecrets()
{
    const auto row = [this](const char *form, const QByteArray &usedSecret, const QByteArray &given) {
        QTest::newRow(form) << m_catalogue.smith.hs256(Catalogue::header(), Catalogue::payload(), usedSecret)
                            << std::make_shared<VerificationPolicy>(Catalogue::secret(given))
                            << u"probe-secret-form "_s + QString::fromLatin1(form);
    };
    // In base64 these bytes are nothing but "++++", which base64url writes differently.
    const QByteArray secret = "\xfb\xef\xbe"_ba.repeated(11);
    row("base64", secret, secret.toBase64());
    row("base64url", secret, jose::encodeBase64Url(secret));
    row("hex", secret, secret.toHex());
    row("line-feed", secret + '\n', secret);
    row("carriage-return", secret + "\r\n", secret);
    row("trimmed", secret, secret + '\n');
    row("quoted", '"' + secret + '"', secret);
    row("unquoted", secret, '"' + secret + '"');
    row("base64-text", secret.toBase64(), secret);
    row("hex-text", secret.toHex(), secret);
    QTest::newRow("another API's secret")
        << m_catalogue.smith.hs256(Catalogue::header(), Catalogue::tenantClaims(R"("https://hs.example.com")"),
                                   Catalogue::otherSecret())
        << std::make_shared<VerificationPolicy>(m_catalogue.ofTenant()) << u"probe-other-api Other"_s;
    const auto jwk = [](const QByteArray &bytes, const QByteArray &kid) {
        return R"({"kty":"oct","k":")" + TokenSmith::part(bytes) + '"' + kid + '}';
    };
    const QByteArray header = R"({"alg":"HS256","typ":"JWT","kid":"a"})";
    const QByteArray other = QByteArray(32, 'o');
    for (const auto &[name, kid, probe] : {std::tuple{"another secret of a set", R"(,"kid":"b")", "probe-other-key b"},
                                           std::tuple{"another secret, without a kid", "", "probe-other-key #2"}}) {
        const QByteArray set =
            R"({"keys":[)" + jwk(TokenSmith::hmacSecret(), R"(,"kid":"a")") + ',' + jwk(other, kid) + "]}";
        QTest::newRow(name) << m_catalogue.smith.hs256(header, Catalogue::payload(), other)
                            << std::make_shared<VerificationPolicy>(m_catalogue.key(set)) << QString::fromLatin1(probe);
    }
}

void tst_inspector_Probes::addKeys()
{
    const QByteArray claims = Catalogue::tenantClaims(R"("https://rs.example.com")");
    const auto row = [](const char *name, const QByteArray &text, const VerificationPolicy &policy,
                        const QString &probe) {
        QTest::newRow(name) << text << std::make_shared<VerificationPolicy>(policy) << probe;
    };
    const QByteArray mislabelled = m_catalogue.smith.rs256(R"({"alg":"RS256","typ":"JWT","kid":"k0"})", claims);
    row("another key of the tenant", mislabelled, m_catalogue.ofTenant(), u"probe-other-key k1"_s);
    row("a kid nobody knows", m_catalogue.smith.rs256(R"({"alg":"RS256","typ":"JWT","kid":"k9"})", claims),
        m_catalogue.ofTenant(), u"probe-other-key k1"_s);
    row("the tenant's key, named, for nobody's API",
        m_catalogue.smith.rs256(
            R"({"alg":"RS256","typ":"JWT","kid":"k1"})",
            R"({"iss":"https://elsewhere.example/","aud":"https://elsewhere.example/api","exp":1700000600})"),
        m_catalogue.ofTenant(), u"probe-named-key k1"_s);
    const QByteArray input =
        TokenSmith::part(R"({"alg":"RS256","typ":"JWT"})") + '.' + TokenSmith::part(Catalogue::payload());
    const auto labelled = [this](const QByteArray &alg) {
        QByteArray jwk = m_catalogue.smith.rsaJwk().toPublicJson();
        jwk.insert(jwk.size() - 1, R"(,"alg":")" + alg + '"');
        return m_catalogue.key(jwk);
    };
    row("a key whose alg is nobody's", m_catalogue.smith.rsa(input), labelled("RSA"),
        u"probe-key-algorithm RS256|RSA"_s);
    row("a key that is for PSS", m_catalogue.smith.rsa(input), labelled("PS256"), u"probe-key-algorithm RS256|PS256"_s);
    using State = domain::SigningKey::State;
    for (auto &[catalogue, state] : {std::pair{&m_rotated, State::Previous}, std::pair{&m_withdrawn, State::Revoked}}) {
        std::swap(catalogue->tenant.signingKeys[0].publicKey, catalogue->tenant.signingKeys[1].publicKey);
        catalogue->tenant.signingKeys[0].state = state;
    }
    const QByteArray labelledNew = m_catalogue.smith.rs256(R"({"alg":"RS256","typ":"JWT","kid":"k1"})", claims);
    row("a retired key under the current one's kid", labelledNew, m_rotated.ofTenant(), u"probe-retired-key k0"_s);
    row("a revoked key under the current one's kid", labelledNew, m_withdrawn.ofTenant(), u"probe-revoked-key k0"_s);
    row("a revoked key under a kid nobody knows",
        m_catalogue.smith.rs256(R"({"alg":"RS256","typ":"JWT","kid":"k9"})", claims), m_withdrawn.ofTenant(),
        u"probe-revoked-key k0"_s);
    // Made with `openssl dgst -sha256 -sigopt rsa_padding_mode:pss`.
    const auto pss = [](const QString &file) {
        return TokenSmith::part(R"({"alg":"PS256","typ":"JWT"})") + '.' + TokenSmith::part(Catalogue::payload()) + '.' +
               TokenSmith::part(testKeyFile(file));
    };
    row("67 PSS with a salt of 20 bytes", pss(u"pss-token-salt20.sig"_s), m_catalogue.rsa(),
        u"probe-pss-parameters 20|256|256"_s);
    row("67 PSS with another hash in MGF1", pss(u"pss-token-mgf512.sig"_s), m_catalogue.rsa(),
        u"probe-pss-parameters 32|256|512"_s);
    row("another hash", m_catalogue.smith.rsa(input, jose::Algorithm::RS512), m_catalogue.rsa(),
        u"probe-other-algorithm RS512"_s);
    const QByteArray truth =
        TokenSmith::part(R"({"alg":"RS512","typ":"JWT","kid":"k1"})") + '.' + TokenSmith::part(claims);
    row("the right key by another algorithm than the API's", m_catalogue.smith.rsa(truth, jose::Algorithm::RS512),
        m_catalogue.ofTenant(), u"probe-other-algorithm RS512"_s);
}

void tst_inspector_Probes::addTexts()
{
    const QByteArray head = TokenSmith::part(Catalogue::header());
    const QByteArray body = TokenSmith::part(Catalogue::payload());
    const QByteArray input = head + '.' + body;
    const auto row = [&](const char *name, const QByteArray &signedText, const char *probe) {
        const QByteArray made = m_catalogue.smith.mac(signedText);
        QTest::newRow(name) << input + made.sliced(made.lastIndexOf('.'))
                            << std::make_shared<VerificationPolicy>(Catalogue::hmac())
                            << u"probe-signed-text "_s + QString::fromLatin1(probe);
    };
    row("quotes signed in", '"' + input + '"', "quotes");
    row("Bearer signed in", "Bearer " + input, "bearer");
    row("line feed signed in", input + '\n', "line-feed");
    row("payload first", body + '.' + head, "payload-first");
    row("payload written with blanks",
        head + '.' +
            TokenSmith::part(QByteArray(Catalogue::payload())
                                 .replace("\",\"", "\", \"")
                                 .replace("\":", "\": ")
                                 .replace("00,\"", "00, \"")),
        "payload-spaced");
    const QByteArray good = m_catalogue.good();
    QByteArray typed = good;
    qsizetype at = good.lastIndexOf('.') + 3;
    while (typed[at] < 'A' || typed[at] > 'Z')
        ++at;
    typed[at] = static_cast<char>(typed[at] | 0x20);
    QTest::newRow("one letter in the wrong case") << typed << std::make_shared<VerificationPolicy>(Catalogue::hmac())
                                                  << u"probe-changed-character %1"_s.arg(at + 1);
    // Letters that look nothing like each other: in each part, where the change leaves JSON what it was.
    Catalogue::Policy patient = Catalogue::hmac();
    patient.probing = VerificationPolicy::Probing::EveryLetter;
    const auto altered = [&](const char *name, qsizetype place) {
        for (const char other : "KXQWMjkxh"_ba) {
            QByteArray wrong = good;
            wrong[place] = other;
            const auto jws = jose::CompactJws::parse(wrong);
            const bool isLike = mistakenFor(good[place]).contains(other);
            if (isLike || other == good[place] || !jws || !jose::parseStrictJson(jws->payload))
                continue;
            QTest::newRow(name) << wrong << std::make_shared<VerificationPolicy>(patient)
                                << u"probe-changed-character %1"_s.arg(place + 1);
            return;
        }
        QFAIL("no letter fits");
    };
    altered("another letter in the signature", good.lastIndexOf('.') + 9);
    altered("another letter in the payload", head.size() + 1 + 4 * 3 + 3);
}

void tst_inspector_Probes::explains()
{
    QFETCH(QByteArray, text);
    QFETCH(std::shared_ptr<VerificationPolicy>, policy);
    QFETCH(QString, probe);
    const TokenInspection inspection = inspect(text, *policy);
    QCOMPARE(probesIn(inspection), QStringList{probe});
    // The answer changes nothing: not verified, and everything as it is without explanations.
    QVERIFY(!inspection.isVerified());
    QVERIFY(inspection.signature != Signature::Verified);
    QVERIFY(inspection.verdict() != Verdict::Verified);
    VerificationPolicy quiet = *policy;
    quiet.explain = false;
    const TokenInspection without = inspect(text, quiet);
    QCOMPARE(without.reason, inspection.reason);
    QCOMPARE(without.signature, inspection.signature);
    QCOMPARE(without.policyVerdict, inspection.policyVerdict);
}

void tst_inspector_Probes::isSilentAboutRightSignatures()
{
    QVERIFY(probesIn(inspect(m_catalogue.good(), Catalogue::hmac())).isEmpty());
    // Nothing is asked of a token that was never checked.
    QVERIFY(probesIn(inspect(m_catalogue.good(), Catalogue::none())).isEmpty());
}

void tst_inspector_Probes::isSilentWithoutExplanations()
{
    VerificationPolicy policy = Catalogue::secret(TokenSmith::hmacSecret().toHex());
    policy.explain = false;
    QVERIFY(inspect(m_catalogue.good(), policy).findings.isEmpty());
}

void tst_inspector_Probes::isBounded()
{
    // A long token under a key that fits nothing: every probe is asked, and the budget ends it.
    const QByteArray text =
        m_catalogue.smith.rs256(R"({"alg":"RS256","typ":"JWT"})", R"({"x":")" + QByteArray(100000, 'x') + R"("})");
    const jose::PrivateKey key = m_catalogue.smith.generate(jose::Algorithm::RS256);
    int asked = 0;
    class Counting final : public jose::SignatureVerifier
    {
    public:
        explicit Counting(int &count)
            : m_count(count)
        {
        }
        Outcome verify(jose::Algorithm, const jose::Jwk &, QByteArrayView, QByteArrayView) const override
        {
            ++m_count;
            return Outcome::Failed;
        }

    private:
        int &m_count;
    };
    const Counting counting(asked);
    const TokenInspector inspector(counting, m_catalogue.smith.crypto.keys());
    QVERIFY(!inspector.inspect(text, Catalogue::with(TokenSmith::publicOf(key))).isVerified());
    QVERIFY2(asked > 10 && asked < 2100, qPrintable(QString::number(asked)));

    // Every letter is asked of one token, where that is wanted, and of many never.
    VerificationPolicy policy = Catalogue::hmac();
    const auto askedOf = [&](const QByteArray &token) {
        asked = 0;
        (void)inspector.inspect(token, policy);
        return asked;
    };
    const qsizetype few = askedOf(m_catalogue.good());
    QVERIFY2(few < 1000, qPrintable(QString::number(few)));
    policy.probing = VerificationPolicy::Probing::EveryLetter;
    const qsizetype many = askedOf(m_catalogue.withClaim(R"("x":")" + QByteArray(600, 'x') + '"'));
    QVERIFY2(many > 5000 && many < 10000, qPrintable(QString::number(many)));
}

void tst_inspector_Probes::tellsCharactersApart()
{
    QVERIFY(mistakenFor('O').contains('0'));
    QVERIFY(mistakenFor('a').contains('A'));
    QVERIFY(mistakenFor('-').contains('_'));
    QVERIFY(!mistakenFor('3').contains('3'));
}

QTEST_GUILESS_MAIN(tst_inspector_Probes)
#include "tst_inspector_Probes.moc"
