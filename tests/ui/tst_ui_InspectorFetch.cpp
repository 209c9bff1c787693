#include "tests/ui/ShownInspector.h"
#include "ui/inspector/KeyChoice.h"
#include "ui/text/VerdictText.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using tests::TokenTenant;
using tests::TokenWorld;
using ui::pages::InspectorPage;

/// Keys fetched from an issuer: when a person presses the button that names the address, and from nowhere else.
class tst_ui_InspectorFetch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nothingIsSentBeforeTheButton();
    void fetchedKeysAreJudgedWith();
    void fetchedKeysAreNoKeysOneGave();
    void keysOnAnotherHostAreNamedFirst();
    void noMetadataOffersTheKeySet();
    void metadataThatIsRefused_data();
    void metadataThatIsRefused();
    void typedKeySetIsFetchedAsItIs();
    void redirectIsNoKeySet();
    void addressThatIsRefused_data();
    void addressThatIsRefused();

private:
    void type(const QByteArray &text) { m_shown->type(text); }
    template <typename T> T *find(const QString &name) const { return m_shown->find<T>(name); }
    /// A token of another issuer, and the form that fetches its keys.
    void openFetch();
    QByteArray publishedKeys() const;

    std::unique_ptr<tests::ShownInspector> m_shown;
    TokenWorld *m_world = nullptr;
    tests::ScriptedHttpClient *m_http = nullptr;
    InspectorPage *m_page = nullptr;
};

void tst_ui_InspectorFetch::init()
{
    m_shown = std::make_unique<tests::ShownInspector>();
    m_world = &m_shown->world;
    m_http = &m_shown->http;
    m_page = &m_shown->page;
}

void tst_ui_InspectorFetch::cleanup()
{
    m_shown.reset();
}

