#include "ui/pages/UserDetail.h"

#include "models/base/Text.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/pages/InPlaceField.h"
#include "ui/pages/SetPasswordDialog.h"
#include "ui/pages/TenantEdits.h"
#include "ui/pages/UserAccessCard.h"
#include "ui/pages/UserAccessWords.h"
#include "ui/pages/UserPermissionsCard.h"
#include "ui/text/ViolationText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LockedField.h"
#include "ui/widgets/SectionHeader.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using domain::Field;
using widgets::Card;
using widgets::LabelledField;
using namespace Qt::StringLiterals;

UserDetail::UserDetail(TenantAccess access, editing::LedgerDesk &desk, QWidget *parent)
    : ScrollColumn(widgets::contentCharacters, parent)
    , m_access(access)
    , m_desk(desk)
    , m_header(new widgets::SectionHeader({}, {}, widgets::SectionHeader::Level::Section, this))
    , m_blockedBadge(new widgets::Badge({}, theme::Tone::Danger, this))
    , m_banner(new widgets::ErrorBanner(this))
{
    setObjectName(u"userDetail"_s);
    m_banner->setObjectName(u"userBanner"_s);
    setMargins({0, 0, theme::spacing::medium, theme::spacing::wide});
    m_blockedBadge->setText(tr("Blocked"));
    m_blockedBadge->setIconName(u"ban"_s);
    m_header->addBadge(m_blockedBadge);
    column()->addWidget(m_header);
    column()->addWidget(m_banner);
    makeProfile();
    makeSignIn();
    m_permissions = new UserPermissionsCard(access, this);
    column()->addWidget(m_permissions);
    m_accessCard = new UserAccessCard(access, desk, this);
    column()->addWidget(m_accessCard);
    makeDangerZone();
    column()->addStretch(1);
    connect(m_accessCard, &UserAccessCard::undoOffered, this, &UserDetail::undoOffered);
    connect(&access.store, &store::ResourceServerStore::changed, this, [this] { refresh(true); });
    connect(&access.store, &store::ResourceServerStore::loaded, this, [this] { refresh(true); });
    refresh(false);
}

void UserDetail::makeProfile()
{
    auto *card = new Card(tr("Profile"), {}, this);
    m_email = new InPlaceField(
        [this](const QString &text) {
            return store::TenantEditor::checkUserEmail(m_access.store.snapshot(), text.trimmed(), m_user);
        },
        [this](const QString &email) { return update([&](domain::User &user) { user.email = email; }); }, card);
    m_email->edit()->setObjectName(u"userEmailEdit"_s);
    m_name = new InPlaceField(
        [](const QString &text) { return domain::checkUserName(text.trimmed()); },
        [this](const QString &name) { return update([&](domain::User &user) { user.name = name; }); }, card);
    m_name->edit()->setObjectName(u"userNameEdit"_s);
    m_verified = new widgets::ToggleSwitch(tr("Email verified"), card);
    m_verified->setObjectName(u"emailVerifiedSwitch"_s);
    m_id = new widgets::LockedField(tr("User ID"), {}, card);
    m_id->edit()->setObjectName(u"userIdEdit"_s);
    card->body()->addWidget(new LabelledField(text::fieldLabel(Field::UserEmail), m_email,
                                              tr("What the person types to sign in. Enter saves it.")));
    card->body()->addWidget(
        LabelledField::beside(tr("Email verified"), m_verified, tr("The email_verified claim of ID tokens.")));
    card->body()->addWidget(
        new LabelledField(text::fieldLabel(Field::UserName), m_name, tr("The name claim. Enter saves it.")));
    card->body()->addWidget(
        new LabelledField(tr("User ID"), m_id, tr("The subject (sub) of every token for this person.")));
    column()->addWidget(card);
    connect(m_verified, &QAbstractButton::clicked, this, [this](bool verified) {
        update([&](domain::User &user) { user.isEmailVerified = verified; });
        refresh(true);
    });
}

void UserDetail::makeSignIn()
{
    auto *card = new Card(tr("Sign-in"), {}, this);
    auto *password = new QPushButton(theme::icon(u"key"_s), tr("Set password…"), card);
    password->setObjectName(u"setPasswordButton"_s);
    m_blocked = new widgets::ToggleSwitch(tr("Blocked"), card);
    m_blocked->setObjectName(u"userBlockedSwitch"_s);
    card->body()->addWidget(LabelledField::beside(
        text::fieldLabel(Field::UserPassword), password,
        tr("Stored as a hash; nobody can read it. A new password ends sessions and refresh tokens.")));
    card->body()->addWidget(LabelledField::beside(tr("Blocked"), m_blocked,
                                                  tr("A blocked user cannot sign in, and their sessions and refresh "
                                                     "tokens end.")));
    column()->addWidget(card);
    connect(password, &QPushButton::clicked, this, &UserDetail::askForPassword);
    connect(m_blocked, &QAbstractButton::clicked, this, [this](bool blocked) {
        if (blocked)
            askToBlock();
        else
            setBlocked(false);
        refresh(true);
    });
}

void UserDetail::makeDangerZone()
{
    auto *card = new Card(tr("Delete this user"),
                          tr("Their permissions and consents are deleted with them, and sessions and refresh tokens "
                             "end. Access tokens already issued stay valid until they expire."),
                          this);
    card->setDanger(true);
    auto *remove = new QPushButton(theme::icon(u"delete"_s, theme::Tone::Danger), tr("Delete user"), card);
    remove->setObjectName(u"deleteUserButton"_s);
    theme::setButtonKind(*remove, theme::ButtonKind::DangerQuiet);
    card->addAction(remove);
    column()->addWidget(card);
    connect(remove, &QPushButton::clicked, this, &UserDetail::askToRemove);
}

