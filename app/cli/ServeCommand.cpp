#include "app/cli/ServeCommand.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/OptionValues.h"
#include "app/engine/AuthorityFile.h"
#include "app/engine/ProgramLog.h"
#include "app/engine/Termination.h"
#include "models/domain/Origin.h"
#include "models/quickstart/TrustSetup.h"
#include "ui/text/CopyText.h"
#include "ui/text/ErrorText.h"
#include "ui/text/TimeText.h"

#include <CLI/CLI.hpp>
#include <QEventLoop>
#include <QFileInfo>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

/// One sentence for whatever happens to the store while tokens are issued from it.
void tellOfTheStore(Context &context, Engine &engine, ProgramLog &log)
{
    using Store = store::ResourceServerStore;
    const auto note = [&context, &log](const QString &sentence) {
        context.out.note("gatehouse: "_L1 + sentence);
        log.write(sentence);
    };
    QObject::connect(&engine.store(), &Store::lost, &engine,
                     [note](const base::Error &error) { note(ui::text::errorText(error).oneLine()); });
    QObject::connect(&engine.store(), &Store::replaced, &engine,
                     [note, path = engine.storePath()] { note(ui::text::storeReplaced(path)); });
    const auto tellRollback = [note, path = engine.storePath()](const store::Rollback &rollback) {
        note(ui::text::storeRolledBack(path, rollback) + u' ' + ui::text::rollbackAdvice());
    };
    QObject::connect(&engine.store(), &Store::rolledBack, &engine, tellRollback);
    QObject::connect(&engine.store(), &Store::rollbackAccepted, &engine,
                     [note, path = engine.storePath()] { note(ui::text::rollbackAccepted(path)); });
    for (const QStringList notes = context.session.takeNotes(); const QString &sentence : notes)
        note(sentence);
    QObject::connect(&engine.store(), &Store::regained, &engine,
                     [note, path = engine.storePath()] { note(ui::text::storeRegained(path)); });
    QObject::connect(&engine, &Engine::failed, &engine,
                     [note](const base::Error &error) { note(ui::text::errorText(error).oneLine()); });
    QObject::connect(&engine, &Engine::passphraseNeeded, &engine, [note, path = engine.storePath()] {
        note(ui::text::errorText({.code = base::ErrorCode::PassphraseNeeded,
                                  .step = base::ErrorStep::Unlock,
                                  .subject = path,
                                  .detail = {}})
                 .oneLine());
    });
}

/// What was typed behind `serve`.
struct ServeOptions
{
    std::string port;
    std::string httpsPort;
    std::string authorityPath;
    int requestsPerSecond = 0; ///< of one client of the Management API; 0: as many as it likes
};

/// Of a value that the grammar has taken.
std::optional<int> readPort(const std::string &typed)
{
    return typed.empty() ? std::nullopt : std::optional(text(typed).toInt());
}

void tellWhere(Context &context, const server::AuthorizationServer &server, const QString &authorityPath,
               const QString &logPath)
{
    const QString issuer = server.issuer();
    const QString httpsIssuer =
        domain::Origin{.scheme = domain::Origin::Scheme::Https, .port = server.httpsPort()}.issuer();
    const bool isSecure = server.httpsPort() > 0;
    QList<quickstart::TrustSetup> setups;
    if (isSecure && !authorityPath.isEmpty()) {
        setups = quickstart::trustSetups(authorityPath, httpsIssuer,
                                         QString::fromLatin1(jose::publicKeyPin(server.certificate())));
    }

    jose::JsonValue object = json::object();
    json::add(object, "issuer", json::string(issuer));
    json::add(object, "port", json::number(server.port()));
    if (isSecure) {
        json::add(object, "https_issuer", json::string(httpsIssuer));
        json::add(object, "https_port", json::number(server.httpsPort()));
    }
    QStringList issuers;
    const QList<domain::Origin> origins = server.origins();
    for (const domain::Origin &origin : origins)
        issuers.append(origin.issuer());
    json::add(object, "issuers", json::strings(issuers));
    json::add(object, "log", json::string(logPath));
    if (!authorityPath.isEmpty())
        json::add(object, "ca", json::string(authorityPath));
    if (!setups.isEmpty()) {
        jose::JsonValue trust = json::object();
        for (const quickstart::TrustSetup &setup : std::as_const(setups))
            json::add(trust, setup.client, json::string(setup.line));
        json::add(object, "trust", trust);
    }
    context.out.json(object);
    context.out.line(isSecure ? u"Serving at %1 and %2 until interrupted (Ctrl+C)."_s.arg(issuer, httpsIssuer)
                              : u"Serving at %1 until interrupted (Ctrl+C)."_s.arg(issuer));
    if (!setups.isEmpty())
        context.out.line(u"The CA is in %1. To have a client trust it:"_s.arg(authorityPath));
    for (const quickstart::TrustSetup &setup : std::as_const(setups))
        context.out.line(u"  %1: %2"_s.arg(setup.client, setup.line));
    context.out.flush();
}

