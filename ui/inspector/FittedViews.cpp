#include "ui/inspector/FittedViews.h"

#include "ui/presenters/RowDelegate.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/RowMenu.h"

#include <QEvent>
#include <QHeaderView>
#include <QResizeEvent>

#include <utility>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;

namespace {

/// Rows that are laid out to their text; a token with more claims than this scrolls inside its table.
constexpr int mostFittedRows = 60;

template <typename View, typename Fit> void refitOnChange(View *view, const QAbstractItemModel *model, Fit fit)
{
    QObject::connect(model, &QAbstractItemModel::rowsInserted, view, fit);
    QObject::connect(model, &QAbstractItemModel::rowsRemoved, view, fit);
    QObject::connect(model, &QAbstractItemModel::modelReset, view, fit);
    QObject::connect(model, &QAbstractItemModel::dataChanged, view, fit);
    QObject::connect(model, &QAbstractItemModel::layoutChanged, view, fit);
}

} // namespace

FittedTable::FittedTable(const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
{
    setAccessibleName(accessibleName);
    setItemDelegate(new presenters::RowDelegate(this));
    new widgets::RowMenu(*this);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setProperty("surface", u"plain"_s);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setAlternatingRowColors(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionsClickable(false);
}

void FittedTable::hideHeader()
{
    horizontalHeader()->hide();
    fit();
}

void FittedTable::setCompact()
{
    m_isCompact = true;
    setItemDelegate(new presenters::RowDelegate(this, presenters::RowDelegate::Density::Compact));
    fit();
}

void FittedTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    refitOnChange(this, model, [this] { fit(); });
    fit();
}

QSize FittedTable::sizeHint() const
{
    return {320, m_height};
}

QSize FittedTable::minimumSizeHint() const
{
    return {160, m_height};
}

void FittedTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fit();
}

void FittedTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

int FittedTable::widestIn(int column) const
{
    int widest = 0;
    for (int row = 0; row < std::min(model()->rowCount(), mostFittedRows); ++row) {
        const QModelIndex cell = model()->index(row, column);
        const QString text = cell.data().toString();
        if (text.isEmpty())
            continue;
        const QFontMetrics metrics(cell.data(Qt::FontRole).isValid() ? cell.data(Qt::FontRole).value<QFont>() : font());
        const int icon = cell.data(Qt::DecorationRole).isNull() ? 0 : theme::spacing::iconSize + theme::spacing::small;
        const QStringList lines = text.split(u'\n');
        for (const QString &line : lines)
            widest = std::max(widest, metrics.horizontalAdvance(line) + icon + 2 * theme::spacing::small + 2);
    }
    return widest;
}

/// What the second column gets of the room for it and the last one: as much as it has of their text, so that both wrap
/// alike; all it wants where both have room.
int FittedTable::sharedWidth(int room) const
{
    const int values = widestIn(1);
    const int words = widestIn(2);
    if (values + words <= room)
        return std::max(values, room - words);
    qint64 valueText = 0;
    qint64 wordText = 0;
    for (int row = 0; row < std::min(model()->rowCount(), mostFittedRows); ++row) {
        const QModelIndex value = model()->index(row, 1);
        const QFontMetrics metrics(value.data(Qt::FontRole).isValid() ? value.data(Qt::FontRole).value<QFont>()
                                                                      : font());
        valueText += std::min(metrics.horizontalAdvance(value.data().toString()), room);
        wordText += std::min(fontMetrics().horizontalAdvance(model()->index(row, 2).data().toString()), room);
    }
    const auto share = static_cast<int>(room * valueText / std::max<qint64>(valueText + wordText, 1));
    return std::clamp(share, room * 40 / 100, room * 65 / 100);
}

void FittedTable::fitColumns()
{
    const int columns = model()->columnCount();
    const int width = viewport()->width();
    if (columns == 0 || width <= 0)
        return;
    const int least = fontMetrics().horizontalAdvance(u'm') * 4 + 2 * theme::spacing::small + 2;
    const int head = horizontalHeader()->sectionSizeHint(0);
    const int name = std::clamp(std::max({widestIn(0), least, head}), width / 8, width / 3);
    setColumnWidth(0, name);
    const int rest = width - name;
    if (columns == 3) {
        int value = rest * 45 / 100;
        if (m_isCompact) {
            const bool hasLast = widestIn(2) > 0;
            setColumnHidden(2, !hasLast);
            value = hasLast ? sharedWidth(rest) : rest;
        }
        setColumnWidth(1, value);
        setColumnWidth(2, rest - value);
        return;
    }
    for (int column = 1; column < columns; ++column)
        setColumnWidth(column, rest / (columns - 1));
}

