#include "models/jose/SdJwt.h"

#include <QCryptographicHash>
#include <QTest>

using namespace gatehouse::jose;
using namespace Qt::StringLiterals;
using Kind = SdJwtError::Kind;

Q_DECLARE_METATYPE(Kind)

namespace {

// RFC 9901 sections 4.2.1 to 4.2.3, with the digests it gives.
const QByteArray familyName = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
const QByteArray familyNameDigest = "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0";
const QByteArray france = "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0";
const QByteArray franceDigest = "w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs";
// Section 5.1.
const QByteArray givenName = "WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd";
const QByteArray givenNameDigest = "jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4";

const QByteArray issuer = "eyJhbGciOiJFUzI1NiJ9.e30.c2ln";

QByteArray disclosureOf(const QByteArray &json)
{
    return encodeBase64Url(json);
}

QByteArray digestOf(const QByteArray &disclosure)
{
    return encodeBase64Url(QCryptographicHash::hash(disclosure, QCryptographicHash::Sha256));
}

QByteArray quoted(const QByteArray &text)
{
    return '"' + text + '"';
}

JsonValue claims(const QByteArray &json)
{
    return parseStrictJson(json).value();
}

SdJwt sdJwt(const QByteArrayList &disclosures)
{
    QByteArray text = issuer + '~';
    for (const QByteArray &disclosure : disclosures)
        text += disclosure + '~';
    return SdJwt::parse(text).value();
}

} // namespace

class tst_jose_SdJwt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfcDigests();
    void splits();
    void refuses_data();
    void refuses();
    void disclosesRecursively();
    void otherHashes();
    void undisclosable_data();
    void undisclosable();
    void keyBinding();
};

void tst_jose_SdJwt::rfcDigests()
{
    const SdJwt given = sdJwt({familyName, france, givenName});
    const auto disclosed =
        given.disclose(claims(R"({"_sd":[)" + quoted(familyNameDigest) + "," + quoted(givenNameDigest) +
                              R"(],"nationalities":["US",{"...":)" + quoted(franceDigest) + "}]}"));
    QVERIFY(disclosed);
    QCOMPARE(disclosed->hash, u"sha-256"_s);
    QCOMPARE(disclosed->claims.toJson(),
             R"({"nationalities":["US","FR"],"family_name":"Möbius","given_name":"John"})"_ba);
    QCOMPARE(disclosed->disclosures.at(0).place, u"/family_name"_s);
    QCOMPARE(disclosed->disclosures.at(1).place, u"/nationalities/1"_s);
    QVERIFY(!disclosed->disclosures.at(1).name);
    QCOMPARE(disclosed->concealed, 0);
}

void tst_jose_SdJwt::splits()
{
    const auto bare = SdJwt::parse(issuer + '~');
    QVERIFY(bare);
    QCOMPARE(bare->issuerJwt, issuer);
    QVERIFY(bare->disclosures.isEmpty() && !bare->keyBindingJwt);
    QCOMPARE(bare->presentation, issuer + '~');

    const auto bound = SdJwt::parse(issuer + '~' + familyName + "~a.b.c");
    QVERIFY(bound);
    QCOMPARE(bound->keyBindingJwt, "a.b.c"_ba);
    QCOMPARE(bound->presentation, issuer + '~' + familyName + '~');
    QCOMPARE(bound->disclosures.first().text, familyName);
    QCOMPARE(bound->disclosures.first().name, u"family_name"_s);
    QCOMPARE(bound->disclosures.first().value.string, u"Möbius"_s);
    QVERIFY(SdJwt::looksLike(issuer + '~'));
    QVERIFY(!SdJwt::looksLike(issuer));
    QVERIFY(!SdJwt::looksLike("~/folder/a.b.c"));
    QVERIFY(!SdJwt::looksLike(QByteArray("\x89PNG\r\n\x1a\n.ab.\xf3~", 14)));
}

