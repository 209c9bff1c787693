#include "tests/support/GuiHarness.h"
#include "tests/support/WidgetHand.h"
#include "tests/ui/FakeConnections.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/dialogs/ConnectionSecretDialog.h"
#include "ui/pages/AddConnectionDialog.h"
#include "ui/pages/ConnectionsPage.h"
#include "ui/theme/ThemeWatcher.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QVBoxLayout>

using namespace gatehouse;
using store::remote::SecretPlace;
using tests::child;
using tests::click;
using tests::FakeConnections;
using tests::GuiHarness;
using ui::dialogs::ConnectionSecretDialog;
using ui::pages::AddConnectionDialog;
using ui::pages::ConnectionsPage;
using namespace Qt::StringLiterals;

/// The page of tenants elsewhere: added, tested, marked, opened, removed.
class tst_ui_ConnectionsPage : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeConnections> m_control;
    std::unique_ptr<ConnectionsPage> m_page;

    void open(const QList<store::remote::Connection> &connections = {FakeConnections::acme()})
    {
        m_control->all.all = connections;
        m_page = std::make_unique<ConnectionsPage>(*m_control);
        tests::show(*m_page, {1080, 1000});
    }
    QString cell(const char *table, int row, int column) const
    {
        return child<QTableView>(*m_page, table)->model()->index(row, column).data().toString();
    }
    QString banner() const
    {
        QString text;
        for (const auto labels = child<QWidget>(*m_page, "connectionsBanner")->findChildren<QLabel *>();
             const QLabel *label : labels)
            text += label->text() + u'\n';
        return text;
    }

