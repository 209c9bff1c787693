#include "CommandLine.h"
#include "models/jose/Base64Url.h"
#include "models/jose/qca/QcaCrypto.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray secret = "a secret of thirty-two bytes and more"_ba;

} // namespace

/// The commands over many tokens, over two, and the one that makes one.
class tst_app_TokenMany : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void plainTokensAreCounted();
    void nothingIsNotVerified();
    void anEmptySecretIsWeak();
    void plainTokensAreAnswered();
    void expectationsBind();
    void wrongUse_data();
    void wrongUse();
    void missingFilesAreSaid_data();
    void missingFilesAreSaid();
    void scanFindsAndTells();
    void scanOpensWhatIsPacked();
    void scanRehearsesARotation();
    void diffTellsMeaningFirst();
    void diffReadsEveryForm();
    void lintHoldsAgainstAProfile();
    void signMakesWhatVerifies();
    void nothingActsOnTheTerminal();

private:
    QByteArray token(const QByteArray &claims) const
    {
        const auto signer = m_crypto.signers().hmacSigner(jose::Algorithm::HS256, base::Secret(QByteArrayView(secret)));
        const QByteArray input =
            jose::encodeBase64Url(R"({"alg":"HS256","typ":"JWT"})") + '.' + jose::encodeBase64Url(claims);
        return input + '.' + jose::encodeBase64Url(signer->sign(input).value());
    }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_line.folder() + u'/' + name);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }

    jose::qca::QcaCrypto m_crypto;
    CommandLine m_line;
    QString m_secret;
};

void tst_app_TokenMany::initTestCase()
{
    m_secret = write(u"secret"_s, secret + '\n');
}

void tst_app_TokenMany::plainTokensAreCounted()
{
    const QString file =
        write(u"tokens"_s, token("{}") + '\n' + token(R"({"a":1})") + "\nhello\n" + token("{}").chopped(4) + "AAAA\n");
    const QStringList verify{u"token"_s, u"verify"_s, u"--secret-file"_s, m_secret, u"--count"_s};
    const Ran ran = m_line.runPlain(verify + QStringList{file});
    QCOMPARE(ran.out, "verified\t2\nexpired\t0\nnot_yet_valid\t0\nclaims_differ\t0\nfailed\t1\nunreadable\t1\n"_ba);
    QCOMPARE(ran.exit, 1);
    // The fast door and the grammar say the same: an option the door leaves to it changes nothing.
    QCOMPARE(
        m_line.runPlain(verify + QStringList{u"--leeway=0"_s, u"--json"_s}, token("{}")).out,
        "{\"verified\":1,\"expired\":0,\"not_yet_valid\":0,\"claims_differ\":0,\"failed\":0,\"unreadable\":0}\n"_ba);
    const Ran all = m_line.runPlain(verify, token("{}") + "\n" + token("{}"));
    QCOMPARE(all.exit, 0);
    QCOMPARE(all.out, "verified\t2\nexpired\t0\nnot_yet_valid\t0\nclaims_differ\t0\nfailed\t0\nunreadable\t0\n"_ba);
}

void tst_app_TokenMany::nothingIsNotVerified()
{
    const QStringList verify{u"token"_s, u"verify"_s, u"--secret-file"_s, m_secret};
    for (const QByteArray &input : {""_ba, "\n\n"_ba}) {
        const QString file = write(u"tokens"_s, input);
        const Ran ran = m_line.runPlain(verify + QStringList{file});
        QCOMPARE(ran.exit, 1);
        QCOMPARE(ran.out, ""_ba);
        QVERIFY2(ran.err.contains("It contains no readable token."), ran.err.constData());
        QCOMPARE(m_line.runPlain(verify + QStringList{u"--count"_s, file}).exit, 1);
        QCOMPARE(m_line.runPlain(verify, input).exit, 1);
    }
}

void tst_app_TokenMany::anEmptySecretIsWeak()
{
    for (const QByteArray &content : {""_ba, "\n"_ba, "\r\n"_ba}) {
        const QStringList verify{u"token"_s, u"verify"_s, u"--secret-file"_s, write(u"empty"_s, content)};
        const Ran ran = m_line.runPlain(verify, token("{}"));
        QCOMPARE(ran.exit, 1);
        QCOMPARE(ran.out, "1\tfailed\tkey-weak\tno-expiry\n"_ba);
        const Ran count = m_line.runPlain(verify + QStringList{u"--count"_s}, token("{}"));
        QCOMPARE(count.exit, 1);
        QVERIFY(count.out.contains("failed\t1\n"));
    }
}

