#include "models/jose/CompactJws.h"

#include "tests/jose/RfcVectors.h"

#include <QTest>

using namespace gatehouse::jose;
using namespace Qt::StringLiterals;
using Kind = JwsError::Kind;

Q_DECLARE_METATYPE(Kind)

namespace {

QByteArray segment(const QByteArray &bytes)
{
    return encodeBase64Url(bytes);
}

QByteArray tokenWithHeader(const QByteArray &header)
{
    return segment(header) + "." + segment(R"({"sub":"x"})") + ".c2ln";
}

const QByteArray good = tokenWithHeader(R"({"alg":"HS256"})");

} // namespace

class tst_jose_CompactJws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsesTheRfcExample();
    void keepsTheBytesAsReceived();
    void acceptsEmptyPayloadAndSignature();
    void refuses_data();
    void refuses();
    void saysWhereABase64UrlErrorIs();
    void saysWhereAJsonErrorIs();
    void aMillionDotsCostNothing();
};

void tst_jose_CompactJws::parsesTheRfcExample()
{
    const auto jws = CompactJws::parse(gatehouse::tests::rfc7515Hs256Token);
    QVERIFY(jws);
    QCOMPARE(jws->header.member(u"alg")->string, u"HS256"_s);
    QCOMPARE(jws->headerBytes, "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}"_ba);
    QCOMPARE(jws->payload, "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}"_ba);
    QCOMPARE(jws->signature.size(), 32);
}

void tst_jose_CompactJws::keepsTheBytesAsReceived()
{
    const auto jws = CompactJws::parse(good);
    QVERIFY(jws);
    QCOMPARE(jws->text, good);
    QCOMPARE(jws->signingInput().toByteArray(), good.first(good.lastIndexOf('.')));
    QCOMPARE(jws->firstDot, good.indexOf('.'));
    QCOMPARE(jws->secondDot, good.lastIndexOf('.'));
}

void tst_jose_CompactJws::acceptsEmptyPayloadAndSignature()
{
    const auto jws = CompactJws::parse(segment(R"({"alg":"none"})") + "..");
    QVERIFY(jws);
    QVERIFY(jws->payload.isEmpty());
    QVERIFY(jws->signature.isEmpty());
}

