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
using namespace Qt::StringLiterals;

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
        auto *header = new SectionHeader(u"Appointments"_s, u"https://api.example.com/appointments"_s);
        header->addBadge(new Badge(u"RS256"_s));
        header->addBadge(new Badge(u"Sample"_s, ui::theme::Tone::Info));
        auto *primary = new QPushButton(u"Create API"_s);
        ui::theme::setButtonKind(*primary, ui::theme::ButtonKind::Primary);
        header->addAction(primary);
        column()->addWidget(header);
        auto *banner = new ErrorBanner;
        banner->setRetryText(u"Try again"_s);
        column()->addWidget(banner);
        banner->showError(
            {.code = base::ErrorCode::PortInUse, .step = base::ErrorStep::Listen, .subject = u"8790"_s, .detail = {}});
        auto *card = new Card(u"General"_s, u"What the API is called and how its tokens are made."_s);
        auto *name = new ValidatedLineEdit(domain::checkApiName);
        name->setText(u"Appo<ntments"_s);
        name->showProblems();
        card->body()->addWidget(new LabelledField(u"Name"_s, name, u"Shown in lists."_s));
        auto *identifier = new LockedField(u"Identifier"_s, u"Fixed when the API was created."_s);
        identifier->setValue(u"https://api.example.com/appointments"_s);
        card->body()->addWidget(new LabelledField(u"Identifier"_s, identifier));
        auto *secret = new SecretField(u"Signing secret"_s);
        secret->setReader(openSecret);
        secret->setReplaceText(u"Replace"_s);
        card->body()->addWidget(new LabelledField(u"Signing secret"_s, secret));
        auto *duration = new DurationEdit;
        duration->setSeconds(86400);
        card->body()->addWidget(new LabelledField(u"Token expiration (seconds)"_s, duration));
        auto *toggle = new ToggleSwitch;
        toggle->setChecked(true);
        card->body()->addWidget(
            LabelledField::beside(u"Allow offline access"_s, toggle, u"Lets clients ask for refresh tokens."_s));
        auto *segments = new SegmentedControl(u"Theme"_s);
        segments->addChoice(u"Follow system"_s, u"monitor"_s);
        segments->addChoice(u"Light"_s, u"sun"_s);
        segments->addChoice(u"Dark"_s, u"moon"_s);
        card->body()->addWidget(segments);
        column()->addWidget(card);
        auto *code = new MonospaceView(u"Request"_s);
        code->setVisibleLines(8);
        code->setContent(u"{\n  \"aud\": \"https://api.example.com\",\n  \"exp\": 1700086400\n}"_s, u"JSON"_s);
        column()->addWidget(code);
        column()->addWidget(new FilterBar(u"Filter scopes"_s));
        auto *changes = new ChangeBar;
        column()->addWidget(changes);
        changes->setChanges({u"Name"_s, u"Token expiration"_s});
        auto *danger = new Card(u"Delete this API"_s, u"Its grants go with it."_s);
        danger->setDanger(true);
        auto *remove = new QPushButton(u"Delete"_s);
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

class tst_ui_Widgets : public QObject
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
    void bannerBreaksNamesWithoutSpaces();
    void switchIsACheckBoxToAScreenReader();
    void filterClearsOnEscape();
};

void tst_ui_Widgets::galleryHoldsWhatEveryPageMust_data()
{
    QTest::addColumn<settings::Theme>("theme");
    QTest::addColumn<qreal>("scale");
    QTest::newRow("light") << settings::Theme::Light << 1.0;
    QTest::newRow("dark") << settings::Theme::Dark << 1.0;
    QTest::newRow("light, 150 %") << settings::Theme::Light << 1.5;
}

void tst_ui_Widgets::galleryHoldsWhatEveryPageMust()
{
    QFETCH(settings::Theme, theme);
    QFETCH(qreal, scale);
    tests::GuiHarness gui(theme, scale);
    Gallery gallery;
    QVERIFY(tests::GuiHarness::show(gallery, {900, 1300}));
    if (scale == 1.0)
        gui.picture(gallery, u"widgets"_s);
    const QStringList problems = tests::walk(gallery);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    QCOMPARE(tests::plainSecrets(gallery, {secretText}), QStringList());
}

