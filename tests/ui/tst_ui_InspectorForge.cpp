#include "models/jose/openssl/OpensslCrypto.h"
#include "tests/support/GuiHarness.h"
#include "tests/support/TestKeys/TestKeys.h"
#include "tests/ui/TokenWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/inspector/TokenEdit.h"
#include "ui/pages/ForgeDialog.h"
#include "ui/pages/InspectorPage.h"
#include "ui/theme/Tone.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using tests::TokenWorld;
using ui::pages::ForgeDialog;
using ui::pages::InspectorPage;

/// Test tokens: made where nothing looks like a verdict, with the tenant's keys or a pasted one.
class tst_ui_InspectorForge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void resignedTokenIsJudgedOnThePage();
    void bytesAreSignedAsTheyStand();
    void pastedKeysSign_data();
    void pastedKeysSign();
    void whatIsNoKeyIsSaid();
    void benchJudgesEachVariant();
    void copyIsASecret();
    void looksLikeNoVerdict();
    void walkable();

private:
    ForgeDialog *open(const QByteArray &token)
    {
        m_page->setToken(token);
        m_page->findChild<QAbstractButton *>(u"tokenForge"_s)->click();
        return m_page->findChild<ForgeDialog *>();
    }

    jose::openssl::OpensslCrypto m_openssl;
    std::unique_ptr<TokenWorld> m_world;
    std::unique_ptr<InspectorPage> m_page;
};

void tst_ui_InspectorForge::init()
{
    m_world = std::make_unique<TokenWorld>();
    m_page = std::make_unique<InspectorPage>(
        m_world->access(), m_world->control, m_world->inspector, m_world->crypto.keys(),
        ui::pages::InspectorPageExtras{.http = nullptr, .privateKeys = &m_openssl.privateKeys()});
    m_page->resize(1100, 900);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void tst_ui_InspectorForge::cleanup()
{
    m_page.reset();
    m_world.reset();
}

void tst_ui_InspectorForge::resignedTokenIsJudgedOnThePage()
{
    ForgeDialog *dialog = open(m_world->goodToken());
    QVERIFY(dialog);
    auto *claims = dialog->findChild<QPlainTextEdit *>(u"forgeClaims"_s);
    claims->setPlainText(claims->toPlainText().replace(u"read:orders"_s, u"admin:orders"_s));
    dialog->acceptButton()->click();
    QVERIFY(m_page->inspection().isVerified());
    QVERIFY(m_page->inspection().scopes.contains(u"admin:orders"_s));
}

void tst_ui_InspectorForge::bytesAreSignedAsTheyStand()
{
    ForgeDialog *dialog = open(m_world->goodToken());
    const QString claims = u"{ \"sub\" : \"a\",\n \"sub\":\"b\" }"_s;
    dialog->findChild<QPlainTextEdit *>(u"forgeClaims"_s)->setPlainText(claims);
    const auto token = dialog->forged();
    QVERIFY(token);
    QCOMPARE(*jose::decodeBase64Url(token->split('.').at(1)), claims.toUtf8());
    QVERIFY(dialog->findChild<QWidget *>(u"forgeMessage"_s)->isVisible()); // that it is no strict JSON
}

void tst_ui_InspectorForge::pastedKeysSign_data()
{
    QTest::addColumn<QString>("algorithm");
    QTest::addColumn<QString>("key");
    QTest::addRow("RS256") << u"RS256"_s << u"private-pkcs8.pem"_s;
    QTest::addRow("ES256") << u"ES256"_s << u"ec-private-pkcs8.pem"_s;
    QTest::addRow("EdDSA") << u"EdDSA"_s << u"ed25519-private.pem"_s;
    QTest::addRow("HS256") << u"HS256"_s << QString();
}

void tst_ui_InspectorForge::pastedKeysSign()
{
    QFETCH(const QString, algorithm);
    QFETCH(const QString, key);
    ForgeDialog *dialog = open(m_world->goodToken());
    auto *keys = dialog->findChild<QComboBox *>(u"forgeKey"_s);
    keys->setCurrentIndex(keys->count() - (key.isEmpty() ? 1 : 2));
    QVERIFY(!dialog->acceptButton()->isEnabled());
    dialog->findChild<QPlainTextEdit *>(u"forgePasted"_s)
        ->setPlainText(key.isEmpty() ? u"a secret that is long enough for HS256"_s
                                     : QString::fromUtf8(tests::testKeyFile(key)));
    dialog->findChild<QPlainTextEdit *>(u"forgeHeader"_s)->setPlainText(u"{\"alg\":\"%1\"}"_s.arg(algorithm));
    QVERIFY(dialog->acceptButton()->isEnabled());
    const auto token = dialog->forged();
    QVERIFY(token);
    QCOMPARE(token->count('.'), 2);
    QVERIFY(!token->endsWith('.'));
}

void tst_ui_InspectorForge::whatIsNoKeyIsSaid()
{
    ForgeDialog *dialog = open(m_world->goodToken());
    auto *keys = dialog->findChild<QComboBox *>(u"forgeKey"_s);
    keys->setCurrentIndex(keys->count() - 2);
    for (const QString &text : {u"hello"_s, QString::fromUtf8(tests::testKeyFile(u"public-spki.pem"_s)),
                                QString::fromUtf8(tests::testKeyFile(u"private-pkcs8-encrypted.pem"_s))}) {
        dialog->findChild<QPlainTextEdit *>(u"forgePasted"_s)->setPlainText(text);
        QVERIFY(!dialog->forged());
        QVERIFY(dialog->findChild<QWidget *>(u"forgeMessage"_s)->isVisible());
    }
}

void tst_ui_InspectorForge::benchJudgesEachVariant()
{
    ForgeDialog *dialog = open(m_world->goodToken());
    dialog->findChild<QAbstractButton *>(u"forgeBenchRun"_s)->click();
    const auto *table = dialog->findChild<QTableView *>(u"forgeBenchTable"_s);
    QVERIFY(table->isVisible());
    QVERIFY(table->model()->rowCount() >= 18);
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QString is = table->model()->index(row, 2).data().toString();
        QVERIFY2(is.startsWith(u"As expected"_s),
                 qPrintable(table->model()->index(row, 0).data().toString() + u": "_s + is));
    }
    tests::picture(*dialog, u"forge-bench"_s);
}

