#include "app/cli/ApiCommands.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/OptionValues.h"
#include "app/cli/ProbeCommand.h"
#include "ui/text/ApiText.h"
#include "ui/text/TimeText.h"
#include "ui/text/UnreadText.h"

#include <CLI/CLI.hpp>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

struct ApiOptions
{
    std::string api;
    std::string name;
    std::string identifier;
    std::string algorithm = "RS256";
    std::string tokenLifetime;
    std::string offlineAccess;
    std::string dialect;
    std::string enforcePolicies;
    std::string userPolicy;
    std::string clientPolicy;
    std::string skipConsent;
    bool reveal = false;
};

void printApi(Output &out, const domain::ResourceServer &api, const std::optional<base::Secret> &secret)
{
    out.field(u"id"_s, api.id.text());
    out.field(u"identifier"_s, api.identifier);
    out.field(u"algorithm"_s, api.algorithmName());
    if (secret)
        out.field(u"signing secret"_s, QString::fromUtf8(secret->bytes()));
    else if (!api.signingSecret.isEmpty())
        out.field(u"signing secret"_s, u"sealed; api show --reveal prints it"_s);
    if (api.unread.contains(u"token_lifetime"_s))
        out.field(u"token lifetime"_s, u"not understood"_s);
    else
        out.field(u"token lifetime"_s, u"%1 seconds (%2)"_s.arg(api.tokenLifetime)
                                           .arg(ui::text::durationText(std::chrono::seconds(api.tokenLifetime))));
    out.field(u"offline access"_s, ui::text::onOff(api.allowOfflineAccess));
    out.field(u"skip consent"_s, ui::text::onOff(api.skipConsent));
    for (const QStringList values = ui::text::unreadValues(api.unread); const QString &value : values)
        out.field(u"not understood"_s, value);
    out.field(u"scopes"_s, QString::number(api.scopes.size()));
    for (const domain::Scope &scope : api.scopes) {
        out.line(u"    "_s + (scope.description.isEmpty() ? scope.value
                                                          : scope.value.leftJustified(24) + u' ' + scope.description));
    }
}

Outcome createApi(Context &context, const ApiOptions &options)
{
    const auto algorithm = domain::parseSigningAlgorithm(text(options.algorithm));
    if (!algorithm) {
        return std::unexpected(
            domain::Violation{domain::Field::SigningAlgorithm, domain::Rule::Unknown, text(options.algorithm), 0});
    }
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto created = context.session.editor().createApi(
        context.session.tenant(), {line(options.name).trimmed(), line(options.identifier), *algorithm});
    if (!created)
        return refused(created);
    // By its identifier: a tenant elsewhere gives it an id of its own.
    const auto api = [&context, &options] {
        return *context.session.tenant().resourceServerByIdentifier(line(options.identifier));
    };
    const Outcome outcome = commitAndTell(context, created->changes, [&api] { return apiJson(api()); });
    if (outcome)
        printApi(context.out, api(), {});
    return outcome;
}

Outcome listApis(Context &context)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    QList<QStringList> rows;
    jose::JsonValue list = json::array();
    for (const domain::ResourceServer &api : context.session.tenant().resourceServers) {
        rows.append({api.id.text(), api.algorithmName(), QString::number(api.scopes.size()), api.identifier,
                     api.isSystem ? api.name + u" (system)"_s : api.name});
        list.elements.append(apiJson(api));
    }
    context.out.table({u"ID"_s, u"ALG"_s, u"SCOPES"_s, u"IDENTIFIER"_s, u"NAME"_s}, rows);
    context.out.json(list);
    return Exit::Done;
}

Outcome showApi(Context &context, const ApiOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto api = context.session.findApi(text(options.api));
    if (!api)
        return refused(api);
    std::optional<base::Secret> secret;
    if (options.reveal && !api->signingSecret.isEmpty()) {
        auto opened = context.session.custody().signingSecret(*api);
        if (!opened)
            return std::unexpected(opened.error());
        secret = std::move(*opened);
    }
    context.out.line(api->name);
    printApi(context.out, *api, secret);
    context.out.json(apiJson(*api, secret));
    return Exit::Done;
}

Outcome updateApi(Context &context, const ApiOptions &options)
{
    std::optional<int> lifetime;
    if (!options.tokenLifetime.empty()) {
        if (const auto violation = domain::checkTokenLifetimeText(text(options.tokenLifetime)))
            return std::unexpected(*violation);
        lifetime = text(options.tokenLifetime).trimmed().toInt();
    }
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto found = context.session.findApi(text(options.api));
    if (!found)
        return refused(found);
    domain::ResourceServer wanted = *found;
    if (!options.name.empty())
        wanted.name = line(options.name).trimmed();
    wanted.tokenLifetime = lifetime.value_or(wanted.tokenLifetime);
    if (!options.offlineAccess.empty())
        wanted.allowOfflineAccess = options.offlineAccess == "on";
    if (!options.skipConsent.empty())
        wanted.skipConsent = options.skipConsent == "on";
    if (!options.dialect.empty())
        wanted.dialect = domain::parseName<domain::TokenDialect>(text(options.dialect)).value_or(wanted.dialect);
    if (!options.enforcePolicies.empty())
        wanted.enforcePolicies = options.enforcePolicies == "on";
    if (!options.userPolicy.empty())
        wanted.userPolicy = domain::parseName<domain::UserPolicy>(text(options.userPolicy)).value_or(wanted.userPolicy);
    if (!options.clientPolicy.empty()) {
        wanted.clientPolicy =
            domain::parseName<domain::ClientPolicy>(text(options.clientPolicy)).value_or(wanted.clientPolicy);
    }
    const auto changes = context.session.editor().updateApi(context.session.tenant(), wanted);
    if (!changes)
        return refused(changes);
    const auto api = [&context, &found] { return *context.session.tenant().resourceServer(found->id); };
    const Outcome outcome = commitAndTell(context, *changes, [&api] { return apiJson(api()); });
    if (outcome)
        printApi(context.out, api(), {});
    return outcome;
}

