#include "tests/support/GuiHarness.h"
#include "tests/ui/WindowWorld.h"
#include "ui/dialogs/AboutDialog.h"
#include "ui/shell/History.h"
#include "ui/shell/Palette.h"
#include "ui/shell/PaletteModel.h"
#include "ui/shell/RecentStores.h"

#include <QAction>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using ui::shell::History;
using ui::shell::MainWindow;
using ui::shell::PageAddress;
using ui::shell::Palette;

/// Ways through the window: back and forward, panes, the palette, stores that were open lately.
class tst_ui_Navigation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void historyForgetsWhatWasAhead();
    void historyPassesByWhatIsGone();
    void backAndForwardByKeyAndMouse();
    void titleNamesTenantAndStore();
    void keysLandWhereTypingMakesSense();
    void panesTakeTheKeyboardInTurn();
    void paletteHasEveryAction();
    void paletteFindsAndOpens();
    void paletteSaysWhyNot();
    void paletteRemembersWhatWasChosen();
    void recentStoresAreOffered();
    void aboutListsWhatIsBuiltIn();

private:
    Palette *openPalette()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_window->activateWindow(); // as a window manager does when the palette before has gone
        tests::GuiHarness::settle();
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        tests::GuiHarness::settle(); // the keyboard comes with the next events
        return m_window->findChild<Palette *>();
    }
    QString scopes() const { return u"api/%1/scopes"_s.arg(m_world->orders().text()); }

    std::unique_ptr<tests::GuiHarness> m_gui;
    std::unique_ptr<tests::TokenWorld> m_world;
    std::unique_ptr<MainWindow> m_window;
};

void tst_ui_Navigation::init()
{
    m_gui = std::make_unique<tests::GuiHarness>();
    m_world = std::make_unique<tests::TokenWorld>();
    m_window = std::make_unique<MainWindow>(tests::partsOf(*m_world));
    QVERIFY(tests::GuiHarness::show(*m_window, QSize(1240, 760)));
    m_window->showTenant();
}

void tst_ui_Navigation::cleanup()
{
    m_window.reset();
    m_world.reset();
    m_gui.reset();
}

void tst_ui_Navigation::historyForgetsWhatWasAhead()
{
    const auto at = [](const QString &text) { return *PageAddress::parse(text); };
    History history([](const PageAddress &) { return true; });
    QVERIFY(!history.back());
    history.arrive(at(u"clients"_s));
    history.arrive(at(u"clients"_s)); // where one is
    QVERIFY(!history.canGoBack());
    history.arrive(at(u"inspector"_s));
    history.arrive(at(u"activity"_s));
    QCOMPARE(history.back(), at(u"inspector"_s));
    QCOMPARE(history.back(), at(u"clients"_s));
    QVERIFY(!history.back());
    QCOMPARE(history.forward(), at(u"inspector"_s));
    history.arrive(at(u"settings"_s));
    QVERIFY(!history.canGoForward());
    QCOMPARE(history.back(), at(u"inspector"_s));
}

void tst_ui_Navigation::historyPassesByWhatIsGone()
{
    const auto at = [](const QString &text) { return *PageAddress::parse(text); };
    QString gone;
    History history([&gone](const PageAddress &address) { return address.toString() != gone; });
    for (const char *text : {"clients/a", "clients/b", "clients/a", "clients/c"})
        history.arrive(at(QString::fromLatin1(text)));
    gone = u"clients/b"_s;
    QCOMPARE(history.back(), at(u"clients/a"_s));
    QVERIFY(!history.canGoBack()); // behind what is gone there is the same page again
    gone = u"clients/c"_s;
    QVERIFY(!history.canGoForward());
}

void tst_ui_Navigation::backAndForwardByKeyAndMouse()
{
    m_window->open(scopes());
    m_window->open(u"clients"_s);
    const QString client = m_window->address();
    m_window->open(u"activity"_s);
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(m_window->address(), client);
    QTest::mouseClick(m_window->findChild<QListView *>(u"clientsList"_s)->viewport(), Qt::BackButton);
    QCOMPARE(m_window->address(), scopes());
    QTest::mouseClick(m_window->centralWidget(), Qt::ForwardButton);
    QCOMPARE(m_window->address(), client);
    QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(m_window->address(), u"activity"_s);
    QVERIFY(!m_window->actionSet().forward->isEnabled());
    // An API that is gone is not gone back to.
    m_window->open(scopes());
    m_window->open(u"activity"_s);
    QVERIFY(tests::isRidOfDrift(*m_world));
    m_world->store.submit(*m_world->editor.deleteApi(m_world->store.snapshot(), m_world->orders()));
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
    QVERIFY2(!m_window->address().contains(m_world->orders().text()), qPrintable(m_window->address()));
}

