#include "CommandLine.h"
#include "tests/inspector/TokenSmith.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// What a person knows of a token and the token does not say: its content, its call, a key to open it with.
class tst_app_TokenExpectations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contentThatIsElsewhere();
    void messagesOfAnyKind();
    void signaturesOfTheWhole();
    void scopesTheCallNeeds();
    void weakSecrets();
    void encryptedTokens();
    void tokensInTokens();
    void disclosedClaims();
    void expectedPartiesAreAsked();
    void everyCommandAgrees_data();
    void everyCommandAgrees();
    void claimsOnlyWhatWasCompared();
    void manyMessagesOfAnyKind();
    void linesOfAFile();
    void refused_data();
    void refused();

private:
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_line.folder() + u'/' + name);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }
    /// `token inspect` with the smith's secret and more.
    Ran inspect(const QByteArray &token, const QStringList &more = {}) const
    {
        return m_line.json(QStringList{u"token"_s, u"inspect"_s, write(u"token"_s, token), u"--secret-file"_s,
                                       write(u"secret"_s, TokenSmith::hmacSecret())} +
                           more);
    }

    TokenSmith m_smith;
    CommandLine m_line;
};

void tst_app_TokenExpectations::contentThatIsElsewhere()
{
    const QByteArray head = TokenSmith::part(R"({"alg":"HS256"})");
    const QByteArray whole = m_smith.mac(head + '.' + TokenSmith::part("{\"sub\":\"joe\"}\r\n"));
    const QByteArray detached = head + ".." + whole.sliced(whole.lastIndexOf('.') + 1);
    QCOMPARE(inspect(detached).exit, 1);
    QCOMPARE(inspect(detached).object()[u"reason"_s].toString(), u"content-missing"_s);
    QCOMPARE(inspect(detached).object()[u"verdict"_s].toString(), u"could-not-be-checked"_s);
    const Ran right = inspect(detached, {u"--content"_s, write(u"content"_s, "{\"sub\":\"joe\"}\r\n")});
    QVERIFY2(right.exit == 0, right.all().constData());
    QCOMPARE(right.object()[u"verified"_s].toBool(), true);
    const Ran wrong = inspect(detached, {u"--content"_s, write(u"content"_s, "{\"sub\":\"joe\"}\n")});
    QCOMPARE(wrong.exit, 1);
    QCOMPARE(wrong.object()[u"reason"_s].toString(), u"signature-wrong"_s);
    // What has its own content is judged by that.
    QCOMPARE(inspect(whole, {u"--content"_s, write(u"content"_s, "{}")}).exit, 0);
}

void tst_app_TokenExpectations::messagesOfAnyKind()
{
    const QByteArray raw = m_smith.mac(TokenSmith::part(R"({"alg":"HS256","b64":false,"crit":["b64"]})") + ".$02");
    QCOMPARE(inspect(raw).object()[u"reason"_s].toString(), u"b64-unsupported"_s);
    const Ran any = inspect(raw, {u"--any-content"_s});
    QCOMPARE(any.exit, 0);
    QCOMPARE(any.object()[u"form"_s].toString(), u"not-a-jwt"_s);
}

