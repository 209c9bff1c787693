#include "ui/widgets/ColumnMemory.h"

#include "models/settings/SettingsStore.h"

#include <QAbstractItemModel>
#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

ColumnMemory::ColumnMemory(QTableView &table, const QString &name, settings::SettingsStore &settings)
    : QObject(&table)
    , m_table(table)
    // A later version with other columns starts anew.
    , m_key(u"tables/%1-%2"_s.arg(name).arg(table.model()->columnCount()))
    , m_settings(settings)
{
    restore();
    QHeaderView *header = table.horizontalHeader();
    header->setSectionsMovable(true);
    connect(header, &QHeaderView::sectionResized, this, &ColumnMemory::save);
    connect(header, &QHeaderView::sectionMoved, this, &ColumnMemory::save);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &ColumnMemory::save);
    connect(table.verticalScrollBar(), &QScrollBar::rangeChanged, this, &ColumnMemory::restoreScroll);
    table.installEventFilter(this);
}

void ColumnMemory::restore()
{
    const QByteArray header = m_settings.value(m_key + u"/columns"_s).toByteArray();
    m_isRestoring = true;
    if (!header.isEmpty())
        m_isRestored = m_table.horizontalHeader()->restoreState(header) &&
                       m_settings.value(m_key + u"/headings"_s).toString() == headings();
    m_isRestoring = false;
    if (const int column = m_table.horizontalHeader()->sortIndicatorSection();
        column >= 0 && m_table.isSortingEnabled() && column < m_table.model()->columnCount())
        m_table.sortByColumn(column, m_table.horizontalHeader()->sortIndicatorOrder());
    m_scroll = m_settings.value(m_key + u"/scroll"_s).toInt();
    restoreScroll();
}

/// Widths that were chosen for headings of another size or language are no choice for these.
QString ColumnMemory::headings() const
{
    QStringList texts{QString::number(m_table.fontMetrics().height())};
    for (int column = 0; column < m_table.model()->columnCount(); ++column)
        texts.append(m_table.model()->headerData(column, Qt::Horizontal).toString());
    return texts.join(u'|');
}

void ColumnMemory::restoreScroll()
{
    if (m_scroll <= 0 || m_table.verticalScrollBar()->maximum() < m_scroll)
        return;
    m_table.verticalScrollBar()->setValue(m_scroll);
    m_scroll = 0;
}

void ColumnMemory::save() const
{
    // Sections follow the width of the window until the table is shown; that is no one's choice.
    if (m_isRestoring || !m_table.isVisible())
        return;
    m_settings.setValue(m_key + u"/columns"_s, m_table.horizontalHeader()->saveState());
    m_settings.setValue(m_key + u"/headings"_s, headings());
}

bool ColumnMemory::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Hide)
        m_settings.setValue(m_key + u"/scroll"_s, m_table.verticalScrollBar()->value());
    return QObject::eventFilter(watched, event);
}

} // namespace gatehouse::ui::widgets
