#include "tests/ui/PeopleWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/pages/TestKeyField.h"
#include "ui/pages/TestPage.h"
#include "ui/widgets/FieldMessage.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using tests::PeopleWorld;
using ui::pages::TestPage;

/// The Test tab's login, refresh, preview and negative lab.
class tst_ui_LoginTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aPersonLogsIn();
    void exchangesAreExplained();
    void theRefreshTokenIsUsed();
    void aMissingCallbackIsAddedInOneClick();
    void aLoginIsCancelled();
    void theServerIsStartedFromHere();
    void thePreviewIsLive();
    void thePreviewOfAClientsOwnToken();
    void aClientThatSignsNeedsItsKey();
    void anApiIsTried();
    void tokensGoNowhereUnnamed();
    void pageIsWalkable_data();
    void pageIsWalkable();

private:
    /// What a run in a client's own name has as well is looked for on the pane of a login.
    template <typename T> T *find(const QString &name) const
    {
        static const QSet<QString> ofBoth{u"testExchanges"_s,      u"testChecks"_s,     u"waterfallCard"_s,
                                          u"exchangeSentence"_s,   u"exchangeCurl"_s,   u"exchangeWholeCurl"_s,
                                          u"exchangeParameters"_s, u"exchangeExport"_s, u"exchangeMessage"_s};
        const auto *pane = m_page->findChild<QWidget *>(u"loginTestPane"_s);
        return pane && ofBoth.contains(name) ? pane->findChild<T *>(name) : m_page->findChild<T *>(name);
    }
    void click(const QString &name) { find<QAbstractButton>(name)->click(); }
    /// The card of a run in a person's name, apart from that of a client.
    QString outcome() const
    {
        return find<QWidget>(u"loginTestPane"_s)->findChild<QLabel *>(u"outcomeTitle"_s)->text();
    }
    void choose(QLatin1StringView client)
    {
        auto *clients = find<QComboBox>(u"loginClient"_s);
        clients->setCurrentIndex(clients->findData(QString(client)));
        Q_EMIT clients->activated(clients->currentIndex());
    }
    void logIn()
    {
        click(u"flowLogin"_s);
        choose(PeopleWorld::native);
        click(u"loginRun"_s);
        QTRY_VERIFY_WITH_TIMEOUT(outcome() != u"Not run yet"_s, 15000);
    }
    QStringList cells(const QString &table, int column) const
    {
        QStringList texts;
        const QAbstractItemModel &model = *find<QAbstractItemView>(table)->model();
        for (int row = 0; row < model.rowCount(); ++row)
            texts.append(model.index(row, column).data().toString());
        return texts;
    }

    std::unique_ptr<PeopleWorld> m_people;
    std::unique_ptr<TestPage> m_page;
};

void tst_ui_LoginTest::init()
{
    m_people = std::make_unique<PeopleWorld>();
    QVERIFY(m_people->control.start());
    tests::TokenWorld &world = m_people->world;
    m_page =
        std::make_unique<TestPage>(world.access(), m_people->control, world.parts(), world.shelf, &m_people->tools);
    m_page->setApi(world.orders());
    m_page->resize(1000, 1500);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void tst_ui_LoginTest::cleanup()
{
    m_page.reset();
    m_people.reset();
}

void tst_ui_LoginTest::aPersonLogsIn()
{
    click(u"flowLogin"_s);
    choose(PeopleWorld::native);
    tests::picture(*m_page, u"login-before"_s);
    logIn();
    QCOMPARE(outcome(), u"Token verified"_s);
    QVERIFY(find<QWidget>(u"loginTokenCard"_s)->isVisible());
    QCOMPARE(cells(u"testExchanges"_s, 0),
             (QStringList{u"Find the endpoints"_s, u"Sign in with the browser"_s, u"Come back to the client"_s,
                          u"Get the tokens"_s, u"Ask who it is"_s}));
    QCOMPARE(cells(u"testChecks"_s, 0).size(), 4);
    tests::picture(*m_page, u"login-verified"_s);
    QSignalSpy opened(m_page.get(), &TestPage::openInInspectorRequested);
    click(u"loginIdToken"_s);
    find<QWidget>(u"loginTestPane"_s)->findChild<QAbstractButton *>(u"openInInspector"_s)->click();
    QCOMPARE(opened.size(), 1);
    QVERIFY(opened.constFirst().constFirst().toByteArray().startsWith("eyJ"));
}

void tst_ui_LoginTest::exchangesAreExplained()
{
    logIn();
    auto *list = find<QAbstractItemView>(u"testExchanges"_s);
    QVERIFY(!find<QWidget>(u"exchangeParameters"_s)->isVisible());
    list->setCurrentIndex(list->model()->index(1, 0));
    QVERIFY(find<QWidget>(u"exchangeParameters"_s)->isVisible());
    QVERIFY(cells(u"exchangeParameters"_s, 0).contains(u"code_challenge"_s));
    QVERIFY(cells(u"exchangeParameters"_s, 2).join(u' ').contains(u"PKCE"_s));
    tests::picture(*m_page, u"login-exchange"_s);
    QCOMPARE(tests::walk(*m_page).join(u'\n'), QString());
    list->setCurrentIndex(list->model()->index(3, 0));
    const qsizetype code = cells(u"exchangeParameters"_s, 0).indexOf(u"code"_s);
    QCOMPARE(cells(u"exchangeParameters"_s, 1).at(code), u"Not shown: it is a secret"_s);
    click(u"exchangeCurl"_s);
    const QString curl = QGuiApplication::clipboard()->text();
    QVERIFY2(curl.contains(u"code_verifier=REDACTED"_s), qPrintable(curl));
    QVERIFY(curl.startsWith(u"curl --request POST"_s));
    click(u"exchangeWholeCurl"_s);
    QVERIFY(!QGuiApplication::clipboard()->text().contains(u"REDACTED"_s));
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"code_verifier="_s));
}

