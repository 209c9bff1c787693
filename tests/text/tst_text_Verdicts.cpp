#include "models/inspector/findings/Kinds.h"
#include "ui/text/FlowText.h"
#include "ui/text/ResolutionText.h"
#include "ui/text/TokenFaultText.h"
#include "ui/text/VerdictText.h"

#include <QSet>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::ui::text;
using inspector::Reason;

using namespace Qt::StringLiterals;

class tst_text_Verdicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyReasonHasASentence_data();
    void everyReasonHasASentence();
    void wordsTellVerdictsApart();
    void everyHeadlineIsOneOfItsKind();
    void anExpiredTokenIsStillVerified();
    void everyResolutionStepHasASentence();
    void everyFaultHasASentence();
    void everyOutcomeHasASentence_data();
    void everyOutcomeHasASentence();
    void aMemberIsNamed_data();
    void aMemberIsNamed();
    void aClaimThatIsNoTimeIsNamed();
    void aRefusalIsQuoted();
    void nothingIsSaidThatWasNotLookedAt();
    void aProofIsGoodForItsMoment();
    void severalTokensAreForTheScan();
    void aKeyIsCalledWhatItIs();
};

void tst_text_Verdicts::everyReasonHasASentence_data()
{
    QTest::addColumn<int>("reason");
    for (int i = 0; i <= static_cast<int>(Reason::ClaimsNotCompared); ++i)
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

void tst_text_Verdicts::everyHeadlineIsOneOfItsKind()
{
    QSet<QString> words;
    for (int i = 0; i < inspector::headlineCount; ++i) {
        const auto headline = static_cast<inspector::Headline>(i);
        const QString word = headlineText(headline);
        words.insert(word);
        const bool isGreen = inspector::lightOf(headline) == inspector::Light::Green;
        QCOMPARE(isGreen, headline == inspector::Headline::Verified);
        // "Do not accept" is red, and nothing with a caveat is.
        if (word.startsWith(u"Do not accept: "_s))
            QCOMPARE(inspector::lightOf(headline), inspector::Light::Red);
        if (word.startsWith(u"Valid signature; "_s))
            QCOMPARE(inspector::lightOf(headline), inspector::Light::Amber);
        const QString sentence = headlineSentence(headline);
        QVERIFY(sentence.isEmpty() || sentence.endsWith(u'.'));
    }
    QVERIFY(!words.contains(QString()));
    QCOMPARE(words.size(), inspector::headlineCount);
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
    QCOMPARE(verdictText(inspection).word, u"Expired"_s);
    QVERIFY(inspection.isVerified());
    QVERIFY(verdictText(inspection).sentence.contains(u"expired"_s));
    QCOMPARE(timeText(inspection).word, u"Expired"_s);
    QVERIFY(timeText(inspection).sentence.contains(u"2 hours ago"_s));
    // A time far outside every calendar neither overflows nor is painted as a date.
    inspection.expiresAt = std::numeric_limits<qint64>::max();
    QVERIFY(!timeText(inspection).sentence.isEmpty());
}

void tst_text_Verdicts::everyResolutionStepHasASentence()
{
    using Kind = inspector::ResolutionStep::Kind;
    QSet<QString> sentences;
    for (int i = 0; i <= static_cast<int>(Kind::KeysTried); ++i) {
        // Of a skipped key the second is why, which has a sentence of its own.
        const QString second = static_cast<Kind>(i) == Kind::KeySkipped
                                   ? jose::keyErrorCode({.kind = jose::KeyError::Kind::EmptySecret, .member = {}})
                                   : u"B"_s;
        const QString sentence = resolutionText({static_cast<Kind>(i), {u"A\x1b"_s, second}});
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
        QVERIFY(!jsonErrorText({static_cast<jose::JsonError::Kind>(i), 3, u"alg"_s}).isEmpty());
    for (int i = 0; i <= static_cast<int>(jose::KeyError::Kind::TooLarge); ++i)
        QVERIFY(keyErrorText({static_cast<jose::KeyError::Kind>(i), u"kty"_s}).endsWith(u'.'));
    for (int i = 0; i <= static_cast<int>(jose::Base64UrlError::Kind::SpareBits); ++i) {
        jose::JwsError error;
        error.kind = jose::JwsError::Kind::Base64Url;
        error.segment = 1;
        error.base64.kind = static_cast<jose::Base64UrlError::Kind>(i);
        QVERIFY(jwsErrorText(error).contains(u"payload"_s));
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
    const OutcomeText text = outcomeText(transcript, {u"Reports"_s, u"Orders"_s});
    QVERIFY(!text.title.isEmpty());
    using enum flow::FlowOutcome;
    const bool needsAction =
        transcript.outcome != Running && transcript.outcome != Verified && transcript.outcome != Cancelled;
    QCOMPARE(text.action.isEmpty(), !needsAction);
    // Nobody starts the server of a tenant elsewhere from here.
    transcript.error = base::Error{.code = base::ErrorCode::UnexpectedAnswer,
                                   .step = base::ErrorStep::HttpRequest,
                                   .subject = u"acme.example"_s,
                                   .detail = u"json"_s};
    const OutcomeText far = outcomeText(transcript, {u"Reports"_s, u"Orders"_s, true});
    QVERIFY(!far.title.isEmpty());
    QVERIFY2(!(far.sentence + far.action).contains(u"another port"_s), qPrintable(far.action));
    QVERIFY2(!(far.sentence + far.action).contains(u"gatehouse serve"_s), qPrintable(far.action));
}

void tst_text_Verdicts::aMemberIsNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const QByteArray &text, const QString &words) {
        QTest::newRow(text.constData()) << QByteArray(text).replace("HEAD", "eyJhbGciOiJIUzI1NiJ9") << words;
    };
    row(R"({"payload":"e30","protected":"HEAD","signature":null})", u"“signature” is not a string"_s);
    row(R"({"payload":"e30","signatures":null})", u"“signatures” is not an array"_s);
    row(R"({"payload":"e30","signatures":{}})", u"“signatures” is not an array"_s);
    row(R"({"payload":"e30","signatures":[]})", u"nobody signed"_s);
    row(R"({"payload":"e30","signatures":[{"protected":"HEAD"}]})", u"“signature” is missing"_s);
    row(R"({"payload":5,"protected":"HEAD","signature":"AA"})", u"“payload” is not a string"_s);
    row(R"({"payload":"e30","protected":null,"signature":"AA"})", u"“protected” is not a string"_s);
    row(R"({"payload":"e30","signature":"AA"})", u"neither “protected” nor “header”"_s);
    row(R"({"payload":"e30","protected":"HEAD","header":[],"signature":"AA"})", u"“header” is not a JSON object"_s);
    row(R"({"protected":"HEAD","iv":"AA","ciphertext":"AA","tag":"AA","aad":""})", u"“aad” is empty"_s);
    row(R"({"protected":"HEAD","iv":"AA","ciphertext":null,"tag":"AA"})", u"“ciphertext” is not a string"_s);
    row(R"({"protected":"HEAD","iv":"AA","ciphertext":"AA","tag":"AA","recipients":{}})",
        u"“recipients” is not an array"_s);
}

void tst_text_Verdicts::aMemberIsNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    const auto jws = jose::JsonJws::parse(text);
    const auto jwe = jose::Jwe::parse(text);
    QVERIFY(!jws && !jwe);
    const QString said = text.contains("ciphertext") ? jweErrorText(jwe.error()) : jsonJwsErrorText(jws.error());
    QVERIFY2(said.contains(words), qPrintable(said));
}

