#include "models/scan/LineVerification.h"
#include "models/scan/PlainObject.h"
#include "models/scan/RepeatedHeader.h"
#include "tests/inspector/TokenSmith.h"

#include <QRandomGenerator>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::scan;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

using Format = LineVerification::Format;

struct Told
{
    LineTotals totals;
    QByteArray answers;
};

} // namespace

class tst_scan_LineVerification : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void counts_data();
    void counts();
    void answersInOrder();
    void overlongLinesAreUnreadable();
    void theShortWayIsNeverEasier();
    void theShortWayIsTaken();
    void plainObjects_data();
    void plainObjects();

private:
    Told run(QByteArray input, Format format, inspector::VerificationPolicy policy, qint64 piece = 1 << 20,
             int threads = 3) const
    {
        policy.textOrigin = inspector::VerificationPolicy::TextOrigin::Field;
        policy.explain = false;
        const LineVerification verification(
            m_smith.inspector, m_smith.crypto.verifier(), [&] { return policy; }, format);
        Told told;
        const auto read = [&](char *to, qint64 size) {
            const qint64 count = std::min({size, piece, qint64(input.size())});
            std::copy_n(input.constData(), count, to);
            input.remove(0, count);
            return count;
        };
        told.totals = verification
                          .run(
                              read,
                              [&](QByteArrayView answers) {
                                  told.answers += answers;
                                  return true;
                              },
                              threads)
                          .totals;
        return told;
    }

    TokenSmith m_smith;
};

void tst_scan_LineVerification::counts_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QList<int>>("expected");
    QTest::addColumn<QString>("issuer");
    const QByteArray good = m_smith.hs256(R"({"alg":"HS256"})", R"({"iss":"https://a/","exp":1})");
    const QByteArray forged = m_smith.hs256(R"({"alg":"HS256"})", "{}", QByteArray(32, 'x'));
    const auto row = [](const char *name, const QByteArray &input, const QList<int> &expected,
                        const QString &issuer = {}) { QTest::newRow(name) << input << expected << issuer; };
    row("nothing", "", {0, 0, 0});
    row("blank lines", "\n\r\n\n", {0, 0, 0});
    row("one", good, {1, 0, 0});
    row("one, with a line feed", good + '\n', {1, 0, 0});
    row("carriage returns", good + "\r\n" + good + "\r\n", {2, 0, 0});
    row("forged", good + '\n' + forged + '\n' + good + '\n', {2, 1, 0});
    row("unreadable", good + "\nhello\na.b.c\n" + good + "==\n", {1, 0, 3});
    row("a header like one before, wrong signature", good + '\n' + good.chopped(4) + "AAAA\n", {1, 1, 0});
    row("a header like one before, no signature", good + '\n' + good.first(good.lastIndexOf('.') + 1) + '\n',
        {1, 1, 0});
    row("a header like one before, payload no object", good + '\n' + m_smith.hs256(R"({"alg":"HS256"})", "[1]") + '\n',
        {1, 0, 1});
    row("a header like one before, payload no JSON", good + '\n' + m_smith.hs256(R"({"alg":"HS256"})", "{,}") + '\n',
        {1, 0, 1});
    row("alg none after a good one", good + '\n' + TokenSmith::part(R"({"alg":"none"})") + ".e30.\n", {1, 1, 0});
    row("another algorithm", good + '\n' + m_smith.rs256(R"({"alg":"RS256"})", "{}") + '\n', {1, 1, 0});
    row("four parts", good + '\n' + good + ".AAAA\n", {1, 0, 1});
    row("issuer as expected", good + '\n' + good + '\n', {2, 0, 0}, u"https://a/"_s);
    row("issuer not as expected", good + '\n' + good + '\n', {0, 2, 0}, u"https://b/"_s);
}

void tst_scan_LineVerification::counts()
{
    QFETCH(QByteArray, input);
    QFETCH(QList<int>, expected);
    QFETCH(QString, issuer);
    inspector::VerificationPolicy policy{.keys = TokenSmith::hmacKey()};
    if (!issuer.isNull())
        policy.issuer = issuer;
    for (const Format format : {Format::None, Format::Text, Format::Json}) {
        for (const qint64 piece : {qint64{1}, qint64{100}, qint64{1} << 20}) {
            const LineTotals totals = run(input, format, policy, piece).totals;
            QCOMPARE((QList<int>{int(totals.verified), int(totals.failed), int(totals.unreadable)}), expected);
        }
    }
}

void tst_scan_LineVerification::answersInOrder()
{
    QByteArray input;
    QByteArray expected;
    const QByteArray good = m_smith.good();
    for (int i = 1; i <= 5000; ++i) {
        const bool isGood = i % 7 != 0;
        input += (isGood ? good : "x"_ba) + '\n';
        expected += QByteArray::number(i) +
                    (isGood ? "\tverified\tverified\tno-expiry\n" : "\tunreadable\tnot-a-token\tnot-judged\n");
    }
    inspector::VerificationPolicy policy{.keys = TokenSmith::hmacKey()};
    policy.now = base::Instant(std::chrono::seconds(1700000000));
    QCOMPARE(run(input, Format::Text, policy, 1 << 20, 4).answers, expected);
    const Told json = run(good + '\n', Format::Json, policy);
    QCOMPARE(
        json.answers,
        R"({"id":1,"verified":true,"form":"ok","signature":"verified","time":"no-expiry","claims":"not-judged","reason":"verified"})"
        "\n"_ba);
}

