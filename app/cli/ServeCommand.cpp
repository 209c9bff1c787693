#include "app/cli/ServeCommand.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "ui/text/TimeText.h"

#include <CLI/CLI.hpp>
#include <QEventLoop>
#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace gatehouse::app::cli {

namespace {

/// A signal handler may do next to nothing: it writes one byte, and the event loop does the rest.
std::array<int, 2> signalPair{-1, -1};

void onSignal(int)
{
    const char byte = 1;
    // Nothing can be done about a failure here, and none is expected: the buffer of a socket holds more than one byte.
    [[maybe_unused]] const ssize_t written = ::write(signalPair[0], &byte, 1);
}

/// Catches SIGINT, SIGTERM and SIGHUP from the moment it is called: before anyone is told that there is a server to
/// stop.
bool catchInterruptions()
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, signalPair.data()) != 0)
        return false;
    struct sigaction action{};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        ::sigaction(signal, &action, nullptr);
    return true;
}

/// Runs the event loop until one came.
void runUntilInterrupted()
{
    QEventLoop loop;
    const QSocketNotifier notifier(signalPair[1], QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &loop, &QEventLoop::quit);
    loop.exec();
}

Outcome serve(Context &context, const std::string &port)
{
    std::optional<int> wanted;
    if (!port.empty()) {
        bool isNumber = false;
        wanted = text(port).toInt(&isNumber);
        if (!isNumber)
            return std::unexpected(domain::Violation{domain::Field::Port, domain::Rule::NotANumber, text(port), 65535});
        if (*wanted < 0 || *wanted > 65535)
            return std::unexpected(domain::Violation{domain::Field::Port, domain::Rule::OutOfRange, text(port), 65535});
    }
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    Engine &engine = context.session.engine();
    const bool isInterruptible = catchInterruptions();
    if (const auto started = engine.startServer(wanted); !started)
        return std::unexpected(started.error());

    const QString issuer = engine.server().issuer();
    jose::JsonValue object = json::object();
    json::add(object, "issuer", json::string(issuer));
    json::add(object, "port", json::number(engine.server().port()));
    context.out.json(object);
    context.out.line(QStringLiteral("Serving at %1 until interrupted (Ctrl+C).").arg(issuer));
    context.out.flush();
    QObject::connect(&engine.server(), &server::AuthorizationServer::requestServed, &engine.server(),
                     [&context, &engine](const QString &method, const QString &path, int status) {
                         // A request that was refused before it was understood has no method and no path: a line has
                         // four words all the same, for whoever reads it by column.
                         const auto word = [](const QString &said) {
                             return said.isEmpty() ? QStringLiteral("-") : said;
                         };
                         context.out.note(QStringLiteral("%1 %2 %3 %4")
                                              .arg(ui::text::utcTime(engine.clock().now()), word(method), word(path),
                                                   QString::number(status)));
                     });
    if (isInterruptible)
        runUntilInterrupted();
    engine.stopServer();
    context.out.note(QStringLiteral("gatehouse: The server has stopped."));
    return isInterruptible ? Exit::Done : Exit::Refused;
}

} // namespace

void addServeCommand(CLI::App &app, Invocation &invocation)
{
    auto port = std::make_shared<std::string>();
    CLI::App *command = app.add_subcommand("serve", "Run the authorization server on the loopback until interrupted");
    command->add_option("--port", *port, "The port to listen on and remember; 0 takes any free one");
    command->callback(
        [&invocation, port] { invocation.command = [port](Context &context) { return serve(context, *port); }; });
}

} // namespace gatehouse::app::cli
