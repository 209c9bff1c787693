#include "app/cli/GrantCommands.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/OptionValues.h"

#include <CLI/CLI.hpp>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

struct GrantOptions
{
    std::string client;
    std::string api;
    std::vector<std::string> scopes;
    bool allScopes = false;
    bool noScopes = false;
    std::string subject = "client";

    domain::SubjectType subjectType() const
    {
        return subject == "user" ? domain::SubjectType::User : domain::SubjectType::Client;
    }
};

/// The scopes the grant is to have: those that were named, all or none; without a word about it, those it has, and all
/// of the API's for a new one.
QStringList wantedScopes(const GrantOptions &options, const domain::ResourceServer &api,
                         const domain::ClientGrant *grant)
{
    if (!options.scopes.empty())
        return texts(options.scopes);
    if (options.noScopes)
        return {};
    return grant && !options.allScopes ? grant->scopes : api.scopeValues();
}

Outcome setGrant(Context &context, const GrantOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto client = context.session.findClient(text(options.client));
    if (!client)
        return refused(client);
    const auto api = context.session.findApi(text(options.api));
    if (!api)
        return refused(api);
    const domain::ClientGrant *before = context.session.tenant().grant(client->id, api->id, options.subjectType());
    const bool isUnchanged = before && options.scopes.empty() && !options.allScopes && !options.noScopes;
    const auto changes = context.session.editor().setGrant(context.session.tenant(), client->id, api->id,
                                                           wantedScopes(options, *api, before), options.subjectType());
    if (!changes)
        return refused(changes);
    const auto grant = [&] { return *context.session.tenant().grant(client->id, api->id, options.subjectType()); };
    const auto answer = [&] { return grantJson(grant(), context.session.tenant()); };
    Outcome outcome = Exit::Done;
    if (isUnchanged) {
        context.out.line(
            u"%1 is authorized for %2 already, and its scopes are unchanged."_s.arg(client->name, api->name));
        context.out.json(answer());
    } else {
        outcome = commitAndTell(context, *changes, answer);
    }
    if (outcome) {
        const domain::ClientGrant granted = grant();
        context.out.field(u"id"_s, granted.id.text());
        context.out.field(u"scopes"_s, granted.scopes.isEmpty() ? u"none"_s : granted.scopes.join(u' '));
    }
    if (isUnchanged)
        context.out.note(u"gatehouse: Change them with --scope, --all-scopes or --no-scopes."_s);
    return outcome;
}

Outcome listGrants(Context &context, const GrantOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const store::StoreSnapshot &tenant = context.session.tenant();
    std::optional<domain::ResourceServerId> api;
    std::optional<domain::ClientId> client;
    if (!options.api.empty()) {
        const auto found = context.session.findApi(text(options.api));
        if (!found)
            return refused(found);
        api = found->id;
    }
    if (!options.client.empty()) {
        const auto found = context.session.findClient(text(options.client));
        if (!found)
            return refused(found);
        client = found->id;
    }
    QList<QStringList> rows;
    jose::JsonValue list = json::array();
    for (const domain::ClientGrant &grant : tenant.grants) {
        if ((api && grant.resourceServerId != *api) || (client && grant.clientId != *client))
            continue;
        rows.append({grant.id.text(), tenant.clientName(grant.clientId), tenant.apiName(grant.resourceServerId),
                     domain::nameOf(grant.subject), grant.scopes.join(u' ')});
        list.elements.append(grantJson(grant, tenant));
    }
    context.out.table({u"ID"_s, u"CLIENT"_s, u"API"_s, u"IN WHOSE NAME"_s, u"SCOPES"_s}, rows);
    context.out.json(list);
    return Exit::Done;
}

Outcome removeGrant(Context &context, const GrantOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto client = context.session.findClient(text(options.client));
    if (!client)
        return refused(client);
    const auto api = context.session.findApi(text(options.api));
    if (!api)
        return refused(api);
    const domain::ClientGrant *grant = context.session.tenant().grant(client->id, api->id, options.subjectType());
    const QString id = grant ? grant->id.text() : QString();
    const auto changes =
        context.session.editor().removeGrant(context.session.tenant(), client->id, api->id, options.subjectType());
    if (!changes)
        return refused(changes);
    return commitAndTell(context, *changes, [&id] { return deletedJson("id", id); });
}

} // namespace

void addGrantCommands(CLI::App &app, Invocation &invocation)
{
    auto options = std::make_shared<GrantOptions>();
    CLI::App *group = app.add_subcommand("grant", "Which client may ask which API for what");
    group->require_subcommand(1);

    CLI::App *set = group->add_subcommand(
        "set", "Authorize a client for an API: a new grant has all scopes, and one that exists keeps its own, unless "
               "the scopes are named");
    set->add_option("CLIENT", options->client, "Id or name")->required();
    set->add_option("API", options->api, "Id or identifier")->required();
    set->add_option("--subject", options->subject,
                    "In whose name the client asks: client, or user for people who log in")
        ->check(oneOf({"client", "user"}))
        ->capture_default_str();
    CLI::Option *scope = set->add_option("--scope", options->scopes, "Exactly this scope; may be repeated")
                             ->take_all()
                             ->expected(1)
                             ->allow_extra_args(false);
    CLI::Option *all = set->add_flag("--all-scopes", options->allScopes, "All scopes the API has now")->excludes(scope);
    set->add_flag("--no-scopes", options->noScopes, "No scope: tokens for the API without any")
        ->excludes(scope)
        ->excludes(all);
    set->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return setGrant(context, *options); };
    });

    CLI::App *list = group->add_subcommand("list", "List grants");
    list->add_option("--api", options->api, "Only those for this API");
    list->add_option("--client", options->client, "Only those of this client");
    list->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return listGrants(context, *options); };
    });

    CLI::App *remove = group->add_subcommand("remove", "Take a client's authorization for an API away");
    remove->add_option("CLIENT", options->client, "Id or name")->required();
    remove->add_option("API", options->api, "Id or identifier")->required();
    remove
        ->add_option("--subject", options->subject,
                     "In whose name the client asks: client, or user for people who log in")
        ->check(oneOf({"client", "user"}))
        ->capture_default_str();
    remove->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return removeGrant(context, *options); };
    });
}

} // namespace gatehouse::app::cli