void tst_app_TokenMany::plainTokensAreAnswered()
{
    const QStringList verify{u"token"_s, u"verify"_s, u"--secret-file"_s, m_secret, u"--now"_s, u"1000"_s};
    const QByteArray input = token(R"({"exp":999})") + "\n\n" + token(R"({"exp":1001})") + "\nx\n";
    QCOMPARE(
        m_line.runPlain(verify, input).out,
        "1\tverified\tverified\texpired\n3\tverified\tverified\tvalid\n4\tunreadable\tnot-a-token\tnot-judged\n"_ba);
    const Ran json = m_line.runPlain(verify + QStringList{u"--json"_s}, input);
    QCOMPARE(json.out.count('\n'), 3);
    QVERIFY(json.out.startsWith(R"({"id":1,"verified":true,"form":"ok","signature":"verified","time":"expired")"));
}

void tst_app_TokenMany::expectationsBind()
{
    const QStringList verify{u"token"_s,   u"verify"_s,   u"--secret-file"_s, m_secret,
                             u"--count"_s, u"--issuer"_s, u"https://a/"_s};
    // Not inside the macros: moc takes the slashes for a comment there.
    const QByteArray expected = token(R"({"iss":"https://a/"})");
    const QByteArray other = token(R"({"iss":"https://b/"})");
    QCOMPARE(m_line.runPlain(verify, expected).exit, 0);
    QCOMPARE(m_line.runPlain(verify, other).exit, 1);
    const QStringList inspect{u"token"_s, u"inspect"_s, u"--secret-file"_s, m_secret, u"--audience"_s, u"x"_s};
    QCOMPARE(m_line.json(inspect, token(R"({"aud":"y"})")).object()[u"claims"_s].toString(), u"mismatch"_s);
    QCOMPARE(m_line.json(inspect, token(R"({"aud":"x"})")).object()[u"claims"_s].toString(), u"ok"_s);
}

void tst_app_TokenMany::wrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *line) { QTest::newRow(line) << QString::fromLatin1(line).split(u' '); };
    row("token verify --count");
    row("token verify --jwks a --secret-file b");
    row("token verify --jsonl --count");
    row("token verify --jwks a --now tomorrow");
    row("token verify --jwks a --leeway 61");
    row("token verify --jwks a --leeway -1");
    row("token verify --jwks a b c");
    row("token diff a");
    row("token lint");
    row("token lint --profile other");
    row("token sign");
    row("token sign --key a --secret-file b");
    row("token scan --on 5");
    row("token scan --format xml");
}

void tst_app_TokenMany::wrongUse()
{
    QFETCH(QStringList, arguments);
    const Ran ran = m_line.runPlain(arguments);
    QCOMPARE(ran.exit, 2);
    QCOMPARE(ran.out, QByteArray());
    QVERIFY(!ran.err.isEmpty());
}

void tst_app_TokenMany::missingFilesAreSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *line) { QTest::newRow(line) << QString::fromLatin1(line).split(u' '); };
    row("token verify --jwks /nowhere --count");
    row("token verify --secret-file /nowhere");
    row("token verify --jwks /dev/null --count");
    row("token scan /nowhere");
    row("token diff /nowhere /nowhere");
    row("token sign --key /nowhere");
    row("token sign --key /dev/null");
    row("token lint --profile auth0 /nowhere");
}

void tst_app_TokenMany::missingFilesAreSaid()
{
    QFETCH(QStringList, arguments);
    const Ran ran = m_line.runPlain(arguments, "{}");
    QCOMPARE(ran.exit, 1);
    QVERIFY(ran.err.contains(arguments.contains(u"/dev/null"_s) ? "/dev/null" : "/nowhere"));
}

