#include "models/trust/Presets.h"
#include "tests/support/GuiHarness.h"
#include "tests/support/ScriptedHttpClient.h"
#include "tests/support/WidgetHand.h"
#include "tests/ui/TokenWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/pages/AddIssuerDialog.h"
#include "ui/pages/InspectorPage.h"
#include "ui/pages/IssuersPage.h"
#include "ui/theme/ThemeWatcher.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace gatehouse;
using tests::child;
using tests::click;
using tests::GuiHarness;
using tests::ScriptedHttpClient;
using tests::TokenWorld;
using namespace Qt::StringLiterals;

/// The page of trusted issuers, and the way to it from a token of an unknown one.
class tst_ui_IssuersPage : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ui::theme::ThemeWatcher> m_theme;
    std::unique_ptr<TokenWorld> m_world;
    std::unique_ptr<ScriptedHttpClient> m_http;
    std::unique_ptr<trust::IssuerDesk> m_desk;
    std::unique_ptr<ui::pages::IssuersPage> m_page;

    static const QString &issuer()
    {
        static const QString text = u"https://id.acme.example"_s;
        return text;
    }
    void answerWith(const QStringList &kids)
    {
        QByteArrayList keys;
        for (const QString &kid : kids) {
            jose::Jwk made = m_world->crypto.privateKeys().generate(jose::Algorithm::ES256)->publicPart.value();
            made.kid = kid;
            keys.append(made.toPublicJson());
        }
        m_http->answer(ScriptedHttpClient::json(
            200, "{\"issuer\":\"https://id.acme.example\",\"jwks_uri\":\"https://id.acme.example/keys\"}"));
        m_http->answer(ScriptedHttpClient::json(200, "{\"keys\":[" + keys.join(',') + "]}"));
    }
    ui::pages::AddIssuerDialog *openDialog()
    {
        m_page->addIssuer();
        return m_page->window()->findChild<ui::pages::AddIssuerDialog *>();
    }
    void addAcme(const QStringList &kids = {u"key-1"_s, u"key-2"_s})
    {
        answerWith(kids);
        QPointer<ui::pages::AddIssuerDialog> dialog = openDialog();
        QVERIFY(dialog);
        child<QLineEdit>(*dialog, "issuerName")->setText(u"Acme"_s);
        child<QLineEdit>(*dialog, "issuerIssuer")->setText(issuer());
        QVERIFY(m_http->sent().isEmpty());
        QVERIFY(dialog->acceptButton()->isEnabled());
        dialog->acceptButton()->click();
        QTRY_VERIFY(!dialog);
        QTRY_COMPARE(m_desk->book()->all.size(), 1);
    }

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<ui::theme::ThemeWatcher>(settings::Theme::Light); }
    void init()
    {
        m_world = std::make_unique<TokenWorld>();
        m_http = std::make_unique<ScriptedHttpClient>();
        m_desk = std::make_unique<trust::IssuerDesk>(trust::IssuerDesk::Parts{
            .storage = m_world->book, .http = *m_http, .codec = m_world->crypto.keys(), .clock = m_world->clock});
        m_page = std::make_unique<ui::pages::IssuersPage>(*m_desk);
        tests::show(*m_page, {1080, 1000});
    }
    void cleanup()
    {
        m_page.reset();
        m_desk.reset();
        m_http.reset();
        m_world.reset();
    }

    void nothingIsAskedUnasked()
    {
        GuiHarness::settle();
        QVERIFY(m_http->sent().isEmpty());
        QVERIFY(!child<QWidget>(*m_page, "issuerCard")->isVisible());
    }

    void anIssuerIsAddedByItsPreset()
    {
        QPointer<ui::pages::AddIssuerDialog> dialog = openDialog();
        QVERIFY(!dialog->acceptButton()->isEnabled());
        auto *provider = child<QComboBox>(*dialog, "issuerProvider");
        provider->setCurrentIndex(provider->findText(u"Apple"_s));
        Q_EMIT provider->activated(provider->currentIndex());
        QCOMPARE(child<QLineEdit>(*dialog, "issuerAddress")->text(), u"https://appleid.apple.com/auth/keys"_s);
        provider->setCurrentIndex(provider->findText(u"Microsoft Entra ID"_s));
        Q_EMIT provider->activated(provider->currentIndex());
        QVERIFY(child<QWidget>(*dialog, "issuerTenants")->isVisible());
        QVERIFY(!dialog->acceptButton()->isEnabled());
        child<QPlainTextEdit>(*dialog, "issuerTenants")->setPlainText(u"72f988bf-86f1-41af-91ab-2d7cd011db47"_s);
        QTRY_VERIFY(dialog->acceptButton()->isEnabled());
        QVERIFY(m_http->sent().isEmpty());
        delete dialog;
        addAcme();
        QCOMPARE(m_http->sent().size(), 2);
        QTRY_VERIFY(child<QWidget>(*m_page, "issuerCard")->isVisible());
        QCOMPARE(child<QLineEdit>(*m_page, "issuerEdit")->text(), issuer());
    }

    void aRefusalStaysInTheDialog()
    {
        m_http->answer(ScriptedHttpClient::json(200, "<html></html>"));
        QPointer<ui::pages::AddIssuerDialog> dialog = openDialog();
        child<QLineEdit>(*dialog, "issuerName")->setText(u"Acme"_s);
        child<QLineEdit>(*dialog, "issuerIssuer")->setText(issuer());
        dialog->acceptButton()->click();
        QTRY_VERIFY(dialog && dialog->acceptButton()->isEnabled());
        QVERIFY(m_desk->book()->all.isEmpty());
        delete dialog;
    }

    void unexpectedKeysWaitForAPerson()
    {
        addAcme();
        answerWith({u"other"_s});
        QTRY_VERIFY(child<QWidget>(*m_page, "issuerRefresh")->isEnabled());
        child<QPushButton>(*m_page, "issuerRefresh")->click();
        QTRY_VERIFY(child<QWidget>(*m_page, "issuerAccept")->isVisible());
        QVERIFY(child<QWidget>(*m_page, "issuerWaiting")->isVisible());
        QCOMPARE(m_desk->book()->all.first().presentKeys().size(), 2);
        child<QPushButton>(*m_page, "issuerAccept")->click();
        QTRY_VERIFY(!child<QWidget>(*m_page, "issuerAccept")->isVisible());
        QCOMPARE(m_desk->book()->all.first().presentKeys().size(), 1);
    }

    void removingAsksFirst()
    {
        addAcme();
        QTRY_VERIFY(child<QWidget>(*m_page, "issuerRemove")->isEnabled());
        child<QPushButton>(*m_page, "issuerRemove")->click();
        auto *dialog = m_page->window()->findChild<ui::dialogs::DialogFrame *>();
        QVERIFY(dialog);
        QCOMPARE(m_desk->book()->all.size(), 1);
        dialog->acceptButton()->click();
        QTRY_VERIFY(m_desk->book()->all.isEmpty());
        QTRY_VERIFY(!child<QWidget>(*m_page, "issuerCard")->isVisible());
    }

    void theInspectorLeadsHere()
    {
        const jose::PrivateKey key = *m_world->crypto.privateKeys().generate(jose::Algorithm::ES256);
        const QByteArray input = TokenWorld::encoded(R"({"alg":"ES256","kid":"k"})") + '.' +
                                 TokenWorld::encoded("{\"iss\":\"https://id.acme.example\",\"exp\":1700000600}");
        const auto signer = m_world->crypto.privateKeys().signer(jose::Algorithm::ES256, key);
        const QByteArray token = input + '.' + jose::encodeBase64Url(*(*signer)->sign(input));
        ui::pages::InspectorPage page(m_world->access(), m_world->control, m_world->inspector, m_world->crypto.keys(),
                                      {.issuers = m_desk.get()});
        tests::show(page, {1200, 800});
        QSignalSpy wanted(&page, &ui::pages::InspectorPage::addIssuerRequested);
        page.setToken(m_world->goodToken());
        QVERIFY(!child<QWidget>(page, "inspectorTrust")->isVisible());
        page.setToken(token);
        QVERIFY(child<QWidget>(page, "inspectorTrust")->isVisible());
        child<QPushButton>(page, "inspectorTrust")->click();
        QCOMPARE(wanted.value(0).value(0).toString(), issuer());
        QVERIFY(m_http->sent().isEmpty());
        jose::Jwk published = key.publicPart.value();
        published.kid = u"k"_s;
        trust::TrustedIssuer acme{.name = u"Acme"_s, .issuer = issuer(), .source = trust::KeySource::Given};
        bool isAdded = false;
        m_desk->add(acme, published.toPublicJson()).then(&page, [&isAdded](const base::Result<trust::KeyNews> &news) {
            isAdded = news.has_value();
        });
        QTRY_VERIFY(isAdded);
        QTRY_VERIFY(page.inspection().isVerified());
        QCOMPARE(page.inspection().key.issuerName, u"Acme"_s);
        QVERIFY(!child<QWidget>(page, "inspectorTrust")->isVisible());
    }

    void holdsWhatAPageMust_data()
    {
        QTest::addColumn<settings::Theme>("theme");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("isUsed");
        QTest::newRow("light, empty") << settings::Theme::Light << QSize(1080, 800) << false;
        QTest::newRow("light, used") << settings::Theme::Light << QSize(1080, 1000) << true;
        QTest::newRow("dark, used") << settings::Theme::Dark << QSize(1080, 1000) << true;
        QTest::newRow("light, narrow") << settings::Theme::Light << QSize(720, 560) << true;
    }
    void holdsWhatAPageMust()
    {
        QFETCH(const settings::Theme, theme);
        QFETCH(const QSize, size);
        QFETCH(const bool, isUsed);
        GuiHarness gui(theme, 1.0);
        if (isUsed) {
            addAcme();
            answerWith({u"other"_s});
            child<QPushButton>(*m_page, "issuerRefresh")->click();
            QTRY_VERIFY(m_desk->book()->all.first().waiting);
        }
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_page.release());
        tests::show(window, size);
        GuiHarness::settle();
        gui.picture(window, QString::fromLatin1(QTest::currentDataTag()));
        const QStringList problems = tests::walk(window);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void theDialogHoldsWhatItMust()
    {
        GuiHarness gui(settings::Theme::Light, 1.0);
        QPointer<ui::pages::AddIssuerDialog> dialog = openDialog();
        auto *provider = child<QComboBox>(*dialog, "issuerProvider");
        provider->setCurrentIndex(provider->findText(u"Microsoft Entra ID"_s));
        Q_EMIT provider->activated(provider->currentIndex());
        GuiHarness::settle();
        gui.picture(*dialog, u"dialog"_s);
        const QStringList problems = tests::walk(*dialog);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
        delete dialog;
    }
};

QTEST_MAIN(tst_ui_IssuersPage)
#include "tst_ui_IssuersPage.moc"
