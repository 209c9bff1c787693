#include "tests/support/GuiHarness.h"
#include "tests/support/WidgetHand.h"
#include "tests/ui/WidgetWalk.h"
#include "tests/ui/WindowWorld.h"
#include "ui/dialogs/CreateResourceServerDialog.h"
#include "ui/pages/ClientsPage.h"
#include "ui/shell/ShortcutSheet.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/Toast.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>

#include <array>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using ui::shell::MainWindow;
using ui::shell::PageAddress;

namespace {

template <typename T> T *named(const QWidget &root, const char *name)
{
    return root.findChild<T *>(QString::fromLatin1(name));
}

} // namespace

class tst_ui_Shell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesGoThereAndBack_data();
    void addressesGoThereAndBack();
    void whatIsNoAddressChangesNothing_data();
    void whatIsNoAddressChangesNothing();
    void shortcutsAreGivenOutOnce();
    void pagesOpenByAddressAndByKey();
    void startFailureSaysWhatToDo();
    void createApiShowsItsQuickStart();
    void deletedClientComesBackByUndo();
    void clientsAreRenamedInPlace();
    void apisSectionHidesWithItsActions();
    void draftsAreSaidAndSavedFromAnywhere();
    void pageIsRememberedFromOneStartToTheNext();
    void failedSaveOffersAnotherTry();
    void deletedApiIsLeft();
    void tabPassesByTheApis();
    void everyPageHoldsWhatAPageMust_data();
    void everyPageHoldsWhatAPageMust();
};

void tst_ui_Shell::addressesGoThereAndBack_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"apis", "api/65f0/scopes", "api/65f0", "api/65f0/clients/abc", "clients", "clients/abc",
                             "users", "users/auth0|abc", "management", "issuers", "inspector", "activity", "settings"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void tst_ui_Shell::addressesGoThereAndBack()
{
    QFETCH(QString, text);
    const std::optional<PageAddress> address = PageAddress::parse(text);
    QVERIFY(address);
    QCOMPARE(address->toString(), text);
}

void tst_ui_Shell::whatIsNoAddressChangesNothing_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "nowhere", "inspector/x", "api/a/b/c", "../etc"})
        QTest::addRow("\"%s\"", text) << QString::fromLatin1(text);
}

void tst_ui_Shell::whatIsNoAddressChangesNothing()
{
    QFETCH(QString, text);
    QVERIFY(!PageAddress::parse(text));
}

void tst_ui_Shell::shortcutsAreGivenOutOnce()
{
    const ui::shell::ActionSet actions;
    QSet<QKeySequence> seen;
    QSet<const QAction *> listed;
    for (const ui::shell::ActionSet::Group &group : actions.groups()) {
        for (const QAction *action : group.actions) {
            listed.insert(action);
            for (const QKeySequence &key : action->shortcuts()) {
                QVERIFY2(!seen.contains(key), qPrintable(key.toString()));
                seen.insert(key);
            }
        }
    }
    // What has a key stands in the cheat sheet.
    const QList<QAction *> all = actions.findChildren<QAction *>();
    for (const QAction *action : all)
        QVERIFY2(action->shortcuts().isEmpty() || listed.contains(action), qPrintable(action->text()));
}

void tst_ui_Shell::pagesOpenByAddressAndByKey()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.open(u"activity"_s);
    QCOMPARE(window.address(), QString()); // nothing to show before the tenant is there
    window.showTenant();
    QCOMPARE(window.address(), u"activity"_s);
    window.open(u"api/%1/scopes"_s.arg(world.orders().text()));
    QCOMPARE(window.address(), u"api/%1/scopes"_s.arg(world.orders().text()));
    window.open(u"nowhere"_s);
    QCOMPARE(window.address(), u"api/%1/scopes"_s.arg(world.orders().text()));
    const auto keys =
        std::to_array<std::pair<Qt::Key, QString>>({{Qt::Key_3, u"users"_s},
                                                    {Qt::Key_4, u"inspector"_s},
                                                    {Qt::Key_5, u"activity"_s},
                                                    {Qt::Key_6, u"settings"_s},
                                                    {Qt::Key_7, u"management"_s},
                                                    {Qt::Key_8, u"issuers"_s},
                                                    {Qt::Key_1, u"api/%1/scopes"_s.arg(world.orders().text())}});
    for (const auto &[key, address] : keys) {
        QTest::keyClick(&window, key, Qt::ControlModifier);
        QCOMPARE(window.address(), address);
    }
    QTest::keyClick(&window, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    QTest::keyClick(&window, Qt::Key_F1, Qt::ControlModifier);
    QPointer<ui::shell::ShortcutSheet> sheet = window.findChild<ui::shell::ShortcutSheet *>();
    QVERIFY(sheet && sheet->isVisible());
    gui.picture(*sheet, u"shortcuts"_s);
    QTest::keyClick(sheet, Qt::Key_Escape);
    QTRY_VERIFY(!sheet);
}