void tst_app_TokenExpectations::signaturesOfTheWhole()
{
    const QByteArray head = TokenSmith::part(R"({"alg":"HS256"})");
    const QByteArray body = TokenSmith::part(R"({"sub":"joe"})");
    const auto one = [&](const QByteArray &secret) {
        const QByteArray token = m_smith.mac(head + '.' + body, secret);
        return R"({"protected":")" + head + R"(","signature":")" + token.sliced(token.lastIndexOf('.') + 1) + "\"}";
    };
    const QByteArray token = R"({"payload":")" + body + R"(","signatures":[)" + one(QByteArray(32, 'w')) + ',' +
                             one(TokenSmith::hmacSecret()) + "]}";
    const QJsonObject apart = inspect(token).object();
    QCOMPARE(apart[u"reason"_s].toString(), u"signatures-apart"_s);
    QCOMPARE(apart[u"signatures"_s][0][u"signature"_s].toString(), u"failed"_s);
    QCOMPARE(apart[u"signatures"_s][0][u"reason"_s].toString(), u"signature-wrong"_s);
    QCOMPARE(apart[u"signatures"_s][1][u"signature"_s].toString(), u"verified"_s);
    const Ran told = m_line.runPlain({u"token"_s, u"inspect"_s, write(u"token"_s, token), u"--secret-file"_s,
                                      write(u"secret"_s, TokenSmith::hmacSecret())});
    QVERIFY2(told.out.contains("Signatures (2)") && told.out.contains("2: HS256:"), told.out.constData());
    QCOMPARE(inspect(token, {u"--signatures"_s, u"any"_s}).exit, 0);
    QCOMPARE(inspect(token, {u"--signatures"_s, u"all"_s}).object()[u"reason"_s].toString(), u"signature-wrong"_s);
}

void tst_app_TokenExpectations::scopesTheCallNeeds()
{
    const QByteArray token = m_smith.hs256(R"({"alg":"HS256"})", R"({"scope":"read:orders write:orders"})");
    const Ran enough = inspect(token, {u"--scope"_s, u"read:orders"_s, u"--scope"_s, u"write:orders"_s});
    QCOMPARE(enough.exit, 0);
    QVERIFY(!enough.findingIds().contains(u"scope-missing-for-call"_s));
    const Ran more = inspect(token, {u"--scope"_s, u"read:orders"_s, u"--scope"_s, u"admin:orders"_s});
    QVERIFY(more.findingIds().contains(u"scope-missing-for-call"_s));
    QCOMPARE(more.exit, 1); // a scope that was asked for and is missing is not success
    QCOMPARE(more.object()[u"verified"_s].toBool(), false);
    QCOMPARE(more.object()[u"comparisons"_s][u"scopes"_s].toString(), u"differs"_s);
    QCOMPARE(more.object()[u"policy"_s].toString(), u"violated"_s);
    const QJsonValue sets = more.object()[u"scopes"_s];
    QCOMPARE(sets[u"token"_s].toArray().size(), 2);
    QCOMPARE(sets[u"call"_s].toArray(), (QJsonArray{u"read:orders"_s, u"admin:orders"_s}));
    QVERIFY(sets[u"api"_s].isNull()); // not known, which is not empty
    // What to do about a finding is told as well.
    const QJsonArray findings = more.object()[u"findings"_s].toArray();
    QVERIFY(
        std::ranges::any_of(findings, [](const QJsonValue &one) { return !one[u"action"_s].toString().isEmpty(); }));
    QCOMPARE(more.object()[u"leeway"_s].toInt(-1), 0);
    QVERIFY(more.object()[u"judgedAt"_s].toInteger() > 0);
}

void tst_app_TokenExpectations::weakSecrets()
{
    const QByteArray token = m_smith.hs256(R"({"alg":"HS256"})", "{}", "tr0ub4dor");
    const QString list = write(u"words"_s, "letmein\ntr0ub4dor\n");
    QVERIFY(!inspect(token).findingIds().contains(u"weak-secret"_s));
    const Ran tried = inspect(token, {u"--weak-secrets"_s, list});
    QVERIFY(tried.findingIds().contains(u"weak-secret"_s));
    QCOMPARE(tried.exit, 1); // that a secret was guessed verifies nothing
    QVERIFY(!tried.all().contains("tr0ub4dor"));
}

