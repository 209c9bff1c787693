#include "ui/theme/ThemeWatcher.h"

#include "ui/theme/ProductStyle.h"
#include "ui/theme/StyleSheet.h"
#include "ui/theme/Tone.h"

#include <QApplication>
#include <QStyleHints>

#include <algorithm>

namespace gatehouse::ui::theme {

ThemeWatcher::ThemeWatcher(settings::Theme theme, QObject *parent)
    : QObject(parent)
    , m_style(new ProductStyle)
    , m_theme(theme)
    , m_font(QApplication::font())
{
    QApplication::setStyle(m_style);
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &ThemeWatcher::apply);
    setTheme(theme);
}

void ThemeWatcher::setTheme(settings::Theme theme)
{
    m_theme = theme;
    // Tells the platform too, so that title bars and file dialogs agree. May call apply() by its signal.
    QStyleHints *hints = QGuiApplication::styleHints();
    switch (theme) {
    case settings::Theme::FollowSystem:
        hints->unsetColorScheme();
        break;
    case settings::Theme::Light:
        hints->setColorScheme(Qt::ColorScheme::Light);
        break;
    case settings::Theme::Dark:
    case settings::Theme::HighContrast:
        hints->setColorScheme(Qt::ColorScheme::Dark);
        break;
    }
    apply();
}

void ThemeWatcher::setMoreContrast(bool more)
{
    m_moreContrast = more;
    apply();
}

void ThemeWatcher::setLessMotion(bool less)
{
    m_style->setStill(less);
}

void ThemeWatcher::setZoom(int percent)
{
    const int wanted = std::clamp(percent, smallestZoom, largestZoom);
    if (wanted == m_zoom)
        return;
    m_zoom = wanted;
    QFont font = m_font;
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * wanted / 100);
    else
        font.setPixelSize(font.pixelSize() * wanted / 100);
    QApplication::setFont(font);
    // Lengths in em follow only where the sheet is read anew.
    qApp->setStyleSheet(styleSheet(m_scheme));
}

void ThemeWatcher::apply()
{
    // A platform that knows no schemes reports Unknown, whatever was asked for.
    const bool dark =
        m_theme == settings::Theme::Dark || (m_theme == settings::Theme::FollowSystem &&
                                             QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark);
    const bool highContrast =
        m_theme == settings::Theme::HighContrast || (m_theme == settings::Theme::FollowSystem && m_moreContrast);
    const Scheme scheme = highContrast ? Scheme::HighContrast : dark ? Scheme::Dark : Scheme::Light;
    if (m_applied && scheme == m_scheme)
        return;
    m_scheme = scheme;
    m_applied = true;
    QApplication::setPalette(schemePalette(scheme));
    qApp->setStyleSheet(styleSheet(scheme));
    Q_EMIT changed(isDark());
}

} // namespace gatehouse::ui::theme
