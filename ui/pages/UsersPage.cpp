#include "ui/pages/UsersPage.h"

#include "models/items/TextFilterProxy.h"
#include "models/items/UserListModel.h"
#include "ui/pages/CreateUserDialog.h"
#include "ui/pages/TenantEdits.h"
#include "ui/pages/UserDetail.h"
#include "ui/presenters/ObjectRowDelegate.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ContentColumn.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/SectionHeader.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace spacing = theme::spacing;

UsersPage::UsersPage(TenantAccess access, editing::LedgerDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_desk(desk)
    , m_users(new items::UserListModel(access.store, this))
    , m_filtered(new items::TextFilterProxy(this))
{
    setObjectName(u"usersPage"_s);
    m_filtered->setSourceModel(m_users);
    auto *create = new QPushButton(theme::icon(u"add"_s, theme::Tone::AccentText), tr("Create user"), this);
    create->setObjectName(u"createUserButton"_s);
    theme::setButtonKind(*create, theme::ButtonKind::Primary);
    auto *header = new widgets::SectionHeader(
        tr("Users"), tr("Test users who sign in at this tenant's own server, on this computer only."));
    header->addAction(create);

    auto *split = new QSplitter(this);
    split->setObjectName(u"usersSplitter"_s);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(spacing::large);
    m_detail = new UserDetail(access, desk);
    auto *noneChosen = new widgets::EmptyState(u"user"_s, tr("No user chosen"));
    noneChosen->setDetail(tr("Choose one in the list."));
    noneChosen->setObjectName(u"noUserChosen"_s);
    m_side = new QStackedWidget;
    m_side->addWidget(m_detail);
    m_side->addWidget(noneChosen);
    split->addWidget(makeList());
    split->addWidget(m_side);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 3);

    auto *empty = new widgets::EmptyState(u"user"_s, tr("No test users yet"), this);
    empty->setObjectName(u"noUsersState"_s);
    empty->setDetail(tr("Create one to try signing in, consent and refresh tokens."));
    empty->setPrimary(tr("Create user"), u"add"_s);
    empty->primaryButton()->setObjectName(u"createFirstUserButton"_s);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(split);
    m_stack->addWidget(empty);

    auto *layout = widgets::ContentColumn::in(*this, {spacing::wide, spacing::large, spacing::wide, 0});
    layout->setSpacing(spacing::large);
    layout->addWidget(header);
    layout->addWidget(m_stack, 1);

    connect(create, &QPushButton::clicked, this, &UsersPage::createUser);
    connect(empty, &widgets::EmptyState::primaryClicked, this, &UsersPage::createUser);
    connect(m_detail, &UserDetail::undoOffered, this, &UsersPage::undoOffered);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_users, signal, this, &UsersPage::showContent); // clazy:exclude=connect-non-signal
    showContent();
}

QWidget *UsersPage::makeList()
{
    auto *side = new QWidget(this);
    m_filter = new widgets::FilterBar(tr("Filter users"), side);
    m_filter->edit()->setObjectName(u"usersFilter"_s);
    m_list = new QListView(side);
    m_list->setObjectName(u"usersList"_s);
    m_list->setAccessibleName(tr("Users"));
    m_list->setModel(m_filtered);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setItemDelegate(new presenters::ObjectRowDelegate(
        u"user"_s,
        [](const QModelIndex &index) {
            const QString email = index.data(items::UserListModel::EmailRole).toString();
            return index.data(items::StateRole).toInt() != 0 ? tr("Blocked · %1").arg(email) : email;
        },
        m_list));
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, spacing::wide);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    side->setMinimumWidth(fontMetrics().averageCharWidth() * 22);
    connect(m_filter, &widgets::FilterBar::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterText(text);
        m_filter->setCounts(m_filtered->rowCount(), m_users->rowCount());
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &UsersPage::showCurrent);
    return side;
}

domain::UserId UsersPage::current() const
{
    return domain::UserId(m_list->currentIndex().data(items::KeyRole).toString());
}

void UsersPage::createUser()
{
    auto *dialog = new CreateUserDialog(m_access.store, m_access.editor, m_desk, this);
    connect(dialog, &CreateUserDialog::created, this, [this](const store::TenantEditor::CreatedUser &user) {
        if (!applyEdit(m_access, user.changes))
            return;
        m_filter->clear();
        select(user.id);
    });
    dialog->open();
}

void UsersPage::select(const domain::UserId &user)
{
    const QModelIndex index = m_filtered->mapFromSource(m_users->indexOf(user));
    if (!index.isValid())
        return;
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

void UsersPage::showCurrent()
{
    // Where a user goes, the list chooses its neighbour. Nobody asked for that one, and a second press on Delete would
    // delete it.
    if (const domain::UserId shown = m_detail->user(); !shown.isEmpty() && !m_access.store.snapshot().user(shown)) {
        showNone(shown);
        return;
    }
    const domain::UserId user = current();
    if (user.isEmpty())
        return;
    m_deleted = {};
    m_detail->setUser(user);
    m_side->setCurrentIndex(0);
    Q_EMIT currentChanged(user);
}

void UsersPage::showNone(const domain::UserId &deleted)
{
    const bool hasKeyboard = m_detail->isAncestorOf(QApplication::focusWidget());
    m_deleted = deleted;
    m_detail->setUser({});
    m_side->setCurrentIndex(1);
    if (hasKeyboard)
        m_list->setFocus();
    // Later, because the list is still taking the row out.
    QMetaObject::invokeMethod(
        m_list,
        [this] {
            if (!m_deleted.isEmpty())
                m_list->selectionModel()->clear();
        },
        Qt::QueuedConnection);
    Q_EMIT currentChanged({});
}

void UsersPage::showContent()
{
    m_stack->setCurrentIndex(m_users->rowCount() == 0 ? 1 : 0);
    m_filter->setCounts(m_filtered->rowCount(), m_users->rowCount());
    if (!m_deleted.isEmpty()) {
        if (m_access.store.snapshot().user(m_deleted))
            select(std::exchange(m_deleted, {})); // back, by Undo
    } else if (!m_list->currentIndex().isValid() && m_filtered->rowCount() > 0) {
        m_list->setCurrentIndex(m_filtered->index(0, 0));
    }
}

} // namespace gatehouse::ui::pages
