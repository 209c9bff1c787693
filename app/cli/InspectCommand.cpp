#include "app/cli/InspectionJson.h"
#include "app/cli/InspectionLines.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/StandardInput.h"
#include "app/cli/TokenJudge.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <unistd.h>
#include <utility>

namespace gatehouse::app::cli {

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

constexpr int mostLevels = 8;

/// A token and, when asked for, those within it: the outermost first.
QList<inspector::TokenInspection> levelsOf(const TokenJudge &judge, const QByteArray &token, bool isNested)
{
    QList<inspector::TokenInspection> levels{judge.inspect(token)};
    while (isNested && !levels.last().nested.isEmpty() && levels.size() < mostLevels)
        levels.append(judge.inspect(levels.last().nested));
    return levels;
}

/// What stands in an envelope that nobody could sign is for its own signature to tell.
bool isOpenedEnvelope(const inspector::TokenInspection &inspection)
{
    return inspection.reason == inspector::Reason::Decrypted && !inspection.nested.isEmpty();
}

/// Each level as a member of the one around it.
jose::JsonValue toJson(const QList<inspector::TokenInspection> &levels)
{
    jose::JsonValue object = json::object();
    for (qsizetype i = levels.size() - 1; i >= 0; --i) {
        jose::JsonValue level = json::object();
        addInspection(level, levels.at(i));
        if (i + 1 < levels.size())
            json::add(level, "nested", std::exchange(object, {}));
        object = std::move(level);
    }
    return object;
}

void tell(Output &out, const QList<inspector::TokenInspection> &levels, base::Instant now)
{
    if (out.isJson()) {
        out.json(toJson(levels));
        return;
    }
    for (qsizetype i = 0; i < levels.size(); ++i) {
        if (i > 0) {
            out.line();
            out.line(QStringLiteral("The token inside it"));
        }
        tellInspection(out, levels.at(i), now);
    }
}

/// `isExpecting`: a person said whose token it has to be, or for whom; one that is not is refused with all its right
/// signature. Of several levels the innermost has to be verified, and no other may have failed; where `isNested` was
/// asked and there are more than are looked at, nobody knows the innermost.
Exit exitFor(Context &context, const QList<inspector::TokenInspection> &levels, bool isExpecting, bool isNested)
{
    const bool isWhole = !isNested || levels.last().nested.isEmpty();
    if (!isWhole)
        context.out.note(QStringLiteral("gatehouse: There are more tokens inside one another than are looked at."));
    const bool isVerified = isWhole && std::ranges::all_of(levels, [&](const inspector::TokenInspection &one) {
                                return one.isVerified() || (&one != &levels.last() && isOpenedEnvelope(one));
                            });
    const bool isOther = isExpecting && levels.last().claimsVerdict == inspector::Claims::Mismatch;
    if (isVerified && isOther)
        context.out.note(QStringLiteral(
            "gatehouse: The signature is right, and the token is not the one that was expected: issuer or "
            "audience differ."));
    return isVerified && !isOther ? Exit::Done : Exit::Refused;
}

/// What is known of this token and does not stand in it.
base::Result<void> addExpectations(const InspectOptions &options, inspector::VerificationPolicy &policy)
{
    if (!options.signatures.empty())
        policy.signatureRule =
            options.signatures == "any" ? inspector::SignatureRule::Any : inspector::SignatureRule::All;
    policy.genericJws = options.isAnyContent;
    policy.probing = inspector::VerificationPolicy::Probing::EveryLetter;
    if (!options.contentFile.empty()) {
        auto content = readFile(text(options.contentFile), tokenLimit);
        if (!content)
            return std::unexpected(content.error());
        policy.detachedPayload = *std::move(content);
    }
    if (options.accessToken.empty() && !options.method && !options.url)
        return {};
    inspector::DpopRequest &request = policy.dpop.emplace();
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
        context.out.note(QStringLiteral("Paste a token, then press Enter and Ctrl+D."));
    const auto token = readToken(options.input);
    if (!token)
        return std::unexpected(token.error());
    auto judge = TokenJudge::make(context, options.judge);
    if (!judge)
        return std::unexpected(judge.error());
    if (const auto added = addExpectations(options, (*judge)->policy()); !added)
        return std::unexpected(added.error());
    const QList<inspector::TokenInspection> levels = levelsOf(**judge, *token, options.isNested);
    tell(context.out, levels, (*judge)->now());
    if (!options.isNested && !levels.last().nested.isEmpty())
        context.out.line(QStringLiteral("With --nested, the token inside it is looked at as well."));
    return exitFor(context, levels, options.judge.issuer || options.judge.audience, options.isNested);
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
                     "INPUT is in JSON serialization: one right signature is enough (any), or all have to be right")
        ->check(CLI::IsMember({"any", "all"}));
    look->add_flag("--nested", options->isNested,
                   "Where what is signed or encrypted is a token itself: that one too, level by level");
    look->footer("Exits with 0 when the signature is verified; times and claims are told apart from it.\n"
                 "A DPoP proof is signed with a key of its own, so it is never verified: policy says whether it fits.");
    look->callback([&invocation, options] {
        if (options->input == "-" && options->accessToken == "-")
            throw CLI::ValidationError("token inspect", "proof and access token cannot both be standard input");
        invocation.command = [options](Context &context) { return inspect(context, *options); };
    });
}

} // namespace gatehouse::app::cli
