#include "tests/inspector/Catalogue.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Section 1.8, rows 91 and 93 to 95: a JWE beside the very key it was encrypted to. What is refused here is refused
/// although the key is right.
class tst_inspector_CatalogueDecryption : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges() { m_catalogue.check(); }
    void everyFailureLooksTheSame_data();
    void everyFailureLooksTheSame();

private:
    /// A JWE of tests/jose/vectors and its private or secret key.
    struct Vector
    {
        QByteArray token;
        QByteArray key;
    };
    static Vector vectorOf(const QString &name);
    Catalogue::Policy with(const QByteArray &key) const;
    void addOpened() const;
    void addCompression() const;
    void addAgreement() const;
    void addContent() const;
    void addEmptyIv() const;

    Catalogue m_catalogue;
};

namespace {

constexpr const char *opened = "encrypted not-checked no-expiry not-judged not-judged";
constexpr const char *shut = "encrypted not-checked not-judged not-judged not-judged";

/// The token with another header, and everything else as it was.
QByteArray withHeader(const QByteArray &token, const QByteArray &from, const QByteArray &to)
{
    const qsizetype dot = token.indexOf('.');
    QByteArray header = *jose::decodeBase64Url(token.first(dot));
    if (!header.contains(from))
        qFatal("the header does not say %s: %s", from.constData(), header.constData());
    return TokenSmith::part(header.replace(from, to)) + token.sliced(dot);
}

/// The token with one of its five parts replaced.
QByteArray withPart(const QByteArray &token, qsizetype part, const QByteArray &bytes)
{
    QByteArrayList parts = token.split('.');
    parts[part] = TokenSmith::part(bytes);
    return parts.join('.');
}

QByteArray partOf(const QByteArray &token, qsizetype part)
{
    return *jose::decodeBase64Url(token.split('.').at(part));
}

QByteArray altered(QByteArray bytes)
{
    bytes[bytes.size() / 2] = static_cast<char>(bytes.at(bytes.size() / 2) ^ 1);
    return bytes;
}

} // namespace

tst_inspector_CatalogueDecryption::Vector tst_inspector_CatalogueDecryption::vectorOf(const QString &name)
{
    QFile file(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests/jose/vectors/jwe.jsonl"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no vectors");
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        if (line[u"name"_s].toString() != name)
            continue;
        const QByteArray key = line[u"key"_s].isString()
                                   ? testKeyFile(u"private.jwk"_s)
                                   : QJsonDocument(line[u"key"_s].toObject()).toJson(QJsonDocument::Compact);
        return {.token = line[u"token"_s].toString().toLatin1(), .key = key};
    }
    qFatal("no vector %s", qPrintable(name));
}

Catalogue::Policy tst_inspector_CatalogueDecryption::with(const QByteArray &key) const
{
    Catalogue::Policy policy = Catalogue::none();
    jose::DecryptionKey decrypting =
        m_catalogue.smith.crypto.privateKeys().fromText(base::Secret(QByteArrayView(key))).value();
    decrypting.alg.reset(); // the file's RS256
    decrypting.use.reset();
    policy.decryptionKeys = {decrypting};
    return policy;
}

void tst_inspector_CatalogueDecryption::judges_data()
{
    Catalogue::columns();
    addOpened();
    addCompression();
    addAgreement();
    addContent();
    addEmptyIv();
}

void tst_inspector_CatalogueDecryption::addOpened() const
{
    for (const QString &name :
         {u"dir A256GCM"_s, u"dir A256CBC-HS512"_s, u"RSA-OAEP A128CBC-HS256"_s, u"RSA-OAEP-256 A256GCM"_s,
          u"A128KW A192CBC-HS384"_s, u"A192KW A256CBC-HS512"_s, u"A256KW A128GCM"_s, u"ECDH-ES A128GCM P-256"_s,
          u"ECDH-ES A128CBC-HS256 X25519"_s, u"ECDH-ES+A128KW A192GCM P-384"_s, u"ECDH-ES+A256KW A128CBC-HS256 X448"_s,
          u"apu apv"_s}) {
        const Vector vector = vectorOf(name);
        Catalogue::row("91 " + name.toLatin1(), vector.token, with(vector.key), opened, "decrypted",
                       "encrypted-token decrypted !encryption-refused");
        Catalogue::row("91 " + name.toLatin1() + ", key absent", vector.token, Catalogue::none(), shut, "encrypted",
                       "encrypted-token !decrypted");
        Catalogue::row("91 " + name.toLatin1() + ", a verifying key is no decrypting one", vector.token,
                       m_catalogue.rsa(), shut, "encrypted", "!decrypted");
        Catalogue::row("91 " + name.toLatin1() + ", ciphertext altered",
                       withPart(vector.token, 3, altered(partOf(vector.token, 3))), with(vector.key), shut,
                       "decryption-failed", "!decrypted");
    }
    for (const QString &name : {u"RSA1_5 A192CBC-HS384"_s, u"A256GCMKW A128GCM"_s, u"PBES2-HS256+A128KW A192GCM"_s}) {
        const Vector vector = vectorOf(name);
        Catalogue::row("91 " + name.toLatin1() + ", with its key", vector.token, with(vector.key), opened, "decrypted",
                       "decrypted !encryption-refused");
    }
    const Vector key = vectorOf(u"A256KW A128GCM"_s);
    Catalogue::row("91 the key of another", key.token, with(vectorOf(u"dir A256GCM"_s).key), shut, "decryption-failed",
                   "!decrypted");
    Catalogue::Policy both = with(vectorOf(u"dir A256GCM"_s).key);
    both.decryptionKeys.append(with(key.key).decryptionKeys);
    Catalogue::row("91 the second of two keys", key.token, both, opened, "decrypted", "decrypted");
    Catalogue::Policy forSignatures = with(key.key);
    forSignatures.decryptionKeys.first().use = u"sig"_s;
    Catalogue::row("91 a key for signatures", key.token, forSignatures, shut, "decryption-failed", "!decrypted");
}

