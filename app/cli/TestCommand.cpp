#include "app/cli/TestCommand.h"

#include "app/cli/Command.h"
#include "app/cli/InspectionJson.h"
#include "app/cli/ManagementJson.h"
#include "models/base/NearestText.h"
#include "ui/text/FlowText.h"
#include "ui/text/TimeText.h"
#include "ui/text/VerdictText.h"
#include "ui/text/ViolationText.h"

#include <CLI/CLI.hpp>
#include <QEventLoop>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

struct TestOptions
{
    std::string api;
    std::string client;
    std::vector<std::string> scopes;
    bool reveal = false;
};

flow::FlowTranscript run(Context &context, const flow::FlowRequest &request)
{
    flow::ClientCredentialsFlow flow(context.session.engine().flowParts());
    flow::FlowTranscript transcript;
    bool isFinished = false;
    QEventLoop loop;
    QObject::connect(&flow, &flow::ClientCredentialsFlow::finished, &loop, [&](const flow::FlowTranscript &finished) {
        transcript = finished;
        isFinished = true;
        loop.quit();
    });
    flow.start(request);
    if (!isFinished)
        loop.exec();
    return transcript;
}

const oauth::TokenResponse *tokenOf(const flow::FlowTranscript &transcript)
{
    return transcript.exchange ? std::get_if<oauth::TokenResponse>(&transcript.exchange->answer) : nullptr;
}

void printText(Output &out, const flow::FlowTranscript &transcript, const ui::text::FlowNames &names, bool reveal)
{
    for (const flow::FlowStep &step : transcript.steps) {
        const bool wasRun = step.state != flow::StepState::Skipped && step.state != flow::StepState::Waiting;
        out.line(u"%1 %2 %3"_s
                     .arg(ui::text::stepTitle(step.step).leftJustified(26),
                          ui::text::stepStateWord(step.state).leftJustified(8),
                          wasRun ? ui::text::elapsedText(step.duration).rightJustified(9) : QString())
                     .trimmed());
    }
    const ui::text::OutcomeText outcome = ui::text::outcomeText(transcript, names);
    out.line(outcome.title + u": "_s + outcome.sentence);
    if (!outcome.action.isEmpty())
        out.line(outcome.action);
    if (const oauth::TokenResponse *response = tokenOf(transcript)) {
        out.field(u"granted scopes"_s, response->scope.value_or(u"none"_s));
        out.field(u"expires"_s, u"in "_s + ui::text::durationText(std::chrono::seconds(response->expiresIn)));
        if (reveal)
            out.field(u"access token"_s, QString::fromLatin1(response->accessToken));
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
    json::add(object, "steps", steps);
    json::add(object, "requested_scopes", json::strings(transcript.requestedScopes));
    json::add(object, "granted_scopes", json::strings(transcript.grantedScopes));
    if (const oauth::TokenResponse *response = tokenOf(transcript)) {
        if (reveal)
            json::add(object, "access_token", json::string(QString::fromLatin1(response->accessToken)));
        json::add(object, "token_type", json::string(response->tokenType));
        json::add(object, "expires_in", json::number(response->expiresIn));
    } else if (transcript.exchange) {
        const auto &refusal = std::get<oauth::TokenErrorResponse>(transcript.exchange->answer);
        jose::JsonValue answer = json::object();
        json::add(answer, "status", json::number(refusal.status));
        json::add(answer, "error", json::string(refusal.error));
        json::add(answer, "error_description", json::string(refusal.description));
        json::add(object, "response", answer);
    }
    if (transcript.inspection) {
        jose::JsonValue inspection = json::object();
        addInspection(inspection, *transcript.inspection);
        json::add(object, "inspection", inspection);
    }
    return object;
}

/// The server that runs, in this process or another; else one is started for this test. A tenant that has no port yet
/// gets one now and keeps it, so that the next token has the same issuer; a remembered port that is taken is not given
/// up.
store::Edit<QUrl> issuerFor(Context &context)
{
    Engine &engine = context.session.engine();
    if (const auto running = engine.runningServer())
        return *running;
    const bool hasPort = context.session.tenant().tenant.serverPort > 0;
    const auto started = hasPort ? engine.startTemporaryServer() : engine.startServer();
    if (!started)
        return std::unexpected(started.error());
    if (const auto settled = context.session.settle(); !settled)
        return std::unexpected(settled.error());
    const QString issuer = engine.server().issuer();
    context.out.note(u"gatehouse: No server was running, so one was started for this test at "_s + issuer);
    return QUrl(issuer);
}

/// The server refuses what it does not know without a word on what is near it.
void noteUnknownScopes(Context &context, const domain::ResourceServer &api, const QStringList &scopes)
{
    for (const QString &scope : scopes) {
        if (api.scope(scope))
            continue;
        const domain::Violation unknown{domain::Field::ScopeValue, domain::Rule::Unknown, scope, 0,
                                        base::nearestText(scope, api.scopeValues())};
        context.out.note(u"gatehouse: "_s + ui::text::violationText(unknown));
    }
}

Outcome test(Context &context, const TestOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    // A token from it would be refused by the server, with less to say about why.
    if (context.session.engine().store().rollback())
        return std::unexpected(base::Error{.code = base::ErrorCode::StoreRolledBack,
                                           .step = base::ErrorStep::OpenStore,
                                           .subject = context.session.storePath(),
                                           .detail = {}});
    const auto api = context.session.findApi(text(options.api));
    if (!api)
        return refused(api);
    const auto client = context.session.findClient(text(options.client));
    if (!client)
        return refused(client);

    const auto issuer = issuerFor(context);
    if (!issuer)
        return refused(issuer);
    flow::FlowRequest request{.client = *client,
                              .api = *api,
                              .scopes = options.scopes.empty() ? std::nullopt : std::optional(texts(options.scopes)),
                              .issuer = *issuer,
                              .tenant = context.session.tenant()};
    const flow::FlowTranscript transcript = run(context, request);
    const ui::text::FlowNames names{client->name, api->name};
    if (context.out.isJson())
        context.out.json(transcriptJson(transcript, names, options.reveal));
    else
        printText(context.out, transcript, names, options.reveal);
    if (transcript.outcome != flow::FlowOutcome::Verified)
        noteUnknownScopes(context, *api, texts(options.scopes));
    return transcript.outcome == flow::FlowOutcome::Verified ? Exit::Done : Exit::Refused;
}

} // namespace

void addTestCommand(CLI::App &app, Invocation &invocation)
{
    auto options = std::make_shared<TestOptions>();
    CLI::App *command = app.add_subcommand("test", "Request a token over HTTP as a client would, and verify it");
    command->add_option("API", options->api, "Id or identifier")->required();
    command->add_option("--client", options->client, "Id or name of the client")->required();
    command
        ->add_option("--scope", options->scopes, "Ask for this scope; may be repeated. Without it: all that is granted")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    command->add_flag("--reveal", options->reveal, "Print the access token");
    command->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return test(context, *options); };
    });
}

} // namespace gatehouse::app::cli
