#include "app/cli/TestOutput.h"

#include "app/cli/InspectionJson.h"
#include "app/cli/ManagementJson.h"
#include "ui/text/ExchangeText.h"
#include "ui/text/TimeText.h"
#include "ui/text/VerdictText.h"

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

void printSteps(Output &out, const flow::FlowTranscript &transcript)
{
    for (const flow::FlowStep &step : transcript.steps) {
        const bool wasRun = step.state != flow::StepState::Skipped && step.state != flow::StepState::Waiting;
        out.line(u"%1 %2 %3"_s
                     .arg(ui::text::stepTitle(step.step).leftJustified(26),
                          ui::text::stepStateWord(step.state).leftJustified(8),
                          wasRun ? ui::text::elapsedText(step.duration).rightJustified(9) : QString())
                     .trimmed());
    }
}

void printExchanges(Output &out, const flow::FlowTranscript &transcript)
{
    for (const flow::Exchange &exchange : transcript.exchanges) {
        out.line(u"%1 %2 %3  %4 %5"_s.arg(ui::text::exchangeTitle(exchange.kind).leftJustified(26),
                                          ui::text::exchangeStatus(exchange).leftJustified(9),
                                          ui::text::elapsedText(exchange.duration).rightJustified(9),
                                          QString::fromLatin1(exchange.sent.method).leftJustified(4),
                                          exchange.sent.url.path()));
    }
    for (const flow::FlowCheck &check : transcript.checks)
        out.line(ui::text::checkSentence(check));
}

jose::JsonValue exchangeJson(const flow::Exchange &exchange)
{
    const http::HttpRequest shown = flow::redactedRequest(exchange.sent);
    jose::JsonValue entry = json::object();
    json::add(entry, "exchange", json::string(flow::exchangeKindName(exchange.kind)));
    json::add(entry, "state", json::string(flow::exchangeStateName(exchange.state)));
    json::add(entry, "method", json::string(QString::fromLatin1(shown.method)));
    json::add(entry, "url", json::string(shown.url.toString(QUrl::FullyEncoded)));
    if (exchange.received)
        json::add(entry, "status", json::number(exchange.received->status));
    json::add(entry, "begins_microseconds", json::number(exchange.begins.count()));
    json::add(entry, "microseconds", json::number(exchange.duration.count()));
    return entry;
}

jose::JsonValue inspectionJson(const inspector::TokenInspection &judged)
{
    jose::JsonValue inspection = json::object();
    addInspection(inspection, judged);
    return inspection;
}

void addTokens(jose::JsonValue &object, const oauth::TokenResponse &response, bool reveal)
{
    if (reveal) {
        json::add(object, "access_token", json::string(QString::fromLatin1(response.accessToken)));
        json::addIfAny(object, "id_token", QString::fromLatin1(response.idToken));
        json::addIfAny(object, "refresh_token", QString::fromLatin1(response.refreshToken.bytes()));
    }
    json::add(object, "token_type", json::string(response.tokenType));
    json::add(object, "expires_in", json::number(response.expiresIn));
}

} // namespace

const oauth::TokenResponse *tokensOf(const flow::FlowTranscript &transcript)
{
    return transcript.exchange ? std::get_if<oauth::TokenResponse>(&transcript.exchange->answer) : nullptr;
}

void printTranscript(Output &out, const flow::FlowTranscript &transcript, const ui::text::FlowNames &names, bool reveal)
{
    if (transcript.steps.isEmpty())
        printExchanges(out, transcript);
    else
        printSteps(out, transcript);
    const ui::text::OutcomeText outcome = ui::text::outcomeText(transcript, names);
    out.line(outcome.title + u": "_s + outcome.sentence);
    if (!outcome.action.isEmpty())
        out.line(outcome.action);
    if (const oauth::TokenResponse *response = tokensOf(transcript)) {
        out.field(u"granted scopes"_s, response->scope.value_or(u"none"_s));
        out.field(u"expires"_s, u"in "_s + ui::text::durationText(std::chrono::seconds(response->expiresIn)));
        if (!response->refreshToken.isEmpty())
            out.field(u"refresh token"_s, reveal ? QString::fromLatin1(response->refreshToken.bytes()) : u"yes"_s);
        if (reveal) {
            out.field(u"access token"_s, QString::fromLatin1(response->accessToken));
            if (!response->idToken.isEmpty())
                out.field(u"id token"_s, QString::fromLatin1(response->idToken));
        }
    }
    if (transcript.inspection && transcript.inspection->isVerified())
        out.field(u"signature"_s, ui::text::signatureText(*transcript.inspection).sentence);
}

jose::JsonValue transcriptJson(const flow::FlowTranscript &transcript, const ui::text::FlowNames &names, bool reveal)
{
    jose::JsonValue object = json::object();
    json::add(object, "outcome", json::string(flow::outcomeName(transcript.outcome)));
    json::add(object, "message", json::string(ui::text::outcomeText(transcript, names).sentence));
    jose::JsonValue steps = json::array();
    for (const flow::FlowStep &step : transcript.steps) {
        jose::JsonValue entry = json::object();
        json::add(entry, "step", json::string(flow::stepName(step.step)));
        json::add(entry, "state", json::string(flow::stepStateName(step.state)));
        json::add(entry, "microseconds", json::number(step.duration.count()));
        steps.elements.append(entry);
    }
    if (!transcript.steps.isEmpty())
        json::add(object, "steps", steps);
    jose::JsonValue exchanges = json::array();
    for (const flow::Exchange &exchange : transcript.exchanges)
        exchanges.elements.append(exchangeJson(exchange));
    json::add(object, "exchanges", exchanges);
    if (!transcript.checks.isEmpty()) {
        jose::JsonValue checks = json::object();
        for (const flow::FlowCheck &check : transcript.checks)
            json::add(checks, flow::checkName(check.kind), json::boolean(check.isGood));
        json::add(object, "checks", checks);
    }
    json::add(object, "requested_scopes", json::strings(transcript.requestedScopes));
    json::add(object, "granted_scopes", json::strings(transcript.grantedScopes));
    if (const oauth::TokenResponse *response = tokensOf(transcript)) {
        addTokens(object, *response, reveal);
    } else if (transcript.exchange) {
        const auto &refusal = std::get<oauth::TokenErrorResponse>(transcript.exchange->answer);
        jose::JsonValue answer = json::object();
        json::add(answer, "status", json::number(refusal.status));
        json::add(answer, "error", json::string(refusal.error));
        json::add(answer, "error_description", json::string(refusal.description));
        json::add(object, "response", answer);
    }
    if (transcript.inspection)
        json::add(object, "inspection", inspectionJson(*transcript.inspection));
    if (transcript.idToken)
        json::add(object, "id_token_inspection", inspectionJson(*transcript.idToken));
    if (const auto info = jose::parseStrictJson(transcript.userInfo))
        json::add(object, "userinfo", *info);
    return object;
}

} // namespace gatehouse::app::cli