void tst_app_TokenMany::scanFindsAndTells()
{
    const QByteArray one = token(R"({"azp":"first"})");
    const QString log = write(u"log"_s, "x\nAuthorization: Bearer " + one + "\nagain " +
                                            QByteArray(one).replace(".", "%2E") + "\n" + token(R"({"azp":"second"})"));
    const QStringList scan{u"token"_s, u"scan"_s, u"--secret-file"_s, m_secret};
    const Ran ran = m_line.runPlain(scan + QStringList{log});
    QCOMPARE(ran.exit, 0);
    QVERIFY(ran.out.contains("log:2"));
    QVERIFY(ran.out.contains("3 tokens, 2 distinct."));
    QVERIFY(!ran.out.contains(one.sliced(one.lastIndexOf('.') + 1)));
    const Ran json = m_line.json(scan + QStringList{log});
    QCOMPARE(json.object()[u"distinct"_s].toInt(), 2);
    QCOMPARE(json.object()[u"tokens"_s].toArray()[0][u"client"_s].toString(), u"first"_s);
    QCOMPARE(json.object()[u"tokens"_s].toArray()[0][u"seen"_s].toInt(), 2);
    const Ran piped = m_line.json(scan + QStringList{u"--count"_s}, one + ' ' + one);
    QCOMPARE(piped.object()[u"verdict"_s][u"verified"_s].toInt(), 1);
    QCOMPARE(m_line.runPlain(scan + QStringList{u"--format=csv"_s}, one).out.count("\r\n"), 2);
    QVERIFY(m_line.runPlain(scan + QStringList{u"--format=markdown"_s}, one).out.contains("| verified |"));
}

void tst_app_TokenMany::scanOpensWhatIsPacked()
{
    const QByteArray log = "Authorization: Bearer " + token(R"({"sub":"ada"})") + '\n';
    // zlib's own format, which a git object has; gzip and the others are tst_archive_ArchiveReader's.
    const QString packed = write(u"object"_s, qCompress(log).sliced(4));
    const QStringList rest{u"--secret-file"_s, m_secret};
    const Ran whole = m_line.json(QStringList{u"token"_s, u"scan"_s, packed} + rest);
    QCOMPARE(whole.exit, 0);
    QCOMPARE(whole.object()[u"found"_s].toInt(), 1);
    QVERIFY(whole.object()[u"skipped"_s].toArray().isEmpty());
    // What was not searched to its end is said, and is no success; nor is what was not searched at all.
    const QString cut = write(u"cut"_s, qCompress(log).sliced(4).chopped(6));
    const QString other = write(u"logs.7z"_s, "7z\xBC\xAF\x27\x1C"_ba + QByteArray(100, 'x'));
    for (const auto &[path, reason] : {std::pair(cut, u"damaged"_s), std::pair(other, u"unsupported"_s)}) {
        const Ran part = m_line.json(QStringList{u"token"_s, u"scan"_s, path} + rest);
        QCOMPARE(part.exit, 1);
        QCOMPARE(part.object()[u"skipped"_s][0][u"source"_s].toString(), path);
        QCOMPARE(part.object()[u"skipped"_s][0][u"reason"_s].toString(), reason);
        const Ran text = m_line.run(QStringList{u"token"_s, u"scan"_s, path} + rest);
        QCOMPARE(text.exit, 1);
        QVERIFY2(text.all().contains("ot searched"), text.all().constData());
    }
}

void tst_app_TokenMany::scanRehearsesARotation()
{
    const QStringList scan{u"token"_s,         u"scan"_s, u"--secret-file"_s, m_secret,
                           u"--without-key"_s, u"none"_s, u"--on"_s,          u"5000"_s};
    const Ran ran = m_line.json(scan, token(R"({"exp":9000,"azp":"a"})"));
    QCOMPARE(ran.exit, 0);
    QCOMPARE(ran.object()[u"stopping"_s].toInt(-1), 0);
    QCOMPARE(ran.object()[u"otherKeys"_s].toInt(-1), 1);
    // A mistyped key does not read as one that can go.
    const Ran text = m_line.run(scan, token(R"({"exp":9000,"azp":"a"})"));
    QVERIFY2(text.out.contains("No token was verified with that key"), text.out.constData());
    QVERIFY(text.out.contains("Verified with other keys: 1."));
}

void tst_app_TokenMany::diffTellsMeaningFirst()
{
    const QString a = write(u"a"_s, token(R"({"exp":1000,"scope":"a b","x":1})"));
    const QString b = write(u"b"_s, "Bearer " + token(R"({"exp":4600,"scope":"b c","y":2})") + '\n');
    const Ran ran = m_line.runPlain({u"token"_s, u"diff"_s, a, b});
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.out.contains("1 hour later"), ran.out.constData());
    QVERIFY(ran.out.contains("+c -a"));
    const QJsonArray list = m_line.json({u"token"_s, u"diff"_s, a, b}).object()[u"differences"_s].toArray();
    QCOMPARE(list.size(), 4);
    QCOMPARE(list[0][u"seconds"_s].toInt(), 3600);
    QCOMPARE(m_line.runPlain({u"token"_s, u"diff"_s, a, a}).exit, 0);
    const Ran none = m_line.runPlain({u"token"_s, u"diff"_s, a, m_secret});
    QCOMPARE(none.exit, 1);
    QVERIFY2(none.err.contains("no readable token"), none.err.constData());
}

