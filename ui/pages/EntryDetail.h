#pragma once

#include "models/domain/AuditEntry.h"

#include <QFrame>

class QPushButton;
class QTreeWidget;

namespace gatehouse::ui::widgets {
class EmptyState;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// One audit entry taken apart: each object it touched, and of each field what was there before and after.
class EntryDetail : public QFrame
{
    Q_OBJECT

public:
    explicit EntryDetail(QWidget *parent = nullptr);

    void setEntry(const domain::AuditEntry &entry);
    /// What a change would do, before it is made.
    void setPlan(const QList<domain::AuditItem> &items);
    void clear();

Q_SIGNALS:
    /// A person wants the objects of the entry shown as they were after it.
    void restoreRequested();

private:
    void showItems(const QList<domain::AuditItem> &items);

    QPushButton *m_restore;
    widgets::PlainLabel *m_title;
    widgets::PlainLabel *m_origin;
    QTreeWidget *m_fields;
};

} // namespace gatehouse::ui::pages
