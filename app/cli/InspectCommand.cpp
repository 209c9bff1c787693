#include "app/cli/OptionValues.h"
#include "app/cli/StandardInput.h"
#include "app/cli/TokenJudge.h"
#include "app/cli/TokenLevels.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

struct InspectOptions
{
    JudgeOptions judge;
    std::string input = "-";
    std::string accessToken;
    std::optional<std::string> method;
    std::optional<std::string> url;
    std::string contentFile;
    bool isAnyContent = false;
    bool isNested = false;
    std::string signatures; ///< "any", "all" or nothing
};

/// What is known of this token and does not stand in it.
base::Result<void> addExpectations(const InspectOptions &options, inspector::InspectionSetup::OfToken &token)
{
    if (!options.signatures.empty())
        token.signatureRule =
            options.signatures == "any" ? inspector::SignatureRule::Any : inspector::SignatureRule::All;
    token.isAnyContent = options.isAnyContent;
    if (!options.contentFile.empty()) {
        auto content = readFile(text(options.contentFile), tokenLimit);
        if (!content)
            return std::unexpected(content.error());
        token.detachedPayload = *std::move(content);
    }
    if (options.accessToken.empty() && !options.method && !options.url)
        return {};
    inspector::DpopRequest &request = token.dpop.emplace();
    if (!options.accessToken.empty()) {
        auto accessToken = readToken(options.accessToken);
        if (!accessToken)
            return std::unexpected(accessToken.error());
        request.accessToken = *std::move(accessToken);
    }
    if (options.method)
        request.method = text(*options.method);
    if (options.url)
        request.address = text(*options.url);
    return {};
}

Outcome inspect(Context &context, const InspectOptions &options)
{
    if (options.input == "-" && isatty(STDIN_FILENO) != 0)
        context.out.note(u"Paste a token, then press Enter and Ctrl+D."_s);
    const auto token = readToken(options.input);
    if (!token)
        return std::unexpected(token.error());
    auto judge = TokenJudge::make(context, options.judge);
    if (!judge)
        return std::unexpected(judge.error());
    if (const auto added = addExpectations(options, (*judge)->setup().token); !added)
        return std::unexpected(added.error());
    const auto inspectOne = [&judge](const QByteArray &one) { return (*judge)->inspect(one); };
    const TokenLevel level = TokenLevel::make(inspectOne, *token, options.isNested);
    if (context.out.isJson())
        context.out.json(level.toJson());
    else
        level.tell(context.out, (*judge)->now());
    const bool hasPath = level.inspection.carriedPath || level.inspection.keyPath;
    if (!options.judge.rootsFile.empty() && !hasPath)
        context.out.note(u"gatehouse: The root certificates were not used: neither the token nor the key has a "
                         "certificate. The key itself is what is trusted."_s);
    if (!options.isNested && level.holdsTokens())
        context.out.line(u"With --nested, the tokens inside it are inspected as well."_s);
    if (level.isCutAnywhere())
        context.out.note(u"gatehouse: There are more tokens inside one another than Gatehouse inspects."_s);
    return level.isVerified() ? Exit::Done : Exit::Refused;
}

} // namespace

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
    look->add_option("--content", options->contentFile,
                     "INPUT was signed apart from its content: a file with the content, byte for byte");
    look->add_flag("--any-content", options->isAnyContent,
                   "INPUT is a signed message of any kind (b64:false among them), not an access token");
    look->add_option("--signatures", options->signatures,
                     "INPUT is in general JSON serialization: one valid signature is enough (any), or all have to be\n"
                     "valid (all)")
        ->check(oneOf({"any", "all"}));
    look->add_flag("--nested", options->isNested,
                   "Inspect the tokens inside as well: what is signed or encrypted, and claims and header");
    look->footer(
        "Exits with 0 when the token is verified: the signature is valid, and issuer, audience and scopes match\n"
        "wherever they are expected. With the tenant's keys, its issuer and APIs are. Time and policy are\n"
        "reported separately.\n"
        "A DPoP proof is signed with a key of its own, so it is never verified: policy says whether it fits.");
    look->callback([&invocation, options] {
        if (options->input == "-" && options->accessToken == "-")
            throw CLI::ValidationError("token inspect", "proof and access token cannot both be standard input");
        invocation.command = [options](Context &context) { return inspect(context, *options); };
    });
}

} // namespace gatehouse::app::cli
