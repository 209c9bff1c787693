#pragma once

#include "models/items/BatchTableModel.h"
#include "ui/widgets/Card.h"

class QComboBox;
class QHBoxLayout;
class QListView;

namespace gatehouse::settings {
class SettingsStore;
}
namespace gatehouse::ui::presenters {
class BatchGroupPresenter;
class BatchPresenter;
} // namespace gatehouse::ui::presenters
namespace gatehouse::ui::widgets {
class EditableTableView;
class FilterBar;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::inspection {

/// The tokens of a batch in a table that takes what height there is, with their groups beside it and a filter above.
/// What the groups count follows the filter.
class BatchTableCard : public widgets::Card
{
    Q_OBJECT

public:
    /// `settings` remembers the columns and outlives the card.
    explicit BatchTableCard(settings::SettingsStore &settings, QWidget *parent = nullptr);

    void setResult(const std::shared_ptr<const scan::BatchResult> &result, base::Instant now);
    /// Shows only tokens with such a remaining life.
    void setLife(const std::optional<std::pair<items::LifeBucket, items::LifeBucket>> &life);
    /// Puts a button behind the filter.
    void addTool(QWidget *tool);
    /// Puts the keyboard on the row that was opened last.
    void focusTokens();
    const items::BatchTableModel &model() const { return *m_model; }

Q_SIGNALS:
    void tokenChosen(const QByteArray &token);

private:
    void makeTable(settings::SettingsStore &settings);
    void makeGroups();
    void sizeColumns();
    void setGrouping();
    void chooseGroup();
    void filter();
    void showGroups();

    items::BatchTableModel *m_model;
    items::BatchGroupModel *m_groups;
    presenters::BatchPresenter *m_presenter;
    presenters::BatchGroupPresenter *m_groupPresenter;
    widgets::FilterBar *m_filter;
    widgets::EditableTableView *m_table;
    QComboBox *m_grouping;
    QListView *m_groupList;
    QHBoxLayout *m_tools;
    items::BatchFilter m_wanted;
    bool m_areColumnsRemembered = false;
};

} // namespace gatehouse::ui::inspection
