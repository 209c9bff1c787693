#include "ui/widgets/ColumnChoice.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

ColumnChoice::ColumnChoice(QTableView &table)
    : QObject(&table)
    , m_table(table)
{
    table.horizontalHeader()->viewport()->installEventFilter(this);
}

void ColumnChoice::fill(QMenu &menu)
{
    menu.clear();
    const QHeaderView &header = *m_table.horizontalHeader();
    const int shown = header.count() - header.hiddenSectionCount();
    for (int visual = 0; visual < header.count(); ++visual) {
        const int column = header.logicalIndex(visual);
        const QString name = m_table.model()->headerData(column, Qt::Horizontal).toString();
        if (name.isEmpty())
            continue;
        QAction *action = menu.addAction(QString(name).replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(!header.isSectionHidden(column));
        action->setEnabled(shown > 1 || header.isSectionHidden(column));
        connect(action, &QAction::toggled, &m_table,
                [this, column](bool isShown) { m_table.setColumnHidden(column, !isShown); });
    }
}

bool ColumnChoice::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ContextMenu || !m_table.model())
        return QObject::eventFilter(watched, event);
    auto *menu = new QMenu(&m_table);
    menu->setObjectName(u"columnMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(*menu);
    menu->popup(static_cast<QContextMenuEvent *>(event)->globalPos());
    return true;
}

} // namespace gatehouse::ui::widgets
