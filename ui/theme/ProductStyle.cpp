#include "ui/theme/ProductStyle.h"

#include "ui/theme/PastedEnds.h"
#include "ui/theme/Tone.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace gatehouse::ui::theme {

using namespace Qt::StringLiterals;

namespace {

/// The palette of an option is no guide: a style sheet that makes a background transparent leaves black in it.
QColor tone(Tone name)
{
    return toneColor(name);
}

/// A square box of the size of the indicator, centred, on whole pixels.
QRectF boxIn(const QRect &rect)
{
    const int side = std::min(rect.width(), rect.height()) - 1;
    const int left = rect.x() + (rect.width() - side) / 2;
    const int top = rect.y() + (rect.height() - side) / 2;
    return QRectF(left + 0.5, top + 0.5, side - 1, side - 1);
}

void drawCheck(const QStyleOption &option, QPainter &painter, bool round)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool partial = option.state.testFlag(QStyle::State_NoChange);
    const bool lit = option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_HasFocus);
    const QRectF box = boxIn(option.rect);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool filled = on || partial;
    const QColor fill = filled ? tone(enabled ? Tone::Accent : Tone::TextDisabled) : tone(Tone::Surface);
    const QColor edge = filled     ? fill
                        : !enabled ? tone(Tone::Border)
                        : lit      ? tone(Tone::Accent)
                                   : tone(Tone::BorderStrong);
    painter.setPen(QPen(edge, 1.2));
    painter.setBrush(fill);
    if (round)
        painter.drawEllipse(box);
    else
        painter.drawRoundedRect(box, 3.5, 3.5);
    if (filled) {
        const QColor mark = tone(enabled ? Tone::AccentText : Tone::Surface);
        if (round) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(mark);
            painter.drawEllipse(box.center(), box.width() * 0.2, box.width() * 0.2);
        } else {
            QPainterPath path;
            const auto at = [&box](qreal x, qreal y) {
                return QPointF(box.x() + box.width() * x, box.y() + box.height() * y);
            };
            if (partial) {
                path.moveTo(at(0.25, 0.5));
                path.lineTo(at(0.75, 0.5));
            } else {
                path.moveTo(at(0.23, 0.52));
                path.lineTo(at(0.42, 0.71));
                path.lineTo(at(0.77, 0.31));
            }
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(mark, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawPath(path);
        }
    }
    painter.restore();
}

void drawChevron(const QStyleOption &option, QPainter &painter, QStyle::PrimitiveElement element)
{
    const QPointF centre = QRectF(option.rect).center();
    const qreal reach = std::clamp<qreal>(std::min(option.rect.width(), option.rect.height()) * 0.3, 2.5, 4.0);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    painter.setPen(
        QPen(tone(enabled ? Tone::Icon : Tone::TextDisabled), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.translate(centre);
    switch (element) {
    case QStyle::PE_IndicatorArrowUp:
        painter.rotate(180);
        break;
    case QStyle::PE_IndicatorArrowLeft:
        painter.rotate(90);
        break;
    case QStyle::PE_IndicatorArrowRight:
        painter.rotate(-90);
        break;
    default:
        break;
    }
    painter.drawPolyline(QPolygonF{{-reach, -reach / 2}, {0, reach / 2}, {reach, -reach / 2}});
    painter.restore();
}

} // namespace

ProductStyle::ProductStyle()
    : QProxyStyle(u"Fusion"_s)
{
}

void ProductStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (auto *box = qobject_cast<QComboBox *>(widget))
        m_popups.watch(*box);
    if (WheelGuard::isConcernedBy(*widget))
        m_wheel.guard(*widget);
    if (auto *line = qobject_cast<QLineEdit *>(widget))
        PastedEnds::install(*line);
}

void ProductStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheck(*option, *painter, false);
        return;
    case PE_IndicatorRadioButton:
        drawCheck(*option, *painter, true);
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight:
        drawChevron(*option, *painter, element);
        return;
    case PE_FrameFocusRect: {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tone(Tone::Accent), 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4);
        painter->restore();
        return;
    }
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

int ProductStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return std::max(16, QProxyStyle::pixelMetric(metric, option, widget));
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ProductStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_Widget_Animation_Duration:
        return m_isStill ? 0 : QProxyStyle::styleHint(hint, option, widget, returnData);
    case SH_ItemView_ShowDecorationSelected:
    case SH_ToolButtonStyle:
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace gatehouse::ui::theme
