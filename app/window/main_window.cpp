#include "app/engine/ProgramLog.h"
#include "app/engine/Termination.h"
#include "app/window/Application.h"
#include "app/window/Composition.h"
#include "app/window/Display.h"
#include "app/window/FirstPaint.h"
#include "app/window/RemoteComposition.h"
#include "app/window/SingleInstance.h"
#include "app/window/Tour.h"
#include "models/store/connection/ConnectionFault.h"
#include "ui/text/ErrorText.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTemporaryDir>

#include <cstdio>
#include <span>

namespace {

using namespace gatehouse;
using namespace Qt::StringLiterals;

void endOn(const app::Termination &termination, app::Composition &composition)
{
    QObject::connect(&termination, &app::Termination::requested, &composition, &app::Composition::terminate);
}

/// The main job in the real window, over a store and settings of its own.
int runTour(const QString &folder)
{
    const QTemporaryDir home;
    app::Composition composition(home.filePath(u"tenant.gatehouse"_s), home.filePath(u"window.ini"_s));
    const app::Termination termination;
    endOn(termination, composition);
    app::Tour tour(composition.window(), composition.engine().store(), folder,
                   [&composition](settings::Theme theme) { composition.theme().setTheme(theme); });
    QObject::connect(&tour, &app::Tour::finished, &composition, [](const QString &failure) {
        if (!failure.isEmpty())
            std::fprintf(stderr, "gatehouse: tour: %s\n", qUtf8Printable(failure));
        QCoreApplication::exit(failure.isEmpty() ? 0 : 1);
    });
    QObject::connect(&composition, &app::Composition::ready, &tour, &app::Tour::start);
    composition.start({});
    composition.window().resize(1280, 860);
    return QApplication::exec();
}

/// A tenant elsewhere, by the name that a person has given it.
int runConnection(const QString &name, const QString &page)
{
    app::ConnectionBook book;
    const auto connections = book.read();
    const auto *connection = connections ? connections->find(name) : nullptr;
    if (!connection) {
        const base::Error error = connections ? store::remote::unfit(base::ErrorStep::ReadConnections, name,
                                                                     store::remote::ConnectionFault::Unknown)
                                                    .error()
                                              : connections.error();
        std::fprintf(stderr, "gatehouse: %s\n", qUtf8Printable(ui::text::errorText(error).oneLine()));
        return 1;
    }
    app::SingleInstance instance(app::SingleInstance::connectionKey(*connection, book.path()));
    if (instance.handOver(page))
        return 0;
    const base::SystemClock clock;
    app::RemoteComposition composition(book, *connection, clock);
    const app::ProgramLog log(u"window"_s, clock);
    QObject::connect(&instance, &app::SingleInstance::startedAgain, &composition, &app::RemoteComposition::raise);
    const app::Termination termination;
    QObject::connect(&termination, &app::Termination::requested, &composition, &app::RemoteComposition::terminate);
    composition.start(page);
    return QApplication::exec();
}

} // namespace

// The window program. `gatehouse` without a command becomes this one.
int main(int argc, char *argv[])
{
    app::prepareProcess();
    if (!app::prepareDisplay(std::span(argv, static_cast<std::size_t>(argc))))
        return 1;
    QApplication application(argc, argv);
    app::prepareApplication(GATEHOUSE_VERSION);

    QCommandLineParser parser;
    parser.setApplicationDescription(u"OAuth 2.0 APIs, scopes, client grants and tokens on the desktop"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption store(u"store"_s, u"The tenant's store file."_s, u"FILE"_s);
    const QCommandLineOption connection(u"connection"_s, u"A tenant elsewhere instead of a store."_s, u"NAME"_s);
    const QCommandLineOption page(
        u"page"_s, u"The page to show: inspector, clients, activity, settings, api/ID/scopes."_s, u"ADDRESS"_s);
    const QCommandLineOption tour(u"tour"_s, u"Do the main job and save a picture of each step."_s, u"DIR"_s);
    const QCommandLineOption firstPaint(u"first-paint"_s,
                                        u"Print time and memory of the first painted frame, and quit."_s);
    parser.addOptions({store, connection, page, tour, firstPaint});
    parser.process(application);
    if (parser.isSet(tour))
        return runTour(parser.value(tour));

    if (parser.isSet(connection))
        return runConnection(parser.value(connection), parser.value(page));

    const QString storePath = parser.isSet(store) ? parser.value(store) : app::Engine::defaultStorePath();
    app::SingleInstance instance(app::SingleInstance::storeKey(storePath));
    if (instance.handOver(parser.value(page)))
        return 0;

    app::Composition composition(storePath);
    app::ProgramLog log(u"window"_s, composition.engine().clock());
    log.follow(composition.engine().server());
    QObject::connect(&instance, &app::SingleInstance::startedAgain, &composition, &app::Composition::raise);
    const app::Termination termination;
    endOn(termination, composition);
    composition.start(parser.value(page));
    if (parser.isSet(firstPaint))
        app::reportFirstPaint(composition.window()); // hears of the frame before what waits for it
    return QApplication::exec();
}
