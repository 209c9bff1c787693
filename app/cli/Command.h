#pragma once

#include "app/cli/Output.h"
#include "app/cli/Session.h"
#include "app/start/Exit.h"
#include "models/base/Clock.h"

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

using start::Exit;

/// What a command works with.
struct Context
{
    Output &out;
    Session &session;
    const base::Clock &clock;
};

/// How a command ended; a refusal is printed by whoever ran it.
using Outcome = store::Edit<Exit>;
using Command = std::function<Outcome(Context &)>;

/// A parsed command line: the options in front of every command, and the command.
struct Invocation
{
    std::string storePath;
    std::string passphraseFile;
    std::string connection;
    bool allowProduction = false;
    bool offline = false;
    bool isForTenant = false; ///< works with a connection as well as with a store
    bool json = false;
    Command command;
};

/// An argument as text. Arguments are UTF-8 whatever the locale says.
QString text(const std::string &argument);
/// An argument that is one line of text, as a script with other line ends or a pasted cell gives it.
QString line(const std::string &argument);
QStringList texts(const std::vector<std::string> &arguments);
/// Turns a refusal of an edit into the outcome of a command.
template <typename T> std::unexpected<store::Refusal> refused(const store::Edit<T> &edit)
{
    return std::unexpected(edit.error());
}
/// Commits `changes`; then tells what they did, and prints `json()` when JSON was asked for.
Outcome commitAndTell(Context &context, const domain::ChangeSet &changes, const std::function<jose::JsonValue()> &json);

} // namespace gatehouse::app::cli
