#include "models/scan/BatchCounts.h"
#include "models/scan/BatchExport.h"
#include "models/scan/BatchJob.h"
#include "models/scan/RotationRehearsal.h"
#include "tests/inspector/TokenSmith.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace gatehouse;
using namespace gatehouse::scan;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

class tst_scan_Batch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repetitionsAreInspectedOnce();
    void judgingIsTold();
    void secretsAreNamed();
    void repeatedIdsAreMarked_data();
    void repeatedIdsAreMarked();
    void repeatedIdsAreMarkedAcrossInputs();
    void thePolicyIsToldEverywhere();
    void stopsAtTheLimit();
    void cancelEndsIt();
    void whatWasNotJudgedHasNoRow();
    void anUnreadableFileIsSaid();
    void theJobDelivers();
    void theJobForgetsAnEarlierRun();
    void rehearsesARotation();
    void exportsHoldNoSignature_data();
    void exportsHoldNoSignature();
    void tokensInsideAreInspected();
    void signaturesAreCut_data();
    void signaturesAreCut();

private:
    QByteArray token(int number, const char *more = "") const
    {
        return m_smith.hs256(R"({"alg":"HS256"})", R"({"azp":"client )" + QByteArray::number(number % 3) + R"(","n":)" +
                                                       QByteArray::number(number) + more + '}');
    }
    QString write(const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(u"input"_s));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }
    static inspector::VerificationPolicy policy()
    {
        return {.keys = TokenSmith::hmacKey(),
                .now = base::Instant(std::chrono::seconds(1700000000)),
                .textOrigin = inspector::VerificationPolicy::TextOrigin::Field};
    }
    BatchResult inspected(const QByteArray &text) const
    {
        BatchInspection batch(m_smith.inspector, policy, {.threads = 2});
        QBuffer buffer;
        buffer.setData(text);
        buffer.open(QIODevice::ReadOnly);
        if (!batch.addDevice(u"pasted"_s, buffer))
            qFatal("a buffer could not be read");
        return batch.take();
    }

    TokenSmith m_smith;
    QTemporaryDir m_folder;
};

void tst_scan_Batch::repetitionsAreInspectedOnce()
{
    QByteArray text;
    for (int i = 0; i < 600; ++i)
        text += token(i % 200) + '\n';
    text += token(1000).chopped(3) + "AAA\n";
    const BatchResult result = inspected(text);
    QCOMPARE(result.rows.size(), 201);
    QCOMPARE(result.progress.found, 601);
    QCOMPARE(result.progress.distinct, 201);
    QCOMPARE(result.rows[7].seen, 3);
    QCOMPARE(result.rows[7].place.line, 8);
    QCOMPARE(result.rows[7].client, u"client 1"_s);
    const BatchCounts counts = countsOf(result.rows);
    QCOMPARE(counts.byVerdict, (QMap<QString, int>{{u"verified"_s, 200}, {u"not-verified"_s, 1}}));
    QCOMPARE(counts.byReason.value(u"signature-wrong"_s), 1);
    QCOMPARE(counts.byClient.value(u"client 0"_s), 67);
}

/// Finding tokens is quick and judging them is not: who watches sees it go on.
void tst_scan_Batch::judgingIsTold()
{
    QByteArray text;
    constexpr int all = 5000;
    for (int i = 0; i < all; ++i)
        text += token(i) + '\n';
    QList<qint64> told;
    BatchInspection batch(m_smith.inspector, policy, {.threads = 1, .progress = [&told](const BatchProgress &progress) {
                                                          told.append(progress.distinct);
                                                      }});
    QVERIFY(batch.addFile(write(text)));
    QVERIFY(std::ranges::is_sorted(told));
    QVERIFY2(std::ranges::count_if(told, [](qint64 one) { return one > 0 && one < all; }) > 2,
             qPrintable(QString::number(told.size())));
    QCOMPARE(told.last(), all);
}

