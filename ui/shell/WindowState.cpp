#include "ui/shell/WindowState.h"

#include <QMainWindow>
#include <QScreen>
#include <QSplitter>

namespace gatehouse::ui::shell {

WindowState::WindowState(settings::SettingsStore &settings)
    : m_settings(settings)
{
}

void WindowState::restore(QMainWindow &window, QSplitter &splitter) const
{
    const auto preferences = settings::WindowPreferences::load(m_settings);
    const QSize screen = window.screen()->availableSize();
    const int ch = window.fontMetrics().averageCharWidth();
    // A first size in which every page stands without scrolling sideways.
    window.resize(QSize(ch * 190, ch * 125).boundedTo(screen));
    if (!preferences.geometry.isEmpty())
        window.restoreGeometry(preferences.geometry);
    if (preferences.splitter.isEmpty() || !splitter.restoreState(preferences.splitter))
        // On a small screen names give way to the page.
        splitter.setSizes(window.width() < ch * 160 ? QList{ch * 29, ch * 161} : QList{ch * 34, ch * 156});
}

void WindowState::save(const QMainWindow &window, const QSplitter &splitter, const QString &page)
{
    auto preferences = settings::WindowPreferences::load(m_settings);
    preferences.geometry = window.saveGeometry();
    preferences.splitter = splitter.saveState();
    if (!page.isEmpty())
        preferences.page = page;
    preferences.save(m_settings);
}

QString WindowState::page() const
{
    return settings::WindowPreferences::load(m_settings).page;
}

} // namespace gatehouse::ui::shell