/// A token of before says that it was; what is signed with the old secret from now on is refused.
Outcome rotateSecret(Context &context, const ApiOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto found = context.session.findApi(text(options.api));
    if (!found)
        return refused(found);
    const auto changes = context.session.editor().replaceSigningSecret(context.session.tenant(), found->id);
    if (!changes)
        return refused(changes);
    const auto api = [&] { return *context.session.tenant().resourceServer(found->id); };
    std::optional<base::Secret> secret;
    const Outcome outcome = commitAndTell(context, *changes, [&] {
        if (options.reveal) {
            if (auto opened = context.session.custody().signingSecret(api()))
                secret = std::move(*opened);
        }
        return apiJson(api(), secret);
    });
    if (!outcome)
        return outcome;
    printApi(context.out, api(), secret);
    if (const auto until = api().previousSecretUntil())
        context.out.line(
            u"  Tokens that the previous secret signed are valid until %1; `api end-overlap` ends that now."_s.arg(
                ui::text::localTime(*until)));
    return outcome;
}

Outcome endOverlap(Context &context, const ApiOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto found = context.session.findApi(text(options.api));
    if (!found)
        return refused(found);
    const auto changes = context.session.editor().dropPreviousSecret(context.session.tenant(), found->id);
    if (!changes)
        return refused(changes);
    const auto answer = [&] { return apiJson(*context.session.tenant().resourceServer(found->id)); };
    if (changes->isEmpty()) {
        context.out.line(u"%1 has one secret; nothing was changed."_s.arg(found->name));
        context.out.json(answer());
        return Exit::Done;
    }
    return commitAndTell(context, *changes, answer);
}

Outcome deleteApi(Context &context, const ApiOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto api = context.session.findApi(text(options.api));
    if (!api)
        return refused(api);
    const auto changes = context.session.editor().deleteApi(context.session.tenant(), api->id);
    if (!changes)
        return refused(changes);
    return commitAndTell(context, *changes, [&api] { return deletedJson("id", api->id.text()); });
}

} // namespace

void addApiCommands(CLI::App &app, Invocation &invocation)
{
    auto options = std::make_shared<ApiOptions>();
    CLI::App *group = app.add_subcommand("api", "The APIs of the tenant");
    group->require_subcommand(1);

    CLI::App *create = group->add_subcommand("create", "Create an API");
    create->add_option("--name", options->name, "What people call it")->required();
    create->add_option("--identifier", options->identifier, "The audience of its tokens; cannot be changed later")
        ->required();
    create->add_option("--alg", options->algorithm, "RS256 (recommended) or HS256")
        ->check(oneOf({"RS256", "HS256"}))
        ->capture_default_str();
    create->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return createApi(context, *options); };
    });

    group->add_subcommand("list", "List all APIs")->callback([&invocation] { invocation.command = listApis; });

    CLI::App *show = group->add_subcommand("show", "Show one API with its scopes");
    show->add_option("API", options->api, "Id or identifier")->required();
    show->add_flag("--reveal", options->reveal, "Print the signing secret of an HS256 API");
    show->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return showApi(context, *options); };
    });

    CLI::App *update = group->add_subcommand("update", "Change an API's settings");
    update->add_option("API", options->api, "Id or identifier")->required();
    update->add_option("--name", options->name, "A new name");
    update->add_option("--token-lifetime", options->tokenLifetime, "Seconds, 1 to 2592000")->check(anyWholeNumber());
    update->add_option("--allow-offline-access", options->offlineAccess, "on or off")->check(oneOf({"on", "off"}));
    update->add_option("--skip-consent", options->skipConsent, "on or off")->check(oneOf({"on", "off"}));
    update->add_option("--dialect", options->dialect, "How its access tokens are written")
        ->check(oneOf({"access_token", "access_token_authz", "rfc9068_profile", "rfc9068_profile_authz"}));
    update
        ->add_option("--enforce-policies", options->enforcePolicies,
                     "Whether permissions decide about scopes: on or off")
        ->check(oneOf({"on", "off"}));
    update->add_option("--user-policy", options->userPolicy, "Which clients may ask in a person's name")
        ->check(oneOf({"allow_all", "require_client_grant", "deny_all"}));
    update->add_option("--client-policy", options->clientPolicy, "Which clients may ask in their own")
        ->check(oneOf({"require_client_grant", "deny_all"}));
    update->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return updateApi(context, *options); };
    });

    CLI::App *rotate = group->add_subcommand(
        "rotate-secret",
        "Replace the signing secret of an HS256 API; what it signed before stays valid until it expires");
    rotate->add_option("API", options->api, "Id or identifier")->required();
    rotate->add_flag("--reveal", options->reveal, "Print the new secret");
    rotate->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return rotateSecret(context, *options); };
    });
    CLI::App *end = group->add_subcommand("end-overlap", "Forget the previous signing secret of an HS256 API now");
    end->add_option("API", options->api, "Id or identifier")->required();
    end->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return endOverlap(context, *options); };
    });

    CLI::App *remove = group->add_subcommand("delete", "Delete an API and the grants for it");
    remove->add_option("API", options->api, "Id or identifier")->required();
    remove->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return deleteApi(context, *options); };
    });
    addProbeCommand(*group, invocation);
}

} // namespace gatehouse::app::cli
