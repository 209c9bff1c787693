#include "ui/presenters/ObjectRowDelegate.h"

#include "models/base/Text.h"
#include "models/items/ItemRoles.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/PlainLabel.h"

#include <QPainter>
#include <QStyle>

namespace gatehouse::ui::presenters {

namespace spacing = theme::spacing;
using theme::Tone;
using widgets::Badge;
using namespace Qt::StringLiterals;

ObjectRowDelegate::ObjectRowDelegate(QString iconName, SecondLine secondLine, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_iconName(std::move(iconName))
    , m_secondLine(std::move(secondLine))
{
}

QSize ObjectRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int line = option.fontMetrics.height();
    const int second =
        m_secondLine ? QFontMetrics(widgets::roleFont(option.font, widgets::PlainLabel::Role::Caption)).height() : 0;
    return {option.fontMetrics.averageCharWidth() * 12, line + second + 2 * spacing::small};
}

void ObjectRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect.adjusted(1, 1, -1, -1);
    if (selected || hovered) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme::toneColor(selected ? Tone::AccentSoft : Tone::Hover));
        painter->drawRoundedRect(row, 6, 6);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(theme::toneColor(Tone::Accent), 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }

    // Laid out from left to right, and turned around where the language is read from right to left.
    const auto mirrored = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const int alignment =
        int(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)) | Qt::TextSingleLine;
    QRect inner = row.adjusted(spacing::small, spacing::tight, -spacing::small, -spacing::tight);
    const int extent = std::max(spacing::iconSize, option.fontMetrics.ascent());
    const int firstHeight = option.fontMetrics.height();
    const QString second = m_secondLine ? base::visibleText(m_secondLine(index), 200) : QString();
    const int top = m_secondLine ? inner.top() : inner.top() + (inner.height() - firstHeight) / 2;
    theme::icon(m_iconName, selected ? Tone::AccentSoftText : Tone::Icon)
        .paint(painter, mirrored(QRect(inner.left(), top + (firstHeight - extent) / 2, extent, extent)));
    inner.setLeft(inner.left() + extent + spacing::small);

    int right = inner.right();
    const auto badge = [&](const QString &text, Tone tone) {
        const QSize size = Badge::size(text, option.font);
        right -= size.width();
        Badge::paint(*painter, mirrored(QRect(right + 1, top, size.width(), firstHeight)), text, tone, option.font);
        right -= spacing::small;
    };
    if (index.data(items::FavoriteRole).toBool()) {
        right -= extent;
        theme::icon(u"star"_s, selected ? Tone::AccentSoftText : Tone::Accent)
            .paint(painter, mirrored(QRect(right + 1, top + (firstHeight - extent) / 2, extent, extent)));
        right -= spacing::small;
    }
    if (index.data(items::SampleRole).toBool())
        badge(tr("Sample"), Tone::Info);
    if (index.data(items::SystemRole).toBool())
        badge(tr("System"), Tone::Neutral);

    QFont font = option.font;
    font.setWeight(selected || m_secondLine ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    painter->setPen(theme::toneColor(selected ? Tone::AccentSoftText : Tone::Text));
    const QString name = base::visibleText(index.data(Qt::DisplayRole).toString(), 200);
    const QRect nameRect(inner.left(), top, right - inner.left(), firstHeight);
    painter->drawText(mirrored(nameRect), alignment,
                      QFontMetrics(font).elidedText(name, Qt::ElideRight, nameRect.width()));
    if (m_secondLine) {
        const QFont small = widgets::roleFont(option.font, widgets::PlainLabel::Role::Caption);
        painter->setFont(small);
        painter->setPen(theme::toneColor(selected ? Tone::AccentSoftText : Tone::TextMuted));
        const QRect below(inner.left(), top + firstHeight, inner.width(), inner.bottom() - top - firstHeight + 1);
        painter->drawText(mirrored(below), alignment,
                          QFontMetrics(small).elidedText(second, Qt::ElideRight, below.width()));
    }
    painter->restore();
}

} // namespace gatehouse::ui::presenters
