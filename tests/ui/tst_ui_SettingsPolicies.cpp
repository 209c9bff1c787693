#include "tests/ui/PageWorld.h"
#include "ui/pages/SettingsPage.h"
#include "ui/widgets/ChangeBar.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using ui::pages::SettingsPage;

/// What an API's settings say of dialect, permissions, policies and consent, from a click to what is stored.
class tst_ui_SettingsPolicies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void dialectAndPermissionsAreSaved();
    void policiesAreSavedAndExplained();
    void webLifetimeThatBreaksARule_data();
    void webLifetimeThatBreaksARule();
    void shorterLifetimeLeavesTheWebLifetimeAlone();
    void policiesAreADraftToo();
    void contestedPolicyIsSaid();
    void consentIsShownForEachCallback();
    void consentFollowsTheDraft();
    void consentSaysWhyNobodyIsAsked();

private:
    const domain::ResourceServer &stored() const { return m_world->api(m_api); }
    QString barText() const
    {
        const auto *bar = child<ui::widgets::ChangeBar>(*m_page, "settingsChangeBar");
        return bar->isVisible() ? bar->findChild<QLabel *>()->text() : QString();
    }
    QString bannerText() const { return child<ui::widgets::ErrorBanner>(*m_page, "settingsBanner")->text(); }
    void choose(const char *name, const QString &text)
    {
        auto *box = child<QComboBox>(*m_page, name);
        const int index = box->findText(text);
        QVERIFY2(index >= 0, qPrintable(text));
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index); // as a person's choice is told
    }
    /// A client that people sign in to.
    domain::ClientId addWebClient(const QString &name, const QStringList &callbacks, bool isFirstParty = true)
    {
        domain::ClientApplication client = *m_world->store.snapshot().client(m_world->addClient(name));
        client.type = domain::ClientType::RegularWeb;
        domain::applyTypeDefaults(client);
        client.callbacks = callbacks;
        client.isFirstParty = isFirstParty;
        m_world->submit(m_world->editor.updateClient(m_world->store.snapshot(), client));
        return client.id;
    }
    QStringList consentRows() const
    {
        const QAbstractItemModel *model = child<QAbstractItemView>(*m_page, "consentTable")->model();
        QStringList rows;
        for (int row = 0; row < model->rowCount(); ++row)
            rows.append(model->index(row, 1).data().toString() + u' ' + model->index(row, 2).data().toString());
        return rows;
    }

    std::unique_ptr<ui::theme::ThemeWatcher> m_theme;
    std::unique_ptr<PageWorld> m_world;
    std::unique_ptr<SettingsPage> m_page;
    domain::ResourceServerId m_api;
    domain::ResourceServerId m_other;
};

void tst_ui_SettingsPolicies::initTestCase()
{
    m_theme = std::make_unique<ui::theme::ThemeWatcher>(settings::Theme::Light);
}

void tst_ui_SettingsPolicies::init()
{
    m_world = std::make_unique<PageWorld>();
    m_api = m_world->addApi(u"Orders API"_s, {u"read:orders"_s, u"write:orders"_s});
    m_other = m_world->addApi(u"Stock API"_s);
    m_page = std::make_unique<SettingsPage>(m_world->access());
    m_page->setApi(m_api);
    show(*m_page, {1080, 2300});
}

void tst_ui_SettingsPolicies::cleanup()
{
    m_page.reset();
    m_world.reset();
}

void tst_ui_SettingsPolicies::dialectAndPermissionsAreSaved()
{
    QVERIFY(!child<QWidget>(*m_page, "addPermissionsSwitch")->isEnabled()); // means nothing without RBAC
    choose("tokenDialectBox", u"RFC 9068"_s);
    click(*m_page, "enforcePoliciesSwitch");
    click(*m_page, "addPermissionsSwitch");
    QCOMPARE(stored().dialect, domain::TokenDialect::AccessToken); // not before Save
    QVERIFY2(barText().startsWith(u"2 "_s), qPrintable(barText()));
    picture(*m_page, u"settings-policies"_s);
    click(*m_page, "saveSettingsButton");
    QCOMPARE(stored().dialect, domain::TokenDialect::Rfc9068Authz);
    QVERIFY(stored().enforcePolicies);
    // The profile changes, and the permissions stay.
    choose("tokenDialectBox", u"Auth0"_s);
    QVERIFY(m_page->save());
    QCOMPARE(stored().dialect, domain::TokenDialect::AccessTokenAuthz);
    click(*m_page, "addPermissionsSwitch");
    QVERIFY(m_page->save());
    QCOMPARE(stored().dialect, domain::TokenDialect::AccessToken);
    m_world->session.undoStack().undo();
    QCOMPARE(stored().dialect, domain::TokenDialect::AccessTokenAuthz);
    QVERIFY(child<ui::widgets::ToggleSwitch>(*m_page, "addPermissionsSwitch")->isChecked());
    QVERIFY(m_world->settle());
}

