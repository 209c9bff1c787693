#include "app/cli/UserCommands.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/PassphraseSource.h"
#include "models/domain/Passphrase.h"
#include "models/store/PasswordHash.h"

#include <CLI/CLI.hpp>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

struct UserOptions
{
    std::string user;
    std::string email;
    std::string name;
    std::string passwordFile;
    std::string api;
    std::vector<std::string> scopes;
    bool isBlocked = false;
    bool isUnblocked = false;
    bool isEmailVerified = false;
    bool isEmailUnverified = false;
};

store::Edit<domain::User> findUser(Context &context, const UserOptions &options)
{
    const auto id = store::TenantEditor::findUser(context.session.tenant(), line(options.user));
    if (!id)
        return std::unexpected(id.error());
    return *context.session.tenant().user(*id);
}

/// Reads a password, checks it, and hashes it.
store::Edit<base::Secret> readPasswordHash(Context &context, const UserOptions &options)
{
    const auto password = PassphraseSource(text(options.passwordFile)).read(u"Password: "_s, u"the password"_s);
    if (!password && password.error().code == base::ErrorCode::PassphraseNeeded)
        return store::refuse(domain::Violation{domain::Field::UserPassword, domain::Rule::Required, {}, 0});
    if (!password)
        return store::refuse(password.error());
    if (const auto violation = domain::checkPassword(*password))
        return store::refuse(*violation);
    Engine &engine = context.session.engine();
    auto hash = store::hashedPassword(engine.crypto().passphraseKdf(), engine.random(), *password);
    if (!hash)
        return store::refuse(hash.error());
    return *std::move(hash);
}

void printUser(Context &context, const domain::User &user)
{
    context.out.field(u"user id"_s, user.id.text());
    context.out.field(u"email"_s, user.email);
    if (!user.name.isEmpty())
        context.out.field(u"name"_s, user.name);
    context.out.field(u"email verified"_s, user.isEmailVerified ? u"yes"_s : u"no"_s);
    context.out.field(u"blocked"_s, user.isBlocked ? u"yes"_s : u"no"_s);
    context.out.field(u"permissions"_s, QString::number(user.permissions.size()));
    for (const domain::Permission &permission : user.permissions)
        context.out.line(u"    "_s + context.session.tenant().apiName(permission.resourceServerId) + u": "_s +
                         permission.scope);
}

Outcome createUser(Context &context, const UserOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto hash = readPasswordHash(context, options);
    if (!hash)
        return refused(hash);
    const auto created = context.session.editor().createUser(
        context.session.tenant(), {.email = line(options.email), .name = line(options.name).trimmed()}, *hash);
    if (!created)
        return refused(created);
    const auto user = [&] { return *context.session.tenant().user(created->id); };
    const Outcome outcome =
        commitAndTell(context, created->changes, [&] { return userJson(user(), context.session.tenant()); });
    if (outcome)
        printUser(context, user());
    return outcome;
}

Outcome listUsers(Context &context)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    QList<QStringList> rows;
    jose::JsonValue list = json::array();
    for (const domain::User &user : context.session.tenant().users) {
        rows.append({user.id.text(), user.isBlocked ? u"blocked"_s : u"active"_s, user.email, user.name});
        list.elements.append(userJson(user, context.session.tenant()));
    }
    context.out.table({u"USER ID"_s, u"STATE"_s, u"EMAIL"_s, u"NAME"_s}, rows);
    context.out.json(list);
    return Exit::Done;
}

Outcome showUser(Context &context, const UserOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto user = findUser(context, options);
    if (!user)
        return refused(user);
    context.out.line(user->email);
    printUser(context, *user);
    context.out.json(userJson(*user, context.session.tenant()));
    return Exit::Done;
}

/// Commits what `edit` makes of the user; a change that changes nothing says so.
Outcome changeUser(Context &context, const UserOptions &options,
                   const std::function<store::Edit<domain::ChangeSet>(const domain::User &)> &edit)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto user = findUser(context, options);
    if (!user)
        return refused(user);
    const auto changes = edit(*user);
    if (!changes)
        return refused(changes);
    const auto answer = [&] { return userJson(*context.session.tenant().user(user->id), context.session.tenant()); };
    if (changes->isEmpty()) {
        context.out.line(u"%1 is so already; nothing was changed."_s.arg(user->email));
        context.out.json(answer());
        return Exit::Done;
    }
    return commitAndTell(context, *changes, answer);
}

