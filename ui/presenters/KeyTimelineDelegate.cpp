#include "ui/presenters/KeyTimelineDelegate.h"

#include "ui/theme/Spacing.h"
#include "ui/theme/Tone.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace gatehouse::ui::presenters {

namespace spacing = theme::spacing;
using theme::Tone;
using theme::toneColor;
using Model = items::SigningKeyModel;

namespace {

constexpr int barHeight = 12;

} // namespace

KeyTimelineDelegate::KeyTimelineDelegate(const items::SigningKeyModel &keys, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_keys(keys)
{
}

void KeyTimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem panel = option;
    initStyleOption(&panel, index);
    panel.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &panel, painter, option.widget);

    const Model::Range range = m_keys.range();
    const QRect track(option.rect.left() + spacing::small, option.rect.center().y() - barHeight / 2,
                      option.rect.width() - 2 * spacing::small, barHeight);
    if (range.to <= range.from || track.width() < barHeight)
        return;
    const auto xOf = [&](qint64 at) {
        const qint64 offset = std::clamp(at, range.from, range.to) - range.from;
        return track.left() + static_cast<int>(offset * (track.width() - 1) / (range.to - range.from));
    };
    const qint64 now = index.data(Model::NowRole).toLongLong();
    const auto moment = [&](int role, qint64 otherwise) {
        const QVariant at = index.data(role);
        return at.isValid() && at.toLongLong() > 0 ? at.toLongLong() : otherwise;
    };
    // At least as wide as it takes to be seen; what is over before the axis begins is not on it.
    const auto draw = [&](qint64 from, qint64 to) {
        if (to < range.from)
            return;
        const int left = xOf(from);
        const QRectF bar(left, track.top(), std::max(xOf(to) - left, 3), track.height());
        painter->drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QVariant revoked = index.data(Model::RevokedRole);
    const bool isRevoked = revoked.isValid();
    const QColor strong = toneColor(isRevoked ? Tone::TextMuted : Tone::Accent, option.palette);
    painter->setPen(toneColor(Tone::BorderStrong, option.palette));
    painter->setBrush(toneColor(Tone::SurfaceSunken, option.palette));
    const qint64 published = moment(Model::PublishedRole, range.from);
    draw(published, moment(Model::RevokedRole, range.to));
    const auto state = static_cast<domain::SigningKey::State>(index.data(items::StateRole).toInt());
    if (state != domain::SigningKey::State::Next) {
        const qint64 since = moment(Model::SinceRole, published);
        const qint64 until = moment(Model::UntilRole, std::max(now, since));
        const QVariant expiry = index.data(Model::LastExpiryRole);
        if (expiry.isValid() && !isRevoked) {
            painter->setPen(strong);
            painter->setBrush(QBrush(strong, Qt::BDiagPattern));
            draw(until, expiry.toLongLong());
        }
        painter->setPen(strong);
        painter->setBrush(strong);
        draw(since, until);
    }
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(QPen(toneColor(Tone::Text, option.palette), 1));
    painter->drawLine(xOf(now), option.rect.top() + 1, xOf(now), option.rect.bottom() - 1);
    painter->restore();
}

} // namespace gatehouse::ui::presenters
