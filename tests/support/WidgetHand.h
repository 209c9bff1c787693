#pragma once

#include <QAbstractItemView>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

// A person's hands on a page: what they cannot see or press, these cannot either.

/// The child of that object name; the test ends when it is missing.
template <typename Widget> Widget *child(QWidget &page, const char *name)
{
    auto *found = page.findChild<Widget *>(QString::fromLatin1(name));
    if (!found)
        qFatal("no %s in %s", name, qPrintable(page.objectName()));
    return found;
}

/// A click in the middle of a visible widget.
inline void click(QWidget &page, const char *name)
{
    auto *widget = child<QWidget>(page, name);
    QVERIFY2(widget->isVisible() && widget->isEnabled(), name);
    QTest::mouseClick(widget, Qt::LeftButton);
}

/// Presses the button that does it, in the question that is asked before something is deleted.
inline void confirm(QWidget &page)
{
    const QList<QDialog *> dialogs = page.findChildren<QDialog *>(u"confirmDialog"_s);
    for (QDialog *dialog : dialogs) {
        if (dialog->isVisible()) {
            dialog->findChild<QPushButton *>(u"acceptButton"_s)->click();
            return;
        }
    }
    QFAIL("nothing is asked");
}

/// Types over what a line edit holds.
inline void type(QWidget &page, const char *name, const QString &text)
{
    auto *edit = child<QWidget>(page, name);
    QVERIFY2(edit->isVisible() && edit->isEnabled(), name);
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
}

/// Clicks a cell of a table: in its middle, or `fromLeft` pixels from its left edge.
inline void clickCell(QAbstractItemView &view, const QModelIndex &index, int fromLeft = -1)
{
    view.scrollTo(index);
    const QRect cell = view.visualRect(index);
    const QPoint at(fromLeft < 0 ? cell.center().x() : cell.left() + fromLeft, cell.center().y());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at);
}

/// Shows a page as it stands in the window; with GATEHOUSE_PICTURES naming a folder, saves it light and dark for a
/// person to look at.
inline void show(QWidget &page, QSize size = {1080, 760})
{
    page.resize(size);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    page.activateWindow();
}

} // namespace gatehouse::tests