void tst_scan_Batch::secretsAreNamed()
{
    inspector::TokenInspection inspection;
    inspection.key.origin = inspector::KeyUsed::Origin::ApiSecret;
    inspection.key.apiName = u"Orders"_s;
    inspection.key.bits = 384;
    QCOMPARE(rowOf({}, 0, inspection).keyUsed, u"secret:Orders"_s);
    inspection.key.apiName.clear();
    QCOMPARE(rowOf({}, 0, inspection).keyUsed, u"secret"_s);
    inspection.key.kid = u"k"_s;
    QCOMPARE(rowOf({}, 0, inspection).keyUsed, u"k"_s);
    QCOMPARE(rowOf({}, 0, {}).keyUsed, QString()); // no key at all
}

void tst_scan_Batch::repeatedIdsAreMarked_data()
{
    QTest::addColumn<QByteArrayList>("payloads");
    QTest::addColumn<QList<bool>>("marked");
    const auto row = [](const char *name, const QByteArrayList &payloads, const QList<bool> &marked) {
        QTest::newRow(name) << payloads << marked;
    };
    const QByteArray first = R"({"iss":"i","jti":"1","n":1})";
    const QByteArray second = R"({"iss":"i","jti":"1","n":2})";
    row("86 two tokens with one jti", {first, second}, {true, true});
    row("86 three, and one between", {first, R"({"iss":"i","jti":"2"})", second, R"({"iss":"i","jti":"1","n":3})"},
        {true, false, true, true});
    row("86 the same token at two places is no replay", {first, first}, {false});
    row("86 another issuer", {first, R"({"iss":"j","jti":"1"})"}, {false, false});
    row("86 no issuer at all", {R"({"jti":"1","n":1})", R"({"jti":"1","n":2})"}, {true, true});
    row("86 letters moved from issuer to jti", {R"({"iss":"ab","jti":"c"})", R"({"iss":"a","jti":"bc"})"},
        {false, false});
    row("86 jti in another case", {R"({"jti":"a"})", R"({"jti":"A"})"}, {false, false});
    row("86 jti a number", {R"({"jti":1,"n":1})", R"({"jti":1,"n":2})"}, {false, false});
    row("86 no jti", {R"({"n":1})", R"({"n":2})"}, {false, false});
    row("86 an empty jti is one", {R"({"jti":"","n":1})", R"({"jti":"","n":2})"}, {true, true});
}

void tst_scan_Batch::repeatedIdsAreMarked()
{
    QFETCH(QByteArrayList, payloads);
    QFETCH(QList<bool>, marked);
    QByteArray text;
    for (const QByteArray &payload : std::as_const(payloads))
        text += m_smith.hs256(R"({"alg":"HS256"})", payload) + '\n';
    const BatchResult result = inspected(text);
    QList<bool> is;
    for (const BatchRow &row : result.rows) {
        QVERIFY(row.findings.count(u"jti-repeated"_s) <= 1);
        is.append(row.findings.contains(u"jti-repeated"_s));
        // It says something of the batch, and nothing of the signature.
        QCOMPARE(row.verdict, inspector::Verdict::Verified);
    }
    QCOMPARE(is, marked);
    QCOMPARE(countsOf(result.rows).byFinding.value(u"jti-repeated"_s), marked.count(true));
}

void tst_scan_Batch::repeatedIdsAreMarkedAcrossInputs()
{
    BatchInspection batch(m_smith.inspector, policy, {.threads = 2});
    for (int i = 0; i < 2; ++i) {
        // More than one thread inspects at once.
        QByteArray text;
        for (int j = 0; j < 300; ++j)
            text += token(1000 * i + j, R"(,"iss":"nobody")") + '\n';
        text += token(5000 + i, R"(,"jti":"twice")");
        QBuffer buffer;
        buffer.setData(text);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        QVERIFY(batch.addDevice(QString::number(i), buffer));
    }
    QCOMPARE(batch.result().rows.size(), 602);
    QCOMPARE(countsOf(batch.result().rows).byFinding.value(u"jti-repeated"_s), 2);
    QVERIFY(batch.result().rows[300].findings.contains(u"jti-repeated"_s));
    QVERIFY(batch.result().rows[601].findings.contains(u"jti-repeated"_s));
}

