#pragma once

#include "models/settings/SettingsStore.h"
#include "ui/theme/ThemeWatcher.h"

#include <QApplication>
#include <QDir>
#include <QTest>
#include <QWidget>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// The look every picture and every measurement is made with: the product's style, one font that is installed wherever
/// the tests run, one scheme at a time.
class GuiHarness
{
public:
    /// `scale` of the font: 1.5 is what a person with weak eyes may set.
    explicit GuiHarness(settings::Theme theme = settings::Theme::Light, qreal scale = 1.0)
        : m_fontBefore(QApplication::font())
        , m_theme(theme)
    {
        QFont font(u"Noto Sans"_s);
        font.setPointSizeF(10 * scale);
        QApplication::setFont(font);
    }
    ~GuiHarness() { QApplication::setFont(m_fontBefore); }
    Q_DISABLE_COPY_MOVE(GuiHarness)

    ui::theme::ThemeWatcher &theme() { return m_theme; }

    /// Shows `widget` in its own window of that size and waits until it has the keyboard.
    static bool show(QWidget &widget, QSize size = {1100, 760})
    {
        widget.resize(size);
        widget.show();
        widget.activateWindow();
        return QTest::qWaitForWindowActive(&widget);
    }

    /// Lets what was posted happen, and what that posts in turn: layouts, queued signals, first paints.
    static void settle()
    {
        for (int round = 0; round < 8; ++round) {
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents();
        }
    }

    /// Saves `widget` as it is, light and dark, where GATEHOUSE_PICTURES names a folder; else does nothing.
    void picture(QWidget &widget, const QString &name)
    {
        const QString folder = qEnvironmentVariable("GATEHOUSE_PICTURES");
        if (folder.isEmpty())
            return;
        QDir().mkpath(folder);
        const settings::Theme before = m_theme.theme();
        for (const settings::Theme theme : {settings::Theme::Light, settings::Theme::Dark}) {
            m_theme.setTheme(theme);
            settle();
            widget.grab().save(u"%1/%2-%3.png"_s.arg(folder, name, m_theme.isDark() ? u"dark"_s : u"light"_s));
        }
        m_theme.setTheme(before);
    }

private:
    QFont m_fontBefore;
    ui::theme::ThemeWatcher m_theme;
};

} // namespace gatehouse::tests
