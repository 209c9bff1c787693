#pragma once

#include "ui/pages/TenantAccess.h"
#include "ui/widgets/Card.h"

class QPushButton;

namespace gatehouse::ui::widgets {
class FieldMessage;
class LockedField;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// What protects the key that the tenant's secrets are sealed under, and the way to change it.
class ProtectionCard : public widgets::Card
{
    Q_OBJECT

public:
    explicit ProtectionCard(TenantAccess access, QWidget *parent = nullptr);

    /// Shows what is so now.
    void refresh();

private:
    void change();

    TenantAccess m_access;
    widgets::PlainLabel *m_kind;
    widgets::FieldMessage *m_meaning;
    widgets::LockedField *m_file;
    QWidget *m_fileRow;
    QPushButton *m_change;
};

} // namespace gatehouse::ui::pages
