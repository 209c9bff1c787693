#pragma once

#include "models/inspector/TokenInspection.h"
#include "models/items/ClaimTableModel.h"
#include "models/store/StoreSnapshot.h"
#include "ui/widgets/Card.h"

class QPushButton;

namespace gatehouse::items {
class ClaimTreeModel;
}
namespace gatehouse::ui::presenters {
class ClaimPresenter;
}
namespace gatehouse::ui::widgets {
class CopyButton;
class FieldMessage;
class MonospaceView;
class SegmentedControl;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::inspection {

class FittedTable;
class FittedTree;

/// The header or the claims of a token: as a table with what each member means, as a tree, as indented JSON, and as the
/// very bytes that were signed.
class MembersPane : public widgets::Card
{
    Q_OBJECT

public:
    /// How wide a page is on which two have room beside one another, in average characters.
    static constexpr int twoCharacters = 145;

    explicit MembersPane(items::ClaimTableModel::Part part, QWidget *parent = nullptr);

    void setTenant(const store::StoreSnapshot &tenant);
    void setInspection(const inspector::TokenInspection &inspection, base::Instant now);
    void setNow(base::Instant now);
    const items::ClaimTableModel &model() const { return *m_model; }

private:
    enum View { Table, Tree, Indented, Exact };
    void showView(int view);

    items::ClaimTableModel::Part m_part;
    items::ClaimTableModel *m_model;
    presenters::ClaimPresenter *m_presenter;
    FittedTable *m_table;
    items::ClaimTreeModel *m_treeModel;
    FittedTree *m_tree;
    widgets::SegmentedControl *m_views;
    QPushButton *m_explain; ///< shows what each member is for
    widgets::MonospaceView *m_text;
    widgets::FieldMessage *m_fault;
    widgets::CopyButton *m_copy;
    QByteArray m_bytes;
    QString m_indented;
    bool m_exactOnly = false; ///< no JSON object to show as a table
    bool m_isEmpty = true;
};

} // namespace gatehouse::ui::inspection
