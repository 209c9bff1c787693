#pragma once

#include "models/editing/LedgerDesk.h"
#include "ui/pages/TenantAccess.h"
#include "ui/widgets/ScrollColumn.h"

#include <optional>

class QPushButton;

namespace gatehouse::ui::widgets {
class Badge;
class ErrorBanner;
class LockedField;
class SectionHeader;
class ToggleSwitch;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

class InPlaceField;
class UserAccessCard;
class UserPermissionsCard;

/// Everything about one test user: who they are, how they sign in, what they may do, where they are signed in, and
/// their end.
class UserDetail : public widgets::ScrollColumn
{
    Q_OBJECT

public:
    /// `desk` outlives the detail.
    UserDetail(TenantAccess access, editing::LedgerDesk &desk, QWidget *parent = nullptr);

    /// An id the tenant does not have empties the page.
    void setUser(const domain::UserId &user);
    const domain::UserId &user() const { return m_user; }

Q_SIGNALS:
    /// Something was done that a person may want to take back: `what` names it.
    void undoOffered(const QString &what);

private:
    void makeProfile();
    void makeSignIn();
    void makeDangerZone();
    /// Shows the user as they are now; `again`: the same one as before, so that what is being typed stays.
    void refresh(bool again);
    const domain::User *stored() const;
    void askToBlock();
    void setBlocked(bool blocked);
    void askForPassword();
    void askToRemove();
    void remove();
    /// Saves the user as `edited` makes them.
    bool update(const std::function<void(domain::User &)> &edited);
    /// What was done, in words; nothing when it was refused, which is then shown.
    std::optional<QString> apply(const store::Edit<domain::ChangeSet> &edit);
    /// A sentence on what ends for good with the sessions and refresh tokens; empty where there are none.
    /// What blocking, a new password and deleting end: sessions and refresh tokens; empty where there are none.
    QString whatEnds() const;
    static QString withEnded(const QString &what, const QString &ended);
    QString endingSentence() const;

    TenantAccess m_access;
    editing::LedgerDesk &m_desk;
    domain::UserId m_user;
    widgets::SectionHeader *m_header;
    widgets::Badge *m_blockedBadge;
    widgets::ErrorBanner *m_banner;
    InPlaceField *m_email = nullptr;
    InPlaceField *m_name = nullptr;
    widgets::LockedField *m_id = nullptr;
    widgets::ToggleSwitch *m_verified = nullptr;
    widgets::ToggleSwitch *m_blocked = nullptr;
    UserPermissionsCard *m_permissions = nullptr;
    UserAccessCard *m_accessCard = nullptr;
};

} // namespace gatehouse::ui::pages