void tst_app_TokenMany::diffReadsEveryForm()
{
    const auto differences = [this](const QByteArray &before, const QByteArray &after) {
        const Ran ran = m_line.json({u"token"_s, u"diff"_s, write(u"a"_s, before), write(u"b"_s, after)});
        QStringList told{ran.object()[u"claimsCompared"_s].toBool() ? u"compared"_s : u"not compared"_s};
        const QJsonArray list = ran.object()[u"differences"_s].toArray();
        for (const QJsonValueConstRef each : list)
            told.append(each[u"part"_s].toString() + u' ' + each[u"kind"_s].toString() + u' ' +
                        each[u"name"_s].toString());
        return told;
    };
    const QByteArray one = token(R"({"a":1})");
    const QByteArrayList parts = one.split('.');
    const QByteArray flattened =
        R"({"payload":")" + parts[1] + R"(","protected":")" + parts[0] + R"(","signature":")" + parts[2] + "\"}";
    QCOMPARE(differences(flattened, one), QStringList{u"compared"_s});
    QCOMPARE(differences(flattened, token(R"({"a":2})")), (QStringList{u"compared"_s, u"claims changed a"_s}));
    // A claim that stands twice has no one value: nothing is called removed for that.
    QCOMPARE(differences(one, token(R"({"a":1,"a":2})")), QStringList{u"not compared"_s});
    const QByteArray jwe =
        jose::encodeBase64Url(R"({"alg":"dir","enc":"A256GCM"})") + "..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA";
    QCOMPARE(differences(jwe, jwe), QStringList{u"not compared"_s});
    const QByteArray other = jose::encodeBase64Url(R"({"alg":"dir","enc":"A128GCM"})") + jwe.sliced(jwe.indexOf('.'));
    QCOMPARE(differences(jwe, other), (QStringList{u"not compared"_s, u"header changed enc"_s}));
}

