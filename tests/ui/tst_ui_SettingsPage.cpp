#include "tests/ui/PageWorld.h"
#include "ui/pages/SettingsPage.h"
#include "ui/widgets/ChangeBar.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using ui::pages::SettingsPage;

class tst_ui_SettingsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void showsEveryField();
    void savesWhatWasTyped();
    void lifetimeThatBreaksARule_data();
    void lifetimeThatBreaksARule();
    void nameThatBreaksARule();
    void switchesAreSaved();
    void draftSurvivesSwitchingApis();
    void invalidDraftComesBackWithItsReproach();
    void changeOfAnotherFieldIsMergedAndSaid();
    void changeOfTheSameFieldIsSaid();
    void undoTakesASaveBack();
    void failedSaveBecomesADraftAgain();
    void secretIsRevealedAndReplaced();
    void brokenSealIsSaid();
    void deletesAndUndoes();
    void deletingWhatNobodyUsesIsNotAsked();
    void escapeLeavesTheApi();
    void refusedUndoLeavesNoDraft();
    void managementApiIsLocked();
    void whatIsNotUnderstoodIsSaid();
    void hostileNameIsPlainText();

private:
    const domain::ResourceServer &stored() const { return m_world->api(m_api); }
    QString barText() const;
    QString bannerText() const { return child<ui::widgets::ErrorBanner>(*m_page, "settingsBanner")->text(); }

    std::unique_ptr<ui::theme::ThemeWatcher> m_theme;
    std::unique_ptr<PageWorld> m_world;
    std::unique_ptr<SettingsPage> m_page;
    domain::ResourceServerId m_api;
    domain::ResourceServerId m_other;
};

void tst_ui_SettingsPage::initTestCase()
{
    m_theme = std::make_unique<ui::theme::ThemeWatcher>(settings::Theme::Light);
}

void tst_ui_SettingsPage::init()
{
    m_world = std::make_unique<PageWorld>();
    m_api = m_world->addApi(u"Orders API"_s, {u"read:orders"_s, u"write:orders"_s}, domain::SigningAlgorithm::HS256);
    m_other = m_world->addApi(u"Stock API"_s);
    m_world->grant(m_world->addClient(u"Calendar Sync"_s), m_api, {u"read:orders"_s});
    m_page = std::make_unique<SettingsPage>(m_world->access());
    m_page->setApi(m_api);
    show(*m_page, {1080, 2300});
}

void tst_ui_SettingsPage::cleanup()
{
    m_page.reset();
    m_world.reset();
}

QString tst_ui_SettingsPage::barText() const
{
    const auto *bar = child<ui::widgets::ChangeBar>(*m_page, "settingsChangeBar");
    return bar->isVisible() ? bar->findChild<QLabel *>()->text() : QString();
}

void tst_ui_SettingsPage::showsEveryField()
{
    QCOMPARE(child<QLineEdit>(*m_page, "apiIdEdit")->text(), m_api.text());
    QVERIFY(child<QLineEdit>(*m_page, "apiIdEdit")->isReadOnly());
    QCOMPARE(child<QLineEdit>(*m_page, "apiNameEdit")->text(), u"Orders API"_s);
    QCOMPARE(child<QLineEdit>(*m_page, "apiIdentifierEdit")->text(), stored().identifier);
    QVERIFY(child<QLineEdit>(*m_page, "apiIdentifierEdit")->isReadOnly());
    QCOMPARE(child<QLineEdit>(*m_page, "signingAlgorithmEdit")->text(), u"HS256"_s);
    QCOMPARE(child<QLineEdit>(*m_page, "tokenLifetimeEdit")->text(), u"86400"_s);
    QVERIFY(child<QWidget>(*m_page, "signingSecretField")->isVisible());
    QVERIFY(!m_page->hasUnsavedChanges());
    QCOMPARE(barText(), QString());
    picture(*m_page, u"settings"_s);
    m_page->setApi(m_other);
    QVERIFY(!child<QWidget>(*m_page, "signingSecretField")->isVisible()); // RS256 has none
    QCOMPARE(child<QLineEdit>(*m_page, "apiNameEdit")->text(), u"Stock API"_s);
}

