#include "tests/support/GuiHarness.h"
#include "tests/ui/PageWorld.h"
#include "tests/ui/ShownCustody.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/dialogs/ProtectionDialog.h"
#include "ui/dialogs/UnlockDialog.h"
#include "ui/pages/ProtectionCard.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/PassphraseField.h"
#include "ui/widgets/PlainLabel.h"

#include <QAccessible>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>

#include <array>

using namespace gatehouse;
using namespace gatehouse::ui;
using namespace Qt::StringLiterals;
using base::ErrorCode;
using store::Protection;
using tests::ShownCustody;

class tst_ui_Protection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewPassphraseIsAskedTwice_data();
    void aNewPassphraseIsAskedTwice();
    void whatIsSoNowIsNoChange();
    void aFailureIsToldAndTheDialogStays();
    void withoutAKeychainThatChoiceIsClosed();
    void theUnlockDialogKeepsAsking();
    void theCardNamesTheWeakerChoice();
    void bothDialogsHoldWhatAPageMust();
};

void tst_ui_Protection::aNewPassphraseIsAskedTwice_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<bool>("possible");
    QTest::newRow("nothing") << QString() << QString() << false;
    QTest::newRow("seven characters") << u"seven77"_s << u"seven77"_s << false;
    QTest::newRow("eight") << u"eight888"_s << u"eight888"_s << true;
    QTest::newRow("eight of two bytes") << QString(8, QChar(0xfc)) << QString(8, QChar(0xfc)) << true;
    QTest::newRow("seven of two bytes") << QString(7, QChar(0xfc)) << QString(7, QChar(0xfc)) << false;
    QTest::newRow("not alike") << u"correct horse"_s << u"correct hors"_s << false;
    QTest::newRow("not repeated") << u"correct horse"_s << QString() << false;
}

void tst_ui_Protection::aNewPassphraseIsAskedTwice()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(bool, possible);
    ShownCustody custody;
    QPointer<dialogs::ProtectionDialog> dialog = new dialogs::ProtectionDialog(custody, nullptr);
    QSignalSpy changed(dialog, &dialogs::ProtectionDialog::changed);
    dialog->open();
    QVERIFY(!dialog->passphraseField()->isVisible());
    dialog->choice(Protection::Passphrase)->click();
    QVERIFY(dialog->passphraseField()->isVisible());
    QCOMPARE(dialog->passphraseField()->edit()->echoMode(), QLineEdit::Password);
    const auto type = [](widgets::PassphraseField *field, const QString &text) {
        for (const QChar c : text)
            QTest::sendKeyEvent(QTest::Click, field->edit(), Qt::Key_unknown, QString(c), Qt::NoModifier);
    };
    type(dialog->passphraseField(), first);
    type(dialog->againField(), second);
    QCOMPARE(dialog->acceptButton()->isEnabled(), possible);
    QCOMPARE(dialog->acceptButton()->accessibleDescription().isEmpty(), possible);
    if (!first.isEmpty() && first.size() < 8)
        QVERIFY2(dialog->passphraseField()->message().contains(u"at least 8"_s),
                 qPrintable(dialog->passphraseField()->message()));
    if (!first.isEmpty()) {
        QLineEdit *edit = dialog->passphraseField()->edit();
        QVERIFY(!edit->displayText().contains(first));
        QVERIFY(!QAccessible::queryAccessibleInterface(edit)->text(QAccessible::Value).contains(first));
    }
    if (!possible) {
        QTest::keyClick(dialog->againField()->edit(), Qt::Key_Return);
        QCOMPARE(custody.turns, 0);
        dialog->reject();
        return;
    }
    dialog->acceptButton()->click();
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(custody.now, Protection::Passphrase);
    QCOMPARE(custody.given.bytes().toByteArray(), first.toUtf8());
    QTRY_VERIFY(!dialog);
}

