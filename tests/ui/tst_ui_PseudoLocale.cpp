#include "tests/support/GuiHarness.h"
#include "tests/support/PseudoLocale.h"
#include "tests/ui/EveryDialog.h"
#include "tests/ui/EveryPage.h"
#include "tests/ui/FakeConnections.h"
#include "tests/ui/WidgetWalk.h"

#include <QPointer>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using ui::shell::MainWindow;

/// Every page and dialog in a language 40 % longer than English, from left to right and from right to left: no text is
/// clipped, nothing overlaps, nothing is where no scroll bar leads.
class tst_ui_PseudoLocale : public QObject
{
    Q_OBJECT

public:
    static void initMain()
    {
        const QByteArray config = qgetenv("GATEHOUSE_SOURCE_DIR") + "/tests/ui/small-screen.json";
        qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + config);
    }

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void stringsAreLonger();
    void everyPage_data();
    void everyPage();
    void everyDialog_data();
    void everyDialog();

private:
    std::unique_ptr<tests::GuiHarness> m_gui;
    std::unique_ptr<tests::PseudoLocale> m_locale;
    std::unique_ptr<tests::TokenWorld> m_world;
    std::unique_ptr<tests::FakeConnections> m_connections;
    std::unique_ptr<MainWindow> m_window;
};

namespace {

constexpr QSize smallScreen(1024, 600);

QStringList problemsOf(QWidget &root, const QString &name)
{
    QStringList problems = tests::clippedTexts(root) + tests::clippedHeaders(root) + tests::misplacedWidgets(root);
    problems.removeDuplicates();
    for (QString &problem : problems)
        problem.prepend(name + u": "_s);
    return problems;
}

} // namespace

void tst_ui_PseudoLocale::initTestCase()
{
    m_gui = std::make_unique<tests::GuiHarness>();
    m_locale = std::make_unique<tests::PseudoLocale>();
    m_world = std::make_unique<tests::TokenWorld>();
    tests::addPeople(*m_world);
    QTRY_VERIFY(m_world->store.isSettled());
    m_connections = std::make_unique<tests::FakeConnections>();
    m_connections->all.all = {tests::FakeConnections::acme()};
    MainWindow::Parts parts = tests::partsOf(*m_world);
    parts.connections = m_connections.get();
    m_window = std::make_unique<MainWindow>(parts);
    QVERIFY(tests::GuiHarness::show(*m_window, smallScreen));
    m_window->showTenant();
}

void tst_ui_PseudoLocale::cleanupTestCase()
{
    m_window.reset();
    m_connections.reset();
    m_world.reset();
    m_locale.reset();
    m_gui.reset();
}

void tst_ui_PseudoLocale::stringsAreLonger()
{
    QCOMPARE(tests::PseudoLocale::lengthened(u"%1 of %Ln scopes"_s).count(u'%'), 2);
    const QString text = u"Programs that request tokens."_s;
    QCOMPARE_GE(tests::PseudoLocale::lengthened(text).size(), text.size() * 135 / 100);
    QVERIFY(m_window->actionSet().createApi->text() != u"Create API…"_s);
}

void tst_ui_PseudoLocale::everyPage_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    for (const QSize size : {smallScreen, QSize(1366, 768)}) {
        QTest::addRow("%d-ltr", size.width()) << size << Qt::LeftToRight;
        QTest::addRow("%d-rtl", size.width()) << size << Qt::RightToLeft;
    }
}

void tst_ui_PseudoLocale::everyPage()
{
    QFETCH(const QSize, size);
    QFETCH(const Qt::LayoutDirection, direction);
    QApplication::setLayoutDirection(direction);
    QStringList problems;
    const QStringList pages = tests::everyPage(*m_world) + QStringList{u"connections"_s};
    for (const QString &page : pages) {
        m_window->open(page);
        m_window->resize(size);
        if (page == u"inspector"_s)
            m_window->pages().inspectorPage().setToken(m_world->goodToken());
        tests::GuiHarness::settle();
        QCOMPARE(m_window->address().section(u'/', 0, 0), page.section(u'/', 0, 0));
        const QString name = tests::pageName(page);
        m_gui->picture(*m_window, u"pseudo-%1-%2"_s.arg(QString::fromLatin1(QTest::currentDataTag()), name));
        problems += problemsOf(*m_window, name);
        if (m_window->size() != size)
            problems.append(
                u"%1: the window grows to %2x%3"_s.arg(name).arg(m_window->width()).arg(m_window->height()));
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void tst_ui_PseudoLocale::everyDialog_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("ltr") << Qt::LeftToRight;
    QTest::newRow("rtl") << Qt::RightToLeft;
}

void tst_ui_PseudoLocale::everyDialog()
{
    QFETCH(const Qt::LayoutDirection, direction);
    QApplication::setLayoutDirection(direction);
    m_window->resize(smallScreen);
    QStringList problems;
    const QStringList names = tests::everyDialog();
    for (const QString &name : names) {
        const QPointer<QDialog> dialog = tests::openDialog(*m_window, *m_world, name);
        QVERIFY2(dialog, qPrintable(name));
        tests::GuiHarness::settle();
        m_gui->picture(*dialog, u"pseudo-dialog-%1-%2"_s.arg(QString::fromLatin1(QTest::currentDataTag()), name));
        problems += problemsOf(*dialog, name);
        if (dialog->width() > smallScreen.width() || dialog->height() > smallScreen.height())
            problems.append(u"%1: %2x%3 does not fit"_s.arg(name).arg(dialog->width()).arg(dialog->height()));
        dialog->reject();
        QTRY_VERIFY(!dialog || !dialog->isVisible());
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

QTEST_MAIN(tst_ui_PseudoLocale)
#include "tst_ui_PseudoLocale.moc"
