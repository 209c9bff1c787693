#pragma once

#include "models/inspector/Finding.h"
#include "models/items/ItemRoles.h"

#include <QAbstractListModel>

namespace gatehouse::items {

/// What was found about a token, the gravest first. The next report is compared with the last, so that a finding that
/// is still there keeps its row and its selection. Sentences are a presenter's.
class FindingListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit FindingListModel(QObject *parent = nullptr);

    void setFindings(QList<inspector::Finding> findings);
    const inspector::Finding &findingAt(int row) const { return m_findings.at(row); }
    /// How many are at least this grave.
    int count(inspector::Severity atLeast) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<inspector::Finding> m_findings;
};

} // namespace gatehouse::items
