#include "app/crypto/Crypto.h"
#include "tests/support/GuiHarness.h"
#include "tests/support/TokenTenant.h"
#include "tests/ui/PageWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/pages/SigningKeysCard.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/PlainLabel.h"

#include <QClipboard>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using ui::pages::SigningKeysCard;
using State = domain::SigningKey::State;

namespace {

/// Makes keys in no time; two primes take up to a second.
class QuickSigners final : public jose::SignerFactory
{
public:
    base::Result<std::unique_ptr<jose::Signer>> rsaSigner(jose::Algorithm, const base::Secret &) const override
    {
        return base::failure(base::ErrorCode::Internal, base::ErrorStep::MakeSigner);
    }
    std::unique_ptr<jose::Signer> hmacSigner(jose::Algorithm, const base::Secret &) const override { return {}; }
    base::Result<jose::GeneratedKey> generateRsa(int) const override
    {
        if (isBroken)
            return base::failure(base::ErrorCode::Internal, base::ErrorStep::MakeSigner);
        return jose::GeneratedKey{.publicKey = testKeyDer(u"public-spki.pem"_s), .privateKey = base::Secret("key"_ba)};
    }

    std::atomic<bool> isBroken = false;
};

} // namespace

/// The signing keys of a tenant, from a click to what is stored.
class tst_ui_SigningKeysCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void showsWhatSignsAndWhatIsAlive();
    void rotatesAndTakesItBack();
    void aTenantElsewhereTellsNoCounts();
    void failedRotationIsSaid();
    void revokingNamesWhatBreaks();
    void breakageNamesTheMostFirst();
    void onlyAPreviousKeyIsRevoked();
    void publicKeysAreCopied();
    void holdsWhatACardMust_data();
    void holdsWhatACardMust();

private:
    const store::StoreSnapshot &tenant() const { return m_world->store.snapshot(); }
    void choose(const QString &id)
    {
        QAbstractItemView *view = child<QAbstractItemView>(*m_window, "signingKeyTable");
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            if (view->model()->index(row, 1).data().toString() == id)
                view->setCurrentIndex(view->model()->index(row, 1));
        }
    }
    QString sentence() const { return child<QLabel>(*m_window, "signingKeySentence")->text(); }
    QString question() const
    {
        QString words;
        const QList<QDialog *> dialogs = m_window->findChildren<QDialog *>(u"confirmDialog"_s);
        for (const QDialog *dialog : dialogs) {
            const QList<QLabel *> labels = dialog->findChildren<QLabel *>();
            for (const QLabel *label : labels)
                words += dialog->isVisible() ? label->text() + u'\n' : QString();
        }
        return words;
    }
    void issue(const QString &key, const domain::ResourceServerId &api, const domain::ClientId &client, int hours,
               qint64 count)
    {
        m_world->books.countIssued({.key = domain::KeyId(key),
                                    .api = api,
                                    .client = client,
                                    .expires = m_world->clock.now() + std::chrono::hours(hours),
                                    .count = count});
        m_desk->refresh();
        QTRY_VERIFY(!m_desk->view().issued.isEmpty() && m_desk->view().issued.last().count == count);
    }

    std::unique_ptr<ui::theme::ThemeWatcher> m_theme;
    app::Crypto m_crypto;
    QuickSigners m_signers;
    std::unique_ptr<PageWorld> m_world;
    std::unique_ptr<editing::LedgerDesk> m_desk;
    std::unique_ptr<QWidget> m_window;
    SigningKeysCard *m_card = nullptr;
    domain::ResourceServerId m_api;
    domain::ClientId m_client;
};

void tst_ui_SigningKeysCard::initTestCase()
{
    m_theme = std::make_unique<ui::theme::ThemeWatcher>(settings::Theme::Light);
}

void tst_ui_SigningKeysCard::init()
{
    m_signers.isBroken = false;
    m_world = std::make_unique<PageWorld>();
    m_api = m_world->addApi(u"Orders API"_s, {u"read"_s});
    m_client = m_world->addClient(u"Portal"_s);
    domain::ChangeSet changes;
    const auto add = [&](const QString &id, State state, int daysAgo) {
        domain::SigningKey key;
        key.id = domain::KeyId(id);
        key.state = state;
        key.publicKey = testKeyDer(u"public-spki.pem"_s);
        key.createdAt = m_world->clock.now() - std::chrono::days(daysAgo);
        if (state != State::Next)
            key.currentSince = key.createdAt;
        if (state == State::Previous)
            key.currentUntil = m_world->clock.now() - std::chrono::days(2);
        changes.create(key);
    };
    add(u"key-previous"_s, State::Previous, 30);
    add(u"key-current"_s, State::Current, 3);
    add(u"key-next"_s, State::Next, 2);
    m_world->store.submit(changes);
    QVERIFY(m_world->settle());
    m_desk = std::make_unique<editing::LedgerDesk>(m_world->store, editing::LedgerDesk::Parts{.ledger = m_world->books,
                                                                                              .editor = m_world->editor,
                                                                                              .kdf = m_world->kdf,
                                                                                              .signers = m_signers,
                                                                                              .random = m_world->random,
                                                                                              .clock = m_world->clock});
    m_window = std::make_unique<QWidget>();
    m_card = new SigningKeysCard(m_world->access(), m_desk.get(), m_crypto.keys());
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_card);
    layout->addStretch(1);
    tests::show(*m_window, {980, 560});
}

