#include "app/cli/ProbeCommand.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/OptionValues.h"
#include "app/cli/TestOutput.h"
#include "app/cli/TestRuns.h"
#include "models/flow/ApiProbe.h"
#include "ui/text/ProbeText.h"
#include "ui/text/TimeText.h"

#include <CLI/CLI.hpp>
#include <QEventLoop>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

struct ProbeOptions
{
    std::string url;
    std::string api;
    std::string client;
    std::vector<std::string> scopes;
    std::string method = "GET";
    std::vector<std::string> headers;
    std::string sendTo;
};

/// What is wrong with where the token is to go; nothing where it may.
QString targetFault(const QUrl &url, const QString &confirmedHost)
{
    switch (flow::probeTarget(url)) {
    case flow::ProbeTarget::Loopback:
        return {};
    case flow::ProbeTarget::Elsewhere:
        if (confirmedHost == url.host())
            return {};
        return u"%1 is not this machine. To send live tokens there, name it: --send-to %1"_s.arg(url.host());
    case flow::ProbeTarget::InTheClear:
        return u"%1 is not this machine, and http would show the token to everybody on the way. Use https."_s.arg(
            url.host());
    case flow::ProbeTarget::NotAnUrl:
        return u"This is not the address of an API: an http or https URL without user name and fragment is needed."_s;
    }
    return {};
}

flow::ProbeReport probe(Context &context, const flow::ProbeRequest &request)
{
    Engine &engine = context.session.engine();
    flow::ApiProbe probe({.http = engine.http(),
                          .custody = engine.custody(),
                          .codec = engine.keys(),
                          .privateKeys = engine.crypto().privateKeys(),
                          .clock = engine.clock()});
    flow::ProbeReport report;
    bool isFinished = false;
    QEventLoop loop;
    QObject::connect(&probe, &flow::ApiProbe::finished, &loop, [&](const flow::ProbeReport &finished) {
        report = finished;
        isFinished = true;
        loop.quit();
    });
    probe.start(request);
    if (!isFinished)
        loop.exec();
    return report;
}

void print(Output &out, const flow::ProbeReport &report)
{
    const ui::text::ProbeSummary summary = ui::text::probeSummary(report);
    if (report.outcome != flow::ProbeReport::Outcome::Failed) {
        QList<QStringList> rows;
        for (const flow::ProbeRow &row : report.rows) {
            rows.append({row.isFault() ? u"!"_s : QString(), ui::text::probeTitle(row.kind),
                         ui::text::probeExpected(row), ui::text::probeReceived(row), ui::text::probeVerdictText(row)});
        }
        out.table({QString(), u"CALL"_s, u"EXPECTED"_s, u"RECEIVED"_s, u"VERDICT"_s}, rows);
    }
    out.line(summary.title + u": "_s + summary.sentence);
}

jose::JsonValue reportJson(const flow::ProbeReport &report, const QUrl &url)
{
    const ui::text::ProbeSummary summary = ui::text::probeSummary(report);
    jose::JsonValue object = json::object();
    json::add(object, "outcome", json::string(flow::probeOutcomeName(report.outcome)));
    json::add(object, "message", json::string(summary.sentence));
    json::add(object, "url", json::string(url.toString(QUrl::FullyEncoded)));
    json::add(object, "faults", json::number(report.faults()));
    jose::JsonValue calls = json::array();
    for (const flow::ProbeRow &row : report.rows) {
        jose::JsonValue call = json::object();
        json::add(call, "call", json::string(flow::probeKindName(row.kind)));
        json::add(call, "expected", json::string(ui::text::probeExpected(row)));
        if (row.exchange && row.exchange->received)
            json::add(call, "received", json::number(row.exchange->received->status));
        json::add(call, "verdict", json::string(flow::probeVerdictName(row.verdict)));
        json::add(call, "fault", json::boolean(row.isFault()));
        json::add(call, "message", json::string(ui::text::probeVerdictText(row)));
        if (row.exchange)
            json::add(call, "microseconds", json::number(row.exchange->duration.count()));
        calls.elements.append(call);
    }
    json::add(object, "calls", calls);
    return object;
}

