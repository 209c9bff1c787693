#include "models/items/ItemRoles.h"
#include "tests/support/GuiHarness.h"
#include "tests/support/WidgetHand.h"
#include "tests/ui/WindowWorld.h"
#include "ui/pages/InspectorPage.h"
#include "ui/theme/WheelGuard.h"

#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QMetaProperty>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTableView>
#include <QWheelEvent>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using ui::shell::MainWindow;

namespace {

template <typename T> T *named(const QWidget &root, const char *name)
{
    return root.findChild<T *>(QString::fromLatin1(name));
}

/// What a control says now, of whatever kind it is; a turn of the wheel that counts changes it.
QVariant valueOf(const QWidget &control)
{
    if (const auto *combo = qobject_cast<const QComboBox *>(&control))
        return combo->currentIndex();
    return control.metaObject()->userProperty().read(&control);
}

void turnWheel(QWidget &control, int steps)
{
    const QPointF middle = QRectF(control.rect()).center();
    QWheelEvent event(middle, control.mapToGlobal(middle), {}, QPoint(0, 120 * steps), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&control, &event);
}

void bringIntoView(QWidget &widget)
{
    for (QWidget *at = widget.parentWidget(); at; at = at->parentWidget()) {
        if (auto *scroll = qobject_cast<QScrollArea *>(at))
            scroll->ensureWidgetVisible(&widget);
    }
    tests::GuiHarness::settle();
}

} // namespace

/// What a person did not mean to do changes nothing.
class tst_ui_Accidents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wheelChangesNothingInPassing();
    void wheelChangesWhatHasTheKeyboard();
    void oneDeletionIsOne();
    void authorizeOpensTheApiWithThatClient();
    void rowsOfAClientStayWhileApisAreMade();
    void manyApisAreListedWhenAskedFor();
    void quittingAsksAboutAHalfTypedScope();
};

/// Every page, and every control on it that the wheel could change.
void tst_ui_Accidents::wheelChangesNothingInPassing()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    QVERIFY(world.control.start());
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window, QSize(1240, 820)));
    window.showTenant();
    const QString api = u"api/%1/"_s.arg(world.orders().text());
    QSet<QString> seen;
    for (const QString &page :
         {api + u"quickstart"_s, api + u"settings"_s, api + u"scopes"_s, api + u"clients"_s, api + u"test"_s,
          u"clients"_s, u"management"_s, u"issuers"_s, u"inspector"_s, u"activity"_s, u"settings"_s}) {
        window.open(page);
        if (page == u"inspector")
            window.pages().inspectorPage().setToken(world.goodToken());
        tests::GuiHarness::settle();
        window.setFocus();
        const QWidgetList widgets = window.findChildren<QWidget *>();
        for (QWidget *widget : widgets) {
            if (!ui::theme::WheelGuard::isConcernedBy(*widget))
                continue;
            widget->ensurePolished(); // hidden ones are polished when they are shown
            const QString name = widget->objectName();
            QVERIFY2(widget->focusPolicy() != Qt::WheelFocus, qPrintable(name));
            seen.insert(name);
            const QVariant before = valueOf(*widget);
            QVERIFY2(before.isValid(), qPrintable(name));
            turnWheel(*widget, -3);
            turnWheel(*widget, 1);
            QVERIFY2(valueOf(*widget) == before, qPrintable(name));
        }
    }
    // As the wheel of a mouse comes in, which gives the keyboard to what wants it so.
    auto *leeway = named<QSpinBox>(window, "leeway");
    window.open(u"inspector"_s);
    bringIntoView(*leeway);
    QVERIFY(!leeway->visibleRegion().isEmpty());
    const QPoint at = leeway->mapTo(&window, leeway->rect().center());
    QTest::wheelEvent(window.windowHandle(), at, QPoint(0, 120));
    QTest::wheelEvent(window.windowHandle(), at, QPoint(0, 120));
    QCOMPARE(leeway->value(), 0);
    QVERIFY(!leeway->hasFocus());
    for (const char *name :
         {"leeway", "signatureRule", "findingsProfile", "testClient", "timeline", "keyApi", "rotationDay"})
        QVERIFY2(seen.contains(QLatin1StringView(name)), name);
}