void tst_scan_LineVerification::overlongLinesAreUnreadable()
{
    const QByteArray good = m_smith.good();
    const QByteArray input =
        good + '\n' + QByteArray(5 * 1024 * 1024, 'e') + '\n' + good + '\n' + QByteArray(3 * 1024 * 1024, 'e');
    const LineTotals totals = run(input, Format::None, {.keys = TokenSmith::hmacKey()}, 64 * 1024).totals;
    QCOMPARE(totals.verified, 2);
    QCOMPARE(totals.unreadable, 2);
    QCOMPARE(totals.failed, 0);
}

/// Whatever the short way verifies, the inspector verifies; tried on thousands of tokens that differ in a byte or two.
void tst_scan_LineVerification::theShortWayIsNeverEasier()
{
    QRandomGenerator random(7);
    const inspector::VerificationPolicy policy{.keys = TokenSmith::hmacKey(),
                                               .textOrigin = inspector::VerificationPolicy::TextOrigin::Field,
                                               .explain = false};
    RepeatedHeader repeated(m_smith.crypto.verifier(), policy);
    const QByteArray good =
        m_smith.hs256(R"({"alg":"HS256","typ":"JWT"})", R"({"sub":"joe","n":12,"a":["x",{"b":true}]})");
    QVERIFY(!repeated.verifies(good));
    repeated.learn(m_smith.inspect(good, policy));
    QVERIFY(repeated.verifies(good));
    const QByteArrayView alphabet("AZaz09-_.=+/ \n~%\"");
    int verified = 0;
    for (int i = 0; i < 20000; ++i) {
        QByteArray token = good;
        const qsizetype at = random.bounded(int(token.size()));
        if (i % 3 == 0)
            token[at] = alphabet[random.bounded(int(alphabet.size()))];
        else if (i % 3 == 1)
            token.insert(at, alphabet[random.bounded(int(alphabet.size()))]);
        else
            token.remove(at, 1 + random.bounded(3));
        if (repeated.verifies(token)) {
            ++verified;
            QVERIFY2(m_smith.inspect(token, policy).isVerified(), token.constData());
            QCOMPARE(token, good);
        }
    }
    QVERIFY(verified < 2000);
    // Signed over a payload that is not strict.
    for (const QByteArray &payload :
         {R"({"a":1,"a":2})"_ba, "[]"_ba, "{}x"_ba, "{\"a\":01}"_ba, "\xEF\xBB\xBF{}"_ba, ""_ba})
        QVERIFY2(!repeated.verifies(m_smith.hs256(R"({"alg":"HS256","typ":"JWT"})", payload)), payload.constData());
}

void tst_scan_LineVerification::theShortWayIsTaken()
{
    const inspector::VerificationPolicy policy{.keys = TokenSmith::hmacKey(), .explain = false};
    RepeatedHeader repeated(m_smith.crypto.verifier(), policy);
    repeated.learn(m_smith.inspect(m_smith.hs256(R"({"alg":"HS256"})", R"({"a":1})"), policy));
    QVERIFY(repeated.verifies(m_smith.hs256(R"({"alg":"HS256"})", R"({"b":"x"})")));
    QVERIFY(!repeated.verifies(m_smith.hs256(R"({"alg":"HS256" })", R"({"b":"x"})")));
    const inspector::VerificationPolicy expecting{.keys = TokenSmith::hmacKey(), .issuer = u"x"_s};
    RepeatedHeader other(m_smith.crypto.verifier(), expecting);
    other.learn(m_smith.inspect(m_smith.good(), expecting));
    QVERIFY(!other.verifies(m_smith.good()));
}

void tst_scan_LineVerification::plainObjects_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("isPlain");
    const auto row = [](const QByteArray &json, bool isPlain) {
        QTest::newRow(json.isEmpty() ? "empty" : json.left(40).constData()) << json << isPlain;
    };
    row("{}", true);
    row(R"({"a":1,"b":"x","c":true,"d":null,"e":[1,"y",{}],"f":{"a":0}})", true);
    row("", false);
    row("[]", false);
    row("{} ", false);
    row(R"({"a":1,"a":1})", false);
    row(R"({"a":{"b":1,"b":1}})", false);
    row(R"({"a":01})", false);
    row(R"({"a":})", false);
    row(R"({"a":1,})", false);
    row(R"({"a" 1})", false);
    row(R"({"a":"\u0061"})", false);
    row("{\"a\":\"\x01\"}", false);
    row("{\"a\":\"\xC3\xA4\"}", false);
    row(R"({"a":tru})", false);
    row(R"({"a":"x)", false);
    row(QByteArray("[").repeated(100000), false);
    row("{\"a\":" + QByteArray("[").repeated(100000), false);
}

void tst_scan_LineVerification::plainObjects()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, isPlain);
    QCOMPARE(isPlainObject(json), isPlain);
    if (isPlain)
        QVERIFY(jose::parseStrictJson(json).has_value());
}

QTEST_GUILESS_MAIN(tst_scan_LineVerification)
#include "tst_scan_LineVerification.moc"
