#include "tests/ui/WidgetWalk.h"

#include "ui/theme/Tone.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/Toast.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMenuBar>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

#include <algorithm>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

namespace {

/// Parts that Qt makes inside a control of ours: the control answers for them.
bool isInternal(const QWidget *widget)
{
    const QWidget *parent = widget->parentWidget();
    return widget->objectName().startsWith(u"qt_") || qobject_cast<const QScrollBar *>(widget) ||
           qobject_cast<const QHeaderView *>(widget) || widget->inherits("QLineEditIconButton") ||
           qobject_cast<const QTabBar *>(parent) || qobject_cast<const QComboBox *>(parent);
}

QList<QWidget *> visibleWidgets(QWidget &root)
{
    QList<QWidget *> result;
    const QList<QWidget *> all = root.findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (widget->isVisibleTo(&root) && !isInternal(widget) && widget->window() == root.window())
            result.append(widget);
    }
    return result;
}

QString describe(const QWidget *widget)
{
    QString text;
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        text = label->text();
    else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        text = button->text();
    QStringList path;
    for (const QWidget *at = widget; at && path.size() < 4; at = at->parentWidget()) {
        if (!at->objectName().isEmpty())
            path.prepend(at->objectName());
    }
    return u"%1 \"%2\" in %3 (%4x%5)"_s
        .arg(QString::fromLatin1(widget->metaObject()->className()), text.left(60), path.join(u'/'))
        .arg(widget->width())
        .arg(widget->height());
}

bool isControl(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget) ||
           qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractItemView *>(widget) ||
           qobject_cast<const QPlainTextEdit *>(widget) ||
           (widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy() &&
            !qobject_cast<const QAbstractScrollArea *>(widget) && !qobject_cast<const QMenuBar *>(widget));
}

bool isClipped(const QWidget *widget)
{
    constexpr int slack = 1;
    if (const auto *label = qobject_cast<const QLabel *>(widget)) {
        if (label->text().isEmpty())
            return false;
        const auto *plain = qobject_cast<const ui::widgets::PlainLabel *>(label);
        if (plain && plain->elideMode() != Qt::ElideNone)
            return label->height() + slack < label->fontMetrics().height();
        if (label->wordWrap())
            return label->heightForWidth(label->width()) > label->height() + slack;
        return label->sizeHint().width() > label->width() + slack ||
               label->sizeHint().height() > label->height() + slack;
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
        const QSize wanted = button->sizeHint();
        return !button->text().isEmpty() &&
               (wanted.width() > button->width() + slack || wanted.height() > button->height() + slack);
    }
    if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
        return edit->height() + slack < edit->sizeHint().height() &&
               !qobject_cast<const QAbstractItemView *>(edit->parentWidget()->parentWidget());
    return false;
}

/// The widget painted three times as large, so that the core of each letter has its full colour.
QImage enlarged(QWidget &widget)
{
    constexpr qreal scale = 3;
    QImage image(widget.size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::magenta);
    widget.render(&image);
    return image;
}

/// The highest contrast of any pixel against the commonest colour.
double contrastIn(const QImage &image, const QRect &rect)
{
    const QRect area = rect.intersected(image.rect());
    QHash<QRgb, int> counts;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x)
            ++counts[image.pixel(x, y)];
    }
    if (counts.size() < 2)
        return 0;
    QRgb background = 0;
    int most = 0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() > most) {
            most = it.value();
            background = it.key();
        }
    }
    double best = 0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() >= 3)
            best = std::max(best, ui::theme::contrastRatio(QColor(it.key()), QColor(background)));
    }
    return best;
}

} // namespace

QStringList namelessControls(QWidget &root)
{
    QStringList problems;
    const QList<QWidget *> widgets = visibleWidgets(root);
    for (QWidget *widget : widgets) {
        if (!isControl(widget))
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (!accessible || accessible->text(QAccessible::Name).trimmed().isEmpty())
            problems.append(u"no accessible name: "_s + describe(widget));
    }
    return problems;
}

