#include "ui/text/FlowText.h"

#include "models/base/Text.h"
#include "ui/text/ErrorText.h"
#include "ui/text/VerdictText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

using flow::FlowOutcome;
using flow::FlowTranscript;
using flow::Step;

class FlowWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::FlowText)
};

const oauth::TokenErrorResponse *refusalOf(const FlowTranscript &transcript)
{
    return transcript.exchange ? std::get_if<oauth::TokenErrorResponse>(&transcript.exchange->answer) : nullptr;
}

/// What the server said, as it said it.
QString quoted(const FlowTranscript &transcript)
{
    const auto *response = refusalOf(transcript);
    if (!response && !transcript.refusal.isEmpty())
        return FlowWords::tr("The server said: %1").arg(base::visibleText(transcript.refusal, 600));
    if (!response)
        return {};
    return FlowWords::tr("The server answered %1 %2: %3")
        .arg(QString::number(response->status), base::visibleText(response->error, 80),
             base::visibleText(response->description, 600));
}

bool isOfNetwork(base::ErrorCode code)
{
    using enum base::ErrorCode;
    return code == ServerUnreachable || code == TimedOut || code == TooLarge || code == UnexpectedAnswer;
}

QString failedCheck(const FlowTranscript &transcript)
{
    for (const flow::FlowCheck &check : transcript.checks) {
        if (!check.isGood)
            return checkSentence(check);
    }
    return {};
}

} // namespace

QString checkSentence(const flow::FlowCheck &check)
{
    using enum flow::FlowCheck::Kind;
    switch (check.kind) {
    case State:
        return check.isGood ? FlowWords::tr("The redirect answers this very request: its state is the one sent.")
                            : FlowWords::tr("The redirect carries another state than the one sent.");
    case Issuer:
        return check.isGood ? FlowWords::tr("The redirect comes from the server that was asked: its iss names it.")
                            : FlowWords::tr("The redirect does not name the server that was asked in iss.");
    case Nonce:
        return check.isGood ? FlowWords::tr("The ID token is of this login: its nonce is the one sent.")
                            : FlowWords::tr("The ID token carries another nonce than the one sent.");
    case Subject:
        return check.isGood ? FlowWords::tr("/userinfo speaks of the same person as the token.")
                            : FlowWords::tr("/userinfo does not speak of the person the token is of.");
    case Rotation:
        return check.isGood ? FlowWords::tr("The refresh token was replaced by a new one.")
                            : FlowWords::tr("The refresh token was not replaced, though the client rotates them.");
    }
    return {};
}

QString stepTitle(Step step)
{
    switch (step) {
    case Step::ResolveEndpoint:
        return FlowWords::tr("Find the token endpoint");
    case Step::AuthenticateClient:
        return FlowWords::tr("Authenticate the client");
    case Step::RequestToken:
        return FlowWords::tr("Request a token");
    case Step::ReadResponse:
        return FlowWords::tr("Read the response");
    case Step::InspectToken:
        return FlowWords::tr("Verify the token");
    }
    return {};
}

QString stepSentence(Step step)
{
    switch (step) {
    case Step::ResolveEndpoint:
        return FlowWords::tr("Reads the server's metadata, where it says which address issues tokens.");
    case Step::AuthenticateClient:
        return FlowWords::tr("Opens the client's sealed secret to put it into the request.");
    case Step::RequestToken:
        return FlowWords::tr("Sends the client credentials request over HTTP, as every other client does.");
    case Step::ReadResponse:
        return FlowWords::tr("Reads the answer: a token, or the reason why there is none.");
    case Step::InspectToken:
        return FlowWords::tr("Finds the right key, verifies the signature, and checks times and claims.");
    }
    return {};
}

QString stepStateWord(flow::StepState state)
{
    switch (state) {
    case flow::StepState::Waiting:
        return FlowWords::tr("Waiting");
    case flow::StepState::Running:
        return FlowWords::tr("Running");
    case flow::StepState::Done:
        return FlowWords::tr("Done");
    case flow::StepState::Refused:
        return FlowWords::tr("Refused");
    case flow::StepState::Failed:
        return FlowWords::tr("Failed");
    case flow::StepState::Skipped:
        return FlowWords::tr("Skipped");
    }
    return {};
}

