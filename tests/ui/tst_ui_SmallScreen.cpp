#include "tests/support/GuiHarness.h"
#include "tests/ui/WindowWorld.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/dialogs/UnlockDialog.h"
#include "ui/pages/ClientsPage.h"
#include "ui/pages/InspectorPage.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialog>
#include <QScreen>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using ui::shell::MainWindow;

/// Every page and dialog on a screen of 1024 by 600 with the text at 150 %: they scroll rather than grow.
class tst_ui_SmallScreen : public QObject
{
    Q_OBJECT

public:
    static void initMain()
    {
        const QByteArray config = qgetenv("GATEHOUSE_SOURCE_DIR") + "/tests/ui/small-screen.json";
        qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + config);
    }

private Q_SLOTS:
    void init();
    void cleanup();
    void everyPageFits();
    void everyDialogFits_data();
    void everyDialogFits();

private:
    QString scopes() const { return u"api/%1/scopes"_s.arg(m_world->orders().text()); }

    std::unique_ptr<tests::GuiHarness> m_gui;
    std::unique_ptr<tests::TokenWorld> m_world;
    std::unique_ptr<MainWindow> m_window;
};

namespace {

constexpr QSize screenSize(1024, 600);

bool fits(const QWidget &widget)
{
    return widget.width() <= screenSize.width() && widget.height() <= screenSize.height() &&
           widget.minimumSizeHint().width() <= screenSize.width() &&
           widget.minimumSizeHint().height() <= screenSize.height();
}

QString sizes(const QWidget &widget)
{
    return u"%1x%2, at least %3x%4"_s.arg(widget.width())
        .arg(widget.height())
        .arg(widget.minimumSizeHint().width())
        .arg(widget.minimumSizeHint().height());
}

} // namespace

void tst_ui_SmallScreen::init()
{
    m_gui = std::make_unique<tests::GuiHarness>(settings::Theme::Light, 1.5);
    QCOMPARE(QGuiApplication::primaryScreen()->size(), screenSize);
    m_world = std::make_unique<tests::TokenWorld>();
    tests::addPeople(*m_world);
    QTRY_VERIFY(m_world->store.isSettled());
    m_window = std::make_unique<MainWindow>(tests::partsOf(*m_world));
    QVERIFY(tests::GuiHarness::show(*m_window, screenSize));
    m_window->showTenant();
}

void tst_ui_SmallScreen::cleanup()
{
    m_window.reset();
    m_world.reset();
    m_gui.reset();
}

void tst_ui_SmallScreen::everyPageFits()
{
    QStringList problems;
    const QString api = u"api/%1/"_s.arg(m_world->orders().text());
    for (const QString &page :
         {api + u"quickstart"_s, api + u"settings"_s, api + u"scopes"_s, api + u"clients"_s, api + u"test"_s,
          u"clients"_s, u"users"_s, u"issuers"_s, u"inspector"_s, u"activity"_s, u"settings"_s}) {
        m_window->open(page);
        m_window->resize(screenSize);
        tests::GuiHarness::settle();
        m_gui->picture(*m_window,
                       u"small-"_s + page.section(u'/', -1) + (page.startsWith(u"api"_s) ? u"-api"_s : QString()));
        if (!fits(*m_window))
            problems.append(u"%1: %2"_s.arg(page.section(u'/', -1), sizes(*m_window)));
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void tst_ui_SmallScreen::everyDialogFits_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"create-api", "create-client", "duplicate-api", "shortcuts", "about", "palette", "forge",
                             "paste-scopes", "create-user", "confirm", "unlock"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void tst_ui_SmallScreen::everyDialogFits()
{
    QFETCH(const QString, name);
    const ui::shell::ActionSet &actions = m_window->actionSet();
    const auto click = [this](const char *button) {
        auto *found = m_window->findChild<QAbstractButton *>(QString::fromLatin1(button));
        QVERIFY2(found, button);
        found->click();
    };
    m_window->open(scopes());
    if (name == u"create-api"_s)
        actions.createApi->trigger();
    else if (name == u"create-client"_s)
        actions.createClient->trigger();
    else if (name == u"duplicate-api"_s)
        actions.duplicate->trigger();
    else if (name == u"shortcuts"_s)
        actions.shortcuts->trigger();
    else if (name == u"about"_s)
        actions.about->trigger();
    else if (name == u"palette"_s)
        actions.palette->trigger();
    else if (name == u"paste-scopes"_s)
        click("pasteScopesButton");
    else if (name == u"forge"_s)
        m_window->pages().inspectorPage().forge();
    else if (name == u"confirm"_s)
        (new ui::dialogs::ConfirmDestructiveDialog(u"Delete everything?"_s,
                                                   u"Nothing works afterwards. "_s.repeated(20), u"Delete"_s,
                                                   u"everything"_s, m_window.get()))
            ->open();
    else if (name == u"unlock"_s)
        (new ui::dialogs::UnlockDialog(u"/home/ada/tenant.gatehouse"_s, m_window.get()))->open();
    else if (name == u"create-user"_s) {
        m_window->open(u"users"_s);
        click("createUserButton");
    }
    tests::GuiHarness::settle();
    QDialog *dialog = nullptr;
    const QList<QDialog *> dialogs = m_window->findChildren<QDialog *>();
    for (QDialog *each : dialogs) {
        if (each->isVisible())
            dialog = each;
    }
    QVERIFY(dialog);
    m_gui->picture(*dialog, u"small-dialog-"_s + name);
    QVERIFY2(fits(*dialog), qPrintable(sizes(*dialog)));
    // What ends a dialog is never off the screen.
    for (const QString &button : {u"acceptButton"_s, u"cancelButton"_s, u"closeButton"_s}) {
        if (const auto *found = dialog->findChild<QAbstractButton *>(button); found && found->isVisible())
            QVERIFY2(dialog->rect().contains(QRect(found->mapTo(dialog, QPoint()), found->size())), qPrintable(button));
    }
}

QTEST_MAIN(tst_ui_SmallScreen)
#include "tst_ui_SmallScreen.moc"
