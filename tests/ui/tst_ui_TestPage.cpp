#include "models/flow/FlowStep.h"
#include "models/items/FlowStepModel.h"
#include "tests/ui/TokenWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/pages/TestPage.h"
#include "ui/widgets/MonospaceView.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using tests::TokenTenant;
using tests::TokenWorld;
using ui::pages::TestPage;

class tst_ui_TestPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void runsAndVerifies();
    void runsByKeyboard();
    void waitsForWhatIsBeingCommitted();
    void refusals_data();
    void refusals();
    void asksForChosenScopesOnly();
    void secretsAreHiddenUntilRevealed();
    void copiedCurlWorks();
    void tokenIsUsedAgainUntilItExpires();
    void remembersTheClient();
    void noClientLeadsToAuthorizing();
    void serverIsStartedFromThePage();
    void serverThatDoesNotStartSaysWhy();
    void secondRunReplacesTheFirst();
    void opensInTheInspector();
    void pageIsWalkable();

private:
    void open(const domain::ResourceServerId &api);
    void startServer() { QVERIFY(m_world->control.start()); }
    QString outcome() const { return label(u"outcomeTitle"_s); }
    QString label(const QString &name) const { return m_page->findChild<QLabel *>(name)->text(); }
    template <typename T> T *find(const QString &name) const { return m_page->findChild<T *>(name); }
    void click(const QString &name) { find<QAbstractButton>(name)->click(); }
    void runToTheEnd();

    std::unique_ptr<TokenWorld> m_world;
    std::unique_ptr<TestPage> m_page;
};

void tst_ui_TestPage::init()
{
    m_world = std::make_unique<TokenWorld>();
    open(m_world->orders());
}

void tst_ui_TestPage::open(const domain::ResourceServerId &api)
{
    m_page = std::make_unique<TestPage>(m_world->access(), m_world->control, m_world->parts(), m_world->shelf);
    m_page->setApi(api);
    m_page->resize(1000, 1500);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void tst_ui_TestPage::cleanup()
{
    m_page.reset();
    m_world.reset();
}

void tst_ui_TestPage::runToTheEnd()
{
    const QString before = outcome();
    click(u"runTest"_s);
    QTRY_VERIFY_WITH_TIMEOUT(outcome() != before, 15000);
}

void tst_ui_TestPage::runsAndVerifies()
{
    startServer();
    tests::picture(*m_page, u"test-before"_s);
    runToTheEnd();
    QCOMPARE(outcome(), u"Token verified"_s);
    QVERIFY(find<QWidget>(u"testTokenCard"_s)->isVisible());
    QCOMPARE(label(u"verdictWord"_s), u"Verified"_s);
    const QAbstractItemModel &steps = *find<QAbstractItemView>(u"testSteps"_s)->model();
    QCOMPARE(steps.rowCount(), flow::stepCount);
    for (int row = 0; row < steps.rowCount(); ++row)
        QCOMPARE(steps.index(row, 0).data(items::StateRole).toInt(), static_cast<int>(flow::StepState::Done));
    QVERIFY(find<QWidget>(u"exchangeCard"_s)->isVisible());
    const QAbstractItemModel &exchanges = *find<QAbstractItemView>(u"testExchanges"_s)->model();
    QCOMPARE(exchanges.rowCount(), 2);
    QCOMPARE(exchanges.index(0, 0).data().toString(), u"Find the endpoints"_s);
    QVERIFY(find<QWidget>(u"waterfallCard"_s)->isVisible());
    tests::picture(*m_page, u"test-verified"_s);
}

void tst_ui_TestPage::runsByKeyboard()
{
    startServer();
    m_page->activateWindow();
    find<QWidget>(u"testClient"_s)->setFocus();
    QTest::keyClick(find<QWidget>(u"testClient"_s), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"Token verified"_s, 15000);
}

void tst_ui_TestPage::waitsForWhatIsBeingCommitted()
{
    startServer();
    open(m_world->ledger());
    // Granted and run in the same breath: the server must already know of it.
    m_world->session.apply(*m_world->editor.setGrant(m_world->store.snapshot(), m_world->alpha(), m_world->ledger(),
                                                     {u"read:ledger"_s, u"write:ledger"_s}),
                           u"grant"_s);
    click(u"runTest"_s);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"Token verified"_s, 15000);
    tests::picture(*m_page, u"test-hs256"_s);
}

void tst_ui_TestPage::refusals_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("button");
    QTest::addRow("server off") << u"off"_s << u"The server is off"_s << u"Start server"_s;
    QTest::addRow("wrong secret") << u"secret"_s << u"Wrong client or secret"_s << u"Try again"_s;
    QTest::addRow("not authorized") << u"grant"_s << u"Client not authorized"_s << u"Non Interactive Clients"_s;
    QTest::addRow("API unknown") << u"api"_s << u"API unknown to the server"_s << u"Try again"_s;
}

