#pragma once

#include "models/items/AuditTableModel.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// An AuditTableModel for people: headings, local time with the exact UTC in the tool tip, and what was done as a
/// sentence.
class AuditPresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `audit` outlives the presenter.
    explicit AuditPresenter(items::AuditTableModel &audit, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    items::AuditTableModel &m_audit;
};

} // namespace gatehouse::ui::presenters