void tst_ui_InspectorForge::copyIsASecret()
{
    ForgeDialog *dialog = open(m_world->goodToken());
    dialog->findChild<QAbstractButton *>(u"forgeCopy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(u"x-kde-passwordManagerHint"_s), "secret"_ba);
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'.'), 2);
}

void tst_ui_InspectorForge::looksLikeNoVerdict()
{
    ForgeDialog *dialog = open(m_world->goodToken());
    const tests::GuiHarness look;
    QVERIFY(dialog->windowTitle().contains(u"Forge"_s));
    QVERIFY(dialog->findChild<QWidget *>(u"forgeWarning"_s)->isVisible());
    // No verdict of the page is in it, and nothing green.
    QVERIFY(!dialog->findChild<QWidget *>(u"verdictBanner"_s));
    QVERIFY(!dialog->findChild<QWidget *>(u"verdictStrip"_s));
    const QImage image = dialog->grab().toImage();
    const QRgb green = ui::theme::toneColor(ui::theme::Tone::Success).rgb();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            QVERIFY(image.pixel(x, y) != green);
    }
    tests::picture(*dialog, u"forge"_s);
}

void tst_ui_InspectorForge::walkable()
{
    const tests::GuiHarness look;
    ForgeDialog *dialog = open(m_world->goodToken());
    QVERIFY(QTest::qWaitForWindowExposed(dialog));
    const QStringList problems = tests::walk(*dialog);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

QTEST_MAIN(tst_ui_InspectorForge)
#include "tst_ui_InspectorForge.moc"