OutcomeText outcomeText(const FlowTranscript &transcript, const FlowNames &names)
{
    const QString client = base::visibleText(names.client, 120);
    const QString api = base::visibleText(names.api, 120);
    switch (transcript.outcome) {
    case FlowOutcome::Running:
        return {FlowWords::tr("Running"), FlowWords::tr("The test is under way."), {}};
    case FlowOutcome::Verified:
        return {FlowWords::tr("Token verified"),
                FlowWords::tr("%1 got a token for %2, and its signature is verified.").arg(client, api),
                {}};
    case FlowOutcome::NotVerified: {
        if (const QString failed = failedCheck(transcript); !failed.isEmpty())
            return {FlowWords::tr("Check failed"), failed,
                    FlowWords::tr("A client that checks the response rejects it.")};
        if (transcript.inspection && transcript.inspection->isVerified() && transcript.idToken)
            return {FlowWords::tr("ID token not verified"), verdictText(*transcript.idToken).sentence,
                    FlowWords::tr("The access token is good; the ID token is not.")};
        const VerdictText verdict = transcript.inspection ? verdictText(*transcript.inspection) : VerdictText();
        return {verdict.word.isEmpty() ? FlowWords::tr("Token not verified") : verdict.word,
                verdict.sentence.isEmpty()
                    ? FlowWords::tr("Received a token, but verification failed.")
                    : FlowWords::tr("Received a token, but verification failed. %1").arg(verdict.sentence),
                FlowWords::tr("Open the token in the inspector to see which key was tried and why it was refused.")};
    }
    case FlowOutcome::ServerOff:
        if (names.isElsewhere)
            return {FlowWords::tr("The tenant does not answer"),
                    FlowWords::tr("Nothing answers at its token endpoint."),
                    FlowWords::tr("Check the network and the domain of the connection, then try again.")};
        return {FlowWords::tr("The server is off"), FlowWords::tr("Nothing answers at the token endpoint."),
                FlowWords::tr(
                    "Start the server with the switch in the status bar or with `gatehouse serve`, then try again.")};
    case FlowOutcome::WrongSecret:
        if (names.isElsewhere)
            return {FlowWords::tr("Wrong client or secret"), quoted(transcript),
                    FlowWords::tr("The tenant does not know this client with this secret. If the secret was replaced "
                                  "there, give the new one and try again.")};
        return {
            FlowWords::tr("Wrong client or secret"), quoted(transcript),
            FlowWords::tr("The server does not know this client with this secret. If the secret was rotated elsewhere, "
                          "reload and try again.")};
    case FlowOutcome::ClientNotAuthorized:
        return {FlowWords::tr("Client not authorized"), quoted(transcript),
                FlowWords::tr("Authorize %1 for %2 under Non Interactive Clients, or with `gatehouse grant set`.")
                    .arg(client, api)};
    case FlowOutcome::ScopeNotGranted:
        return {FlowWords::tr("Scope not granted"), quoted(transcript),
                FlowWords::tr("Grant %1 the missing scopes of %2 under Non Interactive Clients, or ask for fewer.")
                    .arg(client, api)};
    case FlowOutcome::ApiUnknown:
        if (names.isElsewhere)
            return {FlowWords::tr("API unknown to the tenant"), quoted(transcript),
                    FlowWords::tr("The tenant has no API with this identifier, or not any more. Read the tenant again "
                                  "and try again.")};
        return {
            FlowWords::tr("API unknown to the server"), quoted(transcript),
            FlowWords::tr("The server has no API with this identifier. If the API is new, wait until it is saved and "
                          "try again.")};
    case FlowOutcome::OtherRefusal:
        return {FlowWords::tr("Refused"), quoted(transcript),
                FlowWords::tr("Read the server's answer; the request was understood and not granted.")};
    case FlowOutcome::LoginRefused:
        return {FlowWords::tr("Login refused"), quoted(transcript),
                FlowWords::tr("Check the email and the password of the test user, and that the user is not blocked.")};
    case FlowOutcome::AuthorizeRefused:
        return {FlowWords::tr("Not authorized"),
                transcript.refusal.isEmpty() ? FlowWords::tr("The server showed a page that leads nowhere.")
                                             : quoted(transcript),
                FlowWords::tr("Look at the last exchange: it shows what was asked and what was answered.")};
    case FlowOutcome::AnswerNotTrusted:
        return {FlowWords::tr("Answer not trusted"),
                FlowWords::tr("What came back does not name the server that was asked. Its code was not used."),
                FlowWords::tr("Close other pages that sign in to %1, and try again.").arg(client)};
    case FlowOutcome::NoBrowser:
        return {FlowWords::tr("No browser"), FlowWords::tr("The desktop did not open a browser."),
                FlowWords::tr("Choose a default browser in the desktop's settings, and try again.")};
    case FlowOutcome::NobodyCame:
        return {FlowWords::tr("No answer"), FlowWords::tr("Nobody came back from the browser in time."),
                FlowWords::tr("Try again, and finish signing in within the time.")};
    case FlowOutcome::Failed: {
        if (!transcript.error)
            return {FlowWords::tr("The test failed"), FlowWords::tr("The test could not be finished."),
                    FlowWords::tr("Try again.")};
        if (transcript.error->code == base::ErrorCode::PortInUse) {
            return {FlowWords::tr("The test failed"),
                    FlowWords::tr("The browser would come back to port %1, where another program listens.")
                        .arg(base::visibleText(transcript.error->subject, 20)),
                    FlowWords::tr("Stop that program, or give %1 a callback with another port.").arg(client)};
        }
        base::Error failed = *transcript.error;
        if (names.isElsewhere && isOfNetwork(failed.code))
            failed.step = base::ErrorStep::AskTenant; // in the words for tenants elsewhere
        const ErrorText error = errorText(failed);
        return {FlowWords::tr("The test failed"), error.why.isEmpty() ? error.what : error.what + u' ' + error.why,
                error.action};
    }
    case FlowOutcome::Cancelled:
        return {FlowWords::tr("Cancelled"), FlowWords::tr("The test was stopped before it was done."), {}};
    }
    return {};
}

} // namespace gatehouse::ui::text
