#include "models/settings/SettingsStore.h"
#include "tests/support/GuiHarness.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/RowMenu.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QVBoxLayout>

using namespace gatehouse;
using namespace gatehouse::ui::widgets;
using namespace Qt::StringLiterals;

namespace {

/// Rows as an outsider would name them.
class HostileModel : public QStandardItemModel
{
public:
    HostileModel()
    {
        setHorizontalHeaderLabels({u"Name"_s, u"Note, or \"remark\""_s});
        addRow(u"read:orders"_s, u"plain"_s);
        addRow(u"=HYPERLINK(\"x\")"_s, u"a,b"_s);
        addRow(u"two\nlines"_s, u"a\ttab"_s);
    }
    void addRow(const QString &first, const QString &second)
    {
        appendRow({new QStandardItem(first), new QStandardItem(second)});
    }
};

struct Shown
{
    explicit Shown(settings::SettingsStore &settings)
        : table(new EditableTableView(u"Rows"_s, &window))
    {
        for (int i = 0; i < 200; ++i)
            model.addRow(u"row %1"_s.arg(i), {});
        sorted.setSourceModel(&model);
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(table);
        table->setModel(&sorted);
        table->rememberAs(u"rows"_s, settings);
        window.resize(500, 300);
        window.show();
        if (!QTest::qWaitForWindowExposed(&window))
            qFatal("the table is not shown");
    }

    HostileModel model;
    QSortFilterProxyModel sorted;
    QWidget window;
    EditableTableView *table;
};

QAction *actionOf(const QMenu &menu, const QString &text)
{
    const QList<QAction *> actions = menu.actions();
    for (QAction *action : actions) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

} // namespace

class tst_ui_Tables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreCopiedInThreeForms_data();
    void rowsAreCopiedInThreeForms();
    void columnsSortAndScrollAreRemembered();
    void menuOpensCopiesAndRemoves();
    void keyboardOpensTheMenuAtTheRow();
    void downGoesFromTheFilterIntoItsResult();
    void rowsAreCompact();
    void comboBoxesShowTheirEntriesWhole();
};

void tst_ui_Tables::rowsAreCopiedInThreeForms_data()
{
    QTest::addColumn<RowFormat>("format");
    QTest::addColumn<QString>("text");
    QTest::newRow("text") << RowFormat::Text << u"read:orders\tplain\n=HYPERLINK(\"x\")\ta,b\ntwo lines\ta tab"_s;
    QTest::newRow("csv") << RowFormat::Csv
                         << u"\"Name\",\"Note, or \"\"remark\"\"\"\r\n\"read:orders\",\"plain\"\r\n"
                            "\"'=HYPERLINK(\"\"x\"\")\",\"a,b\"\r\n\"two\\u000Alines\",\"a\\u0009tab\"\r\n"_s;
    QTest::newRow("json") << RowFormat::Json
                          << u"[\n    {\n        \"Name\": \"read:orders\",\n        \"Note, or \\\"remark\\\"\": "
                             "\"plain\"\n    },\n    {\n        \"Name\": \"=HYPERLINK(\\\"x\\\")\",\n        \"Note, "
                             "or \\\"remark\\\"\": \"a,b\"\n    },\n    {\n        \"Name\": \"two\\nlines\",\n        "
                             "\"Note, or \\\"remark\\\"\": \"a\\ttab\"\n    }\n]\n"_s;
}

void tst_ui_Tables::rowsAreCopiedInThreeForms()
{
    QFETCH(const RowFormat, format);
    QFETCH(const QString, text);
    const HostileModel model;
    QCOMPARE(rowsText({model.index(0, 0), model.index(1, 0), model.index(2, 0)}, {0, 1}, format), text);
    QCOMPARE(rowsText({}, {0, 1}, format), QString());
}

