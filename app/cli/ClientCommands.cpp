#include "app/cli/ClientCommands.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/OptionValues.h"

#include "models/jose/KeyCodec.h"
#include "models/store/connection/ConnectionFault.h"
#include "ui/text/UnreadText.h"

#include <CLI/CLI.hpp>
#include <QFile>

#include <optional>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

struct ClientOptions
{
    std::string client;
    std::string name;
    bool reveal = false;
    std::string type;
    std::vector<std::string> callbacks;
    std::vector<std::string> logoutUrls;
    std::vector<std::string> origins;
    std::vector<std::string> grantTypes;
    std::string authentication;
    std::vector<std::string> keyFiles;
    bool isFirstParty = false;
    bool isThirdParty = false;
    std::optional<bool> isRotating;
    std::optional<int> leeway;
    std::optional<int> lifetime;     ///< 0: no end
    std::optional<int> idleLifetime; ///< 0: no end
};

domain::Violation unknown(domain::Field field, const std::string &value)
{
    return {field, domain::Rule::Unknown, text(value), 0};
}

/// Addresses as they were given, one option each; one empty text takes all away.
QStringList addresses(const std::vector<std::string> &values)
{
    QStringList list;
    for (const std::string &value : values)
        list.append(line(value));
    return list == QStringList{QString()} ? QStringList() : list;
}

store::Edit<QByteArrayList> publicKeys(Context &context, const std::vector<std::string> &files)
{
    if (context.session.isRemote())
        return store::refuse(store::remote::unfit(base::ErrorStep::ChangeTenant, text(files.front()),
                                                  store::remote::ConnectionFault::ClientKeys)
                                 .error());
    QByteArrayList keys;
    for (const std::string &name : files) {
        QFile file(text(name));
        if (!file.open(QIODevice::ReadOnly))
            return store::refuse(base::Error{.code = base::ErrorCode::FileUnreadable,
                                             .step = base::ErrorStep::ReadKey,
                                             .subject = text(name),
                                             .detail = file.errorString()});
        const jose::KeyCodec &codec = context.session.engine().keys();
        const auto set = jose::parseKeyText(file.read(qint64{64} * 1024), codec);
        if (!set || set->keys.size() != 1 || codec.toDer(set->keys.constFirst()).isEmpty())
            return store::refuse(unknown(domain::Field::ClientKeys, name));
        keys.append(codec.toDer(set->keys.constFirst()));
    }
    return keys;
}

/// What the options say, on top of what the client is.
store::Edit<domain::ClientApplication> edited(Context &context, domain::ClientApplication client,
                                              const ClientOptions &options)
{
    if (!options.type.empty()) {
        const auto type = domain::parseName<domain::ClientType>(text(options.type));
        if (!type)
            return store::refuse(unknown(domain::Field::ClientType, options.type));
        if (*type != client.type) {
            client.type = *type;
            domain::applyTypeDefaults(client);
        }
    }
    if (!options.name.empty())
        client.name = line(options.name).trimmed();
    if (!options.callbacks.empty())
        client.callbacks = addresses(options.callbacks);
    if (!options.logoutUrls.empty())
        client.logoutUrls = addresses(options.logoutUrls);
    if (!options.origins.empty())
        client.origins = addresses(options.origins);
    if (!options.grantTypes.empty()) {
        const auto types = domain::parseGrantTypes(texts(options.grantTypes));
        if (!types)
            return store::refuse(unknown(domain::Field::ClientGrantTypes, options.grantTypes.front()));
        client.grantTypes = *types;
    }
    if (!options.authentication.empty()) {
        const auto method = domain::parseName<domain::ClientAuthentication>(text(options.authentication));
        if (!method)
            return store::refuse(unknown(domain::Field::ClientAuthentication, options.authentication));
        client.authentication = *method;
    }
    if (!options.keyFiles.empty()) {
        auto keys = publicKeys(context, options.keyFiles);
        if (!keys)
            return std::unexpected(keys.error());
        client.publicKeys = *std::move(keys);
    }
    if (options.isFirstParty || options.isThirdParty)
        client.isFirstParty = options.isFirstParty;
    client.refresh.isRotating = options.isRotating.value_or(client.refresh.isRotating);
    client.refresh.leeway = options.leeway.value_or(client.refresh.leeway);
    if (options.lifetime) {
        client.refresh.hasLifetime = *options.lifetime != 0;
        client.refresh.lifetime = *options.lifetime != 0 ? *options.lifetime : client.refresh.lifetime;
    }
    if (options.idleLifetime) {
        client.refresh.hasIdleLifetime = *options.idleLifetime != 0;
        client.refresh.idleLifetime = *options.idleLifetime != 0 ? *options.idleLifetime : client.refresh.idleLifetime;
    }
    return client;
}

/// The client's secret when it was asked for.
store::Edit<std::optional<base::Secret>> revealed(Context &context, const domain::ClientApplication &client,
                                                  bool reveal)
{
    if (!reveal)
        return std::optional<base::Secret>();
    auto secret = context.session.custody().clientSecret(client);
    if (!secret)
        return std::unexpected(secret.error());
    return std::optional(std::move(*secret));
}

void printClient(Context &context, const domain::ClientApplication &client, const std::optional<base::Secret> &secret)
{
    Output &out = context.out;
    out.field(u"client id"_s, client.id.text());
    if (client.authentication != domain::ClientAuthentication::Secret) {
        out.field(u"client secret"_s, client.isPublic() ? u"none: the client is public"_s
                                                        : u"none: the client authenticates with a private key"_s);
        return;
    }
    // A tenant elsewhere tells a secret once, and Gatehouse keeps no copy of it.
    out.field(u"client secret"_s, secret ? QString::fromUtf8(secret->bytes())
                                  : context.session.isRemote()
                                      ? u"with the tenant; --reveal prints it where Gatehouse knows it"_s
                                      : u"sealed; `client show --reveal` prints it"_s);
}