void tst_app_TokenExpectations::encryptedTokens()
{
    // RFC 7516 appendix A.3
    const QByteArray token = "eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0."
                             "6KB707dM9YTIgHtLvtgWQ8mKwboJW3of9locizkDTHzBC2IlrT1oOQ."
                             "AxY8DCtDaGlsbGljb3RoZQ.KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY."
                             "U0m_YmjN04DJvceFICbCVQ";
    const QByteArray octets = R"({"kty":"oct","k":"GawgguFyGrWKav7AX4VKUg"})";
    const QString path = write(u"encrypted"_s, token);
    const QStringList look{u"token"_s, u"inspect"_s, path};
    QCOMPARE(m_line.json(look).object()[u"reason"_s].toString(), u"encrypted"_s);
    const Ran opened = m_line.json(look + QStringList{u"--decryption-key"_s, write(u"key.jwk"_s, octets)});
    QCOMPARE(opened.object()[u"reason"_s].toString(), u"decrypted"_s);
    QCOMPARE(opened.object()[u"encrypted"_s][u"opened"_s].toBool(), true);
    QCOMPARE(opened.object()[u"encrypted"_s][u"content"_s].toString(), u"Live long and prosper."_s);
    QCOMPARE(opened.object()[u"encrypted"_s][u"header"_s][u"alg"_s].toString(), u"A128KW"_s);
    QCOMPARE(opened.exit, 1); // whoever knows the recipient's key could have made it
    const QByteArray secret = jose::decodeBase64Url("GawgguFyGrWKav7AX4VKUg").value();
    const Ran shared = m_line.json(look + QStringList{u"--secret-file"_s, write(u"shared"_s, secret)});
    QCOMPARE(shared.object()[u"reason"_s].toString(), u"decrypted"_s);
    const Ran other = m_line.json(
        look + QStringList{u"--decryption-key"_s, write(u"other.pem"_s, testKeyFile(u"private-pkcs8.pem"_s))});
    QCOMPARE(other.object()[u"reason"_s].toString(), u"decryption-failed"_s);
}