/// Ports and scopes that were remembered for this start are committed before anyone is told where the server is: a
/// client that asks at once for a token of the Management API names it by the new port.
void waitForCommits(store::ResourceServerStore &store, const Termination &termination)
{
    if (store.isSettled())
        return;
    QEventLoop loop;
    QObject::connect(&store, &store::ResourceServerStore::settled, &loop, &QEventLoop::quit);
    QObject::connect(&store, &store::ResourceServerStore::submitFailed, &loop, &QEventLoop::quit);
    QObject::connect(&termination, &Termination::requested, &loop, &QEventLoop::quit);
    loop.exec();
}

Outcome serve(Context &context, const ServeOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    Engine &engine = context.session.engine();
    const QString authorityPath =
        options.authorityPath.empty() ? QString() : QFileInfo(text(options.authorityPath)).absoluteFilePath();
    if (!authorityPath.isEmpty()) {
        const auto authority = engine.authority();
        if (!authority)
            return std::unexpected(authority.error());
        if (const auto written = writeAuthorityFile(authorityPath, *authority); !written)
            return std::unexpected(written.error());
    }
    engine.server().setManagementRate(options.requestsPerSecond);
    // From now on, before anyone is told that there is a server to stop.
    const Termination termination;
    if (const auto started = engine.startServer(readPort(options.port), readPort(options.httpsPort)); !started)
        return std::unexpected(started.error());
    ProgramLog log(u"serve"_s, engine.clock());
    log.follow(engine.server());
    bool isEnding = false;
    QObject::connect(&termination, &Termination::requested, &engine, [&isEnding] { isEnding = true; });
    waitForCommits(engine.store(), termination);
    tellWhere(context, engine.server(), authorityPath, log.path());
    QObject::connect(&engine.server(), &server::AuthorizationServer::requestServed, &engine.server(),
                     [&context, &engine](const QString &method, const QString &path, int status) {
                         // A request that was refused before it was understood has no method and no path: a line has
                         // four words all the same, for whoever reads it by column.
                         const auto word = [](const QString &said) { return said.isEmpty() ? u"-"_s : said; };
                         context.out.note(u"%1 %2 %3 %4"_s.arg(ui::text::utcTime(engine.clock().now()), word(method),
                                                               word(path), QString::number(status)));
                     });
    tellOfTheStore(context, engine, log);
    QEventLoop loop;
    QObject::connect(&termination, &Termination::requested, &loop, &QEventLoop::quit);
    if (!isEnding)
        loop.exec();
    engine.stopServer();
    context.out.note(u"gatehouse: The server has stopped."_s);
    return Exit::Done;
}

} // namespace

void addServeCommand(CLI::App &app, Invocation &invocation)
{
    auto options = std::make_shared<ServeOptions>();
    CLI::App *command = app.add_subcommand("serve", "Run the authorization server on the loopback until interrupted");
    command->footer(
        "What it answers is said on standard error and kept in ~/.local/state/gatehouse/gatehouse.log, which "
        "never grows beyond 1 MB and becomes gatehouse.log.1 then.");
    command->add_option("--port", options->port, "The port to listen on and remember; 0 takes any free one")
        ->check(portNumber());
    command->add_option("--https-port", options->httpsPort, "The same for https")->check(portNumber());
    command->add_option("--export-ca", options->authorityPath,
                        "Write the CA that clients are to trust to this file (PEM)");
    command
        ->add_option("--requests-per-second", options->requestsPerSecond,
                     "How many requests to the Management API one client may make within a second")
        ->check(wholeNumber(1, 100000));
    command->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return serve(context, *options); };
    });
}

} // namespace gatehouse::app::cli