void tst_ui_InspectorFetch::nothingIsSentBeforeTheButton()
{
    QByteArray claims = m_world->claims();
    claims.replace(m_world->control.issuer().toString().toUtf8(), "https://tenant.eu.auth0.com/");
    type(m_world->signedByTenant(
        R"({"alg":"RS256","jku":"https://evil.example/jwks","x5u":"https://evil.example/x5u","kid":"a"})", claims));
    find<QAbstractButton>(u"keyKindPublic"_s)->click();
    find<QAbstractButton>(u"keyFetchOpen"_s)->click();
    const auto *send = find<QAbstractButton>(u"keyFetchSend"_s);
    QCOMPARE(find<QLineEdit>(u"keyFetchAddress"_s)->text(),
             u"https://tenant.eu.auth0.com/.well-known/openid-configuration"_s);
    QCOMPARE(send->accessibleName(), u"Fetch https://tenant.eu.auth0.com/.well-known/openid-configuration"_s);
    QVERIFY2(send->text().contains(u"tenant.eu.auth0.com"_s), qPrintable(send->text()));
    QCoreApplication::processEvents();
    QVERIFY(m_http->sent().isEmpty());
    tests::picture(*m_page, u"inspector-fetch"_s);
}

void tst_ui_InspectorFetch::openFetch()
{
    QByteArray claims = m_world->claims();
    claims.replace(m_world->control.issuer().toString().toUtf8(), "https://tenant.eu.auth0.com/");
    type(m_world->signedByTenant(m_world->header(), claims));
    find<QAbstractButton>(u"keyKindPublic"_s)->click();
    find<QAbstractButton>(u"keyFetchOpen"_s)->click();
    QVERIFY(!m_page->inspection().isVerified());
}

QByteArray tst_ui_InspectorFetch::publishedKeys() const
{
    auto key = *m_world->crypto.keys().publicKeyFromDer(m_world->store.snapshot().signingKeys.first().publicKey);
    key.kid = TokenTenant::keyId;
    return "{\"keys\":[" + key.toPublicJson() + "]}";
}

void tst_ui_InspectorFetch::fetchedKeysAreJudgedWith()
{
    openFetch();
    m_http->answer(tests::ScriptedHttpClient::json(
        200, R"({"issuer":"https://tenant.eu.auth0.com/","jwks_uri":"https://tenant.eu.auth0.com/keys"})"));
    m_http->answer(tests::ScriptedHttpClient::json(200, publishedKeys()));
    find<QAbstractButton>(u"keyFetchSend"_s)->click();
    QTRY_VERIFY(m_page->inspection().isVerified());
    QCOMPARE(m_http->sent().size(), 2);
    QCOMPARE(m_http->sent().at(0).url, QUrl(u"https://tenant.eu.auth0.com/.well-known/openid-configuration"_s));
    QCOMPARE(m_http->sent().at(1).url, QUrl(u"https://tenant.eu.auth0.com/keys"_s));
}

void tst_ui_InspectorFetch::fetchedKeysAreNoKeysOneGave()
{
    using Origin = inspector::KeyUsed::Origin;
    openFetch();
    m_http->answer(tests::ScriptedHttpClient::json(
        200, R"({"issuer":"https://tenant.eu.auth0.com/","jwks_uri":"https://tenant.eu.auth0.com/keys"})"));
    m_http->answer(tests::ScriptedHttpClient::json(200, publishedKeys()));
    find<QAbstractButton>(u"keyFetchSend"_s)->click();
    QTRY_VERIFY(m_page->inspection().isVerified());
    QCOMPARE(m_page->inspection().key.origin, Origin::Fetched);
    QVERIFY(ui::text::keyText(m_page->inspection().key).contains(u"https://tenant.eu.auth0.com/keys"_s));
    QVERIFY(!ui::text::verdictText(m_page->inspection()).sentence.contains(u"trusted"_s));
    tests::picture(*m_page, u"inspector-fetched"_s);
    // Another token of that issuer is checked with them; one of another issuer is not, however it was signed.
    QByteArray claims = m_world->claims(-100, 100);
    claims.replace(m_world->control.issuer().toString().toUtf8(), "https://tenant.eu.auth0.com/");
    type(m_world->signedByTenant(m_world->header(), claims));
    QVERIFY(m_page->inspection().isVerified());
    claims.replace("https://tenant.eu.auth0.com/", "https://other.example/");
    type(m_world->signedByTenant(m_world->header(), claims));
    QVERIFY(!m_page->inspection().isVerified());
    QVERIFY(find<QPlainTextEdit>(u"keyText"_s)->toPlainText().isEmpty());
    // Keys that are pasted are the person's own, whatever they look like.
    find<QPlainTextEdit>(u"keyText"_s)->setPlainText(QString::fromUtf8(publishedKeys()) + u' ');
    QVERIFY(m_page->inspection().isVerified());
    QCOMPARE(m_page->inspection().key.origin, Origin::Pasted);
    type(m_world->goodToken());
    QVERIFY(m_page->inspection().isVerified());
}

void tst_ui_InspectorFetch::keysOnAnotherHostAreNamedFirst()
{
    openFetch();
    m_http->answer(tests::ScriptedHttpClient::json(
        200, R"({"issuer":"https://tenant.eu.auth0.com/","jwks_uri":"https://cdn.example/keys"})"));
    m_http->answer(tests::ScriptedHttpClient::json(200, publishedKeys()));
    const auto *send = find<QAbstractButton>(u"keyFetchSend"_s);
    find<QAbstractButton>(u"keyFetchSend"_s)->click();
    QTRY_COMPARE(send->accessibleName(), u"Fetch https://cdn.example/keys"_s);
    QCOMPARE(m_http->sent().size(), 1);
    QVERIFY(
        find<QWidget>(u"keyFetchMessage"_s)->findChildren<QLabel *>().constLast()->text().contains(u"cdn.example"_s));
    tests::picture(*m_page, u"inspector-fetch-elsewhere"_s);
    // The same token judged anew, by a change of the clock or the tenant, does not take the proposal back.
    std::ignore = m_page->findChild<ui::inspection::KeyChoice *>()->setIssuer(u"https://tenant.eu.auth0.com/"_s);
    find<QAbstractButton>(u"keyFetchSend"_s)->click();
    QTRY_VERIFY(m_page->inspection().isVerified());
    QCOMPARE(m_http->sent().size(), 2);
    QCOMPARE(m_http->sent().at(1).url, QUrl(u"https://cdn.example/keys"_s));
}

void tst_ui_InspectorFetch::noMetadataOffersTheKeySet()
{
    openFetch();
    m_http->answer(tests::ScriptedHttpClient::json(404, "{}"));
    m_http->answer(tests::ScriptedHttpClient::json(200, publishedKeys()));
    const auto *send = find<QAbstractButton>(u"keyFetchSend"_s);
    find<QAbstractButton>(u"keyFetchSend"_s)->click();
    QTRY_COMPARE(send->accessibleName(), u"Fetch https://tenant.eu.auth0.com/.well-known/jwks.json"_s);
    QCOMPARE(m_http->sent().size(), 1);
    find<QAbstractButton>(u"keyFetchSend"_s)->click();
    QTRY_VERIFY(m_page->inspection().isVerified());
}

void tst_ui_InspectorFetch::metadataThatIsRefused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("document");
    QTest::addRow("another issuer")
        << 200 << R"({"issuer":"https://evil.example/","jwks_uri":"https://tenant.eu.auth0.com/keys"})"_ba;
    QTest::addRow("keys over http")
        << 200 << R"({"issuer":"https://tenant.eu.auth0.com/","jwks_uri":"http://tenant.eu.auth0.com/keys"})"_ba;
    QTest::addRow("keys of the machine")
        << 200 << R"({"issuer":"https://tenant.eu.auth0.com/","jwks_uri":"file:///etc/hostname"})"_ba;
    QTest::addRow("itself for ever") << 200
                                     << R"({"issuer":"https://tenant.eu.auth0.com/","jwks_uri":)"
                                        R"("https://tenant.eu.auth0.com/.well-known/openid-configuration"})"_ba;
    QTest::addRow("no address") << 200 << R"({"issuer":"https://tenant.eu.auth0.com/"})"_ba;
    QTest::addRow("a page") << 200 << "<html><script>alert(1)</script>"_ba;
    QTest::addRow("a key set") << 200 << R"({"keys":[]})"_ba;
    QTest::addRow("moved")
        << 302 << R"({"issuer":"https://tenant.eu.auth0.com/","jwks_uri":"https://tenant.eu.auth0.com/keys"})"_ba;
    QTest::addRow("broken") << 500 << "{}"_ba;
}

void tst_ui_InspectorFetch::metadataThatIsRefused()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, document);
    openFetch();
    m_http->answer(tests::ScriptedHttpClient::json(status, document));
    find<QAbstractButton>(u"keyFetchSend"_s)->click();
    QTRY_VERIFY(find<QWidget>(u"keyFetchMessage"_s)->isVisible());
    QCOMPARE(m_http->sent().size(), 1);
    QVERIFY(find<QPlainTextEdit>(u"keyText"_s)->toPlainText().isEmpty());
    QVERIFY(!m_page->inspection().isVerified());
}

void tst_ui_InspectorFetch::typedKeySetIsFetchedAsItIs()
{
    openFetch();
    m_http->answer(tests::ScriptedHttpClient::json(200, publishedKeys()));
    find<QLineEdit>(u"keyFetchAddress"_s)->setText(u"https://tenant.eu.auth0.com/.well-known/jwks.json"_s);
    find<QAbstractButton>(u"keyFetchSend"_s)->click();
    QTRY_VERIFY(m_page->inspection().isVerified());
    QCOMPARE(m_http->sent().size(), 1);
}

void tst_ui_InspectorFetch::redirectIsNoKeySet()
{
    QByteArray claims = m_world->claims();
    claims.replace(m_world->control.issuer().toString().toUtf8(), "https://tenant.eu.auth0.com/");
    type(m_world->signedByTenant(m_world->header(), claims));
    m_http->answer(http::HttpResponse{
        .status = 302, .reason = {}, .headers = {{"Location", "https://evil.example/"}}, .body = "{\"keys\":[]}"});
    find<QAbstractButton>(u"keyKindPublic"_s)->click();
    find<QAbstractButton>(u"keyFetchOpen"_s)->click();
    find<QAbstractButton>(u"keyFetchSend"_s)->click();
    QTRY_VERIFY(find<QWidget>(u"keyFetchMessage"_s)->isVisible());
    QCOMPARE(m_http->sent().size(), 1);
    QVERIFY(!m_page->inspection().isVerified());
    QVERIFY(find<QPlainTextEdit>(u"keyText"_s)->toPlainText().isEmpty());
}

void tst_ui_InspectorFetch::addressThatIsRefused_data()
{
    QTest::addColumn<QString>("address");
    QTest::addRow("http") << u"http://tenant.example/.well-known/jwks.json"_s;
    QTest::addRow("file") << u"file:///etc/hostname"_s;
    QTest::addRow("credentials") << u"https://user:pass@tenant.example/"_s;
    QTest::addRow("nothing") << QString();
    QTest::addRow("no scheme") << u"tenant.example"_s;
}

void tst_ui_InspectorFetch::addressThatIsRefused()
{
    QFETCH(const QString, address);
    find<QAbstractButton>(u"keyKindPublic"_s)->click();
    find<QAbstractButton>(u"keyFetchOpen"_s)->click();
    find<QLineEdit>(u"keyFetchAddress"_s)->setText(address);
    const auto *send = find<QAbstractButton>(u"keyFetchSend"_s);
    QVERIFY(!send->isEnabled());
    QCOMPARE(find<QWidget>(u"keyFetchMessage"_s)->isVisible(), !address.isEmpty());
}

QTEST_MAIN(tst_ui_InspectorFetch)
#include "tst_ui_InspectorFetch.moc"
