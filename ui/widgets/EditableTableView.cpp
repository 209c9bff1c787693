#include "ui/widgets/EditableTableView.h"

#include "ui/theme/Spacing.h"
#include "ui/widgets/ColumnChoice.h"
#include "ui/widgets/ColumnMemory.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/RowMenu.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace gatehouse::ui::widgets {

EditableTableView::EditableTableView(const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
    , m_menu(new RowMenu(*this))
{
    setAccessibleName(accessibleName);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    setShowGrid(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideRight);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setSortingEnabled(true);
    setTabKeyNavigation(false); // Tab leaves the table; arrows move in it
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + theme::spacing::medium);
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        if (!index.flags().testFlag(Qt::ItemIsEditable))
            Q_EMIT openRequested(index);
    });
}

void EditableTableView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    if (!model)
        return;
    connect(model, &QAbstractItemModel::rowsInserted, this, &EditableTableView::updateEmptyState);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &EditableTableView::updateEmptyState);
    connect(model, &QAbstractItemModel::modelReset, this, &EditableTableView::updateEmptyState);
    connect(model, &QAbstractItemModel::layoutChanged, this, &EditableTableView::updateEmptyState);
    updateEmptyState();
}

void EditableTableView::setEmptyState(EmptyState *state)
{
    m_empty = state;
    m_empty->setParent(viewport());
    updateEmptyState();
}

void EditableTableView::setStretchColumn(int column)
{
    m_stretchColumn = column;
    horizontalHeader()->setStretchLastSection(false);
    horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
}

void EditableTableView::keepRoomForRows()
{
    constexpr int lines = 6; // of text: each row has as much room again
    setMinimumHeight(lines * fontMetrics().height());
}

/// Columns are as wide as their headings at least, in every language and font, until a person makes one narrower.
void EditableTableView::fitHeadings()
{
    QHeaderView *header = horizontalHeader();
    for (int column = 0; !m_areWidthsChosen && model() && column < model()->columnCount(); ++column) {
        if (!header->isSectionHidden(column) && header->sectionResizeMode(column) == QHeaderView::Interactive)
            header->resizeSection(column, std::max(header->sectionSize(column), header->sectionSizeHint(column)));
    }
    fitStretchColumn();
}

void EditableTableView::fitStretchColumn()
{
    QHeaderView *header = horizontalHeader();
    if (m_stretchColumn < 0 || !model() || header->isSectionHidden(m_stretchColumn))
        return;
    int room = viewport()->width();
    for (int column = 0; column < model()->columnCount(); ++column)
        room -= column == m_stretchColumn ? 0 : header->sectionSize(column);
    const int least = header->sectionSizeHint(m_stretchColumn);
    header->setSectionResizeMode(m_stretchColumn, room >= least ? QHeaderView::Stretch : QHeaderView::Interactive);
    if (room < least)
        header->resizeSection(m_stretchColumn, least);
}

void EditableTableView::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    fitHeadings();
}

void EditableTableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitHeadings();
}

QModelIndexList EditableTableView::selectedRows() const
{
    if (!selectionModel())
        return {};
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    return rows;
}

void EditableTableView::copySelection() const
{
    m_menu->copy(RowFormat::Text);
}

void EditableTableView::setOpenInMenu()
{
    m_menu->setOpen([this](const QModelIndex &row) { Q_EMIT openRequested(row); });
}

void EditableTableView::setRemoveText(const QString &text)
{
    m_menu->setRemove(text, [this](const QModelIndexList &rows) { Q_EMIT removeRequested(rows); });
}

bool EditableTableView::rememberAs(const QString &name, settings::SettingsStore &settings)
{
    m_columns = new ColumnChoice(*this);
    m_areWidthsChosen = (new ColumnMemory(*this, name, settings))->isRestored();
    return m_areWidthsChosen;
}

void EditableTableView::keyPressEvent(QKeyEvent *event)
{
    if (state() != EditingState && event->matches(QKeySequence::Delete)) {
        const QModelIndexList rows = selectedRows();
        if (!rows.isEmpty())
            Q_EMIT removeRequested(rows);
        event->accept();
        return;
    }
    if (state() != EditingState && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        if (currentIndex().isValid())
            Q_EMIT openRequested(currentIndex());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void EditableTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitStretchColumn();
    if (m_empty)
        m_empty->setGeometry(viewport()->rect());
}

void EditableTableView::updateEmptyState()
{
    if (!m_empty)
        return;
    const bool empty = !model() || model()->rowCount() == 0;
    m_empty->setGeometry(viewport()->rect());
    m_empty->setVisible(empty);
    horizontalHeader()->setVisible(!empty);
}

} // namespace gatehouse::ui::widgets
