#include "app/crypto/Crypto.h"
#include "tests/ui/PageWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/pages/ClientSettings.h"
#include "ui/pages/ClientsPage.h"
#include "ui/widgets/ChangeBar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using domain::ClientAuthentication;
using domain::ClientType;
using domain::GrantType;
using ui::pages::ClientsPage;

namespace {

constexpr auto ecKey = R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
                       R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})"; // RFC 7515 appendix A.3.1

} // namespace

/// A client's settings, from a click to what is stored.
class tst_ui_ClientSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aTypeBringsItsDefaults();
    void addressesAreSavedAsListed();
    void addressThatBreaksARule_data();
    void addressThatBreaksARule();
    void anEmptyLineStaysWhileItIsTyped();
    void lifetimesAreSaved();
    void lifetimeThatBreaksARule_data();
    void lifetimeThatBreaksARule();
    void whatAClientCannotHaveIsNotOffered();
    void privateKeyJwtNeedsAKey();
    void draftsStayWithTheirClient();
    void changedElsewhereIsSaid();
    void undoTakesASaveBack();
    void failedSaveBecomesADraftAgain();
    void draftsOutliveTheProcess();
    void everyTypeHoldsWhatAPageMust_data();
    void everyTypeHoldsWhatAPageMust();

private:
    const domain::ClientApplication &stored() const { return *m_world->store.snapshot().client(m_client); }
    void choose(const char *box, const QString &text);
    void typeLines(const char *edit, const QString &text);
    bool canSave() const { return child<QPushButton>(*m_page, "saveClientButton")->isEnabled(); }
    void bringIntoView(const char *name);
    void press(const char *name)
    {
        bringIntoView(name);
        click(*m_page, name);
    }
    void makeWebApplication()
    {
        domain::ClientApplication client = stored();
        client.type = ClientType::RegularWeb;
        domain::applyTypeDefaults(client);
        m_world->submit(m_world->editor.updateClient(m_world->store.snapshot(), client));
    }

    std::unique_ptr<ui::theme::ThemeWatcher> m_theme;
    app::Crypto m_crypto;
    std::unique_ptr<PageWorld> m_world;
    std::unique_ptr<ClientsPage> m_page;
    domain::ClientId m_client;
    domain::ClientId m_other;
};

void tst_ui_ClientSettings::initTestCase()
{
    m_theme = std::make_unique<ui::theme::ThemeWatcher>(settings::Theme::Light);
}

void tst_ui_ClientSettings::init()
{
    m_world = std::make_unique<PageWorld>();
    m_client = m_world->addClient(u"Portal"_s);
    m_other = m_world->addClient(u"Nightly import"_s);
    m_page = std::make_unique<ClientsPage>(m_world->access(), m_crypto.keys());
    show(*m_page, {1080, 1000});
    m_page->select(m_client);
}

void tst_ui_ClientSettings::cleanup()
{
    m_page.reset();
    m_world.reset();
}

void tst_ui_ClientSettings::bringIntoView(const char *name)
{
    auto *widget = child<QWidget>(*m_page, name);
    for (QWidget *at = widget->parentWidget(); at; at = at->parentWidget()) {
        if (auto *scroll = qobject_cast<QScrollArea *>(at))
            scroll->ensureWidgetVisible(widget);
    }
}

void tst_ui_ClientSettings::choose(const char *name, const QString &text)
{
    auto *box = child<QComboBox>(*m_page, name);
    const int index = box->findText(text);
    QVERIFY2(index >= 0, qPrintable(text));
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index); // as a person's choice is told
}

void tst_ui_ClientSettings::typeLines(const char *name, const QString &text)
{
    bringIntoView(name);
    auto *edit = child<QPlainTextEdit>(*m_page, name);
    QVERIFY(edit->isVisible());
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    const QStringList lines = text.split(u'\n');
    for (qsizetype line = 0; line < lines.size(); ++line) {
        if (line > 0)
            QTest::keyClick(edit, Qt::Key_Return);
        QTest::keyClicks(edit, lines.at(line));
    }
}

