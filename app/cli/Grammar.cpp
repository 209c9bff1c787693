#include "app/cli/Grammar.h"

#include "app/cli/ActivityCommands.h"
#include "app/cli/ApiCommands.h"
#include "app/cli/ClientCommands.h"
#include "app/cli/ConnectionCommands.h"
#include "app/cli/GrantCommands.h"
#include "app/cli/IssuerCommands.h"
#include "app/cli/KeyCommands.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/OptionValues.h"
#include "app/cli/ScopeCommands.h"
#include "app/cli/ServeCommand.h"
#include "app/cli/StoreCommands.h"
#include "app/cli/TestCommand.h"
#include "app/cli/TokenCommands.h"
#include "app/cli/UserCommands.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <sstream>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

Usage usage(const CLI::App &app, const CLI::ParseError &error, bool isJson)
{
    std::ostringstream out;
    std::ostringstream err;
    if (app.exit(error, out, err) == 0)
        return {out.str(), Exit::Done};
    // An unknown command reads as a missing one to CLI11; people want to see the word they mistyped.
    const std::vector<std::string> unknown = app.remaining(true);
    std::string what = usageSentence(error.get_name(), error.what());
    if (error.get_name() == "RequiredError" && !unknown.empty())
        what = (unknown.front().starts_with('-') ? "There is no option \"" : "There is no command \"") +
               unknown.front() + "\".";
    if (isJson) {
        jose::JsonValue object = json::object();
        json::add(object, "error", json::string(u"wrong-use"_s));
        json::add(object, "message", json::string(text(what)));
        return {terminalSafeJson(object.toJson()).toStdString() + '\n', Exit::WrongUse};
    }
    return {"gatehouse: " + what + "\nRun it with --help to see what there is.\n", Exit::WrongUse};
}

/// `help COMMAND` and `version`, which people type because other programs have them, as the options that are meant.
std::vector<std::string> withOptions(std::vector<std::string> arguments)
{
    constexpr std::array withValue{"--store", "--passphrase-file", "--connection"};
    auto command = arguments.begin();
    while (command != arguments.end() && command->starts_with("--"))
        command += std::ranges::contains(withValue, *command) && command + 1 != arguments.end() ? 2 : 1;
    if (command != arguments.end() && *command == "help") {
        arguments.erase(command);
        arguments.emplace_back("--help");
    } else if (command != arguments.end() && *command == "version") {
        *command = "--version";
    }
    return arguments;
}

/// An option that is there and says nothing is no option left out: `--store ""` is not the default store.
void refuseEmptyValues(CLI::App &app)
{
    for (CLI::Option *option : app.get_options()) {
        // A description may be none, and says so in this way.
        if (option->get_items_expected_max() == 0 || option->get_name().contains("DESCRIPTION"))
            continue;
        option->check([](const std::string &value) {
            return value.empty() ? std::string("The value is empty.") : std::string();
        });
    }
    for (CLI::App *command : app.get_subcommands({}))
        refuseEmptyValues(*command);
}

} // namespace

std::variant<Invocation, Usage> parse(const std::vector<std::string> &arguments, const std::string &version)
{
    Invocation invocation;
    CLI::App app{"Gatehouse: APIs, scopes, client grants and tokens of one OAuth 2.0 tenant.", "gatehouse"};
    // --store and --json may stand anywhere on the line.
    app.fallthrough();
    app.set_version_flag("--version", "gatehouse " + version);
    app.add_option("--store", invocation.storePath,
                   "The tenant's store file; default ~/.local/share/gatehouse/tenant.gatehouse");
    app.add_option("--passphrase-file", invocation.passphraseFile,
                   "A store under a passphrase opens with the first line of this file; - for standard input");
    CLI::Option *store = app.get_option("--store");
    app.add_option("--connection", invocation.connection,
                   "A tenant elsewhere instead of a store, for the commands api, scope, client, grant and test")
        ->excludes(store);
    app.add_flag("--offline", invocation.offline,
                 "Show the copy of a tenant elsewhere as it was read last; sends nothing");
    app.add_flag("--allow-production", invocation.allowProduction, "Change a tenant that is marked as production");
    app.add_flag("--json", invocation.json, "Print JSON in the shape of the Management API");
    app.require_subcommand(1);
    app.footer("Without arguments the window opens. Exit codes: 0 done, 1 refused or not verified, 2 wrong use.\n"
               "Secrets and tokens are printed only with --reveal, but for what token sign makes, and never\n"
               "taken from arguments.");
    addApiCommands(app, invocation);
    addScopeCommands(app, invocation);
    addClientCommands(app, invocation);
    addUserCommands(app, invocation);
    addKeyCommands(app, invocation);
    addConsentCommands(app, invocation);
    addSessionCommands(app, invocation);
    addGrantCommands(app, invocation);
    addTestCommand(app, invocation);
    addTokenCommands(app, invocation);
    addServeCommand(app, invocation);
    addActivityCommand(app, invocation);
    addConnectionCommands(app, invocation);
    addIssuerCommands(app, invocation);
    addStoreCommands(app, invocation);
    // The program gatehouse hands a tour to the window before this grammar is asked; here it is explained.
    auto folder = std::make_shared<std::string>();
    CLI::App *tour = app.add_subcommand("tour", "The main job in the real window: a picture per step and a transcript");
    tour->add_option("DIR", *folder, "Where the pictures go")->required();

    refuseEmptyValues(app);

    try {
        const std::vector<std::string> meant = withOptions(arguments);
        std::vector<std::string> reversed(meant.rbegin(), meant.rend());
        app.parse(std::move(reversed));
    } catch (const CLI::ParseError &error) {
        return usage(app, error, std::ranges::contains(arguments, "--json"));
    }
    // The negative lab makes tokens with the store's own keys.
    const CLI::App *apis = app.get_subcommand("api");
    invocation.isForTenant = !apis->got_subcommand("probe") &&
                             std::ranges::any_of(std::array{"api", "scope", "client", "grant", "test"},
                                                 [&app](const char *name) { return app.got_subcommand(name); });
    if (!invocation.command)
        return Usage{"gatehouse tour DIR: the folder stands right behind the word tour.\n", Exit::WrongUse};
    return invocation;
}

} // namespace gatehouse::app::cli
