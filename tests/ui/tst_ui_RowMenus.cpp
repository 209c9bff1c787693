#include "tests/support/GuiHarness.h"
#include "tests/ui/EveryPage.h"
#include "ui/widgets/RowMenu.h"

#include <QClipboard>
#include <QListView>
#include <QMenu>
#include <QPointer>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using ui::shell::MainWindow;
using ui::widgets::RowMenu;

/// Every table and list of every page has the menu of its rows, and copies them as text, CSV and JSON.
class tst_ui_RowMenus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyListHasOne();
    void favoritesComeFirst();

private:
    std::unique_ptr<tests::GuiHarness> m_gui;
    std::unique_ptr<tests::TokenWorld> m_world;
};

void tst_ui_RowMenus::initTestCase()
{
    m_gui = std::make_unique<tests::GuiHarness>();
    m_world = std::make_unique<tests::TokenWorld>();
    tests::addPeople(*m_world);
    QTRY_VERIFY(m_world->store.isSettled());
}

void tst_ui_RowMenus::everyListHasOne()
{
    MainWindow window(tests::partsOf(*m_world));
    QVERIFY(tests::GuiHarness::show(window, {1280, 860}));
    window.showTenant();
    QStringList problems;
    int seen = 0;
    const QStringList pages = tests::everyPage(*m_world);
    for (const QString &page : pages) {
        window.open(page);
        if (page == u"inspector"_s)
            window.pages().inspectorPage().setToken(m_world->goodToken());
        tests::GuiHarness::settle();
        const QList<QAbstractItemView *> views = window.findChildren<QAbstractItemView *>();
        for (QAbstractItemView *view : views) {
            // The list of a combo box, and headings, which are views as well.
            if (!view->isVisible() || view->inherits("QComboBoxListView") || view->inherits("QHeaderView"))
                continue;
            ++seen;
            auto *menu = view->findChild<RowMenu *>(Qt::FindDirectChildrenOnly);
            if (!menu) {
                problems.append(u"%1: %2"_s.arg(tests::pageName(page), view->objectName()));
                continue;
            }
            if (view->model()->rowCount() == 0)
                continue;
            const QItemSelection before = view->selectionModel()->selection();
            const QSignalBlocker quiet(view->selectionModel()); // selecting an API opens it
            view->selectionModel()->select(view->model()->index(0, 0),
                                           QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
            for (const ui::widgets::RowFormat format :
                 {ui::widgets::RowFormat::Text, ui::widgets::RowFormat::Csv, ui::widgets::RowFormat::Json}) {
                QGuiApplication::clipboard()->clear();
                menu->copy(format);
                if (QGuiApplication::clipboard()->text().isEmpty())
                    problems.append(u"%1: %2 copies nothing"_s.arg(tests::pageName(page), view->objectName()));
            }
            view->selectionModel()->select(before, QItemSelectionModel::ClearAndSelect);
        }
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    QVERIFY2(seen > 20, qPrintable(QString::number(seen)));
}

void tst_ui_RowMenus::favoritesComeFirst()
{
    MainWindow window(tests::partsOf(*m_world));
    QVERIFY(tests::GuiHarness::show(window, {1280, 860}));
    window.showTenant();
    tests::GuiHarness::settle();
    auto *list = window.findChild<QListView *>(u"apisList"_s);
    const QString second = list->model()->index(1, 0).data().toString();
    const auto toggle = [list](int row) {
        list->setCurrentIndex(list->model()->index(row, 0));
        const QPointer<QMenu> menu = list->findChild<RowMenu *>(Qt::FindDirectChildrenOnly)->make();
        menu->findChild<QAction *>(u"favoriteAction"_s)->trigger();
        delete menu;
    };
    toggle(1);
    QCOMPARE(list->model()->index(0, 0).data().toString(), second);
    QCOMPARE(list->currentIndex().data().toString(), second); // it stays the one that is shown
    m_gui->picture(window, u"favorites"_s);
    // Another window has them as well.
    MainWindow other(tests::partsOf(*m_world));
    QCOMPARE(other.findChild<QListView *>(u"apisList"_s)->model()->index(0, 0).data().toString(), second);
    toggle(0);
    QCOMPARE(list->model()->index(1, 0).data().toString(), second);
}

QTEST_MAIN(tst_ui_RowMenus)
#include "tst_ui_RowMenus.moc"
