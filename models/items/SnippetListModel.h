#pragma once

#include "models/items/ItemRoles.h"
#include "models/quickstart/SnippetCatalogue.h"

#include <QAbstractListModel>

namespace gatehouse::items {

/// The stacks of the Quick Start, in the order of the catalogue.
class SnippetListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit SnippetListModel(QObject *parent = nullptr);

    const quickstart::Stack &stackAt(int row) const;
    /// The row of that stack id, or -1.
    int rowOf(const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
};

} // namespace gatehouse::items
