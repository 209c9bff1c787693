#include "app/cli/ClientCommands.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"

#include <CLI/CLI.hpp>

namespace gatehouse::app::cli {

namespace {

struct ClientOptions
{
    std::string client;
    std::string name;
    bool reveal = false;
};

/// The client's secret when it was asked for.
store::Edit<std::optional<base::Secret>> revealed(Context &context, const domain::ClientApplication &client,
                                                  bool reveal)
{
    if (!reveal)
        return std::optional<base::Secret>();
    auto secret = context.session.engine().custody().clientSecret(client);
    if (!secret)
        return std::unexpected(secret.error());
    return std::optional(std::move(*secret));
}

void printClient(Output &out, const domain::ClientApplication &client, const std::optional<base::Secret> &secret)
{
    out.field(QStringLiteral("client id"), client.id.text());
    out.field(QStringLiteral("client secret"),
              secret ? QString::fromUtf8(secret->bytes()) : QStringLiteral("sealed; `client show --reveal` prints it"));
}

Outcome createClient(Context &context, const ClientOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto created = context.session.editor().createClient(context.session.tenant(), text(options.name).trimmed());
    if (!created)
        return refused(created);
    const auto client = [&context, &created] { return *context.session.tenant().client(created->id); };
    const Outcome outcome = commitAndTell(context, created->changes, [&client] { return clientJson(client()); });
    if (outcome)
        printClient(context.out, client(), {});
    return outcome;
}

Outcome listClients(Context &context)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    QList<QStringList> rows;
    jose::JsonValue list = json::array();
    for (const domain::ClientApplication &client : context.session.tenant().clients) {
        rows.append(
            {client.id.text(), QString::number(context.session.tenant().grantsOf(client.id).size()), client.name});
        list.elements.append(clientJson(client));
    }
    context.out.table({QStringLiteral("CLIENT ID"), QStringLiteral("GRANTS"), QStringLiteral("NAME")}, rows);
    context.out.json(list);
    return Exit::Done;
}

Outcome showClient(Context &context, const ClientOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto client = context.session.findClient(text(options.client));
    if (!client)
        return refused(client);
    const auto secret = revealed(context, *client, options.reveal);
    if (!secret)
        return refused(secret);
    context.out.line(client->name);
    printClient(context.out, *client, *secret);
    const auto grants = context.session.tenant().grantsOf(client->id);
    context.out.field(QStringLiteral("authorized for"), QString::number(grants.size()));
    for (const domain::ClientGrant &grant : grants)
        context.out.line(QStringLiteral("    ") + context.session.tenant().apiName(grant.resourceServerId) +
                         QStringLiteral(": ") + grant.scopes.join(u' '));
    context.out.json(clientJson(*client, *secret));
    return Exit::Done;
}

Outcome rotateSecret(Context &context, const ClientOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto client = context.session.findClient(text(options.client));
    if (!client)
        return refused(client);
    const auto changes = context.session.editor().rotateClientSecret(context.session.tenant(), client->id);
    if (!changes)
        return refused(changes);
    if (const auto committed = context.session.commit(*changes); !committed)
        return refused(committed);
    const domain::ClientApplication rotated = *context.session.tenant().client(client->id);
    const auto secret = revealed(context, rotated, options.reveal);
    if (!secret)
        return refused(secret);
    context.out.line(context.session.describe(*changes) + QStringLiteral(". The old secret no longer works."));
    printClient(context.out, rotated, *secret);
    context.out.json(clientJson(rotated, *secret));
    return Exit::Done;
}

Outcome deleteClient(Context &context, const ClientOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto client = context.session.findClient(text(options.client));
    if (!client)
        return refused(client);
    const auto changes = context.session.editor().deleteClient(context.session.tenant(), client->id);
    if (!changes)
        return refused(changes);
    return commitAndTell(context, *changes, [&client] { return deletedJson("client_id", client->id.text()); });
}

} // namespace

void addClientCommands(CLI::App &app, Invocation &invocation)
{
    auto options = std::make_shared<ClientOptions>();
    CLI::App *group = app.add_subcommand("client", "The non-interactive clients of the tenant");
    group->require_subcommand(1);

    CLI::App *create = group->add_subcommand("create", "Create a client with a new secret");
    create->add_option("--name", options->name, "What people call it")->required();
    create->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return createClient(context, *options); };
    });

    group->add_subcommand("list", "List all clients")->callback([&invocation] { invocation.command = listClients; });

    CLI::App *show = group->add_subcommand("show", "Show one client");
    show->add_option("CLIENT", options->client, "Id or name")->required();
    show->add_flag("--reveal", options->reveal, "Print the client secret");
    show->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return showClient(context, *options); };
    });

    CLI::App *rotate = group->add_subcommand("rotate-secret", "Replace the client secret by a new one");
    rotate->add_option("CLIENT", options->client, "Id or name")->required();
    rotate->add_flag("--reveal", options->reveal, "Print the new secret");
    rotate->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return rotateSecret(context, *options); };
    });

    CLI::App *remove = group->add_subcommand("delete", "Delete a client and its grants");
    remove->add_option("CLIENT", options->client, "Id or name")->required();
    remove->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return deleteClient(context, *options); };
    });
}

} // namespace gatehouse::app::cli
