#pragma once

#include "models/domain/AuditFilter.h"
#include "ui/pages/TenantAccess.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace gatehouse::items {
class AuditTableModel;
class TextFilterProxy;
} // namespace gatehouse::items
namespace gatehouse::ui::widgets {
class EditableTableView;
class EmptyState;
class ErrorBanner;
class FieldMessage;
class FileExport;
class FilterBar;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

class EntryDetail;

/// Who changed what, newest first, read in portions as the table scrolls; below it each field's change of the chosen
/// entry. Filtered by person, time and words, and exported as it is filtered.
class ActivityPage : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityPage(TenantAccess access, QWidget *parent = nullptr);

public Q_SLOTS:
    void focusFilter();
    void refresh();
    /// Writes what the filters let through, all of it, as CSV where `path` ends so, else as JSON.
    void exportTo(const QString &path);

Q_SIGNALS:
    /// A version was restored: `what` names it.
    void undoOffered(const QString &what);

protected:
    void showEvent(QShowEvent *event) override;

private:
    /// Says so where an entry is not as Gatehouse wrote it.
    void checkAudit();
    void makeFilters();
    /// What the boxes ask for; the words of the field come on top.
    domain::AuditFilter filter() const;
    void applyFilter();
    void showUsers();
    void showCurrent();
    void showCounts();
    /// The entry chosen; nullptr where none is.
    const domain::AuditEntry *currentEntry() const;
    /// Says what going back to the version after the entry chosen would do, and asks.
    void askToRestore();

    TenantAccess m_access;
    store::ResourceServerStore &m_store;
    const base::Clock &m_clock;
    items::AuditTableModel *m_audit;
    items::TextFilterProxy *m_filtered;
    widgets::FilterBar *m_filter;
    widgets::EditableTableView *m_table;
    widgets::EmptyState *m_empty;
    widgets::ErrorBanner *m_banner;
    widgets::ErrorBanner *m_broken;
    EntryDetail *m_detail;
    QComboBox *m_users = nullptr;
    QComboBox *m_period = nullptr;
    QPushButton *m_export = nullptr;
    widgets::FieldMessage *m_message;
    widgets::FileExport *m_file;
};

} // namespace gatehouse::ui::pages
