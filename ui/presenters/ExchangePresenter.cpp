#include "ui/presenters/ExchangePresenter.h"

#include "ui/presenters/PresenterRoles.h"
#include "ui/text/ExchangeText.h"
#include "ui/text/TimeText.h"
#include "ui/theme/SeverityStyle.h"
#include "ui/theme/Spacing.h"
#include "ui/theme/Tone.h"
#include "ui/widgets/ToolTip.h"

#include <QPainter>

namespace gatehouse::ui::presenters {

namespace {

constexpr int barHeight = 4;
constexpr int shortestBar = 3;

theme::SeverityStyle styleOf(flow::Exchange::State state)
{
    switch (state) {
    case flow::Exchange::State::Running:
        return theme::SeverityStyle::of(theme::Sign::Running);
    case flow::Exchange::State::Done:
        return theme::SeverityStyle::of(theme::Sign::Done);
    case flow::Exchange::State::Refused:
        return theme::SeverityStyle::of(theme::Sign::Refused);
    case flow::Exchange::State::Failed:
        return theme::SeverityStyle::of(theme::Sign::Failed);
    }
    return {};
}

} // namespace

ExchangePresenter::ExchangePresenter(items::ExchangeModel &exchanges, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_exchanges(exchanges)
{
    setSourceModel(&exchanges);
}

QVariant ExchangePresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_exchanges.rowCount())
        return {};
    const flow::Exchange &exchange = m_exchanges.exchanges().at(index.row());
    const QString status = text::exchangeStatus(exchange);
    const bool isRunning = exchange.state == flow::Exchange::State::Running;
    switch (role) {
    case Qt::DisplayRole:
        return text::exchangeTitle(exchange.kind);
    case TrailingRole:
        return isRunning ? status : tr("%1 · %2").arg(status, text::elapsedText(exchange.duration));
    case Qt::DecorationRole:
        return styleOf(exchange.state).icon();
    case Qt::ToolTipRole:
        return widgets::plainToolTip(text::exchangeSentence(exchange.kind));
    case Qt::AccessibleTextRole:
        return isRunning ? tr("%1: %2").arg(text::exchangeTitle(exchange.kind), status)
                         : tr("%1: %2 in %3")
                               .arg(text::exchangeTitle(exchange.kind), status, text::elapsedText(exchange.duration));
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

void WaterfallDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowDelegate::paint(painter, option, index);
    const int inset = theme::spacing::small;
    const QRect lane(option.rect.left() + inset, option.rect.bottom() - barHeight - 2, option.rect.width() - 2 * inset,
                     barHeight);
    const auto state = static_cast<flow::Exchange::State>(index.data(items::StateRole).toInt());
    const double begin = index.data(items::ExchangeModel::BeginRole).toDouble();
    const double length = index.data(items::ExchangeModel::LengthRole).toDouble();
    const int width = std::clamp(static_cast<int>(length * lane.width()), shortestBar, lane.width());
    const int from = std::min(static_cast<int>(begin * lane.width()), lane.width() - width);
    QRect bar(lane.left() + from, lane.top(), width, barHeight);
    if (option.direction == Qt::RightToLeft)
        bar.moveRight(lane.right() - from);
    const bool isDone = state == flow::Exchange::State::Done || state == flow::Exchange::State::Running;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme::toneColor(theme::Tone::NeutralSoft, option.palette));
    painter->drawRoundedRect(lane, barHeight / 2.0, barHeight / 2.0);
    painter->setBrush(theme::toneColor(isDone ? theme::Tone::Accent : theme::Tone::Danger, option.palette));
    painter->drawRoundedRect(bar, barHeight / 2.0, barHeight / 2.0);
    painter->restore();
}

QSize WaterfallDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = RowDelegate::sizeHint(option, index);
    size.rheight() += barHeight + 2;
    return size;
}

} // namespace gatehouse::ui::presenters
