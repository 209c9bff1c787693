#pragma once

#include <QObject>

class QDBusVariant;
class QVariant;
class QWidget;

namespace gatehouse::ui::theme {
class ThemeWatcher;
}

namespace gatehouse::app {

/// What a person has told the desktop they need, and Qt does not know: more contrast, and less motion. Asked of the
/// desktop portal once the window has been painted, and followed from then on. Without a portal nothing is asked.
class DesktopWishes : public QObject
{
    Q_OBJECT

public:
    /// Asks after the first frame of `window`, which owns this. `theme` outlives it.
    DesktopWishes(QWidget &window, ui::theme::ThemeWatcher &theme);

private Q_SLOTS:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void follow();
    void ask(const QString &key);
    void take(const QString &key, const QVariant &value);

    ui::theme::ThemeWatcher &m_theme;
};

} // namespace gatehouse::app
