#pragma once

#include "models/flow/ClientCredentialsFlow.h"
#include "models/items/ManagementCallModel.h"
#include "ui/pages/ServerControl.h"
#include "ui/pages/TenantAccess.h"
#include "ui/widgets/ScrollColumn.h"

namespace gatehouse::ui::widgets {
class Badge;
class Card;
class ErrorBanner;
class LockedField;
class ToggleSwitch;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

class ManagementCallsCard;

/// The Management API of the tenant: where it is, its switch, a token for it, and who called what.
class ManagementApiPage : public widgets::ScrollColumn
{
    Q_OBJECT

public:
    /// `calls` outlives the page.
    ManagementApiPage(TenantAccess access, ServerControl &server, flow::ClientCredentialsFlow::Parts parts,
                      items::ManagementCallModel &calls, QWidget *parent = nullptr);

Q_SIGNALS:
    void undoOffered(const QString &what);

private:
    QWidget *makeAddressCard();
    void show();
    void toggle(bool on);

    TenantAccess m_access;
    ServerControl &m_server;
    widgets::ErrorBanner *m_banner;
    widgets::Badge *m_state = nullptr;
    widgets::ToggleSwitch *m_switch = nullptr;
    widgets::LockedField *m_http = nullptr;
    widgets::LockedField *m_https = nullptr;
    QWidget *m_httpsRow = nullptr;
    ManagementCallsCard *m_calls;
};

} // namespace gatehouse::ui::pages
