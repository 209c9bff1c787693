// The main job in the real window on a real X server: every press comes from the server's own mouse and keyboard,
// injected by xdotool, and arrives the way a person's does.

#include "app/window/Composition.h"
#include "tests/support/StoreOpens.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QProcess>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace gatehouse;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 15000;

/// The visible widget of that name, in whichever window it is.
QWidget *find(const QString &name)
{
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *widget : all) {
        if (widget->objectName() == name && widget->isVisible())
            return widget;
    }
    return nullptr;
}

bool shows(const QString &name, const QString &text)
{
    const QWidget *widget = find(name);
    if (!widget)
        return false;
    const QList<QLabel *> labels = widget->findChildren<QLabel *>();
    return std::ranges::any_of(labels,
                               [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

} // namespace

class tst_stories_MainJob : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    static void xdotool(const QStringList &arguments)
    {
        QProcess process;
        process.start(u"xdotool"_s, arguments);
        // The window must go on answering while the events come in.
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patience);
        QCOMPARE(process.exitCode(), 0);
    }

    static void press(QWidget *widget, QPoint at)
    {
        const QPoint global = widget->mapToGlobal(at);
        xdotool({u"mousemove"_s, u"--sync"_s, QString::number(global.x()), QString::number(global.y()), u"click"_s,
                 u"1"_s});
    }

    static bool isInSight(const QWidget *widget)
    {
        return widget && widget->visibleRegion().contains(widget->rect().center());
    }

    /// Turns the wheel over the page until the widget is in sight.
    static void scrollTo(const QString &name)
    {
        for (int turns = 0; turns < 40 && !isInSight(find(name)); ++turns) {
            const QWidget *page = find(name)->parentWidget();
            while (page && !qobject_cast<const QScrollArea *>(page))
                page = page->parentWidget();
            QVERIFY2(page, qPrintable(name + u" is out of sight and nothing scrolls"_s));
            const QPoint middle = page->mapToGlobal(page->rect().center());
            const bool isBelow = find(name)->mapToGlobal(QPoint()).y() > middle.y();
            xdotool({u"mousemove"_s, u"--sync"_s, QString::number(middle.x()), QString::number(middle.y()), u"click"_s,
                     isBelow ? u"5"_s : u"4"_s});
            QCoreApplication::processEvents();
        }
        QTRY_VERIFY2_WITH_TIMEOUT(isInSight(find(name)), qPrintable(name), patience);
    }

    static void press(const QString &name)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(find(name) && find(name)->isEnabled(), qPrintable(name), patience);
        scrollTo(name);
        press(find(name), find(name)->rect().center());
    }

    /// There is no window manager here to hand the keyboard to a new window.
    static void giveKeyboardTo(const QWidget *window)
    {
        xdotool({u"windowfocus"_s, u"--sync"_s, QString::number(window->window()->winId())});
    }

    static void type(const QString &text) { xdotool({u"type"_s, u"--delay"_s, u"4"_s, text}); }

    static void fill(const QString &name, const QString &text)
    {
        press(name);
        QTRY_VERIFY_WITH_TIMEOUT(find(name)->hasFocus() || find(name)->isAncestorOf(QApplication::focusWidget()),
                                 patience);
        xdotool({u"key"_s, u"ctrl+a"_s});
        type(text);
    }

    static void pressTab(int index)
    {
        QTRY_VERIFY_WITH_TIMEOUT(find(u"apiTabBar"_s), patience);
        auto *bar = qobject_cast<QTabBar *>(find(u"apiTabBar"_s));
        press(bar, bar->tabRect(index).center());
        QTRY_COMPARE_WITH_TIMEOUT(bar->currentIndex(), index, patience);
    }

    static void pressRow(const QString &table, const QString &text)
    {
        QTRY_VERIFY_WITH_TIMEOUT(find(table), patience);
        auto *view = qobject_cast<QAbstractItemView *>(find(table));
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            const QModelIndex index = view->model()->index(row, 0);
            if (index.data().toString().contains(text)) {
                press(view->viewport(), view->visualRect(index).center());
                return;
            }
        }
        QFAIL(qPrintable(u"no row %1"_s.arg(text)));
    }

    /// What the shell prints when a person pastes `code` into it; the server under test answers meanwhile.
    static QJsonObject pasteIntoShell(const QString &code)
    {
        QProcess shell;
        shell.start(u"bash"_s, {});
        shell.write(code.toUtf8() + '\n');
        shell.closeWriteChannel();
        const bool ended = QTest::qWaitFor([&shell] { return shell.state() == QProcess::NotRunning; }, patience);
        return ended ? QJsonDocument::fromJson(shell.readAllStandardOutput()).object() : QJsonObject();
    }