void tst_ui_SettingsPolicies::policiesAreSavedAndExplained()
{
    choose("userPolicyBox", u"No clients"_s);
    choose("clientPolicyBox", u"No clients"_s);
    QVERIFY(m_page->save());
    QCOMPARE(stored().userPolicy, domain::UserPolicy::DenyAll);
    QCOMPARE(stored().clientPolicy, domain::ClientPolicy::DenyAll);
    QString words;
    const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        words += label->text() + u'\n';
    QVERIFY(words.contains(u"Nobody can sign in to a client for this API"_s));
    QVERIFY(words.contains(u"Client credentials are refused"_s));
    m_world->session.undoStack().undo();
    QCOMPARE(stored().userPolicy, domain::UserPolicy::AllowAll);
    QCOMPARE(child<QComboBox>(*m_page, "userPolicyBox")->currentText(), u"All clients"_s);
}

void tst_ui_SettingsPolicies::webLifetimeThatBreaksARule_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no number") << u"soon"_s;
    QTest::newRow("zero") << u"0"_s;
    QTest::newRow("longer than the other") << u"86401"_s;
    QTest::newRow("nothing") << u""_s;
}

void tst_ui_SettingsPolicies::webLifetimeThatBreaksARule()
{
    QFETCH(QString, text);
    type(*m_page, "webLifetimeEdit", text);
    QVERIFY(!child<QPushButton>(*m_page, "saveSettingsButton")->isEnabled());
    QVERIFY(!m_page->save());
    QCOMPARE(stored().tokenLifetimeForWeb, 7200);
    type(*m_page, "webLifetimeEdit", u"600"_s);
    QVERIFY(m_page->save());
    QCOMPARE(stored().tokenLifetimeForWeb, 600);
}

void tst_ui_SettingsPolicies::shorterLifetimeLeavesTheWebLifetimeAlone()
{
    type(*m_page, "tokenLifetimeEdit", u"60"_s);
    QVERIFY(!child<QLineEdit>(*m_page, "webLifetimeEdit")->property("invalid").toBool()); // nobody's mistake
    QVERIFY(m_page->save());
    QCOMPARE(stored().tokenLifetime, 60);
    QCOMPARE(stored().tokenLifetimeForWeb, 7200);
    // Both at once: what counts is the other one as it is typed.
    type(*m_page, "tokenLifetimeEdit", u"9000"_s);
    type(*m_page, "webLifetimeEdit", u"8000"_s);
    QVERIFY(m_page->save());
    QCOMPARE(stored().tokenLifetimeForWeb, 8000);
}

void tst_ui_SettingsPolicies::policiesAreADraftToo()
{
    choose("userPolicyBox", u"Authorized clients"_s);
    choose("tokenDialectBox", u"RFC 9068"_s);
    click(*m_page, "enforcePoliciesSwitch");
    m_page->setApi(m_other);
    QCOMPARE(child<QComboBox>(*m_page, "userPolicyBox")->currentText(), u"All clients"_s);
    QVERIFY(!m_page->hasUnsavedChanges());
    // What another process finds of it is the same.
    const QByteArray kept = m_world->session.drafts().toJson();
    editing::Drafts again(m_world->store);
    QVERIFY(again.restore(kept));
    QCOMPARE(again.of(m_api), m_world->session.drafts().of(m_api));
    QCOMPARE(again.of(m_api).settings.userPolicy, domain::UserPolicy::RequireClientGrant);
    m_page->setApi(m_api);
    QCOMPARE(child<QComboBox>(*m_page, "userPolicyBox")->currentText(), u"Authorized clients"_s);
    QCOMPARE(child<QComboBox>(*m_page, "tokenDialectBox")->currentText(), u"RFC 9068"_s);
    m_page->discard();
    QCOMPARE(child<QComboBox>(*m_page, "tokenDialectBox")->currentText(), u"Auth0"_s);
    QVERIFY(!child<ui::widgets::ToggleSwitch>(*m_page, "enforcePoliciesSwitch")->isChecked());
}

