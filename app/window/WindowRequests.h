#pragma once

namespace gatehouse::settings {
class SettingsStore;
}
namespace gatehouse::ui::shell {
class MainWindow;
}
namespace gatehouse::ui::theme {
class ThemeWatcher;
}

namespace gatehouse::app {

/// Answers what every window asks of its program, whichever tenant it shows: another theme, larger or smaller text, and
/// a window for another store. `theme` and `settings` outlive the window.
void answerRequests(ui::shell::MainWindow &window, ui::theme::ThemeWatcher &theme, settings::SettingsStore &settings);

} // namespace gatehouse::app