void tst_app_TokenExpectations::tokensInTokens()
{
    const QByteArray inner = m_smith.hs256(R"({"alg":"HS256"})", R"({"sub":"ada"})");
    const QByteArray forged = m_smith.hs256(R"({"alg":"HS256"})", R"({"sub":"eve"})", QByteArray(32, 'w'));
    const auto around = [this](const QByteArray &token) {
        return m_smith.hs256(R"({"alg":"HS256","cty":"JWT"})", token);
    };
    const Ran plain = inspect(around(inner));
    QCOMPARE(plain.exit, 0);
    QCOMPARE(plain.object()[u"hasNested"_s].toBool(), true);
    QVERIFY(!plain.object().contains(u"nested"_s));
    const Ran deep = inspect(around(inner), {u"--nested"_s});
    QVERIFY2(deep.exit == 0, deep.all().constData());
    QCOMPARE(deep.object()[u"nested"_s][u"payload"_s][u"sub"_s].toString(), u"ada"_s);
    QCOMPARE(deep.object()[u"nested"_s][u"verified"_s].toBool(), true);
    QVERIFY(!deep.all().contains(inner.sliced(inner.lastIndexOf('.') + 1)));
    // What was not looked at is not verified.
    QByteArray deepest = inner;
    for (int i = 0; i < 9; ++i)
        deepest = around(deepest);
    QCOMPARE(inspect(deepest, {u"--nested"_s}).exit, 1);
    // The outer signature vouches for nothing within, and the other way round.
    QCOMPARE(inspect(around(forged), {u"--nested"_s}).exit, 1);
    QCOMPARE(inspect(m_smith.hs256(R"({"alg":"HS256","cty":"JWT"})", inner, QByteArray(32, 'w')), {u"--nested"_s}).exit,
             1);
    // Tokens in claims, in whatever they are written there, and in a header.
    const auto holding = [this](const QByteArray &one, const QByteArray &other) {
        return m_smith.hs256(R"({"alg":"HS256","x":")" + other + R"("})",
                             R"({"sub":"joe","url":"https://a.example/?token=)" + one + R"(&x=1"})");
    };
    QCOMPARE(inspect(holding(forged, inner)).exit, 0);
    const Ran both = inspect(holding(inner, inner.sliced(0)), {u"--nested"_s});
    QVERIFY2(both.exit == 0, both.all().constData());
    QCOMPARE(both.object()[u"embedded"_s].toArray().size(), 1); // the same one twice
    QCOMPARE(both.object()[u"embedded"_s][0][u"payload"_s][u"sub"_s].toString(), u"ada"_s);
    QCOMPARE(inspect(holding(forged, inner), {u"--nested"_s}).exit, 1);
    QCOMPARE(inspect(holding(inner, forged), {u"--nested"_s}).exit, 1);
}

void tst_app_TokenExpectations::disclosedClaims()
{
    // RFC 9901 section 4.2: ["_26bc4LT-ac6q2KI6cBW5es","family_name","Möbius"] and its digest
    const QByteArray disclosure = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsImZhbWlseV9uYW1lIiwiTcO2Yml1cyJd";
    const QByteArray digest = TokenSmith::part(QCryptographicHash::hash(disclosure, QCryptographicHash::Sha256));
    const QByteArray token =
        m_smith.hs256(R"({"alg":"HS256"})", R"({"_sd":[")" + digest + R"(","withheld"]})") + '~' + disclosure + '~';
    const QJsonObject disclosed = inspect(token).object()[u"disclosed"_s].toObject();
    QCOMPARE(disclosed[u"concealed"_s].toInt(), 1);
    QCOMPARE(disclosed[u"disclosures"_s][0][u"name"_s].toString(), u"family_name"_s);
    QCOMPARE(disclosed[u"disclosures"_s][0][u"value"_s].toString(), u"Möbius"_s);
}

void tst_app_TokenExpectations::expectedPartiesAreAsked()
{
    const QByteArray token = m_smith.hs256(R"({"alg":"HS256"})", R"({"iss":"a","aud":"b"})");
    QCOMPARE(inspect(token, {u"--issuer"_s, u"a"_s, u"--audience"_s, u"b"_s}).exit, 0);
    const Ran other = inspect(token, {u"--audience"_s, u"c"_s});
    QCOMPARE(other.exit, 1);
    QCOMPARE(other.object()[u"signature"_s].toString(), u"verified"_s);
    QCOMPARE(other.object()[u"headline"_s].toString(), u"Do not accept: wrong audience"_s);
    QCOMPARE(inspect(token, {u"--issuer"_s, u"c"_s}).exit, 1);
}

/// One meaning of "verified": the same answer and exit code from every command.
void tst_app_TokenExpectations::everyCommandAgrees_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QStringList>("expected"); // issuer, audience; empty ones are not given
    QTest::addColumn<bool>("verified");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("comparisons"); // of issuer and audience
    QTest::addColumn<QString>("headline");
    const auto row = [](const char *name, const char *claims, const QStringList &expected, bool verified,
                        const char *verdict, const char *comparisons, const char *headline) {
        QTest::newRow(name) << QByteArray(claims) << expected << verified << QString::fromLatin1(verdict)
                            << QString::fromLatin1(comparisons) << QString::fromLatin1(headline);
    };
    const char *good = R"({"iss":"a","aud":"b","exp":1800000000})";
    const char *open = "could-not-be-checked";
    const char *no = "not-verified";
    row("both match", good, {u"a"_s, u"b"_s}, true, "verified", "matches matches", "Verified");
    row("audience alone was asked", good, {QString(), u"b"_s}, true, "verified", "not-compared matches", "Verified");
    row("nothing was asked", good, {QString(), QString()}, true, "verified", "not-compared not-compared", "Verified");
    row("wrong issuer", good, {u"x"_s, u"b"_s}, false, no, "differs matches", "Do not accept: wrong issuer");
    row("wrong audience", good, {u"a"_s, u"x"_s}, false, no, "matches differs", "Do not accept: wrong audience");
    row("no issuer", R"({"aud":"b","exp":1800000000})", {u"a"_s, u"b"_s}, false, no, "missing matches",
        "Do not accept: no issuer");
    row("issuer an object", R"({"iss":{},"exp":1800000000})", {u"a"_s, QString()}, false, open,
        "not-compared not-compared", "Valid signature; issuer not compared");
    row("wrong audience behind a null subject", R"({"aud":"x","sub":null,"exp":1800000000})", {QString(), u"b"_s},
        false, no, "not-compared differs", "Do not accept: wrong audience");
    row("expired", R"({"iss":"a","exp":1700000000})", {u"a"_s, QString()}, true, "verified", "matches not-compared",
        "Expired");
    row("not a claims set", "[]", {QString(), QString()}, false, no, "not-compared not-compared",
        "Do not accept: payload is not a claims set");
}

