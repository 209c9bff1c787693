#include "tests/support/GuiHarness.h"
#include "tests/ui/EveryPage.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ContentColumn.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using ui::shell::MainWindow;
using ui::widgets::ContentColumn;

/// From page to page nothing jumps: titles are in one place, contents begin and end at the same edges, in every size.
class tst_ui_PageSizes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pagesLineUp_data();
    void pagesLineUp();
    void navigationIsOneList_data();
    void navigationIsOneList();

private:
    std::unique_ptr<tests::GuiHarness> m_gui;
    std::unique_ptr<tests::TokenWorld> m_world;
};

namespace {

/// Those that are no part of another.
QList<ContentColumn *> columnsOf(const QWidget &page)
{
    QList<ContentColumn *> columns = page.findChildren<ContentColumn *>();
    columns.removeIf([&](const ContentColumn *column) {
        for (const QWidget *at = column->parentWidget(); at && at != &page; at = at->parentWidget()) {
            if (qobject_cast<const ContentColumn *>(at))
                return true;
        }
        return !column->isVisible();
    });
    return columns;
}

/// The title of a page: the first label in its largest font.
const QLabel *titleOf(const QWidget &page)
{
    const QLabel *title = nullptr;
    const QList<QLabel *> labels = page.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible() && (!title || label->font().pointSizeF() > title->font().pointSizeF()))
            title = label;
    }
    return title;
}

} // namespace

void tst_ui_PageSizes::initTestCase()
{
    m_gui = std::make_unique<tests::GuiHarness>();
    m_world = std::make_unique<tests::TokenWorld>();
    tests::addPeople(*m_world);
    QTRY_VERIFY(m_world->store.isSettled());
}

void tst_ui_PageSizes::pagesLineUp_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1024x600") << QSize(1024, 600);
    QTest::newRow("1280x720") << QSize(1280, 720);
    QTest::newRow("2560x1440") << QSize(2560, 1440);
}

void tst_ui_PageSizes::pagesLineUp()
{
    QFETCH(const QSize, size);
    MainWindow window(tests::partsOf(*m_world));
    QVERIFY(tests::GuiHarness::show(window, size));
    window.showTenant();
    QStringList problems;
    std::optional<QPoint> titleAt;
    const QStringList pages = tests::everyPage(*m_world);
    for (const QString &address : pages) {
        const QString name = tests::pageName(address);
        window.open(address);
        if (address == u"inspector"_s)
            window.pages().inspectorPage().setToken(m_world->goodToken());
        tests::GuiHarness::settle();
        const QWidget &page = *window.pages().currentWidget();
        m_gui->picture(window, u"%1-%2"_s.arg(QString::fromLatin1(QTest::currentDataTag()), name));
        const QLabel *title = titleOf(page);
        QVERIFY2(title, qPrintable(address));
        const QPoint at = title->mapTo(&page, QPoint(0, title->height() / 2));
        if (!titleAt)
            titleAt = at;
        if (at != *titleAt)
            problems.append(u"%1: its title “%2” is at %3,%4 and not at %5,%6"_s.arg(name, title->text())
                                .arg(at.x())
                                .arg(at.y())
                                .arg(titleAt->x())
                                .arg(titleAt->y()));
        const int wide = ui::theme::spacing::wide;
        const int most = page.fontMetrics().averageCharWidth() * ui::widgets::contentCharacters;
        const int width = std::min(page.width() - 2 * wide, most);
        const QList<QScrollArea *> areas = page.findChildren<QScrollArea *>();
        for (const QScrollArea *area : areas) {
            if (area->isVisible() && area->horizontalScrollBar()->isVisible())
                problems.append(
                    u"%1: it scrolls sideways by %2"_s.arg(name).arg(area->horizontalScrollBar()->maximum()));
        }
        const QList<ContentColumn *> columns = columnsOf(page);
        if (columns.isEmpty())
            problems.append(u"%1: has no content column"_s.arg(name));
        for (const ContentColumn *column : columns) {
            const int left = column->mapTo(&page, QPoint()).x();
            // Where panes scroll within it, the last margin is theirs.
            if (left != wide || column->width() < width || column->width() - width > ui::theme::spacing::medium)
                problems.append(u"%1: its content is at %2 and %3 wide, not at %4 and %5 wide"_s.arg(name)
                                    .arg(left)
                                    .arg(column->width())
                                    .arg(wide)
                                    .arg(width));
        }
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void tst_ui_PageSizes::navigationIsOneList_data()
{
    pagesLineUp_data();
}

void tst_ui_PageSizes::navigationIsOneList()
{
    QFETCH(const QSize, size);
    MainWindow window(tests::partsOf(*m_world));
    QVERIFY(tests::GuiHarness::show(window, size));
    window.showTenant();
    tests::GuiHarness::settle();
    const auto *list = window.findChild<QListView *>(u"apisList"_s);
    const auto *clients = window.findChild<QPushButton *>(u"clientsSection"_s);
    const auto *settings = window.findChild<QPushButton *>(u"settingsSection"_s);
    const QModelIndex last = list->model()->index(list->model()->rowCount() - 1, 0);
    const int listEnd = list->viewport()->mapTo(&window, list->visualRect(last).bottomLeft()).y();
    const int next = clients->mapTo(&window, QPoint()).y();
    QVERIFY2(next - listEnd <= ui::theme::spacing::large, qPrintable(u"a void of %1"_s.arg(next - listEnd)));
    QVERIFY(settings->mapTo(&window, QPoint(0, settings->height())).y() <= window.height());
    // Many APIs scroll in the room that is left; the sections stay in view.
    store::StoreSnapshot many = m_world->store.snapshot();
    domain::ResourceServer api = many.resourceServers.first();
    domain::ChangeSet changes;
    for (int i = 0; i < 60; ++i) {
        api.id = domain::ResourceServerId(u"%1"_s.arg(i, 24, 10, QChar(u'0')));
        api.name = u"API %1"_s.arg(i);
        api.identifier = u"urn:many:%1"_s.arg(i);
        changes.create(api);
    }
    m_world->store.submit(changes);
    tests::GuiHarness::settle();
    QVERIFY(settings->mapTo(&window, QPoint(0, settings->height())).y() <= window.height());
    QVERIFY(list->height() >= 3 * list->sizeHintForRow(0));
    m_gui->picture(window, u"%1-many-apis"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
    m_world->store.submit(changes.inverse());
    QTRY_VERIFY(m_world->store.isSettled());
}

QTEST_MAIN(tst_ui_PageSizes)
#include "tst_ui_PageSizes.moc"