void tst_ui_Navigation::titleNamesTenantAndStore()
{
    const domain::Tenant nameless = m_world->store.snapshot().tenant;
    domain::Tenant named = nameless;
    named.name = u"Acme [*] Robotics"_s;
    domain::ChangeSet changes;
    changes.changes.append(domain::Changed<domain::Tenant>{nameless, named});
    m_world->store.submit(changes);
    tests::GuiHarness::settle();
    m_window->showTenant();
    QVERIFY2(m_window->windowTitle().startsWith(u"Acme [ * ] Robotics"_s), qPrintable(m_window->windowTitle()));
    QVERIFY2(m_window->windowTitle().contains(u"(tenant.gatehouse)"_s), qPrintable(m_window->windowTitle()));
    MainWindow opening(tests::partsOf(*m_world));
    QVERIFY2(opening.windowTitle().startsWith(u"tenant.gatehouse"_s), qPrintable(opening.windowTitle()));
}

void tst_ui_Navigation::keysLandWhereTypingMakesSense()
{
    const auto lands = [this](Qt::Key key) {
        QTest::keyClick(m_window.get(), key, Qt::ControlModifier);
        tests::GuiHarness::settle();
        return QApplication::focusWidget();
    };
    QCOMPARE(lands(Qt::Key_2)->objectName(), u"clientsFilter"_s);
    QWidget *token = lands(Qt::Key_4);
    QVERIFY(qobject_cast<QPlainTextEdit *>(token));
    QCOMPARE(token->objectName(), u"tokenEdit"_s);
    QCOMPARE(lands(Qt::Key_5)->objectName(), u"activityFilter"_s);
    m_window->open(scopes());
    QVERIFY(qobject_cast<QLineEdit *>(lands(Qt::Key_1)));
    // The server is not switched by a slip on the way to Save.
    QVERIFY(m_window->actionSet().server->shortcuts().isEmpty());
}

void tst_ui_Navigation::panesTakeTheKeyboardInTurn()
{
    m_window->open(u"clients"_s);
    QWidget *filter = m_window->findChild<QWidget *>(u"apisFilter"_s);
    filter->setFocus();
    QSet<QWidget *> seen{filter};
    QWidgetList order{filter};
    for (int i = 0; i < 12; ++i) {
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        QWidget *focus = QApplication::focusWidget();
        QVERIFY(focus);
        if (seen.contains(focus))
            break;
        seen.insert(focus);
        order.append(focus);
    }
    QCOMPARE(QApplication::focusWidget(), filter); // round, and back to where it was in that pane
    QCOMPARE(order.size(), 4);                     // navigation, list, client, status bar
    QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), order.last());
}

void tst_ui_Navigation::paletteHasEveryAction()
{
    const ui::shell::ActionSet &actions = m_window->actionSet();
    ui::shell::PaletteModel model(actions, m_world->store.snapshot(), {});
    const QList<QAction *> all = actions.findChildren<QAction *>();
    QVERIFY(all.size() > 15);
    for (const QAction *action : all) {
        if (!action->isVisible())
            continue; // it is only there while it is possible
        model.setText(ui::shell::ActionSet::title(*action));
        bool found = false;
        for (int row = 0; row < model.rowCount(); ++row)
            found = found || model.actionAt(row) == action;
        QVERIFY2(found, qPrintable(action->objectName()));
    }
}

