#include "tests/inspector/Catalogue.h"

#include <QFile>

using namespace gatehouse;
using namespace gatehouse::inspector;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// SD-JWTs in JSON serialization (RFC 9901 section 8): its three examples, and what an altered one is judged to be.
class tst_inspector_SdJwtJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void issued();
    void presentedWithKeyBinding();
    void generalSerialization();
    void refuses_data();
    void refuses();

private:
    TokenInspection inspect(const QByteArray &text, SignatureRule rule = SignatureRule::None) const
    {
        // RFC 9901 appendix A.5: the issuer's key of the examples.
        VerificationPolicy policy =
            m_catalogue.key(R"({"kty":"EC","crv":"P-256","x":"b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ",)"
                            R"("y":"Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8"})");
        policy.issuer.reset();
        policy.audience.reset();
        policy.now = base::Instant(std::chrono::seconds(1'748'537'300));
        policy.signatureRule = rule;
        policy.textOrigin = VerificationPolicy::TextOrigin::Field;
        return m_catalogue.smith.inspect(text, policy);
    }

    Catalogue m_catalogue;
    QList<QByteArray> m_examples;
};

void tst_inspector_SdJwtJson::initTestCase()
{
    QFile file(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests/jose/vectors/sdjwt.jsonl"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd())
        m_examples.append(jose::parseStrictJson(file.readLine().trimmed()).value().member(u"token")->toJson());
    QCOMPARE(m_examples.size(), 3);
}

void tst_inspector_SdJwtJson::issued()
{
    const TokenInspection inspection = inspect(m_examples[0], SignatureRule::All);
    QCOMPARE(inspection.reason, Reason::Verified);
    QVERIFY(inspection.disclosed);
    QCOMPARE(inspection.disclosed->disclosures.size(), 4);
    QCOMPARE(inspection.disclosed->concealed, 0);
    for (const auto &[name, value] :
         {std::pair{u"sub"_s, u"john_doe_42"_s}, std::pair{u"given_name"_s, u"John"_s},
          std::pair{u"family_name"_s, u"Doe"_s}, std::pair{u"birthdate"_s, u"1940-01-01"_s}})
        QCOMPARE(inspection.claims->member(name)->string, value);
    QVERIFY(!inspection.claims->member(u"_sd"));
    QVERIFY(inspection.holderBinding);
    QCOMPARE(inspection.holderBinding->state, HolderBinding::State::Missing);
}

void tst_inspector_SdJwtJson::presentedWithKeyBinding()
{
    const TokenInspection inspection = inspect(m_examples[1], SignatureRule::All);
    QCOMPARE(inspection.reason, Reason::Verified);
    QCOMPARE(inspection.disclosed->disclosures.size(), 2);
    QCOMPARE(inspection.disclosed->concealed, 2);
    QVERIFY(!inspection.claims->member(u"birthdate"));
    QCOMPARE(inspection.holderBinding->state, HolderBinding::State::Right);
    QCOMPARE(inspection.holderBinding->audience, u"https://verifier.example.org"_s);
    QCOMPARE(inspection.holderBinding->nonce, u"1234567890"_s);
}

void tst_inspector_SdJwtJson::generalSerialization()
{
    const TokenInspection any = inspect(m_examples[2], SignatureRule::Any);
    QCOMPARE(any.reason, Reason::Verified);
    QCOMPARE(any.disclosed->disclosures.size(), 2);
    QCOMPARE(any.holderBinding->state, HolderBinding::State::Right);
    QCOMPARE(any.signatures.size(), 2);
    QCOMPARE(any.signatures[0].signature, Signature::Verified);
    // The RFC does not publish the key of the second signature.
    QCOMPARE(any.signatures[1].signature, Signature::Failed);
    QVERIFY(!inspect(m_examples[2], SignatureRule::All).isVerified());
}

void tst_inspector_SdJwtJson::refuses_data()
{
    QTest::addColumn<qsizetype>("example");
    QTest::addColumn<QByteArray>("was");
    QTest::addColumn<QByteArray>("is");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char *name, qsizetype example, const QByteArray &was, const QByteArray &is,
                        Reason reason) { QTest::newRow(name) << example << was << is << reason; };
    const QByteArray given = R"("WyJlbHVWNU9nM2dTTklJOEVZbnN4QV9BIiwgImdpdmVuX25hbWUiLCAiSm9obiJd")";
    const QByteArray forged = '"' + TokenSmith::part(R"(["eluV5Og3gSNII8EYnsxA_A", "given_name", "Jane"])") + '"';
    row("disclosure altered", 0, given, forged, Reason::BadDisclosure);
    row("disclosure altered under a key binding", 1, given, forged, Reason::BadDisclosure);
    row("disclosure twice", 0, given, given + ',' + given, Reason::BadDisclosure);
    row("disclosure removed under a key binding", 1, ',' + given, "", Reason::KeyBindingWrong);
    row("disclosure a number", 0, given, "1", Reason::BadDisclosure);
    row("disclosures an object", 0, R"("disclosures":[)", R"("disclosures":{},"x":[)", Reason::BadDisclosure);
    row("disclosures null", 0, R"("disclosures":[)", R"("disclosures":null,"x":[)", Reason::BadDisclosure);
    row("key binding a number", 1, R"("kb_jwt":")", R"("kb_jwt":1,"x":")", Reason::BadDisclosure);
    row("key binding altered", 1, ".GrDv", ".GrDw", Reason::KeyBindingWrong);
    row("key binding of another presentation", 1, ".eyJub25jZSI6ICIxMjM0NTY3ODkwIiwg",
        ".eyJub25jZSI6ICIxMjM0NTY3ODkxIiwg", Reason::KeyBindingWrong);
    row("disclosures of the second signature", 2, R"("kid":"issuer-key-2")",
        R"("kid":"issuer-key-2","disclosures":[)" + given + ']', Reason::BadDisclosure);
    row("key binding of the second signature", 2, R"("kid":"issuer-key-2")", R"("kid":"issuer-key-2","kb_jwt":"a.b.c")",
        Reason::BadDisclosure);
    row("signature altered", 0, R"("3oOt)", R"("3oOu)", Reason::SignatureWrong);
}

void tst_inspector_SdJwtJson::refuses()
{
    QFETCH(const qsizetype, example);
    QFETCH(const QByteArray, was);
    QFETCH(const QByteArray, is);
    QFETCH(const Reason, reason);
    QByteArray text = m_examples[example];
    QVERIFY(text.contains(was));
    text.replace(was, is);
    for (const SignatureRule rule : {SignatureRule::All, SignatureRule::Any}) {
        const TokenInspection inspection = inspect(text, rule);
        QVERIFY(!inspection.isVerified());
        QCOMPARE(reasonCode(inspection.reason), reasonCode(reason));
    }
}

QTEST_GUILESS_MAIN(tst_inspector_SdJwtJson)
#include "tst_inspector_SdJwtJson.moc"
