#pragma once

#include "models/items/ObjectIndex.h"
#include "ui/shell/ActionSet.h"

#include <QAbstractListModel>

namespace gatehouse::ui::shell {

/// What the command palette lists for a typed text: actions of the window with their keys, or why they are not possible
/// now, and objects of the tenant. What was chosen lately comes first among equals, and is all there is for no text.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    /// `actions` outlive the model. `recent`: keys of what was chosen, the latest first.
    PaletteModel(const ActionSet &actions, const store::StoreSnapshot &tenant, QStringList recent,
                 QObject *parent = nullptr);

    void setText(const QString &text);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// One of the two is set.
    QAction *actionAt(int row) const { return m_rows.at(row).action; }
    QString addressAt(int row) const { return m_rows.at(row).object.address; }
    /// What recent choices are kept by: stays the same from one start to the next.
    QString keyAt(int row) const { return keyOf(m_rows.at(row)); }
    /// Why the row cannot be chosen; empty where it can.
    QString obstacleAt(int row) const;

private:
    struct Row
    {
        QAction *action = nullptr;
        items::NamedObject object = {};
        items::MatchRank rank = items::MatchRank::Exact;
    };
    static QString keyOf(const Row &row);
    qsizetype recency(const Row &row) const;
    QList<Row> recentRows() const;

    const ActionSet &m_actions;
    items::ObjectIndex m_objects;
    QStringList m_recent;
    QList<Row> m_rows;
};

} // namespace gatehouse::ui::shell