void tst_jose_SdJwt::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *name, const QByteArray &rest, Kind kind) {
        QTest::newRow(name) << issuer + rest << kind;
    };
    row("no tilde", "", Kind::NotAnSdJwt);
    row("no tilde after the disclosure", '~' + familyName, Kind::NotAnSdJwt);
    row("two tildes in a row", "~~", Kind::EmptyDisclosure);
    row("padding", '~' + familyName + "=~", Kind::Base64Url);
    row("no JSON", '~' + disclosureOf("[") + '~', Kind::Json);
    row("an object", '~' + disclosureOf(R"({"a":1})") + '~', Kind::Shape);
    row("one element", '~' + disclosureOf(R"(["salt"])") + '~', Kind::Shape);
    row("four elements", '~' + disclosureOf(R"(["salt","a",1,2])") + '~', Kind::Shape);
    row("salt a number", '~' + disclosureOf(R"([1,"a",1])") + '~', Kind::Shape);
    row("name a number", '~' + disclosureOf(R"(["salt",1,1])") + '~', Kind::Shape);
    row("name _sd", '~' + disclosureOf(R"(["salt","_sd",[]])") + '~', Kind::ReservedName);
    row("name of three dots", '~' + disclosureOf(R"(["salt","...",1])") + '~', Kind::ReservedName);
    row("the same twice", '~' + familyName + '~' + familyName + '~', Kind::DuplicateDisclosure);
    row("1002 disclosures", QByteArray(1002, '~'), Kind::TooMany);
    row("too large", '~' + QByteArray(qsizetype{300} * 1024, 'A') + '~', Kind::TooLarge);
    QTest::newRow("two parts in front") << "e30.e30~"_ba << Kind::NotAnSdJwt;
}

void tst_jose_SdJwt::refuses()
{
    QFETCH(const QByteArray, text);
    QFETCH(const Kind, kind);
    const auto parsed = SdJwt::parse(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, kind);
}

void tst_jose_SdJwt::disclosesRecursively()
{
    // RFC 9901 section 6.3: a disclosure that holds digests itself.
    const QByteArray street = disclosureOf(R"(["s1","street","Schulstr. 12"])");
    const QByteArray address =
        disclosureOf(R"(["s2","address",{"country":"DE","_sd":[)" + quoted(digestOf(street)) + "," +
                     quoted(digestOf("a decoy")) + R"(],"x~/y":[{"...":)" + quoted(digestOf("withheld")) + "}]}]");
    const JsonValue payload = claims(R"({"iss":"i","_sd":[)" + quoted(digestOf(address)) + R"(],"_sd_alg":"sha-256"})");
    const auto all = sdJwt({address, street}).disclose(payload);
    QVERIFY(all);
    QCOMPARE(all->claims.toJson(), R"({"iss":"i","address":{"country":"DE","x~/y":[],"street":"Schulstr. 12"}})"_ba);
    QCOMPARE(all->disclosures.at(1).place, u"/address/street"_s);
    QCOMPARE(all->concealed, 2);
    const auto some = sdJwt({address}).disclose(payload);
    QVERIFY(some);
    QCOMPARE(some->concealed, 3);
    const auto none = sdJwt({}).disclose(payload);
    QVERIFY(none);
    QCOMPARE(none->claims.toJson(), R"({"iss":"i"})"_ba);
    // The inner one without the outer one is used by nothing.
    QCOMPARE(sdJwt({street}).disclose(payload).error().kind, Kind::UnusedDisclosure);
}

void tst_jose_SdJwt::otherHashes()
{
    const QByteArray digest = encodeBase64Url(QCryptographicHash::hash(familyName, QCryptographicHash::Sha512));
    const auto disclosed =
        sdJwt({familyName}).disclose(claims(R"({"_sd_alg":"sha-512","_sd":[)" + quoted(digest) + "]}"));
    QVERIFY(disclosed);
    QCOMPARE(disclosed->claims.toJson(), R"({"family_name":"Möbius"})"_ba);
}

