#include "models/store/PasswordHash.h"
#include "tests/support/GuiHarness.h"
#include "tests/ui/PageWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/pages/UsersPage.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollArea>
#include <QSignalSpy>

#include <algorithm>
#include <tuple>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using ui::pages::UsersPage;

/// The users of a tenant, from a click to what is stored.
class tst_ui_UsersPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void createsAUserWhoCanSignIn();
    void passwordsThatBreakARuleAreRefused_data();
    void passwordsThatBreakARuleAreRefused();
    void failedHashIsSaidAndCanBeTriedAgain();
    void profileIsSavedInPlace();
    void addressOfAnotherIsRefused();
    void permissionsAreSavedAtOnce();
    void permissionsFollowApis();
    void blockingAsksWhereSomethingEnds();
    void newPasswordEndsSessions();
    void passwordsLeaveNoTrace();
    void deletedUserComesBackByUndo();
    void sessionsAreRevokedAfterAQuestion();
    void consentAloneIsRevokedAndUndone();
    void consentTakesItsRefreshTokensAlong();
    void ledgerThatFailsIsSaid();
    void manyUsersAreFiltered();
    void severalAreBlockedAndUnblocked();
    void severalAreDeletedAfterAQuestion();
    void holdsWhatAPageMust_data();
    void holdsWhatAPageMust();

private:
    const domain::User &stored() const { return m_world->user(m_user); }
    void bringIntoView(const char *name);
    void press(const char *name)
    {
        bringIntoView(name);
        click(*m_page, name);
    }
    QDialog *dialog(const char *name)
    {
        auto *found = m_page->findChild<QDialog *>(QString::fromLatin1(name));
        return found && found->isVisible() ? found : nullptr;
    }
    void signIn(bool withRefreshToken);
    QAbstractItemView *table(const char *name) { return child<QAbstractItemView>(*m_page, name); }
    void accept(QDialog &dialog) { dialog.findChild<QPushButton *>(u"acceptButton"_s)->click(); }

    std::unique_ptr<ui::theme::ThemeWatcher> m_theme;
    std::unique_ptr<PageWorld> m_world;
    std::unique_ptr<UsersPage> m_page;
    domain::ResourceServerId m_api;
    domain::ClientId m_client;
    domain::UserId m_user;
};

void tst_ui_UsersPage::initTestCase()
{
    m_theme = std::make_unique<ui::theme::ThemeWatcher>(settings::Theme::Light);
}

void tst_ui_UsersPage::init()
{
    m_world = std::make_unique<PageWorld>();
    m_api = m_world->addApi(u"Orders API"_s, {u"read:orders"_s, u"write:orders"_s});
    m_client = m_world->addClient(u"Portal"_s);
    m_user = m_world->addUser(u"jane@example.com"_s, u"Jane Doe"_s);
    QVERIFY(m_world->settle());
    m_page = std::make_unique<UsersPage>(m_world->access(), m_world->desk);
    tests::show(*m_page, {1080, 1400});
    m_page->select(m_user);
}

void tst_ui_UsersPage::cleanup()
{
    m_page.reset();
    m_world.reset();
}

void tst_ui_UsersPage::bringIntoView(const char *name)
{
    auto *widget = child<QWidget>(*m_page, name);
    for (QWidget *at = widget->parentWidget(); at; at = at->parentWidget()) {
        if (auto *scroll = qobject_cast<QScrollArea *>(at))
            scroll->ensureWidgetVisible(widget);
    }
}

void tst_ui_UsersPage::signIn(bool withRefreshToken)
{
    const base::Instant now = m_world->clock.now();
    std::ignore = m_world->books.addSession({}, {.id = u"ses_1"_s,
                                                 .user = m_user,
                                                 .authenticatedAt = now,
                                                 .lastUsed = now,
                                                 .expires = now + std::chrono::hours(8)});
    if (withRefreshToken) {
        std::ignore = m_world->books.startFamily({.id = u"fam_1"_s,
                                                  .authorization = {.client = m_client,
                                                                    .user = m_user,
                                                                    .apis = {m_api},
                                                                    .scopes = {u"read:orders"_s},
                                                                    .authenticatedAt = now,
                                                                    .sessionId = u"ses_1"_s},
                                                  .createdAt = now,
                                                  .lastUsed = now},
                                                 {}, {});
    }
    m_world->desk.refresh();
    QTRY_COMPARE(m_world->desk.view().sessions.size(), 1);
}

