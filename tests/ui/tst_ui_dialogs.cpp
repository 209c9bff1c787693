#include "tests/support/GuiHarness.h"
#include "tests/support/TestTenant.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/dialogs/CreateClientDialog.h"
#include "ui/dialogs/CreateResourceServerDialog.h"
#include "ui/dialogs/UnsavedChangesDialog.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>

#include <array>

using namespace gatehouse;
using namespace gatehouse::ui::dialogs;

class TestDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createApiTellsWhatIsMissing_data();
    void createApiTellsWhatIsMissing();
    void createApiShowsTheAudienceAsTyped();
    void createApiEndsInAChangeSet();
    void createClientEndsInAChangeSet();
    void destructionAsksForTheName();
    void unsavedChangesHasThreeWaysOut();
    void everyDialogHoldsWhatAPageMust_data();
    void everyDialogHoldsWhatAPageMust();
};

void TestDialogs::createApiTellsWhatIsMissing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<bool>("possible");
    QTest::newRow("nothing typed") << QString() << QString() << false;
    QTest::newRow("both") << QStringLiteral("Orders") << QStringLiteral("https://orders.example.com") << true;
    QTest::newRow("no identifier") << QStringLiteral("Orders") << QString() << false;
    QTest::newRow("angle bracket in the name")
        << QStringLiteral("Or<ders") << QStringLiteral("https://o.example.com") << false;
    QTest::newRow("identifier taken") << QStringLiteral("Orders") << QStringLiteral("https://1.example.com/") << false;
    QTest::newRow("a slash less is another one")
        << QStringLiteral("Orders") << QStringLiteral("https://1.example.com") << true;
    QTest::newRow("no URL is needed") << QStringLiteral("Orders") << QStringLiteral("urn:orders") << true;
    QTest::newRow("a letter that looks like another")
        << QStringLiteral("Orders") << QStringLiteral("https://\u0430pi.example.com") << false;
}

