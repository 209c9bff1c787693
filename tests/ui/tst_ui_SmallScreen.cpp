#include "tests/support/GuiHarness.h"
#include "tests/ui/EveryDialog.h"
#include "tests/ui/EveryPage.h"

#include <QAbstractButton>
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
    std::unique_ptr<tests::GuiHarness> m_gui;
    std::unique_ptr<tests::TokenWorld> m_world;
    std::unique_ptr<tests::FakeConnections> m_connections;
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
    m_connections = std::make_unique<tests::FakeConnections>();
    MainWindow::Parts parts = tests::partsOf(*m_world);
    parts.connections = m_connections.get();
    m_window = std::make_unique<MainWindow>(parts);
    QVERIFY(tests::GuiHarness::show(*m_window, screenSize));
    m_window->showTenant();
}

void tst_ui_SmallScreen::cleanup()
{
    m_window.reset();
    m_connections.reset();
    m_world.reset();
    m_gui.reset();
}

void tst_ui_SmallScreen::everyPageFits()
{
    QStringList problems;
    const QStringList pages = tests::everyPage(*m_world);
    for (const QString &page : pages) {
        m_window->open(page);
        m_window->resize(screenSize);
        tests::GuiHarness::settle();
        m_gui->picture(*m_window, u"small-"_s + tests::pageName(page));
        if (!fits(*m_window))
            problems.append(u"%1: %2"_s.arg(tests::pageName(page), sizes(*m_window)));
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void tst_ui_SmallScreen::everyDialogFits_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = tests::everyDialog();
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void tst_ui_SmallScreen::everyDialogFits()
{
    QFETCH(const QString, name);
    QDialog *dialog = tests::openDialog(*m_window, *m_world, name);
    QVERIFY(dialog);
    tests::GuiHarness::settle();
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
