#include "app/cli/ActivityCommands.h"

#include "app/cli/Command.h"
#include "app/cli/OptionValues.h"
#include "app/cli/Wait.h"
#include "models/store/AuditReading.h"
#include "ui/text/ActivityText.h"
#include "ui/text/ChangeText.h"
#include "ui/text/TimeText.h"

#include <CLI/CLI.hpp>

#include <QDateTime>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

struct ActivityOptions
{
    std::string since;
    std::string until;
    std::string user;
    std::string object;
    qint64 limit = 0; ///< 0: all
    bool csv = false;
};

/// "2026-11-30", "2026-11-30T12:00:00Z", or what lies so far back: "90m", "24h", "7d".
std::optional<base::Instant> parseMoment(const std::string &text, base::Instant now)
{
    const QString word = QString::fromStdString(text);
    const qint64 day = 24 * 60;
    const std::pair<QChar, qint64> units[] = {{u'm', 1}, {u'h', 60}, {u'd', day}};
    for (const auto &[unit, minutes] : units) {
        bool isNumber = false;
        const qint64 count = word.endsWith(unit) ? word.chopped(1).toLongLong(&isNumber) : 0;
        if (isNumber && count >= 0 && count <= 100 * 366 * day / minutes)
            return now - std::chrono::minutes(count * minutes);
    }
    QDateTime at = QDateTime::fromString(word, Qt::ISODate);
    if (!at.isValid())
        return std::nullopt;
    if (at.timeSpec() == Qt::LocalTime)
        at = QDateTime(at.date(), at.time(), ui::text::displayZone(qgetenv("TZ")));
    return base::Instant(std::chrono::milliseconds(at.toMSecsSinceEpoch()));
}

std::string momentProblem(const std::string &value)
{
    if (parseMoment(value, {})) // its form alone
        return {};
    return "“" + value +
           "” is not a time. Write a date (2026-11-30), a date with a time (2026-11-30T12:00:00Z), or how far "
           "back (90m, 24h, 7d).";
}

Outcome showActivity(Context &context, const ActivityOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const base::Instant now = context.clock.now();
    const auto moment = [now](const std::string &text) { return text.empty() ? std::nullopt : parseMoment(text, now); };
    auto entries =
        wait(store::readAudit(context.session.engine().store(), {.since = moment(options.since),
                                                                 .until = moment(options.until),
                                                                 .user = QString::fromStdString(options.user),
                                                                 .source = {},
                                                                 .object = QString::fromStdString(options.object)}));
    if (!entries)
        return std::unexpected(entries.error());
    if (options.limit > 0 && entries->size() > options.limit)
        entries->resize(options.limit);
    if (options.csv) {
        context.out.document(ui::text::activityCsv(*entries));
    } else {
        QList<QStringList> rows;
        for (const domain::AuditEntry &entry : std::as_const(*entries))
            rows.append({QString::number(entry.sequence), ui::text::localTime(entry.at), entry.user,
                         ui::text::sourceWord(entry.source), ui::text::changeText(entry.items)});
        context.out.table({u"ENTRY"_s, u"WHEN"_s, u"WHO"_s, u"FROM"_s, u"WHAT"_s}, rows);
    }
    context.out.json(ui::text::activityJson(*entries));
    return Exit::Done;
}

} // namespace

void addActivityCommand(CLI::App &app, Invocation &invocation)
{
    auto options = std::make_shared<ActivityOptions>();
    CLI::App *activity = app.add_subcommand("activity", "Who changed what, newest first");
    activity
        ->add_option("--since", options->since,
                     "From this time on: 2026-11-30, 2026-11-30T12:00:00Z, or 7d, 24h, 90m ago")
        ->check(momentProblem);
    activity->add_option("--until", options->until, "Before this time")->check(momentProblem);
    activity->add_option("--user", options->user, "Only what this user did");
    activity->add_option("--object", options->object, "Only what changed an object with this in its name or id");
    activity->add_option("--limit", options->limit, "At most so many entries")->check(wholeNumber(1, 1'000'000));
    activity->add_flag("--csv", options->csv, "Print a row for each field that changed, for a spreadsheet");
    activity->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return showActivity(context, *options); };
    });
}

} // namespace gatehouse::app::cli
