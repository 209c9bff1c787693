#include "models/scan/LineVerification.h"
#include "models/scan/PlainClaims.h"
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
    void theShortWayAgreesWithTheInspector();
    void plainClaims_data();
    void plainClaims();

private:
    Told run(QByteArray input, Format format, inspector::VerificationPolicy policy, qint64 piece = 1 << 20,
             int threads = 3) const
    {
        policy.textOrigin = inspector::VerificationPolicy::TextOrigin::Field;
        policy.explain = false;
        policy.judgePolicy = false;
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
    const QByteArray good = m_smith.hs256(R"({"alg":"HS256"})", R"({"iss":"https://a/","exp":1001})");
    const QByteArray forged = m_smith.hs256(R"({"alg":"HS256"})", "{}", QByteArray(32, 'x'));
    const auto row = [](const char *name, const QByteArray &input, const QList<int> &expected,
                        const QString &issuer = {}) { QTest::newRow(name) << input << expected << issuer; };
    const auto signedClaims = [this](const QByteArray &claims) { return m_smith.hs256(R"({"alg":"HS256"})", claims); };
    const QByteArray expired = signedClaims(R"({"iss":"https://a/","exp":999})");
    const QByteArray early = signedClaims(R"({"iss":"https://a/","nbf":1001})");
    row("nothing", "", {0, 0, 0, 0, 0, 0});
    row("empty lines", "\n\r\n\n", {0, 0, 0, 0, 0, 0});
    row("one", good, {1, 0, 0, 0, 0, 0});
    row("one, with a line feed", good + '\n', {1, 0, 0, 0, 0, 0});
    row("carriage returns", good + "\r\n" + good + "\r\n", {2, 0, 0, 0, 0, 0});
    row("forged", good + '\n' + forged + '\n' + good + '\n', {2, 0, 0, 0, 1, 0});
    row("unreadable", good + "\nhello\na.b.c\n" + good + "==\n", {1, 0, 0, 0, 0, 3});
    row("expired", good + '\n' + expired + '\n', {1, 1, 0, 0, 0, 0});
    row("not yet valid", good + '\n' + early + '\n', {1, 0, 1, 0, 0, 0});
    row("invalid time", good + '\n' + signedClaims(R"({"iss":"https://a/","exp":"soon"})") + '\n', {1, 0, 0, 1, 0, 0});
    row("malformed claims", good + '\n' + signedClaims(R"({"sub":1})") + '\n', {1, 0, 0, 1, 0, 0});
    row("duplicate claims", good + '\n' + signedClaims(R"({"sub":"a","sub":"a"})") + '\n', {1, 0, 0, 1, 0, 0});
    row("a header like one before, wrong signature", good + '\n' + good.chopped(4) + "AAAA\n", {1, 0, 0, 0, 1, 0});
    row("a header like one before, no signature", good + '\n' + good.first(good.lastIndexOf('.') + 1) + '\n',
        {1, 0, 0, 0, 1, 0});
    row("a header like one before, payload not an object", good + '\n' + signedClaims("[1]") + '\n',
        {1, 0, 0, 0, 0, 1});
    row("a header like one before, payload not JSON", good + '\n' + signedClaims("{,}") + '\n', {1, 0, 0, 0, 0, 1});
    row("alg none after a good one", good + '\n' + TokenSmith::part(R"({"alg":"none"})") + ".e30.\n",
        {1, 0, 0, 0, 1, 0});
    row("another algorithm", good + '\n' + m_smith.rs256(R"({"alg":"RS256"})", "{}") + '\n', {1, 0, 0, 0, 1, 0});
    row("four parts", good + '\n' + good + ".AAAA\n", {1, 0, 0, 0, 0, 1});
    row("issuer as expected", good + '\n' + good + '\n' + expired + '\n', {2, 1, 0, 0, 0, 0}, u"https://a/"_s);
    row("issuer not as expected", good + '\n' + good + '\n' + expired + '\n', {0, 0, 0, 3, 0, 0}, u"https://b/"_s);
    row("issuer missing", good + '\n' + signedClaims("{}") + '\n', {1, 0, 0, 1, 0, 0}, u"https://a/"_s);
}

void tst_scan_LineVerification::counts()
{
    QFETCH(QByteArray, input);
    QFETCH(QList<int>, expected);
    QFETCH(QString, issuer);
    inspector::VerificationPolicy policy{.keys = TokenSmith::hmacKey()};
    policy.now = base::Instant(std::chrono::seconds(1000));
    if (!issuer.isNull())
        policy.issuer = issuer;
    for (const Format format : {Format::None, Format::Text, Format::Json}) {
        for (const qint64 piece : {qint64{1}, qint64{100}, qint64{1} << 20}) {
            const LineTotals totals = run(input, format, policy, piece).totals;
            QList<int> counted;
            for (const LineKind kind : allLineKinds)
                counted.append(static_cast<int>(totals.of(kind)));
            QCOMPARE(counted, expected);
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
    QCOMPARE(totals.of(LineKind::Verified), 2);
    QCOMPARE(totals.of(LineKind::Unreadable), 2);
    QCOMPARE(totals.of(LineKind::Failed), 0);
}

/// Whatever the short way verifies, the inspector verifies; tried on thousands of tokens that differ in a byte or two.
void tst_scan_LineVerification::theShortWayIsNeverEasier()
{
    QRandomGenerator random(7);
    const inspector::VerificationPolicy policy{.keys = TokenSmith::hmacKey(),
                                               .textOrigin = inspector::VerificationPolicy::TextOrigin::Field,
                                               .explain = false,
                                               .judgePolicy = false};
    RepeatedHeader repeated(m_smith.crypto.verifier(), policy);
    const QByteArray good =
        m_smith.hs256(R"({"alg":"HS256","typ":"JWT"})", R"({"sub":"joe","n":12,"a":["x",{"b":true}]})");
    QVERIFY(!repeated.verdicts(good));
    repeated.learn(m_smith.inspect(good, policy));
    QVERIFY(repeated.verdicts(good));
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
        if (repeated.verdicts(token)) {
            ++verified;
            QVERIFY2(m_smith.inspect(token, policy).isVerified(), token.constData());
            QCOMPARE(token, good);
        }
    }
    QVERIFY(verified < 2000);
    // Signed over a payload that is not strict.
    for (const QByteArray &payload :
         {R"({"a":1,"a":2})"_ba, "[]"_ba, "{}x"_ba, "{\"a\":01}"_ba, "\xEF\xBB\xBF{}"_ba, ""_ba}) {
        const QByteArray token = m_smith.hs256(R"({"alg":"HS256","typ":"JWT"})", payload);
        QVERIFY2(!repeated.verdicts(token), payload.constData());
    }
}

void tst_scan_LineVerification::theShortWayIsTaken()
{
    inspector::VerificationPolicy policy{.keys = TokenSmith::hmacKey(), .explain = false, .judgePolicy = false};
    policy.issuer = u"https://a/"_s;
    RepeatedHeader repeated(m_smith.crypto.verifier(), policy);
    repeated.learn(m_smith.inspect(m_smith.hs256(R"({"alg":"HS256"})", R"({"a":1})"), policy));
    const auto verdictsOn = [&](const QByteArray &header, const QByteArray &claims) {
        return repeated.verdicts(m_smith.hs256(header, claims));
    };
    const QByteArray header = R"({"alg":"HS256"})";
    const auto expected = verdictsOn(header, R"({"iss":"https://a/"})");
    const auto other = verdictsOn(header, R"({"iss":"https://b/"})");
    const auto unknown = verdictsOn(R"({"alg":"HS256" })", R"({"iss":"https://a/"})");
    QVERIFY(expected && expected->isVerified());
    QVERIFY(other && !other->isVerified());
    QVERIFY(!unknown);
    // What the whole inspection is needed for takes the long way.
    policy.requiredScopes = QStringList{u"read"_s};
    RepeatedHeader scoped(m_smith.crypto.verifier(), policy);
    scoped.learn(m_smith.inspect(m_smith.good(), policy));
    QVERIFY(!scoped.verdicts(m_smith.good()));
}

/// All verdicts, over claims of every kind and with every combination of what is expected.
void tst_scan_LineVerification::theShortWayAgreesWithTheInspector()
{
    QRandomGenerator random(11);
    const auto oneOf = [&random](const QList<QByteArray> &choices) {
        return choices.at(random.bounded(choices.size()));
    };
    const QList<QByteArray> texts{R"("https://a/")",
                                  R"("https://b/")",
                                  R"("")",
                                  "null",
                                  "7",
                                  R"(["https://a/"])",
                                  R"(["https://b/","https://a/"])",
                                  "[]",
                                  R"(["https://a/",1])",
                                  "{}"};
    const QList<QByteArray> times{"999",
                                  "1000",
                                  "1001",
                                  "0",
                                  "-1",
                                  "1e3",
                                  "1000.5",
                                  R"("1000")",
                                  "253402300799",
                                  "253402300800",
                                  "99999999999999999999",
                                  "null"};
    const QList<QByteArray> names{"iss", "aud", "exp", "nbf", "iat", "sub", "jti", "n"};
    int taken = 0;
    int verified = 0;
    for (int i = 0; i < 4000; ++i) {
        inspector::VerificationPolicy policy{.keys = TokenSmith::hmacKey(),
                                             .textOrigin = inspector::VerificationPolicy::TextOrigin::Field,
                                             .explain = false,
                                             .judgePolicy = false};
        if (random.bounded(4) > 0)
            policy.now = base::Instant(std::chrono::seconds(1000));
        policy.leeway = random.bounded(3);
        if (random.bounded(2) == 0)
            policy.issuer = u"https://a/"_s;
        if (random.bounded(2) == 0)
            policy.audience = u"https://a/"_s;
        RepeatedHeader repeated(m_smith.crypto.verifier(), policy);
        repeated.learn(m_smith.inspect(m_smith.hs256(R"({"alg":"HS256"})", "{}"), policy));
        QByteArray claims;
        for (const QByteArray &name : names) {
            if (random.bounded(3) == 0)
                continue;
            const bool isTime = name == "exp" || name == "nbf" || name == "iat";
            const bool isUsual = random.bounded(4) > 0;
            const QByteArray value =
                isUsual ? (isTime ? times : texts).at(random.bounded(3)) : oneOf(isTime ? times : texts);
            claims += (claims.isEmpty() ? "" : ",") + ('"' + name) + "\":" + value;
        }
        const QByteArray token = m_smith.hs256(R"({"alg":"HS256"})", '{' + claims + '}');
        const auto known = repeated.verdicts(token);
        if (!known)
            continue;
        ++taken;
        const inspector::Verdicts whole = m_smith.inspect(token, policy);
        QVERIFY2(*known == whole, claims.constData());
        verified += known->isVerified() ? 1 : 0;
    }
    QVERIFY2(taken > 800 && verified > 200, qPrintable(u"%1 taken, %2 verified"_s.arg(taken).arg(verified)));
}

void tst_scan_LineVerification::plainClaims_data()
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
    row(R"({"iss":"a","aud":["b","c"],"exp":1,"nbf":0,"iat":253402300799,"sub":"s","jti":"j"})", true);
    row(R"({"iss":1})", false);
    row(R"({"sub":null})", false);
    row(R"({"jti":[]})", false);
    row(R"({"aud":{}})", false);
    row(R"({"aud":["a",1]})", false);
    row(R"({"aud":["a",]})", false);
    row(R"({"exp":253402300800})", false);
    row(R"({"exp":1.0})", false);
    row(R"({"exp":-1})", false);
    row(R"({"exp":"1"})", false);
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
    row("["_ba.repeated(100000), false);
    row("{\"a\":" + "["_ba.repeated(100000), false);
}

void tst_scan_LineVerification::plainClaims()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, isPlain);
    QCOMPARE(readPlainClaims(json).has_value(), isPlain);
    if (isPlain)
        QVERIFY(jose::parseStrictJson(json).has_value());
}

QTEST_GUILESS_MAIN(tst_scan_LineVerification)
#include "tst_scan_LineVerification.moc"