const domain::User *UserDetail::stored() const
{
    return m_access.store.snapshot().user(m_user);
}

void UserDetail::setUser(const domain::UserId &user)
{
    if (user == m_user)
        return;
    m_user = user;
    m_banner->dismiss();
    refresh(false);
}

void UserDetail::refresh(bool again)
{
    const domain::User *user = stored();
    setVisible(user != nullptr);
    m_permissions->setUser(m_user);
    m_accessCard->setUser(m_user);
    if (!user)
        return;
    m_header->setTitle(base::visibleText(user->name.isEmpty() ? user->email : user->name, 200));
    m_blockedBadge->setVisible(user->isBlocked);
    m_email->setStored(user->email, again);
    m_name->setStored(user->name, again);
    m_id->setValue(user->id.text());
    m_verified->setChecked(user->isEmailVerified);
    m_blocked->setChecked(user->isBlocked);
}

QString UserDetail::whatEnds() const
{
    return tallyText({.sessions = m_accessCard->model().count(items::UserAccessModel::Kind::Session),
                      .refreshTokens = m_accessCard->model().count(items::UserAccessModel::Kind::Refresh),
                      .consents = 0});
}

QString UserDetail::withEnded(const QString &what, const QString &ended)
{
    return ended.isEmpty() ? what : tr("%1. Ended: %2.").arg(what, ended);
}

QString UserDetail::endingSentence() const
{
    const QString what = whatEnds();
    return what.isEmpty() ? QString() : tr("Ends for good, whatever is undone: %1.").arg(what);
}

void UserDetail::askToBlock()
{
    const domain::User *user = stored();
    const QString ending = endingSentence();
    if (!user || ending.isEmpty()) {
        setBlocked(true);
        return;
    }
    auto *dialog = new dialogs::ConfirmDestructiveDialog(
        tr("Block %1?").arg(base::visibleText(user->email, 200)),
        tr("This person can no longer sign in. %1 Access tokens already issued stay valid until they expire.")
            .arg(ending),
        tr("Block user"), {}, this);
    connect(dialog, &QDialog::accepted, this, [this, asked = m_user] {
        if (asked == m_user)
            setBlocked(true);
    });
    dialog->open();
}

void UserDetail::setBlocked(bool blocked)
{
    const domain::User *user = stored();
    if (!user)
        return;
    domain::User wanted = *user;
    wanted.isBlocked = blocked;
    const QString ended = blocked ? whatEnds() : QString();
    if (const std::optional<QString> what = apply(m_access.editor.updateUser(m_access.store.snapshot(), wanted)))
        Q_EMIT undoOffered(withEnded(*what, ended));
}

void UserDetail::askForPassword()
{
    const domain::User *user = stored();
    if (!user)
        return;
    auto *dialog = new SetPasswordDialog(user->email, m_desk, this);
    connect(dialog, &SetPasswordDialog::hashed, this, [this, asked = m_user](const base::Secret &hash) {
        const QString ended = asked == m_user ? whatEnds() : QString();
        if (const std::optional<QString> what =
                apply(m_access.editor.setPassword(m_access.store.snapshot(), asked, hash)))
            Q_EMIT undoOffered(withEnded(*what, ended));
    });
    dialog->open();
}

void UserDetail::askToRemove()
{
    const domain::User *user = stored();
    if (!user)
        return;
    const int consents = m_accessCard->model().count(items::UserAccessModel::Kind::Consent);
    const QString ending = endingSentence();
    if (ending.isEmpty() && consents == 0 && user->permissions.isEmpty()) {
        remove();
        return;
    }
    QStringList sentences;
    if (!user->permissions.isEmpty())
        sentences.append(tr("%n permissions are deleted.", nullptr, static_cast<int>(user->permissions.size())));
    if (consents > 0)
        sentences.append(tr("%n given consents are deleted.", nullptr, consents));
    sentences.append(tr("You can undo this."));
    if (!ending.isEmpty())
        sentences.append(ending);
    sentences.append(tr("Access tokens already issued stay valid until they expire."));
    auto *dialog = new dialogs::ConfirmDestructiveDialog(tr("Delete %1?").arg(base::visibleText(user->email, 200)),
                                                         sentences.join(u' '), tr("Delete user"), {}, this);
    connect(dialog, &QDialog::accepted, this, [this, asked = m_user] {
        if (asked == m_user)
            remove();
    });
    dialog->open();
}

void UserDetail::remove()
{
    const QString ended = whatEnds();
    if (const std::optional<QString> what = apply(m_access.editor.deleteUser(m_access.store.snapshot(), m_user)))
        Q_EMIT undoOffered(withEnded(*what, ended));
}

bool UserDetail::update(const std::function<void(domain::User &)> &edited)
{
    const domain::User *user = stored();
    if (!user)
        return false;
    domain::User wanted = *user;
    edited(wanted);
    return apply(m_access.editor.updateUser(m_access.store.snapshot(), wanted)).has_value();
}

std::optional<QString> UserDetail::apply(const store::Edit<domain::ChangeSet> &edit)
{
    const std::expected<QString, QString> done = applyEdit(m_access, edit);
    if (done) {
        m_banner->dismiss();
        return *done;
    }
    m_banner->showMessage(theme::Sign::Error, done.error());
    return std::nullopt;
}

} // namespace gatehouse::ui::pages