void tst_ui_SettingsPage::savesWhatWasTyped()
{
    QSignalSpy unsaved(&m_world->session.drafts(), &editing::Drafts::changed);
    type(*m_page, "apiNameEdit", u"Orders"_s);
    type(*m_page, "tokenLifetimeEdit", u"3600"_s);
    QVERIFY(m_page->hasUnsavedChanges());
    QVERIFY(barText().startsWith(u"2 "_s));
    picture(*m_page, u"settings-unsaved"_s);
    click(*m_page, "saveSettingsButton");
    QCOMPARE(stored().name, u"Orders"_s);
    QCOMPARE(stored().tokenLifetime, 3600);
    QVERIFY(!m_page->hasUnsavedChanges());
    QVERIFY(unsaved.size() > 2);
    QVERIFY(m_world->session.drafts().isEmpty());
    QCOMPARE(barText(), QString());
    QVERIFY(m_world->settle());
}

void tst_ui_SettingsPage::lifetimeThatBreaksARule_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no number") << u"soon"_s;
    QTest::newRow("zero") << u"0"_s;
    QTest::newRow("negative") << u"-1"_s;
    QTest::newRow("a second too many") << u"2592001"_s;
    QTest::newRow("far beyond any integer") << u"99999999999999999999"_s;
    QTest::newRow("nothing") << u""_s;
    QTest::newRow("a fraction") << u"1.5"_s;
}

void tst_ui_SettingsPage::lifetimeThatBreaksARule()
{
    QFETCH(QString, text);
    type(*m_page, "tokenLifetimeEdit", text);
    QVERIFY(m_page->hasUnsavedChanges());
    QVERIFY(!child<QPushButton>(*m_page, "saveSettingsButton")->isEnabled());
    QVERIFY(child<QLineEdit>(*m_page, "tokenLifetimeEdit")->property("invalid").toBool());
    QVERIFY(!child<QLineEdit>(*m_page, "tokenLifetimeEdit")->accessibleDescription().isEmpty());
    QVERIFY(barText().contains(u"2592000"_s) || barText().contains(u"lifetime"_s));
    QVERIFY(!m_page->save());
    QCOMPARE(stored().tokenLifetime, 86400);
    if (text == u"soon"_s)
        picture(*m_page, u"settings-soon"_s);
    click(*m_page, "discardSettingsButton");
    QCOMPARE(child<QLineEdit>(*m_page, "tokenLifetimeEdit")->text(), u"86400"_s);
    QVERIFY(!m_page->hasUnsavedChanges());
}

void tst_ui_SettingsPage::nameThatBreaksARule()
{
    type(*m_page, "apiNameEdit", u"a<b"_s);
    QVERIFY(!child<QPushButton>(*m_page, "saveSettingsButton")->isEnabled());
    QVERIFY(child<QLineEdit>(*m_page, "apiNameEdit")->property("invalid").toBool());
    type(*m_page, "apiNameEdit", u"Orders API"_s); // as it was
    QVERIFY(!m_page->hasUnsavedChanges());
}

void tst_ui_SettingsPage::switchesAreSaved()
{
    click(*m_page, "skipConsentSwitch");
    click(*m_page, "offlineAccessSwitch");
    QVERIFY(barText().startsWith(u"2 "_s));
    QVERIFY(m_page->save());
    QVERIFY(stored().skipConsent);
    QVERIFY(stored().allowOfflineAccess);
    QVERIFY(child<ui::widgets::ToggleSwitch>(*m_page, "skipConsentSwitch")->isChecked());
}

