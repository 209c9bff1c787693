#pragma once

#include <QAbstractButton>
#include <QVariantAnimation>

namespace gatehouse::ui::widgets {

/// On or off, painted as a switch; a check box to a screen reader. The word beside it is not its own: name it by a
/// buddy label or setAccessibleName().
class ToggleSwitch : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ToggleSwitch(const QString &accessibleName = {}, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    /// Paints one in a delegate.
    static void paint(QPainter &painter, const QRect &rect, bool on, bool enabled, qreal position = -1);
    static QSize size(const QFont &font);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool hitButton(const QPoint &position) const override;

private:
    QVariantAnimation m_slide;
};

} // namespace gatehouse::ui::widgets
