#include "tests/support/GuiHarness.h"
#include "tests/ui/FakeConnections.h"
#include "tests/ui/WidgetWalk.h"
#include "tests/ui/WindowWorld.h"
#include "ui/dialogs/HelpDialog.h"
#include "ui/pages/InspectorPage.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using ui::dialogs::HelpDialog;
using ui::shell::MainWindow;

/// F1 says what a page is for, and a finding leads to the page about its kind.
class tst_ui_Help : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPageHasHelp();
    void findingLeadsToItsKind();
    void topicsAreFoundByWords();
};

void tst_ui_Help::everyPageHasHelp()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    tests::FakeConnections connections;
    MainWindow::Parts parts = tests::partsOf(world);
    parts.connections = &connections;
    MainWindow window(parts);
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    const QString api = u"api/%1/"_s.arg(world.orders().text());
    QStringList shown;
    for (const QString &address :
         {api + u"quickstart"_s, api + u"settings"_s, api + u"scopes"_s, api + u"clients"_s, api + u"test"_s}) {
        window.open(address);
        window.actionSet().help->trigger();
        shown.append(window.findChild<HelpDialog *>()->currentId());
    }
    for (QAction *section : {window.actionSet().clients, window.actionSet().users, window.actionSet().management,
                             window.actionSet().issuers, window.actionSet().connections, window.actionSet().inspector,
                             window.actionSet().activity, window.actionSet().settings}) {
        section->trigger();
        window.actionSet().help->trigger();
        shown.append(window.findChild<HelpDialog *>()->currentId());
    }
    QCOMPARE(shown, ui::text::helpPageIds()); // each another, and all of them
    QPointer<HelpDialog> help = window.findChild<HelpDialog *>();
    QVERIFY(help->isVisible() && !help->isModal());
    help->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(help));
    QTRY_VERIFY(help->isAncestorOf(QApplication::focusWidget()));
    tests::GuiHarness::settle();
    gui.picture(*help, u"help"_s);
    QVERIFY2(tests::walk(*help).isEmpty(), qPrintable(tests::walk(*help).join(u'\n')));
    const QList<QLabel *> labels = help->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
    QTest::keyClick(help, Qt::Key_Escape);
    QTRY_VERIFY(!help);
}

void tst_ui_Help::findingLeadsToItsKind()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window, {1280, 720}));
    window.showTenant();
    window.open(u"inspector"_s);
    window.pages().inspectorPage().setToken(tests::TokenWorld::encoded("{\"alg\":\"none\"}") + '.' +
                                            tests::TokenWorld::encoded(world.claims()) + '.');
    tests::GuiHarness::settle();
    auto *list = window.findChild<QListView *>(u"findingsList"_s);
    QVERIFY(list->isVisible());
    list->setFocus();
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(&window, Qt::Key_F1);
    auto *help = window.findChild<HelpDialog *>();
    QVERIFY(help);
    const QString id = help->currentId();
    QVERIFY2(id.startsWith(u"finding/"), qPrintable(id));
    gui.picture(*help, u"help-finding"_s);
    // The same by the button; the window of help is one.
    help->showPage(u"inspector"_s);
    window.activateWindow();
    QTest::mouseClick(window.findChild<QPushButton *>(u"findingsHelp"_s), Qt::LeftButton);
    QCOMPARE(window.findChildren<HelpDialog *>().size(), 1);
    QCOMPARE(help->currentId(), id);
}

void tst_ui_Help::topicsAreFoundByWords()
{
    tests::GuiHarness gui;
    HelpDialog help;
    help.showPage(u"test"_s);
    QVERIFY(tests::GuiHarness::show(help, {900, 560}));
    const auto *list = help.findChild<QListView *>(u"helpTopics"_s);
    const int all = list->model()->rowCount();
    QCOMPARE(all, ui::text::helpPageIds().size() + ui::text::helpFindingIds().size());
    help.findChild<QLineEdit *>(u"helpFilter"_s)->setText(u"expired"_s);
    QVERIFY(list->model()->rowCount() > 0 && list->model()->rowCount() < all);
    // What is shown stays until another is chosen; a page beyond the filter clears it.
    QCOMPARE(help.currentId(), u"test"_s);
    help.showPage(u"users"_s);
    QVERIFY(help.shownText().startsWith(u"Users\n"));
    QCOMPARE(list->model()->rowCount(), all);
}

QTEST_MAIN(tst_ui_Help)
#include "tst_ui_Help.moc"
