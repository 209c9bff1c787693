#include "app/window/Application.h"
#include "app/window/Composition.h"
#include "app/window/SingleInstance.h"
#include "app/window/Termination.h"

#include <QApplication>
#include <QCommandLineParser>

// The window program. `gatehouse` without arguments becomes this one.
int main(int argc, char *argv[])
{
    using namespace gatehouse;
    app::prepareProcess();
    QApplication application(argc, argv);
    app::prepareApplication(GATEHOUSE_VERSION);

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("OAuth 2.0 APIs, scopes, client grants and tokens on the desktop"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption store(QStringLiteral("store"), QStringLiteral("The tenant's store file."),
                                   QStringLiteral("FILE"));
    const QCommandLineOption page(
        QStringLiteral("page"),
        QStringLiteral("The page to show: inspector, clients, activity, settings, api/ID/scopes."),
        QStringLiteral("ADDRESS"));
    parser.addOptions({store, page});
    parser.process(application);

    const QString storePath = parser.isSet(store) ? parser.value(store) : app::Engine::defaultStorePath();
    app::SingleInstance instance(storePath);
    if (instance.handOver(parser.value(page)))
        return 0;

    app::Composition composition(storePath);
    QObject::connect(&instance, &app::SingleInstance::startedAgain, &composition, &app::Composition::raise);
    const app::Termination termination;
    QObject::connect(&termination, &app::Termination::requested, &composition, &app::Composition::terminate);
    composition.start(parser.value(page));
    return QApplication::exec();
}