void FittedTable::fit()
{
    if (!model() || m_fitting)
        return;
    m_fitting = true;
    fitColumns();
    const int rows = model()->rowCount();
    int height = horizontalHeader()->isHidden() ? 0 : horizontalHeader()->sizeHint().height();
    for (int row = 0; row < std::min(rows, mostFittedRows); ++row) {
        // A table makes no row lower than the header beside it would be, hidden or not.
        if (m_isCompact)
            setRowHeight(row, sizeHintForRow(row));
        else
            resizeRowToContents(row);
        height += rowHeight(row);
    }
    height += 2 * frameWidth();
    setVerticalScrollBarPolicy(rows > mostFittedRows ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (height != m_height) {
        m_height = height;
        updateGeometry();
    }
    m_fitting = false;
}

FittedTree::FittedTree(const QString &accessibleName, QWidget *parent)
    : QTreeView(parent)
{
    setAccessibleName(accessibleName);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setItemDelegateForColumn(1, new presenters::RowDelegate(this));
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setProperty("surface", u"plain"_s);
    setFrameShape(QFrame::NoFrame);
    setHeaderHidden(true);
    setTabKeyNavigation(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QTreeView::expanded, this, &FittedTree::fitLater);
    connect(this, &QTreeView::collapsed, this, &FittedTree::fitLater);
}

void FittedTree::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        // Opening a claim set of any size at once would cost what its size costs.
        constexpr int mostOpened = 200;
        if (this->model()->rowCount() <= mostOpened)
            expandToDepth(1);
        fit();
    });
    fit();
}

// Between two events no layout is left to be made: see fit().
bool FittedTree::event(QEvent *event)
{
    const bool isDone = QTreeView::event(event);
    executeDelayedItemsLayout();
    return isDone;
}

bool FittedTree::viewportEvent(QEvent *event)
{
    const bool isDone = QTreeView::viewportEvent(event);
    executeDelayedItemsLayout();
    return isDone;
}

void FittedTree::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

void FittedTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fit();
}

QSize FittedTree::sizeHint() const
{
    return {320, m_height};
}

QSize FittedTree::minimumSizeHint() const
{
    return {160, m_height};
}

/// Items open one by one in the middle of a layout, which another one would take from under it.
void FittedTree::fitLater()
{
    if (std::exchange(m_isFitDue, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isFitDue = false;
            fit();
        },
        Qt::QueuedConnection);
}

void FittedTree::fit()
{
    constexpr int mostRows = 24;
    if (!model() || m_fitting)
        return;
    m_fitting = true;
    const int width = std::max(viewport()->width(), 300);
    resizeColumnToContents(0);
    setColumnWidth(0, std::min(columnWidth(0), width * 2 / 5));
    setColumnWidth(1, width - columnWidth(0));
    int rows = 0;
    int height = 2 * frameWidth() + theme::spacing::tight;
    for (QModelIndex at = model()->index(0, 0); at.isValid() && rows < mostRows; at = indexBelow(at)) {
        height += std::max(sizeHintForIndex(at).height(), sizeHintForIndex(at.siblingAtColumn(1)).height());
        ++rows;
    }
    // The same rows in another width are of another height. At once: a layout that is still to come would be made while
    // a screen reader asks a cell for its place, and takes that cell away.
    doItemsLayout();
    if (height != m_height) {
        m_height = height;
        updateGeometry();
    }
    m_fitting = false;
}

FittedList::FittedList(const QString &accessibleName, QWidget *parent)
    : QListView(parent)
{
    setAccessibleName(accessibleName);
    setItemDelegate(new presenters::RowDelegate(this));
    new widgets::RowMenu(*this);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(QListView::Adjust);
    setProperty("surface", u"plain"_s);
    setFrameShape(QFrame::NoFrame);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FittedList::setMostRows(int rows)
{
    m_mostRows = rows;
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    fit();
}

void FittedList::setModel(QAbstractItemModel *model)
{
    QListView::setModel(model);
    refitOnChange(this, model, [this] { fit(); });
    fit();
}

QSize FittedList::sizeHint() const
{
    return {240, m_height};
}

QSize FittedList::minimumSizeHint() const
{
    return {120, m_height};
}

void FittedList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fit();
}

void FittedList::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

void FittedList::fit()
{
    if (!model())
        return;
    int height = 2 * frameWidth();
    const int rows = m_mostRows < 0 ? model()->rowCount() : std::min(model()->rowCount(), m_mostRows);
    for (int row = 0; row < rows; ++row) {
        if (!isRowHidden(row))
            height += sizeHintForIndex(model()->index(row, 0)).height();
    }
    doItemsLayout();
    if (height != m_height) {
        m_height = height;
        updateGeometry();
    }
}

} // namespace gatehouse::ui::inspection
