#include "app/cli/InspectionJson.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/OptionValues.h"
#include "app/cli/TokenJudge.h"
#include "models/scan/ProfileLint.h"
#include "ui/text/FindingText.h"
#include "ui/text/ProfileText.h"
#include "ui/text/VerdictText.h"

#include <CLI/CLI.hpp>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

struct LintOptions
{
    JudgeOptions judge;
    std::string profile;
    std::string input = "-";
};

Outcome lint(Context &context, const LintOptions &options)
{
    const auto judge = TokenJudge::make(context, options.judge);
    if (!judge)
        return std::unexpected(judge.error());
    const auto token = readToken(options.input);
    if (!token)
        return std::unexpected(token.error());
    const bool isRfc = options.profile == "rfc9068";
    using Profile = inspector::VerificationPolicy::Profile;
    (*judge)->setup().token.profile = isRfc ? Profile::Rfc9068 : Profile::Auth0;
    const inspector::TokenInspection inspection = (*judge)->inspect(*token, inspector::InspectionSetup::Depth::Other);
    if (!inspection.jws && !inspection.claims) {
        // Every rule would be called broken, of what is no token at all or cannot be read.
        return noToken(context, options.input, ui::text::verdictText(inspection).sentence);
    }
    const scan::Profile profile = isRfc ? scan::Profile::Rfc9068 : scan::Profile::Auth0;
    const QList<scan::ProfileRule> rules = scan::lintProfile(inspection, profile);
    jose::JsonValue object = json::object();
    jose::JsonValue list = json::array();
    QList<QStringList> rows;
    int broken = 0;
    for (const scan::ProfileRule &rule : rules) {
        const QString sentence = ui::text::profileRuleText(profile, rule.id);
        broken += rule.isKept ? 0 : 1;
        jose::JsonValue entry = json::object();
        json::add(entry, "rule", json::string(rule.id));
        json::add(entry, "member", json::string(rule.member));
        json::add(entry, "text", json::string(sentence));
        json::add(entry, "reference", json::string(rule.section));
        json::add(entry, "kept", json::boolean(rule.isKept));
        list.elements.append(entry);
        rows.append({ui::text::ruleResultWord(rule.isKept), sentence, rule.id, rule.section});
    }
    json::add(object, "profile", json::string(text(options.profile)));
    json::add(object, "rules", list);
    addInspection(object, inspection);
    context.out.json(object);
    context.out.table({u"RESULT"_s, u"RULE"_s, u"ID"_s, u"REFERENCE"_s}, rows);
    context.out.line(ui::text::profileSummary(static_cast<int>(rules.size()), broken));
    bool isClean = broken == 0;
    for (const inspector::Finding &finding : inspection.findings) {
        if (finding.severity() == inspector::Severity::Info)
            continue;
        isClean = isClean && finding.severity() != inspector::Severity::Error;
        const ui::text::FindingText told = ui::text::findingText(finding);
        context.out.line(u"%1: %2. %3 (%4)"_s.arg(ui::text::severityWord(finding.severity()), told.title,
                                                  told.explanation, finding.reference()));
    }
    return isClean ? Exit::Done : Exit::Refused;
}

} // namespace

void addLintCommand(CLI::App &group, Invocation &invocation)
{
    auto options = std::make_shared<LintOptions>();
    CLI::App *command = group.add_subcommand("lint", "Hold a token against the rules of a profile, with citations");
    command->add_option("INPUT", options->input, "A file with a token; - for standard input");
    command->add_option("--profile", options->profile, "rfc9068 or auth0")
        ->required()
        ->check(oneOf({"rfc9068", "auth0"}));
    addJudgeOptions(*command, options->judge);
    command->footer("Exits with 0 when every rule is kept and nothing worse than a warning was found; whether the "
                    "signature is right is for token inspect.");
    command->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return lint(context, *options); };
    });
}

} // namespace gatehouse::app::cli