void tst_ui_TestPage::refusals()
{
    QFETCH(const QString, how);
    QFETCH(const QString, title);
    QFETCH(const QString, button);
    // The server knows another tenant than the page: what happens when another process has just changed it.
    store::SnapshotSource elsewhere;
    store::StoreSnapshot other = m_world->store.snapshot();
    if (how == u"secret")
        other.clients[0].secret.record = "another secret";
    else if (how == u"grant")
        other.grants.clear();
    else if (how == u"api")
        other.resourceServers.clear();
    elsewhere.write(other);
    const issuer::TokenService tokens(elsewhere, m_world->custody, m_world->clock);
    server::AuthorizationServer server(
        {.tokens = tokens, .tenant = elsewhere, .keys = m_world->crypto.keys(), .clock = m_world->clock});
    tests::LoopbackControl control(server);
    TestPage page(m_world->access(), control, m_world->parts(), m_world->shelf);
    page.setApi(m_world->orders());
    page.resize(1000, 900);
    page.show();
    if (how != u"off")
        QVERIFY(control.start());
    QSignalSpy authorize(&page, &TestPage::authorizeClientRequested);
    const auto *shown = page.findChild<QLabel *>(u"outcomeTitle"_s);
    page.findChild<QAbstractButton *>(u"runTest"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(shown->text(), title, 15000);
    auto *remedy = page.findChild<QAbstractButton *>(u"outcomeButton"_s);
    QVERIFY(remedy->isVisible());
    QCOMPARE(remedy->text(), button);
    QVERIFY(!page.findChild<QLabel *>(u"outcomeAction"_s)->text().isEmpty());
    QVERIFY(!page.findChild<QWidget *>(u"testTokenCard"_s)->isVisible());
    tests::picture(page, u"test-refused-"_s + how);
    remedy->click();
    if (how == u"off")
        QVERIFY(control.isRunning());
    QCOMPARE(authorize.count(), how == u"grant" ? 1 : 0);
    page.cancelTest();
}

void tst_ui_TestPage::asksForChosenScopesOnly()
{
    startServer();
    click(u"testScopesToggle"_s);
    auto *scopes = find<QListWidget>(u"testScopes"_s);
    QCOMPARE(scopes->count(), 2);
    QVERIFY(scopes->isVisible());
    click(u"testScopesNone"_s);
    QVERIFY(!find<QAbstractButton>(u"runTest"_s)->isEnabled());
    QVERIFY(find<QWidget>(u"testMessage"_s)->isVisible());
    scopes->item(1)->setCheckState(Qt::Checked);
    QVERIFY(find<QAbstractButton>(u"runTest"_s)->isEnabled());
    QVERIFY(find<QPlainTextEdit>(u"requestCode"_s)->toPlainText().contains(u"write:orders"_s));
    QVERIFY(!find<QPlainTextEdit>(u"requestCode"_s)->toPlainText().contains(u"read:orders"_s));
    tests::picture(*m_page, u"test-scopes"_s);
    runToTheEnd();
    QCOMPARE(outcome(), u"Token verified"_s);
    const auto kept = m_world->shelf.token(m_world->alpha(), m_world->orders());
    QVERIFY(kept);
    QCOMPARE(kept->scopes, QStringList{u"write:orders"_s});
}

void tst_ui_TestPage::secretsAreHiddenUntilRevealed()
{
    startServer();
    runToTheEnd();
    const QByteArray token = m_world->shelf.token(m_world->alpha(), m_world->orders())->token;
    const QString signature = QString::fromUtf8(token.sliced(token.lastIndexOf('.') + 1));
    const auto *text = find<QPlainTextEdit>(u"exchangeText"_s);
    const auto allText = [this] {
        QString all;
        const QList<QPlainTextEdit *> edits = m_page->findChildren<QPlainTextEdit *>();
        for (const QPlainTextEdit *edit : edits)
            all += edit->toPlainText();
        return all;
    };
    QVERIFY(text->toPlainText().startsWith(u"HTTP/1.1 200"_s));
    QVERIFY(!allText().contains(signature));
    click(u"exchangeRequest"_s);
    QVERIFY(text->toPlainText().startsWith(u"POST /oauth/token"_s));
    QVERIFY(!allText().contains(TokenTenant::alphaSecret));
    click(u"exchangeReveal"_s);
    QVERIFY(text->toPlainText().contains(TokenTenant::alphaSecret));
    click(u"exchangeResponse"_s);
    QVERIFY(text->toPlainText().contains(signature));
    tests::picture(*m_page, u"test-revealed"_s);
    m_page->hide();
    QVERIFY2(!allText().contains(signature), "leaving the page hides what was revealed");
}

void tst_ui_TestPage::copiedCurlWorks()
{
    const QString curl = QStandardPaths::findExecutable(u"curl"_s);
    if (curl.isEmpty())
        QSKIP("no curl on this machine");
    startServer();
    QVERIFY(!find<QPlainTextEdit>(u"requestCode"_s)->toPlainText().contains(TokenTenant::alphaSecret));
    click(u"requestCopy"_s);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"curl"_s), qPrintable(copied));
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, copied});
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, 15000);
    const QByteArray answer = shell.readAllStandardOutput();
    QVERIFY2(answer.contains("access_token"), answer.constData());
}