void tst_app_TokenMany::lintHoldsAgainstAProfile()
{
    const QByteArray m2m = token(
        R"({"iss":"https://t/","sub":"c@clients","aud":"x","iat":1,"exp":2,"azp":"c","gty":"client-credentials"})");
    const auto broken = [this](const QByteArray &text, const QString &profile) {
        QStringList ids;
        const Ran ran =
            m_line.json({u"token"_s, u"lint"_s, u"--profile"_s, profile, u"--secret-file"_s, m_secret}, text);
        const QJsonArray rules = ran.object()[u"rules"_s].toArray();
        for (const QJsonValueConstRef rule : rules) {
            if (!rule[u"kept"_s].toBool())
                ids.append(rule[u"rule"_s].toString());
        }
        return ids;
    };
    QCOMPARE(broken(m2m, u"auth0"_s), QStringList());
    QCOMPARE(broken(m2m, u"rfc9068"_s), (QStringList{u"type"_s, u"claim-client_id"_s, u"claim-jti"_s}));
    const QByteArray worse =
        token(R"({"iss":"https://t","sub":"c@clients","aud":"x","iat":1,"exp":2,"azp":"d","nonce":"n"})");
    QCOMPARE(broken(worse, u"auth0"_s), (QStringList{u"issuer-slash"_s, u"client-credentials"_s, u"no-id-token"_s}));
    // Of what is no token no rule is called broken.
    const Ran none = m_line.runPlain({u"token"_s, u"lint"_s, u"--profile=auth0"_s}, "hello");
    QCOMPARE(none.exit, 1);
    QCOMPARE(none.out, ""_ba);
    QVERIFY2(none.err.contains("no readable token"), none.err.constData());
}

void tst_app_TokenMany::signMakesWhatVerifies()
{
    const Ran made = m_line.runPlain({u"token"_s, u"sign"_s, u"--secret-file"_s, m_secret, u"--kid"_s, u"k"_s},
                                     R"({"sub":"x","n":1.50})");
    QCOMPARE(made.exit, 0);
    const Ran seen = m_line.json({u"token"_s, u"inspect"_s, u"--secret-file"_s, m_secret}, made.out);
    QCOMPARE(seen.exit, 0);
    QCOMPARE(seen.object()[u"header"_s][u"kid"_s].toString(), u"k"_s);
    QVERIFY(seen.out.contains("1.50"));
    const QString keys = qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests/support/TestKeys/"_s;
    const Ran rsa = m_line.runPlain(
        {u"token"_s, u"sign"_s, u"--key"_s, keys + u"private-pkcs8.pem"_s, u"--alg"_s, u"RS512"_s}, "{}");
    QCOMPARE(
        m_line.runPlain({u"token"_s, u"verify"_s, u"--key"_s, keys + u"public-spki.pem"_s, u"--count"_s}, rsa.out).exit,
        0);
    // Each kind of key, with the algorithm it is for.
    const QList<std::pair<QString, QString>> pairs{{u"private.jwk"_s, u"public-spki.pem"_s},
                                                   {u"ec-private-pkcs8.pem"_s, u"ec-public.pem"_s},
                                                   {u"ec-private-sec1.pem"_s, u"ec-public.pem"_s},
                                                   {u"ed25519-private.pem"_s, u"ed25519-public.pem"_s},
                                                   {u"ed448-private.pem"_s, u"ed448-public.pem"_s}};
    for (const auto &[privateKey, publicKey] : pairs) {
        const Ran one = m_line.runPlain({u"token"_s, u"sign"_s, u"--key"_s, keys + privateKey}, "{}");
        QVERIFY2(one.exit == 0, one.all().constData());
        const Ran judged = m_line.runPlain({u"token"_s, u"verify"_s, u"--key"_s, keys + publicKey}, one.out);
        QVERIFY2(judged.exit == 0, judged.all().constData());
        const QStringList unfit{u"token"_s, u"sign"_s, u"--key"_s, keys + privateKey, u"--alg"_s, u"HS256"_s};
        QCOMPARE(m_line.runPlain(unfit, "{}").exit, 1);
    }
    QCOMPARE(m_line.runPlain({u"token"_s, u"sign"_s, u"--key"_s, keys + u"ec-public.pem"_s}, "{}").exit, 1);
    // Refused: a secret shorter than its hash, another kind of key, claims that are none.
    QCOMPARE(
        m_line.runPlain({u"token"_s, u"sign"_s, u"--secret-file"_s, write(u"short"_s, "short"), u"-"_s}, "{}").exit, 1);
    QCOMPARE(m_line.runPlain({u"token"_s, u"sign"_s, u"--secret-file"_s, m_secret, u"--alg"_s, u"RS256"_s}, "{}").exit,
             1);
    QCOMPARE(m_line.runPlain({u"token"_s, u"sign"_s, u"--secret-file"_s, m_secret}, "[1]").exit, 1);
    QCOMPARE(m_line.runPlain({u"token"_s, u"sign"_s, u"--secret-file"_s, m_secret}, R"({"a":1,"a":2})").exit, 1);
}

void tst_app_TokenMany::nothingActsOnTheTerminal()
{
    const QByteArray claims =
        "{\"<img src=/etc/hostname>\\u202e\":\"\\u001b[31mred\\u0007\",\"azp\":\"\\u001b]0;x\\u0007\",\"exp\":1}";
    const QString file = write(u"hostile"_s, token(claims));
    const QString other = write(u"other"_s, token("{}"));
    const QList<QStringList> commands{{u"inspect"_s, file},
                                      {u"scan"_s, file},
                                      {u"scan"_s, u"--count"_s, file},
                                      {u"scan"_s, u"--format=csv"_s, file},
                                      {u"scan"_s, u"--format=markdown"_s, file},
                                      {u"lint"_s, u"--profile=auth0"_s, file},
                                      {u"diff"_s, file, other}};
    for (const QStringList &command : commands) {
        for (const QString &json : {QString(), u"--json"_s}) {
            const Ran ran = m_line.runPlain(
                (QStringList{u"token"_s} + command + QStringList{json}).filter(QRegularExpression(u"."_s)));
            QVERIFY2(!ran.all().contains('\x1b') && !ran.all().contains('\a'), ran.all().constData());
            QVERIFY2(!ran.all().contains("\xE2\x80\xAE"), ran.all().constData());
        }
    }
}

QTEST_GUILESS_MAIN(tst_app_TokenMany)
#include "tst_app_TokenMany.moc"
