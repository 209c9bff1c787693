#include "ui/pages/UsersPage.h"

#include "models/base/Text.h"
#include "models/items/UserListModel.h"
#include "models/store/BulkEdits.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/pages/CreateUserDialog.h"
#include "ui/pages/TenantEdits.h"
#include "ui/pages/UserAccessWords.h"
#include "ui/pages/UserDetail.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/Toast.h"

#include <QAction>

#include <algorithm>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace {

QString emailLine(const QModelIndex &index)
{
    const QString email = index.data(items::UserListModel::EmailRole).toString();
    return index.data(items::StateRole).toInt() != 0 ? UsersPage::tr("Blocked · %1").arg(email) : email;
}

} // namespace

UsersPage::UsersPage(TenantAccess access, editing::LedgerDesk &desk, QWidget *parent)
    : ObjectsPage(parent)
    , m_access(access)
    , m_desk(desk)
    , m_detail(new UserDetail(access, desk))
{
    setUp({.name = u"user"_s,
           .title = tr("Users"),
           .description = tr("Test users who sign in at this tenant's own server, on this computer only."),
           .create = tr("Create user"),
           .filter = tr("Filter users"),
           .noneYet = tr("No test users yet"),
           .whatFor = tr("Create one to try signing in, consent and refresh tokens."),
           .noneChosen = tr("No user chosen")},
          *new items::UserListModel(access.store, this), m_detail, &emailLine, access.settings);
    offerBlocking(u"blockSelected"_s, u"ban"_s, tr("Block"), true);
    offerBlocking(u"unblockSelected"_s, u"check"_s, tr("Unblock"), false);
    connect(m_detail, &UserDetail::undoOffered, this, &UsersPage::undoOffered);
}

void UsersPage::offerBlocking(const QString &name, const QString &icon, const QString &text, bool blocked)
{
    auto *action = new QAction(theme::icon(icon), text, this);
    action->setObjectName(name);
    addBulkAction(action);
    connect(action, &QAction::triggered, this, [this, blocked] {
        if (blocked)
            askToBlockSelected();
        else
            apply(store::setBlocked(m_access.editor, m_access.store.snapshot(), selected(), false));
    });
}

bool UsersPage::exists(const QString &key) const
{
    return m_access.store.snapshot().user(domain::UserId(key)) != nullptr;
}

void UsersPage::showObject(const QString &key)
{
    m_detail->setUser(domain::UserId(key));
    Q_EMIT currentChanged(domain::UserId(key));
}

void UsersPage::createNew()
{
    auto *dialog = new CreateUserDialog(m_access.store, m_access.editor, m_desk, this);
    connect(dialog, &CreateUserDialog::created, this, [this](const store::TenantEditor::CreatedUser &user) {
        if (applyEdit(m_access, user.changes))
            showNew(user.id.text());
    });
    dialog->open();
}

QList<domain::UserId> UsersPage::selected() const
{
    QList<domain::UserId> users;
    const QStringList keys = selectedKeys();
    for (const QString &key : keys)
        users.append(domain::UserId(key));
    return users;
}

QString UsersPage::whatEnds(const QList<domain::UserId> &users) const
{
    const editing::LedgerView &view = m_desk.view();
    const auto sessions = std::ranges::count_if(
        view.sessions, [&users](const store::LoginSession &session) { return users.contains(session.user); });
    const auto refreshTokens = std::ranges::count_if(view.families, [&users](const store::RefreshFamily &family) {
        return users.contains(family.authorization.user);
    });
    return tallyText(
        {.sessions = static_cast<int>(sessions), .refreshTokens = static_cast<int>(refreshTokens), .consents = 0});
}

void UsersPage::askToBlockSelected()
{
    const QList<domain::UserId> users = selected();
    ask(users, tr("Block %n users?", nullptr, static_cast<int>(users.size())), tr("They can no longer sign in."),
        tr("Block"),
        [this, users] { return store::setBlocked(m_access.editor, m_access.store.snapshot(), users, true); });
}

void UsersPage::askToRemoveSelected()
{
    const QList<domain::UserId> users = selected();
    ask(users, tr("Delete %n users?", nullptr, static_cast<int>(users.size())),
        tr("Their permissions and consents are deleted with them. You can undo this."), tr("Delete"),
        [this, users] { return store::deleteUsers(m_access.editor, m_access.store.snapshot(), users); });
}

void UsersPage::ask(const QList<domain::UserId> &users, const QString &question, const QString &consequence,
                    const QString &accept, const std::function<store::Edit<domain::ChangeSet>()> &edit)
{
    const QString ending = whatEnds(users);
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    const bool losesMore = std::ranges::any_of(users, [&tenant](const domain::UserId &user) {
        const domain::User *found = tenant.user(user);
        return found && !found->permissions.isEmpty();
    });
    if (ending.isEmpty() && !losesMore) {
        apply(edit());
        return;
    }
    QStringList sentences{consequence};
    if (!ending.isEmpty())
        sentences.append(tr("Ends permanently, even if you undo this: %1.").arg(ending));
    sentences.append(tr("Access tokens already issued stay valid until they expire."));
    auto *dialog = new dialogs::ConfirmDestructiveDialog(question, sentences.join(u' '), accept, {}, this);
    dialog->setObjectName(u"confirmUsersDialog"_s);
    connect(dialog, &QDialog::accepted, this, [this, edit] { apply(edit()); });
    dialog->open();
}

void UsersPage::apply(const store::Edit<domain::ChangeSet> &edit)
{
    if (edit && edit->changes.isEmpty())
        return;
    if (const auto done = applyEdit(m_access, edit))
        Q_EMIT undoOffered(*done);
    else
        widgets::Toast::show(this, done.error());
}

} // namespace gatehouse::ui::pages
