#include "ui/pages/ActivityPage.h"

#include "models/base/Text.h"
#include "models/items/AuditTableModel.h"
#include "models/items/TextFilterProxy.h"
#include "models/store/AuditReading.h"
#include "models/store/Restoration.h"
#include "ui/pages/EntryDetail.h"
#include "ui/pages/RestoreVersionDialog.h"
#include "ui/pages/TenantEdits.h"
#include "ui/presenters/AuditPresenter.h"
#include "ui/text/ActivityText.h"
#include "ui/text/CopyText.h"
#include "ui/text/RefusalText.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ContentColumn.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/FileExport.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/SectionHeader.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QShowEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace spacing = theme::spacing;

ActivityPage::ActivityPage(TenantAccess access, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_store(access.store)
    , m_clock(access.clock)
    , m_audit(new items::AuditTableModel(access.store, 100, this))
    , m_filtered(new items::TextFilterProxy(this))
    , m_filter(new widgets::FilterBar(tr("Filter activity"), this))
    , m_table(new widgets::EditableTableView(tr("Activity"), this))
    , m_empty(new widgets::EmptyState(u"activity"_s, tr("Nothing has been changed yet")))
    , m_banner(new widgets::ErrorBanner(this))
    , m_broken(new widgets::ErrorBanner(this))
    , m_detail(new EntryDetail(this))
    , m_message(new widgets::FieldMessage(this))
    , m_file(new widgets::FileExport(*this))
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
    makeFilters();

    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_table);
    split->addWidget(m_detail);
    split->setHandleWidth(spacing::medium);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);

    auto *layout = widgets::ContentColumn::in(*this, {spacing::wide, spacing::large, spacing::wide, spacing::wide});
    layout->setSpacing(spacing::large);
    layout->addWidget(new widgets::SectionHeader(
        tr("Activity"), tr("Every change of this tenant, newest first. Nothing is ever removed.")));
    layout->addWidget(m_broken);
    layout->addWidget(m_banner);
    layout->addWidget(m_filter);
    layout->addWidget(m_message);
    layout->addWidget(split, 1);

    connect(m_filter, &widgets::FilterBar::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterText(text);
        showCounts();
    });
    connect(m_audit, &items::AuditTableModel::fetched, this, [this] {
        m_banner->dismiss();
        showUsers();
        showCounts();
        if (!m_table->currentIndex().isValid() && m_filtered->rowCount() > 0)
            m_table->setCurrentIndex(m_filtered->index(0, 0));
    });
    connect(m_audit, &items::AuditTableModel::fetchFailed, m_banner, &widgets::ErrorBanner::showError);
    m_banner->setRetryText(tr("Try again"));
    connect(m_banner, &widgets::ErrorBanner::retryRequested, this, &ActivityPage::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ActivityPage::showCurrent);
    connect(m_filtered, &QAbstractItemModel::rowsInserted, this, &ActivityPage::showCounts);
    connect(m_detail, &EntryDetail::restoreRequested, this, &ActivityPage::askToRestore);
}

void ActivityPage::makeFilters()
{
    m_users = new QComboBox(this);
    m_users->setObjectName(u"activityUsers"_s);
    m_users->setAccessibleName(tr("Whose changes are shown"));
    m_users->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_users->addItem(tr("Anyone"));
    m_period = new QComboBox(this);
    m_period->setObjectName(u"activityPeriod"_s);
    m_period->setAccessibleName(tr("From when on changes are shown"));
    m_period->addItem(tr("Any time"), 0);
    m_period->addItem(tr("Last hour"), 1);
    m_period->addItem(tr("Last 24 hours"), 24);
    m_period->addItem(tr("Last 7 days"), 7 * 24);
    m_period->addItem(tr("Last 30 days"), 30 * 24);
    m_export = new QPushButton(theme::icon(u"save"_s), tr("Export"), this);
    m_export->setObjectName(u"activityExport"_s);
    auto *menu = new QMenu(m_export);
    const std::array formats{std::pair(tr("CSV…"), u"csv"_s), std::pair(tr("JSON…"), u"json"_s)};
    for (const auto &[name, suffix] : formats)
        connect(menu->addAction(name), &QAction::triggered, this, [this, suffix] {
            m_file->choose(tr("Export the activity as it is filtered"), tr("activity.%1").arg(suffix),
                           [this](const QString &path) { exportTo(path); });
        });
    m_export->setMenu(menu);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_users, m_period, m_export})
        m_filter->addWidget(widget);
    connect(m_users, &QComboBox::currentIndexChanged, this, &ActivityPage::applyFilter);
    connect(m_period, &QComboBox::currentIndexChanged, this, &ActivityPage::applyFilter);
    connect(m_file, &widgets::FileExport::saved, this, [this](const QString &path) {
        m_export->setEnabled(true);
        m_message->setMessage(theme::Sign::Done, tr("Exported to %1.").arg(base::visibleText(path, 160)));
    });
    connect(m_file, &widgets::FileExport::failed, this, [this](const QString &problem) {
        m_export->setEnabled(true);
        m_message->setMessage(theme::Sign::Error, problem);
    });
}