void tst_scan_Batch::thePolicyIsToldEverywhere()
{
    const QByteArray good =
        m_smith.hs256(R"({"alg":"HS256","typ":"JWT"})", R"({"iss":"i","aud":"a","exp":1700000600})");
    const QByteArray bad = m_smith.hs256(R"({"alg":"HS256","jku":"http://keys.example/"})", "{}");
    const QByteArray unsecured = TokenSmith::part(R"({"alg":"none"})") + '.' + TokenSmith::part("{}") + '.';
    const BatchResult result = inspected(good + '\n' + bad + '\n' + unsecured + " \n");
    QCOMPARE(result.rows.size(), 3);
    QVERIFY2(result.rows[0].policy == inspector::Policy::Ok, qPrintable(result.rows[0].findings.join(u' ')));
    QCOMPARE(result.rows[1].policy, inspector::Policy::Violated);
    QCOMPARE(result.rows[2].policy, inspector::Policy::Violated);
    QCOMPARE(countsOf(result.rows).byPolicy, (QMap<QString, int>{{u"ok"_s, 1}, {u"violated"_s, 2}}));
    QVERIFY(exportColumns().contains(u"policy"_s));
    for (const ExportFormat format : {ExportFormat::Json, ExportFormat::Csv, ExportFormat::Markdown}) {
        QByteArray out;
        QVERIFY(exportBatch(result, format, [&out](QByteArrayView part) {
            out += part;
            return true;
        }));
        QCOMPARE(out.count("violated"), 2);
        QVERIFY(out.contains("policy"));
    }
}

void tst_scan_Batch::stopsAtTheLimit()
{
    BatchInspection batch(m_smith.inspector, policy, {.threads = 1, .rowLimit = 2});
    QBuffer buffer;
    buffer.setData(token(1) + ' ' + token(2) + ' ' + token(3) + ' ' + token(1));
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    QVERIFY(batch.addDevice({}, buffer));
    QCOMPARE(batch.result().rows.size(), 2);
    QCOMPARE(batch.result().rows[0].seen, 2);
    QCOMPARE(batch.result().progress.found, 4);
    QVERIFY(batch.result().progress.isFull);
}

void tst_scan_Batch::whatWasNotJudgedHasNoRow()
{
    QByteArray text;
    for (int i = 0; i < 2000; ++i)
        text += m_smith.hs256(R"({"alg":"HS256"})", R"({"n":)" + QByteArray::number(i) + '}') + '\n';
    std::stop_source stop;
    int groups = 0;
    const auto stopping = [&] {
        if (++groups == 2)
            stop.request_stop();
        return inspector::VerificationPolicy{.keys = TokenSmith::hmacKey()};
    };
    BatchInspection batch(m_smith.inspector, stopping, {.threads = 1, .stop = stop.get_token()});
    QBuffer device(&text);
    QVERIFY(device.open(QIODevice::ReadOnly));
    const auto added = batch.addDevice(u"-"_s, device);
    QVERIFY(!added);
    QCOMPARE(added.error().code, base::ErrorCode::Cancelled);
    const BatchResult &result = batch.result();
    QVERIFY(!result.rows.isEmpty() && result.rows.size() < 2000);
    QCOMPARE(result.progress.distinct, result.rows.size());
    for (const BatchRow &row : result.rows)
        QCOMPARE(row.verdict, inspector::Verdict::Verified);
}

void tst_scan_Batch::cancelEndsIt()
{
    std::stop_source stop;
    stop.request_stop();
    BatchInspection batch(m_smith.inspector, policy, {.threads = 2, .stop = stop.get_token()});
    const auto added = batch.addFile(write(token(1)));
    QVERIFY(!added);
    QCOMPARE(added.error().code, base::ErrorCode::Cancelled);
    QCOMPARE(batch.result().rows.size(), 0);
}

void tst_scan_Batch::anUnreadableFileIsSaid()
{
    BatchInspection batch(m_smith.inspector, policy, {});
    const auto added = batch.addFile(m_folder.filePath(u"missing"_s));
    QVERIFY(!added);
    QCOMPARE(added.error().code, base::ErrorCode::FileUnreadable);
}

void tst_scan_Batch::theJobDelivers()
{
    BatchJob job(m_smith.inspector, policy);
    QSignalSpy finished(&job, &BatchJob::finished);
    QSignalSpy progressed(&job, &BatchJob::progressed);
    job.start({{write(token(1) + '\n' + token(2)), {}}, {u"pasted"_s, token(3)}, {u"/nowhere"_s, {}}});
    QVERIFY(job.isRunning());
    QVERIFY(finished.wait());
    QVERIFY(!job.isRunning());
    const auto result = finished[0][0].value<std::shared_ptr<const BatchResult>>();
    QCOMPARE(result->rows.size(), 3);
    QCOMPARE(result->rows[2].source, 1);
    QCOMPARE(finished[0][1].value<std::optional<base::Error>>()->code, base::ErrorCode::FileUnreadable);
    QVERIFY(!progressed.isEmpty());
}

void tst_scan_Batch::theJobForgetsAnEarlierRun()
{
    BatchJob job(m_smith.inspector, policy);
    QSignalSpy finished(&job, &BatchJob::finished);
    job.start({{u"first"_s, token(1)}});
    job.start({{u"second"_s, token(2)}});
    QVERIFY(finished.wait());
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished[0][0].value<std::shared_ptr<const BatchResult>>()->sources, QStringList{u"second"_s});
    job.start({{u"third"_s, QByteArray(50'000'000, 'x')}});
    job.cancel();
    // Goes while it works.
}

