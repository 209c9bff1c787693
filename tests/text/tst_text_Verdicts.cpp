#include "ui/text/FlowText.h"
#include "ui/text/ResolutionText.h"
#include "ui/text/TokenFaultText.h"
#include "ui/text/VerdictText.h"

#include <QSet>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::ui::text;
using inspector::Reason;

class tst_text_Verdicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyReasonHasASentence_data();
    void everyReasonHasASentence();
    void wordsTellVerdictsApart();
    void anExpiredTokenIsStillVerified();
    void everyResolutionStepHasASentence();
    void everyFaultHasASentence();
    void everyOutcomeHasASentence_data();
    void everyOutcomeHasASentence();
    void aRefusalIsQuoted();
};

void tst_text_Verdicts::everyReasonHasASentence_data()
{
    QTest::addColumn<int>("reason");
    for (int i = 0; i <= static_cast<int>(Reason::LineInvalid); ++i)
        QTest::newRow(qPrintable(inspector::reasonCode(static_cast<Reason>(i)))) << i;
}

void tst_text_Verdicts::everyReasonHasASentence()
{
    QFETCH(int, reason);
    const auto value = static_cast<Reason>(reason);
    QVERIFY(reasonSentence(value).endsWith(u'.'));
    QCOMPARE(reasonAdvice(value).isEmpty(), value == Reason::Verified);
}

void tst_text_Verdicts::wordsTellVerdictsApart()
{
    QSet<QString> words;
    int count = 0;
    for (int i = 0; i < 3; ++i, ++count)
        words.insert(verdictWord(static_cast<inspector::Verdict>(i)));
    for (int i = 0; i < 5; ++i, ++count)
        words.insert(formWord(static_cast<inspector::Form>(i)));
    for (int i = 0; i < 5; ++i, ++count)
        words.insert(signatureWord(static_cast<inspector::Signature>(i)));
    for (int i = 0; i < 6; ++i, ++count)
        words.insert(timeWord(static_cast<inspector::Time>(i)));
    for (int i = 0; i < 4; ++i, ++count)
        words.insert(claimsWord(static_cast<inspector::Claims>(i)));
    for (int i = 0; i < 4; ++i, ++count)
        words.insert(policyWord(static_cast<inspector::Policy>(i)));
    QVERIFY(!words.contains(QString()));
    QCOMPARE(words.size(), count);
}

void tst_text_Verdicts::anExpiredTokenIsStillVerified()
{
    inspector::TokenInspection inspection;
    inspection.form = inspector::Form::Ok;
    inspection.signature = inspector::Signature::Verified;
    inspection.reason = Reason::Verified;
    inspection.time = inspector::Time::Expired;
    inspection.expiresAt = 1'700'000'000;
    inspection.judgedAt = base::Instant(std::chrono::seconds(1'700'000'000 + 7200));
    QCOMPARE(verdictText(inspection).word, QStringLiteral("Verified"));
    QVERIFY(verdictText(inspection).sentence.contains(QStringLiteral("expired")));
    QCOMPARE(timeText(inspection).word, QStringLiteral("Expired"));
    QVERIFY(timeText(inspection).sentence.contains(QStringLiteral("2 hours ago")));
    // A time far outside every calendar neither overflows nor is painted as a date.
    inspection.expiresAt = std::numeric_limits<qint64>::max();
    QVERIFY(!timeText(inspection).sentence.isEmpty());
}

void tst_text_Verdicts::everyResolutionStepHasASentence()
{
    using Kind = inspector::ResolutionStep::Kind;
    QSet<QString> sentences;
    for (int i = 0; i <= static_cast<int>(Kind::KeysTried); ++i) {
        const QString sentence = resolutionText({static_cast<Kind>(i), {QStringLiteral("A\x1b"), QStringLiteral("B")}});
        QVERIFY(sentence.endsWith(u'.'));
        QVERIFY(!sentence.contains(u'%'));
        QVERIFY(!sentence.contains(QChar(0x1b)));
        sentences.insert(sentence);
    }
    QCOMPARE(sentences.size(), static_cast<int>(Kind::KeysTried) + 1);
    QVERIFY(isAgainst(Kind::AlgorithmRefused));
    QVERIFY(!isAgainst(Kind::KeyByKid));
}

void tst_text_Verdicts::everyFaultHasASentence()
{
    for (int i = 0; i <= static_cast<int>(jose::JwsError::Kind::Shortened); ++i) {
        jose::JwsError error;
        error.kind = static_cast<jose::JwsError::Kind>(i);
        QVERIFY(!jwsErrorText(error).isEmpty());
    }
    for (int i = 0; i <= static_cast<int>(jose::JsonError::Kind::TooMany); ++i)
        QVERIFY(!jsonErrorText({static_cast<jose::JsonError::Kind>(i), 3, QStringLiteral("alg")}).isEmpty());
    for (int i = 0; i <= static_cast<int>(jose::KeyError::Kind::TooLarge); ++i)
        QVERIFY(keyErrorText({static_cast<jose::KeyError::Kind>(i), QStringLiteral("kty")}).endsWith(u'.'));
    for (int i = 0; i <= static_cast<int>(jose::Base64UrlError::Kind::SpareBits); ++i) {
        jose::JwsError error;
        error.kind = jose::JwsError::Kind::Base64Url;
        error.segment = 1;
        error.base64.kind = static_cast<jose::Base64UrlError::Kind>(i);
        QVERIFY(jwsErrorText(error).contains(QStringLiteral("payload")));
    }
}

void tst_text_Verdicts::everyOutcomeHasASentence_data()
{
    QTest::addColumn<int>("outcome");
    for (int i = 0; i <= static_cast<int>(flow::FlowOutcome::Cancelled); ++i)
        QTest::newRow(qPrintable(flow::outcomeName(static_cast<flow::FlowOutcome>(i)))) << i;
}

void tst_text_Verdicts::everyOutcomeHasASentence()
{
    QFETCH(int, outcome);
    flow::FlowTranscript transcript;
    transcript.outcome = static_cast<flow::FlowOutcome>(outcome);
    const OutcomeText text = outcomeText(transcript, {QStringLiteral("Reports"), QStringLiteral("Orders")});
    QVERIFY(!text.title.isEmpty());
    using enum flow::FlowOutcome;
    const bool needsAction =
        transcript.outcome != Running && transcript.outcome != Verified && transcript.outcome != Cancelled;
    QCOMPARE(text.action.isEmpty(), !needsAction);
}

void tst_text_Verdicts::aRefusalIsQuoted()
{
    flow::FlowTranscript transcript;
    transcript.outcome = flow::FlowOutcome::ClientNotAuthorized;
    oauth::TokenExchange exchange;
    exchange.answer = oauth::TokenErrorResponse{
        403, QStringLiteral("access_denied"), QStringLiteral("Client \"abc\" is not authorized\x1b"), {}};
    transcript.exchange = exchange;
    const OutcomeText text = outcomeText(transcript, {QStringLiteral("Reports"), QStringLiteral("Orders")});
    QVERIFY(text.sentence.contains(QStringLiteral("403 access_denied: Client \"abc\" is not authorized\\u001B")));
    QVERIFY(text.action.contains(QStringLiteral("Reports")));
}

QTEST_GUILESS_MAIN(tst_text_Verdicts)
#include "tst_text_Verdicts.moc"