void tst_ui_Protection::whatIsSoNowIsNoChange()
{
    ShownCustody custody;
    dialogs::ProtectionDialog dialog(custody, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QVERIFY(dialog.choice(Protection::KeyFile)->isChecked());
    QVERIFY(!dialog.acceptButton()->isEnabled());
    dialog.choice(Protection::Keychain)->click();
    QVERIFY(dialog.acceptButton()->isEnabled());
    dialog.choice(Protection::KeyFile)->click();
    QVERIFY(!dialog.acceptButton()->isEnabled());
    QCOMPARE(custody.turns, 0);
}

void tst_ui_Protection::aFailureIsToldAndTheDialogStays()
{
    ShownCustody custody;
    custody.mood = ErrorCode::KeychainSilent;
    dialogs::ProtectionDialog dialog(custody, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy changed(&dialog, &dialogs::ProtectionDialog::changed);
    dialog.open();
    dialog.choice(Protection::Keychain)->click();
    dialog.acceptButton()->click();
    QTRY_VERIFY2(dialog.banner()->text().contains(u"in time"_s), qPrintable(dialog.banner()->text()));
    QVERIFY(dialog.isVisible());
    QCOMPARE(custody.now, Protection::KeyFile);
    QCOMPARE(changed.count(), 0);
    custody.mood.reset(); // and tried again
    QTRY_VERIFY(dialog.acceptButton()->isEnabled());
    dialog.acceptButton()->click();
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(custody.now, Protection::Keychain);
}

void tst_ui_Protection::withoutAKeychainThatChoiceIsClosed()
{
    ShownCustody custody;
    custody.keychain = ErrorCode::KeychainMissing;
    dialogs::ProtectionDialog dialog(custody, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QTRY_VERIFY(!dialog.choice(Protection::Keychain)->isEnabled());
    QVERIFY(dialog.choice(Protection::Keychain)->accessibleDescription().contains(u"no keychain"_s));
    QVERIFY(dialog.choice(Protection::Passphrase)->isEnabled());
}

void tst_ui_Protection::theUnlockDialogKeepsAsking()
{
    dialogs::UnlockDialog dialog(u"/home/alice/tenant.gatehouse"_s);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QVERIFY(!dialog.acceptButton()->isEnabled());
    QList<QByteArray> tried;
    connect(&dialog, &dialogs::UnlockDialog::passphraseGiven, &dialog,
            [&] { tried.append(dialog.takePassphrase().bytes().toByteArray()); });
    for (int attempt = 1; attempt <= 5; ++attempt) {
        QVERIFY(dialog.field()->edit()->hasFocus());
        QTest::keyClicks(dialog.field()->edit(), u"wrong one"_s);
        QTest::keyClick(dialog.field()->edit(), Qt::Key_Return);
        QCOMPARE(tried.size(), attempt);
        QVERIFY(!dialog.acceptButton()->isEnabled()); // one try at a time
        dialog.refuse();
        QVERIFY(dialog.banner()->text().contains(u"does not open"_s));
        QVERIFY(dialog.field()->text().isEmpty());
    }
    QCOMPARE(tried.last(), "wrong one"_ba);
    // And where the store was put under another one meanwhile, which is nobody's mistake.
    QTest::keyClicks(dialog.field()->edit(), u"the former one"_s);
    QTest::keyClick(dialog.field()->edit(), Qt::Key_Return);
    dialog.askAgain();
    QVERIFY(dialog.field()->edit()->hasFocus() && dialog.field()->text().isEmpty());
    QVERIFY(!dialog.banner()->isVisible());
    QSignalSpy rejected(&dialog, &QDialog::rejected);
    dialog.cancelButton()->click();
    QCOMPARE(rejected.count(), 1);
}

void tst_ui_Protection::theCardNamesTheWeakerChoice()
{
    tests::PageWorld world;
    ShownCustody protection;
    protection.custody = &world.custody;
    world.custody.claimed = Protection::KeyFile;
    world.custody.claimedPath = u"/home/alice/tenant.gatehouse.key"_s;
    pages::TenantAccess access = world.access();
    access.protection = &protection;
    QWidget window;
    pages::ProtectionCard card(access, &window);
    window.show();
    const auto *kind = card.findChild<widgets::PlainLabel *>(u"protectionKind"_s);
    QVERIFY(kind->text().contains(u"Key file"_s));
    const auto says = [&card](const QString &text) {
        const QList<QLabel *> labels = card.findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&text](const QLabel *label) { return label->text().contains(text); });
    };
    QVERIFY(says(u"weaker"_s));
    card.findChild<QPushButton *>(u"changeProtectionButton"_s)->click();
    auto *dialog = card.findChild<dialogs::ProtectionDialog *>();
    QVERIFY(dialog);
    dialog->choice(Protection::Keychain)->click();
    dialog->acceptButton()->click();
    QTRY_VERIFY(kind->text().contains(u"Keychain"_s));
    QTRY_VERIFY(!card.findChild<dialogs::ProtectionDialog *>());
    QVERIFY(!says(u"weaker"_s));
}

void tst_ui_Protection::bothDialogsHoldWhatAPageMust()
{
    for (const settings::Theme theme : {settings::Theme::Light, settings::Theme::Dark}) {
        tests::GuiHarness gui(theme);
        ShownCustody custody;
        auto *protection = new dialogs::ProtectionDialog(custody, nullptr);
        protection->choice(Protection::Passphrase)->click();
        const auto dialogs = std::to_array<std::unique_ptr<QDialog>>(
            {std::unique_ptr<QDialog>(protection),
             std::make_unique<dialogs::UnlockDialog>(u"/home/alice/tenant.gatehouse"_s)});
        for (const std::unique_ptr<QDialog> &dialog : dialogs) {
            dialog->setAttribute(Qt::WA_DeleteOnClose, false);
            dialog->show();
            QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
            gui.picture(*dialog, dialog->objectName());
            const QStringList problems = tests::walk(*dialog);
            QVERIFY2(problems.isEmpty(), qPrintable(dialog->objectName() + u'\n' + problems.join(u'\n')));
            dialog->hide();
        }
    }
}

QTEST_MAIN(tst_ui_Protection)
#include "tst_ui_Protection.moc"
