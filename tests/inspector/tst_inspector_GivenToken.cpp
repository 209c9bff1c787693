#include "tests/inspector/TokenSmith.h"

#include <QTest>

#include <random>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

using Origin = inspector::VerificationPolicy::TextOrigin;

/// The token that is inspected is the one that was given: nothing inside it, and nothing beside it, is inspected in its
/// place.
class tst_inspector_GivenToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isNotReplaced_data();
    void isNotReplaced();
    void tellsWhatIsInside_data();
    void tellsWhatIsInside();
    void searchesContainers_data();
    void searchesContainers();
    void fieldsHoldATokenAlone_data();
    void fieldsHoldATokenAlone();
    void embeddedTextChangesNoVerdict();

private:
    inspector::TokenInspection inspect(const QByteArray &text, Origin origin = Origin::Pasted,
                                       bool isExplained = true) const
    {
        inspector::VerificationPolicy policy{.keys = TokenSmith::hmacKey()};
        policy.textOrigin = origin;
        policy.signatureRule = inspector::SignatureRule::Any;
        policy.explain = isExplained;
        return m_smith.inspect(text, policy);
    }
    /// A flattened JWS; `isGenuine` decides about its signature. `more` are members, with a comma behind each.
    QByteArray flattened(bool isGenuine, const QByteArray &more = {}, const QByteArray &header = {}) const;

    TokenSmith m_smith;
};

QByteArray tst_inspector_GivenToken::flattened(bool isGenuine, const QByteArray &more, const QByteArray &header) const
{
    const QByteArrayList parts = m_smith.good().split('.');
    return "{" + more + R"("payload":")" + parts[1] + R"(","protected":")" + parts[0] + "\"," +
           (header.isEmpty() ? QByteArray() : R"("header":)" + header + ',') + R"("signature":")" +
           (isGenuine ? parts[2] : QByteArray(43, 'A')) + "\"}";
}

void tst_inspector_GivenToken::isNotReplaced_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    const QByteArray genuine = m_smith.good();
    const QByteArray member = R"("x":")" + genuine + "\",";
    const auto row = [](const char *name, const QByteArray &text, const char *reason) {
        QTest::newRow(name) << text << QString::fromLatin1(reason);
    };
    row("unknown member", flattened(false, member), "signature-wrong");
    row("unknown member of a good one", flattened(true, member), "verified");
    row("unknown object", flattened(false, R"("x":{"y":[")" + genuine + R"("]},)"), "signature-wrong");
    row("header of a good one", flattened(true, {}, R"({"jku":")" + genuine + R"("})"), "verified");
    row("header of a wrong one", flattened(false, {}, R"({"kid":")" + genuine + R"("})"), "signature-wrong");
    row("spaces around it", "  " + flattened(false, member) + "\n", "signature-wrong");
    row("byte order mark", "\xEF\xBB\xBF" + flattened(false, member), "signature-wrong");
    row("quoted", '\'' + flattened(false, member) + '\'', "signature-wrong");
    row("a sentence around it", "Look: " + flattened(false, member) + " thanks", "signature-wrong");
    row("in a container", R"({"token":)" + flattened(false, member) + '}', "signature-wrong");
    row("in an array", '[' + flattened(false, member) + ']', "signature-wrong");
    row("in a string", R"({"body":")" + flattened(false, member).replace('"', "\\\"") + R"("})", "signature-wrong");
    row("out of a string", flattened(false, member).replace('"', "\\\""), "signature-wrong");
    row("in a wrong general one",
        R"({"payload":"e30","x":")" + genuine + R"(","signatures":[{"protected":"eyJhbGciOiJIUzI1NiJ9","signature":")" +
            QByteArray(43, 'A') + R"("}]})",
        "signature-wrong");
    row("duplicate member", flattened(false, member + R"("payload":"e30",)"), "bad-header");
    row("duplicate unknown member", flattened(true, member + member), "bad-header");
    row("comma too many", flattened(false, member).chopped(1) + ",}", "bad-header");
    row("single quotation marks", flattened(false, member).replace('"', '\''), "bad-header");
    row("cut off", flattened(false, member).chopped(1), "bad-header");
    row("no payload, no header", R"({"x":")" + genuine + R"(","signature":"AA"})", "bad-serialization");
    row("signature of null", R"({"x":")" + genuine + R"(","payload":"e30","signature":null})", "bad-serialization");
    row("no signatures", R"({"x":")" + genuine + R"(","payload":"e30","signatures":[]})", "signature-missing");
    row("escaped name", R"({"x":")" + genuine + R"(","payload":"e30","protected":"e30","signatur\u0065":"AA"})",
        "algorithm-missing");
    row("JWE", R"({"x":")" + genuine + R"(","ciphertext":"AA","protected":"eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0"})",
        "encrypted");
    row("malformed JWE", R"({"x":")" + genuine + R"(","ciphertext":1})", "bad-serialization");
}