void tst_ui_SettingsPolicies::contestedPolicyIsSaid()
{
    choose("userPolicyBox", u"Authorized clients"_s);
    domain::ResourceServer elsewhere = stored();
    elsewhere.userPolicy = domain::UserPolicy::DenyAll;
    QVERIFY(m_world->commitElsewhere(*m_world->editor.updateApi(m_world->store.snapshot(), elsewhere)));
    QTRY_COMPARE(stored().userPolicy, domain::UserPolicy::DenyAll);
    QVERIFY2(bannerText().contains(u"Access Policy"_s), qPrintable(bannerText()));
    QCOMPARE(child<QComboBox>(*m_page, "userPolicyBox")->currentText(), u"Authorized clients"_s);
    QVERIFY(m_page->save());
    QCOMPARE(stored().userPolicy, domain::UserPolicy::RequireClientGrant);
}

void tst_ui_SettingsPolicies::consentIsShownForEachCallback()
{
    QCOMPARE(consentRows(), QStringList()); // nobody signs in to a machine
    addWebClient(u"Portal"_s, {u"https://portal.example.com/cb"_s, u"http://localhost:3000/cb"_s});
    QCOMPARE(consentRows(), QStringList({u"https://portal.example.com/cb Shown once: this API asks for consent"_s,
                                         u"http://localhost:3000/cb Always shown: loopback callback"_s}));
    // A client of somebody else needs a grant for people.
    const auto partner = addWebClient(u"Partner"_s, {u"https://partner.example.com/cb"_s}, false);
    QCOMPARE(consentRows().size(), 2);
    m_world->submit(m_world->editor.setGrant(m_world->store.snapshot(), partner, m_api, {u"read:orders"_s},
                                             domain::SubjectType::User));
    QCOMPARE(consentRows().last(), u"https://partner.example.com/cb Shown once: third-party client"_s);
}

void tst_ui_SettingsPolicies::consentFollowsTheDraft()
{
    const auto portal = addWebClient(u"Portal"_s, {u"https://portal.example.com/cb"_s, u"http://127.0.0.1/cb"_s});
    click(*m_page, "skipConsentSwitch");
    QVERIFY(!stored().skipConsent);
    QVERIFY2(consentRows().first().contains(u"Skipped: first-party client"_s), qPrintable(consentRows().first()));
    QVERIFY(consentRows().last().contains(u"Always shown"_s)); // a loopback callback never skips
    picture(*m_page, u"settings-consent"_s);
    m_page->discard();
    QVERIFY(consentRows().first().contains(u"Shown once"_s));
    m_world->submit(m_world->editor.deleteClient(m_world->store.snapshot(), portal));
    QCOMPARE(consentRows(), QStringList());
}

void tst_ui_SettingsPolicies::consentSaysWhyNobodyIsAsked()
{
    addWebClient(u"Portal"_s, {u"https://portal.example.com/cb"_s});
    const auto said = [this] {
        QString words;
        const QList<QLabel *> labels = child<QWidget>(*m_page, "consentTable")->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            words += label->text();
        return words;
    };
    choose("userPolicyBox", u"No clients"_s);
    QCOMPARE(consentRows(), QStringList());
    QVERIFY2(said().contains(u"allows no client"_s), qPrintable(said()));
    choose("userPolicyBox", u"Authorized clients"_s);
    QVERIFY2(said().contains(u"requires a user grant"_s), qPrintable(said()));
    QSignalSpy wanted(m_page.get(), &SettingsPage::openUserGrantsRequested);
    auto *link = child<QWidget>(*m_page, "consentTable")->findChild<QPushButton *>(u"emptyStateLink"_s);
    QVERIFY(link && link->isVisible());
    QTest::mouseClick(link, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    picture(*m_page, u"settings-noconsent"_s);
    choose("userPolicyBox", u"All clients"_s);
    QCOMPARE(consentRows().size(), 1);
}

QTEST_MAIN(tst_ui_SettingsPolicies)
#include "tst_ui_SettingsPolicies.moc"
