#include "tests/support/GuiHarness.h"
#include "tests/ui/TokenWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/dialogs/CreateResourceServerDialog.h"
#include "ui/pages/ClientsPage.h"
#include "ui/shell/MainWindow.h"
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
using ui::shell::MainWindow;
using ui::shell::PageAddress;

namespace {

MainWindow::Parts partsOf(tests::TokenWorld &world)
{
    return {.access = world.access(),
            .server = world.control,
            .flow = world.parts(),
            .inspector = world.inspector,
            .keys = world.crypto.keys(),
            .storePath = QStringLiteral("/home/ada/.local/share/gatehouse/tenant.gatehouse")};
}

template <typename T> T *named(const QWidget &root, const char *name)
{
    return root.findChild<T *>(QString::fromLatin1(name));
}

/// One grant names a scope its API lost long ago: no rule would let it be made again, and every change of its client is
/// held against it. Gone with its API, once this is true.
bool isRidOfDrift(tests::TokenWorld &world)
{
    const store::StoreSnapshot &tenant = world.store.snapshot();
    world.store.submit(
        *world.editor.deleteApi(tenant, tenant.resourceServerByIdentifier(QStringLiteral("urn:drifted"))->id));
    return QTest::qWaitFor([&world] { return world.store.isSettled(); });
}

} // namespace

class TestShell : public QObject
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

void TestShell::addressesGoThereAndBack_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"apis", "api/65f0/scopes", "api/65f0", "clients", "clients/abc", "inspector", "activity", "settings"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestShell::addressesGoThereAndBack()
{
    QFETCH(QString, text);
    const std::optional<PageAddress> address = PageAddress::parse(text);
    QVERIFY(address);
    QCOMPARE(address->toString(), text);
}

void TestShell::whatIsNoAddressChangesNothing_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "nowhere", "inspector/x", "api/a/b/c", "../etc"})
        QTest::addRow("\"%s\"", text) << QString::fromLatin1(text);
}

void TestShell::whatIsNoAddressChangesNothing()
{
    QFETCH(QString, text);
    QVERIFY(!PageAddress::parse(text));
}

void TestShell::shortcutsAreGivenOutOnce()
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

void TestShell::pagesOpenByAddressAndByKey()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.open(QStringLiteral("activity"));
    QCOMPARE(window.address(), QString()); // nothing to show before the tenant is there
    window.showTenant();
    QCOMPARE(window.address(), QStringLiteral("activity"));
    window.open(QStringLiteral("api/%1/scopes").arg(world.orders().text()));
    QCOMPARE(window.address(), QStringLiteral("api/%1/scopes").arg(world.orders().text()));
    window.open(QStringLiteral("nowhere"));
    QCOMPARE(window.address(), QStringLiteral("api/%1/scopes").arg(world.orders().text()));
    const auto keys = std::to_array<std::pair<Qt::Key, QString>>(
        {{Qt::Key_3, QStringLiteral("inspector")},
         {Qt::Key_4, QStringLiteral("activity")},
         {Qt::Key_5, QStringLiteral("settings")},
         {Qt::Key_1, QStringLiteral("api/%1/scopes").arg(world.orders().text())}});
    for (const auto &[key, address] : keys) {
        QTest::keyClick(&window, key, Qt::ControlModifier);
        QCOMPARE(window.address(), address);
    }
    QTest::keyClick(&window, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    QTest::keyClick(&window, Qt::Key_F1);
    QPointer<ui::shell::ShortcutSheet> sheet = window.findChild<ui::shell::ShortcutSheet *>();
    QVERIFY(sheet && sheet->isVisible());
    gui.picture(*sheet, QStringLiteral("shortcuts"));
    QTest::keyClick(sheet, Qt::Key_Escape);
    QTRY_VERIFY(!sheet);
}

