#include "app/window/Composition.h"
#include "ui/dialogs/RestoreDraftsDialog.h"

#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

/// A signal ends the program while something is unsaved: the next start offers it.
class tst_app_Drafts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNextStartOffersWhatWasUnsaved_data();
    void theNextStartOffersWhatWasUnsaved();

private:
    /// The window over the store of `folder`, open.
    static std::unique_ptr<app::Composition> open(const QTemporaryDir &folder)
    {
        auto composition = std::make_unique<app::Composition>(folder.filePath(u"tenant.gatehouse"_s),
                                                              folder.filePath(u"window.ini"_s));
        QSignalSpy ready(composition.get(), &app::Composition::ready);
        composition->start({});
        if (!QTest::qWaitFor([&ready] { return ready.count() == 1; }, 60000))
            qFatal("the window does not open");
        return composition;
    }
    static domain::ResourceServerId sample(app::Composition &composition)
    {
        for (const domain::ResourceServer &api : composition.engine().store().snapshot().resourceServers) {
            if (!api.isSystem)
                return api.id;
        }
        return {};
    }
};

void tst_app_Drafts::theNextStartOffersWhatWasUnsaved_data()
{
    QTest::addColumn<QString>("button"); // empty for Esc
    QTest::addColumn<bool>("isRestored");
    QTest::newRow("restore") << u"acceptButton"_s << true;
    QTest::newRow("Esc keeps it, too") << QString() << true;
    QTest::newRow("discard") << u"discardLeftButton"_s << false;
}

void tst_app_Drafts::theNextStartOffersWhatWasUnsaved()
{
    QFETCH(const QString, button);
    QFETCH(const bool, isRestored);
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"tenant.gatehouse.drafts"_s);
    {
        const auto first = open(folder);
        QVERIFY(!first->window().findChild<ui::dialogs::RestoreDraftsDialog *>());
        const domain::ResourceServerId api = sample(*first);
        first->window().open(u"api/%1/settings"_s.arg(api.text()));
        auto *name = first->window().findChild<QLineEdit *>(u"apiNameEdit"_s);
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, u"Typed and not saved"_s);
        first->window().open(u"api/%1/scopes"_s.arg(api.text()));
        QTest::keyClicks(first->window().findChild<QLineEdit *>(u"newScopeValueEdit"_s), u"half:typed"_s);
        first->terminate();
        QVERIFY(QFile::exists(file));
        QFile kept(file);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(!kept.readAll().contains("half:typed")); // sealed
    }
    const auto second = open(folder);
    QPointer<ui::dialogs::RestoreDraftsDialog> dialog =
        second->window().findChild<ui::dialogs::RestoreDraftsDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    if (button.isEmpty())
        QTest::keyClick(dialog, Qt::Key_Escape);
    else
        dialog->findChild<QPushButton *>(button)->click();
    QTRY_VERIFY(!dialog);
    const domain::ResourceServerId api = sample(*second);
    QVERIFY(second->engine().store().snapshot().resourceServer(api)->name !=
            u"Typed and not saved"); // nothing is saved
    second->window().open(u"api/%1/scopes"_s.arg(api.text()));
    QCOMPARE(second->window().findChild<QLineEdit *>(u"newScopeValueEdit"_s)->text(),
             isRestored ? u"half:typed"_s : QString());
    QCOMPARE(second->window().findChild<QLineEdit *>(u"apiNameEdit"_s)->text() == u"Typed and not saved", isRestored);
    QCOMPARE(second->window().actionSet().save->isEnabled(), isRestored);
    if (!isRestored)
        QTRY_VERIFY(!QFile::exists(file));
}

QTEST_MAIN(tst_app_Drafts)
#include "tst_app_Drafts.moc"
