#include "ui/widgets/RowMenu.h"

#include "ui/theme/IconSet.h"
#include "ui/widgets/Toast.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QTableView>

#include <algorithm>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

namespace {

/// The columns as they are shown, left to right; all of them where a view has no header.
QList<int> shownColumns(const QAbstractItemView &view)
{
    QList<int> columns;
    const auto *table = qobject_cast<const QTableView *>(&view);
    for (int visual = 0; visual < view.model()->columnCount(); ++visual) {
        const int column = table ? table->horizontalHeader()->logicalIndex(visual) : visual;
        if (!table || !table->isColumnHidden(column))
            columns.append(column);
    }
    return columns;
}

} // namespace

RowMenu::RowMenu(QAbstractItemView &view)
    : QObject(&view)
    , m_view(view)
{
    view.installEventFilter(this);
    view.viewport()->installEventFilter(this);
}

void RowMenu::setRemove(const QString &text, std::function<void(const QModelIndexList &)> remove)
{
    m_removeText = text;
    m_remove = std::move(remove);
}

QModelIndexList RowMenu::rows() const
{
    if (!m_view.selectionModel())
        return {};
    QModelIndexList rows;
    const QModelIndexList selected = m_view.selectionModel()->selectedIndexes();
    for (const QModelIndex &index : selected)
        rows.append(index.siblingAtColumn(0));
    std::ranges::sort(rows, {}, &QModelIndex::row);
    const auto repeated = std::ranges::unique(rows);
    rows.erase(repeated.begin(), repeated.end());
    return rows;
}

void RowMenu::copy(RowFormat format) const
{
    const QModelIndexList selected = rows();
    if (selected.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(rowsText(selected, shownColumns(m_view), format));
    announce(&m_view, tr("%n rows copied", nullptr, static_cast<int>(selected.size())));
}

QMenu *RowMenu::make()
{
    auto *menu = new QMenu(&m_view);
    menu->setObjectName(u"rowMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndexList selected = rows();
    if (m_open && selected.size() == 1) {
        const QPersistentModelIndex row = m_view.currentIndex();
        menu->setDefaultAction(menu->addAction(theme::icon(u"open"_s), tr("Open"), this, [this, row] {
            if (row.isValid())
                m_open(row);
        }));
    }
    if (m_extra && selected.size() == 1)
        m_extra(*menu);
    menu->addActions(m_view.actions());
    if (!menu->isEmpty())
        menu->addSeparator();
    const auto addCopy = [this, menu, &selected](const QString &text, RowFormat format, const QIcon &icon = {}) {
        QAction *action = menu->addAction(icon, text, this, [this, format] { copy(format); });
        action->setEnabled(!selected.isEmpty());
        return action;
    };
    addCopy(tr("Copy"), RowFormat::Text, theme::icon(u"copy"_s))->setShortcut(QKeySequence::Copy);
    addCopy(tr("Copy as CSV"), RowFormat::Csv);
    addCopy(tr("Copy as JSON"), RowFormat::Json);
    if (m_remove && !selected.isEmpty()) {
        menu->addSeparator();
        QAction *remove = menu->addAction(theme::icon(u"delete"_s, theme::Tone::Danger), m_removeText, this, [this] {
            if (const QModelIndexList now = rows(); !now.isEmpty())
                m_remove(now);
        });
        remove->setShortcut(QKeySequence::Delete);
    }
    return menu;
}

void RowMenu::popUp(const QPoint &viewportPosition, bool byMouse)
{
    QPoint position = viewportPosition;
    if (!byMouse && m_view.currentIndex().isValid()) {
        m_view.scrollTo(m_view.currentIndex());
        position = m_view.visualRect(m_view.currentIndex()).bottomLeft();
    }
    make()->popup(m_view.viewport()->mapToGlobal(position));
}

bool RowMenu::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ContextMenu && m_view.model()) {
        // The mouse's comes to the viewport, the keyboard's to either.
        const auto *menu = static_cast<QContextMenuEvent *>(event);
        popUp(menu->pos(), menu->reason() == QContextMenuEvent::Mouse);
        return true;
    }
    if (watched == &m_view && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        copy(RowFormat::Text);
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace gatehouse::ui::widgets