void tst_jose_SdJwt::undisclosable_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArrayList>("disclosures");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *name, const QByteArray &payload, const QByteArrayList &disclosures, Kind kind) {
        QTest::newRow(name) << payload << disclosures << kind;
    };
    const QByteArray name = quoted(familyNameDigest);
    const QByteArray element = R"({"...":)" + quoted(franceDigest) + "}";
    row("unused", "{}", {familyName}, Kind::UnusedDisclosure);
    row("unused of two", R"({"_sd":[)" + name + "]}", {familyName, givenName}, Kind::UnusedDisclosure);
    row("altered", R"({"_sd":[)" + name + "]}", {disclosureOf(R"(["salt","family_name","x"])")},
        Kind::UnusedDisclosure);
    row("digest twice in one list", R"({"_sd":[)" + name + "," + name + "]}", {familyName}, Kind::DuplicateDigest);
    row("digest twice in two places", R"({"_sd":[)" + name + R"(],"a":{"_sd":[)" + name + "]}}", {familyName},
        Kind::DuplicateDigest);
    row("decoy twice", R"({"_sd":["AAAA","AAAA"]})", {}, Kind::DuplicateDigest);
    row("name that is taken", R"({"family_name":"x","_sd":[)" + name + "]}", {familyName}, Kind::NameTaken);
    row("claim for an element", R"({"a":[{"...":)" + name + "}]}", {familyName}, Kind::Shape);
    row("element for a claim", R"({"_sd":[)" + quoted(franceDigest) + "]}", {france}, Kind::Shape);
    row("_sd a string", R"({"_sd":"x"})", {}, Kind::SdType);
    row("_sd with a number", R"({"_sd":[1]})", {}, Kind::SdType);
    row("three dots beside another member", R"({"a":[{"...":"x","b":1}]})", {}, Kind::SdType);
    row("three dots a number", R"({"a":[{"...":1}]})", {}, Kind::SdType);
    row("three dots in no array", R"({"a":)" + element + "}", {france}, Kind::SdType);
    row("_sd_alg a number", R"({"_sd_alg":1})", {}, Kind::SdType);
    row("_sd_alg deeper", R"({"a":{"_sd_alg":"sha-256"}})", {}, Kind::SdType);
    row("unknown hash", R"({"_sd_alg":"md5"})", {}, Kind::UnknownHash);
    row("hash in capitals", R"({"_sd_alg":"SHA-256"})", {}, Kind::UnknownHash);
    // Disclosures that hold one another, seventy deep.
    QByteArrayList chain{disclosureOf(R"(["s","a",1])")};
    for (int i = 0; i < 70; ++i)
        chain.append(disclosureOf(R"(["s","a",{"_sd":[)" + quoted(digestOf(chain.last())) + "]}]"));
    row("seventy deep", R"({"_sd":[)" + quoted(digestOf(chain.last())) + "]}", chain, Kind::TooDeep);
}

void tst_jose_SdJwt::undisclosable()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const QByteArrayList, disclosures);
    QFETCH(const Kind, kind);
    const auto disclosed = sdJwt(disclosures).disclose(claims(payload));
    QVERIFY(!disclosed);
    QCOMPARE(disclosed.error().kind, kind);
}

void tst_jose_SdJwt::keyBinding()
{
    const SdJwt given = SdJwt::parse(issuer + '~' + familyName + "~a.b.c").value();
    const QByteArray hash = digestOf(given.presentation);
    QCOMPARE(given.sdHash(u"sha-256"_s), hash);
    QVERIFY(given.sdHash(u"md5"_s).isEmpty());
    const JsonValue header = claims(R"({"typ":"kb+jwt","alg":"ES256"})");
    const QByteArray body = R"({"iat":1,"aud":"a","nonce":"n","sd_hash":)";
    const auto check = [&](const JsonValue &headerGiven, const QByteArray &json) {
        return checkKeyBinding(given, u"sha-256"_s, headerGiven, claims(json));
    };
    QCOMPARE(check(header, body + quoted(hash) + "}"), KeyBindingFault::None);
    QCOMPARE(check(header, body + quoted(digestOf(issuer + '~')) + "}"), KeyBindingFault::SdHash);
    QCOMPARE(check(header, R"({"iat":1,"aud":"a","nonce":"n"})"), KeyBindingFault::Missing);
    QCOMPARE(check(header, R"({"iat":"1","aud":"a","nonce":"n","sd_hash":)" + quoted(hash) + "}"),
             KeyBindingFault::Missing);
    QCOMPARE(check(claims(R"({"typ":"JWT","alg":"ES256"})"), body + quoted(hash) + "}"), KeyBindingFault::Type);
    QCOMPARE(check(claims(R"({"typ":"kb+jwt","alg":"none"})"), body + quoted(hash) + "}"), KeyBindingFault::Algorithm);
    QCOMPARE(check(claims(R"({"typ":"kb+jwt","alg":"HS256"})"), body + quoted(hash) + "}"), KeyBindingFault::Algorithm);
}

QTEST_GUILESS_MAIN(tst_jose_SdJwt)
#include "tst_jose_SdJwt.moc"
