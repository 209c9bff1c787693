#include "tests/inspector/Catalogue.h"

#include <QFile>

using namespace gatehouse;
using namespace gatehouse::inspector;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Every JWS and JWE example of RFC 7515, RFC 7516 and RFC 7520: each signature verifies under its key, each ciphertext
/// opens to its plaintext, and with one character changed neither does.
class tst_inspector_RfcExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void examples_data();
    void examples();

private:
    void checkSignatures(const QByteArray &token, const QByteArrayList &keys, std::optional<QByteArray> payload) const;
    void checkContent(const QByteArray &token, const QByteArrayList &keys, const QByteArray &plain) const;

    TokenSmith m_smith;
};

namespace {

/// A signature or tag with its first character changed, which is in every form what follows this name or the last dot.
QByteArray altered(QByteArray token, const QByteArray &member)
{
    const qsizetype at = token.startsWith('{')
                             ? token.indexOf('"', token.lastIndexOf('"' + member + '"') + member.size() + 2) + 1
                             : token.lastIndexOf('.') + 1;
    token[at] = token.at(at) == 'A' ? 'B' : 'A';
    return token;
}

} // namespace

void tst_inspector_RfcExamples::examples_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArrayList>("keys");
    QTest::addColumn<std::optional<QByteArray>>("payload");
    QTest::addColumn<std::optional<QByteArray>>("plain");
    QFile file(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests/jose/vectors/rfc.jsonl"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
        const jose::JsonValue line = jose::parseStrictJson(file.readLine().trimmed()).value();
        const auto bytes = [&line](QStringView name) -> std::optional<QByteArray> {
            const jose::JsonValue *value = line.member(name);
            return value ? std::optional(jose::decodeBase64Url(value->string.toLatin1()).value()) : std::nullopt;
        };
        QByteArrayList keys;
        if (const jose::JsonValue *key = line.member(u"keys")) {
            if (const jose::JsonValue *set = key->member(u"keys")) {
                for (const jose::JsonValue &element : set->elements)
                    keys.append(element.toJson());
            } else {
                keys.append(key->toJson());
            }
        }
        QTest::newRow(qPrintable(line.member(u"from")->string + u' ' + line.member(u"form")->string))
            << line.member(u"token")->string.toUtf8() << keys << bytes(u"payload") << bytes(u"plain");
    }
}

void tst_inspector_RfcExamples::checkSignatures(const QByteArray &token, const QByteArrayList &keys,
                                                std::optional<QByteArray> payload) const
{
    VerificationPolicy policy;
    policy.genericJws = true;
    policy.detachedPayload = std::move(payload);
    policy.signatureRule = SignatureRule::Any;
    if (keys.isEmpty()) { // RFC 7515 appendix A.5
        QCOMPARE(m_smith.inspect(token, policy).signature, Signature::Unsecured);
        return;
    }
    QSet<qsizetype> verified;
    qsizetype count = 1;
    for (const QByteArray &key : keys) {
        policy.keys = PastedKey::fromText(key, m_smith.crypto.keys());
        const TokenInspection inspection = m_smith.inspect(token, policy);
        QVERIFY(inspection.isVerified());
        count = std::max<qsizetype>(1, inspection.signatures.size());
        for (qsizetype i = 0; i < count; ++i) {
            if (inspection.signatures.isEmpty() || inspection.signatures[i].signature == Signature::Verified)
                verified.insert(i);
        }
    }
    QCOMPARE(verified.size(), count);
    policy.keys = PastedKey::fromText(keys.last(), m_smith.crypto.keys());
    QVERIFY(!m_smith.inspect(altered(token, "signature"), policy).isVerified());
}

void tst_inspector_RfcExamples::checkContent(const QByteArray &token, const QByteArrayList &keys,
                                             const QByteArray &plain) const
{
    for (const QByteArray &key : keys) {
        VerificationPolicy policy;
        policy.decryptionKeys = {m_smith.crypto.privateKeys().fromText(base::Secret(QByteArrayView(key))).value()};
        const TokenInspection inspection = m_smith.inspect(token, policy);
        QCOMPARE(reasonCode(inspection.reason), u"decrypted"_s);
        QCOMPARE(inspection.encrypted->content, plain);
        QVERIFY(m_smith.inspect(altered(token, "tag"), policy).reason != Reason::Decrypted);
    }
}

void tst_inspector_RfcExamples::examples()
{
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArrayList, keys);
    QFETCH(const std::optional<QByteArray>, payload);
    QFETCH(const std::optional<QByteArray>, plain);
    if (plain)
        checkContent(token, keys, *plain);
    else
        checkSignatures(token, keys, payload);
}

QTEST_GUILESS_MAIN(tst_inspector_RfcExamples)
#include "tst_inspector_RfcExamples.moc"
