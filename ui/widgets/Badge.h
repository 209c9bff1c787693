#pragma once

#include "ui/theme/SeverityStyle.h"

#include <QWidget>

namespace gatehouse::ui::widgets {

/// A short word in a pill: "System", "Sample", "RS256", "Verified".
class Badge : public QWidget
{
    Q_OBJECT

public:
    /// One of Neutral, Accent, Success, Warning, Danger, Info; the soft tone behind it follows.
    explicit Badge(const QString &text = {}, theme::Tone tone = theme::Tone::Neutral, QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const { return m_text; }
    void setTone(theme::Tone tone);
    /// Icon, word and colours of a sign; `text` replaces the word when given.
    void setSign(theme::Sign sign, const QString &text = {});
    /// An icon before the text; empty for none.
    void setIconName(const QString &name);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    /// Paints a badge in a delegate; the text is given as it is to be shown. Returns the width used.
    static int paint(QPainter &painter, const QRect &rect, const QString &text, theme::Tone tone, const QFont &font);
    static QSize size(const QString &text, const QFont &font);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    QString m_iconName;
    theme::Tone m_tone;
};

/// The soft background that belongs to a tone.
theme::Tone softTone(theme::Tone tone);

} // namespace gatehouse::ui::widgets