void tst_ui_SigningKeysCard::cleanup()
{
    m_window.reset();
    m_desk.reset();
    m_world.reset();
}

void tst_ui_SigningKeysCard::showsWhatSignsAndWhatIsAlive()
{
    QAbstractItemView *view = child<QAbstractItemView>(*m_window, "signingKeyTable");
    QCOMPARE(view->model()->rowCount(), 3);
    QCOMPARE(view->currentIndex().siblingAtColumn(1).data().toString(), u"key-current"_s); // chosen to begin with
    QVERIFY(sentence().startsWith(u"Signs since"_s));
    issue(u"key-previous"_s, m_api, m_client, 6, 12);
    choose(u"key-previous"_s);
    QVERIFY2(sentence().contains(u"12 tokens are alive"_s), qPrintable(sentence()));
    QVERIFY(sentence().contains(u"revoking it breaks nothing"_s));
    QCOMPARE(view->currentIndex().siblingAtColumn(3).data().toString(), u"12"_s);
    QVERIFY(!view->currentIndex().siblingAtColumn(2).data(Qt::AccessibleTextRole).toString().isEmpty());
}

/// What was not counted is no zero: revoking a key of a tenant elsewhere cannot be taken back.
void tst_ui_SigningKeysCard::aTenantElsewhereTellsNoCounts()
{
    auto *card = new SigningKeysCard(m_world->access(), nullptr, m_crypto.keys());
    delete std::exchange(m_card, card);
    m_window->layout()->addWidget(card);
    choose(u"key-previous"_s);
    const QAbstractItemView *view = child<QAbstractItemView>(*m_window, "signingKeyTable");
    QCOMPARE(view->currentIndex().siblingAtColumn(3).data().toString(), u"Not known"_s);
    QVERIFY2(!sentence().contains(u"breaks nothing"_s), qPrintable(sentence()));
    QVERIFY2(!sentence().contains(u"No token"_s), qPrintable(sentence()));
    // Two days ago, and the longest lifetime of an API is a day.
    QVERIFY2(sentence().contains(u"is valid until"_s), qPrintable(sentence()));
}

void tst_ui_SigningKeysCard::rotatesAndTakesItBack()
{
    QSignalSpy offered(m_card, &SigningKeysCard::undoOffered);
    const store::StoreSnapshot before = tenant();
    click(*m_window, "rotateKeysButton");
    QVERIFY2(question().contains(u"published for 2 days"_s), qPrintable(question()));
    QVERIFY(tenant() == before);
    confirm(*m_window);
    QTRY_COMPARE(offered.size(), 1);
    QCOMPARE(tenant().currentSigningKey()->id.text(), u"key-next"_s);
    QCOMPARE(tenant().signingKey(domain::KeyId(u"key-current"_s))->state, State::Previous);
    QVERIFY(tenant().nextSigningKey());
    QCOMPARE(child<QAbstractItemView>(*m_window, "signingKeyTable")->model()->rowCount(), 4);
    m_world->session.undoStack().undo();
    QVERIFY(tenant() == before);
    QVERIFY(m_world->settle());
    QVERIFY(tenant() == before); // the store takes it
}

void tst_ui_SigningKeysCard::failedRotationIsSaid()
{
    m_signers.isBroken = true;
    click(*m_window, "rotateKeysButton");
    confirm(*m_window);
    auto *banner = child<ui::widgets::ErrorBanner>(*m_window, "signingKeysBanner");
    QTRY_VERIFY(!banner->text().isEmpty());
    QVERIFY(child<QWidget>(*m_window, "rotateKeysButton")->isEnabled());
    QCOMPARE(tenant().currentSigningKey()->id.text(), u"key-current"_s);
}

