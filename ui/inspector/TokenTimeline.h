#pragma once

#include "models/base/Clock.h"

#include <QSlider>

#include <optional>

namespace gatehouse::ui::inspection {

/// The moments of a token, in Unix seconds, and what its API allows.
struct TimelineMoments
{
    std::optional<qint64> issuedAt, notBefore, expiresAt;
    std::optional<qint64> allowedLifetime; ///< seconds, of the API
    qint64 leeway = 0;

    bool operator==(const TimelineMoments &) const = default;
};

/// A token's life on a line: issued, not before, expiry, how long the API would let it live, and a "now" that can be
/// dragged or moved with the arrow keys (a minute), Page Up and Down (an hour), Home and End. A slider to a screen
/// reader. Painted from the palette alone.
class TokenTimeline : public QSlider
{
    Q_OBJECT

public:
    explicit TokenTimeline(QWidget *parent = nullptr);

    /// `systemNow` is on the line as well, unless it is too far away; the line does not move while it is dragged.
    void setMoments(const TimelineMoments &moments, qint64 systemNow);
    /// Where "now" is; emits nothing. Outside of the line it is shown at its end.
    void setNow(qint64 seconds, bool isMoved);
    qint64 now() const { return m_now; }
    /// What the line spans.
    qint64 origin() const { return m_origin; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A person moved it.
    void nowChosen(qint64 seconds);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    QRect track() const;
    int xOf(qint64 seconds) const;
    qint64 secondsAt(int x) const;
    void describe();
    void paintSpan(QPainter &painter) const;
    void paintMarks(QPainter &painter) const;
    void paintNow(QPainter &painter) const;
    QString nowText() const;
    QRect nowRect() const;

    TimelineMoments m_moments;
    qint64 m_origin = 0;
    qint64 m_span = 1;
    qint64 m_now = 0;
    bool m_isMoved = false;
    bool m_setting = false;
};

} // namespace gatehouse::ui::inspection
