#include "models/inspector/HeaderShape.h"
#include "models/scan/BatchInspection.h"
#include "models/transport/TokenScanner.h"
#include "tests/inspector/TokenSmith.h"

#include <QBuffer>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::scan;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Rows 7, 8, 99 and 100 of the catalogue of token inputs, under their numbers: what tokens travel in, many at once,
/// and sizes. A row names each token that is to be found, where it stands and what it is judged to be.
class tst_scan_Catalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsIncomplete();
    void finds_data();
    void finds();
    void row99AnythingLarge_data();
    void row99AnythingLarge();
    void row99CancelsWithin();
    void row100IsLinear_data();
    void row100IsLinear();

private:
    QByteArray token(int number = 1) const
    {
        return m_smith.hs256(R"({"alg":"HS256","typ":"JWT"})",
                             R"({"sub":"auth0|5f7c8ec7c33c6c004bbafe82","n":)" + QByteArray::number(number) + '}');
    }
    static inspector::VerificationPolicy policy()
    {
        return {.keys = TokenSmith::hmacKey(),
                .textOrigin = inspector::VerificationPolicy::TextOrigin::Field,
                .explain = false,
                .judgePolicy = false};
    }
    BatchResult inspected(const QByteArray &text, qsizetype rowLimit = 1000000) const;
    void addTransports() const;
    void addCookies() const;
    void addHars() const;
    void addSeveral() const;
    void addNone() const;

    TokenSmith m_smith;
};

namespace {

/// Names where tokens stood, one for each.
void row(const QByteArray &name, const QByteArray &text, const QByteArrayList &tokens, const QStringList &places)
{
    QTest::newRow(name.constData()) << text << tokens << places;
}

QByteArray wrapped(const QByteArray &text, qsizetype width, const QByteArray &lineBreak)
{
    QByteArray out;
    for (qsizetype at = 0; at < text.size(); at += width)
        out += (at ? lineBreak : QByteArray()) + text.mid(at, width);
    return out;
}

QByteArray har(const QByteArray &entry)
{
    return R"({"log":{"version":"1.2","creator":{"name":"x"},"entries":[{"request":{"url":"x"}},)" + entry + "]}}";
}

qint64 stepsFor(const QByteArray &bytes)
{
    transport::TokenScanner scanner(inspector::headerShape, [](transport::FoundToken &&) {});
    scanner.feed(bytes);
    scanner.finish();
    return scanner.steps();
}

} // namespace

BatchResult tst_scan_Catalogue::inspected(const QByteArray &text, qsizetype rowLimit) const
{
    BatchInspection batch(m_smith.inspector, policy, {.threads = 2, .rowLimit = rowLimit});
    QBuffer buffer;
    buffer.setData(text);
    buffer.open(QIODevice::ReadOnly);
    if (!batch.addDevice(u"pasted"_s, buffer))
        qFatal("a buffer could not be read");
    return batch.take();
}

void tst_scan_Catalogue::finds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("tokens");
    QTest::addColumn<QStringList>("places");
    addTransports();
    addCookies();
    addHars();
    addSeveral();
    addNone();
}