void tst_ui_LoginTest::aClientThatSignsNeedsItsKey()
{
    const auto keyFile = [](const QString &name) {
        return qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests/support/TestKeys/"_s + name;
    };
    tests::TokenWorld &world = m_people->world;
    auto *field = find<QWidget>(u"runChoiceCard"_s)->findChild<ui::pages::TestKeyField *>();
    auto *run = find<QAbstractButton>(u"runTest"_s);
    const auto *message = field->findChild<ui::widgets::FieldMessage *>();
    QVERIFY(!field->isVisible() && run->isEnabled());
    domain::ClientApplication alpha = *world.store.snapshot().client(world.alpha());
    alpha.authentication = domain::ClientAuthentication::PrivateKeyJwt;
    alpha.publicKeys = {tests::testKeyDer(u"public-spki.pem"_s)};
    world.session.apply(*world.editor.updateClient(world.store.snapshot(), alpha), u"signs"_s);
    QVERIFY(field->isVisible() && !run->isEnabled());
    field->openFile(keyFile(u"ec-private-pkcs8.pem"_s));
    QVERIFY2(message->text().contains(u"none of the client's public keys"_s), qPrintable(message->text()));
    field->openFile(keyFile(u"no-such-file"_s));
    QVERIFY(!message->text().isEmpty());
    QVERIFY(!run->isEnabled());
    tests::picture(*m_page, u"test-signing-client"_s);
    field->openFile(keyFile(u"private-pkcs8.pem"_s));
    QCOMPARE(message->text(), QString());
    QVERIFY(run->isEnabled());
    QCOMPARE(tests::walk(*m_page).join(u'\n'), QString());
    click(u"requestCopy"_s);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(u"client_assertion"_s) && !copied.contains(u"YOUR_"_s), qPrintable(copied));
    run->click();
    const auto *title = find<QWidget>(u"testScroll"_s)->findChild<QLabel *>(u"outcomeTitle"_s);
    QTRY_COMPARE_WITH_TIMEOUT(title->text(), u"Token verified"_s, 15000);
}

void tst_ui_LoginTest::theRefreshTokenIsUsed()
{
    click(u"flowRefresh"_s);
    QVERIFY(!find<QAbstractButton>(u"loginRun"_s)->isEnabled());
    logIn();
    click(u"flowRefresh"_s);
    QVERIFY(find<QAbstractButton>(u"loginRun"_s)->isEnabled());
    click(u"loginRun"_s);
    QTRY_VERIFY_WITH_TIMEOUT(cells(u"testExchanges"_s, 0).size() == 3 && outcome() == u"Token verified"_s, 15000);
    tests::picture(*m_page, u"login-refresh"_s);
    // It rotates: the next one is used, not the first again.
    m_people->world.clock.advance(std::chrono::seconds(5));
    click(u"loginRun"_s);
    QTRY_VERIFY_WITH_TIMEOUT(cells(u"testExchanges"_s, 0).size() == 3 && outcome() == u"Token verified"_s, 15000);
}