void tst_ui_ClientSettings::aTypeBringsItsDefaults()
{
    QVERIFY(!child<QWidget>(*m_page, "clientAddressCard")->isVisible()); // nobody signs in
    choose("clientTypeBox", u"Single-page application"_s);
    QVERIFY(child<QWidget>(*m_page, "clientAddressCard")->isVisible());
    QVERIFY(child<QCheckBox>(*m_page, "grantType-authorization_code")->isChecked());
    QVERIFY(!child<QCheckBox>(*m_page, "grantType-client_credentials")->isChecked());
    QCOMPARE(stored().type, ClientType::NonInteractive); // not before Save
    press("saveClientButton");
    QCOMPARE(stored().type, ClientType::SinglePage);
    QCOMPARE(stored().authentication, ClientAuthentication::None);
    QCOMPARE(stored().grantTypes, GrantType::AuthorizationCode | GrantType::RefreshToken);
    QVERIFY(stored().refresh.isRotating);
    QVERIFY(m_world->session.drafts().isEmpty());
}

void tst_ui_ClientSettings::addressesAreSavedAsListed()
{
    makeWebApplication();
    typeLines("callbacksEdit", u"https://app.example.com/cb\n\n  http://localhost:3000/cb  "_s);
    typeLines("logoutUrlsEdit", u"https://app.example.com/"_s);
    typeLines("originsEdit", u"https://app.example.com"_s);
    picture(*m_page, u"client-addresses"_s);
    press("firstPartySwitch");
    QVERIFY(child<ui::widgets::ChangeBar>(*m_page, "clientChangeBar")->changeCount() == 4);
    press("saveClientButton");
    QCOMPARE(stored().callbacks, QStringList({u"https://app.example.com/cb"_s, u"http://localhost:3000/cb"_s}));
    QCOMPARE(stored().logoutUrls, QStringList{u"https://app.example.com/"_s});
    QCOMPARE(stored().origins, QStringList{u"https://app.example.com"_s});
    QVERIFY(!stored().isFirstParty);
    QVERIFY(m_world->settle());
    QVERIFY(!child<QWidget>(*m_page, "clientChangeBar")->isVisible());
}

void tst_ui_ClientSettings::addressThatBreaksARule_data()
{
    QTest::addColumn<QString>("edit");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("no URL") << u"callbacksEdit"_s << u"app"_s << u"Line 1"_s;
    QTest::newRow("second line") << u"callbacksEdit"_s << u"https://a.example/\nnot a url"_s << u"Line 2"_s;
    QTest::newRow("fragment") << u"callbacksEdit"_s << u"https://a.example/#x"_s << u"fragment"_s;
    QTest::newRow("wildcard") << u"callbacksEdit"_s << u"https://*.example/"_s << u"byte for byte"_s;
    QTest::newRow("user name") << u"logoutUrlsEdit"_s << u"https://me@a.example/"_s << u"user name"_s;
    QTest::newRow("script") << u"logoutUrlsEdit"_s << u"javascript:alert(1)"_s << u"javascript"_s;
    QTest::newRow("scheme of its own on the web") << u"callbacksEdit"_s << u"com.example.app:/cb"_s << u"scheme"_s;
    QTest::newRow("path in an origin") << u"originsEdit"_s << u"https://a.example/x"_s << u"without a path"_s;
    QTest::newRow("slash after an origin") << u"originsEdit"_s << u"https://a.example/"_s << u"without a path"_s;
}

void tst_ui_ClientSettings::addressThatBreaksARule()
{
    QFETCH(QString, edit);
    QFETCH(QString, text);
    QFETCH(QString, said);
    makeWebApplication();
    const domain::ClientApplication before = stored();
    typeLines(qPrintable(edit), text);
    auto *field = child<QPlainTextEdit>(*m_page, qPrintable(edit));
    QVERIFY2(field->accessibleDescription().contains(said), qPrintable(field->accessibleDescription()));
    QVERIFY(field->property("invalid").toBool());
    QVERIFY(!canSave());
    QVERIFY(!m_page->save());
    QCOMPARE(stored(), before);
    QCOMPARE(field->toPlainText(), text); // never lost
    press("discardClientButton");
    QCOMPARE(field->toPlainText(), QString());
    QVERIFY(!field->property("invalid").toBool());
}

void tst_ui_ClientSettings::anEmptyLineStaysWhileItIsTyped()
{
    makeWebApplication();
    typeLines("callbacksEdit", u"https://a.example/cb"_s);
    QVERIFY(m_page->save());
    auto *edit = child<QPlainTextEdit>(*m_page, "callbacksEdit");
    edit->setFocus();
    edit->moveCursor(QTextCursor::End);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(edit->toPlainText(), u"https://a.example/cb\n"_s);
    QVERIFY(m_world->session.drafts().isEmpty()); // means the same as what is stored
    QTest::keyClicks(edit, u"https://b.example/cb"_s);
    QVERIFY(m_page->save());
    QCOMPARE(stored().callbacks.size(), 2);
}

