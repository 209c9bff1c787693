#include "app/cli/ManagementJson.h"
#include "app/cli/OptionValues.h"
#include "app/cli/TokenJudge.h"
#include "app/start/PlainVerification.h"
#include "models/archive/ArchiveReader.h"
#include "models/base/Text.h"
#include "models/inspector/findings/Kinds.h"
#include "models/scan/BatchCounts.h"
#include "models/scan/BatchExport.h"
#include "models/scan/BatchInspection.h"
#include "models/scan/Parallel.h"
#include "models/scan/RotationRehearsal.h"
#include "ui/text/SkipText.h"
#include "ui/text/TimeText.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QFile>

#include <cmath>
#include <unistd.h>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

class ScanWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::app::cli::ScanCommand)
};

struct ScanCommandOptions
{
    JudgeOptions judge;
    std::vector<std::string> files;
    std::string format;
    std::string goneKey;
    std::optional<std::string> goneOn;
    bool isCount = false;
    bool isNested = false;
};

constexpr qsizetype longestSource = 400;

bool writeOut(QByteArrayView part)
{
    return std::fwrite(part.data(), 1, static_cast<std::size_t>(part.size()), stdout) ==
           static_cast<std::size_t>(part.size());
}

jose::JsonValue countsJson(const QMap<QString, int> &counts)
{
    jose::JsonValue object = json::object();
    for (auto it = counts.begin(); it != counts.end(); ++it)
        json::add(object, it.key(), json::number(it.value()));
    return object;
}

void tellCounts(Output &out, const scan::BatchResult &batch)
{
    const scan::BatchCounts counts = scan::countsOf(batch.rows);
    const std::array groups{
        std::pair{"verdict", &counts.byVerdict}, std::pair{"reason", &counts.byReason},
        std::pair{"time", &counts.byTime},       std::pair{"claims", &counts.byClaims},
        std::pair{"policy", &counts.byPolicy},   std::pair{"api", &counts.byApi},
        std::pair{"client", &counts.byClient},   std::pair{"key", &counts.byKey},
        std::pair{"finding", &counts.byFinding},
    };
    jose::JsonValue object = json::object();
    json::add(object, "found", json::number(batch.progress.found));
    json::add(object, "distinct", json::number(batch.progress.distinct));
    json::add(object, "skipped", json::number(batch.skipped.size()));
    out.field(u"found"_s, QString::number(batch.progress.found));
    out.field(u"distinct"_s, QString::number(batch.progress.distinct));
    for (const auto &[name, values] : groups) {
        json::add(object, name, countsJson(*values));
        out.line(QLatin1StringView(name));
        for (auto it = values->begin(); it != values->end(); ++it)
            out.field(it.key().isEmpty() ? u"(none)"_s : it.key(), QString::number(it.value()));
    }
    out.json(object);
}

void tellRehearsal(Output &out, const scan::RotationRehearsal &rehearsal)
{
    jose::JsonValue object = json::object();
    json::add(object, "stopping", json::number(rehearsal.stopping));
    json::add(object, "expiredBefore", json::number(rehearsal.expiredBefore));
    json::add(object, "otherKeys", json::number(rehearsal.otherKeys));
    json::add(object, "notVerified", json::number(rehearsal.notVerified));
    jose::JsonValue list = json::array();
    QList<QStringList> rows;
    for (const scan::RotationRehearsal::Affected &entry : rehearsal.affected) {
        jose::JsonValue row = json::object();
        json::add(row, "client", json::string(entry.client));
        json::add(row, "api", json::string(entry.api));
        json::add(row, "tokens", json::number(entry.tokens));
        json::add(row, "lastExpiry", entry.neverExpires ? json::null() : json::number(entry.lastExpiry));
        list.elements.append(row);
        rows.append({entry.client, entry.api, QString::number(entry.tokens),
                     entry.neverExpires ? u"never"_s
                                        : ui::text::localTime(base::Instant(std::chrono::seconds(entry.lastExpiry)))});
    }
    json::add(object, "affected", list);
    out.json(object);
    // A key that verified none of them is no key that can go without harm: its id may be mistyped.
    if (rehearsal.stopping + rehearsal.expiredBefore == 0)
        out.line(u"No token was verified with that key: check its id."_s);
    else
        out.line(
            ScanWords::tr("%n of these tokens would stop verifying.", nullptr, static_cast<int>(rehearsal.stopping)));
    out.line(u"Expired at that time: %1. Verified with other keys: %2. Not verified: %3."_s.arg(rehearsal.expiredBefore)
                 .arg(rehearsal.otherKeys)
                 .arg(rehearsal.notVerified));
    if (!rows.isEmpty())
        out.table({u"CLIENT"_s, u"API"_s, u"TOKENS"_s, u"LAST EXPIRY"_s}, rows);
}