void tst_text_Verdicts::aClaimThatIsNoTimeIsNamed()
{
    inspector::TokenInspection inspection;
    inspection.time = inspector::Time::Malformed;
    inspection.claims = jose::parseStrictJson(R"({"exp":1e400,"nbf":1})").value();
    QVERIFY(timeText(inspection).sentence.startsWith(u"The claim exp is not"));
    inspection.claims = jose::parseStrictJson(R"({"exp":"1","nbf":null})").value();
    QVERIFY(timeText(inspection).sentence.startsWith(u"The claims exp, nbf are not"));
}

void tst_text_Verdicts::aRefusalIsQuoted()
{
    flow::FlowTranscript transcript;
    transcript.outcome = flow::FlowOutcome::ClientNotAuthorized;
    oauth::TokenExchange exchange;
    exchange.answer = oauth::TokenErrorResponse{403, u"access_denied"_s, u"Client \"abc\" is not authorized\x1b"_s, {}};
    transcript.exchange = exchange;
    const OutcomeText text = outcomeText(transcript, {u"Reports"_s, u"Orders"_s});
    QVERIFY(text.sentence.contains(u"403 access_denied: Client \"abc\" is not authorized\\u001B"_s));
    QVERIFY(text.action.contains(u"Reports"_s));
}

