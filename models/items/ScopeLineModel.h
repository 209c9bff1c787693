#pragma once

#include "models/domain/ScopeList.h"
#include "models/items/ItemRoles.h"
#include "models/items/RowModel.h"

namespace gatehouse::items {

/// The preview of a pasted list of scopes: what becomes of each line. StateRole is an int of domain::ScopeLine::Fate.
class ScopeLineModel : public RowTableModel<domain::ScopeLine, 4>
{
    Q_OBJECT

public:
    enum class Column { Line, Value, Description, Fate };

    explicit ScopeLineModel(QObject *parent = nullptr);

    /// Judges `text` against the scopes an API has; rows of lines that stay as they were stay.
    void setText(const QString &text, const QList<domain::Scope> &existing);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// `index` is valid and of this model.
    const domain::ScopeLine &lineAt(const QModelIndex &index) const;
    int count(domain::ScopeLine::Fate fate) const;
    /// What the Add button adds.
    QList<domain::Scope> scopesToAdd() const { return domain::scopesToAdd(m_rows); }
};

} // namespace gatehouse::items
