#include "models/items/BatchTableModel.h"
#include "tests/support/GuiHarness.h"
#include "tests/ui/TokenWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/inspector/BatchPane.h"
#include "ui/inspector/KeyChoice.h"
#include "ui/inspector/LifeChart.h"
#include "ui/inspector/TokenEdit.h"
#include "ui/pages/InspectorPage.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using tests::TokenWorld;
using ui::inspection::BatchPane;
using ui::inspection::LifeChart;
using ui::pages::InspectorPage;

/// Many tokens on the page: found, judged, filtered, brushed, exported, rehearsed upon.
class tst_ui_InspectorBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void textWithManyIsOffered();
    void oneTokenIsNotOffered();
    void openedTokenHasAWayBack();
    void largeFileGoesStraightToTheBatch();
    void rowsAreJudged();
    void keysThatWereGivenAreUsed();
    void filterGroupsAndBrush();
    void chosenGroupStaysWhileTheFilterChanges();
    void columnsAreChosenAndRemembered();
    void tableHasTheHeight();
    void doubleClickOpensOne();
    void exportHasNoSignature();
    void rehearsalNamesTheClient();
    void cancelKeepsWhatIsThere();
    void nothingFoundIsSaid();
    void hostileTextStaysText();
    void walkable();

private:
    QByteArray log() const;
    void run(const QByteArray &text)
    {
        find<QAbstractButton>(u"inspectMany"_s)->click();
        m_pane->inspectText(text);
        QVERIFY(QTest::qWaitFor([this] { return !m_pane->isRunning() && m_pane->model().total() > 0; }, 20000));
    }
    template <typename T> T *find(const QString &name) const { return m_page->findChild<T *>(name); }

    std::unique_ptr<TokenWorld> m_world;
    std::unique_ptr<InspectorPage> m_page;
    BatchPane *m_pane = nullptr;
};

void tst_ui_InspectorBatch::init()
{
    m_world = std::make_unique<TokenWorld>();
    m_page = std::make_unique<InspectorPage>(m_world->access(), m_world->control, m_world->inspector,
                                             m_world->crypto.keys());
    m_page->resize(1200, 1000);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_pane = find<BatchPane>(u"batchPane"_s);
}

void tst_ui_InspectorBatch::cleanup()
{
    m_page.reset();
    m_world.reset();
}

/// Five distinct tokens, one of them twice, in an access log.
QByteArray tst_ui_InspectorBatch::log() const
{
    const TokenWorld &world = *m_world;
    QByteArray forged = world.goodToken();
    forged[forged.size() - 20] = forged.at(forged.size() - 20) == 'A' ? 'B' : 'A';
    const QList<QByteArray> tokens{world.goodToken(),
                                   world.goodToken(),
                                   forged,
                                   world.signedByTenant(world.header(), world.claims(-7200, -3600)),
                                   world.signedByTenant(world.header(), world.claims(-600, 86400 * 60)),
                                   TokenWorld::encoded(R"({"alg":"none"})") + '.' +
                                       TokenWorld::encoded(R"({"sub":"a"})") + '.'};
    QByteArray text;
    for (const QByteArray &token : tokens)
        text += "10.0.0.1 - - \"GET /orders HTTP/1.1\" 200 authorization: Bearer " + token + "\n";
    return text;
}

void tst_ui_InspectorBatch::textWithManyIsOffered()
{
    find<ui::inspection::TokenEdit>(u"tokenEdit"_s)->setPlainText(QString::fromUtf8(log()));
    auto *offer = find<QWidget>(u"batchOffer"_s);
    QVERIFY(offer->isVisible());
    tests::picture(*m_page, u"batch-offer"_s);
    find<QAbstractButton>(u"inspectAll"_s)->click();
    QCOMPARE(m_page->mode(), InspectorPage::Mode::Many);
    QTRY_VERIFY(m_pane->model().total() >= 4);
}

void tst_ui_InspectorBatch::oneTokenIsNotOffered()
{
    for (const QByteArray &text : {m_world->goodToken(), "Bearer " + m_world->goodToken(), "hello"_ba,
                                   m_world->goodToken() + '\n' + m_world->goodToken()}) {
        find<ui::inspection::TokenEdit>(u"tokenEdit"_s)->setPlainText(QString::fromUtf8(text));
        QVERIFY(!find<QWidget>(u"batchOffer"_s)->isVisible());
    }
}