void tst_ui_UsersPage::createsAUserWhoCanSignIn()
{
    press("createUserButton");
    QPointer<QDialog> created = dialog("createUserDialog");
    QVERIFY(created);
    auto *button = created->findChild<QPushButton *>(u"acceptButton"_s);
    QVERIFY(!button->isEnabled());
    type(*created, "newUserEmailEdit", u"bob@example.com"_s);
    type(*created, "newUserNameEdit", u"Bob"_s);
    type(*created, "newPasswordEdit", u"correct horse"_s);
    QVERIFY(!button->isEnabled()); // not repeated yet
    type(*created, "repeatPasswordEdit", u"correct horse"_s);
    QVERIFY(button->isEnabled());
    button->click();
    QTRY_VERIFY(!created || !created->isVisible());
    const domain::User *bob = m_world->store.snapshot().userByEmail(u"bob@example.com"_s);
    QVERIFY(bob);
    QCOMPARE(bob->name, u"Bob"_s);
    QCOMPARE(m_page->current(), bob->id);
    const auto hash = m_world->custody.password(*bob);
    QVERIFY(*store::isPassword(m_world->kdf, *hash, base::Secret("correct horse"_ba)));
    m_world->session.undoStack().undo();
    QVERIFY(!m_world->store.snapshot().userByEmail(u"bob@example.com"_s));
}

void tst_ui_UsersPage::passwordsThatBreakARuleAreRefused_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("again");
    QTest::newRow("too short") << u"1234567"_s << u"1234567"_s;
    QTest::newRow("not the same") << u"correct horse"_s << u"correct house"_s;
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("eight bytes, not eight characters") << u"äöüß"_s << u"äöüß"_s;
}

void tst_ui_UsersPage::passwordsThatBreakARuleAreRefused()
{
    QFETCH(QString, password);
    QFETCH(QString, again);
    press("createUserButton");
    QDialog *created = dialog("createUserDialog");
    type(*created, "newUserEmailEdit", u"bob@example.com"_s);
    child<QLineEdit>(*created, "newPasswordEdit")->setText(password);
    Q_EMIT child<QLineEdit>(*created, "newPasswordEdit")->textEdited(password);
    child<QLineEdit>(*created, "repeatPasswordEdit")->setText(again);
    Q_EMIT child<QLineEdit>(*created, "repeatPasswordEdit")->textEdited(again);
    QVERIFY(!created->findChild<QPushButton *>(u"acceptButton"_s)->isEnabled());
}

void tst_ui_UsersPage::failedHashIsSaidAndCanBeTriedAgain()
{
    m_world->kdf.broken = true;
    press("setPasswordButton");
    QPointer<QDialog> asked = dialog("setPasswordDialog");
    type(*asked, "newPasswordEdit", u"correct horse"_s);
    type(*asked, "repeatPasswordEdit", u"correct horse"_s);
    const domain::SealedSecret before = stored().password;
    accept(*asked);
    auto *banner = asked->findChild<ui::widgets::ErrorBanner *>();
    QTRY_VERIFY(!banner->text().isEmpty());
    QVERIFY(stored().password == before);
    m_world->kdf.broken = false;
    accept(*asked);
    QTRY_VERIFY(!(stored().password == before));
}

void tst_ui_UsersPage::profileIsSavedInPlace()
{
    type(*m_page, "userNameEdit", u"Jane Roe"_s);
    QTest::keyClick(child<QWidget>(*m_page, "userNameEdit"), Qt::Key_Return);
    QCOMPARE(stored().name, u"Jane Roe"_s);
    type(*m_page, "userEmailEdit", u"roe@example.com"_s);
    QTest::keyClick(child<QWidget>(*m_page, "userEmailEdit"), Qt::Key_Return);
    QCOMPARE(stored().email, u"roe@example.com"_s);
    press("emailVerifiedSwitch");
    QVERIFY(stored().isEmailVerified);
    m_world->session.undoStack().undo();
    QVERIFY(!stored().isEmailVerified);
    QVERIFY(!child<ui::widgets::ToggleSwitch>(*m_page, "emailVerifiedSwitch")->isChecked());
    m_world->session.undoStack().undo();
    QCOMPARE(child<QLineEdit>(*m_page, "userEmailEdit")->text(), u"jane@example.com"_s);
}

