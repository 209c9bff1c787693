#include "tests/app/RemoteWindowWorld.h"
#include "tests/support/GuiHarness.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/dialogs/ConflictDialog.h"
#include "ui/dialogs/RestoreDraftsDialog.h"
#include "ui/widgets/SecretField.h"

#include <QPushButton>

using namespace gatehouse;
using tests::child;
using tests::click;
using tests::TokenTenant;
using ui::dialogs::ConflictDialog;
using ui::dialogs::RestoreDraftsDialog;
using ui::shell::RemoteStatus;
using ui::widgets::ErrorBanner;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The window of a connection while its tenant cannot be reached, or somebody else changes it.
class tst_app_RemoteOffline : public QObject, private tests::RemoteWindowWorld
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void aTenantThatIsGoneStaysInSight();
    void whatWasReadLastIsThereOffline();
    void aCopyThatIsNotOursIsRefused();
    void theSameChangedTwiceIsDecided();
    void whatIsTypedOutlivesTheWindow();
};

void tst_app_RemoteOffline::aTenantThatIsGoneStaysInSight()
{
    open(connection());
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    // Of the secrets only the one that was typed here is known.
    m_window->window().open(u"clients/"_s + TokenTenant::beta);
    const auto *secret = child<ui::widgets::SecretField>(m_window->window(), "clientSecret");
    QVERIFY(secret->isAbsent());
    m_window->window().open(u"clients/"_s + TokenTenant::alpha);
    QVERIFY(!secret->isAbsent());
    m_window->window().open(u"api/%1/settings"_s.arg(TokenTenant::apiId(u"2"_s).text()));
    const auto *signing = child<ui::widgets::SecretField>(m_window->window(), "signingSecretField");
    QTRY_VERIFY(signing->isVisible());
    QVERIFY(signing->isAbsent() && !signing->replaceButton()->isVisible());
    m_window->window().open(u"apis"_s);
    // Reading it again is shown, and can be stopped, before the first answer.
    const QPointer stop = child<QWidget>(m_window->window(), "stopReading");
    m_window->tenant().store().refresh();
    QCOMPARE(m_window->status().state(), RemoteStatus::State::Reading);
    QVERIFY(stop->isVisible());
    click(m_window->window(), "stopReading");
    QTRY_VERIFY(isOnline());
    QVERIFY(!stop->isVisible());
    m_world->server.stop();
    m_window->tenant().store().refresh();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->status().state(), RemoteStatus::State::Offline, 60000);
    QVERIFY(m_window->tenant().store().snapshot().resourceServers.size() > 2);
    QVERIFY(state().startsWith(u"Offline: as of"_s));
    // What is changed while nobody can be reached is refused, and a draft again.
    addScope(u"audit:orders"_s);
    QTRY_VERIFY(m_window->tenant().store().isSettled());
    QVERIFY(banner().contains(u"cannot be reached"_s));
    QCOMPARE(m_window->session().drafts().of(TokenTenant::apiId(u"1"_s)).scope.value, u"audit:orders"_s);

    m_world->edit([](store::StoreSnapshot &tenant) { tenant.resourceServers[1].name = u"Renamed there"_s; });
    QVERIFY(m_world->server.start(m_port));
    m_window->tenant().store().refresh();
    QTRY_VERIFY(isOnline());
    QVERIFY(state().startsWith(u"Online"_s));
    QTRY_VERIFY(banner().contains(u"can be reached again"_s));
    QVERIFY2(banner().contains(u"Renamed there"_s), qPrintable(banner()));
}

void tst_app_RemoteOffline::whatWasReadLastIsThereOffline()
{
    open(connection());
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    const store::StoreSnapshot seen = m_window->tenant().store().snapshot();
    m_window.reset();
    m_world->server.stop();
    const QStringList kept = copies();
    QCOMPARE(kept.size(), 1);
    QFile file(kept.first());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("orders"));
    QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));

    m_world->clock.advance(48h);
    open(connection());
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(m_window->tenant().store().isLoaded());
    ui::shell::MainWindow &window = m_window->window();
    QVERIFY(m_window->tenant().store().snapshot() == seen);
    QVERIFY(child<QWidget>(window, "navigationPane")->isEnabled());
    QVERIFY(state().startsWith(u"Offline: as of"_s));
    QTRY_VERIFY(banner().contains(u"cannot be reached"_s));
    QTRY_VERIFY(banner().contains(u"You see it as it was on"_s));
    tests::GuiHarness gui(settings::Theme::Light);
    window.resize(1280, 800);
    tests::GuiHarness::settle();
    gui.picture(window, u"remote-offline"_s);
    addScope(u"audit:orders"_s);
    QTRY_VERIFY(m_window->tenant().store().isSettled());
    QTRY_VERIFY2(banner().contains(u"cannot be changed while it is offline"_s), qPrintable(banner()));
    QTRY_VERIFY(!m_window->session().undoStack().canUndo());

    // The tenant is back, and the refused change is tried again: it goes to what the tenant is now.
    m_world->edit([](store::StoreSnapshot &tenant) { tenant.resourceServers[1].name = u"Renamed there"_s; });
    QVERIFY(m_world->server.start(m_port));
    auto *banners = window.findChild<ErrorBanner *>();
    Q_EMIT banners->retryRequested();
    QTRY_VERIFY(has(u"audit:orders"_s));
    QTRY_VERIFY(isOnline());
    QVERIFY(state().startsWith(u"Online"_s));
    QTRY_COMPARE(m_window->tenant().store().snapshot().resourceServer(TokenTenant::apiId(u"1"_s))->name,
                 u"Renamed there"_s);
    QTRY_VERIFY(m_window->session().drafts().isEmpty());
}