void tst_ui_Widgets::secretIsHiddenUntilAskedFor()
{
    tests::GuiHarness gui;
    QWidget page;
    auto *layout = new QVBoxLayout(&page);
    auto *field = new SecretField(u"Client Secret"_s);
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

void tst_ui_Widgets::secretHidesByItself()
{
    SecretField field(u"Client Secret"_s, std::chrono::milliseconds(30));
    field.setReader(openSecret);
    field.show();
    field.revealButton()->click();
    QVERIFY(field.isRevealed());
    QTRY_VERIFY(!field.isRevealed());
    QVERIFY(field.edit()->text() != secretText);
}

void tst_ui_Widgets::secretThatDoesNotOpenSaysSo()
{
    SecretField field(u"Client Secret"_s);
    field.setReader([]() -> base::Result<base::Secret> {
        return base::failure(base::ErrorCode::SealBroken, base::ErrorStep::OpenSealed);
    });
    QSignalSpy failed(&field, &SecretField::failed);
    field.revealButton()->click();
    QCOMPARE(failed.count(), 1);
    QVERIFY(!field.isRevealed());
    field.copyButton()->click();
    QCOMPARE(failed.count(), 2);
}

void tst_ui_Widgets::copiedSecretLeavesTheClipboard()
{
    ClipboardGuard guard(std::chrono::milliseconds(40));
    guard.copy(*openSecret());
    QCOMPARE(QGuiApplication::clipboard()->text(), secretText);
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(u"x-kde-passwordManagerHint"_s), "secret"_ba);
    QTRY_VERIFY(QGuiApplication::clipboard()->text().isEmpty());
}

void tst_ui_Widgets::wrappedCodeIsAsHighAsItsLines()
{
    const tests::GuiHarness look;
    QWidget page;
    auto *view = new MonospaceView(u"Request"_s, &page);
    view->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    view->setVisibleLines(30);
    auto *layout = new QVBoxLayout(&page);
    layout->addWidget(view);
    layout->addStretch();
    page.resize(400, 600);
    view->setContent(u"curl --data '%1'"_s.arg(QString(300, QLatin1Char('x'))));
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    tests::GuiHarness::settle();
    QTRY_COMPARE(view->verticalScrollBar()->maximum(), 0);
    view->setContent(u"curl --data '%1'"_s.arg(QString(600, QLatin1Char('x'))));
    QTRY_COMPARE(view->verticalScrollBar()->maximum(), 0);
}

void tst_ui_Widgets::guardedViewCopiesUnderTheGuard()
{
    const QString mark(clipboardSecretMark);
    MonospaceView view(u"Response"_s);
    view.setContent(u"header.payload.signature"_s);
    const auto copyByMenu = [&view] {
        view.selectAll();
        view.copy(); // what the key and the menu both do
        QCoreApplication::processEvents();
    };
    copyByMenu();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"header.payload.signature"_s);
    QVERIFY(!QGuiApplication::clipboard()->mimeData()->hasFormat(mark));
    view.setGuarded(true);
    copyByMenu();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"header.payload.signature"_s);
    QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(mark));
    // Something else that is copied in between is nobody's to take.
    view.copy();
    QGuiApplication::clipboard()->setText(u"something else"_s);
    QCoreApplication::processEvents();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"something else"_s);
    QVERIFY(!QGuiApplication::clipboard()->mimeData()->hasFormat(mark));
}

