#pragma once

#include "models/items/BatchTableModel.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// What a batch is grouped by, in a word; and a group's name for people ("no client").
QString batchGroupingText(items::BatchGrouping grouping);
QString batchGroupText(items::BatchGrouping grouping, const QString &name);
/// The same for a key as rows name it.
QString batchKeyText(const QString &key);

/// A BatchTableModel for people: verdicts as icon and word, times seen from now, reasons as sentences in the tool tip.
/// Nothing not verified is green.
class BatchPresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `batch` outlives the presenter.
    explicit BatchPresenter(items::BatchTableModel &batch, QObject *parent = nullptr);

    void setNow(base::Instant now) { m_now = now; }

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cell(const scan::BatchRow &row, items::BatchTableModel::Column column) const;

    items::BatchTableModel &m_batch;
    base::Instant m_now;
};

/// A BatchGroupModel for people: the group's name and, as TrailingRole, its size.
class BatchGroupPresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `groups` outlives the presenter.
    explicit BatchGroupPresenter(items::BatchGroupModel &groups, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;

private:
    items::BatchGroupModel &m_groups;
};

} // namespace gatehouse::ui::presenters
