#include "app/cli/TokenCommands.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/StandardInput.h"
#include "app/crypto/Crypto.h"
#include "app/start/StreamVerification.h"
#include "ui/text/ClaimText.h"
#include "ui/text/FindingText.h"
#include "ui/text/RefusalText.h"
#include "ui/text/ResolutionText.h"
#include "ui/text/TimeText.h"
#include "ui/text/VerdictText.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

namespace gatehouse::app::cli {

namespace {

/// Enough to judge that a text is too large for a token, and no more.
constexpr qsizetype tokenLimit = 4 * jose::maxTokenSize;
constexpr qsizetype keyLimit = 1024 * 1024;

struct TokenOptions
{
    std::string input = "-";
    std::string keyFile;
    std::string secretFile;
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

/// The key a person gave in a file, if any.
base::Result<std::optional<inspector::PastedKey>> givenKey(const TokenOptions &options, const jose::KeyCodec &codec)
{
    if (!options.secretFile.empty()) {
        auto bytes = readFile(text(options.secretFile), keyLimit);
        if (!bytes)
            return std::unexpected(bytes.error());
        // Editors end a file with a line feed that is no part of the secret.
        while (bytes->endsWith('\n') || bytes->endsWith('\r'))
            bytes->chop(1);
        base::Secret secret{QByteArrayView(*bytes)};
        base::wipe(bytes->data(), static_cast<std::size_t>(bytes->size()));
        return inspector::PastedKey::fromSecret(std::move(secret));
    }
    if (!options.keyFile.empty()) {
        const auto bytes = readFile(text(options.keyFile), keyLimit);
        if (!bytes)
            return std::unexpected(bytes.error());
        return inspector::PastedKey::fromText(*bytes, codec);
    }
    return std::optional<inspector::PastedKey>();
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

Outcome inspect(Context &context, const TokenOptions &options)
{
    if (options.input == "-" && isatty(STDIN_FILENO) != 0)
        context.out.note(QStringLiteral("Paste a token, then press Enter and Ctrl+D."));
    QByteArray token = readStandardInput(tokenLimit);
    // The line feed at the end is the terminal's or echo's, and no part of what was given.
    if (token.endsWith('\n'))
        token.chop(token.endsWith("\r\n") ? 2 : 1);
    const base::SystemClock clock;
    inspector::VerificationPolicy policy;
    policy.now = clock.now();

    // A look at a token neither makes a store nor needs one; a key that was given is used and no other.
    const bool isKeyGiven = !options.keyFile.empty() || !options.secretFile.empty();
    if (!isKeyGiven && context.session.storeExists()) {
        if (const auto opened = context.session.open()) {
            Engine &engine = context.session.engine();
            policy.keys.emplace<inspector::TenantKeys>(context.session.tenant(), engine.custody(), engine.issuers());
            return tell(context, engine.inspector().inspect(token, policy), *policy.now);
        } else {
            context.out.note(QStringLiteral("gatehouse: The tenant's keys are not available. ") +
                             ui::text::refusalText(opened.error()));
        }
    }
    const Crypto crypto;
    const inspector::TokenInspector inspector(crypto.verifier(), crypto.keys());
    const auto key = givenKey(options, crypto.keys());
    if (!key)
        return std::unexpected(key.error());
    if (*key)
        policy.keys = **key;
    return tell(context, inspector.inspect(token, policy), *policy.now);
}

Outcome verify(Context &context)
{
    context.out.flush();
    return start::verifyStream(STDIN_FILENO, STDOUT_FILENO);
}

} // namespace

void addTokenCommands(CLI::App &app, Invocation &invocation)
{
    auto options = std::make_shared<TokenOptions>();
    CLI::App *group = app.add_subcommand("token", "Inspect and verify tokens");
    group->require_subcommand(1);

    CLI::App *look = group->add_subcommand("inspect", "Explain and verify the token on standard input");
    look->add_option("INPUT", options->input, "- for standard input")->check(CLI::IsMember({"-"}));
    CLI::Option *key =
        look->add_option("--key", options->keyFile, "A file with the issuer's public key: PEM, JWK or JWK set");
    look->add_option("--secret-file", options->secretFile, "A file with the shared secret")->excludes(key);
    look->footer("Exits with 0 when the signature is verified; times and claims are told apart from it.");
    look->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return inspect(context, *options); };
    });

    CLI::App *many =
        group->add_subcommand("verify", "Verify many tokens: one JSON object a line in, one verdict a line out");
    many->add_flag("--jsonl", options->jsonLines, "The only format there is")->required();
    many->footer("In:  {\"id\": any, \"token\": \"…\", \"jwk\" | \"jwks\" | \"pem\" | \"secret\": …, \"alg\"?, "
                 "\"iss\"?, \"aud\"?, \"now\"?}\n"
                 "Out: {\"id\", \"verified\", \"form\", \"signature\", \"time\", \"claims\", \"reason\"}\n"
                 "Exits with 0 when every line is verified.");
    many->callback([&invocation] { invocation.command = verify; });
}

} // namespace gatehouse::app::cli
