#pragma once

#include "models/settings/SettingsStore.h"

class QMainWindow;
class QSplitter;

namespace gatehouse::ui::shell {

/// Size, splitter and page of the main window, from one start to the next. The position is left to the desktop.
class WindowState
{
public:
    explicit WindowState(settings::SettingsStore &settings);

    /// Never larger than the screen.
    void restore(QMainWindow &window, QSplitter &splitter) const;
    void save(const QMainWindow &window, const QSplitter &splitter, const QString &page);
    /// The address of the page last looked at; empty before the first time.
    QString page() const;

private:
    settings::SettingsStore &m_settings;
};

} // namespace gatehouse::ui::shell