void tst_inspector_CatalogueDecryption::addCompression() const
{
    const Vector zip = vectorOf(u"zip"_s);
    Catalogue::row("93 zip DEF", zip.token, with(zip.key), opened, "decrypted", "decrypted");
    const Vector bomb = vectorOf(u"bomb"_s);
    Catalogue::row("93 zip DEF beyond the ratio", bomb.token, with(bomb.key), shut, "decryption-limit",
                   "decryption-limit !decrypted");
    const Vector large = vectorOf(u"large"_s);
    Catalogue::row("93 zip DEF beyond the size", large.token, with(large.key), shut, "decryption-limit",
                   "decryption-limit !decrypted");
    for (const char *unknown : {R"("zip":"GZIP")", R"("zip":"def")", R"("zip":"")", R"("zip":7)", R"("zip":null)"}) {
        Catalogue::row("93 "_ba + unknown, withHeader(zip.token, R"("zip":"DEF")", unknown), with(zip.key), shut,
                       "encryption-refused", "encryption-refused !decrypted");
    }
    const QByteArrayList parts = zip.token.split('.');
    const QByteArray header = withHeader(zip.token, R"(,"zip":"DEF")", "").split('.').first();
    Catalogue::row("93 zip outside the protected header",
                   R"({"protected":")" + header + R"(","unprotected":{"zip":"DEF"},"encrypted_key":")" + parts[1] +
                       R"(","iv":")" + parts[2] + R"(","ciphertext":")" + parts[3] + R"(","tag":")" + parts[4] +
                       R"("})",
                   with(zip.key), shut, "encryption-refused", "encryption-refused !decrypted");
}

void tst_inspector_CatalogueDecryption::addAgreement() const
{
    const Vector vector = vectorOf(u"apu apv"_s);
    const auto row = [&](const char *name, const QByteArray &from, const QByteArray &to) {
        Catalogue::row("94 "_ba + name, withHeader(vector.token, from, to), with(vector.key), shut,
                       "encryption-refused", "encryption-refused !decrypted");
    };
    const QByteArray header = partOf(vector.token, 0);
    const auto member = [&header](const char *name) {
        const QByteArray start = "\""_ba + name + R"(":")";
        const QByteArray text = header.contains(start) ? start : "\""_ba + name + R"(": ")";
        const qsizetype at = header.indexOf(text);
        return header.sliced(at, header.indexOf('"', at + text.size()) + 1 - at);
    };
    const QByteArray x = member("x");
    const QByteArray y = member("y");
    const QByteArray crv = member("crv");
    row("epk off the curve", y, R"("y":")" + TokenSmith::part(QByteArray(32, '\1')) + '"');
    row("epk at infinity", x + "," + y,
        R"("x":")" + TokenSmith::part(QByteArray(32, '\0')) + R"(","y":")" + TokenSmith::part(QByteArray(32, '\0')) +
            '"');
    row("epk with a short coordinate", x, R"("x":"AQ")");
    row("epk private", crv, crv + R"(,"d":"AQ")");
    row("epk a string", header.sliced(header.indexOf(R"("epk":)"), 6) + "{", R"("epk":"","other":{)");
    row("epk absent", R"("epk")", R"("kpe")");
    row("epk of an unknown curve", crv, R"("crv":"P-999")");
    row("apu a number", member("apu"), R"("apu":1)");
    row("apu an array", member("apu"), R"("apu":["QQ"])");
    row("apv no base64url", member("apv"), R"("apv":"a+b/")");
    row("apv null", member("apv"), R"("apv":null)");
    Catalogue::row("94 another apu", withHeader(vector.token, member("apu"), R"("apu":"QQ")"), with(vector.key), shut,
                   "decryption-failed", "!decrypted");
    Catalogue::row("94 epk on another curve than the key", vectorOf(u"ECDH-ES A192GCM P-384"_s).token, with(vector.key),
                   shut, "decryption-failed", "!decrypted");
}