void tst_scan_Catalogue::addTransports() const
{
    const QByteArray a = token(1);
    const QByteArray escaped = QByteArray(a).replace(".", "\\u002e");
    row("7 access_token in JSON", R"({"access_token":")" + a + R"(","token_type":"Bearer"})", {a},
        {u"1 access_token"_s});
    row("7 id_token in JSON", R"({"token_type":"Bearer","id_token": ")" + a + R"("})", {a}, {u"1 id_token"_s});
    row("7 escaped full stops in JSON", R"({"access_token":")" + escaped + R"("})", {a}, {u"1 access_token"_s});
    row("7 query", "GET /cb?state=1&access_token=" + a + "&x=2 HTTP/1.1\r\n", {a}, {u"1 access_token"_s});
    row("7 fragment", "https://app.example/cb#id_token=" + a + "&state=7", {a}, {u"1 id_token"_s});
    row("7 curl", "curl -s -H 'Authorization: Bearer " + a + "' https://api.example.com/", {a}, {u"1 Authorization"_s});
    row("7 curl over lines",
        "curl https://api.example.com/ \\\n  -X POST \\\n  -H 'accept: */*' \\\n  -H 'authorization: Bearer " + a +
            "' \\\n  --data '{}'\n",
        {a}, {u"4 authorization"_s});
    row("7 curl for cmd.exe",
        "curl ^\"https://api.example.com/^\" ^\r\n  -H ^\"authorization: Bearer " + a + "^\" ^\r\n  --compressed\r\n",
        {a}, {u"2 authorization"_s});
    row("7 syslog", "<34>1 2026-01-01T00:00:00Z host app 1 - - \nuser=joe token=" + a + " status=200\n", {a},
        {u"2 token"_s});
    row("7 CSV", "time,token,status\n1,\"" + a + "\",200\n", {a}, {u"2 "_s});
    row("7 percent-encoded form", "grant_type=x&assertion=" + QByteArray(a).replace(".", "%2E") + "&y=1", {a},
        {u"1 assertion"_s});
    row("7 mail, quoted and wrapped", "> Hello,\n> " + wrapped(a, 70, "\n> ") + "\n> Bye\n", {a}, {u"2 "_s});
}

void tst_scan_Catalogue::addCookies() const
{
    const QByteArray a = token(1);
    const QByteArray b = token(2);
    row("7 Cookie", "Cookie: theme=dark; session=" + a + "; x=1\r\n", {a}, {u"1 session"_s});
    row("7 Set-Cookie", "HTTP/1.1 200 OK\r\nSet-Cookie: session=" + a + "; Path=/; HttpOnly\r\n", {a},
        {u"2 session"_s});
    row("7 chunked cookies", "Cookie: a=1; s.0=" + a.first(60) + "; s.1=" + a.sliced(60) + "; b=2\r\n", {a},
        {u"1 s.0"_s});
    row("7 chunked Set-Cookie",
        "Set-Cookie: s.0=" + a.first(60) + "; Path=/\r\nSet-Cookie: s.1=" + a.sliced(60) + "; Path=/\r\n", {a},
        {u"1 s.0"_s});
    row("7 cookie jar", "# Netscape HTTP Cookie File\nh\tTRUE\t/\tTRUE\t0\tsession\t" + a + "\n", {a},
        {u"2 session"_s});
    row("7 chunks with another token between",
        "Cookie: s.0=" + a.first(60) + "; id=" + b + "; s.1=" + a.sliced(60) + ";", {a, b}, {u"1 s.0"_s, u"1 id"_s});
}

void tst_scan_Catalogue::addHars() const
{
    const QByteArray a = token(1);
    const QByteArray b = token(2);
    row("7 HAR request header",
        har(R"({"request":{"headers":[{"name":"Authorization","value":"Bearer )" + a + R"("}]}})"), {a},
        {u"e1 Authorization"_s});
    row("7 HAR request cookie", har(R"({"request":{"cookies":[{"name":"session","value":")" + a + R"("}]}})"), {a},
        {u"e1 session"_s});
    row("7 HAR chunked cookies",
        har(R"({"request":{"cookies":[{"name":"s.0","value":")" + a.first(60) + R"("},{"name":"s.1","value":")" +
            a.sliced(60) + R"("}]}})"),
        {a}, {u"e1 s.0"_s});
    row("7 HAR response header",
        har(R"({"request":{"url":"x"},"response":{"headers":[{"name":"set-cookie","value":"session=)" + a +
            R"(; Path=/"}]}})"),
        {a}, {u"e1 session"_s});
    row("7 HAR post data",
        har(R"({"request":{"postData":{"mimeType":"application/json","text":"{\"refresh_token\":\")" + a +
            R"(\"}"}}})"),
        {a}, {u"e1 refresh_token"_s});
    row("7 HAR response text",
        har(R"({"request":{"url":"x"},"response":{"content":{"text":"{\"access_token\":\")" + a + R"(\"}"}}})"), {a},
        {u"e1 access_token"_s});
    row("7 HAR response in base64",
        har(R"({"request":{"url":"x"},"response":{"content":{"mimeType":"application/json","text":")" +
            ("{\"access_token\":\"" + b + "\"}").toBase64() + R"(","encoding":"base64"}}})"),
        {b}, {u"e1 access_token"_s});
}