void tst_ui_InspectorBatch::largeFileGoesStraightToTheBatch()
{
    QFile file(m_world->folder.filePath(u"large.log"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(2 * 1024 * 1024, ' ') + log());
    file.close();
    Q_EMIT find<ui::inspection::TokenEdit>(u"tokenEdit"_s)->largeFileOffered(file.fileName());
    QCOMPARE(m_page->mode(), InspectorPage::Mode::Many);
    QTRY_VERIFY(m_pane->model().total() >= 4);
}

void tst_ui_InspectorBatch::rowsAreJudged()
{
    run(log());
    const items::BatchTableModel &model = m_pane->model();
    int verified = 0;
    int refused = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        verified += model.rowAt(row).verdict == inspector::Verdict::Verified ? 1 : 0;
        refused += model.rowAt(row).verdict == inspector::Verdict::NotVerified ? 1 : 0;
    }
    QCOMPARE(verified, 3);
    QVERIFY(refused >= 1);
    QCOMPARE(model.rowAt(0).seen, 2);
    tests::picture(*m_page, u"batch"_s);
}

void tst_ui_InspectorBatch::keysThatWereGivenAreUsed()
{
    const QByteArray secret(32, '\0');
    const auto signer =
        m_world->crypto.signers().hmacSigner(jose::Algorithm::HS256, base::Secret(QByteArrayView(secret)));
    const QByteArray input = TokenWorld::encoded(R"({"alg":"HS256"})") + '.' + TokenWorld::encoded(R"({"iss":"x"})");
    const QByteArray foreign = input + '.' + TokenWorld::encoded(*signer->sign(input));
    const auto verdicts = [this] {
        const items::BatchTableModel &model = m_pane->model();
        return QList{model.rowAt(0).verdict, model.rowAt(1).verdict};
    };
    using enum inspector::Verdict;
    const QByteArray text = foreign + '\n' + m_world->goodToken();
    const auto *sentence = find<QLabel>(u"batchKeys"_s);
    run(text);
    QCOMPARE(verdicts(), (QList{CouldNotBeChecked, Verified}));
    QVERIFY(sentence->text().contains(u"this tenant"_s));
    auto *keys = find<ui::inspection::KeyChoice>(u"keyChoice"_s);
    keys->setKind(ui::inspection::KeyChoice::Kind::Secret);
    QVERIFY(sentence->text().contains(u"No key was given"_s));
    find<QLineEdit>(u"keySecret"_s)->setText(QString::fromLatin1(secret.toHex()));
    find<QComboBox>(u"keySecretEncoding"_s)->setCurrentIndex(3);
    QVERIFY(sentence->text().contains(u"was given"_s));
    run(text);
    QCOMPARE(verdicts(), (QList{Verified, NotVerified}));
    keys->setKind(ui::inspection::KeyChoice::Kind::OneApi);
    find<QComboBox>(u"keyApi"_s)->setCurrentIndex(find<QComboBox>(u"keyApi"_s)->findText(u"Ledger API"_s));
    QVERIFY(sentence->text().contains(u"Ledger API"_s));
    run(text);
    QCOMPARE(m_pane->model().rowAt(1).claims, inspector::Claims::Mismatch); // it is for the Orders API
}

void tst_ui_InspectorBatch::filterGroupsAndBrush()
{
    run(log());
    const items::BatchTableModel &model = m_pane->model();
    const int all = model.rowCount();
    auto *chart = find<LifeChart>(u"lifeChart"_s);
    QVERIFY(!chart->isVisible()); // the table has the height
    find<QAbstractButton>(u"batchUnfoldChart"_s)->click();
    QVERIFY(chart->isVisible());
    tests::GuiHarness::settle();
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_Right); // the first bar: nothing is that old
    QCOMPARE(model.rowCount(), 0);
    QTest::keyClick(chart, Qt::Key_Escape);
    QCOMPARE(model.rowCount(), all);
    // All that have expired: drag over the left half.
    QTest::mousePress(chart, Qt::LeftButton, {}, QPoint(2, 60));
    QTest::mouseMove(chart, QPoint(chart->width() * 5 / items::lifeBucketCount - 4, 60));
    QTest::mouseRelease(chart, Qt::LeftButton, {}, QPoint(chart->width() * 5 / items::lifeBucketCount - 4, 60));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowAt(0).time, inspector::Time::Expired);
    QVERIFY(chart->accessibleDescription().contains(u"Chosen"_s));
    QTest::keyClick(chart, Qt::Key_Escape);

    auto *groups = find<QListView>(u"batchGroups"_s);
    groups->setCurrentIndex(groups->model()->index(0, 0));
    QCOMPARE(model.rowCount(), 3); // the largest group: verified
    groups->clearSelection();
    QCOMPARE(model.rowCount(), all);
    find<QComboBox>(u"batchGrouping"_s)->setCurrentIndex(2);
    QVERIFY(groups->model()->rowCount() >= 1);
    find<QWidget>(u"batchFilter"_s)->findChild<QLineEdit *>()->setText(u"nobody has this"_s);
    QTRY_COMPARE(model.rowCount(), 0);
    QCOMPARE(groups->model()->rowCount(), 0); // the groups follow
}