void tst_ui_SettingsPage::draftSurvivesSwitchingApis()
{
    type(*m_page, "apiNameEdit", u"Half typed"_s);
    m_page->setApi(m_other);
    QVERIFY(!m_page->hasUnsavedChanges());
    QCOMPARE(m_world->session.drafts().apis(), QList<domain::ResourceServerId>({m_api}));
    QCOMPARE(child<QLineEdit>(*m_page, "apiNameEdit")->text(), u"Stock API"_s);
    m_page->setApi(m_api);
    QCOMPARE(child<QLineEdit>(*m_page, "apiNameEdit")->text(), u"Half typed"_s);
    QVERIFY(m_page->save());
    QCOMPARE(stored().name, u"Half typed"_s);
}

void tst_ui_SettingsPage::invalidDraftComesBackWithItsReproach()
{
    type(*m_page, "tokenLifetimeEdit", u"soon"_s);
    m_page->setApi(m_other);
    QCOMPARE(child<QLineEdit>(*m_page, "tokenLifetimeEdit")->text(), u"86400"_s);
    m_page->setApi(m_api);
    QCOMPARE(child<QLineEdit>(*m_page, "tokenLifetimeEdit")->text(), u"soon"_s);
    QVERIFY(child<QLineEdit>(*m_page, "tokenLifetimeEdit")->property("invalid").toBool());
}

void tst_ui_SettingsPage::changeOfAnotherFieldIsMergedAndSaid()
{
    type(*m_page, "apiNameEdit", u"Mine"_s);
    domain::ResourceServer elsewhere = stored();
    elsewhere.tokenLifetime = 60;
    QVERIFY(m_world->commitElsewhere(*m_world->editor.updateApi(m_world->store.snapshot(), elsewhere)));
    QTRY_COMPARE(child<QLineEdit>(*m_page, "tokenLifetimeEdit")->text(), u"60"_s);
    QCOMPARE(child<QLineEdit>(*m_page, "apiNameEdit")->text(), u"Mine"_s);
    QVERIFY2(bannerText().contains(u"Token Expiration"_s), qPrintable(bannerText()));
    picture(*m_page, u"settings-merged"_s);
    QVERIFY(m_page->save());
    QCOMPARE(stored().name, u"Mine"_s);
    QCOMPARE(stored().tokenLifetime, 60);
    QVERIFY(child<QWidget>(*m_page, "settingsBanner")->isHidden());
}

void tst_ui_SettingsPage::changeOfTheSameFieldIsSaid()
{
    type(*m_page, "apiNameEdit", u"Mine"_s);
    domain::ResourceServer elsewhere = stored();
    elsewhere.name = u"Theirs"_s;
    QVERIFY(m_world->commitElsewhere(*m_world->editor.updateApi(m_world->store.snapshot(), elsewhere)));
    QTRY_COMPARE(stored().name, u"Theirs"_s);
    QCOMPARE(child<QLineEdit>(*m_page, "apiNameEdit")->text(), u"Mine"_s);
    QVERIFY2(bannerText().contains(u"while you were editing"_s), qPrintable(bannerText()));
    picture(*m_page, u"settings-contested"_s);
    m_page->discard();
    QCOMPARE(child<QLineEdit>(*m_page, "apiNameEdit")->text(), u"Theirs"_s);
}

void tst_ui_SettingsPage::undoTakesASaveBack()
{
    type(*m_page, "apiNameEdit", u"Renamed"_s);
    QVERIFY(m_page->save());
    QVERIFY(!m_world->session.undoStack().undoText().isEmpty());
    m_world->session.undoStack().undo();
    QCOMPARE(stored().name, u"Orders API"_s);
    QCOMPARE(child<QLineEdit>(*m_page, "apiNameEdit")->text(), u"Orders API"_s);
}

void tst_ui_SettingsPage::failedSaveBecomesADraftAgain()
{
    QVERIFY(m_world->settle());
    type(*m_page, "apiNameEdit", u"Not to be lost"_s);
    m_world->backend.failNextCommit({.code = base::ErrorCode::StoreFull, .step = {}, .subject = {}, .detail = {}});
    QVERIFY(m_page->save());
    QTRY_VERIFY(m_page->hasUnsavedChanges());
    QCOMPARE(stored().name, u"Orders API"_s);
    QCOMPARE(child<QLineEdit>(*m_page, "apiNameEdit")->text(), u"Not to be lost"_s);
}