void tst_ui_Accidents::wheelChangesWhatHasTheKeyboard()
{
    tests::GuiHarness gui;
    QSpinBox spin;
    QVERIFY(tests::GuiHarness::show(spin, QSize(200, 60)));
    spin.setFocus();
    turnWheel(spin, 1);
    QCOMPARE(spin.value(), 1);
    spin.clearFocus();
    turnWheel(spin, 1);
    QCOMPARE(spin.value(), 1);
}

/// The second press of a double click, or one too many, finds nothing that it could delete.
void tst_ui_Accidents::oneDeletionIsOne()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    domain::ClientId unused;
    for (const QString &name : {u"Unused 1"_s, u"Unused 2"_s}) {
        const auto made = world.editor.createClient(world.store.snapshot(), name);
        world.session.apply(made->changes, name);
        unused = made->id;
    }
    const auto pressTwice = [&window](const char *button) {
        auto *widget = named<QPushButton>(window, button);
        QVERIFY(widget && widget->isVisible());
        for (QWidget *at = widget->parentWidget(); at; at = at->parentWidget()) {
            if (auto *scroll = qobject_cast<QScrollArea *>(at))
                scroll->ensureWidgetVisible(widget);
        }
        tests::GuiHarness::settle();
        const QPoint where = widget->mapTo(&window, widget->rect().center());
        QTest::mouseClick(window.windowHandle(), Qt::LeftButton, {}, where);
        QTest::mouseDClick(window.windowHandle(), Qt::LeftButton, {}, where);
        tests::GuiHarness::settle();
    };
    window.open(u"clients/%1"_s.arg(unused.text()));
    const qsizetype clients = world.store.snapshot().clients.size();
    pressTwice("deleteClientButton");
    QCOMPARE(world.store.snapshot().clients.size(), clients - 1);
    QVERIFY(!named<QWidget>(window, "deleteClientButton")->isVisible());
    QVERIFY(named<QWidget>(window, "noClientChosen")->isVisible());
    QCOMPARE(window.address(), u"clients"_s);

    domain::ResourceServerId api;
    for (const QString &name : {u"Unused 1"_s, u"Unused 2"_s}) {
        const auto made = world.editor.createApi(world.store.snapshot(), {name, u"urn:"_s + name.right(1)});
        world.session.apply(made->changes, name);
        api = made->id;
    }
    window.open(u"api/%1/settings"_s.arg(api.text()));
    const qsizetype apis = world.store.snapshot().resourceServers.size();
    pressTwice("deleteApiButton");
    QCOMPARE(world.store.snapshot().resourceServers.size(), apis - 1);
    QVERIFY(!named<QWidget>(window, "deleteApiButton")->isVisible());
    QVERIFY2(window.address().endsWith(u"/quickstart"), qPrintable(window.address()));
}

/// *Authorize* leads to the client it was pressed for, and grants nothing by itself.
void tst_ui_Accidents::authorizeOpensTheApiWithThatClient()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    QVERIFY(tests::isRidOfDrift(world));
    const auto made = world.editor.createClient(world.store.snapshot(), u"Zeta"_s);
    world.session.apply(made->changes, u"Create Zeta"_s);
    window.open(u"clients/%1"_s.arg(made->id.text()));
    const QList<QPushButton *> buttons = window.findChildren<QPushButton *>(u"openGrantButton"_s);
    QVERIFY(!buttons.isEmpty());
    buttons.first()->click();
    QVERIFY2(window.address().contains(u"/clients"), qPrintable(window.address()));
    const auto *table = window.findChild<QTableView *>(u"clientGrantTable"_s);
    QCOMPARE(table->currentIndex().siblingAtColumn(0).data(items::KeyRole).toString(), made->id.text());
    QVERIFY(world.store.snapshot().grantsOf(made->id).isEmpty());
    window.findChild<QAbstractButton *>(u"authorizedSwitch"_s)->click();
    QCOMPARE(world.store.snapshot().grantsOf(made->id).size(), 1);
    QVERIFY(world.store.snapshot().grantsOf(made->id).constFirst().scopes.isEmpty());
}