void tst_ui_UsersPage::addressOfAnotherIsRefused()
{
    m_world->addUser(u"bob@example.com"_s);
    type(*m_page, "userEmailEdit", u"BOB@example.com"_s);
    QTest::keyClick(child<QWidget>(*m_page, "userEmailEdit"), Qt::Key_Return);
    QCOMPARE(stored().email, u"jane@example.com"_s);
    QVERIFY(child<QLineEdit>(*m_page, "userEmailEdit")->property("invalid").toBool());
    QTest::keyClick(child<QWidget>(*m_page, "userEmailEdit"), Qt::Key_Escape);
    QCOMPARE(child<QLineEdit>(*m_page, "userEmailEdit")->text(), u"BOB@example.com"_s);
    QTest::keyClick(child<QWidget>(*m_page, "userEmailEdit"), Qt::Key_Escape);
    QCOMPARE(child<QLineEdit>(*m_page, "userEmailEdit")->text(), u"jane@example.com"_s);
}

void tst_ui_UsersPage::permissionsAreSavedAtOnce()
{
    bringIntoView("permissionTable");
    QAbstractItemView *view = table("permissionTable");
    QCOMPARE(view->model()->rowCount(), 2);
    clickCell(*view, view->model()->index(1, 0));
    QCOMPARE(stored().permissions, QList<domain::Permission>({{m_api, u"write:orders"_s}}));
    QCOMPARE(child<ui::widgets::PlainLabel>(*m_page, "permissionCount")->text(), u"1 of 2 given"_s);
    view->setCurrentIndex(view->model()->index(0, 0));
    QTest::keyClick(view, Qt::Key_Space);
    QCOMPARE(stored().permissions.size(), 2);
    m_world->session.undoStack().undo();
    m_world->session.undoStack().undo();
    QVERIFY(stored().permissions.isEmpty());
    QCOMPARE(view->model()->index(1, 0).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
}

void tst_ui_UsersPage::permissionsFollowApis()
{
    QAbstractItemView *view = table("permissionTable");
    bringIntoView("permissionTable");
    clickCell(*view, view->model()->index(0, 0));
    m_world->submit(m_world->editor.removeScopes(m_world->store.snapshot(), m_api, {u"read:orders"_s}));
    QCOMPARE(view->model()->rowCount(), 1);
    m_world->submit(m_world->editor.deleteApi(m_world->store.snapshot(), m_api));
    QCOMPARE(view->model()->rowCount(), 0);
    QVERIFY(stored().permissions.isEmpty());
}

void tst_ui_UsersPage::blockingAsksWhereSomethingEnds()
{
    press("userBlockedSwitch");
    QVERIFY(stored().isBlocked); // signed in nowhere: nothing ends
    press("userBlockedSwitch");
    QVERIFY(!stored().isBlocked);
    QVERIFY(m_world->settle());
    signIn(true);
    press("userBlockedSwitch");
    QVERIFY(!stored().isBlocked);
    QVERIFY(!child<ui::widgets::ToggleSwitch>(*m_page, "userBlockedSwitch")->isChecked());
    const QDialog *asked = dialog("confirmDialog");
    QVERIFY(asked);
    QString words;
    const QList<QLabel *> labels = asked->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        words += label->text();
    QVERIFY2(words.contains(u"1 session"_s) && words.contains(u"1 refresh token"_s), qPrintable(words));
    confirm(*m_page);
    QVERIFY(stored().isBlocked);
    QTRY_VERIFY(m_world->desk.view().sessions.isEmpty() && m_world->desk.view().families.isEmpty());
    m_world->session.undoStack().undo();
    QVERIFY(!stored().isBlocked);
}

void tst_ui_UsersPage::newPasswordEndsSessions()
{
    signIn(false);
    QSignalSpy offered(m_page.get(), &UsersPage::undoOffered);
    press("setPasswordButton");
    QDialog *asked = dialog("setPasswordDialog");
    type(*asked, "newPasswordEdit", u"battery staple"_s);
    type(*asked, "repeatPasswordEdit", u"battery staple"_s);
    accept(*asked);
    QTRY_COMPARE(offered.size(), 1);
    QVERIFY2(offered.first().first().toString().contains("Ended: 1 session"_L1),
             qPrintable(offered.first().first().toString()));
    const auto hash = m_world->custody.password(stored());
    QVERIFY(*store::isPassword(m_world->kdf, *hash, base::Secret("battery staple"_ba)));
    QTRY_VERIFY(m_world->desk.view().sessions.isEmpty());
}

void tst_ui_UsersPage::passwordsLeaveNoTrace()
{
    press("setPasswordButton");
    QPointer<QDialog> asked = dialog("setPasswordDialog");
    type(*asked, "newPasswordEdit", u"battery staple"_s);
    type(*asked, "repeatPasswordEdit", u"battery staple"_s);
    QCOMPARE(child<QLineEdit>(*asked, "newPasswordEdit")->echoMode(), QLineEdit::Password);
    accept(*asked);
    QTRY_VERIFY(m_world->session.undoStack().count() == 1);
    QCOMPARE(plainSecrets(*m_page, {u"battery staple"_s}), QStringList());
    QVERIFY(!m_world->session.undoStack().text(0).contains(u"battery"_s));
    QVERIFY(!m_world->session.drafts().toJson().contains("battery"));
}

void tst_ui_UsersPage::deletedUserComesBackByUndo()
{
    m_world->consent(m_user, m_client, m_api, {u"read:orders"_s});
    domain::User wanted = stored();
    wanted.permissions = {{m_api, u"read:orders"_s}};
    m_world->submit(m_world->editor.updateUser(m_world->store.snapshot(), wanted));
    const domain::User before = stored();
    press("deleteUserButton");
    QVERIFY(m_world->store.snapshot().user(m_user));
    confirm(*m_page);
    QVERIFY(!m_world->store.snapshot().user(m_user));
    QVERIFY(m_world->store.snapshot().consents.isEmpty());
    QVERIFY(child<QWidget>(*m_page, "noUsersState")->isVisible());
    m_world->session.undoStack().undo();
    QVERIFY(stored() == before);
    QCOMPARE(m_world->store.snapshot().consents.size(), 1);
    QTRY_COMPARE(m_page->current(), m_user);
    // Of somebody who has nothing nothing is asked.
    const auto bob = m_world->addUser(u"bob@example.com"_s);
    m_page->select(bob);
    press("deleteUserButton");
    QVERIFY(!m_world->store.snapshot().user(bob));
    QTRY_VERIFY(child<QWidget>(*m_page, "noUserChosen")->isVisible());
}

void tst_ui_UsersPage::sessionsAreRevokedAfterAQuestion()
{
    signIn(true);
    bringIntoView("userAccessTable");
    QAbstractItemView *view = table("userAccessTable");
    QTRY_COMPARE(view->model()->rowCount(), 2);
    QVERIFY(!child<QWidget>(*m_page, "revokeAccessButton")->isEnabled());
    view->selectAll();
    press("revokeAccessButton");
    QCOMPARE(m_world->books.sessions({})->size(), 1);
    confirm(*m_page);
    QTRY_COMPARE(view->model()->rowCount(), 0);
    QVERIFY(m_world->books.sessions({})->isEmpty());
    QVERIFY(m_world->books.families()->isEmpty());
    QCOMPARE(m_world->session.undoStack().count(), 0);
}

void tst_ui_UsersPage::consentAloneIsRevokedAndUndone()
{
    m_world->consent(m_user, m_client, m_api, {u"read:orders"_s});
    QSignalSpy offered(m_page.get(), &UsersPage::undoOffered);
    bringIntoView("userAccessTable");
    QAbstractItemView *view = table("userAccessTable");
    QCOMPARE(view->model()->rowCount(), 1);
    view->setCurrentIndex(view->model()->index(0, 0));
    QTest::keyClick(view, Qt::Key_Delete);
    QVERIFY(m_world->store.snapshot().consents.isEmpty());
    QCOMPARE(offered.size(), 1);
    m_world->session.undoStack().undo();
    QCOMPARE(m_world->store.snapshot().consents.size(), 1);
    QCOMPARE(view->model()->rowCount(), 1);
}

void tst_ui_UsersPage::consentTakesItsRefreshTokensAlong()
{
    m_world->consent(m_user, m_client, m_api, {u"read:orders"_s});
    QVERIFY(m_world->settle());
    signIn(true);
    bringIntoView("userAccessTable");
    QAbstractItemView *view = table("userAccessTable");
    QTRY_COMPARE(view->model()->rowCount(), 3);
    view->setCurrentIndex(view->model()->index(2, 0));
    QTest::keyClick(view, Qt::Key_Delete);
    QCOMPARE(m_world->store.snapshot().consents.size(), 1); // asked first: no Undo brings the refresh token back
    confirm(*m_page);
    QVERIFY(m_world->store.snapshot().consents.isEmpty());
    QTRY_COMPARE(view->model()->rowCount(), 1); // the session stays
}

void tst_ui_UsersPage::ledgerThatFailsIsSaid()
{
    m_world->books.setFailure(
        base::Error{.code = base::ErrorCode::StoreGone, .step = base::ErrorStep::Commit, .subject = {}, .detail = {}});
    m_world->desk.refresh();
    auto *banner = child<QWidget>(*m_page, "userAccessCard")->findChild<ui::widgets::ErrorBanner *>();
    QTRY_VERIFY(!banner->text().isEmpty());
    m_world->books.setFailure({});
}

void tst_ui_UsersPage::manyUsersAreFiltered()
{
    for (int i = 0; i < 1000; ++i)
        m_world->addUser(u"person%1@example.com"_s.arg(i), u"Person %1"_s.arg(i));
    QAbstractItemView *list = table("usersList");
    QCOMPARE(list->model()->rowCount(), 1001);
    picture(*m_page, u"users-many"_s);
    type(*m_page, "usersFilter", u"person777"_s);
    QCOMPARE(list->model()->rowCount(), 1);
    clickCell(*list, list->model()->index(0, 0));
    QCOMPARE(child<QLineEdit>(*m_page, "userEmailEdit")->text(), u"person777@example.com"_s);
}

void tst_ui_UsersPage::severalAreBlockedAndUnblocked()
{
    const domain::UserId bob = m_world->addUser(u"bob@example.com"_s);
    QVERIFY(m_world->settle());
    auto *list = child<QListView>(*m_page, "usersList");
    list->selectAll();
    QVERIFY(child<QWidget>(*m_page, "selectionBar")->isVisible());
    QSignalSpy offered(m_page.get(), &UsersPage::undoOffered);
    click(*m_page, "blockSelectedButton"); // nobody loses anything: no question
    QVERIFY(stored().isBlocked && m_world->user(bob).isBlocked);
    QCOMPARE(offered.size(), 1);
    click(*m_page, "unblockSelectedButton");
    QVERIFY(!stored().isBlocked && !m_world->user(bob).isBlocked);
    click(*m_page, "unblockSelectedButton"); // nothing to do
    QCOMPARE(offered.size(), 2);
    m_world->session.undoStack().undo();
    QVERIFY(stored().isBlocked && m_world->user(bob).isBlocked);
}

void tst_ui_UsersPage::severalAreDeletedAfterAQuestion()
{
    m_world->addUser(u"bob@example.com"_s);
    signIn(true);
    QVERIFY(m_world->settle());
    auto *list = child<QListView>(*m_page, "usersList");
    list->setFocus();
    list->selectAll();
    QTest::keyClick(list, Qt::Key_Delete);
    QDialog *asked = dialog("confirmUsersDialog");
    QVERIFY(asked);
    const QList<QLabel *> labels = asked->findChildren<QLabel *>();
    QVERIFY(
        std::ranges::any_of(labels, [](const QLabel *label) { return label->text().contains(u"1 refresh token"_s); }));
    QCOMPARE(m_world->store.snapshot().users.size(), 2);
    accept(*asked);
    QCOMPARE(m_world->store.snapshot().users.size(), 0);
    QTRY_VERIFY(child<QWidget>(*m_page, "noUsersState")->isVisible());
    m_world->session.undoStack().undo();
    QCOMPARE(m_world->store.snapshot().users.size(), 2);
}

void tst_ui_UsersPage::holdsWhatAPageMust_data()
{
    QTest::addColumn<bool>("isEmpty");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QSize>("size");
    QTest::newRow("empty") << true << QString() << QSize(1080, 760);
    QTest::newRow("usual") << false << u"Jane Doe"_s << QSize(1080, 1500);
    QTest::newRow("small") << false << u"Jane Doe"_s << QSize(760, 560);
    QTest::newRow("long") << false << QString(150, u'W') << QSize(1080, 1500);
}

void tst_ui_UsersPage::holdsWhatAPageMust()
{
    QFETCH(bool, isEmpty);
    QFETCH(QString, name);
    QFETCH(QSize, size);
    if (isEmpty) {
        press("deleteUserButton");
    } else {
        m_world->consent(m_user, m_client, m_api, {u"read:orders"_s});
        domain::User wanted = stored();
        wanted.name = name;
        wanted.permissions = {{m_api, u"read:orders"_s}};
        m_world->submit(m_world->editor.updateUser(m_world->store.snapshot(), wanted));
        QVERIFY(m_world->settle());
        signIn(true);
    }
    m_page->resize(size);
    GuiHarness::settle();
    picture(*m_page, u"users-%1"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
    QCOMPARE(walk(*m_page).join(u'\n'), QString());
    if (!isEmpty) {
        press("createUserButton");
        GuiHarness::settle();
        picture(*dialog("createUserDialog"), u"users-create"_s);
        QCOMPARE(walk(*dialog("createUserDialog")).join(u'\n'), QString());
    }
}

QTEST_MAIN(tst_ui_UsersPage)
#include "tst_ui_UsersPage.moc"
