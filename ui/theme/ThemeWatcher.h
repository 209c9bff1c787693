#pragma once

#include "models/settings/SettingsStore.h"
#include "ui/theme/Tone.h"

#include <QFont>
#include <QObject>

namespace gatehouse::ui::theme {

class ProductStyle;

/// Light, dark or high contrast, as the person chose or the desktop says: sets palette, style and style sheet of the
/// program, and says once when they changed. One lives as long as the QApplication.
class ThemeWatcher : public QObject
{
    Q_OBJECT

public:
    /// Installs the product's style and the scheme of `theme`.
    explicit ThemeWatcher(settings::Theme theme = settings::Theme::FollowSystem, QObject *parent = nullptr);

    settings::Theme theme() const { return m_theme; }
    void setTheme(settings::Theme theme);
    bool isDark() const { return m_scheme != Scheme::Light; }

    /// Whether the desktop asks for more contrast: followed by who follows the desktop.
    void setMoreContrast(bool more);
    /// Whether the desktop asks for less motion: nothing slides or turns then.
    void setLessMotion(bool less);

    /// Text sizes a person may choose, in percent of the desktop's.
    static constexpr int smallestZoom = 80;
    static constexpr int largestZoom = 200;
    int zoom() const { return m_zoom; }
    /// In percent; kept within the limits.
    void setZoom(int percent);

Q_SIGNALS:
    /// After palette and style sheet have changed; widgets have their PaletteChange by then.
    void changed(bool dark);

private:
    void apply();

    ProductStyle *m_style; ///< the application's
    settings::Theme m_theme;
    bool m_moreContrast = false;
    Scheme m_scheme = Scheme::Light;
    bool m_applied = false;
    QFont m_font; ///< the desktop's
    int m_zoom = 100;
};

} // namespace gatehouse::ui::theme
