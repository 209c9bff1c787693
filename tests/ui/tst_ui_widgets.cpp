#include "models/domain/ResourceServer.h"
#include "tests/support/GuiHarness.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/text/ViolationText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/BusyIndicator.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/ChangeBar.h"
#include "ui/widgets/ClipboardGuard.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/DurationEdit.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LockedField.h"
#include "ui/widgets/MonospaceView.h"
#include "ui/widgets/ScrollColumn.h"
#include "ui/widgets/SecretField.h"
#include "ui/widgets/SectionHeader.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/Toast.h"
#include "ui/widgets/ToggleSwitch.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QAccessible>
#include <QClipboard>
#include <QLineEdit>
#include <QMainWindow>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace gatehouse;
using namespace gatehouse::ui::widgets;

namespace {

constexpr QLatin1StringView secretText("s3cret-value-that-nobody-may-see");

base::Result<base::Secret> openSecret()
{
    return base::Secret(QByteArrayView(secretText.data(), secretText.size()));
}

/// Every widget of the folder, as a page would hold it.
class GalleryColumn : public ScrollColumn
{
public:
    GalleryColumn()
    {
        auto *header =
            new SectionHeader(QStringLiteral("Appointments"), QStringLiteral("https://api.example.com/appointments"));
        header->addBadge(new Badge(QStringLiteral("RS256")));
        header->addBadge(new Badge(QStringLiteral("Sample"), ui::theme::Tone::Info));
        auto *primary = new QPushButton(QStringLiteral("Create API"));
        ui::theme::setButtonKind(*primary, ui::theme::ButtonKind::Primary);
        header->addAction(primary);
        column()->addWidget(header);
        auto *banner = new ErrorBanner;
        banner->setRetryText(QStringLiteral("Try again"));
        column()->addWidget(banner);
        banner->showError({.code = base::ErrorCode::PortInUse,
                           .step = QStringLiteral("listen"),
                           .subject = QStringLiteral("8790"),
                           .detail = {}});
        auto *card =
            new Card(QStringLiteral("General"), QStringLiteral("What the API is called and how its tokens are made."));
        auto *name = new ValidatedLineEdit(domain::checkApiName);
        name->setText(QStringLiteral("Appo<ntments"));
        name->showProblems();
        card->body()->addWidget(new LabelledField(QStringLiteral("Name"), name, QStringLiteral("Shown in lists.")));
        auto *identifier =
            new LockedField(QStringLiteral("Identifier"), QStringLiteral("Fixed when the API was created."));
        identifier->setValue(QStringLiteral("https://api.example.com/appointments"));
        card->body()->addWidget(new LabelledField(QStringLiteral("Identifier"), identifier));
        auto *secret = new SecretField(QStringLiteral("Signing secret"));
        secret->setReader(openSecret);
        secret->setReplaceText(QStringLiteral("Replace"));
        card->body()->addWidget(new LabelledField(QStringLiteral("Signing secret"), secret));
        auto *duration = new DurationEdit;
        duration->setSeconds(86400);
        card->body()->addWidget(new LabelledField(QStringLiteral("Token expiration (seconds)"), duration));
        auto *toggle = new ToggleSwitch;
        toggle->setChecked(true);
        card->body()->addWidget(LabelledField::beside(QStringLiteral("Allow offline access"), toggle,
                                                      QStringLiteral("Lets clients ask for refresh tokens.")));
        auto *segments = new SegmentedControl(QStringLiteral("Theme"));
        segments->addChoice(QStringLiteral("Follow system"), QStringLiteral("monitor"));
        segments->addChoice(QStringLiteral("Light"), QStringLiteral("sun"));
        segments->addChoice(QStringLiteral("Dark"), QStringLiteral("moon"));
        card->body()->addWidget(segments);
        column()->addWidget(card);
        auto *code = new MonospaceView(QStringLiteral("Request"));
        code->setVisibleLines(8);
        code->setContent(QStringLiteral("{\n  \"aud\": \"https://api.example.com\",\n  \"exp\": 1700086400\n}"),
                         QStringLiteral("JSON"));
        column()->addWidget(code);
        column()->addWidget(new FilterBar(QStringLiteral("Filter scopes")));
        auto *changes = new ChangeBar;
        column()->addWidget(changes);
        changes->setChanges({QStringLiteral("Name"), QStringLiteral("Token expiration")});
        auto *danger = new Card(QStringLiteral("Delete this API"), QStringLiteral("Its grants go with it."));
        danger->setDanger(true);
        auto *remove = new QPushButton(QStringLiteral("Delete"));
        ui::theme::setButtonKind(*remove, ui::theme::ButtonKind::Danger);
        danger->addAction(remove);
        column()->addWidget(danger);
        column()->addStretch();
    }
};

/// The column in a window of its own, as in the program.
class Gallery : public QMainWindow
{
public:
    Gallery() { setCentralWidget(new GalleryColumn); }
};

} // namespace

class TestWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void galleryHoldsWhatEveryPageMust_data();
    void galleryHoldsWhatEveryPageMust();
    void secretIsHiddenUntilAskedFor();
    void secretHidesByItself();
    void secretThatDoesNotOpenSaysSo();
    void copiedSecretLeavesTheClipboard();
    void wrappedCodeIsAsHighAsItsLines();
    void guardedViewCopiesUnderTheGuard();
    void copiedSecretLeavesOthersAlone();
    void validatedEditDoesNotReproachTooEarly();
    void durationSaysWhatSecondsAmountTo_data();
    void durationSaysWhatSecondsAmountTo();
    void changeBarSaysWhySaveIsNotPossible();
    void busyShowsOnlyAfterItsDelay();
    void toastRunsItsActionOnce();
    void newToastReplacesTheOld();
    void tableShowsItsEmptyStateOnlyWhenEmpty();
    void tableAnswersKeys();
    void bannerSaysWhatHappenedAndOffersDetails();
    void switchIsACheckBoxToAScreenReader();
    void filterClearsOnEscape();
};

void TestWidgets::galleryHoldsWhatEveryPageMust_data()
{
    QTest::addColumn<settings::Theme>("theme");
    QTest::addColumn<qreal>("scale");
    QTest::newRow("light") << settings::Theme::Light << 1.0;
    QTest::newRow("dark") << settings::Theme::Dark << 1.0;
    QTest::newRow("light, 150 %") << settings::Theme::Light << 1.5;
}

void TestWidgets::galleryHoldsWhatEveryPageMust()
{
    QFETCH(settings::Theme, theme);
    QFETCH(qreal, scale);
    tests::GuiHarness gui(theme, scale);
    Gallery gallery;
    QVERIFY(tests::GuiHarness::show(gallery, {900, 1300}));
    if (scale == 1.0)
        gui.picture(gallery, QStringLiteral("widgets"));
    const QStringList problems = tests::walk(gallery);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    QCOMPARE(tests::plainSecrets(gallery, {secretText}), QStringList());
}

void TestWidgets::secretIsHiddenUntilAskedFor()
{
    tests::GuiHarness gui;
    QWidget page;
    auto *layout = new QVBoxLayout(&page);
    auto *field = new SecretField(QStringLiteral("Client Secret"));
    auto *other = new QLineEdit;
    layout->addWidget(field);
    layout->addWidget(other);
    field->setReader(openSecret);
    QVERIFY(tests::GuiHarness::show(page, {600, 200}));
    QCOMPARE(tests::plainSecrets(page, {secretText}), QStringList());
    field->revealButton()->setFocus();
    QTest::mouseClick(field->revealButton(), Qt::LeftButton);
    QVERIFY(field->isRevealed());
    QCOMPARE(field->edit()->text(), secretText);
    // From the button into the text is not leaving; to another field is.
    field->edit()->setFocus();
    QCoreApplication::processEvents();
    QVERIFY(field->isRevealed());
    other->setFocus();
    QTRY_VERIFY(!field->isRevealed());
    QCOMPARE(tests::plainSecrets(page, {secretText}), QStringList());
}

