#include "tests/ui/TokenWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/pages/QuickStartPage.h"
#include "ui/widgets/LockedField.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using tests::TokenTenant;
using tests::TokenWorld;
using ui::pages::QuickStartPage;

class tst_ui_QuickStartPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyStackHasTheRealValues_data();
    void everyStackHasTheRealValues();
    void otherAlgorithmsHaveNoCode_data();
    void otherAlgorithmsHaveNoCode();
    void layoutSettlesAtAnyWidth();
    void followsThePort();
    void remembersTheStack();
    void copiesTheCode();
    void hostileIdentifierStaysText();
    void pageIsWalkable();

private:
    void open(const domain::ResourceServerId &api);
    QString code() const { return m_page->findChild<QPlainTextEdit *>(u"quickStartCode"_s)->toPlainText(); }

    std::unique_ptr<TokenWorld> m_world;
    std::unique_ptr<QuickStartPage> m_page;
};

void tst_ui_QuickStartPage::init()
{
    m_world = std::make_unique<TokenWorld>();
    open(m_world->orders());
}

void tst_ui_QuickStartPage::cleanup()
{
    m_page.reset();
    m_world.reset();
}

void tst_ui_QuickStartPage::open(const domain::ResourceServerId &api)
{
    m_page = std::make_unique<QuickStartPage>(m_world->access(), m_world->control);
    m_page->setApi(api);
    m_page->resize(1000, 1000);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void tst_ui_QuickStartPage::everyStackHasTheRealValues_data()
{
    QTest::addColumn<QString>("stack");
    QTest::addColumn<bool>("hs256");
    for (const quickstart::Stack &stack : quickstart::stacks()) {
        QTest::addRow("%s RS256", qPrintable(stack.id)) << stack.id << false;
        QTest::addRow("%s HS256", qPrintable(stack.id)) << stack.id << true;
    }
}

void tst_ui_QuickStartPage::everyStackHasTheRealValues()
{
    QFETCH(const QString, stack);
    QFETCH(const bool, hs256);
    open(hs256 ? m_world->ledger() : m_world->orders());
    auto *list = m_page->findChild<QListView *>(u"stackList"_s);
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        if (list->model()->index(row, 0).data(items::KeyRole).toString() == stack)
            list->setCurrentIndex(list->model()->index(row, 0));
    }
    QCOMPARE(m_page->stack(), stack);
    QVERIFY2(code().contains(hs256 ? TokenTenant::ledger : TokenTenant::orders), qPrintable(code()));
    QVERIFY2(code().contains(u"127.0.0.1:8443"_s), qPrintable(code()));
    QVERIFY2(!code().contains(TokenTenant::ledgerSecret), "a secret never stands in code");
    QCOMPARE(m_page->findChild<QLabel *>(u"quickStartSecretHint"_s)->isVisible(), hs256);
    QVERIFY(!m_page->findChild<QPlainTextEdit *>(u"quickStartInstall"_s)->toPlainText().isEmpty());
    const auto *dependencies = m_page->findChild<QPlainTextEdit *>(u"quickStartDependencies"_s);
    QCOMPARE(dependencies->toPlainText(), quickstart::dependenciesOf(stack).trimmed());
    QCOMPARE(dependencies->isVisible(), !dependencies->toPlainText().isEmpty());
    const auto entry = std::ranges::find(quickstart::stacks(), stack, &quickstart::Stack::id);
    QCOMPARE(m_page->findChild<QLabel *>(u"quickStartLibrary"_s)->text().contains(u"do not run"_s),
             !entry->isRunByTests);
    tests::picture(*m_page, u"quickstart-"_s + stack + (hs256 ? u"-hs256"_s : u"-rs256"_s));
}

void tst_ui_QuickStartPage::otherAlgorithmsHaveNoCode_data()
{
    QTest::addColumn<domain::SigningAlgorithm>("algorithm");
    QTest::addColumn<QString>("name");
    QTest::newRow("PS256") << domain::SigningAlgorithm::PS256 << u"PS256"_s;
    QTest::newRow("RS512") << domain::SigningAlgorithm::RS512 << u"RS512"_s;
    QTest::newRow("one that nobody knows") << domain::SigningAlgorithm::Unknown << u"ML-DSA-44"_s;
}