void tst_app_TokenExpectations::everyCommandAgrees()
{
    QFETCH(QByteArray, claims);
    QFETCH(QStringList, expected);
    QFETCH(bool, verified);
    QFETCH(QString, verdict);
    QFETCH(QString, comparisons);
    QFETCH(QString, headline);
    const QByteArray token = m_smith.hs256(R"({"alg":"HS256"})", claims);
    const QString file = write(u"token"_s, token + '\n');
    const QString secret = write(u"secret"_s, TokenSmith::hmacSecret());
    QStringList options{u"--secret-file"_s, secret, u"--now"_s, u"1795950000"_s};
    QByteArray members = R"(,"now":1795950000)";
    if (!expected[0].isEmpty()) {
        options += {u"--issuer"_s, expected[0]};
        members += R"(,"iss":")" + expected[0].toUtf8() + '"';
    }
    if (!expected[1].isEmpty()) {
        options += {u"--audience"_s, expected[1]};
        members += R"(,"aud":")" + expected[1].toUtf8() + '"';
    }
    const auto run = [&](const char *command, const QStringList &more = {}) {
        return m_line.runPlain(QStringList{u"token"_s, QString::fromLatin1(command), file} + options + more);
    };
    const int exit = verified ? 0 : 1;
    const Ran inspected = run("inspect", {u"--json"_s});
    QCOMPARE(inspected.exit, exit);
    QCOMPARE(inspected.object()[u"verified"_s].toBool(), verified);
    QCOMPARE(inspected.object()[u"verdict"_s].toString(), verdict);
    QCOMPARE(inspected.object()[u"headline"_s].toString(), headline);
    const QJsonValue compared = inspected.object()[u"comparisons"_s];
    QCOMPARE(compared[u"issuer"_s].toString() + u' ' + compared[u"audience"_s].toString(), comparisons);
    const Ran text = run("inspect");
    QCOMPARE(text.exit, exit);
    QVERIFY2(text.out.contains(headline.toUtf8() + ": "), text.out.constData());
    for (const QStringList &more : {QStringList(), QStringList{u"--count"_s}})
        QCOMPARE(run("verify", more).exit, exit);
    const Ran lines = run("verify", {u"--json"_s});
    QCOMPARE(lines.exit, exit);
    QCOMPARE(lines.object()[u"verified"_s].toBool(), verified);
    const QByteArray jwk = R"({"kty":"oct","k":")" + TokenSmith::part(TokenSmith::hmacSecret()) + "\"}";
    const Ran stream = m_line.runPlain({u"token"_s, u"verify"_s, u"--jsonl"_s},
                                       R"({"token":")" + token + R"(","jwk":)" + jwk + members + "}\n");
    QCOMPARE(stream.exit, exit);
    QCOMPARE(stream.object()[u"verified"_s].toBool(), verified);
    QCOMPARE(stream.object()[u"claims"_s].toString(), inspected.object()[u"claims"_s].toString());
    const QJsonObject scanned = run("scan", {u"--json"_s}).object()[u"tokens"_s][0].toObject();
    if (claims.startsWith('{')) { // what is not a JWT is not found
        QCOMPARE(scanned[u"verdict"_s].toString(), verdict);
        QCOMPARE(scanned[u"claims"_s].toString(), inspected.object()[u"claims"_s].toString());
        const QJsonObject counts = run("scan", {u"--json"_s, u"--count"_s}).object();
        QCOMPARE(counts[u"verdict"_s][verdict].toInt(), 1);
        QCOMPARE(counts[u"claims"_s][scanned[u"claims"_s].toString()].toInt(), 1);
    }
}