void TestWidgets::secretHidesByItself()
{
    SecretField field(QStringLiteral("Client Secret"), std::chrono::milliseconds(30));
    field.setReader(openSecret);
    field.show();
    field.revealButton()->click();
    QVERIFY(field.isRevealed());
    QTRY_VERIFY(!field.isRevealed());
    QVERIFY(field.edit()->text() != secretText);
}

void TestWidgets::secretThatDoesNotOpenSaysSo()
{
    SecretField field(QStringLiteral("Client Secret"));
    field.setReader([]() -> base::Result<base::Secret> { return base::failure(base::ErrorCode::SealBroken, "open"); });
    QSignalSpy failed(&field, &SecretField::failed);
    field.revealButton()->click();
    QCOMPARE(failed.count(), 1);
    QVERIFY(!field.isRevealed());
    field.copyButton()->click();
    QCOMPARE(failed.count(), 2);
}

void TestWidgets::copiedSecretLeavesTheClipboard()
{
    ClipboardGuard guard(std::chrono::milliseconds(40));
    guard.copy(*openSecret());
    QCOMPARE(QGuiApplication::clipboard()->text(), secretText);
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("x-kde-passwordManagerHint")),
             QByteArray("secret"));
    QTRY_VERIFY(QGuiApplication::clipboard()->text().isEmpty());
}

void TestWidgets::wrappedCodeIsAsHighAsItsLines()
{
    const tests::GuiHarness look;
    QWidget page;
    auto *view = new MonospaceView(QStringLiteral("Request"), &page);
    view->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    view->setVisibleLines(30);
    auto *layout = new QVBoxLayout(&page);
    layout->addWidget(view);
    layout->addStretch();
    page.resize(400, 600);
    view->setContent(QStringLiteral("curl --data '%1'").arg(QString(300, QLatin1Char('x'))));
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    tests::GuiHarness::settle();
    QTRY_COMPARE(view->verticalScrollBar()->maximum(), 0);
    view->setContent(QStringLiteral("curl --data '%1'").arg(QString(600, QLatin1Char('x'))));
    QTRY_COMPARE(view->verticalScrollBar()->maximum(), 0);
}

void TestWidgets::guardedViewCopiesUnderTheGuard()
{
    const QString mark(clipboardSecretMark);
    MonospaceView view(QStringLiteral("Response"));
    view.setContent(QStringLiteral("header.payload.signature"));
    const auto copyByMenu = [&view] {
        view.selectAll();
        view.copy(); // what the key and the menu both do
        QCoreApplication::processEvents();
    };
    copyByMenu();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("header.payload.signature"));
    QVERIFY(!QGuiApplication::clipboard()->mimeData()->hasFormat(mark));
    view.setGuarded(true);
    copyByMenu();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("header.payload.signature"));
    QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(mark));
    // Something else that is copied in between is nobody's to take.
    view.copy();
    QGuiApplication::clipboard()->setText(QStringLiteral("something else"));
    QCoreApplication::processEvents();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("something else"));
    QVERIFY(!QGuiApplication::clipboard()->mimeData()->hasFormat(mark));
}

void TestWidgets::copiedSecretLeavesOthersAlone()
{
    ClipboardGuard guard(std::chrono::milliseconds(20));
    QSignalSpy cleared(&guard, &ClipboardGuard::cleared);
    guard.copy(*openSecret());
    QGuiApplication::clipboard()->setText(QStringLiteral("something else"));
    QTRY_COMPARE(cleared.count(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("something else"));
}

void TestWidgets::validatedEditDoesNotReproachTooEarly()
{
    ValidatedLineEdit edit(domain::checkApiName);
    edit.show();
    QVERIFY(!edit.isValid());
    QVERIFY2(edit.message().isEmpty(), "an empty field nobody has touched");
    QTest::keyClicks(edit.edit(), QStringLiteral("a<"));
    QVERIFY(edit.violation().has_value());
    QCOMPARE(edit.message(), ui::text::violationText(*edit.violation()));
    QCOMPARE(edit.edit()->accessibleDescription(), edit.message());
    QTest::keyClick(edit.edit(), Qt::Key_Backspace);
    QVERIFY(edit.isValid());
    QVERIFY(edit.message().isEmpty());
}

void TestWidgets::durationSaysWhatSecondsAmountTo_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("seconds"); // -1: not accepted
    QTest::newRow("a day") << QStringLiteral("86400") << 86400;
    QTest::newRow("the shortest") << QStringLiteral("1") << 1;
    QTest::newRow("the longest") << QStringLiteral("2592000") << 2592000;
    QTest::newRow("zero") << QStringLiteral("0") << -1;
    QTest::newRow("negative") << QStringLiteral("-1") << -1;
    QTest::newRow("too long") << QStringLiteral("2592001") << -1;
    QTest::newRow("a word") << QStringLiteral("soon") << -1;
    QTest::newRow("nothing") << QString() << -1;
}

