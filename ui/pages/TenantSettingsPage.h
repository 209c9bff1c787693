#pragma once

#include "models/editing/LedgerDesk.h"
#include "models/jose/KeyCodec.h"
#include "ui/pages/ServerControl.h"
#include "ui/pages/TenantAccess.h"
#include "ui/widgets/ScrollColumn.h"

class QPushButton;

namespace gatehouse::ui::widgets {
class Card;
class ErrorBanner;
class SectionHeader;
class ToggleSwitch;
} // namespace gatehouse::ui::widgets

namespace gatehouse::shelf {
class RecentTokens;
}

namespace gatehouse::ui::pages {

class ProtectionCard;

/// Account settings: the tenant, its server and signing keys, the look of the window, what is shown, where the data
/// lies and how secrets are kept, and the samples.
class TenantSettingsPage : public widgets::ScrollColumn
{
    Q_OBJECT

public:
    /// `keys`, and `desk` and `recent` where there is one, outlive the page. Without a desk the tenant is not on this
    /// machine, and keeps its settings to itself.
    TenantSettingsPage(TenantAccess access, ServerControl &server, editing::LedgerDesk *desk,
                       const jose::KeyCodec &keys, const QString &storePath, shelf::RecentTokens *recent = nullptr,
                       QWidget *parent = nullptr);

Q_SIGNALS:
    void themeChosen(gatehouse::settings::Theme theme);
    /// Something was done that a person may want to take back: `what` names it.
    void undoOffered(const QString &what);

private:
    void addLocalCards(ServerControl &server);
    QWidget *makeAdvancedCard();
    QWidget *makeSamplesCard();
    void show();

    TenantAccess m_access;
    ProtectionCard *m_protection = nullptr;
    widgets::SectionHeader *m_header;
    widgets::ErrorBanner *m_banner;
    widgets::ToggleSwitch *m_apisSection = nullptr;
    widgets::Card *m_samples = nullptr;
};

} // namespace gatehouse::ui::pages