domain::AuditFilter ActivityPage::filter() const
{
    domain::AuditFilter filter;
    if (m_users->currentIndex() > 0)
        filter.user = m_users->currentData().toString();
    if (const int hours = m_period->currentData().toInt(); hours > 0)
        filter.since = m_clock.now() - std::chrono::hours(hours);
    return filter;
}

void ActivityPage::applyFilter()
{
    const domain::AuditFilter wanted = filter();
    if (wanted == domain::AuditFilter()) {
        m_filtered->setCondition({});
    } else {
        const auto *words = qobject_cast<const QAbstractProxyModel *>(m_filtered->sourceModel());
        m_filtered->setCondition([this, words, wanted](const QModelIndex &row) {
            return wanted.matches(m_audit->entryAt(words->mapToSource(row)));
        });
    }
    showCounts();
}

void ActivityPage::showUsers()
{
    const QString chosen = m_users->currentData().toString();
    const QStringList users = m_audit->users();
    if (m_users->count() == users.size() + 1)
        return;
    const QSignalBlocker quiet(m_users); // who is chosen stays chosen
    while (m_users->count() > 1)
        m_users->removeItem(1);
    for (const QString &user : users)
        m_users->addItem(base::visibleText(user, 60), user);
    m_users->setCurrentIndex(std::max(0, m_users->findData(chosen)));
}

void ActivityPage::exportTo(const QString &path)
{
    m_export->setEnabled(false);
    m_message->setMessage(theme::Sign::Info, {});
    store::readAudit(m_store, filter()).then(this, [this, path](const base::Result<QList<domain::AuditEntry>> &read) {
        if (!read) {
            m_export->setEnabled(true);
            m_banner->showError(read.error());
            return;
        }
        QList<domain::AuditEntry> entries = *read;
        entries.removeIf([this](const domain::AuditEntry &entry) {
            return !m_filtered->accepts(items::AuditTableModel::filterText(entry));
        });
        const bool isCsv = path.endsWith(".csv"_L1, Qt::CaseInsensitive);
        m_file->save(path, [entries, isCsv](QIODevice &file) {
            const QByteArray bytes =
                isCsv ? text::activityCsv(entries) : text::activityJson(entries).toIndentedJson() + '\n';
            return file.write(bytes) == bytes.size();
        });
    });
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

const domain::AuditEntry *ActivityPage::currentEntry() const
{
    const QModelIndex shown = m_table->currentIndex();
    if (!shown.isValid())
        return nullptr;
    const auto *words = qobject_cast<const QAbstractProxyModel *>(m_filtered->sourceModel());
    return &m_audit->entryAt(words->mapToSource(m_filtered->mapToSource(shown)));
}

void ActivityPage::showCurrent()
{
    if (const domain::AuditEntry *entry = currentEntry())
        m_detail->setEntry(*entry);
    else
        m_detail->clear();
}

void ActivityPage::askToRestore()
{
    const domain::AuditEntry *shown = currentEntry();
    if (!shown)
        return;
    // All that came after, whatever of it the table has read yet; clocks are set back now and then, so by number.
    store::readAudit(m_store, {})
        .then(this, [this, entry = *shown](const base::Result<QList<domain::AuditEntry>> &read) {
            if (!read) {
                m_banner->showError(read.error());
                return;
            }
            const auto plan = store::planRestoration(m_access.editor, m_store.snapshot(), *read, entry);
            if (!plan) {
                m_message->setMessage(theme::Sign::Error, text::refusalText(plan.error()));
                return;
            }
            auto *dialog = new RestoreVersionDialog(entry, *plan, m_store.snapshot(), window());
            connect(dialog, &RestoreVersionDialog::chosen, this, [this](const domain::ChangeSet &changes) {
                if (const auto done = applyEdit(m_access, changes))
                    Q_EMIT undoOffered(tr("Restored: %1").arg(*done));
            });
            dialog->open();
        });
}

void ActivityPage::showCounts()
{
    const bool isFiltered = !m_filter->text().isEmpty() || m_users->currentIndex() > 0 || m_period->currentIndex() > 0;
    m_empty->setLine(isFiltered ? tr("No entry matches this filter") : tr("Nothing has been changed yet"));
    m_filter->setCounts(m_filtered->rowCount(), m_audit->rowCount());
}

} // namespace gatehouse::ui::pages
