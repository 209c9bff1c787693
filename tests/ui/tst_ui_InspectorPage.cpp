#include "models/items/ClaimTableModel.h"
#include "models/items/FindingListModel.h"
#include "tests/support/GuiHarness.h"
#include "tests/support/TestKeys/TestKeys.h"
#include "tests/ui/TokenWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/inspector/FindingsPane.h"
#include "ui/inspector/KeyChoice.h"
#include "ui/inspector/MembersPane.h"
#include "ui/inspector/PasteEdit.h"
#include "ui/inspector/TokenEdit.h"
#include "ui/inspector/VerdictBanner.h"
#include "ui/pages/InspectorPage.h"
#include "ui/theme/Tone.h"
#include "ui/widgets/Badge.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QCryptographicHash>
#include <QLabel>
#include <QLineEdit>
#include <QMessageAuthenticationCode>
#include <QPushButton>
#include <QTableView>
#include <QToolTip>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using inspector::Verdict;
using tests::TokenTenant;
using tests::TokenWorld;
using ui::pages::InspectorPage;

class tst_ui_InspectorPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void verdicts_data();
    void verdicts();
    void verdictIsThereWhenThePasteReturns();
    void nothingUnverifiedIsGreen_data() { verdicts_data(); }
    void nothingUnverifiedIsGreen();
    void otherFormsAreShown_data();
    void otherFormsAreShown();
    void embeddedKeyIsShownAndNotUsed();
    void hostileClaimsStayText();
    void exactBytesAreKept();
    void expiryIsJudgedAgainWhenItPasses();
    void tellsTheTimeAnew();
    void pastedKeys_data();
    void pastedKeys();
    void secretStaysMasked();
    void redactedCopyHasNoSignature();
    void followsTheTenant();
    void hugeTextIsNoHang();
    void pageIsWalkable();
    void clearEmptiesEverything();

private:
    QByteArray token(const QString &kind) const;
    void type(const QByteArray &text)
    {
        m_page->findChild<ui::inspection::TokenEdit *>(u"tokenEdit"_s)->setPlainText(QString::fromUtf8(text));
    }
    QString label(const QString &name) const { return m_page->findChild<QLabel *>(name)->text(); }
    template <typename T> T *find(const QString &name) const { return m_page->findChild<T *>(name); }

    std::unique_ptr<TokenWorld> m_world;
    std::unique_ptr<InspectorPage> m_page;
};

void tst_ui_InspectorPage::init()
{
    m_world = std::make_unique<TokenWorld>();
    m_page = std::make_unique<InspectorPage>(m_world->access(), m_world->control, m_world->inspector,
                                             m_world->crypto.keys());
    m_page->resize(1100, 860);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void tst_ui_InspectorPage::cleanup()
{
    m_page.reset();
    m_world.reset();
}

QByteArray tst_ui_InspectorPage::token(const QString &kind) const
{
    const TokenWorld &world = *m_world;
    if (kind == u"good")
        return world.goodToken();
    if (kind == u"expired")
        return world.signedByTenant(world.header(), world.claims(-7200, -3600));
    if (kind == u"forged") {
        const QByteArray good = world.goodToken();
        QByteArray claims = world.claims();
        claims.replace("read:orders", "root:orders");
        return TokenWorld::encoded(world.header()) + '.' + TokenWorld::encoded(claims) +
               good.sliced(good.lastIndexOf('.'));
    }
    if (kind == u"embedded-key")
        return world.signedByTenant(
            R"({"alg":"RS256","typ":"JWT","kid":"someone-elses","jwk":{"kty":"RSA","n":"AQAB","e":"AQAB"}})",
            world.claims());
    if (kind == u"malformed") {
        QByteArray bad = world.goodToken();
        bad[bad.indexOf('.') + 20] = '*';
        return bad;
    }
    if (kind == u"jwe")
        return TokenWorld::encoded(R"({"alg":"RSA-OAEP","enc":"A256GCM"})") + ".AAAA.BBBB.CCCC.DDDD";
    if (kind == u"unknown-audience") {
        QByteArray claims = world.claims();
        claims.replace("https://orders.example.com", "https://elsewhere.example");
        claims.replace(world.control.issuer().toString().toUtf8(), "https://issuer.example/");
        return world.signedByTenant(R"({"alg":"RS256","typ":"JWT","kid":"not-ours"})", claims);
    }
    if (kind == u"none")
        return TokenWorld::encoded(R"({"alg":"none"})") + '.' + TokenWorld::encoded(world.claims()) + '.';
    if (kind == u"unsupported")
        return TokenWorld::encoded(R"({"alg":"ESB256"})") + '.' + TokenWorld::encoded(world.claims()) + ".AAAA";
    if (kind == u"confused") {
        const auto key = world.crypto.keys().publicKeyFromDer(world.store.snapshot().signingKeys.first().publicKey);
        QByteArray header = world.header();
        header.replace("RS256", "HS256");
        const QByteArray input = TokenWorld::encoded(header) + '.' + TokenWorld::encoded(world.claims());
        return input + '.' +
               jose::encodeBase64Url(QMessageAuthenticationCode::hash(input, world.crypto.keys().toPem(*key),
                                                                      QCryptographicHash::Sha256));
    }
    if (kind == u"nested") {
        QByteArray header = world.header();
        header.replace("\"JWT\"", "\"JWT\",\"cty\":\"JWT\"");
        return world.signedByTenant(header, world.goodToken());
    }
    if (kind == u"sd-jwt") {
        const QByteArray disclosure = TokenWorld::encoded(R"(["2GLC42sKQveCfGfryNRN9w","given_name","Ada"])");
        const QByteArray digest =
            jose::encodeBase64Url(QCryptographicHash::hash(disclosure, QCryptographicHash::Sha256));
        return world.signedByTenant(world.header(),
                                    world.claims(-600, 3000, R"(,"_sd_alg":"sha-256","_sd":[")" + digest + "\"]")) +
               '~' + disclosure + '~';
    }
    if (kind == u"text")
        return "hello, world";
    if (kind == u"bearer")
        return "Authorization: Bearer " + world.goodToken() + "\n";
    return {};
}

