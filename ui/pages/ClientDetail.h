#pragma once

#include "models/jose/KeyCodec.h"
#include "ui/pages/TenantAccess.h"
#include "ui/widgets/ScrollColumn.h"

#include <optional>

namespace gatehouse::ui::widgets {
class Badge;
class ErrorBanner;
class LockedField;
class SecretField;
class SectionHeader;
class ValidatedLineEdit;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

class ClientAccessCard;
class ClientSettings;

/// Everything about one client: its name, credentials, settings, the APIs it may call, and its end.
class ClientDetail : public widgets::ScrollColumn
{
    Q_OBJECT

public:
    /// `keys` outlives the detail.
    ClientDetail(TenantAccess access, const jose::KeyCodec &keys, QWidget *parent = nullptr);

    /// An id the tenant does not have empties the page.
    void setClient(const domain::ClientId &client);
    const domain::ClientId &client() const { return m_client; }
    ClientSettings &settings() const { return *m_settings; }

Q_SIGNALS:
    void openRequested(const QString &address);
    /// Something was done that a person may want to take back: `what` names it.
    void undoOffered(const QString &what);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeCredentials();
    void makeDangerZone();
    /// Shows the client as it is now; `again`: the same one as before, so that what is being typed stays.
    void refresh(bool again);
    void rename();
    void rotate();
    void askToRemove();
    void remove();
    /// What was done, in words; nothing when it was refused, which is then shown.
    std::optional<QString> apply(const store::Edit<domain::ChangeSet> &edit);

    TenantAccess m_access;
    domain::ClientId m_client;
    widgets::SectionHeader *m_header;
    widgets::Badge *m_sample;
    widgets::ErrorBanner *m_banner;
    widgets::ValidatedLineEdit *m_name = nullptr;
    widgets::LockedField *m_id = nullptr;
    widgets::SecretField *m_secret = nullptr;
    ClientSettings *m_settings = nullptr;
    ClientAccessCard *m_apis = nullptr;
    domain::SealedSecret m_shownSecret;
    bool m_isWarned = false; ///< Esc was pressed once: the next one discards the name being typed
};

} // namespace gatehouse::ui::pages