void tst_ui_SettingsPage::secretIsRevealedAndReplaced()
{
    auto *secret = child<QLineEdit>(*m_page, "signingSecretEdit");
    const QString first = QString::fromUtf8(m_world->custody.signingSecret(stored())->bytes());
    QVERIFY(!secret->text().contains(first));
    click(*m_page, "revealSigningSecretButton");
    QCOMPARE(secret->text(), first);
    QVERIFY(first.size() >= 43); // 256 bits
    QVERIFY(!child<QWidget>(*m_page, "replaceSecretPanel")->isVisible());
    click(*m_page, "replaceSigningSecretButton");
    picture(*m_page, u"settings-replace-secret"_s);
    click(*m_page, "cancelReplaceSecretButton");
    QCOMPARE(QString::fromUtf8(m_world->custody.signingSecret(stored())->bytes()), first);
    click(*m_page, "replaceSigningSecretButton");
    click(*m_page, "confirmReplaceSecretButton");
    const QString second = QString::fromUtf8(m_world->custody.signingSecret(stored())->bytes());
    QVERIFY(second != first);
    QVERIFY(!secret->text().contains(first)); // what is out of date is not shown on
    QVERIFY(!child<QWidget>(*m_page, "replaceSecretPanel")->isVisible());
    QVERIFY(!m_world->session.undoStack().undoText().contains(second));
    m_world->session.undoStack().undo();
    QCOMPARE(QString::fromUtf8(m_world->custody.signingSecret(stored())->bytes()), first);
}

void tst_ui_SettingsPage::brokenSealIsSaid()
{
    m_world->custody.broken = true;
    click(*m_page, "revealSigningSecretButton");
    QVERIFY(!bannerText().isEmpty());
}

void tst_ui_SettingsPage::deletesAndUndoes()
{
    QSignalSpy deleted(m_page.get(), &SettingsPage::deleted);
    QSignalSpy offered(m_page.get(), &SettingsPage::undoOffered);
    const domain::ResourceServer before = stored();
    click(*m_page, "deleteApiButton");
    QCOMPARE(deleted.size(), 0); // it has a grant, so it is asked first
    picture(*m_page, u"settings-delete-asked"_s);
    confirm(*m_page);
    QCOMPARE(deleted.size(), 1);
    QCOMPARE(deleted.at(0).at(0).toString(), u"Orders API"_s);
    QCOMPARE(offered.size(), 1);
    QVERIFY(!m_world->store.snapshot().resourceServer(m_api));
    QVERIFY(m_world->store.snapshot().grants.isEmpty());
    m_world->session.undoStack().undo();
    QCOMPARE(stored(), before);
    QCOMPARE(m_world->store.snapshot().grants.size(), 1);
}

void tst_ui_SettingsPage::deletingWhatNobodyUsesIsNotAsked()
{
    QSignalSpy deleted(m_page.get(), &SettingsPage::deleted);
    m_page->setApi(m_other);
    click(*m_page, "deleteApiButton");
    QCOMPARE(deleted.size(), 1);
    QVERIFY(!m_world->store.snapshot().resourceServer(m_other));
}

void tst_ui_SettingsPage::escapeLeavesTheApi()
{
    QSignalSpy deleted(m_page.get(), &SettingsPage::deleted);
    click(*m_page, "deleteApiButton");
    auto *dialog = m_page->findChild<QDialog *>(u"confirmDialog"_s);
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<QPushButton *>(u"acceptButton"_s)->hasFocus());
    QTest::keyClick(dialog, Qt::Key_Return); // what has the keyboard is Cancel
    QTRY_VERIFY(!m_page->findChild<QDialog *>(u"confirmDialog"_s));
    QCOMPARE(deleted.size(), 0);
    QVERIFY(m_world->store.snapshot().resourceServer(m_api));
}