private Q_SLOTS:
    void fromAnEmptyTenantToAVerifiedToken()
    {
        const QString store = m_folder.filePath(u"tenant.gatehouse"_s);
        tests::StoreOpens opens(store);
        {
            app::Composition composition(store, m_folder.filePath(u"settings.ini"_s));
            composition.window().resize(1400, 900);
            composition.start({});
            QTRY_VERIFY_WITH_TIMEOUT(composition.server().isRunning(), patience);
            giveKeyboardTo(&composition.window());

            // Create API
            press(u"createApiButton"_s);
            QTRY_VERIFY_WITH_TIMEOUT(find(u"createApiDialog"_s), patience);
            giveKeyboardTo(find(u"createApiDialog"_s));
            fill(u"nameEdit"_s, u"Orders API"_s);
            fill(u"identifierEdit"_s, u"https://orders.example.com/"_s);
            press(u"acceptButton"_s);
            QTRY_VERIFY_WITH_TIMEOUT(!find(u"createApiDialog"_s) && find(u"quickStartPage"_s), patience);
            giveKeyboardTo(&composition.window());

            // Scopes
            pressTab(2);
            fill(u"newScopeValueEdit"_s, u"read:orders"_s);
            fill(u"newScopeDescriptionEdit"_s, u"Read orders"_s);
            press(u"addScopeButton"_s);
            fill(u"newScopeValueEdit"_s, u"write:orders"_s);
            xdotool({u"key"_s, u"Return"_s});
            const auto api = [&] {
                return composition.engine().store().snapshot().resourceServerByIdentifier(
                    u"https://orders.example.com/"_s);
            };
            QTRY_VERIFY_WITH_TIMEOUT(api() && api()->scopes.size() == 2, patience);

            // Non Interactive Clients
            pressTab(3);
            pressRow(u"clientGrantTable"_s, u"Calendar Sync"_s);
            press(u"authorizedSwitch"_s);
            QTRY_COMPARE_WITH_TIMEOUT(composition.engine().store().snapshot().grantsOf(api()->id).size(), 1, patience);
            press(u"checkAllScopesButton"_s);
            press(u"saveGrantsButton"_s);
            QTRY_COMPARE_WITH_TIMEOUT(composition.engine().store().snapshot().grantsOf(api()->id).first().scopes.size(),
                                      2, patience);

            // Test
            pressTab(4);
            press(u"requestCopy"_s);
            QTRY_VERIFY_WITH_TIMEOUT(QApplication::clipboard()->text().startsWith("curl "_L1), patience);
            const QJsonObject answer = pasteIntoShell(QApplication::clipboard()->text());
            QVERIFY2(answer.value("access_token"_L1).toString().count(u'.') == 2,
                     QJsonDocument(answer).toJson().constData());
            press(u"runTest"_s);
            QTRY_VERIFY_WITH_TIMEOUT(find(u"openInInspector"_s) && find(u"openInInspector"_s)->isEnabled(), patience);
            QVERIFY(shows(u"testPage"_s, u"erified"_s));

            // The inspector
            press(u"openInInspector"_s);
            QTRY_VERIFY_WITH_TIMEOUT(shows(u"verdictBanner"_s, u"Verified"_s), patience);
            QTRY_VERIFY_WITH_TIMEOUT(composition.engine().store().isSettled(), patience);
            QVERIFY(opens.isLocked());
        }
        QVERIFY(opens.all() > 0);
        QCOMPARE(opens.byOthers(), 0); // none but SQLite has opened the file

        // The file holds exactly that.
        app::Engine engine(store, u"test"_s);
        QSignalSpy ready(&engine, &app::Engine::ready);
        engine.open();
        QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, patience);
        const store::StoreSnapshot &tenant = engine.store().snapshot();
        QCOMPARE(tenant.resourceServers.size(), 3);
        QCOMPARE(tenant.clients.size(), 1);
        QCOMPARE(tenant.grants.size(), 2);
        const domain::ResourceServer *api = tenant.resourceServerByIdentifier(u"https://orders.example.com/"_s);
        QVERIFY(api);
        QCOMPARE(api->name, u"Orders API"_s);
        QCOMPARE(api->signingAlgorithm, domain::SigningAlgorithm::RS256);
        QCOMPARE(api->tokenLifetime, domain::defaultTokenLifetime);
        QCOMPARE(api->scopes, (QList<domain::Scope>{{u"read:orders"_s, u"Read orders"_s}, {u"write:orders"_s, {}}}));
        const domain::ClientGrant *grant = tenant.grant(tenant.clients.first().id, api->id);
        QVERIFY(grant);
        QCOMPARE(grant->scopes, (QStringList{u"read:orders"_s, u"write:orders"_s}));
    }
};

QTEST_MAIN(tst_stories_MainJob)
#include "tst_stories_MainJob.moc"
