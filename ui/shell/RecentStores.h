#pragma once

#include "models/settings/SettingsStore.h"

#include <QObject>

class QMenu;

namespace gatehouse::ui::shell {

/// The stores that were open lately, the latest first, as a menu. The store of this window is not among them, nor one
/// whose file is gone.
class RecentStores : public QObject
{
    Q_OBJECT

public:
    /// `settings` and `menu` outlive this.
    RecentStores(settings::SettingsStore &settings, QString current, QMenu &menu, QObject *parent);

    /// The store of this window could be opened.
    void remember();
    QStringList others() const;

Q_SIGNALS:
    void openRequested(const QString &path);

private:
    void fill();

    settings::SettingsStore &m_settings;
    QString m_current;
    QMenu &m_menu;
};

} // namespace gatehouse::ui::shell
