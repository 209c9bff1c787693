#pragma once

#include "ui/theme/Tone.h"

#include <QLabel>

namespace gatehouse::ui::widgets {

/// A label that never renders markup: text from outside is shown as it is. Every label of the window is one. Where
/// words wrap, one that is longer than the line is broken anywhere, so that no name, however long, is cut.
class PlainLabel : public QLabel
{
    Q_OBJECT

public:
    /// How the text stands in the page.
    enum class Role {
        Body,
        Muted,   ///< help and captions
        Caption, ///< muted and smaller
        Strong,  ///< body, semi-bold
        Heading, ///< of a card or section
        Title,   ///< of a page
        Mono,
    };

    explicit PlainLabel(const QString &text = {}, Role role = Role::Body, QWidget *parent = nullptr);

    void setRole(Role role);
    /// Paints the text in this tone whatever the role.
    void setTone(theme::Tone tone);
    /// Cuts what does not fit on one line; the tool tip then holds all of it. ElideNone shows it whole.
    void setElideMode(Qt::TextElideMode mode);
    Qt::TextElideMode elideMode() const { return m_elide; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyRole();
    void updateToolTip();
    /// Whether words wrap and one of them does not fit on a line of that width.
    bool hasWordBeyond(int width) const;

    Role m_role;
    theme::Tone m_tone = theme::Tone::Text;
    bool m_hasTone = false;
    bool m_applying = false;
    Qt::TextElideMode m_elide = Qt::ElideNone;
};

/// The font `base` becomes in a role.
QFont roleFont(const QFont &base, PlainLabel::Role role);
/// A fixed-width font of the size of `base`.
QFont monospaceFont(const QFont &base);

} // namespace gatehouse::ui::widgets