void tst_ui_Shell::startFailureSaysWhatToDo()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showStartFailure({.code = base::ErrorCode::StoreTooNew,
                             .step = base::ErrorStep::OpenStore,
                             .subject = u"/home/ada/tenant.gatehouse"_s,
                             .detail = {}});
    gui.picture(window, u"start-failure"_s);
    QSignalSpy retried(&window, &MainWindow::retryRequested);
    auto *retry = named<QWidget>(window, "startPage")->findChild<QPushButton *>(u"retryButton"_s);
    QVERIFY(retry && retry->isVisible());
    QVERIFY(!window.actionSet().createApi->isEnabled());
    retry->click();
    QCOMPARE(retried.count(), 1);
    window.showOpening();
    QVERIFY(!retry->isVisible());
    window.showTenant();
    QVERIFY(window.actionSet().createApi->isEnabled());
}

void tst_ui_Shell::createApiShowsItsQuickStart()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier);
    auto *dialog = window.findChild<ui::dialogs::CreateResourceServerDialog *>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->nameEdit()->edit(), u"Invoices"_s);
    QTest::keyClicks(dialog->identifierEdit()->edit(), u"urn:invoices"_s);
    QTest::mouseClick(dialog->acceptButton(), Qt::LeftButton);
    const domain::ResourceServer *api = world.store.snapshot().resourceServerByIdentifier(u"urn:invoices"_s);
    QVERIFY(api);
    QCOMPARE(window.address(), u"api/%1/quickstart"_s.arg(api->id.text()));
    auto *list = named<QListView>(window, "apisList");
    QCOMPARE(list->currentIndex().data().toString(), u"Invoices"_s);
    // Undo takes it back, and the page of what is gone is left.
    QTRY_VERIFY(world.store.isSettled());
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!world.store.snapshot().resourceServerByIdentifier(u"urn:invoices"_s));
    QVERIFY(!window.address().contains(api->id.text()));
}

void tst_ui_Shell::deletedClientComesBackByUndo()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(u"clients/%1"_s.arg(world.alpha().text()));
    QVERIFY(tests::isRidOfDrift(world));
    const domain::ClientApplication before = *world.store.snapshot().client(world.alpha());
    const qsizetype grants = world.store.snapshot().grants.size();
    named<QPushButton>(window, "deleteClientButton")->click();
    QVERIFY(world.store.snapshot().client(world.alpha())); // it has grants, so it is asked first
    tests::confirm(window);
    QVERIFY(!world.store.snapshot().client(world.alpha()));
    QVERIFY(world.store.snapshot().grants.size() < grants);
    auto *toast = window.findChild<ui::widgets::Toast *>();
    QVERIFY(toast && toast->isVisible());
    gui.picture(window, u"undo-toast"_s);
    QTRY_VERIFY(world.store.isSettled());
    QTest::mouseClick(toast->actionButton(), Qt::LeftButton);
    QTRY_VERIFY(world.store.snapshot().client(world.alpha()));
    QVERIFY(*world.store.snapshot().client(world.alpha()) == before);
    QCOMPARE(world.store.snapshot().grants.size(), grants);
    // A newer change takes the offer away: Undo would take that one back.
    QTRY_COMPARE(window.address(), u"clients/%1"_s.arg(world.alpha().text())); // it is shown again
    named<QPushButton>(window, "deleteClientButton")->click();
    tests::confirm(window);
    QPointer<ui::widgets::Toast> offer = window.findChild<ui::widgets::Toast *>();
    const auto more = world.editor.createClient(world.store.snapshot(), u"Another"_s);
    world.session.apply(more->changes, u"Create another"_s);
    QTRY_VERIFY(!offer);
}

