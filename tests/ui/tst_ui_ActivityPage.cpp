#include "tests/support/GuiHarness.h"
#include "tests/ui/PageWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/pages/ActivityPage.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/FieldMessage.h"

#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using ui::pages::ActivityPage;

/// Who changed what, as it is filtered, and as it leaves the program.
class tst_ui_ActivityPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_harness = std::make_unique<GuiHarness>();
        m_world = std::make_unique<PageWorld>();
        create(u"Early"_s);
        m_world->clock.advance(std::chrono::hours(48));
        create(u"=Late()"_s);
        m_page = std::make_unique<ActivityPage>(m_world->access());
        QVERIFY(GuiHarness::show(*m_page));
        QTRY_COMPARE(rows(), 2);
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
        m_harness.reset();
    }

    void isFilteredByTimePersonAndWords()
    {
        auto *period = find<QComboBox>("activityPeriod");
        period->setCurrentIndex(period->findText(u"Last 24 hours"_s));
        QCOMPARE(rows(), 1);
        period->setCurrentIndex(0);
        QCOMPARE(rows(), 2);
        auto *users = find<QComboBox>("activityUsers");
        QCOMPARE(users->count(), 2);
        users->setCurrentIndex(1);
        QCOMPARE(rows(), 2);
        find<QLineEdit>("activityFilter")->setText(u"no such word"_s);
        QTRY_COMPARE(rows(), 0);
        find<QLineEdit>("activityFilter")->setText(u"early"_s);
        QTRY_COMPARE(rows(), 1);
    }

    void isExportedAsItIsFiltered()
    {
        const QString json = m_world->folder.filePath(u"all.json"_s);
        m_page->exportTo(json);
        QTRY_VERIFY(find<QPushButton>("activityExport")->isEnabled());
        QCOMPARE(QJsonDocument::fromJson(content(json)).array().size(), 2);

        auto *period = find<QComboBox>("activityPeriod");
        period->setCurrentIndex(period->findText(u"Last 24 hours"_s));
        const QString csv = m_world->folder.filePath(u"late.csv"_s);
        m_page->exportTo(csv);
        QTRY_VERIFY(QFile::exists(csv));
        QTRY_VERIFY(find<QPushButton>("activityExport")->isEnabled());
        const QByteArray late = content(csv);
        QVERIFY2(late.contains("\"'=Late()\""), late.constData());
        QVERIFY(!late.contains("Early"));
    }

    void nothingIsWrittenOverADatabase()
    {
        const QString path = m_world->folder.filePath(u"tenant.gatehouse"_s);
        const QByteArray before = "SQLite format 3\0 and all that is in it"_ba;
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(before) == before.size());
        file.close();
        m_page->exportTo(path);
        QTRY_VERIFY(find<QPushButton>("activityExport")->isEnabled());
        QCOMPARE(content(path), before);
        bool isSaid = false;
        const auto messages = m_page->findChildren<ui::widgets::FieldMessage *>();
        for (const auto *message : messages)
            isSaid = isSaid || message->text().contains(u"is a database"_s);
        QVERIFY(isSaid);
    }

    void versionIsRestoredAndCanBeTakenBack()
    {
        const store::StoreSnapshot &tenant = m_world->store.snapshot();
        domain::ResourceServer edited = tenant.resourceServers.first();
        const QString early = edited.name;
        edited.name = u"Renamed & more"_s;
        edited.tokenLifetime = 61;
        m_world->session.apply(*m_world->editor.replaceApi(tenant, edited, {}), u"edit"_s);
        QVERIFY(m_world->settle());
        QTRY_COMPARE(rows(), 3);
        auto *table = find<ui::widgets::EditableTableView>("activityTable");
        table->setCurrentIndex(table->model()->index(rows() - 1, 0)); // the oldest
        QSignalSpy offered(m_page.get(), &ActivityPage::undoOffered);
        QTest::mouseClick(find<QPushButton>("restoreVersion"), Qt::LeftButton);
        QTRY_VERIFY(m_page->findChild<QDialog *>(u"restoreVersionDialog"_s));
        QPointer<QDialog> dialog = m_page->findChild<QDialog *>(u"restoreVersionDialog"_s);
        dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QTRY_VERIFY(dialog->isAncestorOf(QApplication::focusWidget()));
        GuiHarness::settle();
        m_harness->picture(*dialog, u"restore-version"_s);
        QCOMPARE(walk(*dialog).join(u'\n'), QString());
        QCOMPARE(tenant.resourceServers.first().name, u"Renamed & more"_s); // nothing is done yet
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(!dialog);
        QCOMPARE(tenant.resourceServers.first().name, early);
        QCOMPARE(offered.size(), 1);
        QVERIFY(m_world->settle());
        QTRY_COMPARE(rows(), 4);
        m_world->session.undo();
        QCOMPARE(tenant.resourceServers.first().tokenLifetime, 61);
    }

    void lastVersionHasNothingToRestore()
    {
        QTest::mouseClick(find<QPushButton>("restoreVersion"), Qt::LeftButton);
        QTRY_VERIFY(m_page->findChild<QDialog *>(u"restoreVersionDialog"_s));
        const auto *dialog = m_page->findChild<QDialog *>(u"restoreVersionDialog"_s);
        QVERIFY(!dialog->findChild<QPushButton *>(u"acceptButton"_s)->isEnabled());
    }

    void holdsWhatAPageMust() { QCOMPARE(walk(*m_page).join(u'\n'), QString()); }

private:
    void create(const QString &name)
    {
        m_world->addApi(name);
        QVERIFY(m_world->settle());
    }
    int rows() { return find<ui::widgets::EditableTableView>("activityTable")->model()->rowCount(); }
    template <typename Widget> Widget *find(const char *name)
    {
        auto *widget = m_page->findChild<Widget *>(QString::fromLatin1(name));
        if (!widget)
            qFatal("there is no %s", name);
        return widget;
    }
    static QByteArray content(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<GuiHarness> m_harness;
    std::unique_ptr<PageWorld> m_world;
    std::unique_ptr<ActivityPage> m_page;
};

QTEST_MAIN(tst_ui_ActivityPage)
#include "tst_ui_ActivityPage.moc"
