#include "app/cli/ManagementJson.h"
#include "app/cli/StandardInput.h"
#include "app/cli/TokenJudge.h"
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
    std::string contentFile;
    bool isAnyContent = false;
    std::string signatures; ///< "any", "all" or nothing
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
        if (const QString advice = ui::text::adviceText(inspection); !advice.isEmpty())
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

/// `isExpecting`: a person said whose token it has to be, or for whom; one that is not is refused with all its right
/// signature.
Outcome tell(Context &context, const inspector::TokenInspection &inspection, base::Instant now, bool isExpecting)
{
    if (context.out.isJson()) {
        jose::JsonValue object = json::object();
        addInspection(object, inspection);
        context.out.json(object);
    } else {
        printInspection(context.out, inspection, now);
    }
    const bool isOther = isExpecting && inspection.claimsVerdict == inspector::Claims::Mismatch;
    if (inspection.isVerified() && isOther)
        context.out.note(QStringLiteral(
            "gatehouse: The signature is right, and the token is not the one that was expected: issuer or "
            "audience differ."));
    return inspection.isVerified() && !isOther ? Exit::Done : Exit::Refused;
}

/// What is known of this token and does not stand in it.
base::Result<void> addExpectations(const InspectOptions &options, inspector::VerificationPolicy &policy)
{
    if (!options.signatures.empty())
        policy.signatureRule =
            options.signatures == "any" ? inspector::SignatureRule::Any : inspector::SignatureRule::All;
    policy.genericJws = options.isAnyContent;
    policy.everyLetter = true;
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
    return tell(context, (*judge)->inspect(*token), (*judge)->now(), options.judge.issuer || options.judge.audience);
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
    look->footer("Exits with 0 when the signature is verified; times and claims are told apart from it.\n"
                 "A DPoP proof is signed with a key of its own, so it is never verified: policy says whether it fits.");
    look->callback([&invocation, options] {
        if (options->input == "-" && options->accessToken == "-")
            throw CLI::ValidationError("token inspect", "proof and access token cannot both be standard input");
        invocation.command = [options](Context &context) { return inspect(context, *options); };
    });
}

} // namespace gatehouse::app::cli