void tst_ui_Shell::clientsAreRenamedInPlace()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(u"clients/%1"_s.arg(world.alpha().text()));
    QVERIFY(tests::isRidOfDrift(world));
    auto *name = named<QLineEdit>(window, "clientNameEdit");
    const auto type = [name](const QString &text) {
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, text);
        QTest::keyClick(name, Qt::Key_Return);
    };
    type(u" Renamed "_s);
    QCOMPARE(world.store.snapshot().client(world.alpha())->name, u"Renamed"_s);
    QCOMPARE(name->text(), u"Renamed"_s);
    const auto other = world.editor.createClient(world.store.snapshot(), u"Taken"_s);
    world.session.apply(other->changes, u"Create another"_s);
    type(u"Taken"_s);
    QCOMPARE(world.store.snapshot().client(world.alpha())->name, u"Renamed"_s);
    QCOMPARE(name->text(), u"Taken"_s); // what was typed stays, to be mended
    QTest::keyClick(name, Qt::Key_Escape);
    QCOMPARE(name->text(), u"Taken"_s); // Esc asks before it discards
    QTest::keyClick(name, Qt::Key_Escape);
    QCOMPARE(name->text(), u"Renamed"_s);
}

void tst_ui_Shell::apisSectionHidesWithItsActions()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(u"settings"_s);
    auto *toggle = window.findChild<QAbstractButton *>(u"apisSectionSwitch"_s);
    QVERIFY(toggle && toggle->isChecked());
    toggle->click();
    QVERIFY(!world.store.snapshot().tenant.apisSectionEnabled);
    QVERIFY(!window.findChild<QWidget *>(u"apisSection"_s)->isVisible());
    QVERIFY(!window.actionSet().createApi->isEnabled());
    QVERIFY(!window.actionSet().apis->isVisible());
    window.open(u"api/%1/scopes"_s.arg(world.orders().text()));
    QVERIFY2(window.address().startsWith(u"clients"), qPrintable(window.address()));
    // Of a client it is said why its APIs cannot be gone to, and no button pretends otherwise.
    const auto *hint = window.findChild<QWidget *>(u"sectionOffHint"_s);
    QVERIFY(hint && hint->isVisible());
    QVERIFY(!window.findChild<QWidget *>(u"openGrantButton"_s));
    window.open(u"settings"_s);
    toggle->click();
    QVERIFY(window.findChild<QWidget *>(u"apisSection"_s)->isVisible());
    QVERIFY(window.actionSet().createApi->isEnabled());
    QVERIFY(window.findChild<QWidget *>(u"openGrantButton"_s));
}

void tst_ui_Shell::draftsAreSaidAndSavedFromAnywhere()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    const auto *saved = named<ui::widgets::PlainLabel>(window, "savedState");
    QVERIFY(saved);
    QCOMPARE(saved->text(), u"All changes saved"_s);
    window.open(u"api/%1/settings"_s.arg(world.orders().text()));
    auto *name = named<QLineEdit>(window, "apiNameEdit");
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, u"Orders, again"_s);
    QCOMPARE(saved->text(), u"Changes not saved yet"_s);
    QVERIFY(window.isWindowModified());
    // Whatever else changes: Save stays possible while there is a draft.
    const auto other = world.editor.createClient(world.store.snapshot(), u"Other"_s);
    world.session.apply(other->changes, u"Create Other"_s);
    QVERIFY(window.actionSet().save->isEnabled());
    world.store.refresh();
    QTRY_VERIFY(world.store.isSettled());
    QVERIFY(window.actionSet().save->isEnabled());
    window.open(u"inspector"_s);
    QVERIFY(window.actionSet().save->isEnabled());
    window.actionSet().save->trigger();
    QCOMPARE(window.address(), u"api/%1/settings"_s.arg(world.orders().text()));
    QCOMPARE(world.store.snapshot().resourceServer(world.orders())->name, u"Orders, again"_s);
    QVERIFY(!window.isWindowModified());
    QTRY_COMPARE(saved->text(), u"All changes saved"_s);
}

void tst_ui_Shell::pageIsRememberedFromOneStartToTheNext()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    {
        MainWindow window(tests::partsOf(world));
        QVERIFY(tests::GuiHarness::show(window));
        window.showTenant();
        window.open(u"activity"_s);
        window.close();
    }
    MainWindow again(tests::partsOf(world));
    again.show();
    again.showTenant();
    QCOMPARE(again.address(), u"activity"_s);
    MainWindow asked(tests::partsOf(world));
    asked.open(u"inspector"_s);
    asked.showTenant();
    QCOMPARE(asked.address(), u"inspector"_s);
}