void tst_ui_InspectorPage::verdicts_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QString>("word");
    QTest::addColumn<inspector::Time>("time");
    using inspector::Time;
    QTest::addRow("good") << u"good"_s << Verdict::Verified << u"Verified"_s << Time::Valid;
    QTest::addRow("good behind a prefix") << u"bearer"_s << Verdict::Verified << u"Verified"_s << Time::Valid;
    QTest::addRow("expired") << u"expired"_s << Verdict::Verified << u"Expired"_s << Time::Expired;
    QTest::addRow("forged") << u"forged"_s << Verdict::NotVerified << u"Do not accept: invalid signature"_s
                            << Time::Valid;
    QTest::addRow("malformed") << u"malformed"_s << Verdict::NotVerified << u"Do not accept: malformed token"_s
                               << Time::NotJudged;
    QTest::addRow("alg none") << u"none"_s << Verdict::NotVerified << u"Do not accept: not signed"_s << Time::Valid;
    QTest::addRow("JWE") << u"jwe"_s << Verdict::CouldNotBeChecked << u"Encrypted"_s << Time::NotJudged;
    QTest::addRow("unknown audience") << u"unknown-audience"_s << Verdict::CouldNotBeChecked
                                      << u"Signature not checked: no matching key"_s << Time::Valid;
    QTest::addRow("unsupported algorithm") << u"unsupported"_s << Verdict::CouldNotBeChecked
                                           << u"Signature not checked: unsupported algorithm"_s << Time::Valid;
    QTest::addRow("key confusion") << u"confused"_s << Verdict::NotVerified << u"Do not accept: key confusion attack"_s
                                   << Time::Valid;
    QTest::addRow("no token") << u"text"_s << Verdict::NotVerified << u"Not a token"_s << Time::NotJudged;
}

void tst_ui_InspectorPage::verdicts()
{
    QFETCH(const QString, kind);
    QFETCH(const Verdict, verdict);
    QFETCH(const QString, word);
    QFETCH(const inspector::Time, time);
    type(token(kind));
    QCOMPARE(m_page->inspection().verdict(), verdict);
    QCOMPARE(m_page->inspection().time, time);
    const auto *banner = find<ui::inspection::VerdictBanner>(u"verdictBanner"_s);
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->accessibleName(), word);
    QCOMPARE(label(u"verdictWord"_s), word);
    QVERIFY(!label(u"verdictSentence"_s).isEmpty());
    tests::picture(*m_page, u"inspector-"_s + kind);
}

