#include "tests/support/GuiHarness.h"
#include "tests/ui/WidgetWalk.h"
#include "tests/ui/WindowWorld.h"
#include "ui/shell/FirstStepsCard.h"
#include "ui/widgets/PlainLabel.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using ui::shell::FirstStepsCard;
using ui::shell::MainWindow;
using Step = editing::FirstSteps::Step;

/// A new store leads to its first verified token, and a store in use is left alone.
class tst_ui_FirstSteps : public QObject
{
    Q_OBJECT

private:
    /// The tenant of the tests as a first start would have made it: all of it a sample.
    static store::StoreSnapshot freshTenant()
    {
        store::StoreSnapshot tenant = tests::TokenWorld::named(tests::TokenTenant::make());
        for (domain::ResourceServer &api : tenant.resourceServers)
            api.isSample = true;
        for (domain::ClientApplication &client : tenant.clients)
            client.isSample = true;
        return tenant;
    }
    static FirstStepsCard *card(const MainWindow &window)
    {
        return window.findChild<FirstStepsCard *>(u"firstSteps"_s);
    }
    static QPushButton *link(const MainWindow &window, const char *name)
    {
        return window.findChild<QPushButton *>(QLatin1StringView(name));
    }
    static void press(QPushButton *button) { QTest::mouseClick(button, Qt::LeftButton); }

private Q_SLOTS:
    void leadsToAVerifiedToken();
    void isReachedByKeyboard();
    void staysHidden();
    void storeInUseNeverShowsIt();
    void emptyTenantBeginsWithCreateApi();
};

void tst_ui_FirstSteps::leadsToAVerifiedToken()
{
    tests::GuiHarness gui;
    tests::TokenWorld world(freshTenant());
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window, {1280, 720}));
    window.showTenant();
    window.open(u"apis"_s);
    FirstStepsCard *steps = card(window);
    QVERIFY(steps->isVisible());
    QCOMPARE(steps->steps().next(), Step::Server);
    press(link(window, "firstStepServer"));
    QCOMPARE(window.address(), u"settings"_s);
    QVERIFY(!steps->isVisible()); // it stays with the APIs
    QVERIFY(world.control.start());
    QCOMPARE(steps->steps().next(), Step::Token);
    window.open(u"apis"_s);
    gui.picture(window, u"first-steps"_s);
    QVERIFY2(tests::walk(window).isEmpty(), qPrintable(tests::walk(window).join(u'\n')));
    press(link(window, "firstStepClient"));
    QVERIFY2(window.address().contains(u"/clients"), qPrintable(window.address()));
    press(link(window, "firstStepToken"));
    QCOMPARE(window.address(), u"api/%1/test"_s.arg(world.orders().text()));
    press(window.findChild<QPushButton *>(u"runTest"_s));
    QTRY_COMPARE(steps->steps().next(), Step::Verified);
    QCOMPARE(link(window, "firstStepToken")->accessibleName(), u"Request a token: done"_s);
    QCOMPARE(link(window, "firstStepVerified")->accessibleName(), u"Verify it in the inspector: next"_s);
    press(link(window, "firstStepVerified"));
    QCOMPARE(window.address(), u"inspector"_s);
    QVERIFY(!steps->steps().next());
    window.open(u"apis"_s);
    QVERIFY(steps->isVisible());
    gui.picture(window, u"first-steps-done"_s);
    // It has done its work: the next start does without it, closed or not.
    MainWindow next(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(next));
    next.showTenant();
    next.open(u"apis"_s);
    QVERIFY(!card(next)->isVisible());
}

void tst_ui_FirstSteps::isReachedByKeyboard()
{
    tests::GuiHarness gui;
    tests::TokenWorld world(freshTenant());
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(u"apis"_s);
    QPushButton *token = link(window, "firstStepToken");
    token->setFocus(Qt::TabFocusReason);
    QTest::keyClick(token, Qt::Key_Space);
    QVERIFY2(window.address().endsWith(u"/test"), qPrintable(window.address()));
    QPushButton *verified = link(window, "firstStepVerified");
    verified->setFocus(Qt::TabFocusReason);
    QTest::keyClick(verified, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), link(window, "firstStepsHide"));
}

void tst_ui_FirstSteps::staysHidden()
{
    tests::GuiHarness gui;
    tests::TokenWorld world(freshTenant());
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(u"apis"_s);
    press(link(window, "firstStepsHide"));
    QVERIFY(!card(window)->isVisible());
    window.open(u"activity"_s);
    window.open(u"apis"_s);
    QVERIFY(!card(window)->isVisible());
    MainWindow next(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(next));
    next.showTenant();
    next.open(u"apis"_s);
    QVERIFY(!card(next)->isVisible());
}

void tst_ui_FirstSteps::storeInUseNeverShowsIt()
{
    tests::GuiHarness gui;
    tests::TokenWorld world; // its APIs and clients are a person's own
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(u"apis"_s);
    QVERIFY(!card(window)->isVisible());
}

void tst_ui_FirstSteps::emptyTenantBeginsWithCreateApi()
{
    tests::GuiHarness gui;
    store::StoreSnapshot tenant = freshTenant();
    tenant.resourceServers.clear();
    tenant.grants.clear();
    tests::TokenWorld world(tenant);
    QVERIFY(world.control.start());
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(u"apis"_s);
    QCOMPARE(card(window)->steps().next(), Step::Api);
    press(link(window, "firstStepApi"));
    QVERIFY(window.findChild<QWidget *>(u"createApiDialog"_s));
    // What is under way stays so when the store is not fresh any more.
    const auto made = world.editor.createClient(world.store.snapshot(), u"Reporting"_s);
    world.store.submit(made->changes);
    MainWindow next(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(next));
    next.showTenant();
    next.open(u"apis"_s);
    QVERIFY(card(next)->isVisible());
}

QTEST_MAIN(tst_ui_FirstSteps)
#include "tst_ui_FirstSteps.moc"