/// Rows cost time: of many APIs those come unasked that the client may call, and fifty at least.
void tst_ui_Accidents::manyApisAreListedWhenAskedFor()
{
    tests::GuiHarness gui;
    store::StoreSnapshot tenant = tests::TokenWorld::named(tests::TokenTenant::make());
    for (int i = 0; i < 60; ++i) {
        domain::ResourceServer api;
        api.id = domain::ResourceServerId(u"6b060221c46acfb0ad5f6%1"_s.arg(i, 3, 10, QChar(u'0')));
        api.name = u"API %1"_s.arg(i);
        api.identifier = u"urn:many:%1"_s.arg(i);
        tenant.resourceServers.append(api);
    }
    tests::TokenWorld world(tenant);
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(u"clients/%1"_s.arg(world.alpha().text()));
    const auto rows = [&] { return window.findChildren<QPushButton *>(u"openGrantButton"_s).size(); };
    auto *all = window.findChild<QPushButton *>(u"showAllApis"_s);
    QCOMPARE(rows(), 50);
    QVERIFY(all->isVisible());
    all->click();
    QCOMPARE(rows(), world.store.snapshot().resourceServers.size());
    QVERIFY(!all->isVisible());
    // Another client begins with few again.
    window.open(u"clients/%1"_s.arg(QString(tests::TokenTenant::beta)));
    QCOMPARE(rows(), 50);
}

/// While somebody else fills the tenant, the rows of a client stay, focus included; one more comes after them.
void tst_ui_Accidents::rowsOfAClientStayWhileApisAreMade()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(u"clients/%1"_s.arg(world.alpha().text()));
    const auto buttons = [&] { return window.findChildren<QPushButton *>(u"openGrantButton"_s); };
    const QList<QPushButton *> before = buttons();
    QVERIFY(!before.isEmpty());
    before.last()->setFocus();
    domain::ResourceServer api;
    api.name = u"Made elsewhere"_s;
    api.identifier = u"urn:made:elsewhere"_s;
    const auto made = world.editor.createApi(world.store.snapshot(), api, {});
    QVERIFY(made);
    world.session.apply(made->changes, u"Create"_s);
    const QList<QPushButton *> after = buttons();
    QCOMPARE(after.size(), before.size() + 1);
    QCOMPARE(after.first(before.size()), before);
    QVERIFY(before.last()->hasFocus());
    QVERIFY(after.last()->accessibleName().contains(api.name));
    // On the way through the page the new one follows the one above it.
    QWidget *next = before.last();
    do
        next = next->nextInFocusChain();
    while (next->focusPolicy() == Qt::NoFocus);
    QCOMPARE(next, after.last());
    after.last()->click();
    QVERIFY2(window.address().startsWith(u"api/"_s + made->id.text()), qPrintable(window.address()));
}

void tst_ui_Accidents::quittingAsksAboutAHalfTypedScope()
{
    tests::GuiHarness gui;
    tests::TokenWorld world;
    MainWindow window(tests::partsOf(world));
    QVERIFY(tests::GuiHarness::show(window));
    window.showTenant();
    window.open(u"api/%1/scopes"_s.arg(world.orders().text()));
    tests::type(window, "newScopeValueEdit", u"half:typed"_s);
    window.open(u"inspector"_s);
    window.close();
    QVERIFY(window.isVisible());
    auto *dialog = window.findChild<QDialog *>(u"unsavedChangesDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(named<QLineEdit>(window, "newScopeValueEdit")->text(), u"half:typed"_s);
    dialog->findChild<QPushButton *>(u"acceptButton"_s)->click(); // Save
    QTRY_VERIFY(!window.isVisible());
    QVERIFY(world.store.snapshot().resourceServer(world.orders())->scope(u"half:typed"_s));
}

QTEST_MAIN(tst_ui_Accidents)
#include "tst_ui_Accidents.moc"