void TestDialogs::createApiTellsWhatIsMissing()
{
    QFETCH(QString, name);
    QFETCH(QString, identifier);
    QFETCH(bool, possible);
    tests::TestTenant tenant;
    tenant.addApi(QStringLiteral("Taken")); // https://1.example.com/
    CreateResourceServerDialog dialog(tenant.store, tenant.editor, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    for (const QChar c : name)
        QTest::sendKeyEvent(QTest::Click, dialog.nameEdit()->edit(), Qt::Key_unknown, QString(c), Qt::NoModifier);
    for (const QChar c : identifier)
        QTest::sendKeyEvent(QTest::Click, dialog.identifierEdit()->edit(), Qt::Key_unknown, QString(c), Qt::NoModifier);
    QCOMPARE(dialog.acceptButton()->isEnabled(), possible);
    QCOMPARE(dialog.acceptButton()->accessibleDescription().isEmpty(), possible);
    if (!possible && !identifier.isEmpty())
        QVERIFY(!dialog.nameEdit()->message().isEmpty() || !dialog.identifierEdit()->message().isEmpty());
}

void TestDialogs::createApiShowsTheAudienceAsTyped()
{
    tests::TestTenant tenant;
    CreateResourceServerDialog dialog(tenant.store, tenant.editor, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QTest::keyClicks(dialog.identifierEdit()->edit(), QStringLiteral("https://a.example.com/"));
    const auto *preview = dialog.findChild<QLabel *>(QStringLiteral("audiencePreview"));
    QVERIFY(preview);
    QCOMPARE(preview->text(), QStringLiteral("\"aud\": \"https://a.example.com/\""));
    QVERIFY2(dialog.identifierEdit()->message().contains(QStringLiteral("slash")),
             qPrintable(dialog.identifierEdit()->message()));
}

void TestDialogs::createApiEndsInAChangeSet()
{
    tests::TestTenant tenant;
    QPointer<CreateResourceServerDialog> dialog = new CreateResourceServerDialog(tenant.store, tenant.editor, nullptr);
    std::optional<store::TenantEditor::CreatedApi> made;
    connect(dialog, &CreateResourceServerDialog::created, this,
            [&](const store::TenantEditor::CreatedApi &api) { made = api; });
    dialog->open();
    QTest::keyClicks(dialog->nameEdit()->edit(), QStringLiteral("Orders"));
    QTest::keyClicks(dialog->identifierEdit()->edit(), QStringLiteral("urn:orders"));
    dialog->findChild<QRadioButton *>(QStringLiteral("hs256Choice"))->click();
    const qsizetype before = tenant.store.snapshot().resourceServers.size();
    QTest::keyClick(dialog->identifierEdit()->edit(), Qt::Key_Return);
    QVERIFY(made);
    QCOMPARE(tenant.store.snapshot().resourceServers.size(), before); // asks, does not write
    tenant.store.submit(made->changes);
    const domain::ResourceServer *api = tenant.store.snapshot().resourceServer(made->id);
    QVERIFY(api);
    QCOMPARE(api->name, QStringLiteral("Orders"));
    QCOMPARE(api->signingAlgorithm, domain::SigningAlgorithm::HS256);
    QTRY_VERIFY(!dialog);
}

void TestDialogs::createClientEndsInAChangeSet()
{
    tests::TestTenant tenant;
    QPointer<CreateClientDialog> dialog = new CreateClientDialog(tenant.store, tenant.editor, nullptr);
    std::optional<store::TenantEditor::CreatedClient> made;
    connect(dialog, &CreateClientDialog::created, this,
            [&](const store::TenantEditor::CreatedClient &client) { made = client; });
    dialog->open();
    QVERIFY(!dialog->acceptButton()->isEnabled());
    // A name in use is said while it is typed.
    tenant.store.submit(tenant.editor.createClient(tenant.store.snapshot(), QStringLiteral("Taken"))->changes);
    QTest::keyClicks(dialog->nameEdit()->edit(), QStringLiteral("Taken"));
    QVERIFY(!dialog->acceptButton()->isEnabled());
    QVERIFY(dialog->nameEdit()->violation());
    QCOMPARE(dialog->nameEdit()->violation()->rule, domain::Rule::AlreadyUsed);
    dialog->nameEdit()->edit()->clear();
    QTest::keyClicks(dialog->nameEdit()->edit(), QStringLiteral("  Nightly import  "));
    dialog->acceptButton()->click();
    QVERIFY(made);
    tenant.store.submit(made->changes);
    QCOMPARE(tenant.store.snapshot().client(made->id)->name, QStringLiteral("Nightly import"));
    QTRY_VERIFY(!dialog);
}

void TestDialogs::destructionAsksForTheName()
{
    ConfirmDestructiveDialog dialog(QStringLiteral("Destroy key"), QStringLiteral("Tokens stop verifying."),
                                    QStringLiteral("Destroy"), QStringLiteral("Prod"), nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QVERIFY(!dialog.acceptButton()->isEnabled());
    auto *edit = dialog.findChild<QLineEdit *>(QStringLiteral("confirmEdit"));
    QTest::keyClicks(edit, QStringLiteral("prod"));
    QVERIFY2(!dialog.acceptButton()->isEnabled(), "letter case counts");
    edit->setText(QStringLiteral("Prod"));
    QVERIFY(dialog.acceptButton()->isEnabled());
}

void TestDialogs::unsavedChangesHasThreeWaysOut()
{
    for (const QString &button :
         {QStringLiteral("acceptButton"), QStringLiteral("discardButton"), QStringLiteral("cancelButton")}) {
        UnsavedChangesDialog dialog(QStringLiteral("Orders"), {}, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy saved(&dialog, &UnsavedChangesDialog::saveChosen);
        QSignalSpy discarded(&dialog, &UnsavedChangesDialog::discardChosen);
        QSignalSpy stayed(&dialog, &UnsavedChangesDialog::stayChosen);
        dialog.open();
        dialog.findChild<QPushButton *>(button)->click();
        QCOMPARE(saved.count() + discarded.count() + stayed.count(), 1);
        QCOMPARE(saved.count() == 1, button == u"acceptButton");
        QCOMPARE(discarded.count() == 1, button == u"discardButton");
    }
}

void TestDialogs::everyDialogHoldsWhatAPageMust_data()
{
    QTest::addColumn<settings::Theme>("theme");
    QTest::addColumn<qreal>("scale");
    QTest::newRow("light") << settings::Theme::Light << 1.0;
    QTest::newRow("dark") << settings::Theme::Dark << 1.0;
    QTest::newRow("light, 150 %") << settings::Theme::Light << 1.5;
}

void TestDialogs::everyDialogHoldsWhatAPageMust()
{
    QFETCH(settings::Theme, theme);
    QFETCH(qreal, scale);
    tests::GuiHarness gui(theme, scale);
    tests::TestTenant tenant;
    const auto dialogs = std::to_array<std::unique_ptr<QDialog>>({
        std::make_unique<CreateResourceServerDialog>(tenant.store, tenant.editor, nullptr),
        std::make_unique<CreateClientDialog>(tenant.store, tenant.editor, nullptr),
        std::make_unique<ConfirmDestructiveDialog>(QStringLiteral("Destroy key"),
                                                   QStringLiteral("Tokens stop verifying."), QStringLiteral("Destroy"),
                                                   QStringLiteral("Prod"), nullptr),
        std::make_unique<UnsavedChangesDialog>(QStringLiteral("Orders"), QString(), nullptr),
    });
    for (const std::unique_ptr<QDialog> &dialog : dialogs) {
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
        if (scale == 1.0)
            gui.picture(*dialog, dialog->objectName());
        const QStringList problems = tests::walk(*dialog);
        QVERIFY2(problems.isEmpty(), qPrintable(dialog->objectName() + u'\n' + problems.join(u'\n')));
        dialog->hide();
    }
}

QTEST_MAIN(TestDialogs)
#include "tst_ui_dialogs.moc"