void tst_ui_Widgets::copiedSecretLeavesOthersAlone()
{
    ClipboardGuard guard(std::chrono::milliseconds(20));
    QSignalSpy cleared(&guard, &ClipboardGuard::cleared);
    guard.copy(*openSecret());
    QGuiApplication::clipboard()->setText(u"something else"_s);
    QTRY_COMPARE(cleared.count(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"something else"_s);
}

void tst_ui_Widgets::validatedEditDoesNotReproachTooEarly()
{
    ValidatedLineEdit edit(domain::checkApiName);
    edit.show();
    QVERIFY(!edit.isValid());
    QVERIFY2(edit.message().isEmpty(), "an empty field nobody has touched");
    QTest::keyClicks(edit.edit(), u"a<"_s);
    QVERIFY(edit.violation().has_value());
    QCOMPARE(edit.message(), ui::text::violationText(*edit.violation()));
    QCOMPARE(edit.edit()->accessibleDescription(), edit.message());
    QTest::keyClick(edit.edit(), Qt::Key_Backspace);
    QVERIFY(edit.isValid());
    QVERIFY(edit.message().isEmpty());
}

void tst_ui_Widgets::durationSaysWhatSecondsAmountTo_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("seconds"); // -1: not accepted
    QTest::newRow("a day") << u"86400"_s << 86400;
    QTest::newRow("the shortest") << u"1"_s << 1;
    QTest::newRow("the longest") << u"2592000"_s << 2592000;
    QTest::newRow("zero") << u"0"_s << -1;
    QTest::newRow("negative") << u"-1"_s << -1;
    QTest::newRow("too long") << u"2592001"_s << -1;
    QTest::newRow("a word") << u"soon"_s << -1;
    QTest::newRow("nothing") << QString() << -1;
}

void tst_ui_Widgets::durationSaysWhatSecondsAmountTo()
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

void tst_ui_Widgets::changeBarSaysWhySaveIsNotPossible()
{
    QWidget page;
    auto *bar = new ChangeBar(&page);
    page.show();
    QVERIFY(bar->isHidden());
    bar->setChanges({u"Name"_s});
    QVERIFY(bar->isVisible());
    QVERIFY(bar->saveButton()->isEnabled());
    bar->setObstacle(u"A name is needed."_s);
    QVERIFY(!bar->saveButton()->isEnabled());
    QCOMPARE(bar->saveButton()->accessibleDescription(), u"A name is needed."_s);
    bar->setObstacle({});
    QSignalSpy saved(bar, &ChangeBar::saveRequested);
    bar->saveButton()->click();
    QCOMPARE(saved.count(), 1);
    bar->setChanges({});
    QVERIFY(bar->isHidden());
}

void tst_ui_Widgets::busyShowsOnlyAfterItsDelay()
{
    QWidget page;
    page.show();
    BusyIndicator quick(std::chrono::milliseconds(20), &page);
    quick.start(u"Loading…"_s);
    QVERIFY(quick.isBusy());
    QVERIFY(quick.isHidden());
    quick.stop();
    BusyIndicator slow(std::chrono::milliseconds(20), &page);
    QSignalSpy cancelled(&slow, &BusyIndicator::cancelRequested);
    slow.start(u"Loading…"_s);
    QTRY_VERIFY(slow.isVisible());
    QVERIFY2(quick.isHidden(), "what was stopped before its delay never shows");
    slow.findChild<QPushButton *>(u"cancelButton"_s)->click();
    QCOMPARE(cancelled.count(), 1);
}

void tst_ui_Widgets::toastRunsItsActionOnce()
{
    QWidget window;
    window.resize(600, 400);
    window.show();
    int undone = 0;
    QPointer<Toast> toast = Toast::show(&window, u"Deleted Orders"_s, u"Undo"_s, [&] { ++undone; });
    QVERIFY(window.rect().contains(toast->geometry()));
    toast->actionButton()->click();
    if (toast)
        toast->actionButton()->click();
    QCOMPARE(undone, 1);
    QTRY_VERIFY(!toast);
    QCursor::setPos(window.mapToGlobal(QPoint(2, 2))); // under the pointer it would stay
    QPointer<Toast> brief = Toast::show(&window, u"Copied"_s, {}, {}, std::chrono::milliseconds(20));
    QTRY_VERIFY(!brief);
}

void tst_ui_Widgets::newToastReplacesTheOld()
{
    QWidget window;
    window.resize(600, 400);
    window.show();
    QPointer<Toast> first = Toast::show(&window, u"One"_s);
    Toast *second = Toast::show(&window, u"Two"_s);
    QTRY_VERIFY(!first);
    QVERIFY(second->isVisible());
}

