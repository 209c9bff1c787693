#include "app/cli/TokenCommands.h"

#include "app/cli/Command.h"
#include "app/cli/OptionValues.h"
#include "app/cli/TokenJudge.h"
#include "app/start/PlainVerification.h"
#include "app/start/StreamVerification.h"
#include "models/base/Descriptor.h"

#include <CLI/CLI.hpp>

#include <fcntl.h>
#include <unistd.h>

namespace gatehouse::app::cli {

namespace {

struct VerifyOptions
{
    start::PlainVerification plain;
    std::string jwksFile;
    std::optional<std::string> now;
    bool jsonLines = false;
    bool isTrusted = false;
};

Outcome verify(Context &context, const VerifyOptions &options)
{
    context.out.flush();
    if (options.jsonLines && options.plain.input == "-")
        return start::verifyStream(STDIN_FILENO, STDOUT_FILENO);
    if (options.jsonLines) {
        const base::Descriptor file(::open(options.plain.input.c_str(), O_RDONLY | O_CLOEXEC));
        if (!file.isOpen())
            return base::failure(base::ErrorCode::FileUnreadable, base::ErrorStep::ReadLines,
                                 text(options.plain.input));
        return start::verifyStream(file.number(), STDOUT_FILENO);
    }
    start::PlainVerification request = options.plain;
    if (!options.jwksFile.empty())
        request.keyFile = options.jwksFile;
    if (options.now)
        request.now = start::readSeconds(*options.now);
    request.isJson = context.out.isJson();
    std::unique_ptr<TokenJudge> judge; // has what the setup refers to
    if (options.isTrusted) {
        auto made = TokenJudge::make(context, {});
        if (!made)
            return std::unexpected(made.error());
        judge = *std::move(made);
        request.known = judge->setup();
    }
    const auto exit = start::verifyPlain(request, context.clock, STDOUT_FILENO);
    if (!exit)
        return std::unexpected(exit.error());
    return *exit;
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
    CLI::Option *trusted =
        many->add_flag("--trusted", options->isTrusted,
                       "Keys of the tenant and of the issuers you trust, found by the issuer of each token");
    trusted->excludes(key)->excludes(set)->excludes(secret)->excludes(lines);
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
    many->add_flag("--any-content", options->plain.isAnyContent,
                   "Tokens are signed messages of any kind (b64:false among them), not access tokens")
        ->excludes(lines);
    many->add_option("--now", options->now, "Evaluate times at these Unix seconds")
        ->excludes(lines)
        ->check([](const std::string &seconds) {
            return start::readSeconds(seconds) ? std::string()
                                               : std::string("Unix seconds are a number like 1700000000");
        });
    many->add_option("--leeway", options->plain.leeway, "Seconds by which clocks may differ")
        ->excludes(lines)
        ->check(wholeNumber(0, inspector::maxLeeway));
    many->footer(
        "Plain tokens are answered with line number, verdict, reason and time; with --json as below.\n"
        "--jsonl in:  {\"id\": any, \"token\": \"…\", \"jwk\" | \"jwks\" | \"pem\" | \"secret\": …, \"alg\"?, "
        "\"iss\"?, \"aud\"?, \"now\"?, \"content\": \"any\"?}\n"
        "             (iss and aud are what you expect; look-alikes such as issuer and audience are "
        "refused)\n"
        "--jsonl out: {\"id\", \"verified\", \"form\", \"signature\", \"time\", \"claims\", \"reason\"}\n"
        "A token is verified if its signature is valid, its payload is a claims set (or any content, where you "
        "say so),\nand issuer and audience match wherever they are expected. Exits with 0 when every line is "
        "verified;\ntime is reported separately.");
    many->callback([&invocation, options] {
        if (!options->jsonLines && !options->isTrusted && options->jwksFile.empty() && options->plain.keyFile.empty() &&
            options->plain.secretFile.empty())
            throw CLI::ValidationError("token verify",
                                       "one of --jwks, --key, --secret-file, --trusted and --jsonl is needed");
        invocation.command = [options](Context &context) { return verify(context, *options); };
    });
}

} // namespace

void addTokenCommands(CLI::App &app, Invocation &invocation)
{
    CLI::App *group = app.add_subcommand("token", "Inspect, verify, find, compare, sign and preview tokens");
    group->require_subcommand(1);
    addInspectCommand(*group, invocation);
    addVerifyCommand(*group, invocation);
    addScanCommand(*group, invocation);
    addDiffCommand(*group, invocation);
    addLintCommand(*group, invocation);
    addSignCommand(*group, invocation);
    addPreviewCommand(*group, invocation);
}

} // namespace gatehouse::app::cli
