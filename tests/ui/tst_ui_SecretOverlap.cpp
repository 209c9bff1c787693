#include "tests/ui/PageWorld.h"
#include "ui/pages/SecretOverlapRow.h"
#include "ui/pages/SettingsPage.h"
#include "ui/text/TimeText.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using ui::pages::SettingsPage;

/// The signing secret before the last one: until when its tokens are valid, and the end of that.
class tst_ui_SecretOverlap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<ui::theme::ThemeWatcher>(settings::Theme::Light); }
    void init();
    void cleanup();
    void isSaidAfterAReplacement();
    void isEndedAndUndone();
    void endsByItself();
    void isOfOneApi();

private:
    QWidget *row() const { return child<QWidget>(*m_page, "secretOverlapRow"); }
    QString sentence() const { return child<QLabel>(*m_page, "secretOverlapSentence")->text(); }
    const domain::ResourceServer &api() const { return m_world->api(m_api); }
    void replaceSecret()
    {
        click(*m_page, "replaceSigningSecretButton");
        click(*m_page, "confirmReplaceSecretButton");
    }
    /// What another process finds of it.
    bool isPreviousStored()
    {
        const store::StoreSnapshot stored = m_world->storedTenant();
        const domain::ResourceServer *found = stored.resourceServer(m_api);
        return found && !found->previousSigningSecret.isEmpty();
    }

    std::unique_ptr<ui::theme::ThemeWatcher> m_theme;
    std::unique_ptr<PageWorld> m_world;
    std::unique_ptr<SettingsPage> m_page;
    domain::ResourceServerId m_api;
    domain::ResourceServerId m_other;
};

void tst_ui_SecretOverlap::init()
{
    m_world = std::make_unique<PageWorld>();
    m_api = m_world->addApi(u"Orders API"_s, {u"read:orders"_s}, domain::SigningAlgorithm::HS256);
    m_other = m_world->addApi(u"Stock API"_s, {}, domain::SigningAlgorithm::HS256);
    m_page = std::make_unique<SettingsPage>(m_world->access());
    m_page->setApi(m_api);
    show(*m_page, {1080, 2300});
}

void tst_ui_SecretOverlap::cleanup()
{
    m_page.reset();
    m_world.reset();
}

void tst_ui_SecretOverlap::isSaidAfterAReplacement()
{
    QVERIFY(!row()->isVisible());
    replaceSecret();
    QVERIFY(row()->isVisible());
    const base::Instant until = m_world->clock.now() + std::chrono::seconds(api().tokenLifetime);
    QCOMPARE(sentence(),
             u"Tokens that the previous secret signed are valid until %1."_s.arg(ui::text::localTime(until)));
    picture(*m_page, u"settings-secret-overlap"_s);
    m_world->session.undoStack().undo(); // there never was another secret
    QVERIFY(!row()->isVisible());
}

void tst_ui_SecretOverlap::isEndedAndUndone()
{
    replaceSecret();
    QVERIFY(m_world->settle());
    QVERIFY(isPreviousStored());
    const domain::ResourceServer before = api();
    QSignalSpy offered(m_page.get(), &SettingsPage::undoOffered);
    click(*m_page, "endOverlapButton");
    QVERIFY(!row()->isVisible());
    QCOMPARE(offered.size(), 1);
    QVERIFY2(offered.at(0).at(0).toString().startsWith(u"Forgot the previous signing secret"_s),
             qPrintable(offered.at(0).at(0).toString()));
    QVERIFY(api().signingSecret == before.signingSecret);
    QVERIFY(m_world->settle());
    QVERIFY(!isPreviousStored());
    m_world->session.undoStack().undo();
    QVERIFY(row()->isVisible());
    QCOMPARE(api(), before);
    QVERIFY(m_world->settle());
    QVERIFY(isPreviousStored());
}

void tst_ui_SecretOverlap::endsByItself()
{
    replaceSecret();
    auto *shown = qobject_cast<ui::pages::SecretOverlapRow *>(row());
    QVERIFY(shown);
    m_world->clock.advance(std::chrono::seconds(api().tokenLifetime) - std::chrono::milliseconds(1));
    shown->refresh();
    QVERIFY(row()->isVisible());
    m_world->clock.advance(std::chrono::milliseconds(1));
    shown->refresh();
    QVERIFY(!row()->isVisible());
    // Over is over, also when the API is looked at again.
    m_page->setApi(m_other);
    m_page->setApi(m_api);
    QVERIFY(!row()->isVisible());
}

void tst_ui_SecretOverlap::isOfOneApi()
{
    replaceSecret();
    m_page->setApi(m_other);
    QVERIFY(!row()->isVisible());
    m_page->setApi(m_api);
    QVERIFY(row()->isVisible());
    // Ended by another process.
    QVERIFY(m_world->settle());
    QVERIFY(m_world->commitElsewhere(*m_world->editor.dropPreviousSecret(m_world->store.snapshot(), m_api)));
    QTRY_VERIFY(!row()->isVisible());
}

QTEST_MAIN(tst_ui_SecretOverlap)
#include "tst_ui_SecretOverlap.moc"