void tst_ui_LoginTest::aMissingCallbackIsAddedInOneClick()
{
    click(u"flowLogin"_s);
    choose(PeopleWorld::web);
    QVERIFY(!find<QAbstractButton>(u"loginRun"_s)->isEnabled());
    QVERIFY(find<QWidget>(u"loginRemedy"_s)->isVisible());
    QCOMPARE(find<QAbstractButton>(u"loginRemedy"_s)->text(), u"Add http://127.0.0.1:8795/callback"_s);
    tests::picture(*m_page, u"login-callback"_s);
    click(u"loginRemedy"_s);
    QTRY_VERIFY(find<QAbstractButton>(u"loginRun"_s)->isEnabled());
    const auto *client = m_people->world.store.snapshot().client(domain::ClientId(PeopleWorld::web));
    QCOMPARE(client->callbacks.constLast(), u"http://127.0.0.1:8795/callback"_s);
    QVERIFY(!find<QWidget>(u"loginRemedy"_s)->isVisible());
    m_people->world.session.undoStack().undo();
    QTRY_VERIFY(!find<QAbstractButton>(u"loginRun"_s)->isEnabled());
}

void tst_ui_LoginTest::aLoginIsCancelled()
{
    m_people->tools.openBrowser = [](const QUrl &) { return true; };
    m_page = std::make_unique<TestPage>(m_people->world.access(), m_people->control, m_people->world.parts(),
                                        m_people->world.shelf, &m_people->tools);
    m_page->setApi(m_people->world.orders());
    m_page->show();
    click(u"flowLogin"_s);
    choose(PeopleWorld::native);
    click(u"loginRun"_s);
    QTRY_COMPARE(cells(u"testExchanges"_s, 0).size(), 2);
    QVERIFY(!find<QAbstractButton>(u"loginRun"_s)->isEnabled());
    m_page->cancelTest();
    QCOMPARE(outcome(), u"Cancelled"_s);
    QVERIFY(find<QAbstractButton>(u"loginRun"_s)->isEnabled());
}

void tst_ui_LoginTest::theServerIsStartedFromHere()
{
    m_people->control.stop();
    click(u"flowLogin"_s);
    choose(PeopleWorld::native);
    QTRY_COMPARE(find<QAbstractButton>(u"loginRemedy"_s)->text(), u"Start server"_s);
    click(u"loginRemedy"_s);
    QTRY_VERIFY(find<QAbstractButton>(u"loginRun"_s)->isEnabled());
}

void tst_ui_LoginTest::thePreviewIsLive()
{
    click(u"flowLogin"_s);
    choose(PeopleWorld::native);
    QWidget *pane = find<QWidget>(u"loginTestPane"_s);
    pane->findChild<QAbstractButton *>(u"previewFold"_s)->click();
    auto *message = pane->findChild<QWidget *>(u"previewMessage"_s);
    auto *claims = pane->findChild<QPlainTextEdit *>(u"previewClaims"_s);
    QVERIFY(!claims->isVisible());
    find<QComboBox>(u"loginUser"_s)->setEditText(u"jane@example.com"_s);
    QVERIFY(claims->isVisible());
    QVERIFY(claims->toPlainText().contains(u"auth0|000000000000000000000001"_s));
    QVERIFY(claims->toPlainText().contains(u"delete:orders"_s));
    QVERIFY(message->findChild<QLabel *>()->text().contains(u"shown each time"_s));
    tests::picture(*m_page, u"login-preview"_s);
    QCOMPARE(tests::walk(*m_page).join(u'\n'), QString());

    // It is what comes, to the letter.
    const QJsonDocument previewed = QJsonDocument::fromJson(claims->toPlainText().toUtf8());
    logIn();
    QSignalSpy opened(m_page.get(), &TestPage::openInInspectorRequested);
    pane->findChild<QAbstractButton *>(u"openInInspector"_s)->click();
    const QByteArray token = opened.constFirst().constFirst().toByteArray();
    QCOMPARE(QJsonDocument::fromJson(QByteArray::fromBase64(token.split('.').at(1), QByteArray::Base64UrlEncoding)),
             previewed);

    // A setting changes, and so does the preview.
    domain::ResourceServer api = *m_people->world.store.snapshot().resourceServer(m_people->world.orders());
    QVERIFY(claims->toPlainText().contains(u"offline_access"_s));
    api.allowOfflineAccess = false;
    m_people->world.session.apply(*m_people->world.editor.updateApi(m_people->world.store.snapshot(), api), u"x"_s);
    QTRY_VERIFY(!claims->toPlainText().contains(u"offline_access"_s));
}

