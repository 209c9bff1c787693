#include "tests/inspector/TokenSmith.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::inspector;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

class tst_inspector_Header : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void embeddedKeyIsNeverUsed();
    void embeddedKeyOfOursIsRecognised();

private:
    TokenSmith m_smith;
};

namespace {

const QByteArray payload = R"({"sub":"joe","iss":"https://a.example/"})";

} // namespace

void tst_inspector_Header::embeddedKeyIsNeverUsed()
{
    // CVE-2018-0114: signed by the attacker's key, which stands in the header.
    const QByteArray header = R"({"alg":"RS256","typ":"JWT","jwk":)" + m_smith.rsaJwk().toPublicJson() + "}";
    const QByteArray forged = m_smith.rs256(header, payload);
    VerificationPolicy none;
    const TokenInspection unkeyed = m_smith.inspect(forged, none);
    QCOMPARE(unkeyed.reason, Reason::KeyNotGiven);
    QCOMPARE(unkeyed.verdict(), Verdict::CouldNotBeChecked);

    VerificationPolicy other;
    jose::JwkSet set;
    set.keys.append(m_smith.rsaJwk());
    set.keys.first().n[10] = static_cast<char>(set.keys.first().n[10] ^ 1);
    other.keys = PastedKey{.keys = set};
    const TokenInspection keyed = m_smith.inspect(forged, other);
    QCOMPARE(keyed.reason, Reason::SignatureWrong);
    const auto finding = std::ranges::find(keyed.findings, u"embedded-key"_s, &Finding::id);
    QVERIFY(finding != keyed.findings.end());
    QCOMPARE(finding->parameters, (QStringList{m_smith.rsaJwk().thumbprint(), u"foreign"_s}));
}

void tst_inspector_Header::embeddedKeyOfOursIsRecognised()
{
    const QByteArray header = R"({"alg":"RS256","typ":"JWT","jwk":)" + m_smith.rsaJwk().toPublicJson() + "}";
    const TokenInspection inspection = m_smith.inspect(m_smith.rs256(header, payload), {.keys = m_smith.rsaKey()});
    QVERIFY(inspection.isVerified());
    const auto finding = std::ranges::find(inspection.findings, u"embedded-key"_s, &Finding::id);
    QVERIFY(finding != inspection.findings.end());
    QCOMPARE(finding->parameters.value(1), u"own"_s);
}

QTEST_GUILESS_MAIN(tst_inspector_Header)
#include "tst_inspector_Header.moc"
