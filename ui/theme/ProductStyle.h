#pragma once

#include "ui/theme/PopupFit.h"
#include "ui/theme/WheelGuard.h"

#include <QProxyStyle>

namespace gatehouse::ui::theme {

/// Fusion with our own check marks, radio buttons, arrows and focus rings: what a style sheet can only do with
/// pictures.
class ProductStyle : public QProxyStyle
{
    Q_OBJECT

public:
    ProductStyle();

    /// Nothing moves by itself from now on, or again.
    void setStill(bool still) { m_isStill = still; }

    using QProxyStyle::polish;
    /// Every control comes by here before it is shown: the wheel is guarded and lists of combo boxes are fitted for all
    /// of them.
    void polish(QWidget *widget) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
                  QStyleHintReturn *returnData = nullptr) const override;

private:
    WheelGuard m_wheel;
    PopupFit m_popups;
    bool m_isStill = false;
};

} // namespace gatehouse::ui::theme
