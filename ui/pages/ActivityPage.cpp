#include "ui/pages/ActivityPage.h"

#include "models/items/AuditTableModel.h"
#include "models/items/TextFilterProxy.h"
#include "ui/pages/EntryDetail.h"
#include "ui/presenters/AuditPresenter.h"
#include "ui/text/CopyText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/SectionHeader.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QShowEvent>
#include <QSplitter>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace spacing = theme::spacing;

ActivityPage::ActivityPage(TenantAccess access, QWidget *parent)
    : QWidget(parent)
    , m_store(access.store)
    , m_audit(new items::AuditTableModel(access.store, 100, this))
    , m_filtered(new items::TextFilterProxy(this))
    , m_filter(new widgets::FilterBar(tr("Filter activity"), this))
    , m_table(new widgets::EditableTableView(tr("Activity"), this))
    , m_empty(new widgets::EmptyState(u"activity"_s, tr("Nothing has been changed yet")))
    , m_banner(new widgets::ErrorBanner(this))
    , m_broken(new widgets::ErrorBanner(this))
    , m_detail(new EntryDetail(this))
{
    setObjectName(u"activityPage"_s);
    m_broken->setObjectName(u"activityBroken"_s);
    m_filter->edit()->setObjectName(u"activityFilter"_s);
    m_table->setObjectName(u"activityTable"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSortingEnabled(false); // always newest first: sorting would need every portion
    m_empty->setDetail(tr("Every change of this tenant is written here, with who made it and from where."));
    m_table->setEmptyState(m_empty);

    auto *words = new presenters::AuditPresenter(*m_audit, this);
    m_filtered->setSourceModel(words);
    m_table->setModel(m_filtered);
    using Column = items::AuditTableModel::Column;
    const int ch = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(static_cast<int>(Column::When), ch * 26);
    m_table->setColumnWidth(static_cast<int>(Column::User), ch * 14);
    m_table->setColumnWidth(static_cast<int>(Column::Source), ch * 18);
    m_table->setStretchColumn(static_cast<int>(Column::What));
    m_table->rememberAs(u"activity"_s, access.settings);
    m_filter->setResult(m_table);

    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_table);
    split->addWidget(m_detail);
    split->setHandleWidth(spacing::medium);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::wide, spacing::wide, spacing::wide, spacing::wide);
    layout->setSpacing(spacing::large);
    layout->addWidget(new widgets::SectionHeader(
        tr("Activity"), tr("Every change of this tenant, newest first. Nothing is ever removed.")));
    layout->addWidget(m_broken);
    layout->addWidget(m_banner);
    layout->addWidget(m_filter);
    layout->addWidget(split, 1);

    connect(m_filter, &widgets::FilterBar::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterText(text);
        m_empty->setLine(text.isEmpty() ? tr("Nothing has been changed yet") : tr("No entry matches this filter"));
        showCounts();
    });
    connect(m_audit, &items::AuditTableModel::fetched, this, [this] {
        m_banner->dismiss();
        showCounts();
        if (!m_table->currentIndex().isValid() && m_filtered->rowCount() > 0)
            m_table->setCurrentIndex(m_filtered->index(0, 0));
    });
    connect(m_audit, &items::AuditTableModel::fetchFailed, m_banner, &widgets::ErrorBanner::showError);
    m_banner->setRetryText(tr("Try again"));
    connect(m_banner, &widgets::ErrorBanner::retryRequested, this, &ActivityPage::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ActivityPage::showCurrent);
    connect(m_filtered, &QAbstractItemModel::rowsInserted, this, &ActivityPage::showCounts);
}

void ActivityPage::focusFilter()
{
    m_filter->activate();
}

void ActivityPage::refresh()
{
    m_audit->refresh();
    checkAudit();
}

void ActivityPage::checkAudit()
{
    m_store.checkAudit().then(this, [this](const base::Result<std::optional<store::AuditBreak>> &found) {
        if (!found)
            return; // the table says what is wrong
        if (*found)
            m_broken->showMessage(theme::Sign::Warning, text::auditBroken(**found),
                                  tr("What is listed here may not be what happened. Restore a backup, and find out who "
                                     "can write to the store."));
        else
            m_broken->dismiss();
    });
}

void ActivityPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_audit->rowCount() == 0 && m_audit->canFetchMore({}))
        m_audit->fetchMore({});
    if (!event->spontaneous())
        checkAudit();
}

void ActivityPage::showCurrent()
{
    const QModelIndex shown = m_table->currentIndex();
    if (!shown.isValid()) {
        m_detail->clear();
        return;
    }
    const auto *words = qobject_cast<const QAbstractProxyModel *>(m_filtered->sourceModel());
    m_detail->setEntry(m_audit->entryAt(words->mapToSource(m_filtered->mapToSource(shown))));
}

void ActivityPage::showCounts()
{
    m_filter->setCounts(m_filtered->rowCount(), m_audit->rowCount());
}

} // namespace gatehouse::ui::pages