void tst_scan_Catalogue::addSeveral() const
{
    const QByteArray a = token(1);
    const QByteArray b = token(2);
    const QByteArray c = token(3);
    row("8 two, a line each", a + '\n' + b, {a, b}, {u"1 "_s, u"2 "_s});
    row("8 three between blanks", a + ' ' + b + "\t" + c, {a, b, c}, {u"1 "_s, u"1 "_s, u"1 "_s});
    row("8 in a JSON array", "[\"" + a + "\",\n\"" + b + "\"]", {a, b}, {u"1 "_s, u"2 "_s});
    row("8 the same one twice", a + '\n' + b + '\n' + a, {a, b}, {u"1 "_s, u"2 "_s});
    row("8 two that are wrapped", wrapped(a, 76, "\n") + "\n\n" + wrapped(b, 76, "\n") + '\n', {a, b},
        {u"1 "_s, QString::number(3 + (a.size() - 1) / 76) + u' '});
    row("8 an access token and an id token", R"({"access_token":")" + a + R"(","id_token":")" + b + R"("})", {a, b},
        {u"1 access_token"_s, u"1 id_token"_s});
}

void tst_scan_Catalogue::addNone() const
{
    row("7 a HAR without one", har(R"({"request":{"url":"x"},"response":{"content":{"text":"eyJhbGciOi..."}}})"), {},
        {});
    row("7 a base64 body without one",
        har(R"({"request":{"url":"x"},"response":{"content":{"text":")" + "{\"eyJ\":1}"_ba.toBase64() +
            R"(","encoding":"base64"}}})"),
        {}, {});
    row("8 two shortened copies", "eyJhbGciOi... eyJ0eXAi...", {}, {});
}

void tst_scan_Catalogue::tellsWhatIsIncomplete()
{
    const auto check = [this](const QByteArray &text, const char *reason) {
        const BatchResult result = inspected(text);
        QCOMPARE(result.rows.size(), 1);
        QCOMPARE(inspector::reasonCode(result.rows.first().reason), QString::fromLatin1(reason));
        // That it does not verify would be a false alarm.
        QCOMPARE(result.rows.first().verdict, inspector::Verdict::CouldNotBeChecked);
    };
    check("Cookie: s.0=" + token(1).first(60) + "; s.2=" + token(1).sliced(60) + ";", "missing-chunk");
    check("2026-11-29T10:00:00.000000001Z stdout P t=" + token(1).chopped(8) + "\n", "cut-line");
}

void tst_scan_Catalogue::finds()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, tokens);
    QFETCH(QStringList, places);
    BatchResult result = inspected(text);
    QByteArrayList found;
    QStringList where;
    for (const BatchRow &one : std::as_const(result.rows)) {
        found.append(one.token);
        const QString line =
            one.place.entry >= 0 ? u'e' + QString::number(one.place.entry) : QString::number(one.place.line);
        where.append(line + u' ' + one.place.name);
        // Whatever it travelled in, the very characters came out.
        QCOMPARE(one.verdict, inspector::Verdict::Verified);
    }
    QCOMPARE(found, tokens);
    QCOMPARE(where, places);
}