QStringList clippedTexts(QWidget &root)
{
    QStringList problems;
    const QList<QWidget *> widgets = visibleWidgets(root);
    for (const QWidget *widget : widgets) {
        if (isClipped(widget))
            problems.append(u"clipped: %1, wants %2x%3"_s.arg(describe(widget))
                                .arg(widget->sizeHint().width())
                                .arg(widget->sizeHint().height()));
    }
    return problems;
}

QStringList clippedHeaders(QWidget &root)
{
    QStringList problems;
    const QList<QHeaderView *> headers = root.findChildren<QHeaderView *>();
    for (const QHeaderView *header : headers) {
        if (!header->isVisibleTo(&root) || header->orientation() != Qt::Horizontal)
            continue;
        for (int section = 0; section < header->count(); ++section) {
            const QString name = header->model()->headerData(section, Qt::Horizontal).toString();
            if (!header->isSectionHidden(section) &&
                header->sectionSizeHint(section) > header->sectionSize(section) + 1)
                problems.append(
                    u"clipped: heading “%1” of %2, wants %3 and has %4"_s.arg(name, describe(header->parentWidget()))
                        .arg(header->sectionSizeHint(section))
                        .arg(header->sectionSize(section)));
        }
    }
    return problems;
}

QStringList misplacedWidgets(QWidget &root)
{
    constexpr int slack = 1;
    QStringList problems;
    const QList<QWidget *> widgets = visibleWidgets(root);
    for (const QWidget *widget : widgets) {
        const QWidget *parent = widget->parentWidget();
        const auto *area = qobject_cast<const QScrollArea *>(parent->parentWidget());
        if (area && area->widget() == widget) {
            if (widget->width() > parent->width() + slack)
                problems.append(u"wider than what it scrolls in: %1"_s.arg(describe(widget)));
            continue;
        }
        const QRect seen = parent->rect().adjusted(-slack, -slack, slack, slack);
        if (!qobject_cast<const ui::widgets::Toast *>(widget) && !widget->size().isEmpty() &&
            !seen.contains(widget->geometry()))
            problems.append(u"outside of %1: %2"_s.arg(describe(parent), describe(widget)));
        const QList<QWidget *> neighbors = parent->findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
        for (const QWidget *other : neighbors) {
            if (other <= widget || !widgets.contains(other) || qobject_cast<const ui::widgets::Toast *>(other) ||
                qobject_cast<const ui::widgets::Toast *>(widget))
                continue;
            const QRect common = widget->geometry().intersected(other->geometry());
            if (common.width() > slack && common.height() > slack)
                problems.append(u"overlap: %1 and %2"_s.arg(describe(widget), describe(other)));
        }
    }
    return problems;
}

QStringList unevenMargins(QWidget &root)
{
    constexpr int scrollBarRoom = 16;
    QStringList problems;
    const QList<QWidget *> widgets = visibleWidgets(root) + QList<QWidget *>{&root};
    for (const QWidget *widget : widgets) {
        if (!widget->layout())
            continue;
        const QMargins margins = widget->layout()->contentsMargins();
        const QWidget *parent = widget->parentWidget();
        const bool scrolls = parent && qobject_cast<const QAbstractScrollArea *>(parent->parentWidget());
        // One that stands beside another in a strip has none on the side where they meet.
        if (margins.left() == 0 || margins.right() == 0)
            continue;
        // And what scrolls has a part of the margin inside, for its bar.
        if (widget->findChild<QScrollArea *>())
            continue;
        const int difference = std::abs(margins.left() - margins.right());
        if (difference > (scrolls ? scrollBarRoom : 0))
            problems.append(
                u"margins of %1 and %2: %3"_s.arg(margins.left()).arg(margins.right()).arg(describe(widget)));
    }
    return problems;
}

QStringList crampedViews(QWidget &root)
{
    QStringList problems;
    const QList<QAbstractScrollArea *> areas = root.findChildren<QAbstractScrollArea *>();
    for (const QAbstractScrollArea *area : areas) {
        if (!area->isVisibleTo(&root) || area->inherits("QComboBoxPrivateContainer"))
            continue;
        const QScrollBar *bar = area->verticalScrollBar();
        const int line = area->fontMetrics().height();
        // What does not scroll shows all that it has.
        if (bar->maximum() > bar->minimum() && area->viewport()->height() < 2 * line)
            problems.append(u"cramped: %1 shows %2 of %3"_s.arg(describe(area))
                                .arg(area->viewport()->height())
                                .arg(area->viewport()->height() + bar->maximum()));
    }
    return problems;
}