void TestShell::startFailureSaysWhatToDo()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showStartFailure({.code = base::ErrorCode::StoreTooNew,
                             .step = QStringLiteral("open store"),
                             .subject = QStringLiteral("/home/ada/tenant.gatehouse"),
                             .detail = {}});
    gui.picture(window, QStringLiteral("start-failure"));
    QSignalSpy retried(&window, &MainWindow::retryRequested);
    auto *retry = named<QWidget>(window, "startPage")->findChild<QPushButton *>(QStringLiteral("retryButton"));
    QVERIFY(retry && retry->isVisible());
    QVERIFY(!window.actionSet().createApi->isEnabled());
    retry->click();
    QCOMPARE(retried.count(), 1);
    window.showOpening();
    QVERIFY(!retry->isVisible());
    window.showTenant();
    QVERIFY(window.actionSet().createApi->isEnabled());
}

void TestShell::createApiShowsItsQuickStart()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier);
    auto *dialog = window.findChild<ui::dialogs::CreateResourceServerDialog *>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->nameEdit()->edit(), QStringLiteral("Invoices"));
    QTest::keyClicks(dialog->identifierEdit()->edit(), QStringLiteral("urn:invoices"));
    QTest::mouseClick(dialog->acceptButton(), Qt::LeftButton);
    const domain::ResourceServer *api =
        world.store.snapshot().resourceServerByIdentifier(QStringLiteral("urn:invoices"));
    QVERIFY(api);
    QCOMPARE(window.address(), QStringLiteral("api/%1/quickstart").arg(api->id.text()));
    auto *list = named<QListView>(window, "apisList");
    QCOMPARE(list->currentIndex().data().toString(), QStringLiteral("Invoices"));
    // Undo takes it back, and the page of what is gone is left.
    QTRY_VERIFY(world.store.isSettled());
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!world.store.snapshot().resourceServerByIdentifier(QStringLiteral("urn:invoices")));
    QVERIFY(!window.address().contains(api->id.text()));
}

void TestShell::deletedClientComesBackByUndo()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(QStringLiteral("clients/%1").arg(world.alpha().text()));
    QVERIFY(isRidOfDrift(world));
    const domain::ClientApplication before = *world.store.snapshot().client(world.alpha());
    const qsizetype grants = world.store.snapshot().grants.size();
    named<QPushButton>(window, "deleteClientButton")->click();
    QVERIFY(!world.store.snapshot().client(world.alpha()));
    QVERIFY(world.store.snapshot().grants.size() < grants);
    auto *toast = window.findChild<ui::widgets::Toast *>();
    QVERIFY(toast && toast->isVisible());
    gui.picture(window, QStringLiteral("undo-toast"));
    QTRY_VERIFY(world.store.isSettled());
    QTest::mouseClick(toast->actionButton(), Qt::LeftButton);
    QTRY_VERIFY(world.store.snapshot().client(world.alpha()));
    QVERIFY(*world.store.snapshot().client(world.alpha()) == before);
    QCOMPARE(world.store.snapshot().grants.size(), grants);
    // A newer change takes the offer away: Undo would take that one back.
    named<QPushButton>(window, "deleteClientButton")->click();
    QPointer<ui::widgets::Toast> offer = window.findChild<ui::widgets::Toast *>();
    const auto more = world.editor.createClient(world.store.snapshot(), QStringLiteral("Another"));
    world.session.apply(more->changes, QStringLiteral("Create another"));
    QTRY_VERIFY(!offer);
}

void TestShell::clientsAreRenamedInPlace()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(QStringLiteral("clients/%1").arg(world.alpha().text()));
    QVERIFY(isRidOfDrift(world));
    auto *name = named<QLineEdit>(window, "clientNameEdit");
    const auto type = [name](const QString &text) {
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, text);
        QTest::keyClick(name, Qt::Key_Return);
    };
    type(QStringLiteral(" Renamed "));
    QCOMPARE(world.store.snapshot().client(world.alpha())->name, QStringLiteral("Renamed"));
    QCOMPARE(name->text(), QStringLiteral("Renamed"));
    const auto other = world.editor.createClient(world.store.snapshot(), QStringLiteral("Taken"));
    world.session.apply(other->changes, QStringLiteral("Create another"));
    type(QStringLiteral("Taken"));
    QCOMPARE(world.store.snapshot().client(world.alpha())->name, QStringLiteral("Renamed"));
    QCOMPARE(name->text(), QStringLiteral("Taken")); // what was typed stays, to be mended
}

