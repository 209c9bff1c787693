#include "tests/support/GuiHarness.h"
#include "tests/support/PseudoLocale.h"
#include "tests/ui/EveryDialog.h"
#include "tests/ui/EveryPage.h"
#include "tests/ui/Looks.h"
#include "tests/ui/WidgetWalk.h"

#include <QPointer>
#include <QScreen>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using tests::Language;
using tests::Look;
using ui::shell::MainWindow;

/// Every page and dialog in every look: no text is clipped, nothing overlaps or is where no scroll bar leads, margins
/// are alike, and what is read has contrast. GATEHOUSE_LOOKS=all takes all 81 looks, which is minutes, and
/// GATEHOUSE_PICTURES=FOLDER keeps what was seen.
class tst_ui_Looks : public QObject
{
    Q_OBJECT

public:
    static void initMain()
    {
        const QByteArray config = qgetenv("GATEHOUSE_SOURCE_DIR") + "/tests/ui/looks-screens.json";
        qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + config);
    }

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void everything_data();
    void everything();

private:
    void look(QWidget &shown, const QString &name, const Look &look, bool isDialog);

    std::unique_ptr<tests::TokenWorld> m_world;
    std::unique_ptr<tests::FakeConnections> m_connections;
    std::unique_ptr<tests::GuiHarness> m_gui;
    QStringList m_problems;
};

namespace {

/// The screen of that size; the largest has two pixels a point.
QScreen *screenOf(QSize size)
{
    const QList<QScreen *> screens = QGuiApplication::screens();
    for (QScreen *screen : screens) {
        if (screen->size() == size)
            return screen;
    }
    return nullptr;
}

} // namespace

void tst_ui_Looks::initTestCase()
{
    m_world = std::make_unique<tests::TokenWorld>();
    tests::addPeople(*m_world);
    QTRY_VERIFY(m_world->store.isSettled());
    m_connections = std::make_unique<tests::FakeConnections>();
    m_connections->all.all = {tests::FakeConnections::acme()};
}

void tst_ui_Looks::cleanupTestCase()
{
    m_connections.reset();
    m_world.reset();
}

void tst_ui_Looks::everything_data()
{
    QTest::addColumn<int>("index");
    const bool all = qEnvironmentVariable("GATEHOUSE_LOOKS") == u"all";
    const QList<Look> looks = all ? tests::everyLook() : tests::checkedLooks();
    for (int i = 0; i < looks.size(); ++i)
        QTest::newRow(qPrintable(looks[i].name())) << i;
}

void tst_ui_Looks::look(QWidget &shown, const QString &name, const Look &look, bool isDialog)
{
    tests::GuiHarness::settle();
    if (const QString folder = qEnvironmentVariable("GATEHOUSE_PICTURES"); !folder.isEmpty()) {
        QDir().mkpath(folder);
        shown.grab().save(u"%1/%2-%3.png"_s.arg(folder, name, look.name()));
    }
    QStringList problems = tests::clippedTexts(shown) + tests::clippedHeaders(shown) + tests::misplacedWidgets(shown) +
                           tests::unevenMargins(shown) + tests::crampedViews(shown);
    // Colors do not depend on the room that there is; the picture is nine times as large as what is shown.
    if (look.size.width() == tests::looks::sizes[0].width())
        problems += tests::faintTexts(shown);
    const QSize most = isDialog ? look.size - QSize(8, 8) : look.size;
    if (shown.width() > most.width() || shown.height() > most.height())
        problems.append(u"%1x%2 does not fit"_s.arg(shown.width()).arg(shown.height()));
    problems.removeDuplicates();
    for (const QString &problem : std::as_const(problems))
        m_problems.append(name + u": "_s + problem);
}

void tst_ui_Looks::everything()
{
    QFETCH(const int, index);
    const bool all = qEnvironmentVariable("GATEHOUSE_LOOKS") == u"all";
    const Look shown = (all ? tests::everyLook() : tests::checkedLooks()).at(index);
    const tests::GuiHarness gui(shown.theme, shown.percent / 100.0);
    std::unique_ptr<tests::PseudoLocale> locale;
    if (shown.language != Language::English)
        locale = std::make_unique<tests::PseudoLocale>();
    QApplication::setLayoutDirection(shown.language == Language::RightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    QScreen *screen = screenOf(shown.size);
    QVERIFY(screen);
    MainWindow::Parts parts = tests::partsOf(*m_world);
    parts.connections = m_connections.get();
    MainWindow window(parts);
    window.setScreen(screen);
    window.setGeometry(screen->geometry());
    QVERIFY(tests::GuiHarness::show(window, shown.size));
    window.showTenant();
    m_problems.clear();
    const QStringList pages = tests::everyPage(*m_world) + QStringList{u"connections"_s};
    for (const QString &page : pages) {
        window.open(page);
        window.resize(shown.size);
        if (page != u"inspector"_s) {
            look(window, tests::pageName(page), shown, false);
            continue;
        }
        auto &inspector = window.pages().inspectorPage();
        inspector.setToken(m_world->goodToken());
        look(window, u"inspector"_s, shown, false);
        inspector.setMode(ui::pages::InspectorPage::Mode::Compare);
        look(window, u"inspector-compare"_s, shown, false);
        inspector.setMode(ui::pages::InspectorPage::Mode::Many);
        look(window, u"inspector-many"_s, shown, false);
        inspector.setMode(ui::pages::InspectorPage::Mode::One);
    }
    const QStringList names = tests::everyDialog();
    for (const QString &name : names) {
        const QPointer<QDialog> dialog = tests::openDialog(window, *m_world, name);
        QVERIFY2(dialog, qPrintable(name));
        look(*dialog, u"dialog-"_s + name, shown, true);
        dialog->reject();
        QTRY_VERIFY(!dialog || !dialog->isVisible());
    }
    QVERIFY2(m_problems.isEmpty(), qPrintable(m_problems.join(u'\n')));
}

QTEST_MAIN(tst_ui_Looks)
#include "tst_ui_Looks.moc"