QStringList unreachableControls(QWidget &root)
{
    QSet<QWidget *> wanted;
    const QList<QWidget *> widgets = visibleWidgets(root);
    for (QWidget *widget : widgets) {
        const bool takesTab =
            (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isEnabled() && !widget->focusProxy();
        // Of an exclusive group Tab reaches the chosen one; arrows reach the others.
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool chosenByArrows = button && button->autoExclusive() && !button->isChecked();
        if (takesTab && !chosenByArrows && isControl(widget))
            wanted.insert(widget);
    }
    QStringList problems;
    QSet<QWidget *> seen;
    QWidget *window = root.window();
    const qsizetype most = window->findChildren<QWidget *>().size() + 10;
    // Where the keyboard is to begin with counts as reached when Shift+Tab leads back to it.
    if (QWidget *first = QApplication::focusWidget()) {
        QTest::keyClick(first, Qt::Key_Tab);
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : window, Qt::Key_Backtab);
        if (QApplication::focusWidget() == first)
            seen.insert(first);
    }
    for (qsizetype press = 0; press < most; ++press) {
        QWidget *before = QApplication::focusWidget();
        QTest::keyClick(before ? before : window, Qt::Key_Tab);
        QWidget *now = QApplication::focusWidget();
        if (!now)
            break;
        if (now == before && wanted.size() > 1) {
            problems.append(u"Tab does not leave: "_s + describe(now));
            break;
        }
        seen.insert(now);
    }
    for (QWidget *widget : std::as_const(wanted)) {
        if (!seen.contains(widget))
            problems.append(u"Tab does not reach: "_s + describe(widget));
    }
    return problems;
}

QStringList faintTexts(QWidget &root)
{
    QStringList problems;
    const QImage image = enlarged(root);
    const qreal scale = image.devicePixelRatio();
    const QList<QWidget *> widgets = visibleWidgets(root);
    for (const QWidget *widget : widgets) {
        QString text;
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            text = label->text();
        else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            text = button->text();
        else if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
            text = edit->text().isEmpty() ? edit->placeholderText() : edit->text();
        if (text.trimmed().isEmpty() || !widget->isEnabled() || widget->visibleRegion().isEmpty())
            continue;
        const QRect seen = widget->visibleRegion().boundingRect().translated(widget->mapTo(&root, QPoint()));
        // Scrolled half out of sight; in a field the text is in the middle.
        if (seen.height() <
            (qobject_cast<const QLineEdit *>(widget) ? widget->height() : widget->fontMetrics().height()))
            continue;
        const QRect inner = seen.adjusted(2, 2, -2, -2); // without borders, which have a contrast of their own
        const QRect area(QPointF(inner.x() * scale, inner.y() * scale).toPoint(),
                         (QSizeF(inner.size()) * scale).toSize());
        const double contrast = contrastIn(image, area);
        const bool large = widget->font().pointSizeF() >= 18;
        if (contrast < (large ? 3.0 : 4.5))
            problems.append(u"contrast %1: %2"_s.arg(contrast, 0, 'f', 2).arg(describe(widget)));
    }
    return problems;
}

QStringList plainSecrets(QWidget &root, const QStringList &secrets)
{
    QStringList problems;
    const QList<QWidget *> widgets = root.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        QStringList texts{widget->toolTip(), widget->accessibleName(), widget->accessibleDescription(),
                          widget->windowTitle()};
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts.append(label->text());
        if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
            texts.append(edit->text());
        if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget))
            texts.append(edit->toPlainText());
        if (QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget)) {
            texts.append(accessible->text(QAccessible::Name));
            texts.append(accessible->text(QAccessible::Value));
        }
        for (const QString &secret : secrets) {
            if (!secret.isEmpty() && texts.join(u'\n').contains(secret))
                problems.append(u"holds a secret: "_s + describe(widget));
        }
    }
    return problems;
}

QStringList walk(QWidget &root)
{
    return namelessControls(root) + clippedTexts(root) + faintTexts(root) + unreachableControls(root);
}

} // namespace gatehouse::tests