void tst_inspector_GivenToken::isNotReplaced()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    const inspector::TokenInspection inspection = inspect(text);
    QCOMPARE(inspector::reasonCode(inspection.reason), reason);
    QCOMPARE(inspection.isVerified(), reason == "verified"_L1);
    // The one inside is offered as a token of its own, wherever the outer one could be read.
    if (inspection.form != inspector::Form::Malformed)
        QCOMPARE(inspection.embedded, QByteArrayList{m_smith.good()});
}

void tst_inspector_GivenToken::tellsWhatIsInside_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArrayList>("inside");
    const QByteArray inner = m_smith.good();
    const QByteArrayList parts = inner.split('.');
    const QByteArray object =
        R"({"payload":")" + parts[1] + R"(","protected":")" + parts[0] + R"(","signature":")" + parts[2] + "\"}";
    const QByteArray general = R"({"payload":")" + parts[1] + R"(","signatures":[{"protected":")" + parts[0] +
                               R"(","signature":")" + parts[2] + "\"}]}";
    QTest::newRow("a claim") << R"({"x":")" + inner + "\"}" << QByteArrayList{inner};
    QTest::newRow("an object as a claim") << R"({"x":)" + object + "}" << QByteArrayList{object};
    QTest::newRow("an object of several signatures") << R"({"x":[)" + general + "]}" << QByteArrayList{general};
    QTest::newRow("an object in a string")
        << R"({"x":")" + QByteArray(object).replace('"', "\\\"") + "\"}" << QByteArrayList{object};
    QTest::newRow("a name of a claim") << R"({")" + inner + "\":1}" << QByteArrayList{inner};
    QTest::newRow("an array") << R"([1,")" + inner + "\"]" << QByteArrayList{inner};
    QTest::newRow("an object in an array") << "[" + object + "]" << QByteArrayList{object};
    QTest::newRow("a text") << "see " + inner + " there" << QByteArrayList{inner};
    QTest::newRow("nothing") << R"({"x":{"signature":"AA"},"ciphertext":"AA"})"_ba << QByteArrayList{};
}

void tst_inspector_GivenToken::tellsWhatIsInside()
{
    QFETCH(QByteArray, payload);
    QFETCH(QByteArrayList, inside);
    const QByteArray token = m_smith.hs256(R"({"alg":"HS256"})", payload);
    QCOMPARE(inspect(token).embedded, inside);
    // Of a token in JSON serialization, too, whose own signatures are none inside it.
    const QByteArrayList parts = token.split('.');
    QCOMPARE(inspect(R"({"payload":")" + parts[1] + R"(","signatures":[{"protected":")" + parts[0] +
                     R"(","signature":")" + parts[2] + "\"}]}")
                 .embedded,
             inside);
}

void tst_inspector_GivenToken::searchesContainers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    const QByteArray genuine = m_smith.good();
    QTest::newRow("token response") << R"({"access_token":")" + genuine + R"("})" << u"verified"_s;
    QTest::newRow("a member payload") << R"({"payload":")" + genuine + R"("})" << u"verified"_s;
    QTest::newRow("a flattened one in it") << R"({"data":)" + flattened(true) + R"(,"n":1})" << u"verified"_s;
    QTest::newRow("two of them") << R"({"a":)" + flattened(true) + R"(,"b":)" + flattened(true) + '}'
                                 << u"not-a-token"_s;
    QTest::newRow("one of each form") << R"({"a":)" + flattened(true) + R"(,"b":")" + genuine + "\"}"
                                      << u"not-a-token"_s;
}

void tst_inspector_GivenToken::searchesContainers()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    QCOMPARE(inspector::reasonCode(inspect(text).reason), reason);
}

void tst_inspector_GivenToken::fieldsHoldATokenAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("around");
    const QByteArray good = m_smith.good();
    const auto row = [](const char *name, const QByteArray &text, const char *reason, const char *around = "") {
        QTest::newRow(name) << text << QString::fromLatin1(reason) << QString::fromLatin1(around);
    };
    row("alone", good, "verified");
    row("flattened", flattened(true), "verified");
    row("flattened, written over lines", flattened(true).replace(",", ",\n  "), "verified");
    row("line feed behind", good + '\n', "not-alone", "blanks");
    row("space in front", ' ' + good, "not-alone", "blanks");
    row("tab behind", good + '\t', "not-alone", "blanks");
    row("NUL behind", good + '\0', "not-alone", "blanks");
    row("byte order mark", "\xEF\xBB\xBF" + good, "not-alone", "byte-order-mark");
    row("no-break space", good + "\xC2\xA0", "not-alone", "blanks");
    row("Bearer", "Bearer " + good, "not-alone", "bearer-prefix");
    row("DPoP", "DPoP " + good, "not-alone", "dpop-prefix");
    row("header", "Authorization: Bearer " + good, "not-alone", "authorization-header bearer-prefix");
    row("quotation marks", '"' + good + '"', "not-alone", "quotes");
    row("full stop", good + '.', "wrong-part-count");
    row("comma", good + ',', "not-alone", "punctuation");
    row("percent-encoded", QByteArray(good).replace('.', "%2E"), "not-alone", "percent-encoding");
    row("JSON", R"({"access_token":")" + good + R"("})", "not-alone", "json");
    row("parameter", "access_token=" + good, "not-alone", "parameter");
    row("sentence", "The token is " + good, "not-alone", "surrounding-text");
    row("two tokens", good + ' ' + good, "not-alone", "several-tokens");
    row("space before a flattened one", ' ' + flattened(true), "not-alone", "blanks");
    row("line feed behind a flattened one", flattened(true) + '\n', "not-alone", "blanks");
    row("flattened in an array", '[' + flattened(true) + ']', "not-alone", "json");
    row("padding", good + '=', "bad-base64url");
    row("no token", "hello", "not-a-token");
    row("nothing", "", "not-a-token");
}