void tst_ui_Widgets::tableShowsItsEmptyStateOnlyWhenEmpty()
{
    QStandardItemModel model(0, 2);
    EditableTableView table(u"Scopes"_s);
    auto *empty = new EmptyState(u"scope"_s, u"No scopes yet"_s);
    empty->setPrimary(u"Add scope"_s, u"add"_s);
    table.setEmptyState(empty);
    table.setModel(&model);
    table.show();
    QVERIFY(empty->isVisible());
    model.appendRow({new QStandardItem(u"read:a"_s), new QStandardItem(u"Read"_s)});
    QVERIFY(!empty->isVisible());
    model.removeRow(0);
    QVERIFY(empty->isVisible());
}

void tst_ui_Widgets::tableAnswersKeys()
{
    QStandardItemModel model(0, 2);
    for (const char *value : {"read:a", "read:b"})
        model.appendRow({new QStandardItem(QString::fromLatin1(value)), new QStandardItem(u"Reads"_s)});
    EditableTableView table(u"Scopes"_s);
    table.setModel(&model);
    QVERIFY(tests::GuiHarness::show(table, {500, 300}));
    table.selectAll();
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"read:a\tReads\nread:b\tReads"_s);
    QSignalSpy removed(&table, &EditableTableView::removeRequested);
    QTest::keyClick(&table, Qt::Key_Delete);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.first().first().value<QModelIndexList>().size(), 2);
    QCOMPARE(model.rowCount(), 2); // the table asks, it does not remove
}

void tst_ui_Widgets::bannerSaysWhatHappenedAndOffersDetails()
{
    QWidget page;
    auto *banner = new ErrorBanner(&page);
    page.show();
    QVERIFY(banner->isHidden());
    banner->showError({.code = base::ErrorCode::StoreReadOnly,
                       .step = base::ErrorStep::Commit,
                       .subject = u"/tmp/t.gatehouse"_s,
                       .detail = u"client_secret=abcdefabcdef"_s});
    QVERIFY(banner->isVisible());
    QVERIFY(!banner->text().isEmpty());
    banner->findChild<QPushButton *>(u"copyDetailsButton"_s)->click();
    const QString details = QGuiApplication::clipboard()->text();
    QVERIFY(details.contains(u"save a change"_s));
    QVERIFY2(!details.contains(u"abcdefabcdef"_s), "details are redacted");
    banner->findChild<QToolButton *>(u"dismissButton"_s)->click();
    QVERIFY(banner->isHidden());
}

/// A name of 300 characters asks for no more room than the window has.
void tst_ui_Widgets::bannerBreaksNamesWithoutSpaces()
{
    ErrorBanner banner;
    banner.showMessage(ui::theme::Sign::Error, u"The tenant keeps the secret of “%1”."_s.arg(QString(300, u'A')),
                       QString(300, u'B'), u"details"_s);
    QVERIFY2(banner.minimumSizeHint().width() < 600, qPrintable(QString::number(banner.minimumSizeHint().width())));
    QVERIFY(banner.heightForWidth(600) > banner.heightForWidth(2000));
}

void tst_ui_Widgets::switchIsACheckBoxToAScreenReader()
{
    ToggleSwitch toggle(u"Authorized"_s);
    toggle.show();
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&toggle);
    QVERIFY(accessible);
    QCOMPARE(accessible->role(), QAccessible::CheckBox);
    QCOMPARE(accessible->text(QAccessible::Name), u"Authorized"_s);
    QTest::keyClick(&toggle, Qt::Key_Space);
    QVERIFY(toggle.isChecked());
    QVERIFY(accessible->state().checked);
    QTest::mouseClick(&toggle, Qt::LeftButton);
    QVERIFY(!toggle.isChecked());
}

void tst_ui_Widgets::filterClearsOnEscape()
{
    FilterBar bar(u"Filter scopes"_s);
    bar.show();
    QSignalSpy changed(&bar, &FilterBar::textChanged);
    QTest::keyClicks(bar.edit(), u"read"_s);
    QCOMPARE(changed.count(), 4);
    QTest::keyClick(bar.edit(), Qt::Key_Escape);
    QVERIFY(bar.text().isEmpty());
    QCOMPARE(changed.count(), 5);
}

QTEST_MAIN(tst_ui_Widgets)
#include "tst_ui_Widgets.moc"