/// Only what was compared matches.
void tst_app_TokenExpectations::claimsOnlyWhatWasCompared()
{
    const QByteArray token = m_smith.hs256(R"({"alg":"HS256"})", R"({"iss":"a","aud":"b"})");
    const auto told = [&](const QStringList &options) {
        return m_line
            .runPlain(QStringList{u"token"_s, u"inspect"_s, write(u"token"_s, token), u"--secret-file"_s,
                                  write(u"secret"_s, TokenSmith::hmacSecret())} +
                      options)
            .out;
    };
    QVERIFY(told({u"--audience"_s, u"b"_s}).contains("Issuer was not compared. Audience matches."));
    QVERIFY(told({u"--issuer"_s, u"a"_s}).contains("Issuer matches. Audience was not compared."));
    QVERIFY(told({u"--issuer"_s, u"x"_s}).contains("Issuer does not match. Audience was not compared."));
    QVERIFY(told({}).contains("Issuer was not compared. Audience was not compared."));
}

void tst_app_TokenExpectations::manyMessagesOfAnyKind()
{
    const QString file = write(u"lines"_s, m_smith.hs256(R"({"alg":"HS256"})", "hello") + '\n');
    const QStringList verify{u"token"_s, u"verify"_s, file, u"--secret-file"_s,
                             write(u"secret"_s, TokenSmith::hmacSecret())};
    const Ran strict = m_line.runPlain(verify);
    QCOMPARE(strict.exit, 1);
    QVERIFY2(strict.out.startsWith("1\tunreadable\tbad-payload"), strict.out.constData());
    const Ran json = m_line.runPlain(verify + QStringList{u"--json"_s});
    QCOMPARE(json.object()[u"signature"_s].toString(), u"verified"_s); // whatever the payload is
    const Ran any = m_line.runPlain(verify + QStringList{u"--any-content"_s});
    QCOMPARE(any.exit, 0);
    QVERIFY2(any.out.startsWith("1\tverified\tverified"), any.out.constData());
}

void tst_app_TokenExpectations::linesOfAFile()
{
    const QByteArray line = R"({"id":1,"token":"a.b.c","secret":"x"})";
    const QStringList verify{u"token"_s, u"verify"_s, u"--jsonl"_s};
    const Ran ran = m_line.runPlain(verify + QStringList{write(u"lines"_s, line + '\n')});
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.out.startsWith(R"({"id":1,"verified":false)"), ran.out.constData());
    const Ran missing = m_line.runPlain(verify + QStringList{m_line.folder() + u"/missing"_s});
    QCOMPARE(missing.exit, 1);
    QVERIFY(missing.out.isEmpty() && missing.err.contains("missing"));
}

void tst_app_TokenExpectations::refused_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<int>("exit");
    QTest::newRow("no such content") << QStringList{u"--content"_s, u"/missing"_s} << 1;
    QTest::newRow("no such list") << QStringList{u"--weak-secrets"_s, u"/missing"_s} << 1;
    QTest::newRow("no such key") << QStringList{u"--decryption-key"_s, u"/missing"_s} << 1;
    QTest::newRow("a public key to open with")
        << QStringList{u"--decryption-key"_s,
                       qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests/support/TestKeys/public-spki.pem"_s}
        << 1;
    QTest::newRow("a rule there is not") << QStringList{u"--signatures"_s, u"most"_s} << 2;
}

void tst_app_TokenExpectations::refused()
{
    QFETCH(const QStringList, more);
    QFETCH(const int, exit);
    const Ran ran = inspect(m_smith.good(), more);
    QCOMPARE(ran.exit, exit);
    QVERIFY(!ran.out.contains("\"verified\""));
    QVERIFY(!ran.err.isEmpty() || ran.out.contains("error"));
}

QTEST_GUILESS_MAIN(tst_app_TokenExpectations)
#include "tst_app_TokenExpectations.moc"