void tst_inspector_GivenToken::fieldsHoldATokenAlone()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    QFETCH(QString, around);
    const inspector::TokenInspection inspection = inspect(text, Origin::Field);
    QCOMPARE(inspector::reasonCode(inspection.reason), reason);
    QCOMPARE(inspection.isVerified(), reason == "verified"_L1);
    QCOMPARE(removalNames(inspection.around).join(u' '), around);
    QVERIFY(inspection.removed.isEmpty());
    QCOMPARE(inspection.token, text);
}

/// Whatever stands in a token in JSON serialization, its verdict is the one it has without: 10,000 of them.
void tst_inspector_GivenToken::embeddedTextChangesNoVerdict()
{
    std::mt19937 random(20261129); // NOLINT(cert-msc51-cpp): the same tokens every time
    const auto below = [&random](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
    const QByteArray genuine = m_smith.good();
    const QByteArray wrongOne = genuine.chopped(4) + "AAAA";
    const QByteArrayList texts{genuine,
                               wrongOne,
                               "Bearer " + genuine,
                               "access_token=" + genuine,
                               QByteArray(genuine).replace('.', "%2E"),
                               flattened(true).replace('"', "\\\""),
                               flattened(false).replace('"', "\\\""),
                               genuine + ' ' + genuine,
                               "}" + genuine,
                               "\\\"}" + genuine,
                               genuine.toBase64(),
                               "{'signature':1}"};
    const QByteArrayList names{"x", "access_token", "token", "id_token", "payload2", "Signature", "typ", "\\u0061"};
    const auto value = [&] {
        const QByteArray text = '"' + texts[below(static_cast<int>(texts.size()))] + '"';
        switch (below(4)) {
        case 0:
            return '[' + text + ",1]";
        case 1:
            return R"({"access_token":)" + text + '}';
        default:
            return text;
        }
    };
    const QByteArrayList parts = genuine.split('.');
    const QByteArray jwePart =
        R"("protected":"eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0","ciphertext":"AAAA","iv":"AAAA","tag":"AAAA")";
    QMap<QString, int> counts;
    for (int i = 0; i < 10000; ++i) {
        const int form = below(4);
        const bool isGenuine = below(2) == 0;
        const QByteArray mac = isGenuine ? parts[2] : QByteArray(43, 'A');
        QByteArrayList members;
        if (form == 0)
            members = {R"("payload":")" + parts[1] + '"', R"("protected":")" + parts[0] + '"',
                       R"("signature":")" + mac + '"'};
        else if (form == 1)
            members = {R"("payload":")" + parts[1] + '"',
                       R"("signatures":[{"protected":")" + parts[0] + R"(","signature":")" + mac + R"("}])"};
        else if (form == 2)
            members = jwePart.split(',');
        else
            members = {R"("payload":")" + parts[1] + '"', R"("signature":)" + QByteArray(below(2) ? "7" : "null")};
        const auto object = [&members] { return '{' + members.join(',') + '}'; };
        const inspector::TokenInspection plain = inspect(object(), Origin::Pasted, false);
        QByteArrayList free = names;
        const int more = 1 + below(3);
        for (int j = 0; j < more; ++j)
            members.insert(below(static_cast<int>(members.size()) + 1),
                           '"' + free.takeAt(below(static_cast<int>(free.size()))) + "\":" + value());
        if (form == 0 && below(2) == 0)
            members.append(R"("header":{"x-note":)" + value() + '}');
        QByteArray text = object();
        if (below(4) == 0)
            text = (below(2) == 0 ? "  " : "\n\xEF\xBB\xBF") + text + '\n';
        for (const Origin origin : {Origin::Pasted, Origin::Field}) {
            if (origin == Origin::Field && !text.startsWith('{'))
                continue;
            const inspector::TokenInspection with = inspect(text, origin, false);
            QVERIFY2(with.signature == plain.signature && with.reason == plain.reason,
                     qPrintable(u"%1 was %2, is %3"_s.arg(QString::fromUtf8(text), inspector::reasonCode(plain.reason),
                                                          inspector::reasonCode(with.reason))));
        }
        ++counts[u"form %1"_s.arg(form)];
        ++counts[inspector::reasonCode(plain.reason)];
    }
    for (auto it = counts.begin(); it != counts.end(); ++it) {
        qInfo("%s: %d", qPrintable(it.key()), it.value());
        QVERIFY2(it.value() >= 200, qPrintable(it.key()));
    }
}

QTEST_GUILESS_MAIN(tst_inspector_GivenToken)
#include "tst_inspector_GivenToken.moc"
