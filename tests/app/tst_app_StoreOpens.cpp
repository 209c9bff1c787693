#include "app/window/Composition.h"
#include "tests/store/StoreFiles.h"
#include "tests/support/GuiHarness.h"
#include "tests/support/StoreOpens.h"

#include <QFileDialog>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Only SQLite opens the store file in the window's process, whatever page is shown; and where the desktop's file
/// dialog cannot be kept from reading what it lists, SQLite's locks stay.
class tst_app_StoreOpens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noPageOpensIt();
    void aFileDialogTakesNoLock();
    void programsItStartsGetNoneOfItsFiles();
};

namespace {

std::unique_ptr<app::Composition> open(const QString &path, const QString &settings)
{
    auto composition = std::make_unique<app::Composition>(path, settings);
    QSignalSpy ready(composition.get(), &app::Composition::ready);
    composition->start({});
    if (!QTest::qWaitFor([&ready] { return ready.count() == 1; }, 60000))
        qFatal("the window does not open");
    return composition;
}

} // namespace

void tst_app_StoreOpens::noPageOpensIt()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"tenant.gatehouse"_s);
    StoreOpens opens(path);
    {
        const auto composition = open(path, folder.filePath(u"window.ini"_s));
        const store::StoreSnapshot tenant = composition->engine().store().snapshot();
        const QString api = u"api/%1/"_s.arg(tenant.resourceServers.constLast().id.text());
        for (const QString &page :
             {api + u"quickstart"_s, api + u"settings"_s, api + u"scopes"_s, api + u"clients"_s, api + u"test"_s,
              u"clients"_s, u"users"_s, u"issuers"_s, u"inspector"_s, u"activity"_s, u"settings"_s}) {
            composition->window().open(page);
            GuiHarness::settle();
            QVERIFY2(opens.isLocked(), qPrintable(page));
            QVERIFY2(opens.byOthers() == 0, qPrintable(page));
        }
        const auto made = composition->engine().copies().backUp(folder.filePath(u"backup"_s), false);
        QTRY_VERIFY_WITH_TIMEOUT(made.isFinished(), 30000);
        QVERIFY(opens.isLocked());
    }
    QVERIFY(opens.all() > 0);
    QCOMPARE(opens.byOthers(), 0);
    QVERIFY(!opens.isLocked());
    // The guard itself: it sees what it is there for.
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(opens.byOthers(), 1);
}

void tst_app_StoreOpens::aFileDialogTakesNoLock()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"tenant.gatehouse"_s);
    StoreOpens opens(path);
    const auto composition = open(path, folder.filePath(u"window.ini"_s));
    {
        QFileDialog dialog(&composition->window(), {}, folder.path());
        dialog.setOption(QFileDialog::DontUseNativeDialog);
        dialog.show();
        dialog.selectFile(path);
        GuiHarness::settle();
        QVERIFY(opens.isLocked());
    }
    GuiHarness::settle();
    QVERIFY(opens.isLocked());
}

/// A browser, or the window of another store: with the store open and the server running, nothing but what a program is
/// always given.
void tst_app_StoreOpens::programsItStartsGetNoneOfItsFiles()
{
    const QTemporaryDir folder;
    const auto composition = open(folder.filePath(u"tenant.gatehouse"_s), folder.filePath(u"window.ini"_s));
    QTRY_VERIFY_WITH_TIMEOUT(composition->server().isRunning(), 30000);
    const QString list = folder.filePath(u"list"_s);
    QVERIFY(QProcess::startDetached(
        u"sh"_s,
        {u"-c"_s, u"for file in /proc/$$/fd/*; do readlink $file; done >'%1.part'; mv '%1.part' '%1'"_s.arg(list)}));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(list), 30000);
    QFile file(list);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> inherited = file.readAll().split('\n');
    for (const QByteArray &one : inherited) {
        for (const char *ours : {"tenant.gatehouse", "socket:", "inotify", "gatehouse.log", "memfd"})
            QVERIFY2(!one.contains(ours), inherited.join(' ').constData());
    }
}

QTEST_MAIN(tst_app_StoreOpens)
#include "tst_app_StoreOpens.moc"