private Q_SLOTS:
    void init() { m_control = std::make_unique<FakeConnections>(); }
    void cleanup()
    {
        m_page.reset();
        m_control.reset();
    }

    void oneIsAdded()
    {
        open({});
        QVERIFY(!child<QWidget>(*m_page, "connectionCard")->isVisible());
        m_page->addConnection();
        QPointer<AddConnectionDialog> dialog = m_page->window()->findChild<AddConnectionDialog *>();
        QVERIFY(dialog && !dialog->acceptButton()->isEnabled());
        tests::type(*dialog, "connectionName", u"acme"_s);
        tests::type(*dialog, "connectionDomain", u"https://user@acme.eu.auth0.com"_s);
        tests::type(*dialog, "connectionClient", u"Robot"_s);
        tests::type(*dialog, "connectionSecret", u"hush"_s);
        QVERIFY(!dialog->acceptButton()->isEnabled());
        tests::type(*dialog, "connectionDomain", u"https://acme.eu.auth0.com/"_s);
        QVERIFY(dialog->acceptButton()->isEnabled());
        dialog->acceptButton()->click();
        QTRY_VERIFY(!dialog);
        QCOMPARE(m_control->all.all.size(), 1);
        QCOMPARE(m_control->all.all.first().place, SecretPlace::Keychain);
        QCOMPARE(m_control->all.all.first().address.domain(), u"acme.eu.auth0.com"_s);
        QCOMPARE(m_control->secrets, QByteArrayList{"hush"});
        QVERIFY(child<QWidget>(*m_page, "connectionCard")->isVisible());
        QVERIFY(m_control->tested.isEmpty()); // nothing is asked unasked
    }

    void aPassphraseIsTypedTwice()
    {
        open({});
        m_page->addConnection();
        QPointer<AddConnectionDialog> dialog = m_page->window()->findChild<AddConnectionDialog *>();
        tests::type(*dialog, "connectionName", u"acme"_s);
        tests::type(*dialog, "connectionDomain", u"acme.eu.auth0.com"_s);
        tests::type(*dialog, "connectionClient", u"Robot"_s);
        tests::type(*dialog, "connectionSecret", u"hush"_s);
        QVERIFY(!child<QWidget>(*dialog, "connectionPassphrase")->isVisible());
        child<QComboBox>(*dialog, "connectionPlace")->setCurrentIndex(1);
        GuiHarness::settle();
        tests::type(*dialog, "connectionPassphrase", u"open sesame"_s);
        QVERIFY(!dialog->acceptButton()->isEnabled());
        tests::type(*dialog, "connectionPassphraseAgain", u"open sesame"_s);
        QVERIFY(dialog->acceptButton()->isEnabled());
        dialog->acceptButton()->click();
        QTRY_VERIFY(!dialog);
        QCOMPARE(m_control->passphrases, QByteArrayList{"open sesame"});
        QCOMPARE(m_control->all.all.first().place, SecretPlace::Passphrase);
    }

    void aTokenIsNotKept()
    {
        open({});
        m_page->addConnection();
        QPointer<AddConnectionDialog> dialog = m_page->window()->findChild<AddConnectionDialog *>();
        tests::type(*dialog, "connectionName", u"acme"_s);
        tests::type(*dialog, "connectionDomain", u"acme.eu.auth0.com"_s);
        child<QComboBox>(*dialog, "connectionLogin")->setCurrentIndex(1);
        GuiHarness::settle();
        QVERIFY(!child<QWidget>(*dialog, "connectionSecret")->isVisible());
        QVERIFY(!child<QWidget>(*dialog, "connectionPlace")->isVisible());
        dialog->acceptButton()->click();
        QTRY_VERIFY(!dialog);
        QCOMPARE(m_control->all.all.first().place, SecretPlace::Nowhere);
        QVERIFY(m_control->all.all.first().clientId.isEmpty());
    }

    void whatATokenMayDoIsShown()
    {
        open();
        QVERIFY(cell("scopeNeedsTable", 0, 2).contains(u"not tested"_s));
        click(*m_page, "testConnection");
        QCOMPARE(m_control->tested, QStringList{u"acme"_s});
        QVERIFY(!child<QWidget>(*m_page, "removeConnection")->isEnabled());
        m_control->answer(FakeConnections::Check{.tenant = u"acme"_s,
                                                 .apis = 3,
                                                 .clients = 2,
                                                 .grants = 1,
                                                 .scopes = QStringList{u"read:resource_servers"_s}});
        QTRY_VERIFY(child<QWidget>(*m_page, "removeConnection")->isEnabled());
        QCOMPARE(cell("scopeNeedsTable", 0, 2), u"yes"_s);
        QVERIFY(cell("scopeNeedsTable", 1, 2).contains(u"read:clients"_s));
        QVERIFY(banner().contains(u"works"_s));
    }

    void aTestIsCancelled()
    {
        open();
        click(*m_page, "testConnection");
        auto *cancel = child<QWidget>(*m_page, "connectionsBusy")->findChild<QPushButton *>();
        QVERIFY(cancel);
        QTRY_VERIFY(cancel->isVisible());
        cancel->click();
        QTRY_VERIFY(child<QWidget>(*m_page, "testConnection")->isEnabled());
        QVERIFY(!child<QWidget>(*m_page, "connectionsBanner")->isVisible());
    }

    void aSecretThatIsNotKeptIsAskedFor()
    {
        auto acme = FakeConnections::acme();
        acme.place = SecretPlace::Nowhere;
        open({acme});
        click(*m_page, "testConnection");
        QVERIFY(m_control->tested.isEmpty());
        QPointer<ConnectionSecretDialog> dialog = m_page->window()->findChild<ConnectionSecretDialog *>();
        QVERIFY(dialog);
        tests::type(*dialog, "connectionSecretEdit", u"hush"_s);
        dialog->acceptButton()->click();
        QTRY_COMPARE(m_control->secrets, QByteArrayList{"hush"});
        m_control->answer(base::failure(base::ErrorCode::LoginRefused, base::ErrorStep::LogInToTenant,
                                        u"acme.eu.auth0.com"_s, u"Unauthorized"_s));
        QTRY_VERIFY(banner().contains(u"Unauthorized"_s));
    }

    void theMarkOfProductionIsSet()
    {
        open();
        click(*m_page, "connectionProduction");
        QTRY_VERIFY(m_control->all.all.first().isProduction);
        QCOMPARE(cell("connectionsTable", 0, 3), u"Production"_s);
        m_control->failure =
            base::Error{base::ErrorCode::KeychainRefused, base::ErrorStep::LogInToTenant, u"acme"_s, {}};
        click(*m_page, "connectionProduction");
        tests::confirm(*m_page->window()); // nobody takes the mark off by a slip
        QTRY_VERIFY(banner().contains(u"keychain"_s));
        QVERIFY(child<QAbstractButton>(*m_page, "connectionProduction")->isChecked()); // as it is kept
    }

    void oneIsOpenedAndRemoved()
    {
        open({FakeConnections::acme(), FakeConnections::acme(u"other"_s)});
        m_page->select(u"other"_s);
        click(*m_page, "openConnection");
        QCOMPARE(m_control->opened, QStringList{u"other"_s});
        click(*m_page, "removeConnection");
        tests::confirm(*m_page->window());
        QTRY_COMPARE(m_control->all.all.size(), 1);
        QCOMPARE(m_control->all.all.first().name, u"acme"_s);
    }

    void itHoldsWhatItMust_data()
    {
        QTest::addColumn<settings::Theme>("theme");
        QTest::addColumn<QSize>("size");
        QTest::newRow("light") << settings::Theme::Light << QSize(1080, 900);
        QTest::newRow("dark") << settings::Theme::Dark << QSize(1080, 900);
        QTest::newRow("narrow") << settings::Theme::Light << QSize(760, 560);
    }
    void itHoldsWhatItMust()
    {
        QFETCH(const settings::Theme, theme);
        QFETCH(const QSize, size);
        GuiHarness gui(theme, 1.0);
        auto longest = FakeConnections::acme(u"The production tenant of a very long-winded department"_s);
        longest.isProduction = true;
        open({FakeConnections::acme(), longest});
        m_page->select(longest.name);
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_page.release());
        tests::show(window, size);
        GuiHarness::settle();
        gui.picture(window, u"connections"_s + QString::fromLatin1(QTest::currentDataTag()));
        const QStringList problems = tests::walk(window);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void theDialogHoldsWhatItMust()
    {
        GuiHarness gui(settings::Theme::Light, 1.0);
        open();
        m_page->addConnection();
        QPointer<AddConnectionDialog> dialog = m_page->window()->findChild<AddConnectionDialog *>();
        child<QComboBox>(*dialog, "connectionPlace")->setCurrentIndex(1);
        GuiHarness::settle();
        gui.picture(*dialog, u"dialog"_s);
        const QStringList problems = tests::walk(*dialog);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
        delete dialog;
    }
};

QTEST_MAIN(tst_ui_ConnectionsPage)
#include "tst_ui_ConnectionsPage.moc"
