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
    void nothingIsSaidThatWasNotLookedAt();
    void aProofIsGoodForItsMoment();
    void severalTokensAreForTheScan();
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

void tst_text_Verdicts::nothingIsSaidThatWasNotLookedAt()
{
    inspector::TokenInspection inspection;
    inspection.policyVerdict = inspector::Policy::Ok;
    inspection.signature = inspector::Signature::Verified;
    QCOMPARE(policyText(inspection).sentence, QStringLiteral("No rule that was looked at is broken."));
    for (const auto verdict : {inspector::Policy::Ok, inspector::Policy::Warned}) {
        inspection.policyVerdict = verdict;
        inspection.signature = inspector::Signature::Verified;
        QVERIFY(!policyText(inspection).sentence.contains(QStringLiteral("relied on")));
        inspection.signature = inspector::Signature::Failed;
        QVERIFY(policyText(inspection).sentence.contains(QStringLiteral("nothing in it can be relied on")));
    }
    // What was given to judge a token by is not the matter when it cannot be read.
    inspection.policyVerdict = inspector::Policy::NotJudged;
    QCOMPARE(policyText(inspection).sentence, QStringLiteral("There was nothing readable to judge."));
    QCOMPARE(timeText(inspection).sentence, QStringLiteral("There were no readable claims to judge."));
    QCOMPARE(claimsText(inspection).sentence, QStringLiteral("There were no readable claims to judge."));
    inspection.jws.emplace();
    inspection.claims.emplace();
    QVERIFY(policyText(inspection).sentence.contains(QStringLiteral("no profile")));
    QVERIFY(timeText(inspection).sentence.contains(QStringLiteral("No moment")));
    QVERIFY(claimsText(inspection).sentence.contains(QStringLiteral("nothing to compare")));
}

void tst_text_Verdicts::aProofIsGoodForItsMoment()
{
    inspector::TokenInspection inspection;
    inspection.time = inspector::Time::NoExpiry;
    inspection.jws.emplace();
    inspection.jws->header = *jose::parseStrictJson(R"({"typ":"dpop+jwt"})");
    inspection.judgedAt = base::Instant(std::chrono::seconds(1'700'000'000 + 7200));
    QVERIFY(timeText(inspection).sentence.contains(QStringLiteral("has no iat")));
    inspection.issuedAt = 1'700'000'000;
    QCOMPARE(timeText(inspection).word, QStringLiteral("Good for its moment"));
    QVERIFY(timeText(inspection).sentence.contains(QStringLiteral("2 hours ago")));
    QVERIFY(!timeText(inspection).sentence.contains(QStringLiteral("for ever")));
    inspection.jws->header = *jose::parseStrictJson(R"({"typ":"JWT"})");
    QCOMPARE(timeText(inspection).word, QStringLiteral("Never expires"));
    QVERIFY(timeText(inspection).sentence.contains(QStringLiteral("for ever")));
}

void tst_text_Verdicts::severalTokensAreForTheScan()
{
    inspector::TokenInspection inspection;
    QCOMPARE(adviceText(inspection), reasonAdvice(Reason::NotAToken));
    inspection.findings = {inspector::makeFinding(QLatin1StringView("several-tokens"), {}, {QStringLiteral("2")})};
    QVERIFY(adviceText(inspection).contains(QStringLiteral("token scan")));
    QVERIFY(verdictText(inspection).sentence.contains(QStringLiteral("several tokens")));
    QVERIFY(formText(inspection).sentence.contains(QStringLiteral("several tokens")));
}

QTEST_GUILESS_MAIN(tst_text_Verdicts)
#include "tst_text_Verdicts.moc"
