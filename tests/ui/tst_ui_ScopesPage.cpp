#include "tests/ui/PageWorld.h"
#include "ui/pages/PasteScopesDialog.h"
#include "ui/pages/ScopesPage.h"
#include "ui/widgets/ErrorBanner.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using ui::pages::PasteScopesDialog;
using ui::pages::ScopesPage;

class tst_ui_ScopesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void emptyApiOffersTheFirstScope();
    void addsATypedScope();
    void typedScopeThatBreaksARule_data();
    void typedScopeThatBreaksARule();
    void halfTypedScopeWaitsForItsApi();
    void editsInPlace();
    void editThatBreaksARuleStaysOpen();
    void deleteKeyRemovesTheSelection();
    void filterShowsWhatMatches();
    void pasteOnTheTableOpensThePanel();
    void pastedListInTheFieldOpensThePanel();
    void panelJudgesAndAdds();
    void panelFollowsTheTenant();
    void managementApiIsReadOnly();
    void thousandScopesStayFast();
    void hostileDescriptionIsPlainText();

private:
    QStringList values() const { return m_world->api(m_api).scopeValues(); }
    QTableView *table() const { return child<QTableView>(*m_page, "scopeTable"); }
    /// Opens an editor on a cell and types over what it holds.
    QLineEdit *editCell(int row, int column, const QString &text);

    std::unique_ptr<ui::theme::ThemeWatcher> m_theme;
    std::unique_ptr<PageWorld> m_world;
    std::unique_ptr<ScopesPage> m_page;
    domain::ResourceServerId m_api;
};

void tst_ui_ScopesPage::initTestCase()
{
    m_theme = std::make_unique<ui::theme::ThemeWatcher>(settings::Theme::Light);
}

void tst_ui_ScopesPage::init()
{
    m_world = std::make_unique<PageWorld>();
    m_api = m_world->addApi(u"Orders API"_s);
    m_page = std::make_unique<ScopesPage>(m_world->access());
    m_page->setApi(m_api);
    show(*m_page);
}

void tst_ui_ScopesPage::cleanup()
{
    m_page.reset();
    m_world.reset();
}

QLineEdit *tst_ui_ScopesPage::editCell(int row, int column, const QString &text)
{
    const QModelIndex cell = table()->model()->index(row, column);
    table()->setFocus();
    table()->setCurrentIndex(cell);
    QTest::keyClick(table(), Qt::Key_F2);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // the editor before this one
    auto *edit = table()->findChild<QLineEdit *>(u"cellEdit"_s);
    if (!edit)
        return nullptr;
    edit->selectAll();
    QTest::keyClicks(edit, text);
    return edit;
}

void tst_ui_ScopesPage::emptyApiOffersTheFirstScope()
{
    picture(*m_page, u"scopes-empty"_s);
    QVERIFY(child<QWidget>(*m_page, "emptyState")->isVisible());
    click(*m_page, "emptyStateButton");
    QVERIFY(child<QLineEdit>(*m_page, "newScopeValueEdit")->hasFocus());
    QVERIFY(!child<QPushButton>(*m_page, "removeScopesButton")->isEnabled());
}

void tst_ui_ScopesPage::addsATypedScope()
{
    type(*m_page, "newScopeValueEdit", u"read:orders"_s);
    type(*m_page, "newScopeDescriptionEdit", u"Read orders"_s);
    click(*m_page, "addScopeButton");
    QCOMPARE(m_world->api(m_api).scopes, QList<domain::Scope>({{u"read:orders"_s, u"Read orders"_s}}));
    QVERIFY(child<QLineEdit>(*m_page, "newScopeValueEdit")->text().isEmpty());
    QVERIFY(child<QLineEdit>(*m_page, "newScopeValueEdit")->hasFocus());
    // The keyboard alone: value, Return.
    QTest::keyClicks(QApplication::focusWidget(), u"write:orders"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(values(), QStringList({u"read:orders"_s, u"write:orders"_s}));
    QCOMPARE(table()->model()->rowCount(), 2);
    QVERIFY(m_world->settle());
}

void tst_ui_ScopesPage::typedScopeThatBreaksARule_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("a blank") << u"read orders"_s;
    QTest::newRow("a quotation mark") << u"read\"orders"_s;
    QTest::newRow("already there") << u"read:orders"_s;
    QTest::newRow("a reserved name") << u"openid"_s;
    QTest::newRow("too long") << QString(281, u'x');
}