void TestWidgets::durationSaysWhatSecondsAmountTo()
{
    QFETCH(QString, typed);
    QFETCH(int, seconds);
    DurationEdit edit;
    edit.setSeconds(5);
    edit.show();
    edit.edit()->edit()->selectAll();
    QTest::keyClick(edit.edit()->edit(), Qt::Key_Delete);
    QTest::keyClicks(edit.edit()->edit(), typed);
    QCOMPARE(edit.seconds().value_or(-1), seconds);
    QCOMPARE(edit.violation().has_value(), seconds < 0);
    QCOMPARE(edit.edit()->message().isEmpty(), seconds >= 0);
    QCOMPARE(edit.text(), typed);
}

void TestWidgets::changeBarSaysWhySaveIsNotPossible()
{
    QWidget page;
    auto *bar = new ChangeBar(&page);
    page.show();
    QVERIFY(bar->isHidden());
    bar->setChanges({QStringLiteral("Name")});
    QVERIFY(bar->isVisible());
    QVERIFY(bar->saveButton()->isEnabled());
    bar->setObstacle(QStringLiteral("A name is needed."));
    QVERIFY(!bar->saveButton()->isEnabled());
    QCOMPARE(bar->saveButton()->accessibleDescription(), QStringLiteral("A name is needed."));
    bar->setObstacle({});
    QSignalSpy saved(bar, &ChangeBar::saveRequested);
    bar->saveButton()->click();
    QCOMPARE(saved.count(), 1);
    bar->setChanges({});
    QVERIFY(bar->isHidden());
}

void TestWidgets::busyShowsOnlyAfterItsDelay()
{
    QWidget page;
    page.show();
    BusyIndicator quick(std::chrono::milliseconds(20), &page);
    quick.start(QStringLiteral("Loading…"));
    QVERIFY(quick.isBusy());
    QVERIFY(quick.isHidden());
    quick.stop();
    BusyIndicator slow(std::chrono::milliseconds(20), &page);
    QSignalSpy cancelled(&slow, &BusyIndicator::cancelRequested);
    slow.start(QStringLiteral("Loading…"));
    QTRY_VERIFY(slow.isVisible());
    QVERIFY2(quick.isHidden(), "what was stopped before its delay never shows");
    slow.findChild<QPushButton *>(QStringLiteral("cancelButton"))->click();
    QCOMPARE(cancelled.count(), 1);
}

void TestWidgets::toastRunsItsActionOnce()
{
    QWidget window;
    window.resize(600, 400);
    window.show();
    int undone = 0;
    QPointer<Toast> toast =
        Toast::show(&window, QStringLiteral("Deleted Orders"), QStringLiteral("Undo"), [&] { ++undone; });
    QVERIFY(window.rect().contains(toast->geometry()));
    toast->actionButton()->click();
    if (toast)
        toast->actionButton()->click();
    QCOMPARE(undone, 1);
    QTRY_VERIFY(!toast);
    QCursor::setPos(window.mapToGlobal(QPoint(2, 2))); // under the pointer it would stay
    QPointer<Toast> brief = Toast::show(&window, QStringLiteral("Copied"), {}, {}, std::chrono::milliseconds(20));
    QTRY_VERIFY(!brief);
}

void TestWidgets::newToastReplacesTheOld()
{
    QWidget window;
    window.resize(600, 400);
    window.show();
    QPointer<Toast> first = Toast::show(&window, QStringLiteral("One"));
    Toast *second = Toast::show(&window, QStringLiteral("Two"));
    QTRY_VERIFY(!first);
    QVERIFY(second->isVisible());
}

