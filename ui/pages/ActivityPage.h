#pragma once

#include "ui/pages/TenantAccess.h"

#include <QWidget>

namespace gatehouse::items {
class AuditTableModel;
class TextFilterProxy;
} // namespace gatehouse::items
namespace gatehouse::ui::widgets {
class EditableTableView;
class EmptyState;
class ErrorBanner;
class FilterBar;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

class EntryDetail;

/// Who changed what, newest first, read in portions as the table scrolls; beside it each field's change of the chosen
/// entry.
class ActivityPage : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityPage(TenantAccess access, QWidget *parent = nullptr);

public Q_SLOTS:
    void focusFilter();
    void refresh();

protected:
    void showEvent(QShowEvent *event) override;

private:
    /// Says so where an entry is not as Gatehouse wrote it.
    void checkAudit();
    void showCurrent();
    void showCounts();

    store::ResourceServerStore &m_store;
    items::AuditTableModel *m_audit;
    items::TextFilterProxy *m_filtered;
    widgets::FilterBar *m_filter;
    widgets::EditableTableView *m_table;
    widgets::EmptyState *m_empty;
    widgets::ErrorBanner *m_banner;
    widgets::ErrorBanner *m_broken;
    EntryDetail *m_detail;
};

} // namespace gatehouse::ui::pages