void tst_ui_ClientSettings::lifetimesAreSaved()
{
    makeWebApplication();
    press("rotationSwitch");
    press("refreshLifetimeSwitch");
    press("idleLifetimeSwitch");
    bringIntoView("idleLifetimeEdit");
    type(*m_page, "leewayEdit", u"30"_s);
    type(*m_page, "refreshLifetimeEdit", u"86400"_s);
    type(*m_page, "idleLifetimeEdit", u"3600"_s);
    picture(*m_page, u"client-refresh"_s);
    press("saveClientButton");
    const domain::RefreshPolicy wanted{.isRotating = true,
                                       .leeway = 30,
                                       .hasLifetime = true,
                                       .lifetime = 86400,
                                       .hasIdleLifetime = true,
                                       .idleLifetime = 3600};
    QCOMPARE(stored().refresh, wanted);
}

void tst_ui_ClientSettings::lifetimeThatBreaksARule_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no number") << u"soon"_s;
    QTest::newRow("zero") << u"0"_s;
    QTest::newRow("negative") << u"-5"_s;
    QTest::newRow("a second too many") << u"157788001"_s;
    QTest::newRow("beyond any integer") << u"99999999999999999999"_s;
    QTest::newRow("nothing") << u""_s;
}

void tst_ui_ClientSettings::lifetimeThatBreaksARule()
{
    QFETCH(QString, text);
    makeWebApplication();
    press("refreshLifetimeSwitch");
    const domain::ClientApplication before = stored();
    bringIntoView("refreshLifetimeEdit");
    type(*m_page, "refreshLifetimeEdit", text);
    QVERIFY(!canSave());
    QVERIFY(!m_page->save());
    QCOMPARE(stored(), before);
    QCOMPARE(child<QLineEdit>(*m_page, "refreshLifetimeEdit")->text(), text);
}

void tst_ui_ClientSettings::whatAClientCannotHaveIsNotOffered()
{
    QVERIFY(!child<QCheckBox>(*m_page, "grantType-authorization_code")->isEnabled());
    QVERIFY(!child<QCheckBox>(*m_page, "grantType-refresh_token")->isEnabled());
    // A machine without authentication: what was chosen is kept, and why it cannot be saved is said.
    choose("authenticationBox", u"None (public client)"_s);
    QVERIFY(!canSave());
    QVERIFY(!m_page->save());
    QCOMPARE(stored().authentication, ClientAuthentication::Secret);
    choose("clientTypeBox", u"Native application"_s);
    QVERIFY(canSave());
    QVERIFY(!child<QCheckBox>(*m_page, "grantType-client_credentials")->isEnabled());
    // A scheme of its own is a native client's alone.
    typeLines("callbacksEdit", u"com.example.app:/cb"_s);
    QVERIFY(canSave());
    choose("clientTypeBox", u"Single-page application"_s);
    QVERIFY(!canSave());
    QVERIFY(child<QPlainTextEdit>(*m_page, "callbacksEdit")->property("invalid").toBool());
}

void tst_ui_ClientSettings::privateKeyJwtNeedsAKey()
{
    QVERIFY(!child<QWidget>(*m_page, "clientKeyEdit")->isVisible());
    choose("authenticationBox", u"Private key JWT"_s);
    QVERIFY(!canSave());
    auto *paste = child<QPlainTextEdit>(*m_page, "clientKeyEdit");
    paste->setPlainText(u"not a key"_s);
    press("addClientKeyButton");
    QVERIFY(!canSave());
    paste->setPlainText(QString::fromLatin1(ecKey));
    press("addClientKeyButton");
    QCOMPARE(paste->toPlainText(), QString());
    QVERIFY(canSave());
    paste->setPlainText(QString::fromLatin1(ecKey)); // the same one again
    press("addClientKeyButton");
    QVERIFY(!paste->toPlainText().isEmpty());
    picture(*m_page, u"client-keys"_s);
    QVERIFY(m_page->save());
    QCOMPARE(stored().authentication, ClientAuthentication::PrivateKeyJwt);
    QCOMPARE(stored().publicKeys.size(), 1);
    QVERIFY(m_crypto.keys().publicKeyFromDer(stored().publicKeys.constFirst()).has_value());
    press("removeClientKeyButton");
    QVERIFY(!canSave()); // the last one is needed
    QCOMPARE(stored().publicKeys.size(), 1);
}

