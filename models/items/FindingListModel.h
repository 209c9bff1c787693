#pragma once

#include "models/inspector/Finding.h"
#include "models/items/ItemRoles.h"
#include "models/items/RowModel.h"

namespace gatehouse::items {

/// What was found about a token, the gravest first. The next report is compared with the last, so that a finding that
/// is still there keeps its row and its selection. Sentences are a presenter's.
class FindingListModel : public RowListModel<inspector::Finding>
{
    Q_OBJECT

public:
    explicit FindingListModel(QObject *parent = nullptr);

    void setFindings(QList<inspector::Finding> findings);
    const inspector::Finding &findingAt(int row) const { return m_rows.at(row); }
    /// How many are at least this grave.
    int count(inspector::Severity atLeast) const;

    QVariant data(const QModelIndex &index, int role) const override;
};

} // namespace gatehouse::items
