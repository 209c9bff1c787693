#pragma once

#include "ui/theme/ThemeWatcher.h"

#include <QDir>
#include <QTest>
#include <QWidget>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// Saves `widget` light and dark for a person to look at, where GATEHOUSE_PICTURES names a folder; else does nothing.
inline void picture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("GATEHOUSE_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    for (const settings::Theme theme : {settings::Theme::Light, settings::Theme::Dark}) {
        const ui::theme::ThemeWatcher watcher(theme);
        QTest::qWait(50);
        widget.grab().save(u"%1/%2-%3.png"_s.arg(folder, name, watcher.isDark() ? u"dark"_s : u"light"_s));
    }
}

} // namespace gatehouse::tests