void tst_ui_Shell::failedSaveOffersAnotherTry()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    world.backend.failNextCommit(
        {.code = base::ErrorCode::StoreFull, .step = base::ErrorStep::Commit, .subject = {}, .detail = {}});
    const auto made = world.editor.createClient(world.store.snapshot(), u"Late"_s);
    world.session.apply(made->changes, u"Create Late"_s);
    QTRY_VERIFY(!world.store.snapshot().client(made->id));
    QPushButton *retry = nullptr;
    const QList<QPushButton *> buttons = window.findChildren<QPushButton *>(u"retryButton"_s);
    for (QPushButton *button : buttons) {
        if (button->isVisible())
            retry = button;
    }
    QVERIFY(retry);
    gui.picture(window, u"save-failed"_s);
    retry->click();
    QTRY_VERIFY(world.store.isSettled());
    QVERIFY(world.store.snapshot().client(made->id));
    QVERIFY(!retry->isVisible());
}

void tst_ui_Shell::deletedApiIsLeft()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(u"api/%1/scopes"_s.arg(world.orders().text()));
    const auto gone = world.editor.deleteApi(world.store.snapshot(), world.orders());
    QVERIFY(gone);
    world.store.submit(*gone); // as another process's commit arrives
    QVERIFY(!window.address().contains(world.orders().text()));
    QVERIFY(window.address().startsWith(u"api/"));
}

/// A list that only takes the keyboard must not take the person elsewhere.
void tst_ui_Shell::tabPassesByTheApis()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window, QSize(1240, 820)));
    window.showTenant();
    window.open(u"activity"_s);
    auto *list = window.findChild<QListView *>(u"apisList"_s);
    QVERIFY(list);
    list->setFocus(Qt::TabFocusReason);
    QTest::keyClick(list, Qt::Key_Tab);
    tests::GuiHarness::settle();
    QCOMPARE(window.address(), u"activity"_s);
    // An arrow does choose.
    list->setFocus(Qt::TabFocusReason);
    QTest::keyClick(list, Qt::Key_Down);
    QVERIFY2(window.address().startsWith(u"api/"), qPrintable(window.address()));
}

void tst_ui_Shell::everyPageHoldsWhatAPageMust_data()
{
    QTest::addColumn<settings::Theme>("theme");
    QTest::addColumn<qreal>("scale");
    QTest::newRow("light") << settings::Theme::Light << 1.0;
    QTest::newRow("dark") << settings::Theme::Dark << 1.0;
    QTest::newRow("light, 150 %") << settings::Theme::Light << 1.5;
}

void tst_ui_Shell::everyPageHoldsWhatAPageMust()
{
    QFETCH(settings::Theme, theme);
    QFETCH(qreal, scale);
    tests::GuiHarness gui(theme, scale);
    tests::TokenWorld world;
    QVERIFY(world.control.start());
    // Something for the activity page to tell.
    const auto made = world.editor.createClient(world.store.snapshot(), u"Reporting"_s);
    world.session.apply(made->changes, u"Create Reporting"_s);
    world.session.apply(*world.editor.renameClient(world.store.snapshot(), made->id, u"Reporting & audit"_s),
                        u"Rename"_s);
    tests::addPeople(world);
    QTRY_VERIFY(world.store.isSettled());
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window, scale > 1 ? QSize(1700, 1150) : QSize(1240, 820)));
    window.showTenant();
    QStringList problems;
    const QString api = u"api/%1/"_s.arg(world.orders().text());
    for (const QString &page :
         {api + u"quickstart"_s, api + u"settings"_s, api + u"scopes"_s, api + u"clients"_s, api + u"test"_s,
          u"clients"_s, u"users"_s, u"management"_s, u"issuers"_s, u"inspector"_s, u"activity"_s, u"settings"_s}) {
        window.open(page);
        tests::GuiHarness::settle();
        if (scale == 1.0)
            gui.picture(window, u"page-"_s + QString(page).replace(u'/', u'-').remove(world.orders().text()));
        const QStringList found = tests::walk(window);
        for (const QString &problem : found)
            problems.append(u"%1: %2"_s.arg(page.section(u'/', -1), problem));
    }
    problems.removeDuplicates();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

QTEST_MAIN(tst_ui_Shell)
#include "tst_ui_Shell.moc"