void tst_scan_Catalogue::row99AnythingLarge_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("found");
    QTest::addColumn<qint64>("distinct");
    const QByteArray a = token(1);
    QTest::newRow("99 one token and 16 MB of nothing")
        << QByteArray(16 * 1024 * 1024, 'x') + ' ' + a << qint64{1} << qint64{1};
    QTest::newRow("99 one 50 MB line") << QByteArray(25 * 1024 * 1024, ' ') + a + ' ' +
                                              QByteArray(25 * 1024 * 1024, 'x')
                                       << qint64{1} << qint64{1};
    QTest::newRow("99 200,000 times the same token") << (a + '\n').repeated(200000) << qint64{200000} << qint64{1};
    QTest::newRow("99 a header of 1 MB") << TokenSmith::part(R"({"alg":"HS256","x":")" + QByteArray(1024 * 1024, 'x') +
                                                             R"("})") +
                                                ".e30.AAAA\n" + a
                                         << qint64{1} << qint64{1};
}

void tst_scan_Catalogue::row99AnythingLarge()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, found);
    QFETCH(qint64, distinct);
    const BatchResult result = inspected(text);
    QVERIFY2(result.progress.found >= found, qPrintable(QString::number(result.progress.found)));
    QVERIFY(result.progress.distinct >= distinct);
    QVERIFY(std::ranges::any_of(result.rows,
                                [](const BatchRow &one) { return one.verdict == inspector::Verdict::Verified; }));
    // What is kept is bounded by the rows, not by the input.
    const BatchResult limited = inspected(token(7) + '\n' + text, 1);
    QCOMPARE(limited.rows.size(), 1);
    QVERIFY(limited.progress.isFull);
}

void tst_scan_Catalogue::row99CancelsWithin()
{
    // Stopped from its own report, after the first piece: the rest is not read.
    std::stop_source stop;
    BatchInspection batch(
        m_smith.inspector, policy,
        {.threads = 2, .stop = stop.get_token(), .progress = [&stop](const BatchProgress &) { stop.request_stop(); }});
    QBuffer buffer;
    buffer.setData((token(1) + '\n').repeated(200000));
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    const auto added = batch.addDevice(u"pasted"_s, buffer);
    QVERIFY(!added);
    QCOMPARE(added.error().code, base::ErrorCode::Cancelled);
    QVERIFY(batch.result().progress.bytes < buffer.size());
}

void tst_scan_Catalogue::row100IsLinear_data()
{
    QTest::addColumn<QByteArray>("unit");
    QTest::newRow("100 long runs of eyJ") << "eyJ"_ba;
    QTest::newRow("100 eyJ between dots") << "eyJ."_ba;
    QTest::newRow("100 dots") << "."_ba;
    QTest::newRow("100 base64 text") << "TWFueSBoYW5kcyBtYWtlIGxpZ2h0IHdvcmsu"_ba;
    QTest::newRow("100 headers without the rest") << TokenSmith::part(R"({"alg":"HS256"})") + '.';
    QTest::newRow("100 cookie chunks without their next")
        << "s.0=" + TokenSmith::part(R"({"alg":"HS256"})") + ".e30.A ";
    QTest::newRow("100 wrapped lines of base64") << QByteArray(76, 'A') + "\r\n";
    QTest::newRow("100 escapes") << R"(eyJ\u002e)"_ba;
}

void tst_scan_Catalogue::row100IsLinear()
{
    QFETCH(QByteArray, unit);
    const QByteArray small = unit.repeated(256 * 1024 / unit.size());
    const QByteArray large = small.repeated(8);
    QVERIFY2(stepsFor(large) <= 10 * large.size(),
             qPrintable(QString::number(double(stepsFor(large)) / double(large.size()))));
    QVERIFY(stepsFor(large) <= 10 * stepsFor(small) + 8 * 1024 * 1024);
}

QTEST_GUILESS_MAIN(tst_scan_Catalogue)
#include "tst_scan_Catalogue.moc"
