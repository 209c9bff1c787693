#include "app/cli/GrantCommands.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"

#include <CLI/CLI.hpp>

namespace gatehouse::app::cli {

namespace {

struct GrantOptions
{
    std::string client;
    std::string api;
    std::vector<std::string> scopes;
};

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
    const QStringList scopes = options.scopes.empty() ? api->scopeValues() : texts(options.scopes);
    const auto changes = context.session.editor().setGrant(context.session.tenant(), client->id, api->id, scopes);
    if (!changes)
        return refused(changes);
    const auto grant = [&] { return *context.session.tenant().grant(client->id, api->id); };
    const Outcome outcome =
        commitAndTell(context, *changes, [&] { return grantJson(grant(), context.session.tenant()); });
    if (outcome) {
        const domain::ClientGrant granted = grant();
        context.out.field(QStringLiteral("id"), granted.id.text());
        context.out.field(QStringLiteral("scopes"),
                          granted.scopes.isEmpty() ? QStringLiteral("none") : granted.scopes.join(u' '));
    }
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
                     grant.scopes.join(u' ')});
        list.elements.append(grantJson(grant, tenant));
    }
    context.out.table({QStringLiteral("ID"), QStringLiteral("CLIENT"), QStringLiteral("API"), QStringLiteral("SCOPES")},
                      rows);
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
    const domain::ClientGrant *grant = context.session.tenant().grant(client->id, api->id);
    const QString id = grant ? grant->id.text() : QString();
    const auto changes = context.session.editor().removeGrant(context.session.tenant(), client->id, api->id);
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

    CLI::App *set = group->add_subcommand("set", "Authorize a client for an API: for these scopes exactly, or for all");
    set->add_option("CLIENT", options->client, "Id or name")->required();
    set->add_option("API", options->api, "Id or identifier")->required();
    set->add_option("--scope", options->scopes, "A scope of the API; may be repeated")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
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
    remove->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return removeGrant(context, *options); };
    });
}

} // namespace gatehouse::app::cli