std::optional<http::HeaderList> headersOf(const std::vector<std::string> &arguments)
{
    http::HeaderList headers;
    for (const std::string &argument : arguments) {
        const QByteArray text = QByteArray::fromStdString(argument);
        const qsizetype colon = text.indexOf(':');
        const QByteArray name = text.first(std::max<qsizetype>(colon, 0)).trimmed();
        const QByteArray value = text.sliced(colon + 1).trimmed();
        if (!flow::isProbeHeader(name, value))
            return {};
        headers.emplaceBack(name, value);
    }
    return headers;
}

Outcome refusedCall(Context &context, const QString &outcome, const QString &sentence)
{
    context.out.line(sentence);
    jose::JsonValue answer = json::object();
    json::add(answer, "outcome", json::string(outcome));
    json::add(answer, "message", json::string(sentence));
    context.out.json(answer);
    return Exit::Refused;
}

Outcome probeApi(Context &context, const ProbeOptions &options)
{
    const QUrl url(line(options.url), QUrl::StrictMode);
    if (const QString fault = targetFault(url, line(options.sendTo)); !fault.isEmpty())
        return refusedCall(context, u"target-refused"_s, fault);
    const auto headers = headersOf(options.headers);
    if (!headers) {
        return refusedCall(context, u"header-refused"_s,
                           u"A header is written NAME: VALUE. Authorization and those HTTP needs itself are not "
                           "for a person to set."_s);
    }
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto api = context.session.findApi(text(options.api));
    if (!api)
        return refused(api);
    const auto client = context.session.findClient(text(options.client));
    if (!client)
        return refused(client);
    const auto issuer = issuerForTest(context);
    if (!issuer)
        return refused(issuer);
    const flow::FlowTranscript token = runClientCredentials(
        context, {.client = *client,
                  .api = *api,
                  .scopes = options.scopes.empty() ? std::nullopt : std::optional(texts(options.scopes)),
                  .issuer = *issuer,
                  .tenant = context.session.tenant()});
    if (token.outcome != flow::FlowOutcome::Verified) {
        const ui::text::FlowNames names{client->name, api->name, context.session.isRemote()};
        printTranscript(context.out, token, names, false);
        context.out.json(transcriptJson(token, names, false));
        return Exit::Refused;
    }
    const flow::ProbeReport report = probe(context, {.url = url,
                                                     .method = QByteArray::fromStdString(options.method),
                                                     .headers = *headers,
                                                     .confirmedHost = line(options.sendTo),
                                                     .good = *token.inspection,
                                                     .api = *api,
                                                     .tenant = context.session.tenant()});
    print(context.out, report);
    context.out.json(reportJson(report, url));
    return report.outcome == flow::ProbeReport::Outcome::Sound ? Exit::Done : Exit::Refused;
}

} // namespace

void addProbeCommand(CLI::App &group, Invocation &invocation)
{
    auto options = std::make_shared<ProbeOptions>();
    CLI::App *command = group.add_subcommand(
        "probe", "Call an API that you run with a good token and with wrong ones, to see whether it checks them");
    command->add_option("URL", options->url, "What to call")->required();
    command->add_option("--api", options->api, "Id or identifier of the API it is")->required();
    command->add_option("--client", options->client, "Id or name of the client whose token is used")->required();
    command
        ->add_option("--scope", options->scopes, "Ask for this scope; may be repeated. Without it: all that is granted")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    command->add_option("--method", options->method, "How to call it")
        ->check(oneOf({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}))
        ->capture_default_str();
    command->add_option("--header", options->headers, "A header to send as well, NAME: VALUE; repeatable")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    command
        ->add_option("--send-to", options->sendTo,
                     "The host that live tokens may be sent to, where the URL is not of this machine")
        ->type_name("HOST");
    command->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return probeApi(context, *options); };
    });
}

} // namespace gatehouse::app::cli
