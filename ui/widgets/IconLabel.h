#pragma once

#include "ui/theme/Tone.h"

#include <QWidget>

namespace gatehouse::ui::widgets {

/// An icon that stands for itself, as high as a line of text or as told. Painted when it is shown, so that it follows
/// theme and scale; a screen reader hears of it only when it is given a name.
class IconLabel : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(const QString &name = {}, theme::Tone tone = theme::Tone::Icon, QWidget *parent = nullptr);

    void setIcon(const QString &name, theme::Tone tone);
    /// In device-independent pixels; 0 follows the font.
    void setExtent(int extent);
    /// A soft disc behind the icon, in this tone.
    void setDisc(theme::Tone tone);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    theme::Tone m_tone;
    theme::Tone m_discTone = theme::Tone::Window;
    bool m_disc = false;
    int m_extent = 0;
};

} // namespace gatehouse::ui::widgets