void tst_ui_InspectorPage::verdictIsThereWhenThePasteReturns()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(token(u"good"_s)));
    auto *edit = find<ui::inspection::TokenEdit>(u"tokenEdit"_s);
    edit->setFocus();
    edit->paste();
    // No event has been processed since: what follows is what the next paint shows.
    QCOMPARE(label(u"verdictWord"_s), u"Verified"_s);
    const auto *claims = find<ui::inspection::MembersPane>(u"claimsPane"_s);
    QVERIFY(claims->isVisible());
    QCOMPARE(claims->model().rowCount(), 8);
    QVERIFY(find<QWidget>(u"headerPane"_s)->isVisible());
    QVERIFY(find<QWidget>(u"signaturePane"_s)->isVisible());
    QVERIFY2(label(u"signatureKey"_s).contains(TokenTenant::keyId), qPrintable(label(u"signatureKey"_s)));
}

void tst_ui_InspectorPage::nothingUnverifiedIsGreen()
{
    QFETCH(const QString, kind);
    QFETCH(const Verdict, verdict);
    type(token(kind));
    QCoreApplication::processEvents();
    const QImage image = m_page->grab().toImage();
    const QRgb green = ui::theme::toneColor(ui::theme::Tone::Success).rgb();
    const QRgb soft = ui::theme::toneColor(ui::theme::Tone::SuccessSoft).rgb();
    qsizetype count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            count += pixel == green || pixel == soft ? 1 : 0;
        }
    }
    if (verdict == Verdict::Verified)
        QVERIFY2(count > 200, "the test would not see green");
    else
        QCOMPARE(count, 0);
}

void tst_ui_InspectorPage::otherFormsAreShown_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"nested", "sd-jwt", "jwe"})
        QTest::addRow("%s", kind) << QString::fromLatin1(kind);
}

void tst_ui_InspectorPage::otherFormsAreShown()
{
    QFETCH(const QString, kind);
    type(token(kind));
    QVERIFY(find<QWidget>(u"verdictBanner"_s)->isVisible());
    QVERIFY(find<QWidget>(u"verdictStrip"_s)->isVisible());
    QVERIFY(!label(u"verdictSentence"_s).isEmpty());
    tests::picture(*m_page, u"inspector-"_s + kind);
}

void tst_ui_InspectorPage::embeddedKeyIsShownAndNotUsed()
{
    type(token(u"embedded-key"_s));
    QVERIFY(m_page->inspection().verdict() != Verdict::Verified);
    const items::FindingListModel &findings = find<ui::inspection::FindingsPane>(u"findingsPane"_s)->model();
    bool named = false;
    for (int row = 0; row < findings.rowCount(); ++row)
        named = named || findings.findingAt(row).member == u"jwk";
    QVERIFY(named);
    QVERIFY(find<ui::inspection::MembersPane>(u"headerPane"_s)->model().rowOf(u"jwk"_s) >= 0);
    tests::picture(*m_page, u"inspector-embedded-key"_s);
}

void tst_ui_InspectorPage::hostileClaimsStayText()
{
    const QByteArray more = R"(,"name":"<img src=/etc/hostname>","nick":"\u202eevil\u001b[31m","big":")" +
                            QByteArray(100 * 1024, 'x') + R"(","<b>k</b>":1)";
    type(m_world->signedByTenant(m_world->header(), m_world->claims(-600, 3000, more)));
    QCOMPARE(m_page->inspection().verdict(), Verdict::Verified);
    QCoreApplication::processEvents();
    const auto *table = find<QTableView>(u"claimsTable"_s);
    const QAbstractItemModel &model = *table->model();
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex cell = model.index(row, column);
            for (const int role : {int(Qt::DisplayRole), int(Qt::AccessibleTextRole), int(Qt::ToolTipRole)}) {
                const QString text = cell.data(role).toString();
                QVERIFY2(!text.contains(QChar(0x202e)) && !text.contains(QChar(0x1b)), qPrintable(text.left(200)));
                QVERIFY2(text.size() < 5000, "no cell holds a value of any size");
            }
            // Tool tips are rich text to Qt: everything of the token in them has to be escaped.
            QVERIFY(!cell.data(Qt::ToolTipRole).toString().contains(u"<img"_s));
        }
    }
    const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
    for (const QLabel *each : labels)
        QVERIFY2(each->text().isEmpty() || each->textFormat() == Qt::PlainText, qPrintable(each->objectName()));
    tests::picture(*m_page, u"inspector-hostile"_s);
}

