#include "models/base/Secret.h"
#include "tests/support/GuiHarness.h"
#include "ui/widgets/PassphraseField.h"
#include "ui/widgets/SecretField.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QAccessible>
#include <QClipboard>
#include <QDrag>
#include <QGuiApplication>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::ui::widgets;
using namespace Qt::StringLiterals;

namespace {

constexpr auto secretText = "k3y-of-the-night-report-0123456789";

base::Result<base::Secret> openSecret()
{
    return base::Secret(QByteArrayView(secretText));
}

/// What assistive technology is given of a field.
QString accessibleText(QWidget &widget)
{
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&widget);
    if (!accessible)
        return {};
    QString all = accessible->text(QAccessible::Name) + accessible->text(QAccessible::Value) +
                  accessible->text(QAccessible::Description);
    if (QAccessibleTextInterface *text = accessible->textInterface())
        all += text->text(0, text->characterCount());
    return all;
}

} // namespace

/// What every field of one line does with what is pasted, and what a secret keeps to itself.
class tst_ui_Fields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pastedEndsGo_data();
    void pastedEndsGo();
    void pastingIntoTheMiddleKeepsTheCursor();
    void passphrasesAreLeftAsTheyAre();
    void spacesAreTypedAsEver();
    void aHiddenSecretGivesNothing();
    void aSecretThatIsNotThereLooksLikeNone();
    void aRevealedSecretIsReadOutAndHidesAgain();

private:
    tests::GuiHarness m_gui;
};

void tst_ui_Fields::pastedEndsGo_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("text");
    QTest::newRow("a cell of a spreadsheet") << u"ord:a\r\n"_s << u"ord:a"_s;
    QTest::newRow("no-break space") << u"\u00A0ord:a\u00A0"_s << u"ord:a"_s;
    QTest::newRow("byte order mark") << u"\uFEFFord:a"_s << u"ord:a"_s;
    QTest::newRow("U+2029") << u"ord:a\u2029"_s << u"ord:a"_s;
    QTest::newRow("two lines") << u"one\ntwo\n"_s << u"one two"_s;
}

void tst_ui_Fields::pastedEndsGo()
{
    QFETCH(const QString, pasted);
    ValidatedLineEdit field;
    QVERIFY(tests::GuiHarness::show(field, QSize(400, 80)));
    QGuiApplication::clipboard()->setText(pasted);
    field.setFocus();
    QTest::keyClick(field.edit(), Qt::Key_V, Qt::ControlModifier);
    QTEST(field.text(), "text");
    field.setText({});
    field.edit()->paste(); // what the menu does
    QTEST(field.text(), "text");
    QVERIFY(field.edit()->hasAcceptableInput());
}

void tst_ui_Fields::pastingIntoTheMiddleKeepsTheCursor()
{
    ValidatedLineEdit field;
    QVERIFY(tests::GuiHarness::show(field, QSize(400, 80)));
    field.setText(u"orders"_s);
    field.edit()->setCursorPosition(0);
    QGuiApplication::clipboard()->setText(u"\uFEFFread:"_s);
    field.edit()->paste();
    QCOMPARE(field.text(), u"read:orders"_s);
    QCOMPARE(field.edit()->cursorPosition(), 5);
}

void tst_ui_Fields::passphrasesAreLeftAsTheyAre()
{
    PassphraseField field;
    QVERIFY(tests::GuiHarness::show(field, QSize(400, 80)));
    QGuiApplication::clipboard()->setText(u"\u00A0pass phrase\u00A0\r\n"_s);
    field.edit()->paste();
    QCOMPARE(field.edit()->text(), u"\u00A0pass phrase\u00A0"_s);
}

void tst_ui_Fields::spacesAreTypedAsEver()
{
    ValidatedLineEdit field;
    QVERIFY(tests::GuiHarness::show(field, QSize(400, 80)));
    QTest::keyClicks(field.edit(), u"two words "_s);
    QCOMPARE(field.text(), u"two words "_s);
    QTest::keyClick(field.edit(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(field.text() != u"two words "_s);
}

void tst_ui_Fields::aHiddenSecretGivesNothing()
{
    SecretField field(u"Client Secret"_s);
    field.setReader(openSecret);
    QVERIFY(tests::GuiHarness::show(field, QSize(500, 80)));
    QGuiApplication::clipboard()->setText(u"before"_s);
    field.edit()->setFocus();
    QTest::keyClick(field.edit(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(field.edit(), Qt::Key_C, Qt::ControlModifier);
    field.edit()->copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
    // Qt gives PRIMARY and a drag what it would copy, and of a field of passwords that is nothing.
    QCOMPARE(field.edit()->echoMode(), QLineEdit::Password);
    QVERIFY(!field.edit()->text().contains(QLatin1StringView(secretText)));
    QVERIFY(!accessibleText(*field.edit()).contains(QLatin1StringView(secretText)));
    QVERIFY(!accessibleText(*field.edit()).contains(QChar(0x2022)));
}

void tst_ui_Fields::aSecretThatIsNotThereLooksLikeNone()
{
    SecretField field(u"Client Secret"_s);
    field.setAbsent(u"The tenant keeps it to itself"_s);
    QVERIFY(tests::GuiHarness::show(field, QSize(500, 80)));
    QVERIFY(field.isAbsent());
    QVERIFY(field.edit()->text().isEmpty());
    QCOMPARE(field.edit()->placeholderText(), u"The tenant keeps it to itself"_s);
    QVERIFY(!field.revealButton()->isEnabled());
    // Until somebody makes one here.
    field.setReader(openSecret);
    QVERIFY(!field.isAbsent() && !field.edit()->text().isEmpty());
    field.revealButton()->click();
    QCOMPARE(field.edit()->text(), QLatin1StringView(secretText));
}

void tst_ui_Fields::aRevealedSecretIsReadOutAndHidesAgain()
{
    SecretField field(u"Client Secret"_s);
    field.setReader(openSecret);
    QVERIFY(tests::GuiHarness::show(field, QSize(500, 80)));
    field.revealButton()->click();
    QCOMPARE(field.edit()->text(), QLatin1StringView(secretText));
    QVERIFY(accessibleText(*field.edit()).contains(QLatin1StringView(secretText)));
    field.edit()->selectAll();
    field.revealButton()->click();
    QVERIFY(!field.edit()->hasSelectedText());
    QVERIFY(!accessibleText(*field.edit()).contains(QLatin1StringView(secretText)));
    QCOMPARE(field.edit()->echoMode(), QLineEdit::Password);
}

QTEST_MAIN(tst_ui_Fields)
#include "tst_ui_Fields.moc"
