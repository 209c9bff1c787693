#include "ui/presenters/RowDelegate.h"

#include "ui/presenters/PresenterRoles.h"
#include "ui/theme/Spacing.h"
#include "ui/theme/Tone.h"

#include <QApplication>
#include <QPainter>
#include <QTableView>
#include <QTextLayout>
#include <QTreeView>

#include <cmath>

namespace gatehouse::ui::presenters {

namespace {

using namespace theme::spacing;

QTextOption wrapping()
{
    // A hostile value has no blanks to break at.
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

int wrappedHeight(const QString &text, const QFont &font, int width)
{
    if (text.isEmpty())
        return 0;
    QString lines = text;
    lines.replace(QLatin1Char('\n'), QChar::LineSeparator);
    QTextLayout layout(lines, font);
    layout.setTextOption(wrapping());
    layout.beginLayout();
    qreal height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(width, 40));
        height += line.height();
    }
    layout.endLayout();
    return static_cast<int>(std::ceil(height));
}

/// Where the parts of a row go; painting and measuring ask the same function.
struct Parts
{
    QString title;
    QString detail;
    QString trailing;
    QIcon icon;
    QFont titleFont;
    QFont detailFont;
    QRect iconRect;
    QRect titleRect;
    QRect trailingRect;
    QRect detailRect;
    int height = 0;
};

/// `edge` is above and below the text.
Parts partsOf(const QStyleOptionViewItem &option, const QModelIndex &index, int width, int edge)
{
    Parts parts;
    parts.title = index.data(Qt::DisplayRole).toString();
    parts.detail = index.data(DetailRole).toString();
    parts.trailing = index.data(TrailingRole).toString();
    parts.icon = index.data(Qt::DecorationRole).value<QIcon>();
    const QVariant font = index.data(Qt::FontRole);
    parts.titleFont = font.isValid() ? font.value<QFont>() : option.font;
    parts.detailFont = option.font;
    if (index.data(EmphasisRole).toBool())
        parts.titleFont.setWeight(QFont::DemiBold);

    const QRect inner = QRect(option.rect.topLeft(), QSize(width, 0)).adjusted(small, edge, -small, 0);
    int left = inner.left();
    if (!parts.icon.isNull()) {
        const int side = QFontMetrics(parts.titleFont).height();
        parts.iconRect = QRect(left, inner.top() + (side - iconSize) / 2, iconSize, iconSize);
        left += iconSize + small;
    }
    int textWidth = inner.right() - left + 1;
    int titleWidth = textWidth;
    if (!parts.trailing.isEmpty()) {
        const int trailingWidth = std::min(QFontMetrics(option.font).horizontalAdvance(parts.trailing) + 2 + 2,
                                           textWidth / 2); // hinting rounds
        parts.trailingRect =
            QRect(inner.right() - trailingWidth + 1, inner.top(), trailingWidth, QFontMetrics(option.font).height());
        titleWidth -= trailingWidth + medium;
    }
    const int titleHeight =
        std::max(wrappedHeight(parts.title, parts.titleFont, titleWidth), QFontMetrics(parts.titleFont).height());
    parts.titleRect = QRect(left, inner.top(), titleWidth, titleHeight);
    int bottom = inner.top() + titleHeight;
    if (!parts.detail.isEmpty()) {
        constexpr int gap = 2;
        parts.detailRect =
            QRect(left, bottom + gap, textWidth, wrappedHeight(parts.detail, parts.detailFont, textWidth));
        bottom = parts.detailRect.bottom() + 1;
    }
    parts.height = bottom + edge - option.rect.top();
    return parts;
}

int widthFor(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (const auto *table = qobject_cast<const QTableView *>(option.widget))
        return table->columnWidth(index.column());
    if (const auto *tree = qobject_cast<const QTreeView *>(option.widget))
        return tree->columnWidth(index.column());
    if (const auto *view = qobject_cast<const QAbstractItemView *>(option.widget))
        return view->viewport()->width();
    return option.rect.width();
}

} // namespace

RowDelegate::RowDelegate(QObject *parent, Density density)
    : QStyledItemDelegate(parent)
    , m_edge(density == Density::Compact ? tight - 1 : tight + 2)
{
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem panel = option;
    initStyleOption(&panel, index);
    panel.text.clear();
    panel.icon = {};
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &panel, painter, option.widget);

    const Parts parts = partsOf(option, index, option.rect.width(), m_edge);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QVariant tone = index.data(ToneRole);
    QColor titleColor = theme::toneColor(theme::Tone::Text, option.palette);
    QColor quietColor = theme::toneColor(theme::Tone::TextMuted, option.palette);
    if (selected) {
        titleColor = theme::toneColor(theme::Tone::AccentSoftText, option.palette);
        quietColor = titleColor;
    } else if (tone.isValid()) {
        titleColor = theme::toneColor(static_cast<theme::Tone>(tone.toInt()), option.palette);
    }
    painter->save();
    painter->setClipRect(option.rect);
    if (!parts.icon.isNull())
        parts.icon.paint(painter, parts.iconRect);
    painter->setFont(parts.titleFont);
    painter->setPen(titleColor);
    painter->drawText(parts.titleRect, parts.title, wrapping());
    painter->setFont(parts.detailFont);
    painter->setPen(quietColor);
    if (!parts.trailing.isEmpty())
        painter->drawText(
            parts.trailingRect, Qt::AlignRight | Qt::AlignTop | Qt::TextSingleLine,
            QFontMetrics(option.font).elidedText(parts.trailing, Qt::ElideRight, parts.trailingRect.width()));
    if (!parts.detail.isEmpty())
        painter->drawText(parts.detailRect, parts.detail, wrapping());
    painter->restore();
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int width = widthFor(option, index);
    return {std::min(width, 200), partsOf(option, index, width, m_edge).height};
}

} // namespace gatehouse::ui::presenters