void tst_ui_Navigation::paletteFindsAndOpens()
{
    m_window->open(u"activity"_s);
    Palette *palette = openPalette();
    QVERIFY(palette && palette->isVisible());
    auto *edit = palette->findChild<QLineEdit *>(u"paletteEdit"_s);
    auto *list = palette->findChild<QListView *>(u"paletteList"_s);
    m_gui->picture(*palette, u"palette"_s);
    const QString name = m_world->store.snapshot().client(m_world->alpha())->name;
    QTest::keyClicks(edit, name);
    m_gui->picture(*palette, u"palette-found"_s);
    QCOMPARE(list->model()->index(0, 0).data().toString(), name);
    QVERIFY(list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"Client"_s));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_window->address(), u"clients/%1"_s.arg(m_world->alpha().text()));
    // A command; the keyboard stays in the field while the list is walked.
    palette = openPalette();
    edit = palette->findChild<QLineEdit *>(u"paletteEdit"_s);
    list = palette->findChild<QListView *>(u"paletteList"_s);
    QTest::keyClicks(edit, u"inspector"_s);
    const int first = list->currentIndex().row();
    QTest::keyClick(edit, Qt::Key_Down);
    QTest::keyClick(edit, Qt::Key_Up);
    QCOMPARE(list->currentIndex().row(), first);
    QVERIFY(edit->hasFocus());
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_window->address(), u"inspector"_s);
    palette = openPalette();
    QTest::keyClicks(palette->findChild<QLineEdit *>(u"paletteEdit"_s), u"no such thing"_s);
    QVERIFY(palette->findChild<QWidget *>(u"paletteNone"_s)->isVisible());
}

void tst_ui_Navigation::paletteSaysWhyNot()
{
    QVERIFY(!m_window->actionSet().save->isEnabled());
    Palette *palette = openPalette();
    auto *edit = palette->findChild<QLineEdit *>(u"paletteEdit"_s);
    auto *list = palette->findChild<QListView *>(u"paletteList"_s);
    QTest::keyClicks(edit, u"save"_s);
    QVERIFY2(list->currentIndex().data(Qt::AccessibleTextRole).toString().contains(u"no unsaved changes"_s),
             qPrintable(list->currentIndex().data(Qt::AccessibleTextRole).toString()));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(palette->isVisible()); // nothing was done, and it says so
    // Whatever is not possible has a reason.
    ui::shell::ActionSet actions;
    const QList<QAction *> all = actions.findChildren<QAction *>();
    for (const QAction *action : all)
        QCOMPARE(actions.obstacle(*action).isEmpty(), action->isEnabled());
}

void tst_ui_Navigation::paletteRemembersWhatWasChosen()
{
    const auto choose = [this](const QString &text) {
        Palette *palette = openPalette();
        auto *edit = palette->findChild<QLineEdit *>(u"paletteEdit"_s);
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    };
    const QString name = m_world->store.snapshot().client(m_world->alpha())->name;
    choose(name);
    choose(u"activity"_s);
    const Palette *palette = openPalette();
    const auto *list = palette->findChild<QListView *>(u"paletteList"_s);
    QStringList first;
    for (int row = 0; row < 2; ++row)
        first.append(list->model()->index(row, 0).data().toString());
    QVERIFY2(first.contains(name) && first.contains(u"Activity"_s), qPrintable(first.join(u',')));
}

void tst_ui_Navigation::recentStoresAreOffered()
{
    const QTemporaryDir folder;
    const QString other = folder.filePath(u"other & more.gatehouse"_s);
    const QString gone = folder.filePath(u"gone.gatehouse"_s);
    QVERIFY(QFile(other).open(QIODevice::WriteOnly));
    for (const QString &path : {gone, other}) {
        QMenu menu;
        ui::shell::RecentStores(m_world->settings, path, menu, nullptr).remember();
    }
    QMenu menu;
    const ui::shell::RecentStores recent(m_world->settings, u"/elsewhere/tenant.gatehouse"_s, menu, nullptr);
    QCOMPARE(recent.others(), QStringList{other});
    QCOMPARE(menu.actions().size(), 1);
    QVERIFY(menu.actions().first()->text().contains(u"&&"_s));
    QSignalSpy opened(&recent, &ui::shell::RecentStores::openRequested);
    menu.actions().first()->trigger();
    QCOMPARE(opened.takeFirst().first().toString(), other);
}

void tst_ui_Navigation::aboutListsWhatIsBuiltIn()
{
    m_window->actionSet().about->trigger();
    auto *about = m_window->findChild<ui::dialogs::AboutDialog *>();
    QVERIFY(about && about->isVisible());
    m_gui->picture(*about, u"about"_s);
    const auto *table = about->findChild<QTableView *>(u"aboutLibraries"_s);
    QStringList names;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        names.append(table->model()->index(row, 0).data().toString());
        QVERIFY(!table->model()->index(row, 1).data().toString().isEmpty());
        QVERIFY(table->model()->index(row, 2).data().toString().startsWith(u"https://"_s));
    }
    QVERIFY(names.contains(u"Qt 6"_s) && names.contains(u"OpenSSL"_s) && names.size() > 10);
}

QTEST_MAIN(tst_ui_Navigation)
#include "tst_ui_Navigation.moc"