void TestWidgets::tableShowsItsEmptyStateOnlyWhenEmpty()
{
    QStandardItemModel model(0, 2);
    EditableTableView table(QStringLiteral("Scopes"));
    auto *empty = new EmptyState(QStringLiteral("scope"), QStringLiteral("No scopes yet"));
    empty->setPrimary(QStringLiteral("Add scope"), QStringLiteral("add"));
    table.setEmptyState(empty);
    table.setModel(&model);
    table.show();
    QVERIFY(empty->isVisible());
    model.appendRow({new QStandardItem(QStringLiteral("read:a")), new QStandardItem(QStringLiteral("Read"))});
    QVERIFY(!empty->isVisible());
    model.removeRow(0);
    QVERIFY(empty->isVisible());
}

void TestWidgets::tableAnswersKeys()
{
    QStandardItemModel model(0, 2);
    for (const char *value : {"read:a", "read:b"})
        model.appendRow({new QStandardItem(QString::fromLatin1(value)), new QStandardItem(QStringLiteral("Reads"))});
    EditableTableView table(QStringLiteral("Scopes"));
    table.setModel(&model);
    QVERIFY(tests::GuiHarness::show(table, {500, 300}));
    table.selectAll();
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("read:a\tReads\nread:b\tReads"));
    QSignalSpy removed(&table, &EditableTableView::removeRequested);
    QTest::keyClick(&table, Qt::Key_Delete);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.first().first().value<QModelIndexList>().size(), 2);
    QCOMPARE(model.rowCount(), 2); // the table asks, it does not remove
    const QByteArray columns = table.columnState();
    table.setColumnWidth(0, 321);
    QVERIFY(table.restoreColumnState(columns));
    QVERIFY(table.columnWidth(0) != 321);
}

void TestWidgets::bannerSaysWhatHappenedAndOffersDetails()
{
    QWidget page;
    auto *banner = new ErrorBanner(&page);
    page.show();
    QVERIFY(banner->isHidden());
    banner->showError({.code = base::ErrorCode::StoreReadOnly,
                       .step = QStringLiteral("commit"),
                       .subject = QStringLiteral("/tmp/t.gatehouse"),
                       .detail = QStringLiteral("client_secret=abcdefabcdef")});
    QVERIFY(banner->isVisible());
    QVERIFY(!banner->text().isEmpty());
    banner->findChild<QPushButton *>(QStringLiteral("copyDetailsButton"))->click();
    const QString details = QGuiApplication::clipboard()->text();
    QVERIFY(details.contains(QStringLiteral("commit")));
    QVERIFY2(!details.contains(QStringLiteral("abcdefabcdef")), "details are redacted");
    banner->findChild<QToolButton *>(QStringLiteral("dismissButton"))->click();
    QVERIFY(banner->isHidden());
}

void TestWidgets::switchIsACheckBoxToAScreenReader()
{
    ToggleSwitch toggle(QStringLiteral("Authorized"));
    toggle.show();
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&toggle);
    QVERIFY(accessible);
    QCOMPARE(accessible->role(), QAccessible::CheckBox);
    QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Authorized"));
    QTest::keyClick(&toggle, Qt::Key_Space);
    QVERIFY(toggle.isChecked());
    QVERIFY(accessible->state().checked);
    QTest::mouseClick(&toggle, Qt::LeftButton);
    QVERIFY(!toggle.isChecked());
}

void TestWidgets::filterClearsOnEscape()
{
    FilterBar bar(QStringLiteral("Filter scopes"));
    bar.show();
    QSignalSpy changed(&bar, &FilterBar::textChanged);
    QTest::keyClicks(bar.edit(), QStringLiteral("read"));
    QCOMPARE(changed.count(), 4);
    QTest::keyClick(bar.edit(), Qt::Key_Escape);
    QVERIFY(bar.text().isEmpty());
    QCOMPARE(changed.count(), 5);
}

QTEST_MAIN(TestWidgets)
#include "tst_ui_widgets.moc"