void tst_ui_ScopesPage::typedScopeThatBreaksARule()
{
    QFETCH(QString, value);
    m_world->addScopes(m_api, {u"read:orders"_s});
    auto *edit = child<QLineEdit>(*m_page, "newScopeValueEdit");
    type(*m_page, "newScopeValueEdit", value);
    QVERIFY(edit->property("invalid").toBool()); // while typing, not only on Add
    QVERIFY(!edit->accessibleDescription().isEmpty());
    if (value == u"read orders"_s)
        picture(*m_page, u"scopes-invalid"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(values(), QStringList({u"read:orders"_s}));
    QCOMPARE(edit->text(), value); // nothing typed is lost
}

void tst_ui_ScopesPage::halfTypedScopeWaitsForItsApi()
{
    type(*m_page, "newScopeValueEdit", u"read:or"_s);
    m_page->setApi(m_world->addApi(u"Another API"_s));
    QCOMPARE(child<QLineEdit>(*m_page, "newScopeValueEdit")->text(), QString());
    m_page->setApi(m_api);
    QCOMPARE(child<QLineEdit>(*m_page, "newScopeValueEdit")->text(), u"read:or"_s);
}

void tst_ui_ScopesPage::editsInPlace()
{
    m_world->addScopes(m_api, {u"read:orders"_s, u"write:orders"_s});
    QLineEdit *edit = editCell(0, 1, u"See orders"_s);
    QVERIFY(edit);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(m_world->api(m_api).scopes.first().description, u"See orders"_s); // editors commit in the next turn
    edit = editCell(1, 0, u"change:orders"_s);
    QVERIFY(edit);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(values(), QStringList({u"read:orders"_s, u"change:orders"_s}));
    QCOMPARE(table()->currentIndex().data(items::KeyRole).toString(), u"change:orders"_s);
    edit = editCell(0, 0, u"thrown away"_s);
    QVERIFY(edit);
    QTest::keyClick(edit, Qt::Key_Escape);
    QCoreApplication::processEvents();
    QVERIFY(edit->isVisible()); // what was typed is asked about first
    QCOMPARE(edit->text(), u"thrown away"_s);
    QVERIFY(child<QWidget>(*m_page, "scopeProblem")->isVisible());
    QTest::keyClick(edit, Qt::Key_Escape);
    QCoreApplication::processEvents();
    QCOMPARE(values(), QStringList({u"read:orders"_s, u"change:orders"_s}));
    m_world->session.undoStack().undo();
    QCOMPARE(values(), QStringList({u"read:orders"_s, u"write:orders"_s}));
}

void tst_ui_ScopesPage::editThatBreaksARuleStaysOpen()
{
    m_world->addScopes(m_api, {u"read:orders"_s, u"write:orders"_s});
    QLineEdit *edit = editCell(1, 0, u"read:orders"_s);
    QVERIFY(edit);
    QVERIFY(edit->property("invalid").toBool());
    QVERIFY(child<QWidget>(*m_page, "scopeProblem")->isVisible());
    picture(*m_page, u"scopes-edit-invalid"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCoreApplication::processEvents();
    QCOMPARE(table()->findChild<QLineEdit *>(u"cellEdit"_s), edit); // still open, still to be corrected
    QTest::keyClicks(edit, u":all"_s);
    QVERIFY(!child<QWidget>(*m_page, "scopeProblem")->isVisible());
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(values(), QStringList({u"read:orders"_s, u"read:orders:all"_s}));
}

void tst_ui_ScopesPage::deleteKeyRemovesTheSelection()
{
    m_world->addScopes(m_api, {u"a"_s, u"b"_s, u"c"_s, u"d"_s});
    QSignalSpy offered(m_page.get(), &ScopesPage::undoOffered);
    const QAbstractItemModel *model = table()->model();
    clickCell(*table(), model->index(1, 0));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      table()->visualRect(model->index(2, 0)).center());
    QVERIFY(child<QPushButton>(*m_page, "removeScopesButton")->text().contains(u'2'));
    QTest::keyClick(table(), Qt::Key_Delete);
    QCOMPARE(values(), QStringList({u"a"_s, u"d"_s}));
    QCOMPARE(offered.size(), 1);
    QVERIFY(table()->selectionModel()->hasSelection()); // the next Del goes on from here
    m_world->session.undoStack().undo();
    QCOMPARE(values(), QStringList({u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    click(*m_page, "removeScopesButton");
    QCOMPARE(values().size(), 3);
}

void tst_ui_ScopesPage::filterShowsWhatMatches()
{
    m_world->addScopes(m_api, {u"read:orders"_s, u"write:orders"_s, u"read:stock"_s});
    type(*m_page, "scopeFilterEdit", u"read"_s);
    QCOMPARE(table()->model()->rowCount(), 2);
    type(*m_page, "scopeFilterEdit", u"nothing like it"_s);
    QVERIFY(child<QWidget>(*m_page, "emptyState")->isVisible());
    picture(*m_page, u"scopes-no-match"_s);
    click(*m_page, "emptyStateLink");
    QCOMPARE(table()->model()->rowCount(), 3);
}

void tst_ui_ScopesPage::pasteOnTheTableOpensThePanel()
{
    QGuiApplication::clipboard()->setText(u"read:a\tRead A\nread:b\tRead B"_s);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_V, Qt::ControlModifier);
    auto *dialog = m_page->findChild<PasteScopesDialog *>();
    QVERIFY(dialog);
    click(*dialog, "addPastedScopesButton");
    QCOMPARE(values(), QStringList({u"read:a"_s, u"read:b"_s}));
}

void tst_ui_ScopesPage::pastedListInTheFieldOpensThePanel()
{
    auto *edit = child<QLineEdit>(*m_page, "newScopeValueEdit");
    QGuiApplication::clipboard()->setText(u"one:line"_s);
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(edit->text(), u"one:line"_s);
    QVERIFY(!m_page->findChild<PasteScopesDialog *>());
    QGuiApplication::clipboard()->setText(u"read:a\nread:b"_s);
    QTest::keyClick(edit, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(m_page->findChild<PasteScopesDialog *>());
    QCOMPARE(edit->text(), u"one:line"_s);
}

void tst_ui_ScopesPage::panelJudgesAndAdds()
{
    m_world->addScopes(m_api, {u"read:orders"_s});
    click(*m_page, "pasteScopesButton");
    auto *dialog = m_page->findChild<PasteScopesDialog *>();
    QVERIFY(dialog);
    auto *add = child<QPushButton>(*dialog, "addPastedScopesButton");
    QVERIFY(!add->isEnabled());
    auto *text = child<QPlainTextEdit>(*dialog, "pasteScopesEdit");
    text->setPlainText(u"write:orders\tChange orders\nread:orders, Read orders\nread:invoices  Read invoices\n\n"
                       "quote\"d Oops\nopenid Sign in\n"_s);
    auto *preview = child<QTableView>(*dialog, "pastePreviewTable");
    QCOMPARE(preview->model()->rowCount(), 5);
    QCOMPARE(preview->model()->index(3, 0).data().toString(), u"5"_s); // the line number as pasted
    QVERIFY(preview->model()->index(3, 3).data().toString().contains(u'"'));
    QVERIFY(preview->model()->index(3, 3).data(Qt::AccessibleTextRole).toString().startsWith(u"Line 5: Not valid"_s));
    QVERIFY(add->text().contains(u'2'));
    picture(*dialog, u"scopes-paste"_s);
    click(*dialog, "addPastedScopesButton");
    QCOMPARE(values(), QStringList({u"read:orders"_s, u"write:orders"_s, u"read:invoices"_s}));
    QCOMPARE(m_world->session.undoStack().count(), 1); // one step of undo
    picture(*m_page, u"scopes"_s);
}

void tst_ui_ScopesPage::panelFollowsTheTenant()
{
    m_page->openPaste(u"read:a\nread:b"_s);
    auto *dialog = m_page->findChild<PasteScopesDialog *>();
    QVERIFY(child<QPushButton>(*dialog, "addPastedScopesButton")->text().contains(u'2'));
    m_world->addScopes(m_api, {u"read:a"_s});
    QVERIFY(child<QPushButton>(*dialog, "addPastedScopesButton")->text().contains(u'1'));
    click(*dialog, "cancelPasteButton");
    QCOMPARE(values(), QStringList({u"read:a"_s}));
}

void tst_ui_ScopesPage::managementApiIsReadOnly()
{
    m_page->setApi(m_world->addSystemApi());
    QVERIFY(child<QWidget>(*m_page, "scopesReadOnlyNote")->isVisible());
    QVERIFY(!child<QWidget>(*m_page, "addScopeCard")->isVisible());
    QVERIFY(!child<QWidget>(*m_page, "pasteScopesButton")->isVisible());
    QVERIFY(!child<QWidget>(*m_page, "removeScopesButton")->isVisible());
    picture(*m_page, u"scopes-system"_s);
    const auto before = m_world->store.snapshot();
    table()->setFocus();
    table()->selectAll();
    QTest::keyClick(table(), Qt::Key_Delete);
    QVERIFY(!editCell(0, 0, u"x"_s));
    QGuiApplication::clipboard()->setText(u"a\nb"_s);
    QTest::keyClick(table(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(!m_page->findChild<PasteScopesDialog *>());
    QCOMPARE(m_world->store.snapshot(), before);
}

void tst_ui_ScopesPage::thousandScopesStayFast()
{
    QString lines;
    for (int i = 0; i < 1001; ++i)
        lines += u"read:thing%1\tRead thing %1\n"_s.arg(i);
    QElapsedTimer time;
    time.start();
    m_page->openPaste(lines);
    auto *dialog = m_page->findChild<PasteScopesDialog *>();
    QVERIFY(
        child<QPushButton>(*dialog, "addPastedScopesButton")->text().contains(u"1000"_s)); // the last is one too many
    click(*dialog, "addPastedScopesButton");
    QCOMPARE(values().size(), 1000);
    type(*m_page, "scopeFilterEdit", u"thing99"_s);
    QCOMPARE(table()->model()->rowCount(), 11);
    QVERIFY2(time.elapsed() < 5000, qPrintable(u"%1 ms"_s.arg(time.elapsed())));
    type(*m_page, "newScopeValueEdit", u"one:more"_s);
    QVERIFY(child<QLineEdit>(*m_page, "newScopeValueEdit")->property("invalid").toBool());
    picture(*m_page, u"scopes-thousand"_s);
}

void tst_ui_ScopesPage::hostileDescriptionIsPlainText()
{
    m_world->submit(m_world->editor.addScopes(
        m_world->store.snapshot(), m_api,
        {{u"read:<b>bold</b>"_s, u"<img src=/etc/hostname> \u202Eevil"_s}, {QString(280, u'w'), QString(500, u'd')}}));
    const QModelIndex cell = table()->model()->index(0, 1);
    QVERIFY(cell.data().toString().contains(u"<img src=/etc/hostname>"_s));
    QVERIFY(!cell.data().toString().contains(u'\u202E'));
    QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(u"&lt;img"_s));
    picture(*m_page, u"scopes-hostile"_s);
}

QTEST_MAIN(tst_ui_ScopesPage)
#include "tst_ui_ScopesPage.moc"
