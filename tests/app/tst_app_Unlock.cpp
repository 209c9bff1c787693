#include "app/window/Composition.h"
#include "models/jose/qca/QcaCrypto.h"
#include "models/store/sql/KeyLock.h"
#include "tests/support/FakeVault.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/PassphraseField.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

/// A store under a passphrase, in the real window program.
class tst_app_Unlock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePassphraseComesBeforeTheWindow();
    void aKeyFileAsksNothing();

private:
    static void unlock(ui::dialogs::UnlockDialog &dialog, const QString &passphrase)
    {
        QTest::keyClicks(dialog.field()->edit(), passphrase);
        dialog.acceptButton()->click();
    }
    /// A store whose key is under a passphrase, and nothing else yet.
    static void protect(const QString &path, QByteArrayView passphrase)
    {
        const app::Crypto crypto;
        base::SystemRandom random;
        tests::FakeVault vault;
        store::sql::KeyCustody custody(crypto.cipher(), crypto.signers(), random);
        store::sql::KeyLock lock(custody, crypto.cipher(), crypto.passphraseKdf(), random, vault,
                                 jose::leastArgon2Cost);
        QVERIFY(lock.begin(path));
        const base::Job<void> job = lock.protectWithPassphrase(base::Secret(passphrase));
        QTRY_VERIFY_WITH_TIMEOUT(job.isFinished(), 30000);
        QCOMPARE(lock.protection(), store::Protection::Passphrase);
    }
};

void tst_app_Unlock::thePassphraseComesBeforeTheWindow()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"tenant.gatehouse"_s);
    protect(path, "correct horse battery");
    app::Composition composition(path, folder.filePath(u"window.ini"_s));
    QSignalSpy ready(&composition, &app::Composition::ready);
    composition.start({});
    QTRY_VERIFY(composition.unlockDialog());
    QVERIFY(!composition.window().isVisible());
    QPointer<ui::dialogs::UnlockDialog> dialog = composition.unlockDialog();
    composition.raise({}); // a second start shows the question, not the window
    QVERIFY(!composition.window().isVisible());

    unlock(*dialog, u"correct horse batterz"_s);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->banner()->text().contains(u"does not open"_s), 30000);
    QVERIFY(!composition.window().isVisible());
    QVERIFY(dialog->field()->text().isEmpty());
    QCOMPARE(ready.count(), 0);

    unlock(*dialog, u"correct horse battery"_s);
    QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, 60000);
    QVERIFY(composition.window().isVisible());
    QTRY_VERIFY(!dialog);
    QVERIFY(!composition.engine().store().snapshot().resourceServers.isEmpty());
    composition.window().close();
}

void tst_app_Unlock::aKeyFileAsksNothing()
{
    const QTemporaryDir folder;
    app::Composition composition(folder.filePath(u"tenant.gatehouse"_s), folder.filePath(u"window.ini"_s));
    QSignalSpy ready(&composition, &app::Composition::ready);
    composition.start({});
    QVERIFY(composition.window().isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, 60000);
    QVERIFY(!composition.unlockDialog());
    composition.window().close();
}

QTEST_MAIN(tst_app_Unlock)
#include "tst_app_Unlock.moc"
