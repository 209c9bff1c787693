#pragma once

#include <QObject>
#include <QString>

class QTableView;

namespace gatehouse::settings {
class SettingsStore;
}

namespace gatehouse::ui::widgets {

/// Remembers which columns of a table are shown, their widths, order and sort order, and how far it is scrolled, from
/// one start to the next. Owned by its table; to be made when the table has its model and its columns are set up.
class ColumnMemory : public QObject
{
    Q_OBJECT

public:
    /// `name` tells the table from all others ("scopes"). `settings` outlives the table.
    ColumnMemory(QTableView &table, const QString &name, settings::SettingsStore &settings);

    /// Whether there was something to remember.
    bool isRestored() const { return m_isRestored; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void restore();
    void restoreScroll();
    QString headings() const;
    void save() const;

    QTableView &m_table;
    QString m_key;
    settings::SettingsStore &m_settings;
    int m_scroll = 0; ///< to go to as soon as there are rows enough
    bool m_isRestoring = false;
    bool m_isRestored = false;
};

} // namespace gatehouse::ui::widgets