void tst_scan_Batch::rehearsesARotation()
{
    const auto row = [](const char *client, const char *key, std::optional<qint64> expires,
                        inspector::Signature signature = inspector::Signature::Verified) {
        BatchRow out;
        out.client = QString::fromLatin1(client);
        out.keyUsed = QString::fromLatin1(key);
        out.expiresAt = expires;
        out.signature = signature;
        out.audience = QStringList{u"https://api/"_s};
        return out;
    };
    const QList<BatchRow> rows{row("a", "k1", 2000),
                               row("a", "k1", 3000),
                               row("b", "k1", {}),
                               row("a", "k1", 999),
                               row("a", "k1", 1000),
                               row("a", "k2", 5000),
                               row("c", "k1", 5000, inspector::Signature::Failed)};
    const RotationRehearsal rehearsal = rehearseRotation(rows, u"k1"_s, base::Instant(std::chrono::seconds(1000)));
    QCOMPARE(rehearsal.stopping, 3);
    QCOMPARE(rehearsal.expiredBefore, 2);
    QCOMPARE(rehearsal.otherKeys, 1);
    QCOMPARE(rehearsal.notVerified, 1);
    using Affected = RotationRehearsal::Affected;
    const QList<Affected> expected{{u"a"_s, u"https://api/"_s, 2, 3000, false},
                                   {u"b"_s, u"https://api/"_s, 1, 0, true}};
    QCOMPARE(rehearsal.affected, expected);
    QCOMPARE(rehearseRotation(rows, u"k9"_s, {}).stopping, 0);
}

void tst_scan_Batch::exportsHoldNoSignature_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("JSON") << int(ExportFormat::Json);
    QTest::newRow("CSV") << int(ExportFormat::Csv);
    QTest::newRow("Markdown") << int(ExportFormat::Markdown);
}

void tst_scan_Batch::exportsHoldNoSignature()
{
    QFETCH(int, format);
    const QByteArray hostile = m_smith.hs256(R"({"alg":"HS256","kid":"=cmd|' /C calc'!A0"})",
                                             "{\"azp\":\"<img src=/etc/hostname> \\u202e\\u001b[31m\",\"sub\":\"@x\"}");
    const BatchResult result = inspected("Authorization: Bearer " + hostile + '\n' + token(2));
    QByteArray out;
    QVERIFY(exportBatch(result, ExportFormat(format), [&out](QByteArrayView part) {
        out += part;
        return true;
    }));
    QVERIFY(!out.contains(hostile.sliced(hostile.lastIndexOf('.') + 1)));
    QVERIFY(!out.contains('\x1b'));
    // JSON is exact; nothing computes its cells.
    QVERIFY(ExportFormat(format) == ExportFormat::Json || !out.contains("\"=cmd"));
    QVERIFY(out.contains("verified"));
    if (ExportFormat(format) == ExportFormat::Json) {
        const auto json = jose::parseStrictJson(out);
        QVERIFY(json.has_value());
        QCOMPARE(json->member(u"tokens")->elements.size(), 2);
        QCOMPARE(json->member(u"tokens")->elements[0].member(u"name")->string, u"Authorization"_s);
    }
    if (ExportFormat(format) == ExportFormat::Markdown)
        QVERIFY(!out.contains("<img"));
    QVERIFY(!exportBatch(result, ExportFormat(format), [](QByteArrayView) { return false; }));
}

