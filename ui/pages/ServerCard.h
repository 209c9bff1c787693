#pragma once

#include "ui/pages/ServerControl.h"
#include "ui/pages/TenantAccess.h"
#include "ui/widgets/Card.h"

class QPushButton;

namespace gatehouse::ui::widgets {
class Badge;
class ErrorBanner;
class LockedField;
class ValidatedLineEdit;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// The tenant's authorization server on the loopback: whether it runs, where, and its port.
class ServerCard : public widgets::Card
{
    Q_OBJECT

public:
    ServerCard(TenantAccess access, ServerControl &server, QWidget *parent = nullptr);

private:
    void show();
    void toggle();
    void changePort();
    int typedPort() const;

    TenantAccess m_access;
    ServerControl &m_server;
    widgets::Badge *m_state;
    widgets::ErrorBanner *m_banner;
    widgets::LockedField *m_issuer;
    widgets::ValidatedLineEdit *m_port;
    QPushButton *m_apply;
    QPushButton *m_switch;
};

} // namespace gatehouse::ui::pages