void tst_ui_InspectorPage::exactBytesAreKept()
{
    const QByteArray claims = "{ \"b\" : 1.50,\n  \"a\":\"\\u0041\" }";
    type(m_world->signedByTenant(m_world->header(), claims));
    find<QWidget>(u"claimsViews"_s)->findChildren<QAbstractButton *>().at(3)->click();
    QCOMPARE(find<QPlainTextEdit>(u"claimsJson"_s)->toPlainText(), QString::fromUtf8(claims));
    find<QAbstractButton>(u"claimsCopy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(claims));
    find<QWidget>(u"claimsViews"_s)->findChildren<QAbstractButton *>().at(2)->click();
    QVERIFY(find<QPlainTextEdit>(u"claimsJson"_s)->toPlainText().contains(u"1.50"_s));
    tests::picture(*m_page, u"inspector-json"_s);
}

void tst_ui_InspectorPage::expiryIsJudgedAgainWhenItPasses()
{
    type(m_world->signedByTenant(m_world->header(), m_world->claims(-10, 2)));
    QCOMPARE(m_page->inspection().time, inspector::Time::Valid);
    m_world->clock.advance(std::chrono::seconds(5));
    QTRY_COMPARE_WITH_TIMEOUT(m_page->inspection().time, inspector::Time::Expired, 5000);
    QCOMPARE(m_page->inspection().verdict(), Verdict::Verified);
    QVERIFY(find<ui::widgets::Badge>(u"verdictTime"_s)->text().startsWith(u"Expired"_s));
}

void tst_ui_InspectorPage::tellsTheTimeAnew()
{
    type(m_world->goodToken());
    const auto *time = find<ui::widgets::Badge>(u"verdictTime"_s);
    const QString before = time->text();
    m_world->clock.advance(std::chrono::minutes(10));
    QTRY_VERIFY_WITH_TIMEOUT(time->text() != before, 5000);
}

void tst_ui_InspectorPage::pastedKeys_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QString>("says");
    QTest::addRow("PEM") << u"public-spki.pem"_s << Verdict::Verified << u"RSA"_s;
    QTest::addRow("certificate") << u"certificate.pem"_s << Verdict::Verified << u"RSA"_s;
    QTest::addRow("private key") << u"private-pkcs8.pem"_s << Verdict::Verified << u"private key"_s;
    QTest::addRow("weak key") << u"public-rsa1024.pem"_s << Verdict::CouldNotBeChecked << QString();
    QTest::addRow("no key at all") << u"TestKeys.h"_s << Verdict::CouldNotBeChecked << QString();
}

void tst_ui_InspectorPage::pastedKeys()
{
    QFETCH(const QString, key);
    QFETCH(const Verdict, verdict);
    QFETCH(const QString, says);
    type(m_world->goodToken());
    find<QAbstractButton>(u"keyKindPublic"_s)->click();
    QCOMPARE(m_page->inspection().verdict(), Verdict::CouldNotBeChecked);
    auto *field = find<ui::inspection::PasteEdit>(u"keyText"_s);
    QVERIFY(field->isVisible());
    field->setPlainText(QString::fromUtf8(tests::testKeyFile(key)));
    QVERIFY2(m_page->inspection().verdict() == verdict || verdict != Verdict::Verified,
             qPrintable(inspector::reasonCode(m_page->inspection().reason)));
    if (verdict != Verdict::Verified)
        QVERIFY(m_page->inspection().verdict() != Verdict::Verified);
    const QList<QLabel *> labels = find<QWidget>(u"keyMessage"_s)->findChildren<QLabel *>();
    QString message;
    for (const QLabel *each : labels)
        message += each->text();
    QVERIFY2(!message.isEmpty() && message.contains(says), qPrintable(message));
    tests::picture(*m_page, u"inspector-key-"_s + key.section(u'.', 0, 0));
    find<QAbstractButton>(u"keyForget"_s)->click();
    QCOMPARE(field->toPlainText(), QString());
    QVERIFY(!field->document()->isUndoAvailable());
}