Outcome createClient(Context &context, const ClientOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto wanted = edited(context, {}, options);
    if (!wanted)
        return refused(wanted);
    const auto created = context.session.editor().createClient(context.session.tenant(), *wanted);
    if (!created)
        return refused(created);
    // By its name, which no other has: a tenant elsewhere gives it an id of its own.
    const auto client = [&context, &created, &wanted] {
        const store::StoreSnapshot &tenant = context.session.tenant();
        if (const domain::ClientApplication *here = tenant.client(created->id))
            return *here;
        return *std::ranges::find(tenant.clients, wanted->name, &domain::ClientApplication::name);
    };
    const Outcome outcome = commitAndTell(context, created->changes, [&client] { return clientJson(client()); });
    if (!outcome)
        return outcome;
    const auto secret = revealed(context, client(), options.reveal && !client().isPublic());
    if (!secret)
        return refused(secret);
    printClient(context, client(), *secret);
    return outcome;
}

Outcome updateClient(Context &context, const ClientOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto client = context.session.findClient(text(options.client));
    if (!client)
        return refused(client);
    const auto wanted = edited(context, *client, options);
    if (!wanted)
        return refused(wanted);
    const auto changes = context.session.editor().updateClient(context.session.tenant(), *wanted);
    if (!changes)
        return refused(changes);
    const auto answer = [&] { return clientJson(*context.session.tenant().client(client->id)); };
    if (changes->isEmpty()) {
        context.out.line(u"%1 is so already; nothing was changed."_s.arg(client->name));
        context.out.json(answer());
        return Exit::Done;
    }
    return commitAndTell(context, *changes, answer);
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
    context.out.table({u"CLIENT ID"_s, u"GRANTS"_s, u"NAME"_s}, rows);
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
    printClient(context, *client, *secret);
    context.out.field(u"type"_s, client->unread.contains(u"app_type"_s) ? u"not understood"_s
                                                                        : QString(domain::nameOf(client->type)));
    context.out.field(u"grant types"_s, domain::grantTypeNames(client->grantTypes).join(u' '));
    context.out.field(u"authentication"_s, domain::nameOf(client->authentication));
    for (const QStringList values = ui::text::unreadValues(client->unread); const QString &value : values)
        context.out.field(u"not understood"_s, value);
    for (const QString &callback : client->callbacks)
        context.out.field(u"callback"_s, callback);
    const auto grants = context.session.tenant().grantsOf(client->id);
    context.out.field(u"authorized for"_s, QString::number(grants.size()));
    for (const domain::ClientGrant &grant : grants)
        context.out.line(u"    "_s + context.session.tenant().apiName(grant.resourceServerId) + u": "_s +
                         grant.scopes.join(u' '));
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
    context.out.line(context.session.describe(*changes) + u". The old secret no longer works."_s);
    printClient(context, rotated, *secret);
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

/// The options of create and update alike.
void addMembers(CLI::App *command, ClientOptions &options)
{
    command
        ->add_option("--type", options.type, "non_interactive, regular_web, spa or native; sets what is usual for it")
        ->check(oneOf({"non_interactive", "regular_web", "spa", "native"}));
    command->add_option("--callback", options.callbacks, "An allowed callback URL; repeatable, \"\" takes all away");
    command->add_option("--logout-url", options.logoutUrls, "An allowed logout URL; repeatable");
    command->add_option("--origin", options.origins, "An origin whose scripts may call the server; repeatable");
    command
        ->add_option("--grant-type", options.grantTypes,
                     "client_credentials, authorization_code or refresh_token; repeatable")
        ->check(oneOf({"client_credentials", "authorization_code", "refresh_token"}));
    command->add_option("--auth", options.authentication, "client_secret, private_key_jwt or none")
        ->check(oneOf({"client_secret", "private_key_jwt", "none"}));
    command->add_option("--public-key", options.keyFiles, "A public key for private_key_jwt, PEM or JWK; repeatable")
        ->type_name("FILE");
    CLI::Option *first = command->add_flag("--first-party", options.isFirstParty, "The tenant's own");
    command->add_flag("--third-party", options.isThirdParty, "Somebody else's: people are always asked")
        ->excludes(first);
    command->add_option("--refresh-rotation", options.isRotating, "Replace refresh tokens at each use: true or false")
        ->check(oneOf({"true", "false"}));
    command->add_option("--refresh-leeway", options.leeway, "Seconds in which a replaced one still works")
        ->check(anyWholeNumber());
    command->add_option("--refresh-lifetime", options.lifetime, "Seconds since the login; 0 for no end")
        ->check(anyWholeNumber());
    command->add_option("--refresh-idle-lifetime", options.idleLifetime, "Seconds since the last use; 0 for no end")
        ->check(anyWholeNumber());
}

} // namespace

void addClientCommands(CLI::App &app, Invocation &invocation)
{
    auto options = std::make_shared<ClientOptions>();
    CLI::App *group = app.add_subcommand("client", "The clients of the tenant");
    group->require_subcommand(1);

    CLI::App *create = group->add_subcommand("create", "Create a client with a new secret");
    create->add_option("--name", options->name, "What people call it")->required();
    create->add_flag("--reveal", options->reveal, "Print the client secret");
    addMembers(create, *options);
    create->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return createClient(context, *options); };
    });

    CLI::App *update = group->add_subcommand("update", "Change what a client is and may do");
    update->add_option("CLIENT", options->client, "Id or name")->required();
    update->add_option("--name", options->name, "A new name");
    addMembers(update, *options);
    update->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return updateClient(context, *options); };
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