void tst_jose_CompactJws::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *name, const QByteArray &text, Kind kind) { QTest::newRow(name) << text << kind; };
    const QByteArray header = segment(R"({"alg":"HS256"})");

    row("empty", "", Kind::NotAJwt);
    row("blanks", "   ", Kind::NotAJwt);
    row("NUL", QByteArray(1, '\0'), Kind::NotAJwt);
    row("word", "hello", Kind::NotAJwt);
    row("reverse domain name", "com.example.app", Kind::NotAJwt);
    row("version number", "1.2.3", Kind::NotAJwt);
    row("version number of five", "1.2.3.4.5", Kind::NotAJwt);
    row("host name", "api.eu.example.com", Kind::NotAJwt);
    row("hidden file", ".config.json", Kind::NotAJwt);
    row("domain name that begins with a brace", "example.com.app", Kind::NotAJwt);
    row("domain name of five", "eyes.and.ears.example.com", Kind::NotAJwt);
    row("sentence", "Is.it.so", Kind::NotAJwt);
    row("UUID", "123e4567-e89b-12d3-a456-426614174000", Kind::NotAJwt);
    row("PASETO", "v4.public.eyJkYXRhIjoiIn0", Kind::NotAJwt);
    row("stars alone", "********", Kind::NotAJwt);
    row("random text of three parts", "aGVsbG8.d29ybGQ.ISEh", Kind::NotAJwt);

    row("one part", header, Kind::Parts);
    row("two parts", header + ".e30", Kind::Parts);
    row("four parts", good + ".e30", Kind::Parts);
    row("leading dot", "." + good, Kind::Parts);
    row("trailing dot", good + ".", Kind::Parts);
    row("six parts", good + ".a.b.c", Kind::Parts);
    row("a dot", ".", Kind::Parts);
    row("four dots", "....", Kind::Parts);
    row("five parts", segment(R"({"alg":"dir","enc":"A256GCM"})") + "..aXY.Y3Q.dGFn", Kind::Encrypted);
    row("empty header", ".e30.c2ln", Kind::EmptyHeader);
    row("two dots", "..", Kind::EmptyHeader);

    row("shortened by dots", "eyJhbGciOiJIUzI1NiJ9...", Kind::Shortened);
    row("shortened early", "eyJ...", Kind::Shortened);
    row("shortened at once", "ey...", Kind::NotAJwt);
    row("shortened inside", header + ".eyJzdWIi...c2ln", Kind::Shortened);
    row("shortened by an ellipsis", header + ".eyJzdWIi\xE2\x80\xA6.c2ln", Kind::Shortened);
    row("masked signature", header + ".eyJzdWIiOiJ4In0.****", Kind::Shortened);

    row("padding on the header", segment(R"({"alg":"HS256" })") + "==.e30.c2ln", Kind::Base64Url);
    row("standard alphabet", header + ".ey+/.c2ln", Kind::Base64Url);
    row("line feed after the token", good + "\n", Kind::Base64Url);
    row("blank before the token", " " + good, Kind::Base64Url);
    row("spare bits in the signature", header + ".e30.c2lo_h", Kind::Base64Url);
    row("length of the signature", header + ".e30.c2lnA", Kind::Base64Url);

    row("byte order mark", tokenWithHeader("\xEF\xBB\xBF{\"alg\":\"HS256\"}"), Kind::HeaderJson);
    row("UTF-16", tokenWithHeader(QByteArray("\xFF\xFE{\0}\0", 6)), Kind::HeaderJson);
    row("not UTF-8", tokenWithHeader("{\"alg\":\"HS256\",\"x\":\"\xFF\"}"), Kind::HeaderJson);
    row("duplicate alg", tokenWithHeader(R"({"alg":"none","alg":"HS256"})"), Kind::HeaderJson);
    row("nested arrays",
        tokenWithHeader(R"({"alg":"HS256","x":)" + QByteArray(10000, '[') + QByteArray(10000, ']') + "}"),
        Kind::HeaderJson);
    row("trailing data", tokenWithHeader(R"({"alg":"HS256"}{})"), Kind::HeaderJson);
    row("array header", tokenWithHeader(R"(["alg","HS256"])"), Kind::HeaderNotObject);
    row("string header", tokenWithHeader(R"("alg")"), Kind::HeaderNotObject);
    row("null header", tokenWithHeader("null"), Kind::HeaderNotObject);
    row("number header", tokenWithHeader("1"), Kind::HeaderNotObject);

    row("over the limit", header + "." + QByteArray(maxTokenSize, 'A') + ".c2ln", Kind::TooLarge);
    row("20 MB", QByteArray(qsizetype{20} * 1024 * 1024, 'A'), Kind::TooLarge);
}

void tst_jose_CompactJws::refuses()
{
    QFETCH(const QByteArray, text);
    QFETCH(const Kind, kind);
    const auto jws = CompactJws::parse(text);
    QVERIFY(!jws);
    QCOMPARE(jws.error().kind, kind);
}

void tst_jose_CompactJws::saysWhereABase64UrlErrorIs()
{
    for (int part = 0; part < 3; ++part) {
        QByteArray text = good;
        const qsizetype at = (part == 0 ? 0 : part == 1 ? text.indexOf('.') + 1 : text.lastIndexOf('.') + 1) + 3;
        text[at] = '%';
        const auto jws = CompactJws::parse(text);
        QVERIFY(!jws);
        QCOMPARE(jws.error().kind, Kind::Base64Url);
        QCOMPARE(jws.error().segment, part);
        QCOMPARE(jws.error().position, at);
        QCOMPARE(jws.error().base64.kind, Base64UrlError::Kind::Character);
        QCOMPARE(jws.error().base64.position, 3);
    }
}

void tst_jose_CompactJws::saysWhereAJsonErrorIs()
{
    const auto jws = CompactJws::parse(tokenWithHeader(R"({"alg":"none","alg":"HS256"})"));
    QVERIFY(!jws);
    QCOMPARE(jws.error().json.kind, JsonError::Kind::DuplicateName);
    QCOMPARE(jws.error().json.position, 14);
    QCOMPARE(jws.error().json.name, u"alg"_s);
    QCOMPARE(jws.error().position, 14 * 4 / 3);
}

void tst_jose_CompactJws::aMillionDotsCostNothing()
{
    const auto tooLarge = CompactJws::parse(QByteArray(1000000, '.'));
    QVERIFY(!tooLarge);
    QCOMPARE(tooLarge.error().kind, Kind::TooLarge);
    const auto parts = CompactJws::parse(QByteArray(maxTokenSize, '.'));
    QVERIFY(!parts);
    QCOMPARE(parts.error().kind, Kind::Parts);
}

QTEST_GUILESS_MAIN(tst_jose_CompactJws)
#include "tst_jose_CompactJws.moc"