void tst_app_RemoteOffline::aCopyThatIsNotOursIsRefused()
{
    open(connection());
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    m_window.reset();
    m_world->server.stop();
    QFile copy(copies().first());
    QVERIFY(copy.open(QIODevice::ReadWrite));
    copy.readAll();
    copy.write("more");
    copy.close();

    open(connection());
    type(TokenTenant::alphaSecret);
    auto *start = child<QWidget>(m_window->window(), "startPage");
    QTRY_VERIFY_WITH_TIMEOUT(child<QWidget>(*start, "retryButton")->isVisible(), 60000);
    QVERIFY(!m_window->tenant().store().isLoaded());
    QString text;
    for (const auto labels = start->findChildren<QLabel *>(); const QLabel *label : labels)
        text += label->text() + u'\n';
    QVERIFY2(text.contains(u"was changed by someone else"_s), qPrintable(text));

    QVERIFY(m_world->server.start(m_port));
    click(*start, "retryButton");
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
}

void tst_app_RemoteOffline::theSameChangedTwiceIsDecided()
{
    open(connection());
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    ui::shell::MainWindow &window = m_window->window();
    editing::EditSession &session = m_window->session();
    const domain::ResourceServerId id = TokenTenant::apiId(u"1"_s);
    const auto here = [&] { return *m_window->tenant().store().snapshot().resourceServer(id); };
    const auto there = [&] { return *m_world->tenant.read()->resourceServer(id); };
    const auto both = [&](int mine, int theirs) {
        const domain::ResourceServer before = here();
        m_world->edit([&](store::StoreSnapshot &tenant) {
            for (domain::ResourceServer &api : tenant.resourceServers) {
                if (api.id == id)
                    api.tokenLifetime = theirs;
            }
        });
        domain::ResourceServer after = before;
        after.tokenLifetime = mine;
        after.skipConsent = !after.skipConsent;
        domain::ChangeSet changes;
        changes.update(before, after);
        session.apply(changes, u"Changed"_s);
    };
    const auto decide = [&](const char *side) {
        QTRY_VERIFY(banner().contains(u"changed elsewhere"_s));
        Q_EMIT window.findChild<ErrorBanner *>()->retryRequested();
        QTRY_VERIFY(window.findChild<ConflictDialog *>());
        QPointer<ConflictDialog> dialog = window.findChild<ConflictDialog *>();
        QVERIFY(!dialog->acceptButton()->isEnabled());
        tests::GuiHarness gui(settings::Theme::Light);
        tests::GuiHarness::settle();
        gui.picture(*dialog, u"conflict"_s);
        const QStringList problems = tests::walk(*dialog);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
        child<QAbstractButton>(*dialog, side)->click();
        dialog->acceptButton()->click();
        QTRY_VERIFY(!dialog);
    };
    both(600, 700);
    // Nothing typed is lost, and nobody's change is written over.
    QTRY_COMPARE(session.drafts().of(id).settings.lifetime, u"600"_s);
    QCOMPARE(there().tokenLifetime, 700);
    decide("theirs");
    QTRY_VERIFY(there().skipConsent);
    QCOMPARE(there().tokenLifetime, 700);
    QTRY_VERIFY(session.drafts().isEmpty());
    QTRY_VERIFY(m_window->tenant().store().isSettled());
    QTRY_COMPARE(here().tokenLifetime, 700);

    both(800, 900);
    decide("ours");
    QTRY_COMPARE(there().tokenLifetime, 800);
    QTRY_VERIFY(session.drafts().isEmpty());
    QTRY_VERIFY(m_window->tenant().store().isSettled());
    // And it is one change, which is taken back to what the other had made of it.
    session.undo();
    QTRY_COMPARE(there().tokenLifetime, 900);
    QTRY_VERIFY(m_window->tenant().store().isSettled());
}

void tst_app_RemoteOffline::whatIsTypedOutlivesTheWindow()
{
    open(connection());
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    m_window->session().drafts().setScope(TokenTenant::apiId(u"1"_s), {u"half"_s, u"typed"_s});
    m_window.reset(); // as a signal ends it: nobody is asked
    open(connection());
    type(TokenTenant::alphaSecret);
    QTRY_VERIFY(isOnline());
    QTRY_VERIFY(m_window->window().findChild<RestoreDraftsDialog *>());
    QCOMPARE(m_window->session().drafts().of(TokenTenant::apiId(u"1"_s)).scope.value, u"half"_s);
    QPointer<RestoreDraftsDialog> dialog = m_window->window().findChild<RestoreDraftsDialog *>();
    click(*dialog, "discardLeftButton");
    QTRY_VERIFY(!dialog);
    QVERIFY(m_window->session().drafts().isEmpty());
}

QTEST_MAIN(tst_app_RemoteOffline)
#include "tst_app_RemoteOffline.moc"
