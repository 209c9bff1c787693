#include "app/cli/TokenCommands.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/TokenJudge.h"
#include "app/start/PlainVerification.h"
#include "app/start/StreamVerification.h"
#include "ui/text/ClaimText.h"
#include "ui/text/FindingText.h"
#include "ui/text/ResolutionText.h"
#include "ui/text/TimeText.h"
#include "ui/text/VerdictText.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

namespace gatehouse::app::cli {

namespace {

struct InspectOptions
{
    JudgeOptions judge;
    std::string input = "-";
    std::string accessToken;
    std::optional<std::string> method;
    std::optional<std::string> url;
};

struct VerifyOptions
{
    start::PlainVerification plain;
    std::string jwksFile;
    std::optional<std::string> now;
    bool jsonLines = false;
};

/// A value as one line: strings as they are, everything else as JSON.
QString oneLine(const jose::JsonValue &value)
{
    return value.isString() ? value.string : QString::fromUtf8(value.toJson());
}

QString readable(const QString &claim, const jose::JsonValue &value, base::Instant now)
{
    QString shown = oneLine(value);
    bool isWhole = false;
    const qint64 seconds = value.isNumber() && ui::text::isTimeClaim(claim) ? value.number.toLongLong(&isWhole) : 0;
    // Beyond the year 9999 a number of seconds is no date anybody reads.
    if (isWhole && seconds >= 0 && seconds <= 253402300799) {
        const base::Instant instant{std::chrono::seconds(seconds)};
        shown += QStringLiteral("  (%1, %2)").arg(ui::text::localTime(instant), ui::text::relativeTime(instant, now));
    }
    return shown;
}

void printVerdict(Output &out, const QString &label, const ui::text::VerdictText &verdict)
{
    out.field(label,
              verdict.sentence.isEmpty() ? verdict.word : verdict.word + QStringLiteral(". ") + verdict.sentence);
}

void printInspection(Output &out, const inspector::TokenInspection &inspection, base::Instant now)
{
    if (inspection.jws) {
        out.line(QStringLiteral("Header"));
        for (const jose::JsonMember &member : inspection.jws->header.members)
            out.field(member.name, oneLine(member.value));
    }
    if (inspection.claims) {
        out.line(QStringLiteral("Claims"));
        for (const jose::JsonMember &member : inspection.claims->members)
            out.field(member.name, readable(member.name, member.value, now));
    }
    const ui::text::VerdictText verdict = ui::text::verdictText(inspection);
    out.line(QStringLiteral("%1: %2").arg(verdict.word, verdict.sentence));
    printVerdict(out, QStringLiteral("form"), ui::text::formText(inspection));
    printVerdict(out, QStringLiteral("signature"), ui::text::signatureText(inspection));
    printVerdict(out, QStringLiteral("time"), ui::text::timeText(inspection));
    printVerdict(out, QStringLiteral("claims"), ui::text::claimsText(inspection));
    printVerdict(out, QStringLiteral("policy"), ui::text::policyText(inspection));
    if (!inspection.isVerified()) {
        if (const QString advice = ui::text::reasonAdvice(inspection.reason); !advice.isEmpty())
            out.field(QStringLiteral("what to do"), advice);
    }
    if (!inspection.resolution.isEmpty()) {
        out.line(QStringLiteral("How the key was found"));
        for (const inspector::ResolutionStep &step : inspection.resolution)
            out.line(QStringLiteral("  ") + ui::text::resolutionText(step));
    }
    if (!inspection.findings.isEmpty()) {
        out.line(QStringLiteral("Findings"));
        for (const inspector::Finding &finding : inspection.findings) {
            const ui::text::FindingText text = ui::text::findingText(finding);
            out.line(QStringLiteral("  %1: %2. %3")
                         .arg(ui::text::severityWord(finding.severity), text.title, text.explanation));
        }
    }
}

Outcome tell(Context &context, const inspector::TokenInspection &inspection, base::Instant now)
{
    if (context.out.isJson()) {
        jose::JsonValue object = json::object();
        addInspection(object, inspection);
        context.out.json(object);
    } else {
        printInspection(context.out, inspection, now);
    }
    return inspection.isVerified() ? Exit::Done : Exit::Refused;
}

Outcome inspect(Context &context, const InspectOptions &options)
{
    if (options.input == "-" && isatty(STDIN_FILENO) != 0)
        context.out.note(QStringLiteral("Paste a token, then press Enter and Ctrl+D."));
    const auto token = readToken(options.input);
    if (!token)
        return std::unexpected(token.error());
    auto judge = TokenJudge::make(context, options.judge);
    if (!judge)
        return std::unexpected(judge.error());
    if (!options.accessToken.empty() || options.method || options.url) {
        inspector::DpopRequest request;
        if (!options.accessToken.empty()) {
            auto accessToken = readToken(options.accessToken);
            if (!accessToken)
                return std::unexpected(accessToken.error());
            request.accessToken = std::move(*accessToken);
        }
        if (options.method)
            request.method = text(*options.method);
        if (options.url)
            request.address = text(*options.url);
        (*judge)->expect(std::move(request));
    }
    return tell(context, (*judge)->inspect(*token), (*judge)->now());
}

Outcome verify(Context &context, const VerifyOptions &options)
{
    context.out.flush();
    if (options.jsonLines)
        return start::verifyStream(STDIN_FILENO, STDOUT_FILENO);
    start::PlainVerification request = options.plain;
    if (!options.jwksFile.empty())
        request.keyFile = options.jwksFile;
    if (options.now)
        request.now = start::readSeconds(*options.now);
    request.isJson = context.out.isJson();
    const auto exit = start::verifyPlain(request, STDOUT_FILENO);
    if (!exit)
        return std::unexpected(exit.error());
    return *exit;
}

void addInspectCommand(CLI::App &group, Invocation &invocation)
{
    auto options = std::make_shared<InspectOptions>();
    CLI::App *look = group.add_subcommand("inspect", "Explain and verify a token");
    look->add_option("INPUT", options->input, "A file with the token; - for standard input");
    addJudgeOptions(*look, options->judge);
    look->add_option("--access-token", options->accessToken,
                     "INPUT is a DPoP proof: a file with the access token it came with");
    look->add_option("--method", options->method, "INPUT is a DPoP proof: the request's HTTP method");
    look->add_option("--url", options->url, "INPUT is a DPoP proof: the request's address");
    look->footer("Exits with 0 when the signature is verified; times and claims are told apart from it.\n"
                 "A DPoP proof is signed with a key of its own, so it is never verified: policy says whether it fits.");
    look->callback([&invocation, options] {
        if (options->input == "-" && options->accessToken == "-")
            throw CLI::ValidationError("token inspect", "proof and access token cannot both be standard input");
        invocation.command = [options](Context &context) { return inspect(context, *options); };
    });
}

void addVerifyCommand(CLI::App &group, Invocation &invocation)
{
    auto options = std::make_shared<VerifyOptions>();
    CLI::App *many = group.add_subcommand("verify", "Verify many tokens, one a line, on all cores");
    many->add_option("INPUT", options->plain.input, "A file with plain tokens; - for standard input");
    CLI::Option *key =
        many->add_option("--key", options->plain.keyFile, "A file with the public key: PEM, JWK or JWK set");
    CLI::Option *set = many->add_option("--jwks", options->jwksFile, "The same, of an issuer's key set");
    CLI::Option *secret = many->add_option("--secret-file", options->plain.secretFile, "A file with the shared secret");
    CLI::Option *lines =
        many->add_flag("--jsonl", options->jsonLines, "Lines are JSON objects, each with a token and a key of its own");
    key->excludes(set)->excludes(secret)->excludes(lines);
    set->excludes(secret)->excludes(lines);
    secret->excludes(lines);
    many->add_flag("--count", options->plain.isCount, "Only how many are verified, failed and unreadable")
        ->excludes(lines);
    many->add_option("--roots", options->plain.rootsFile,
                     "A file with the root certificates you trust, in PEM: tell whether x5c leads to one")
        ->excludes(lines);
    many->add_option("--issuer", options->plain.issuer, "The issuer every token must name")->excludes(lines);
    many->add_option("--audience", options->plain.audience, "The audience every token must name")->excludes(lines);
    many->add_option("--now", options->now, "Judge times at these Unix seconds")
        ->excludes(lines)
        ->check([](const std::string &seconds) {
            return start::readSeconds(seconds) ? std::string()
                                               : std::string("Unix seconds are a number like 1700000000");
        });
    many->add_option("--leeway", options->plain.leeway, "Seconds by which clocks may differ")
        ->excludes(lines)
        ->check(CLI::Range(0, start::maxLeeway));
    many->footer("Plain tokens are answered with line number, verdict, reason and time; with --json as below.\n"
                 "--jsonl in:  {\"id\": any, \"token\": \"…\", \"jwk\" | \"jwks\" | \"pem\" | \"secret\": …, \"alg\"?, "
                 "\"iss\"?, \"aud\"?, \"now\"?}\n"
                 "--jsonl out: {\"id\", \"verified\", \"form\", \"signature\", \"time\", \"claims\", \"reason\"}\n"
                 "Exits with 0 when every line is verified; that a time is over is told, and not counted against it.");
    many->callback([&invocation, options] {
        if (!options->jsonLines && options->jwksFile.empty() && options->plain.keyFile.empty() &&
            options->plain.secretFile.empty())
            throw CLI::ValidationError("token verify", "one of --jwks, --key, --secret-file and --jsonl is needed");
        invocation.command = [options](Context &context) { return verify(context, *options); };
    });
}

} // namespace

void addTokenCommands(CLI::App &app, Invocation &invocation)
{
    CLI::App *group = app.add_subcommand("token", "Inspect, verify, find, compare and sign tokens");
    group->require_subcommand(1);
    addInspectCommand(*group, invocation);
    addVerifyCommand(*group, invocation);
    addScanCommand(*group, invocation);
    addDiffCommand(*group, invocation);
    addLintCommand(*group, invocation);
    addSignCommand(*group, invocation);
}

} // namespace gatehouse::app::cli
