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

/// The tenant's authorization server on the loopback: whether it runs, where, and its ports.
class ServerCard : public widgets::Card
{
    Q_OBJECT

public:
    ServerCard(TenantAccess access, ServerControl &server, QWidget *parent = nullptr);

private:
    void show();
    void toggle();
    /// A port that a person may change, with the button that does it.
    struct PortRow
    {
        widgets::ValidatedLineEdit *edit = nullptr;
        QPushButton *apply = nullptr;
    };
    PortRow addPort(bool isHttps);
    void showPort(const PortRow &row, int port);
    void changePort(bool isHttps);
    int portInUse(bool isHttps) const;

    TenantAccess m_access;
    ServerControl &m_server;
    widgets::Badge *m_state;
    widgets::ErrorBanner *m_banner;
    widgets::LockedField *m_issuer;
    QPushButton *m_switch;
    PortRow m_http;
    PortRow m_https;
};

} // namespace gatehouse::ui::pages