void tst_ui_InspectorBatch::chosenGroupStaysWhileTheFilterChanges()
{
    run(log());
    auto *groups = find<QListView>(u"batchGroups"_s);
    auto *filter = find<QWidget>(u"batchFilter"_s)->findChild<QLineEdit *>();
    groups->setCurrentIndex(groups->model()->index(0, 0));
    QCOMPARE(m_pane->model().rowCount(), 3);
    filter->setText(u"nobody has this"_s);
    QCOMPARE(m_pane->model().rowCount(), 0);
    QCOMPARE(groups->model()->rowCount(), 1);
    QVERIFY(groups->selectionModel()->hasSelection());
    filter->clear();
    QCOMPARE(m_pane->model().rowCount(), 3);
    // What a folded chart hid does not go on hiding tokens.
    groups->clearSelection();
    auto *unfold = find<QAbstractButton>(u"batchUnfoldChart"_s);
    unfold->click();
    QTest::keyClick(find<LifeChart>(u"lifeChart"_s), Qt::Key_Right);
    QCOMPARE(m_pane->model().rowCount(), 0);
    unfold->click();
    QVERIFY(m_pane->model().rowCount() > 3);
}

void tst_ui_InspectorBatch::columnsAreChosenAndRemembered()
{
    run(log());
    auto *table = find<QTableView>(u"batchTable"_s);
    const int client = static_cast<int>(items::BatchTableModel::Column::Client);
    QMenu *menu = find<QPushButton>(u"batchColumns"_s)->menu();
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), items::BatchTableModel::columns);
    menu->actions().at(client)->trigger();
    QVERIFY(table->isColumnHidden(client));
    const int width = table->columnWidth(0) + 50;
    table->setColumnWidth(0, width);
    m_page = std::make_unique<InspectorPage>(m_world->access(), m_world->control, m_world->inspector,
                                             m_world->crypto.keys());
    m_page->show();
    m_pane = find<BatchPane>(u"batchPane"_s);
    run(log());
    QVERIFY(find<QTableView>(u"batchTable"_s)->isColumnHidden(client));
    QCOMPARE(find<QTableView>(u"batchTable"_s)->columnWidth(0), width);
}

void tst_ui_InspectorBatch::tableHasTheHeight()
{
    m_page->resize(1024, 600);
    run(log());
    tests::GuiHarness::settle();
    tests::picture(*m_page, u"batch-small"_s);
    const auto *table = find<QTableView>(u"batchTable"_s);
    QVERIFY2(table->height() >= m_page->height() / 2, qPrintable(QString::number(table->height())));
    QVERIFY(!find<QScrollArea>(u"inspectorScroll"_s)->verticalScrollBar()->isVisible());
    // A verdict is read whole.
    const QAbstractItemView *view = table;
    QVERIFY2(view->sizeHintForColumn(0) <= table->columnWidth(0), qPrintable(QString::number(table->columnWidth(0))));
}

void tst_ui_InspectorBatch::doubleClickOpensOne()
{
    run(log());
    auto *table = find<QTableView>(u"batchTable"_s);
    const QByteArray token = m_pane->model().rowAt(0).token;
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(m_page->mode(), InspectorPage::Mode::One);
    QCOMPARE(m_page->inspection().token, token);
}

void tst_ui_InspectorBatch::exportHasNoSignature()
{
    run(log());
    const QByteArray token = m_world->goodToken();
    for (const auto &[format, name] :
         {std::pair(scan::ExportFormat::Json, u"out.json"_s), std::pair(scan::ExportFormat::Csv, u"out.csv"_s),
          std::pair(scan::ExportFormat::Markdown, u"out.md"_s)}) {
        const QString path = m_world->folder.filePath(name);
        m_pane->exportTo(path, format);
        QTRY_VERIFY(QFile::exists(path));
        QTRY_VERIFY(find<QAbstractButton>(u"batchExport"_s)->isEnabled());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray written = file.readAll();
        QVERIFY(written.size() > 100);
        QVERIFY(!written.contains(token.sliced(token.lastIndexOf('.') + 1, 30)));
    }
    m_pane->exportTo(m_world->folder.filePath(u"no/such/folder.json"_s), scan::ExportFormat::Json);
    QTRY_VERIFY(find<QWidget>(u"batchMessage"_s)->isVisible());
    QTRY_VERIFY(find<QAbstractButton>(u"batchExport"_s)->isEnabled());
}