Outcome updateUser(Context &context, const UserOptions &options)
{
    return changeUser(context, options, [&](const domain::User &user) {
        domain::User wanted = user;
        if (!options.email.empty())
            wanted.email = line(options.email);
        if (!options.name.empty())
            wanted.name = line(options.name).trimmed();
        if (options.isBlocked || options.isUnblocked)
            wanted.isBlocked = options.isBlocked;
        if (options.isEmailVerified || options.isEmailUnverified)
            wanted.isEmailVerified = options.isEmailVerified;
        return context.session.editor().updateUser(context.session.tenant(), wanted);
    });
}

Outcome setPassword(Context &context, const UserOptions &options)
{
    return changeUser(context, options, [&](const domain::User &user) -> store::Edit<domain::ChangeSet> {
        const auto hash = readPasswordHash(context, options);
        if (!hash)
            return std::unexpected(hash.error());
        return context.session.editor().setPassword(context.session.tenant(), user.id, *hash);
    });
}

/// The person's permissions for one API become exactly these.
Outcome setPermissions(Context &context, const UserOptions &options)
{
    return changeUser(context, options, [&](const domain::User &user) -> store::Edit<domain::ChangeSet> {
        const auto api = context.session.findApi(text(options.api));
        if (!api)
            return std::unexpected(api.error());
        domain::User wanted = user;
        wanted.permissions.removeIf(
            [&](const domain::Permission &permission) { return permission.resourceServerId == api->id; });
        QStringList scopes = texts(options.scopes);
        scopes.removeDuplicates();
        for (const QString &scope : std::as_const(scopes))
            wanted.permissions.append({api->id, scope});
        return context.session.editor().updateUser(context.session.tenant(), wanted);
    });
}

Outcome deleteUser(Context &context, const UserOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto user = findUser(context, options);
    if (!user)
        return refused(user);
    const auto changes = context.session.editor().deleteUser(context.session.tenant(), user->id);
    if (!changes)
        return refused(changes);
    return commitAndTell(context, *changes, [&] { return deletedJson("user_id", user->id.text()); });
}

} // namespace

void addUserCommands(CLI::App &app, Invocation &invocation)
{
    auto options = std::make_shared<UserOptions>();
    CLI::App *group = app.add_subcommand("user", "The test users, who log in at the tenant's own server");
    group->require_subcommand(1);
    const auto command = [&](CLI::App *sub, Outcome (*run)(Context &, const UserOptions &)) {
        sub->callback([&invocation, options, run] {
            invocation.command = [options, run](Context &context) { return run(context, *options); };
        });
        return sub;
    };
    const auto named = [&](const char *name, const char *help) {
        CLI::App *sub = group->add_subcommand(name, help);
        sub->add_option("USER", options->user, "Id or email")->required();
        return sub;
    };
    const auto password = [&](CLI::App *sub) {
        sub->add_option("--password-file", options->passwordFile,
                        "Read the password from the first line of FILE, or of standard input for -")
            ->type_name("FILE");
    };

    CLI::App *create = command(group->add_subcommand("create", "Create a test user"), createUser);
    create->add_option("--email", options->email, "What the person types to log in")->required();
    create->add_option("--name", options->name, "What they are called");
    password(create);
    group->add_subcommand("list", "List all test users")->callback([&invocation] { invocation.command = listUsers; });
    command(named("show", "Show one test user and their permissions"), showUser);
    CLI::App *update = command(named("update", "Change the name or address, block or unblock"), updateUser);
    update->add_option("--email", options->email, "A new address");
    update->add_option("--name", options->name, "A new name");
    CLI::Option *block = update->add_flag("--block", options->isBlocked, "Let them log in no more");
    update->add_flag("--unblock", options->isUnblocked, "Let them log in again")->excludes(block);
    CLI::Option *verified = update->add_flag("--email-verified", options->isEmailVerified,
                                             "Have ID tokens and userinfo say that the address is theirs");
    update->add_flag("--email-unverified", options->isEmailUnverified, "Have them say that it is not checked")
        ->excludes(verified);
    password(command(named("set-password", "Set a new password"), setPassword));
    CLI::App *permissions =
        command(named("set-permissions", "Replace the permissions for one API; without --scope, take all of them away"),
                setPermissions);
    permissions->add_option("API", options->api, "Id or identifier")->required();
    permissions->add_option("--scope", options->scopes, "A scope the person has; repeatable");
    command(named("delete", "Delete a test user, their consents and sessions"), deleteUser);
}

} // namespace gatehouse::app::cli
