#include "tests/inspector/Catalogue.h"

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Section 1.9: what six implementations were measured to do, and what we do: the finding names who accepts such a
/// token. The MAC is right for the text as sent, but where it was changed after signing.
class tst_inspector_CatalogueMeasured : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();

private:
    TokenSmith m_smith;
};

namespace {

const QByteArray header = R"({"alg":"HS256"})";
const QByteArray payload = R"({"sub":"joe"})";

} // namespace

void tst_inspector_CatalogueMeasured::judges_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("accepting");
    const auto row = [](const char *name, const QByteArray &text, const char *reason, const char *accepting) {
        QTest::newRow(name) << text << QString::fromLatin1(reason) << QString::fromLatin1(accepting);
    };
    const QByteArray head = TokenSmith::part(header);
    const QByteArray body = TokenSmith::part(payload);
    const char *all = "jose (Node), jsonwebtoken, PyJWT, jwcrypto, joserfc, jose (C)";
    row("plain good token", m_smith.good(), "verified", "");
    row("alg twice: none, then HS256", m_smith.hs256(R"({"alg":"none","alg":"HS256"})", payload), "bad-header", all);
    row("alg twice: HS256, then none", m_smith.hs256(R"({"alg":"HS256","alg":"none"})", payload), "bad-header", "");
    row("BOM before header", m_smith.hs256("\xEF\xBB\xBF" + header, payload), "bad-header",
        "jose (Node), PyJWT, joserfc");
    row("header not UTF-8", m_smith.hs256("{\"alg\":\"HS256\",\"x\":\"\xFF\"}", payload), "bad-header", "jsonwebtoken");
    QByteArray wide;
    for (const char c : header)
        wide.append(c).append('\0');
    row("header UTF-16", m_smith.hs256(wide, payload), "bad-header", "PyJWT, joserfc");
    row("header is an array", m_smith.hs256(R"([{"alg":"HS256"}])", payload), "bad-header", "");
    row("crit with unknown name", m_smith.hs256(R"({"alg":"HS256","crit":["x"],"x":1})", payload),
        "crit-not-understood", "jsonwebtoken, jose (C)");
    row("crit empty array", m_smith.hs256(R"({"alg":"HS256","crit":[]})", payload), "crit-malformed",
        "jsonwebtoken, jwcrypto, joserfc, jose (C)");
    row("crit names alg", m_smith.hs256(R"({"alg":"HS256","crit":["alg"]})", payload), "crit-malformed",
        "jsonwebtoken, jwcrypto, joserfc, jose (C)");
    row("crit a string", m_smith.hs256(R"({"alg":"HS256","crit":"alg"})", payload), "crit-malformed",
        "jsonwebtoken, jose (C)");
    row("crit names an absent header", m_smith.hs256(R"({"alg":"HS256","crit":["y"]})", payload), "crit-malformed",
        "jsonwebtoken, jose (C)");
    row("b64 false without crit", m_smith.hs256(R"({"alg":"HS256","b64":false})", payload), "crit-malformed",
        "jose (Node), jsonwebtoken, jose (C)");
    row("== on header", m_smith.mac(TokenSmith::part(R"({"alg":"HS256" })") + "==." + body), "bad-base64url",
        "jose (Node), PyJWT, joserfc");
    row("+ / in payload", m_smith.mac(head + ".eyJhIjoifn5+Pz8/In0"), "bad-base64url", "PyJWT, jose (C)");
    row("newline after token", m_smith.good() + '\n', "not-alone", "jose (Node)");
    row("= on signature", m_smith.good() + '=', "bad-base64url", "jose (Node), PyJWT, jwcrypto, joserfc");
    QByteArray loose = m_smith.good();
    loose.back() = static_cast<char>(loose.back() + 1); // the last character carries two bits that must be zero
    row("leftover bits in signature", loose, "bad-base64url", "jose (Node), PyJWT, jwcrypto");
    row("alg hs256", m_smith.hs256(R"({"alg":"hs256"})", payload), "algorithm-unknown", "");
    row("alg missing", m_smith.hs256(R"({"typ":"JWT"})", payload), "algorithm-missing", "jose (C)");
    row("kid a number", m_smith.hs256(R"({"alg":"HS256","kid":1})", payload), "header-type",
        "jose (Node), jsonwebtoken, jwcrypto, jose (C)");
    row("10000 nested arrays in header",
        m_smith.hs256(R"({"alg":"HS256","x":)" + QByteArray(10000, '[') + QByteArray(10000, ']') + '}', payload),
        "bad-header", "jose (Node), jsonwebtoken");
}

void tst_inspector_CatalogueMeasured::judges()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    QFETCH(QString, accepting);
    inspector::VerificationPolicy policy{.keys = TokenSmith::hmacKey()};
    policy.textOrigin = inspector::VerificationPolicy::TextOrigin::Field;
    const inspector::TokenInspection inspection = m_smith.inspect(text, policy);
    QCOMPARE(inspector::reasonCode(inspection.reason), reason);
    QCOMPARE(inspection.isVerified(), reason == "verified"_L1);
    const auto finding = std::ranges::find(inspection.findings, u"implementations-differ"_s, &inspector::Finding::id);
    QCOMPARE(finding == inspection.findings.end() ? QString() : finding->parameters.value(1), accepting);
}

QTEST_GUILESS_MAIN(tst_inspector_CatalogueMeasured)
#include "tst_inspector_CatalogueMeasured.moc"
