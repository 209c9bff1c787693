#include "tests/store/ScriptedBackend.h"
#include "tests/support/GuiHarness.h"
#include "tests/ui/TokenWorld.h"
#include "ui/shell/MainWindow.h"

#include <QDialog>
#include <QPushButton>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using ui::shell::MainWindow;

namespace {

/// A tenant whose store takes changes when the test says so.
struct SlowWorld
{
    SlowWorld()
    {
        backend.stored = world.store.snapshot();
        store.load();
        if (!QTest::qWaitFor([this] { return store.isLoaded(); }))
            qFatal("the tenant does not load");
    }

    MainWindow::Parts parts()
    {
        return {.access = {store, world.editor, session, world.custody, world.settings, world.clock},
                .desk = &world.desk,
                .server = world.control,
                .flow = world.parts(),
                .inspector = world.inspector,
                .keys = world.crypto.keys(),
                .issuers = world.issuers,
                .storePath = u"/home/ada/.local/share/gatehouse/tenant.gatehouse"_s};
    }
    void change(const QString &name)
    {
        const auto made = world.editor.createClient(store.snapshot(), name);
        session.apply(made->changes, name);
    }

    tests::TokenWorld world;
    tests::ScriptedBackend backend;
    store::ResourceServerStore store{backend, {.user = u"tester"_s, .source = u"window"_s}};
    editing::EditSession session{store};
};

/// The window over it.
struct Leaving
{
    Leaving()
    {
        if (!tests::GuiHarness::show(window))
            qFatal("the window does not show");
        window.showTenant();
    }

    tests::GuiHarness gui;
    SlowWorld world;
    MainWindow window{world.parts()};
};

QDialog *dialogOf(const MainWindow &window)
{
    auto *dialog = window.findChild<QDialog *>(u"unwrittenChangesDialog"_s);
    return dialog && dialog->isVisible() ? dialog : nullptr;
}

} // namespace

/// The window closes when what was changed is saved, and not before unless a person says so.
class tst_ui_Leaving : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closesByItselfOnceSaved();
    void asksWhenItTakesLong();
    void asksAboutWhatIsHeld();
    void staysWhenTheLastChangeFails();
    void whatFailedMayBeLost();
    void asksAgainAfterWaiting();
    void asksAboutAClientToo();
};

void tst_ui_Leaving::closesByItselfOnceSaved()
{
    Leaving leaving;
    auto &[gui, world, window] = leaving;
    world.change(u"First"_s);
    world.change(u"Second"_s);
    window.close();
    QVERIFY(window.isVisible());
    while (!world.backend.waiting.empty()) {
        world.backend.answer();
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(!window.isVisible());
    QVERIFY(world.store.isSettled());
    QCOMPARE(world.backend.stored.clients.size(), world.world.store.snapshot().clients.size() + 2);
}

void tst_ui_Leaving::asksWhenItTakesLong()
{
    Leaving leaving;
    auto &[gui, world, window] = leaving;
    world.change(u"First"_s);
    window.close();
    QTRY_VERIFY(dialogOf(window));
    gui.picture(*dialogOf(window), u"unwritten-changes"_s);
    dialogOf(window)->reject(); // Stay here
    QTRY_VERIFY(!dialogOf(window));
    QVERIFY(window.isVisible());
    window.close();
    QTRY_VERIFY(dialogOf(window));
    // Saved while the dialog asks.
    world.backend.answer();
    QTRY_VERIFY(!window.isVisible());
}

void tst_ui_Leaving::asksAboutWhatIsHeld()
{
    Leaving leaving;
    auto &[gui, world, window] = leaving;
    world.change(u"First"_s);
    world.change(u"Second"_s);
    world.backend.refuse(base::ErrorCode::StoreFull);
    QTRY_VERIFY(world.store.hasHeld());
    window.close();
    QTRY_VERIFY(dialogOf(window));
    QVERIFY(window.isVisible());
    dialogOf(window)->findChild<QPushButton *>(u"loseButton"_s)->click();
    QTRY_VERIFY(!window.isVisible());
}

void tst_ui_Leaving::staysWhenTheLastChangeFails()
{
    Leaving leaving;
    auto &[gui, world, window] = leaving;
    world.change(u"First"_s);
    window.close();
    world.backend.refuse(base::ErrorCode::StoreFull);
    QTRY_VERIFY(world.store.isSettled());
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    QVERIFY(window.isVisible()); // the banner says what failed, and offers another try
    QVERIFY(!world.store.hasHeld());
    window.close();
    QVERIFY(window.isVisible());
    QVERIFY(dialogOf(window));
    dialogOf(window)->findChild<QPushButton *>(u"acceptButton"_s)->click(); // Try again
    QTRY_VERIFY(!world.backend.waiting.empty());
    world.backend.answer();
    QTRY_VERIFY(!window.isVisible());
    QCOMPARE(world.backend.stored.clients.size(), world.world.store.snapshot().clients.size() + 1);
}

void tst_ui_Leaving::whatFailedMayBeLost()
{
    Leaving leaving;
    auto &[gui, world, window] = leaving;
    world.change(u"First"_s);
    world.backend.refuse(base::ErrorCode::StoreFull);
    QTRY_VERIFY(world.store.isSettled());
    window.close();
    QVERIFY(dialogOf(window));
    dialogOf(window)->findChild<QPushButton *>(u"loseButton"_s)->click();
    QTRY_VERIFY(!window.isVisible());
    // Said once, for one close.
    window.show();
    window.close();
    QVERIFY(dialogOf(window));
}

void tst_ui_Leaving::asksAgainAfterWaiting()
{
    Leaving leaving;
    auto &[gui, world, window] = leaving;
    world.change(u"First"_s);
    window.close();
    QTRY_VERIFY(dialogOf(window));
    dialogOf(window)->accept(); // Wait
    QTRY_VERIFY(!dialogOf(window));
    window.close();
    QTRY_VERIFY(dialogOf(window));
    dialogOf(window)->findChild<QPushButton *>(u"loseButton"_s)->click();
    QTRY_VERIFY(!window.isVisible());
}

/// What is typed of a client's settings is asked about like what is typed of an API's.
void tst_ui_Leaving::asksAboutAClientToo()
{
    Leaving leaving;
    auto &[gui, world, window] = leaving;
    const domain::ClientApplication before = world.store.snapshot().clients.constFirst();
    editing::ClientDraft draft;
    draft.isFirstParty = !before.isFirstParty;
    world.session.drafts().setClient(before, draft);
    QVERIFY(window.isWindowModified());
    window.open(u"inspector"_s);
    window.close();
    QVERIFY(window.isVisible());
    QCOMPARE(window.address(), u"clients/%1"_s.arg(before.id.text()));
    auto *dialog = window.findChild<QDialog *>(u"unsavedChangesDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    dialog->findChild<QPushButton *>(u"acceptButton"_s)->click(); // Save
    QCOMPARE(world.store.snapshot().client(before.id)->isFirstParty, !before.isFirstParty);
    QVERIFY(world.session.drafts().isEmpty());
}

QTEST_MAIN(tst_ui_Leaving)
#include "tst_ui_Leaving.moc"
