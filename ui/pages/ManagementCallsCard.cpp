#include "ui/pages/ManagementCallsCard.h"

#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/TableHeight.h"

#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;
using Column = items::ManagementCallModel::Column;

namespace {

constexpr int mostRows = 12;
constexpr std::chrono::seconds lookForOld{30};

} // namespace

ManagementCallsCard::ManagementCallsCard(items::ManagementCallModel &calls, QWidget *parent)
    : Card(tr("Calls in the last hour"), tr("Each request to the Management API, newest first."), parent)
    , m_calls(calls)
    , m_presenter(calls)
    , m_filter(new widgets::FilterBar(tr("Filter calls"), this))
    , m_table(new widgets::EditableTableView(tr("Calls in the last hour"), this))
    , m_empty(new widgets::EmptyState(u"activity"_s, {}))
    , m_note(new widgets::PlainLabel({}, widgets::PlainLabel::Role::Muted, this))
{
    setObjectName(u"managementCallsCard"_s);
    m_filter->edit()->setObjectName(u"managementCallsFilter"_s);
    m_table->setObjectName(u"managementCallsTable"_s);
    m_note->setObjectName(u"managementCallsNote"_s);
    m_note->setWordWrap(true);
    m_filtered.setSourceModel(&m_presenter);
    m_table->setModel(&m_filtered);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSortingEnabled(false); // always newest first
    m_table->setEmptyState(m_empty);
    const int character = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(static_cast<int>(Column::When), character * 26);
    m_table->setColumnWidth(static_cast<int>(Column::Client), character * 22);
    m_table->setColumnWidth(static_cast<int>(Column::Status), character * 12);
    m_table->setStretchColumn(static_cast<int>(Column::Request));
    body()->addWidget(m_filter);
    body()->addWidget(m_table);
    body()->addWidget(m_note);
    connect(m_filter, &widgets::FilterBar::textChanged, this, [this](const QString &text) {
        m_filtered.setFilterText(text);
        show();
    });
    connect(m_empty, &widgets::EmptyState::linkClicked, m_filter, &widgets::FilterBar::clear);
    connect(&m_filtered, &QAbstractItemModel::rowsInserted, this, &ManagementCallsCard::show);
    connect(&m_filtered, &QAbstractItemModel::rowsRemoved, this, &ManagementCallsCard::show);
    m_age.setInterval(lookForOld);
    connect(&m_age, &QTimer::timeout, &calls, &items::ManagementCallModel::dropOld);
    show();
}

void ManagementCallsCard::setNote(const QString &note)
{
    m_given = note;
    show();
}

void ManagementCallsCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    m_calls.dropOld();
    m_age.start();
}

void ManagementCallsCard::hideEvent(QHideEvent *event)
{
    m_age.stop();
    Card::hideEvent(event);
}

void ManagementCallsCard::show()
{
    const bool hasCalls = m_calls.rowCount() > 0;
    m_filter->setVisible(hasCalls);
    m_filter->setCounts(m_filtered.rowCount(), m_calls.rowCount());
    m_empty->setLine(hasCalls ? tr("No call matches this filter") : tr("No calls yet"));
    m_empty->setDetail(hasCalls ? QString()
                                : tr("Requests of scripts, SDKs and the Deploy CLI appear here as they are answered."));
    m_empty->setLink(hasCalls ? tr("Clear filter") : QString());
    widgets::fitHeight(*m_table, mostRows);
    QStringList notes;
    if (m_calls.isCut())
        notes.append(tr("Older calls of this hour are not shown: the list keeps the latest %1.")
                         .arg(QLocale().toString(management::RecentCalls::most)));
    if (!m_given.isEmpty())
        notes.append(m_given);
    m_note->setText(notes.join(u' '));
    m_note->setVisible(!notes.isEmpty());
}

} // namespace gatehouse::ui::pages