void tst_ui_InspectorPage::secretStaysMasked()
{
    // A token of the HS256 API, checked with its secret as a person types it.
    const QByteArray header = R"({"alg":"HS256","typ":"JWT"})";
    QByteArray claims = m_world->claims();
    claims.replace("https://orders.example.com", TokenTenant::ledger.latin1());
    const QByteArray input = TokenWorld::encoded(header) + '.' + TokenWorld::encoded(claims);
    const auto signer = m_world->crypto.signers().hmacSigner(
        jose::Algorithm::HS256,
        base::Secret(QByteArrayView(TokenTenant::ledgerSecret.latin1(), TokenTenant::ledgerSecret.size())));
    type(input + '.' + jose::encodeBase64Url(*signer->sign(input)));
    QCOMPARE(m_page->inspection().verdict(), Verdict::Verified); // with the tenant's own secret

    find<QAbstractButton>(u"keyKindSecret"_s)->click();
    auto *secret = find<QLineEdit>(u"keySecret"_s);
    QCOMPARE(secret->echoMode(), QLineEdit::Password);
    secret->setText(u"not the secret, but long enough for it"_s);
    QCOMPARE(m_page->inspection().verdict(), Verdict::NotVerified);
    secret->setText(TokenTenant::ledgerSecret);
    QCOMPARE(m_page->inspection().verdict(), Verdict::Verified);
    find<QAbstractButton>(u"keySecretReveal"_s)->click();
    QCOMPARE(secret->echoMode(), QLineEdit::Normal);
    tests::picture(*m_page, u"inspector-secret"_s);
    m_page->hide();
    QCOMPARE(secret->echoMode(), QLineEdit::Password);
}

void tst_ui_InspectorPage::redactedCopyHasNoSignature()
{
    const QByteArray good = m_world->goodToken();
    type(good);
    find<QAbstractButton>(u"tokenCopyRedacted"_s)->click();
    const QByteArray copied = QGuiApplication::clipboard()->text().toUtf8();
    QCOMPARE(copied, good.first(good.lastIndexOf('.') + 1) + "REDACTED");
}

void tst_ui_InspectorPage::followsTheTenant()
{
    type(m_world->goodToken());
    QCOMPARE(m_page->inspection().verdict(), Verdict::Verified);
    m_world->session.apply(*m_world->editor.deleteApi(m_world->store.snapshot(), m_world->orders()), u"delete"_s);
    QVERIFY(m_page->inspection().key.api.isEmpty());
    m_world->session.undoStack().undo();
    QCOMPARE(m_page->inspection().key.api, m_world->orders());
}

void tst_ui_InspectorPage::hugeTextIsNoHang()
{
    QGuiApplication::clipboard()->setText(QString(20 * 1024 * 1024, u'e'));
    const tests::ProcessorTime paste;
    find<QAbstractButton>(u"tokenPaste"_s)->click();
    QVERIFY2(paste.milliseconds() < 1000, qPrintable(QString::number(paste.milliseconds())));
    QVERIFY(find<QWidget>(u"tokenNotice"_s)->isVisible());
    // As much as the field takes, in one line without a blank.
    const tests::ProcessorTime line;
    type(QByteArray(ui::inspection::TokenEdit::most - 100, 'e'));
    QCoreApplication::processEvents();
    QVERIFY2(line.milliseconds() < 4000, qPrintable(QString::number(line.milliseconds())));
    QCOMPARE(m_page->inspection().reason, inspector::Reason::TooLarge);
}

void tst_ui_InspectorPage::pageIsWalkable()
{
    const tests::GuiHarness look; // contrast is the theme's
    type(token(u"embedded-key"_s));
    tests::GuiHarness::settle();
    for (const QString &kind : {u"keyKindAutomatic"_s, u"keyKindPublic"_s, u"keyKindSecret"_s}) {
        find<QAbstractButton>(kind)->click();
        tests::GuiHarness::settle();
        const QStringList problems = tests::walk(*m_page);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }
}

void tst_ui_InspectorPage::clearEmptiesEverything()
{
    tests::picture(*m_page, u"inspector-empty"_s);
    type(m_world->goodToken());
    find<QAbstractButton>(u"tokenClear"_s)->click();
    QVERIFY(find<QWidget>(u"inspectorEmpty"_s)->isVisible());
    QVERIFY(!find<QWidget>(u"verdictBanner"_s)->isVisible());
    QVERIFY(!find<QWidget>(u"claimsPane"_s)->isVisible());
    QCOMPARE(QApplication::focusWidget(), find<QWidget>(u"tokenEdit"_s));
}

QTEST_MAIN(tst_ui_InspectorPage)
#include "tst_ui_InspectorPage.moc"