void tst_scan_Batch::tokensInsideAreInspected()
{
    // Encrypted with A128GCM and the octets 0 to 15: {"alg":"HS256"} and {"sub":"joe"}, signed with 32 zero octets.
    const QByteArray encrypted =
        "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIiwiY3R5IjoiSldUIn0..AAAAAAAAAAAAAAAA.LK_NO_vcxeWs4DAhNfv5rPfEYR"
        "caD7tyKjlhF_X4lRxBAYSKY0qKntFiFIv0L-bR6rqruyUIywkROFmPzFSRb50ViTcw_cWko-YEisYHbDGBA2o.OMar3JJtc8ZYbt"
        "LXUy6z9w";
    QByteArray octets;
    for (int i = 0; i < 16; ++i)
        octets.append(static_cast<char>(i));
    const QByteArray inner = m_smith.hs256(R"({"alg":"HS256"})", R"({"sub":"joe"})");
    const QByteArray outer = m_smith.hs256(R"({"alg":"HS256","cty":"JWT"})", inner);
    const QByteArray claim = m_smith.hs256(R"({"alg":"HS256"})", R"({"act":")" + token(7) + "\"}");
    const auto inspectedWith = [&](const QByteArray &text, bool isNested) {
        const auto opening = [&octets] {
            inspector::VerificationPolicy opens = policy();
            opens.decryptionKeys = {jose::PrivateKey::fromSecret(base::Secret(QByteArrayView(octets)))};
            return opens;
        };
        BatchInspection batch(m_smith.inspector, opening, {.threads = 2, .isNested = isNested});
        QBuffer buffer;
        buffer.setData(text);
        buffer.open(QIODevice::ReadOnly);
        if (!batch.addDevice(u"pasted"_s, buffer))
            qFatal("a buffer could not be read");
        return batch.take();
    };
    const auto tokens = [](const BatchResult &result) {
        QByteArrayList list;
        for (const BatchRow &row : result.rows)
            list.append(row.token);
        return list;
    };
    // What is decrypted could not be found otherwise.
    const BatchResult opened = inspectedWith("\n" + encrypted + ' ' + encrypted + '\n', false);
    QCOMPARE(tokens(opened), (QByteArrayList{encrypted, inner}));
    QCOMPARE(opened.rows.first().reason, inspector::Reason::Decrypted);
    QCOMPARE(opened.rows.last().signature, inspector::Signature::Verified);
    QCOMPARE(opened.rows.last().place.line, 2);
    QCOMPARE(opened.rows.last().seen, 2);
    QCOMPARE(opened.progress.found, 4);
    QCOMPARE(tokens(inspectedWith(outer, false)), QByteArrayList{outer});
    QCOMPARE(tokens(inspectedWith(outer, true)), (QByteArrayList{outer, inner}));
    QCOMPARE(tokens(inspectedWith(claim, true)), (QByteArrayList{claim, token(7)}));
}

void tst_scan_Batch::signaturesAreCut_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("cut");
    QTest::newRow("token") << "a.b.c"_ba << "a.b.[cut]"_ba;
    QTest::newRow("no token") << "abc"_ba << "[cut]"_ba;
}

void tst_scan_Batch::signaturesAreCut()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, cut);
    QCOMPARE(withoutSignature(token), cut);
}

QTEST_GUILESS_MAIN(tst_scan_Batch)
#include "tst_scan_Batch.moc"
