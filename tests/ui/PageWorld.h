#pragma once

#include "models/editing/EditSession.h"
#include "models/settings/SettingsStore.h"
#include "tests/support/TestTenant.h"
#include "tests/support/WidgetHand.h"
#include "ui/pages/TenantAccess.h"
#include "ui/theme/ThemeWatcher.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

namespace gatehouse::tests {

/// What a page needs of the tenant, in memory.
struct PageWorld : TestTenant
{
    ui::pages::TenantAccess access() { return {store, editor, session, custody, settings, clock}; }

    editing::EditSession session{store};
    QTemporaryDir folder;
    settings::SettingsStore settings{folder.filePath(QStringLiteral("settings.ini"))};
};

/// Saves `widget` light and dark for a person to look at, where GATEHOUSE_PICTURES names a folder; else does nothing.
inline void picture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("GATEHOUSE_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    for (const settings::Theme theme : {settings::Theme::Dark, settings::Theme::Light}) {
        const ui::theme::ThemeWatcher watcher(theme);
        QTest::qWait(50);
        widget.grab().save(QStringLiteral("%1/%2-%3.png")
                               .arg(folder, name, watcher.isDark() ? QStringLiteral("dark") : QStringLiteral("light")));
    }
}

} // namespace gatehouse::tests