void TestShell::apisSectionHidesWithItsActions()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(QStringLiteral("settings"));
    auto *toggle = window.findChild<QAbstractButton *>(QStringLiteral("apisSectionSwitch"));
    QVERIFY(toggle && toggle->isChecked());
    toggle->click();
    QVERIFY(!world.store.snapshot().tenant.apisSectionEnabled);
    QVERIFY(!window.findChild<QWidget *>(QStringLiteral("apisSection"))->isVisible());
    QVERIFY(!window.actionSet().createApi->isEnabled());
    QVERIFY(!window.actionSet().apis->isVisible());
    window.open(QStringLiteral("api/%1/scopes").arg(world.orders().text()));
    QVERIFY2(window.address().startsWith(u"clients"), qPrintable(window.address()));
    // Of a client it is said why its APIs cannot be gone to, and no button pretends otherwise.
    const auto *hint = window.findChild<QWidget *>(QStringLiteral("sectionOffHint"));
    QVERIFY(hint && hint->isVisible());
    QVERIFY(!window.findChild<QWidget *>(QStringLiteral("openGrantButton")));
    window.open(QStringLiteral("settings"));
    toggle->click();
    QVERIFY(window.findChild<QWidget *>(QStringLiteral("apisSection"))->isVisible());
    QVERIFY(window.actionSet().createApi->isEnabled());
    QVERIFY(window.findChild<QWidget *>(QStringLiteral("openGrantButton")));
}

void TestShell::draftsAreSaidAndSavedFromAnywhere()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    const auto *saved = named<ui::widgets::PlainLabel>(window, "savedState");
    QVERIFY(saved);
    QCOMPARE(saved->text(), QStringLiteral("All changes saved"));
    window.open(QStringLiteral("api/%1/settings").arg(world.orders().text()));
    auto *name = named<QLineEdit>(window, "apiNameEdit");
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("Orders, again"));
    QCOMPARE(saved->text(), QStringLiteral("Changes not saved yet"));
    QVERIFY(window.isWindowModified());
    window.open(QStringLiteral("inspector"));
    QVERIFY(window.actionSet().save->isEnabled());
    window.actionSet().save->trigger();
    QCOMPARE(window.address(), QStringLiteral("api/%1/settings").arg(world.orders().text()));
    QCOMPARE(world.store.snapshot().resourceServer(world.orders())->name, QStringLiteral("Orders, again"));
    QVERIFY(!window.isWindowModified());
    QTRY_COMPARE(saved->text(), QStringLiteral("All changes saved"));
}

void TestShell::pageIsRememberedFromOneStartToTheNext()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    {
        MainWindow window(partsOf(world));
        QVERIFY(tests::GuiHarness::show(window));
        window.showTenant();
        window.open(QStringLiteral("activity"));
        window.close();
    }
    MainWindow again(partsOf(world));
    again.show();
    again.showTenant();
    QCOMPARE(again.address(), QStringLiteral("activity"));
    MainWindow asked(partsOf(world));
    asked.open(QStringLiteral("inspector"));
    asked.showTenant();
    QCOMPARE(asked.address(), QStringLiteral("inspector"));
}

void TestShell::failedSaveOffersAnotherTry()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    world.backend.failNextCommit(
        {.code = base::ErrorCode::StoreFull, .step = QStringLiteral("commit"), .subject = {}, .detail = {}});
    const auto made = world.editor.createClient(world.store.snapshot(), QStringLiteral("Late"));
    world.session.apply(made->changes, QStringLiteral("Create Late"));
    QTRY_VERIFY(!world.store.snapshot().client(made->id));
    QPushButton *retry = nullptr;
    const QList<QPushButton *> buttons = window.findChildren<QPushButton *>(QStringLiteral("retryButton"));
    for (QPushButton *button : buttons) {
        if (button->isVisible())
            retry = button;
    }
    QVERIFY(retry);
    gui.picture(window, QStringLiteral("save-failed"));
    retry->click();
    QTRY_VERIFY(world.store.isSettled());
    QVERIFY(world.store.snapshot().client(made->id));
    QVERIFY(!retry->isVisible());
}