void tst_text_Verdicts::nothingIsSaidThatWasNotLookedAt()
{
    inspector::TokenInspection inspection;
    inspection.policyVerdict = inspector::Policy::Ok;
    inspection.signature = inspector::Signature::Verified;
    QCOMPARE(policyText(inspection).sentence, u"All checked rules are met."_s);
    for (const auto verdict : {inspector::Policy::Ok, inspector::Policy::Warned}) {
        inspection.policyVerdict = verdict;
        inspection.signature = inspector::Signature::Verified;
        QVERIFY(!policyText(inspection).sentence.contains(u"relied on"_s));
        inspection.signature = inspector::Signature::Failed;
        QVERIFY(policyText(inspection).sentence.contains(u"nothing in the token can be relied on"_s));
    }
    // What was given to judge a token by is not the matter when it cannot be read.
    inspection.policyVerdict = inspector::Policy::NotJudged;
    QCOMPARE(policyText(inspection).sentence, u"There is nothing readable to check."_s);
    QCOMPARE(timeText(inspection).sentence, u"There are no readable claims to check."_s);
    QCOMPARE(claimsText(inspection).sentence, u"There are no readable claims to check."_s);
    inspection.jws.emplace();
    inspection.claims.emplace();
    QVERIFY(policyText(inspection).sentence.contains(u"no profile"_s));
    QVERIFY(timeText(inspection).sentence.contains(u"No time was given"_s));
    QVERIFY(claimsText(inspection).sentence.contains(u"Issuer was not compared. Audience was not compared."_s));
}

void tst_text_Verdicts::aProofIsGoodForItsMoment()
{
    inspector::TokenInspection inspection;
    inspection.time = inspector::Time::NoExpiry;
    inspection.jws.emplace();
    inspection.jws->header = *jose::parseStrictJson(R"({"typ":"dpop+jwt"})");
    inspection.judgedAt = base::Instant(std::chrono::seconds(1'700'000'000 + 7200));
    QVERIFY(timeText(inspection).sentence.contains(u"has no iat"_s));
    inspection.issuedAt = 1'700'000'000;
    QCOMPARE(timeText(inspection).word, u"Valid only briefly"_s);
    QVERIFY(timeText(inspection).sentence.contains(u"2 hours ago"_s));
    QVERIFY(!timeText(inspection).sentence.contains(u"permanently"_s));
    inspection.jws->header = *jose::parseStrictJson(R"({"typ":"JWT"})");
    QCOMPARE(timeText(inspection).word, u"Never expires"_s);
    QVERIFY(timeText(inspection).sentence.contains(u"permanently"_s));
}

void tst_text_Verdicts::severalTokensAreForTheScan()
{
    inspector::TokenInspection inspection;
    QCOMPARE(adviceText(inspection), reasonAdvice(Reason::NotAToken));
    inspection.findings = {{.kind = &inspector::kinds::severalTokens, .member = {}, .parameters = {u"2"_s}}};
    QVERIFY(adviceText(inspection).contains(u"token scan"_s));
    QVERIFY(verdictText(inspection).sentence.contains(u"several tokens"_s));
    QVERIFY(formText(inspection).sentence.contains(u"several tokens"_s));
}

/// Also where no thumbprint was made of it, as in a token with several signatures.
void tst_text_Verdicts::aKeyIsCalledWhatItIs()
{
    using enum jose::KeyType;
    inspector::KeyUsed key;
    key.origin = inspector::KeyUsed::Origin::Pasted;
    key.bits = 256;
    for (const jose::KeyType type : {Rsa, Ec, Okp, Akp}) {
        key.type = type;
        QVERIFY2(keyText(key).startsWith(u"the key you gave ("_s), qPrintable(keyText(key)));
    }
    key.type = Octets;
    QCOMPARE(keyText(key), u"the secret you gave (256 bits)"_s);
}

QTEST_GUILESS_MAIN(tst_text_Verdicts)
#include "tst_text_Verdicts.moc"
