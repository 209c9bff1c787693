#include "app/cli/ManagementJson.h"
#include "app/cli/TokenJudge.h"
#include "models/inspector/InspectionSetup.h"
#include "models/scan/TokenDiff.h"
#include "ui/text/DifferenceText.h"
#include "ui/text/VerdictText.h"

#include <CLI/CLI.hpp>

namespace gatehouse::app::cli {

namespace {

using scan::TokenDiff;
using namespace Qt::StringLiterals;
using Difference = inspector::MemberDifference;

struct DiffOptions
{
    std::string before;
    std::string after;
};

/// A stable code for scripts; people read ui::text::differenceWord().
QLatin1StringView kindName(Difference::Kind kind)
{
    switch (kind) {
    case Difference::Kind::Added:
        return "added"_L1;
    case Difference::Kind::Removed:
        return "removed"_L1;
    case Difference::Kind::Changed:
        break;
    }
    return "changed"_L1;
}

void addDifferences(jose::JsonValue &list, const char *part, const QList<Difference> &differences)
{
    for (const Difference &difference : differences) {
        jose::JsonValue entry = json::object();
        json::add(entry, "part", json::string(QLatin1StringView(part)));
        json::add(entry, "kind", json::string(kindName(difference.kind)));
        json::add(entry, "name", json::string(difference.name));
        json::add(entry, "before", difference.before.value_or(json::null()));
        json::add(entry, "after", difference.after.value_or(json::null()));
        json::add(entry, "added", json::strings(difference.added));
        json::add(entry, "removed", json::strings(difference.removed));
        json::add(entry, "seconds", difference.seconds ? json::number(*difference.seconds) : json::null());
        list.elements.append(entry);
    }
}

jose::JsonValue toJson(const TokenDiff &diff)
{
    jose::JsonValue object = json::object();
    jose::JsonValue list = json::array();
    addDifferences(list, "header", diff.header);
    addDifferences(list, "claims", diff.claims);
    json::add(object, "differences", list);
    json::add(object, "claimsCompared", json::boolean(diff.areClaimsCompared));
    json::add(object, "sameText", json::boolean(diff.isSameText));
    json::add(object, "sameSignature", json::boolean(diff.isSameSignature));
    json::add(object, "firstByte", diff.firstByte < 0 ? json::null() : json::number(diff.firstByte));
    return object;
}

void tellDifferences(Output &out, const QString &title, const QList<Difference> &differences)
{
    if (!differences.isEmpty())
        out.line(title);
    for (const Difference &difference : differences)
        out.field(difference.name,
                  ui::text::differenceWord(difference.kind) + u"  "_s + ui::text::differenceText(difference));
}

void tellDiff(Output &out, const TokenDiff &diff)
{
    tellDifferences(out, u"Header"_s, diff.header);
    tellDifferences(out, u"Claims"_s, diff.claims);
    const QStringList summary = ui::text::tokenDiffSummary(diff);
    for (const QString &sentence : summary)
        out.line(sentence);
}

/// Read and not verified: no key is asked.
base::Result<inspector::TokenInspection> readForm(Context &context, const inspector::TokenInspector &inspector,
                                                  const std::string &path)
{
    const auto given = readToken(path);
    if (!given)
        return std::unexpected(given.error());
    using inspector::InspectionSetup;
    InspectionSetup setup;
    setup.textOrigin = inspector::VerificationPolicy::TextOrigin::Pasted;
    const inspector::VerificationPolicy policy = setup.policy(InspectionSetup::Depth::Verdicts);
    inspector::TokenInspection token = inspector.inspect(*given, policy);
    if (!token.jws && !token.encrypted && token.signatures.isEmpty())
        return noToken(context, path, ui::text::formText(token).sentence);
    return token;
}

Outcome diff(Context &context, const DiffOptions &options)
{
    const Crypto crypto;
    const inspector::TokenInspector inspector(crypto.verifier(), crypto.keys());
    const auto before = readForm(context, inspector, options.before);
    if (!before)
        return std::unexpected(before.error());
    const auto after = readForm(context, inspector, options.after);
    if (!after)
        return std::unexpected(after.error());
    const TokenDiff difference = scan::diffTokens(*before, *after);
    context.out.json(toJson(difference));
    tellDiff(context.out, difference);
    return difference.isSameText ? Exit::Done : Exit::Refused;
}

} // namespace

void addDiffCommand(CLI::App &group, Invocation &invocation)
{
    auto options = std::make_shared<DiffOptions>();
    CLI::App *command = group.add_subcommand("diff", "Compare two tokens: meaning first, bytes second");
    command->add_option("A", options->before, "A file with a token; - for standard input")->required();
    command->add_option("B", options->after, "A file with another")->required();
    command->footer("Nothing is verified. Exits with 0 when both are the same to the byte, with 1 when they are not.");
    command->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return diff(context, *options); };
    });
}

} // namespace gatehouse::app::cli
