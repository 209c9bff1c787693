#include "ui/inspector/BatchTableCard.h"

#include "ui/presenters/BatchPresenter.h"
#include "ui/presenters/RowDelegate.h"
#include "ui/text/HeadlineText.h"
#include "ui/text/VerdictText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ColumnChoice.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/RowMenu.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSet>
#include <QSignalBlocker>

namespace gatehouse::ui::inspection {

namespace space = theme::spacing;
using Column = items::BatchTableModel::Column;
using namespace Qt::StringLiterals;

BatchTableCard::BatchTableCard(settings::SettingsStore &settings, QWidget *parent)
    : Card({}, {}, parent)
    , m_model(new items::BatchTableModel(this))
    , m_groups(new items::BatchGroupModel(this))
    , m_presenter(new presenters::BatchPresenter(*m_model, this))
    , m_groupPresenter(new presenters::BatchGroupPresenter(*m_groups, this))
    , m_filter(new widgets::FilterBar(tr("Filter tokens"), this))
    , m_table(new widgets::EditableTableView(tr("Tokens of the batch"), this))
    , m_grouping(new QComboBox(this))
    , m_groupList(new QListView(this))
    , m_tools(new QHBoxLayout)
{
    setObjectName(u"batchTableCard"_s);
    setCompact();
    m_filter->setObjectName(u"batchFilter"_s);
    m_filter->setResult(m_table);
    connect(m_filter, &widgets::FilterBar::textChanged, this, &BatchTableCard::filter);
    makeTable(settings);
    makeGroups();
    m_tools->setSpacing(space::small);
    m_tools->addWidget(m_filter, 1);
    auto *columns = new QPushButton(tr("Columns"), this);
    columns->setObjectName(u"batchColumns"_s);
    auto *menu = new QMenu(columns);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { m_table->columnChoice()->fill(*menu); });
    columns->setMenu(menu);
    m_tools->addWidget(columns);
    auto *side = new QVBoxLayout;
    side->setSpacing(space::tight);
    side->addWidget(m_grouping);
    side->addWidget(m_groupList, 1);
    auto *both = new QHBoxLayout;
    both->setSpacing(space::medium);
    both->addLayout(side, 1);
    both->addWidget(m_table, 4);
    body()->addLayout(m_tools);
    body()->addLayout(both, 1);
}

void BatchTableCard::makeTable(settings::SettingsStore &settings)
{
    m_table->setObjectName(u"batchTable"_s);
    m_table->setModel(m_presenter);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->setMinimumHeight(m_table->verticalHeader()->defaultSectionSize() * 6);
    m_table->setOpenInMenu();
    m_areColumnsRemembered = m_table->rememberAs(u"batch"_s, settings);
    connect(m_table, &widgets::EditableTableView::openRequested, this,
            [this](const QModelIndex &index) { Q_EMIT tokenChosen(m_model->rowAt(index.row()).token); });
}

void BatchTableCard::makeGroups()
{
    m_grouping->setObjectName(u"batchGrouping"_s);
    m_grouping->setAccessibleName(tr("Group by"));
    using enum items::BatchGrouping;
    for (const items::BatchGrouping grouping : {Verdict, Claims, Policy, Api, Client, Key, Finding, Reason})
        m_grouping->addItem(tr("By %1").arg(presenters::batchGroupingText(grouping)), static_cast<int>(grouping));
    m_groupList->setObjectName(u"batchGroups"_s);
    m_groupList->setAccessibleName(tr("Groups"));
    m_groupList->setModel(m_groupPresenter);
    new widgets::RowMenu(*m_groupList);
    m_groupList->setItemDelegate(new presenters::RowDelegate(m_groupList));
    m_groupList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_groupList->setUniformItemSizes(true);
    m_groupList->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    connect(m_grouping, &QComboBox::currentIndexChanged, this, &BatchTableCard::setGrouping);
    connect(m_groupList->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BatchTableCard::chooseGroup);
}

void BatchTableCard::addTool(QWidget *tool)
{
    m_tools->addWidget(tool);
}

void BatchTableCard::focusTokens()
{
    m_table->setFocus();
    m_table->scrollTo(m_table->currentIndex());
}

void BatchTableCard::setResult(const std::shared_ptr<const scan::BatchResult> &result, base::Instant now)
{
    m_wanted = {};
    {
        const QSignalBlocker quiet(m_filter);
        m_filter->clear();
    }
    m_presenter->setNow(now);
    m_model->setFilter({});
    m_model->setResult(result, now);
    if (!m_areColumnsRemembered && result)
        sizeColumns();
    filter();
}

/// As wide as what is read in them; the verdict is never cut, for it is what the table is about.
void BatchTableCard::sizeColumns()
{
    const int unit = fontMetrics().averageCharWidth();
    const std::array widths{36, 24, 20, 20, 18, 22, 18, 14, 26, 13, 22, 9};
    for (int column = 0; column < items::BatchTableModel::columns; ++column)
        m_table->setColumnWidth(column, widths[static_cast<std::size_t>(column)] * unit);
    QSet<inspector::Headline> headlines;
    for (int row = 0; row < m_model->rowCount(); ++row)
        headlines.insert(m_model->rowAt(row).headline);
    int widest = 0;
    for (const inspector::Headline headline : std::as_const(headlines))
        widest = std::max(widest, m_table->fontMetrics().horizontalAdvance(text::headlineText(headline)));
    m_table->setColumnWidth(static_cast<int>(Column::Verdict), widest + space::iconSize + space::wide + space::large);
}

void BatchTableCard::setLife(const std::optional<std::pair<items::LifeBucket, items::LifeBucket>> &life)
{
    m_wanted.life = life;
    filter();
}

void BatchTableCard::setGrouping()
{
    m_wanted.group.reset();
    filter();
}

void BatchTableCard::chooseGroup()
{
    const QModelIndexList chosen = m_groupList->selectionModel()->selectedIndexes();
    m_wanted.group.reset();
    if (!chosen.isEmpty())
        m_wanted.group = std::pair(m_groups->grouping(), m_groups->nameAt(chosen.first().row()));
    m_model->setFilter(m_wanted);
    m_filter->setCounts(m_model->rowCount(), m_model->total());
}

void BatchTableCard::filter()
{
    m_wanted.text = m_filter->text().trimmed();
    m_model->setFilter(m_wanted);
    m_filter->setCounts(m_model->rowCount(), m_model->total());
    showGroups();
}

void BatchTableCard::showGroups()
{
    const auto grouping = static_cast<items::BatchGrouping>(m_grouping->currentData().toInt());
    QList<items::BatchGroup> groups = m_model->groups(grouping);
    // One that is chosen stays in sight, even with nothing in it.
    if (m_wanted.group && !std::ranges::contains(groups, m_wanted.group->second, &items::BatchGroup::first))
        groups.append({m_wanted.group->second, 0});
    const QSignalBlocker quiet(m_groupList->selectionModel());
    m_groups->setGroups(groups, grouping);
    if (m_wanted.group)
        m_groupList->setCurrentIndex(m_groups->indexOf(m_wanted.group->second));
}

} // namespace gatehouse::ui::inspection
