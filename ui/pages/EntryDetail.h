#pragma once

#include "models/domain/AuditEntry.h"

#include <QFrame>

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
    void clear();

private:
    widgets::PlainLabel *m_title;
    widgets::PlainLabel *m_origin;
    QTreeWidget *m_fields;
};

} // namespace gatehouse::ui::pages
