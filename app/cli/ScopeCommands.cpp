#include "app/cli/ScopeCommands.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/StandardInput.h"
#include "models/domain/ScopeList.h"
#include "ui/text/ViolationText.h"

#include <CLI/CLI.hpp>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

/// A thousand scopes with the longest values and descriptions are under a megabyte.
constexpr qsizetype importLimit = 4 * 1024 * 1024;

struct ScopeOptions
{
    std::string api;
    std::string value;
    std::string description;
};

jose::JsonValue scopesJson(const QList<domain::Scope> &scopes)
{
    jose::JsonValue list = json::array();
    for (const domain::Scope &scope : scopes)
        list.elements.append(scopeJson(scope));
    return list;
}

jose::JsonValue apiNow(Context &context, const domain::ResourceServerId &id)
{
    return apiJson(*context.session.tenant().resourceServer(id));
}

Outcome addScope(Context &context, const ScopeOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto api = context.session.findApi(text(options.api));
    if (!api)
        return refused(api);
    const auto changes = context.session.editor().addScopes(context.session.tenant(), api->id,
                                                            {{line(options.value), line(options.description)}});
    if (!changes)
        return refused(changes);
    return commitAndTell(context, *changes, [&] { return apiNow(context, api->id); });
}

QString fateText(const domain::ScopeLine &line)
{
    switch (line.fate) {
    case domain::ScopeLine::Fate::Added:
        return u"added"_s;
    case domain::ScopeLine::Fate::AlreadyThere:
        return u"already there"_s;
    case domain::ScopeLine::Fate::NotValid:
        return u"not valid"_s;
    case domain::ScopeLine::Fate::Heading:
        return u"heading, skipped"_s;
    }
    return {};
}

/// One line of report for each line read; valid lines of a list that has invalid ones read "not added".
void report(Output &out, const QList<domain::ScopeLine> &lines, bool isApplied)
{
    using Fate = domain::ScopeLine::Fate;
    for (const domain::ScopeLine &line : lines) {
        const QString fate = line.fate == Fate::Added && !isApplied ? u"not added"_s : fateText(line);
        QString said = u"line %1: %2: "_s.arg(QString::number(line.line), fate) + line.scope.value;
        if (line.violation)
            said += u": "_s + ui::text::violationText(*line.violation);
        out.line(said);
    }
    jose::JsonValue object = json::object();
    jose::JsonValue added = json::array();
    jose::JsonValue present = json::array();
    jose::JsonValue invalid = json::array();
    for (const domain::ScopeLine &line : lines) {
        if (line.fate == Fate::Added && isApplied)
            added.elements.append(scopeJson(line.scope));
        else if (line.fate == Fate::AlreadyThere)
            present.elements.append(scopeJson(line.scope));
        if (!line.violation)
            continue;
        jose::JsonValue entry = json::object();
        json::add(entry, "line", json::number(line.line));
        json::add(entry, "value", json::string(line.scope.value));
        json::add(entry, "rule", json::string(domain::ruleName(line.violation->rule)));
        json::add(entry, "message", json::string(ui::text::violationText(*line.violation)));
        invalid.elements.append(entry);
    }
    json::add(object, "added", added);
    json::add(object, "already_there", present);
    json::add(object, "not_valid", invalid);
    out.json(object);
}

Outcome importScopes(Context &context, const ScopeOptions &options)
{
    context.session.shareStandardInput(u"the scopes"_s);
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto api = context.session.findApi(text(options.api));
    if (!api)
        return refused(api);
    const QByteArray input = readStandardInput(importLimit);
    if (input.size() > importLimit)
        return std::unexpected(
            base::Error{base::ErrorCode::TooLarge, base::ErrorStep::ReadLines, u"The list"_s, {}, 0});
    const QList<domain::ScopeLine> lines = domain::parseScopeLines(QByteArrayView(input), api->scopes);
    const bool hasInvalid = std::ranges::any_of(
        lines, [](const domain::ScopeLine &line) { return line.fate == domain::ScopeLine::Fate::NotValid; });
    if (hasInvalid) {
        // All or nothing: nobody looks over a script's shoulder, as a person looks at the window's preview.
        report(context.out, lines, false);
        context.out.note(
            u"gatehouse: Nothing was added, because some lines are not valid. Correct them and import again."_s);
        return Exit::Refused;
    }
    const QList<domain::Scope> scopes = domain::scopesToAdd(lines);
    if (!scopes.isEmpty()) {
        const auto changes = context.session.editor().addScopes(context.session.tenant(), api->id, scopes);
        if (!changes)
            return refused(changes);
        const QString told = context.session.describe(*changes);
        if (const auto committed = context.session.commit(*changes); !committed)
            return refused(committed);
        report(context.out, lines, true);
        context.out.line(told + u'.');
        return Exit::Done;
    }
    report(context.out, lines, true);
    context.out.line(u"Nothing to add."_s);
    return Exit::Done;
}

Outcome listScopes(Context &context, const ScopeOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto api = context.session.findApi(text(options.api));
    if (!api)
        return refused(api);
    QList<QStringList> rows;
    for (const domain::Scope &scope : api->scopes)
        rows.append({scope.value, scope.description});
    context.out.table({u"SCOPE"_s, u"DESCRIPTION"_s}, rows);
    context.out.json(scopesJson(api->scopes));
    return Exit::Done;
}

Outcome removeScope(Context &context, const ScopeOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto api = context.session.findApi(text(options.api));
    if (!api)
        return refused(api);
    const auto changes =
        context.session.editor().removeScopes(context.session.tenant(), api->id, {text(options.value)});
    if (!changes)
        return refused(changes);
    return commitAndTell(context, *changes, [&] { return apiNow(context, api->id); });
}

} // namespace

void addScopeCommands(CLI::App &app, Invocation &invocation)
{
    auto options = std::make_shared<ScopeOptions>();
    CLI::App *group = app.add_subcommand("scope", "The scopes of an API");
    group->require_subcommand(1);

    CLI::App *add = group->add_subcommand("add", "Add one scope");
    add->add_option("API", options->api, "Id or identifier")->required();
    add->add_option("VALUE", options->value, "For example read:orders")->required();
    add->add_option("DESCRIPTION", options->description, "What it permits, for people");
    add->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return addScope(context, *options); };
    });

    CLI::App *import =
        group->add_subcommand("import", "Add the scopes on standard input, one a line: value, then description");
    import->add_option("API", options->api, "Id or identifier")->required();
    import->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return importScopes(context, *options); };
    });

    CLI::App *list = group->add_subcommand("list", "List the scopes of an API");
    list->add_option("API", options->api, "Id or identifier")->required();
    list->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return listScopes(context, *options); };
    });

    CLI::App *remove = group->add_subcommand("remove", "Remove a scope from an API and from the grants that hold it");
    remove->add_option("API", options->api, "Id or identifier")->required();
    remove->add_option("VALUE", options->value, "The scope")->required();
    remove->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return removeScope(context, *options); };
    });
}

} // namespace gatehouse::app::cli