void tst_ui_InspectorBatch::rehearsalNamesTheClient()
{
    run(log());
    QVERIFY(!find<QWidget>(u"rotationPane"_s)->isVisible());
    find<QAbstractButton>(u"batchUnfoldRotation"_s)->click();
    QVERIFY(find<QWidget>(u"rotationPane"_s)->isVisible());
    QCOMPARE(find<QComboBox>(u"rotationKey"_s)->count(), 1);
    auto *day = find<QDateEdit>(u"rotationDay"_s);
    day->setDate(day->date().addDays(30));
    const auto *table = find<QTableView>(u"rotationTable"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    QVERIFY(find<QLabel>(u"rotationSummary"_s)->text().contains(u"1 tokens stop verifying"_s));
    day->setDate(day->date().addDays(300));
    QCOMPARE(table->model()->rowCount(), 0);
}

void tst_ui_InspectorBatch::cancelKeepsWhatIsThere()
{
    QByteArray text;
    for (int i = 0; i < 400; ++i) {
        const QByteArray number = QByteArray::number(i);
        text += TokenWorld::encoded(R"({"alg":"HS256","n":)" + number + '}') + '.' +
                TokenWorld::encoded(R"({"sub":")" + number + "\"}") + ".AAAA\n";
    }
    find<QAbstractButton>(u"inspectMany"_s)->click();
    m_pane->inspectText(text);
    find<QAbstractButton>(u"batchCancel"_s)->click();
    QTRY_VERIFY(!m_pane->isRunning());
    QVERIFY(m_pane->model().total() <= 400);
    QTRY_VERIFY(!find<QWidget>(u"batchCancel"_s)->isVisible());
}

void tst_ui_InspectorBatch::nothingFoundIsSaid()
{
    find<QAbstractButton>(u"inspectMany"_s)->click();
    m_pane->inspectText("no token here");
    QTRY_COMPARE(find<QLabel>(u"batchStatus"_s)->text(), u"No token was found."_s);
    QVERIFY(!find<QWidget>(u"batchTableCard"_s)->isVisible());
    m_pane->inspectText("  ");
    QVERIFY(find<QWidget>(u"batchMessage"_s)->isVisible());
    m_pane->inspectFile(u"/dev/zero"_s);
    QVERIFY(!m_pane->isRunning());
}

void tst_ui_InspectorBatch::hostileTextStaysText()
{
    const QByteArray claims = R"({"sub":"<img src=/etc/hostname>","azp":"\u202e\u001b[31mred","aud":"<b>x</b>"})";
    run(m_world->signedByTenant(R"({"alg":"RS256","kid":"<img src=x>\u202e"})", claims) + '\n' + m_world->goodToken());
    const QAbstractItemModel &model = *find<QTableView>(u"batchTable"_s)->model();
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            for (const int role : {int(Qt::DisplayRole), int(Qt::AccessibleTextRole), int(Qt::ToolTipRole)}) {
                const QString text = model.index(row, column).data(role).toString();
                QVERIFY(!text.contains(QChar(0x202e)) && !text.contains(QChar(0x1b)));
            }
            QVERIFY(!model.index(row, column).data(Qt::ToolTipRole).toString().contains(u"<img"_s));
        }
    }
}

void tst_ui_InspectorBatch::walkable()
{
    const tests::GuiHarness look;
    run(log());
    find<QAbstractButton>(u"batchUnfoldChart"_s)->click();
    find<QAbstractButton>(u"batchUnfoldRotation"_s)->click();
    m_page->resize(1200, 1800);
    find<QWidget>(u"inspectMany"_s)->setFocus();
    tests::GuiHarness::settle();
    const QStringList problems = tests::walk(*m_page);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void tst_ui_InspectorBatch::openedTokenHasAWayBack()
{
    find<ui::inspection::TokenEdit>(u"tokenEdit"_s)->setPlainText(QString::fromUtf8(log()));
    find<QAbstractButton>(u"inspectAll"_s)->click();
    QTRY_VERIFY(m_pane->model().total() >= 4 && !m_pane->isRunning());
    auto *back = find<QAbstractButton>(u"inspectorBack"_s);
    QVERIFY(!back->isVisible());
    auto *table = find<QTableView>(u"batchTable"_s);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(2, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(m_page->mode(), InspectorPage::Mode::One);
    QVERIFY(back->isVisible());
    back->click();
    QCOMPARE(m_page->mode(), InspectorPage::Mode::Many);
    QCOMPARE(table->currentIndex().row(), 2); // the row it was opened from
    QVERIFY(table->hasFocus());
    // A token that was pasted came from no list.
    find<QAbstractButton>(u"inspectOne"_s)->click();
    QVERIFY(!back->isVisible());
}

QTEST_MAIN(tst_ui_InspectorBatch)
#include "tst_ui_InspectorBatch.moc"