void tst_inspector_CatalogueDecryption::addContent() const
{
    for (const QString &name : {u"dir A256CBC-HS512"_s, u"dir A256GCM"_s}) {
        const Vector vector = vectorOf(name);
        const auto row = [&](const char *what, qsizetype part, const QByteArray &bytes) {
            Catalogue::row("95 " + name.toLatin1() + ": " + what, withPart(vector.token, part, bytes), with(vector.key),
                           shut, "decryption-failed", "!decrypted");
        };
        const QByteArray iv = partOf(vector.token, 2);
        const QByteArray tag = partOf(vector.token, 4);
        row("tag truncated by half", 4, tag.first(tag.size() / 2));
        row("tag short by one", 4, tag.chopped(1));
        row("tag with a byte more", 4, tag + '\0');
        row("tag empty", 4, {});
        row("tag altered", 4, altered(tag));
        row("IV short by one", 2, iv.chopped(1));
        row("IV with a byte more", 2, iv + '\0');
        row("IV of the other cipher", 2, iv.size() == 16 ? iv.first(12) : iv + "abcd");
        row("ciphertext empty", 3, {});
        row("ciphertext short by one", 3, partOf(vector.token, 3).chopped(1));
        row("a key where none belongs", 1, "key");
        Catalogue::row(
            "95 " + name.toLatin1() + ": another enc in the header",
            withHeader(vector.token, name.toLatin1().sliced(4), name.contains("GCM"_L1) ? "A128CBC-HS256" : "XC20P"),
            with(vector.key), shut, name.contains("GCM"_L1) ? "decryption-failed" : "encryption-refused", "!decrypted");
    }
}

void tst_inspector_CatalogueDecryption::addEmptyIv() const
{
    const Vector wrapped = vectorOf(u"A256KW A128GCM"_s);
    Catalogue::row("95 IV empty", withPart(wrapped.token, 2, {}), with(wrapped.key), shut, "decryption-failed",
                   "!decrypted");
    // Three dots in a row are what a shortened copy has.
    const Vector direct = vectorOf(u"dir A256GCM"_s);
    Catalogue::row("95 IV and key empty", withPart(direct.token, 2, {}), with(direct.key),
                   "malformed not-checked not-judged not-judged not-judged", "shortened-copy", "!decrypted");
}

void tst_inspector_CatalogueDecryption::everyFailureLooksTheSame_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : {u"RSA-OAEP-256 A256CBC-HS512"_s, u"RSA-OAEP A128CBC-HS256"_s, u"A256KW A128GCM"_s,
                                u"ECDH-ES+A192KW A256GCM P-256"_s, u"ECDH-ES+A256KW A128CBC-HS256 X25519"_s})
        QTest::newRow(qPrintable(name)) << name;
}

/// RFC 7516 section 11.5: nothing tells a broken key from a broken tag.
void tst_inspector_CatalogueDecryption::everyFailureLooksTheSame()
{
    QFETCH(QString, name);
    const Vector vector = vectorOf(name);
    const Catalogue::Policy policy = with(vector.key);
    QCOMPARE(m_catalogue.smith.inspector.inspect(vector.token, policy).reason, inspector::Reason::Decrypted);
    QByteArrayList broken;
    for (const qsizetype part : {1, 2, 3, 4}) {
        const QByteArray bytes = partOf(vector.token, part);
        broken += {withPart(vector.token, part, altered(bytes)), withPart(vector.token, part, bytes.chopped(1)),
                   withPart(vector.token, part, {}), withPart(vector.token, part, bytes + 'x')};
    }
    const inspector::TokenInspection first = m_catalogue.smith.inspector.inspect(broken.first(), policy);
    QCOMPARE(first.reason, inspector::Reason::DecryptionFailed);
    for (const QByteArray &token : std::as_const(broken)) {
        const inspector::TokenInspection one = m_catalogue.smith.inspector.inspect(token, policy);
        QCOMPARE(one.reason, first.reason);
        QCOMPARE(one.findings, first.findings);
        QCOMPARE(one.form, first.form);
        QVERIFY(!one.encrypted->content && !one.claims && !one.encrypted->refusal);
    }
}

QTEST_GUILESS_MAIN(tst_inspector_CatalogueDecryption)
#include "tst_inspector_CatalogueDecryption.moc"
