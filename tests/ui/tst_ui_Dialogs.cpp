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
using namespace Qt::StringLiterals;

class tst_ui_Dialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createApiTellsWhatIsMissing_data();
    void createApiTellsWhatIsMissing();
    void createApiShowsTheAudienceAsTyped();
    void createApiEndsInAChangeSet();
    void createClientEndsInAChangeSet();
    void destructionAsksForTheName();
    void escapeAsksBeforeItDiscardsWhatWasTyped();
    void escapeClosesWhereNothingWasTyped();
    void unsavedChangesHasThreeWaysOut();
    void everyDialogHoldsWhatAPageMust_data();
    void everyDialogHoldsWhatAPageMust();
};

void tst_ui_Dialogs::createApiTellsWhatIsMissing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<bool>("possible");
    QTest::newRow("nothing typed") << QString() << QString() << false;
    QTest::newRow("both") << u"Orders"_s << u"https://orders.example.com"_s << true;
    QTest::newRow("no identifier") << u"Orders"_s << QString() << false;
    QTest::newRow("angle bracket in the name") << u"Or<ders"_s << u"https://o.example.com"_s << false;
    QTest::newRow("identifier taken") << u"Orders"_s << u"https://1.example.com/"_s << false;
    QTest::newRow("a slash less is another one") << u"Orders"_s << u"https://1.example.com"_s << true;
    QTest::newRow("no URL is needed") << u"Orders"_s << u"urn:orders"_s << true;
    QTest::newRow("a letter that looks like another") << u"Orders"_s << u"https://\u0430pi.example.com"_s << false;
}