void tst_ui_ClientSettings::draftsStayWithTheirClient()
{
    makeWebApplication();
    typeLines("callbacksEdit", u"https://half"_s);
    m_page->select(m_other);
    QVERIFY(!child<QWidget>(*m_page, "clientChangeBar")->isVisible());
    QCOMPARE(m_world->session.drafts().clients(), QList<domain::ClientId>{m_client});
    m_page->select(m_client);
    QCOMPARE(child<QPlainTextEdit>(*m_page, "callbacksEdit")->toPlainText(), u"https://half"_s);
    QVERIFY(child<QWidget>(*m_page, "clientChangeBar")->isVisible());
}

void tst_ui_ClientSettings::changedElsewhereIsSaid()
{
    makeWebApplication();
    QVERIFY(m_world->settle());
    typeLines("callbacksEdit", u"https://mine.example/cb"_s);
    domain::ClientApplication elsewhere = stored();
    elsewhere.origins = {u"https://theirs.example"_s};
    QVERIFY(m_world->commitElsewhere(*m_world->editor.updateClient(m_world->store.snapshot(), elsewhere)));
    QTRY_COMPARE(child<QPlainTextEdit>(*m_page, "originsEdit")->toPlainText(), u"https://theirs.example"_s);
    QVERIFY(child<QWidget>(*m_page, "clientSettingsBanner")->isVisible());
    QVERIFY(m_page->save());
    QCOMPARE(stored().callbacks, QStringList{u"https://mine.example/cb"_s});
    QCOMPARE(stored().origins, QStringList{u"https://theirs.example"_s});
}

void tst_ui_ClientSettings::undoTakesASaveBack()
{
    makeWebApplication();
    typeLines("callbacksEdit", u"https://mine.example/cb"_s);
    QVERIFY(m_page->save());
    QCOMPARE(stored().callbacks.size(), 1);
    m_world->session.undoStack().undo();
    QVERIFY(stored().callbacks.isEmpty());
    QCOMPARE(child<QPlainTextEdit>(*m_page, "callbacksEdit")->toPlainText(), QString());
}

void tst_ui_ClientSettings::failedSaveBecomesADraftAgain()
{
    makeWebApplication();
    QVERIFY(m_world->settle());
    typeLines("callbacksEdit", u"https://mine.example/cb"_s);
    m_world->backend.failNextCommit({.code = base::ErrorCode::StoreFull, .step = {}, .subject = {}, .detail = {}});
    QVERIFY(m_page->save());
    QTRY_VERIFY(m_world->session.drafts().has(m_client));
    QVERIFY(stored().callbacks.isEmpty());
    QCOMPARE(child<QPlainTextEdit>(*m_page, "callbacksEdit")->toPlainText(), u"https://mine.example/cb"_s);
}

void tst_ui_ClientSettings::draftsOutliveTheProcess()
{
    makeWebApplication();
    typeLines("callbacksEdit", u"https://half"_s);
    choose("clientTypeBox", u"Native application"_s);
    bringIntoView("leewayEdit");
    type(*m_page, "leewayEdit", u"soon"_s);
    const editing::ClientDraft before = m_world->session.drafts().of(m_client);
    const QByteArray left = m_world->session.drafts().toJson();
    m_world->session.drafts().discard(m_client);
    QVERIFY(m_world->session.drafts().isEmpty());
    QVERIFY(m_world->session.drafts().restore(left));
    QCOMPARE(m_world->session.drafts().of(m_client), before);
    QCOMPARE(child<QLineEdit>(*m_page, "leewayEdit")->text(), u"soon"_s);
}

void tst_ui_ClientSettings::everyTypeHoldsWhatAPageMust_data()
{
    QTest::addColumn<QString>("type");
    for (const char *type :
         {"Non-interactive client", "Regular web application", "Single-page application", "Native application"})
        QTest::newRow(type) << QString::fromLatin1(type);
}

void tst_ui_ClientSettings::everyTypeHoldsWhatAPageMust()
{
    QFETCH(QString, type);
    m_page->resize(760, 600); // beside the navigation, in a window of 1024x600
    choose("clientTypeBox", type);
    QTest::qWait(0);
    const QStringList problems = walk(*m_page);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

QTEST_MAIN(tst_ui_ClientSettings)
#include "tst_ui_ClientSettings.moc"