void tst_ui_TestPage::tokenIsUsedAgainUntilItExpires()
{
    startServer();
    QVERIFY(!find<QWidget>(u"useAgain"_s)->isVisible());
    runToTheEnd();
    QVERIFY(find<QWidget>(u"useAgain"_s)->isVisible());
    QVERIFY2(label(u"keptToken"_s).contains(u"hour"_s), qPrintable(label(u"keptToken"_s)));
    const qint64 served = m_world->server.servedRequests();
    click(u"useAgain"_s);
    QCOMPARE(label(u"verdictWord"_s), u"Verified"_s);
    QVERIFY(find<QWidget>(u"testTokenCard"_s)->isVisible());
    QTest::qWait(0);
    QCOMPARE(m_world->server.servedRequests(), served);
    m_world->clock.advance(std::chrono::seconds(3601));
    QTRY_VERIFY_WITH_TIMEOUT(!find<QWidget>(u"useAgain"_s)->isVisible(), 5000);
}

void tst_ui_TestPage::remembersTheClient()
{
    m_world->session.apply(*m_world->editor.setGrant(m_world->store.snapshot(), domain::ClientId(TokenTenant::beta),
                                                     m_world->orders(), {u"read:orders"_s}),
                           u"grant"_s);
    auto *clients = find<QComboBox>(u"testClient"_s);
    QCOMPARE(clients->count(), 2);
    const int beta = clients->findData(QString(TokenTenant::beta));
    clients->setFocus();
    clients->setCurrentIndex(beta);
    Q_EMIT clients->activated(beta);
    open(m_world->orders());
    QCOMPARE(find<QComboBox>(u"testClient"_s)->currentData().toString(), QString(TokenTenant::beta));
    // And what it may ask for follows.
    QCOMPARE(find<QListWidget>(u"testScopes"_s)->count(), 1);
}

void tst_ui_TestPage::noClientLeadsToAuthorizing()
{
    m_world->session.apply(*m_world->editor.removeGrant(m_world->store.snapshot(), m_world->alpha(), m_world->orders()),
                           u"remove"_s);
    QVERIFY(find<QWidget>(u"testNoClient"_s)->isVisible());
    tests::picture(*m_page, u"test-no-client"_s);
    QSignalSpy authorize(m_page.get(), &TestPage::authorizeClientRequested);
    click(u"testAuthorizeClient"_s);
    QCOMPARE(authorize.count(), 1);
    m_page->runTest();
    QCOMPARE(outcome(), u"Not run yet"_s);
}

void tst_ui_TestPage::serverIsStartedFromThePage()
{
    QVERIFY(find<QWidget>(u"testBanner"_s)->isVisible());
    const QList<QAbstractButton *> buttons = find<QWidget>(u"testBanner"_s)->findChildren<QAbstractButton *>();
    for (QAbstractButton *button : buttons) {
        if (button->isVisible() && button->text() == u"Start server")
            button->click();
    }
    QTRY_VERIFY(!find<QWidget>(u"testBanner"_s)->isVisible());
    QVERIFY(m_world->control.isRunning());
}

void tst_ui_TestPage::serverThatDoesNotStartSaysWhy()
{
    m_world->control.failure = base::Error{
        .code = base::ErrorCode::PortInUse, .step = base::ErrorStep::Listen, .subject = u"8443"_s, .detail = {}};
    click(u"runTest"_s);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"The server is off"_s, 15000);
    click(u"outcomeButton"_s);
    QString said;
    const QList<QLabel *> labels = find<QWidget>(u"testBanner"_s)->findChildren<QLabel *>();
    for (const QLabel *each : labels)
        said += each->text();
    QVERIFY2(said.contains(u"8443"_s), qPrintable(said));
}

void tst_ui_TestPage::secondRunReplacesTheFirst()
{
    startServer();
    for (int i = 0; i < 5; ++i)
        m_page->runTest();
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"Token verified"_s, 15000);
}

void tst_ui_TestPage::opensInTheInspector()
{
    startServer();
    runToTheEnd();
    QSignalSpy opened(m_page.get(), &TestPage::openInInspectorRequested);
    click(u"openInInspector"_s);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toByteArray(), m_world->shelf.token(m_world->alpha(), m_world->orders())->token);
}

void tst_ui_TestPage::pageIsWalkable()
{
    startServer();
    runToTheEnd();
    click(u"testScopesToggle"_s);
    m_page->activateWindow();
    QTRY_COMPARE(tests::walk(*m_page).join(u'\n'), QString()); // once what was unfolded has its room
}

QTEST_MAIN(tst_ui_TestPage)
#include "tst_ui_TestPage.moc"