void tst_ui_Tables::columnsSortAndScrollAreRemembered()
{
    tests::GuiHarness gui;
    const QTemporaryDir folder;
    settings::SettingsStore settings(folder.filePath(u"window.ini"_s));
    int scroll = 0;
    {
        Shown first(settings);
        first.table->horizontalHeader()->resizeSection(0, 222);
        first.table->sortByColumn(0, Qt::DescendingOrder);
        first.table->verticalScrollBar()->setValue(900);
        scroll = first.table->verticalScrollBar()->value();
        QVERIFY(scroll > 0);
        first.window.hide();
    }
    const Shown second(settings);
    QCOMPARE(second.table->columnWidth(0), 222);
    QCOMPARE(second.table->horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
    QCOMPARE(second.sorted.sortColumn(), 0);
    QTRY_COMPARE(second.table->verticalScrollBar()->value(), scroll);
}

void tst_ui_Tables::menuOpensCopiesAndRemoves()
{
    tests::GuiHarness gui;
    const QTemporaryDir folder;
    settings::SettingsStore settings(folder.filePath(u"window.ini"_s));
    const Shown shown(settings);
    auto *menuOf = new RowMenu(*shown.table);
    QModelIndex opened;
    qsizetype removed = 0;
    menuOf->setOpen([&opened](const QModelIndex &row) { opened = row; });
    menuOf->setRemove(u"Withdraw"_s, [&removed](const QModelIndexList &rows) { removed = rows.size(); });
    QMenu *none = menuOf->make();
    QVERIFY(!actionOf(*none, u"Open"_s));
    QVERIFY(!actionOf(*none, u"Copy"_s)->isEnabled());
    delete none;
    shown.table->selectRow(0);
    QMenu *one = menuOf->make();
    actionOf(*one, u"Open"_s)->trigger();
    QCOMPARE(opened.row(), 0);
    actionOf(*one, u"Copy as CSV"_s)->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"\"Name\","_s));
    delete one;
    shown.table->selectAll();
    QMenu *all = menuOf->make();
    QVERIFY(!actionOf(*all, u"Open"_s)); // which one would it be
    actionOf(*all, u"Withdraw"_s)->trigger();
    QCOMPARE(removed, shown.sorted.rowCount());
    delete all;
}

void tst_ui_Tables::keyboardOpensTheMenuAtTheRow()
{
    tests::GuiHarness gui;
    const QTemporaryDir folder;
    settings::SettingsStore settings(folder.filePath(u"window.ini"_s));
    const Shown shown(settings);
    shown.table->selectRow(3);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(0, 0), QPoint(0, 0), Qt::NoModifier);
    QApplication::sendEvent(shown.table, &event);
    auto *menu = shown.table->findChild<QMenu *>(u"rowMenu"_s);
    QVERIFY(menu && menu->isVisible());
    const QRect row = shown.table->visualRect(shown.table->currentIndex());
    QCOMPARE(menu->pos().y(), shown.table->viewport()->mapToGlobal(row.bottomLeft()).y());
    menu->close();
}

void tst_ui_Tables::downGoesFromTheFilterIntoItsResult()
{
    tests::GuiHarness gui;
    const QTemporaryDir folder;
    settings::SettingsStore settings(folder.filePath(u"window.ini"_s));
    Shown shown(settings);
    auto *bar = new FilterBar(u"Filter rows"_s, &shown.window);
    shown.window.layout()->addWidget(bar);
    bar->setResult(shown.table);
    connect(bar, &FilterBar::textChanged, &shown.sorted, &QSortFilterProxyModel::setFilterFixedString);
    bar->activate();
    QTest::keyClicks(bar->edit(), u"row 7"_s);
    QTest::keyClick(bar->edit(), Qt::Key_Down);
    QVERIFY(shown.table->hasFocus());
    QVERIFY(shown.table->currentIndex().data().toString().startsWith(u"row 7"_s));
    // Into nothing it does not go.
    bar->activate();
    QTest::keyClicks(bar->edit(), u"no such row"_s);
    QTest::keyClick(bar->edit(), Qt::Key_Down);
    QVERIFY(bar->edit()->hasFocus());
}

void tst_ui_Tables::rowsAreCompact()
{
    tests::GuiHarness gui;
    const QTemporaryDir folder;
    settings::SettingsStore settings(folder.filePath(u"window.ini"_s));
    const Shown shown(settings);
    const int height = shown.table->rowHeight(0);
    QVERIFY2(height >= 26 && height <= 32, qPrintable(QString::number(height)));
}

void tst_ui_Tables::comboBoxesShowTheirEntriesWhole()
{
    tests::GuiHarness gui;
    QComboBox box;
    box.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box.setMinimumContentsLength(4);
    const QString longest = u"An API with a name that is longer than any box is wide"_s;
    box.addItems({u"short"_s, longest});
    box.resize(120, box.sizeHint().height());
    QVERIFY(tests::GuiHarness::show(box, box.size()));
    QTest::keyClick(&box, Qt::Key_Space);
    QTRY_VERIFY(box.view()->isVisible());
    QVERIFY(box.view()->viewport()->width() >= box.view()->fontMetrics().horizontalAdvance(longest));
    box.hidePopup();
}

QTEST_MAIN(tst_ui_Tables)
#include "tst_ui_Tables.moc"