void tellRows(Output &out, const scan::BatchResult &batch)
{
    for (const scan::BatchRow &row : batch.rows) {
        const QString place = row.place.entry < 0 ? QString::number(row.place.line) : u"e%1"_s.arg(row.place.entry + 1);
        QStringList cells{batch.sources.value(row.source) + u':' + place,
                          row.place.name,
                          transport::kindName(row.kind),
                          inspector::verdictName(row.verdict),
                          inspector::reasonCode(row.reason),
                          inspector::timeName(row.time),
                          inspector::claimsName(row.claims),
                          inspector::policyName(row.policy),
                          row.client.isEmpty() ? row.subject : row.client,
                          row.api,
                          u"x%1"_s.arg(row.seen)};
        if (row.findings.contains(QString(inspector::kinds::jtiRepeated.id)))
            cells.append(u"jti-repeated"_s);
        out.line(cells.join(u'\u2002'));
    }
    out.line(ScanWords::tr("%n tokens, %1 distinct.", nullptr, static_cast<int>(batch.progress.found))
                 .arg(batch.progress.distinct));
}

Outcome scanInputs(Context &context, const ScanCommandOptions &options)
{
    const auto judge = TokenJudge::make(context, options.judge);
    if (!judge)
        return std::unexpected(judge.error());
    const auto policy = [setup = (*judge)->setup()] { return setup.policy(inspector::InspectionSetup::Depth::Many); };
    const archive::ArchiveReader containers;
    scan::BatchInspection batch(
        (*judge)->inspector(), policy,
        {.threads = scan::processorCount(), .isNested = options.isNested, .containers = &containers});
    std::optional<base::Error> error;
    const std::vector<std::string> inputs = options.files.empty() ? std::vector<std::string>{"-"} : options.files;
    for (const std::string &input : inputs) {
        base::Result<void> added;
        if (input == "-") {
            QFile standardInput;
            added = standardInput.open(STDIN_FILENO, QIODevice::ReadOnly | QIODevice::Unbuffered)
                        ? batch.addDevice(u"-"_s, standardInput)
                        : base::failure(base::ErrorCode::FileUnreadable, base::ErrorStep::Scan, u"-"_s);
        } else {
            added = batch.addFile(text(input));
        }
        if (!added && !error)
            error = added.error();
    }
    const scan::BatchResult &result = batch.result();
    if (!options.goneKey.empty()) {
        const base::Instant gone = options.goneOn ? base::Instant(std::chrono::milliseconds(std::llround(
                                                        start::readSeconds(*options.goneOn).value_or(0) * 1000)))
                                                  : (*judge)->now();
        tellRehearsal(context.out, scan::rehearseRotation(result.rows, text(options.goneKey), gone));
    } else if (options.isCount) {
        tellCounts(context.out, result);
    } else if (context.out.isJson()) {
        scan::exportBatch(result, scan::ExportFormat::Json,
                          [](QByteArrayView part) { return writeOut(terminalSafeJson(part.toByteArray())); });
    } else if (!options.format.empty()) {
        scan::exportBatch(result, options.format == "csv" ? scan::ExportFormat::Csv : scan::ExportFormat::Markdown,
                          writeOut);
    } else {
        tellRows(context.out, result);
    }
    if (result.progress.isFull)
        context.out.note(u"gatehouse: There are more distinct tokens than are kept; the rest were only "
                         "counted."_s);
    for (const scan::BatchResult::Skipped &one : result.skipped)
        context.out.note(u"gatehouse: %1: %2"_s.arg(base::visibleText(one.source, longestSource),
                                                    ui::text::skipReasonText(one.reason)));
    if (error)
        return std::unexpected(*error);
    // Tokens may be where nobody looked.
    return result.skipped.isEmpty() ? Exit::Done : Exit::Refused;
}

} // namespace

void addScanCommand(CLI::App &group, Invocation &invocation)
{
    auto options = std::make_shared<ScanCommandOptions>();
    CLI::App *command = group.add_subcommand("scan", "Find every token in files of any kind, and inspect each");
    command->add_option("FILE", options->files, "Logs, HARs, cookie jars, mails, anything; - or none: standard input");
    addJudgeOptions(*command, options->judge);
    CLI::Option *count =
        command->add_flag("--count", options->isCount, "Counts by verdict, claims, API, client, key, finding");
    command->add_flag("--nested", options->isNested,
                      "Inspect the tokens inside as well: what is signed, and claims and header. What is decrypted\n"
                      "always is");
    command->add_option("--format", options->format, "Print a sheet instead")
        ->check(oneOf({"csv", "markdown"}))
        ->excludes(count);
    CLI::Option *gone =
        command->add_option("--without-key", options->goneKey,
                            "Tell whose tokens would stop verifying without the key of this id; a secret's id is\n"
                            "\"secret:NAME OF ITS API\", or \"secret\" for the one given");
    command->add_option("--on", options->goneOn, "The day on which that key goes, in Unix seconds; default now")
        ->needs(gone)
        ->check([](const std::string &seconds) {
            return start::readSeconds(seconds) ? std::string()
                                               : std::string("Unix seconds are a number like 1700000000");
        });
    command->footer(
        "A token is verified as token inspect has it: with a valid signature, and as expected wherever --issuer,\n"
        "--audience or --scope say so. No signature is printed. Exits with 0 when every input was read,\n"
        "whatever its tokens are.");
    command->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return scanInputs(context, *options); };
    });
}

} // namespace gatehouse::app::cli