void tst_ui_Dialogs::createApiTellsWhatIsMissing()
{
    QFETCH(QString, name);
    QFETCH(QString, identifier);
    QFETCH(bool, possible);
    tests::TestTenant tenant;
    tenant.addApi(u"Taken"_s); // https://1.example.com/
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

void tst_ui_Dialogs::createApiShowsTheAudienceAsTyped()
{
    tests::TestTenant tenant;
    CreateResourceServerDialog dialog(tenant.store, tenant.editor, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QTest::keyClicks(dialog.identifierEdit()->edit(), u"https://a.example.com/"_s);
    const auto *preview = dialog.findChild<QLabel *>(u"audiencePreview"_s);
    QVERIFY(preview);
    QCOMPARE(preview->text(), u"\"aud\": \"https://a.example.com/\""_s);
    QVERIFY2(dialog.identifierEdit()->message().contains(u"slash"_s), qPrintable(dialog.identifierEdit()->message()));
}

void tst_ui_Dialogs::createApiEndsInAChangeSet()
{
    tests::TestTenant tenant;
    QPointer<CreateResourceServerDialog> dialog = new CreateResourceServerDialog(tenant.store, tenant.editor, nullptr);
    std::optional<store::TenantEditor::CreatedApi> made;
    connect(dialog, &CreateResourceServerDialog::created, this,
            [&](const store::TenantEditor::CreatedApi &api) { made = api; });
    dialog->open();
    QTest::keyClicks(dialog->nameEdit()->edit(), u"Orders"_s);
    QTest::keyClicks(dialog->identifierEdit()->edit(), u"urn:orders"_s);
    dialog->findChild<QRadioButton *>(u"hs256Choice"_s)->click();
    const qsizetype before = tenant.store.snapshot().resourceServers.size();
    QTest::keyClick(dialog->identifierEdit()->edit(), Qt::Key_Return);
    QVERIFY(made);
    QCOMPARE(tenant.store.snapshot().resourceServers.size(), before); // asks, does not write
    tenant.store.submit(made->changes);
    const domain::ResourceServer *api = tenant.store.snapshot().resourceServer(made->id);
    QVERIFY(api);
    QCOMPARE(api->name, u"Orders"_s);
    QCOMPARE(api->signingAlgorithm, domain::SigningAlgorithm::HS256);
    QTRY_VERIFY(!dialog);
}

void tst_ui_Dialogs::createClientEndsInAChangeSet()
{
    tests::TestTenant tenant;
    QPointer<CreateClientDialog> dialog = new CreateClientDialog(tenant.store, tenant.editor, nullptr);
    std::optional<store::TenantEditor::CreatedClient> made;
    connect(dialog, &CreateClientDialog::created, this,
            [&](const store::TenantEditor::CreatedClient &client) { made = client; });
    dialog->open();
    QVERIFY(!dialog->acceptButton()->isEnabled());
    // A name in use is said while it is typed.
    tenant.store.submit(tenant.editor.createClient(tenant.store.snapshot(), u"Taken"_s)->changes);
    QTest::keyClicks(dialog->nameEdit()->edit(), u"Taken"_s);
    QVERIFY(!dialog->acceptButton()->isEnabled());
    QVERIFY(dialog->nameEdit()->violation());
    QCOMPARE(dialog->nameEdit()->violation()->rule, domain::Rule::AlreadyUsed);
    dialog->nameEdit()->edit()->clear();
    QTest::keyClicks(dialog->nameEdit()->edit(), u"  Nightly import  "_s);
    dialog->acceptButton()->click();
    QVERIFY(made);
    tenant.store.submit(made->changes);
    QCOMPARE(tenant.store.snapshot().client(made->id)->name, u"Nightly import"_s);
    QTRY_VERIFY(!dialog);
}

void tst_ui_Dialogs::destructionAsksForTheName()
{
    ConfirmDestructiveDialog dialog(u"Destroy key"_s, u"Tokens stop verifying."_s, u"Destroy"_s, u"Prod"_s, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QVERIFY(!dialog.acceptButton()->isEnabled());
    auto *edit = dialog.findChild<QLineEdit *>(u"confirmEdit"_s);
    QTest::keyClicks(edit, u"prod"_s);
    QVERIFY2(!dialog.acceptButton()->isEnabled(), "letter case counts");
    edit->setText(u"Prod"_s);
    QVERIFY(dialog.acceptButton()->isEnabled());
}

void tst_ui_Dialogs::escapeAsksBeforeItDiscardsWhatWasTyped()
{
    tests::TestTenant tenant;
    QPointer<CreateClientDialog> dialog = new CreateClientDialog(tenant.store, tenant.editor, nullptr);
    dialog->open();
    const auto asked = [&dialog] { return dialog->findChild<ConfirmDestructiveDialog *>(u"discardTypedDialog"_s); };
    QTest::keyClicks(dialog->nameEdit()->edit(), u"Nightly import"_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(dialog->isVisible());
    QVERIFY(asked() && asked()->isVisible());
    QTest::keyClick(asked(), Qt::Key_Escape); // one Esc too many keeps it as well
    QTRY_VERIFY(!asked());
    QVERIFY(dialog->isVisible());
    QCOMPARE(dialog->nameEdit()->text(), u"Nightly import"_s);
    dialog->close(); // by the window's own button
    QVERIFY(dialog->isVisible());
    QVERIFY(asked());
    asked()->acceptButton()->click();
    QTRY_VERIFY(!dialog);
}

void tst_ui_Dialogs::escapeClosesWhereNothingWasTyped()
{
    tests::TestTenant tenant;
    QPointer<CreateClientDialog> dialog = new CreateClientDialog(tenant.store, tenant.editor, nullptr);
    dialog->open();
    QTest::keyClicks(dialog->nameEdit()->edit(), u"x"_s);
    QTest::keyClick(dialog->nameEdit()->edit(), Qt::Key_Backspace);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    // Cancel says what it does.
    dialog = new CreateClientDialog(tenant.store, tenant.editor, nullptr);
    dialog->open();
    QTest::keyClicks(dialog->nameEdit()->edit(), u"x"_s);
    dialog->cancelButton()->click();
    QTRY_VERIFY(!dialog);
}

void tst_ui_Dialogs::unsavedChangesHasThreeWaysOut()
{
    for (const QString &button : {u"acceptButton"_s, u"discardButton"_s, u"cancelButton"_s}) {
        UnsavedChangesDialog dialog(u"Orders"_s, {}, nullptr);
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

void tst_ui_Dialogs::everyDialogHoldsWhatAPageMust_data()
{
    QTest::addColumn<settings::Theme>("theme");
    QTest::addColumn<qreal>("scale");
    QTest::newRow("light") << settings::Theme::Light << 1.0;
    QTest::newRow("dark") << settings::Theme::Dark << 1.0;
    QTest::newRow("light, 150 %") << settings::Theme::Light << 1.5;
}

void tst_ui_Dialogs::everyDialogHoldsWhatAPageMust()
{
    QFETCH(settings::Theme, theme);
    QFETCH(qreal, scale);
    tests::GuiHarness gui(theme, scale);
    tests::TestTenant tenant;
    const auto dialogs = std::to_array<std::unique_ptr<QDialog>>({
        std::make_unique<CreateResourceServerDialog>(tenant.store, tenant.editor, nullptr),
        std::make_unique<CreateClientDialog>(tenant.store, tenant.editor, nullptr),
        std::make_unique<ConfirmDestructiveDialog>(u"Destroy key"_s, u"Tokens stop verifying."_s, u"Destroy"_s,
                                                   u"Prod"_s, nullptr),
        std::make_unique<UnsavedChangesDialog>(u"Orders"_s, QString(), nullptr),
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

QTEST_MAIN(tst_ui_Dialogs)
#include "tst_ui_Dialogs.moc"
