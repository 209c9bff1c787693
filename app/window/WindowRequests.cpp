#include "app/window/WindowRequests.h"

#include "app/window/DesktopWishes.h"
#include "models/settings/SettingsStore.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/ThemeWatcher.h"
#include "ui/widgets/Toast.h"

#include <QCoreApplication>
#include <QProcess>

namespace gatehouse::app {

using namespace Qt::StringLiterals;
using ui::shell::MainWindow;

namespace {

class WindowRequestWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::app::WindowRequests)
};

} // namespace

void answerRequests(MainWindow &window, ui::theme::ThemeWatcher &theme, settings::SettingsStore &settings)
{
    QObject::connect(&window, &MainWindow::anotherStoreRequested, &window, [&window](const QString &path) {
        if (!QProcess::startDetached(QCoreApplication::applicationFilePath(), {u"--store"_s, path}))
            window.showNote(
                WindowRequestWords::tr("Gatehouse cannot start another window. Start it again with that store."));
    });
    QObject::connect(&window, &MainWindow::zoomRequested, &window, [&window, &theme, &settings](int step) {
        constexpr int stepSize = 10;
        theme.setZoom(step == 0 ? 100 : theme.zoom() + step * stepSize);
        auto preferences = settings::WindowPreferences::load(settings);
        preferences.zoom = theme.zoom();
        preferences.save(settings);
        ui::widgets::announce(&window, WindowRequestWords::tr("Text size %1 %").arg(theme.zoom()));
    });
    theme.setZoom(settings::WindowPreferences::load(settings).zoom);
    new DesktopWishes(window, theme);
    QObject::connect(&window, &MainWindow::themeChosen, &theme, &ui::theme::ThemeWatcher::setTheme);
}

} // namespace gatehouse::app