void tst_ui_SigningKeysCard::revokingNamesWhatBreaks()
{
    issue(u"key-previous"_s, m_api, m_client, 6, 12);
    choose(u"key-previous"_s);
    click(*m_window, "revokeKeyButton");
    const QString words = question();
    QVERIFY2(words.contains(u"12 of Portal for Orders API"_s), qPrintable(words));
    QVERIFY(words.contains(u"The last one expires at"_s));
    picture(*m_window->findChild<QDialog *>(u"confirmDialog"_s), u"keys-revoke"_s);
    confirm(*m_window);
    QCOMPARE(tenant().signingKey(domain::KeyId(u"key-previous"_s))->state, State::Revoked);
    QVERIFY(!child<QWidget>(*m_window, "revokeKeyButton")->isEnabled());
    m_world->session.undoStack().undo();
    QVERIFY(m_world->settle());
    QCOMPARE(tenant().signingKey(domain::KeyId(u"key-previous"_s))->state, State::Previous);
    choose(u"key-previous"_s);
    QVERIFY(child<QWidget>(*m_window, "revokeKeyButton")->isEnabled());
}

void tst_ui_SigningKeysCard::breakageNamesTheMostFirst()
{
    const base::Instant now = m_world->clock.now();
    QList<store::IssuedTokens> issued;
    const domain::KeyId key(u"key-previous"_s);
    for (int i = 1; i <= 7; ++i) {
        issued.append({.key = key,
                       .api = m_api,
                       .client = m_world->addClient(u"Client %1"_s.arg(i)),
                       .expires = now + std::chrono::hours(i),
                       .count = i});
    }
    issued.append({.key = key, .api = {}, .client = m_client, .expires = now + std::chrono::hours(1), .count = 100});
    issued.append({.key = key, .api = m_api, .client = m_client, .expires = now - std::chrono::hours(1), .count = 9});
    const QString text = ui::pages::breakageText(tenant(), key, issued, now);
    QVERIFY2(text.startsWith(u"128 tokens that are alive"_s), qPrintable(text));
    QVERIFY(text.contains(u"100 of Portal for sign-in; 7 of Client 7 for Orders API; 6 of Client 6"_s));
    QVERIFY2(text.contains(u"6 others"_s), qPrintable(text)); // 1 + 2 + 3
    QVERIFY(ui::pages::breakageText(tenant(), domain::KeyId(u"key-next"_s), issued, now).contains(u"nothing breaks"_s));
}

void tst_ui_SigningKeysCard::onlyAPreviousKeyIsRevoked()
{
    for (const QString &id : {u"key-current"_s, u"key-next"_s}) {
        choose(id);
        QVERIFY(!child<QWidget>(*m_window, "revokeKeyButton")->isEnabled());
        // The keyboard says why.
        QTest::keyClick(child<QWidget>(*m_window, "signingKeyTable"), Qt::Key_Delete);
        QVERIFY(!child<ui::widgets::ErrorBanner>(*m_window, "signingKeysBanner")->text().isEmpty());
        QVERIFY(tenant().signingKey(domain::KeyId(id))->isPublished());
    }
}

void tst_ui_SigningKeysCard::publicKeysAreCopied()
{
    click(*m_window, "copyKeyIdButton");
    QCOMPARE(QGuiApplication::clipboard()->text(), u"key-current"_s);
    click(*m_window, "copyKeyJwkButton");
    const QJsonObject jwk = QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).object();
    QCOMPARE(jwk.value("kid"_L1).toString(), u"key-current"_s);
    QCOMPARE(jwk.value("kty"_L1).toString(), u"RSA"_s);
    QVERIFY(!jwk.contains("d"_L1));
    click(*m_window, "copyKeyPemButton");
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"-----BEGIN PUBLIC KEY-----"_s));
    QVERIFY(!child<QWidget>(*m_window, "copyKeyCertificateButton")->isVisible()); // there is none
}

void tst_ui_SigningKeysCard::holdsWhatACardMust_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("usual") << QSize(980, 560);
    QTest::newRow("narrow") << QSize(640, 560);
}

void tst_ui_SigningKeysCard::holdsWhatACardMust()
{
    QFETCH(QSize, size);
    issue(u"key-current"_s, m_api, m_client, 90, 3);
    issue(u"key-previous"_s, m_api, m_client, 24 * 8, 1234);
    domain::SigningKey gone;
    gone.id = domain::KeyId(u"key-revoked"_s);
    gone.state = State::Revoked;
    gone.createdAt = m_world->clock.now() - std::chrono::days(60);
    gone.currentSince = gone.createdAt;
    gone.currentUntil = m_world->clock.now() - std::chrono::days(30);
    gone.revokedAt = m_world->clock.now() - std::chrono::days(20);
    domain::ChangeSet changes;
    changes.create(gone);
    m_world->store.submit(changes);
    choose(u"key-previous"_s);
    m_window->resize(size);
    GuiHarness::settle();
    picture(*m_window, u"keys-%1"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
    QCOMPARE(walk(*m_window).join(u'\n'), QString());
}

QTEST_MAIN(tst_ui_SigningKeysCard)
#include "tst_ui_SigningKeysCard.moc"