/// Undoing is not typing: what the store will not take back leaves nothing that Save would do.
void tst_ui_SettingsPage::refusedUndoLeavesNoDraft()
{
    type(*m_page, "apiNameEdit", u"Renamed"_s);
    QVERIFY(m_page->save());
    QVERIFY(m_world->settle());
    m_world->backend.failNextCommit({.code = base::ErrorCode::StoreFull, .step = {}, .subject = {}, .detail = {}});
    m_world->session.undoStack().undo();
    QTRY_COMPARE(stored().name, u"Renamed"_s);
    QVERIFY(m_world->settle());
    QVERIFY(!m_page->hasUnsavedChanges());
    QCOMPARE(child<QLineEdit>(*m_page, "apiNameEdit")->text(), u"Renamed"_s);
}

void tst_ui_SettingsPage::whatIsNotUnderstoodIsSaid()
{
    const auto *note = child<ui::widgets::ErrorBanner>(*m_page, "unreadApiNote");
    QVERIFY(!note->isVisible());
    store::StoreSnapshot tenant = m_world->store.snapshot();
    const auto api = std::ranges::find(tenant.resourceServers, m_other, &domain::ResourceServer::id);
    api->signingAlgorithm = domain::SigningAlgorithm::Unknown;
    api->unread.insert(u"signing_alg"_s, {.written = "\"ML-DSA-44\"", .standIn = "\"unknown\""});
    api->unread.insert(u"token_lifetime"_s, {.written = "-5", .standIn = "86400"});
    m_world->store.showKept(tenant);
    QVERIFY(!note->isVisible());
    m_page->setApi(m_other);
    QVERIFY(note->isVisible());
    QCOMPARE(child<QLineEdit>(*m_page, "signingAlgorithmEdit")->text(), u"ML-DSA-44"_s);
    const auto labels = note->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->text().contains(u"signing_alg: \"ML-DSA-44\"; token_lifetime: -5."_s);
    }));
    picture(*m_page, u"settings-unread"_s);
}

void tst_ui_SettingsPage::managementApiIsLocked()
{
    const auto system = m_world->addSystemApi();
    m_page->setApi(system);
    QVERIFY(child<QLineEdit>(*m_page, "lockedApiNameEdit")->isVisible());
    QVERIFY(!child<QLineEdit>(*m_page, "apiNameEdit")->isVisible());
    QVERIFY(!child<QWidget>(*m_page, "offlineAccessSwitch")->isEnabled());
    QVERIFY(child<QWidget>(*m_page, "skipConsentSwitch")->isEnabled());
    QVERIFY(!child<QWidget>(*m_page, "deleteApiButton")->isVisible());
    QVERIFY(child<QWidget>(*m_page, "systemApiNote")->isVisible());
    picture(*m_page, u"settings-system"_s);
    type(*m_page, "tokenLifetimeEdit", u"7200"_s);
    click(*m_page, "skipConsentSwitch");
    QVERIFY(m_page->save());
    QCOMPARE(m_world->api(system).tokenLifetime, 7200);
    QVERIFY(m_world->api(system).skipConsent);
    m_page->setApi(m_api);
    QVERIFY(child<QLineEdit>(*m_page, "apiNameEdit")->isVisible());
}

void tst_ui_SettingsPage::hostileNameIsPlainText()
{
    domain::ResourceServer renamed = stored();
    renamed.name = u"safe\u202Eexe.ipa "_s + QString(180, u'W');
    m_world->submit(m_world->editor.updateApi(m_world->store.snapshot(), renamed));
    picture(*m_page, u"settings-long-name"_s);
    const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY2(!label->text().contains(u'\u202E'), qPrintable(label->text()));
        // A name without a blank is broken, not cut.
        if (label->isVisible() && label->wordWrap())
            QTRY_VERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
    }
}

QTEST_MAIN(tst_ui_SettingsPage)
#include "tst_ui_SettingsPage.moc"