void tst_ui_LoginTest::thePreviewOfAClientsOwnToken()
{
    QWidget *page = find<QWidget>(u"testScroll"_s);
    page->findChild<QAbstractButton *>(u"previewFold"_s)->click();
    const auto *claims = page->findChild<QPlainTextEdit *>(u"previewClaims"_s);
    QVERIFY(claims->isVisible());
    QVERIFY(claims->toPlainText().contains(u"client-credentials"_s));
    QVERIFY(claims->toPlainText().contains(u"read:orders write:orders"_s));
    tests::picture(*m_page, u"preview-client"_s);
}

void tst_ui_LoginTest::anApiIsTried()
{
    // An API that lets everybody in.
    QTcpServer api;
    QVERIFY(api.listen(QHostAddress::LocalHost));
    connect(&api, &QTcpServer::newConnection, &api, [&api] {
        while (QTcpSocket *socket = api.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->readAll();
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                socket->disconnectFromHost();
            });
        }
    });
    logIn();
    QWidget *pane = find<QWidget>(u"loginTestPane"_s);
    pane->findChild<QAbstractButton *>(u"probeFold"_s)->click();
    pane->findChild<QLineEdit *>(u"probeUrl"_s)->setText(u"http://127.0.0.1:%1/"_s.arg(api.serverPort()));
    pane->findChild<QAbstractButton *>(u"probeRun"_s)->click();
    QLabel *message = pane->findChild<QWidget *>(u"probeMessage"_s)->findChild<QLabel *>();
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(u"faults found"_s), 15000);
    const QAbstractItemModel &rows = *pane->findChild<QAbstractItemView *>(u"probeTable"_s)->model();
    QCOMPARE(rows.rowCount(), 10);
    QCOMPARE(rows.index(3, 0).data().toString(), u"Expired token"_s);
    QCOMPARE(rows.index(3, 1).data().toString(), u"200, expected 401"_s);
    QCOMPARE(rows.index(3, 2).data().toString(), u"Accepts a token that expired: exp is not checked."_s);
    tests::picture(*m_page, u"probe"_s);
    auto *exchanges = find<QAbstractItemView>(u"testExchanges"_s);
    exchanges->setCurrentIndex(exchanges->model()->index(0, 0));
    QCoreApplication::processEvents();
    QCOMPARE(tests::walk(*m_page).join(u'\n'), QString());
}

void tst_ui_LoginTest::tokensGoNowhereUnnamed()
{
    logIn();
    QWidget *pane = find<QWidget>(u"loginTestPane"_s);
    pane->findChild<QAbstractButton *>(u"probeFold"_s)->click();
    auto *url = pane->findChild<QLineEdit *>(u"probeUrl"_s);
    auto *run = pane->findChild<QAbstractButton *>(u"probeRun"_s);
    auto *confirm = pane->findChild<QCheckBox *>(u"probeConfirm"_s);
    url->setText(u"https://api.example.com/"_s);
    QVERIFY(!run->isEnabled());
    QCOMPARE(confirm->text(), u"Send live tokens to api.example.com"_s);
    confirm->click();
    QVERIFY(run->isEnabled());
    // Another host is another question.
    url->setText(u"https://api.example.org/"_s);
    QVERIFY(!run->isEnabled());
    url->setText(u"http://api.example.org/"_s);
    QVERIFY(!confirm->isVisible());
    QVERIFY(!run->isEnabled());
    url->setText(u"http://localhost:3000/"_s);
    QVERIFY(run->isEnabled());
}

void tst_ui_LoginTest::pageIsWalkable_data()
{
    QTest::addColumn<QString>("flow");
    QTest::newRow("client credentials") << u"flowClientCredentials"_s;
    QTest::newRow("login") << u"flowLogin"_s;
    QTest::newRow("refresh") << u"flowRefresh"_s;
}

void tst_ui_LoginTest::pageIsWalkable()
{
    QFETCH(QString, flow);
    click(flow);
    if (flow == "flowLogin"_L1)
        click(u"loginFold"_s);
    m_page->resize(700, 520);
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    tests::picture(*m_page, u"small-"_s + flow);
    QCOMPARE(tests::walk(*m_page).join(u'\n'), QString());
}

QTEST_MAIN(tst_ui_LoginTest)
#include "tst_ui_LoginTest.moc"