void TestShell::deletedApiIsLeft()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(QStringLiteral("api/%1/scopes").arg(world.orders().text()));
    const auto gone = world.editor.deleteApi(world.store.snapshot(), world.orders());
    QVERIFY(gone);
    world.store.submit(*gone); // as another process's commit arrives
    QVERIFY(!window.address().contains(world.orders().text()));
    QVERIFY(window.address().startsWith(u"api/"));
}

/// A list that only takes the keyboard must not take the person elsewhere.
void TestShell::tabPassesByTheApis()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(partsOf(world));
    QVERIFY(tests::GuiHarness::show(window, QSize(1240, 820)));
    window.showTenant();
    window.open(QStringLiteral("activity"));
    auto *list = window.findChild<QListView *>(QStringLiteral("apisList"));
    QVERIFY(list);
    list->setFocus(Qt::TabFocusReason);
    QTest::keyClick(list, Qt::Key_Tab);
    tests::GuiHarness::settle();
    QCOMPARE(window.address(), QStringLiteral("activity"));
    // An arrow does choose.
    list->setFocus(Qt::TabFocusReason);
    QTest::keyClick(list, Qt::Key_Down);
    QVERIFY2(window.address().startsWith(u"api/"), qPrintable(window.address()));
}

void TestShell::everyPageHoldsWhatAPageMust_data()
{
    QTest::addColumn<settings::Theme>("theme");
    QTest::addColumn<qreal>("scale");
    QTest::newRow("light") << settings::Theme::Light << 1.0;
    QTest::newRow("dark") << settings::Theme::Dark << 1.0;
    QTest::newRow("light, 150 %") << settings::Theme::Light << 1.5;
}

void TestShell::everyPageHoldsWhatAPageMust()
{
    QFETCH(settings::Theme, theme);
    QFETCH(qreal, scale);
    tests::GuiHarness gui(theme, scale);
    tests::TokenWorld world;
    QVERIFY(world.control.start());
    // Something for the activity page to tell.
    const auto made = world.editor.createClient(world.store.snapshot(), QStringLiteral("Reporting"));
    world.session.apply(made->changes, QStringLiteral("Create Reporting"));
    world.session.apply(
        *world.editor.renameClient(world.store.snapshot(), made->id, QStringLiteral("Reporting & audit")),
        QStringLiteral("Rename"));
    QTRY_VERIFY(world.store.isSettled());
    MainWindow window(partsOf(world));
    QVERIFY(tests::GuiHarness::show(window, scale > 1 ? QSize(1700, 1150) : QSize(1240, 820)));
    window.showTenant();
    QStringList problems;
    const QString api = QStringLiteral("api/%1/").arg(world.orders().text());
    for (const QString &page :
         {api + QStringLiteral("quickstart"), api + QStringLiteral("settings"), api + QStringLiteral("scopes"),
          api + QStringLiteral("clients"), api + QStringLiteral("test"), QStringLiteral("clients"),
          QStringLiteral("inspector"), QStringLiteral("activity"), QStringLiteral("settings")}) {
        window.open(page);
        tests::GuiHarness::settle();
        if (scale == 1.0)
            gui.picture(window,
                        QStringLiteral("page-") + QString(page).replace(u'/', u'-').remove(world.orders().text()));
        const QStringList found = tests::walk(window);
        for (const QString &problem : found)
            problems.append(QStringLiteral("%1: %2").arg(page.section(u'/', -1), problem));
    }
    problems.removeDuplicates();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

QTEST_MAIN(TestShell)
#include "tst_ui_shell.moc"