void tst_ui_QuickStartPage::otherAlgorithmsHaveNoCode()
{
    QFETCH(const domain::SigningAlgorithm, algorithm);
    QFETCH(const QString, name);
    store::StoreSnapshot tenant = TokenWorld::named(TokenTenant::make());
    domain::ResourceServer &api = tenant.resourceServers.first();
    api.signingAlgorithm = algorithm;
    if (algorithm == domain::SigningAlgorithm::Unknown)
        api.unread.insert(u"signing_alg"_s, {.written = "\"ML-DSA-44\"", .standIn = "\"unknown\""});
    const domain::ResourceServerId id = api.id;
    m_page.reset();
    m_world = std::make_unique<TokenWorld>(tenant);
    open(id);
    QCOMPARE(m_page->findChild<ui::widgets::LockedField *>(u"quickStartAlgorithm"_s)->edit()->text(), name);
    const auto *intro = m_page->findChild<QLabel *>(u"quickStartIntro"_s);
    QVERIFY(intro->text().contains(name) && !intro->text().contains(u"RS256"_s));
    QVERIFY(m_page->findChild<QLabel *>(u"quickStartNoCode"_s)->text().contains(u"none for "_s + name));
    QVERIFY(!m_page->findChild<QWidget *>(u"quickStartSteps"_s)->isVisible());
    QVERIFY(code().isEmpty());
    tests::picture(*m_page, u"quickstart-"_s + name);
}

namespace {

/// Counts how often a widget is asked to lay itself out.
struct LayoutRequests : QObject
{
    explicit LayoutRequests(QObject &watched) { watched.installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::LayoutRequest ? 1 : 0;
        return false;
    }
    int count = 0;
};

} // namespace

/// A bar that comes and goes with the width it takes would keep the page at work for as long as it is open.
void tst_ui_QuickStartPage::layoutSettlesAtAnyWidth()
{
    LayoutRequests requests(*m_page->findChild<QPlainTextEdit *>(u"quickStartCode"_s));
    constexpr int rounds = 12;
    for (int width = 700; width < 1500; width += 5) {
        m_page->resize(width, 700);
        for (int i = 0; i < rounds; ++i)
            QCoreApplication::processEvents();
        requests.count = 0;
        for (int i = 0; i < rounds; ++i)
            QCoreApplication::processEvents();
        QVERIFY2(requests.count <= 1, qPrintable(u"%1 requests at a width of %2"_s.arg(requests.count).arg(width)));
    }
}

void tst_ui_QuickStartPage::followsThePort()
{
    QVERIFY(m_world->control.start());
    const QString issuer = m_world->control.issuer().toString();
    QTRY_COMPARE(m_page->findChild<ui::widgets::LockedField *>(u"quickStartIssuer"_s)->value(), issuer);
    QVERIFY(code().contains(QString::number(m_world->server.port())));
}

void tst_ui_QuickStartPage::remembersTheStack()
{
    auto *list = m_page->findChild<QListView *>(u"stackList"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Down);
    const QString chosen = m_page->stack();
    QCOMPARE(chosen, quickstart::stacks().at(2).id);
    open(m_world->ledger());
    QCOMPARE(m_page->stack(), chosen);
    QCOMPARE(m_page->findChild<QListView *>(u"stackList"_s)->currentIndex().row(), 2);
}

void tst_ui_QuickStartPage::copiesTheCode()
{
    m_page->findChild<QAbstractButton *>(u"quickStartCodeCopy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), code() + u'\n');
}

void tst_ui_QuickStartPage::hostileIdentifierStaysText()
{
    store::StoreSnapshot tenant = TokenTenant::make();
    domain::ResourceServer &hostile = tenant.resourceServers.first();
    hostile.identifier = u"https://x/'\"</b><img src=/etc/hostname>\\"_s;
    m_page.reset();
    m_world = std::make_unique<TokenWorld>(tenant);
    open(hostile.id);
    const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY2(label->text().isEmpty() || label->textFormat() == Qt::PlainText, qPrintable(label->objectName()));
    QCOMPARE(m_page->findChild<ui::widgets::LockedField *>(u"quickStartAudience"_s)->value(), hostile.identifier);
}

void tst_ui_QuickStartPage::pageIsWalkable()
{
    m_page->activateWindow();
    const QStringList problems = tests::walk(*m_page);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

QTEST_MAIN(tst_ui_QuickStartPage)
#include "tst_ui_QuickStartPage.moc"
