#pragma once

#include "models/inspector/TokenInspection.h"
#include "ui/widgets/Card.h"

class QPushButton;
class QSpinBox;

namespace gatehouse::ui::inspection {

class TokenTimeline;

/// When a token is judged: the system's now or one that was dragged along the token's life, and how much the clocks may
/// differ.
class TimePane : public widgets::Card
{
    Q_OBJECT

public:
    explicit TimePane(QWidget *parent = nullptr);

    /// The moment to judge at.
    base::Instant moment(base::Instant systemNow) const { return m_moved.value_or(systemNow); }
    bool isMoved() const { return m_moved.has_value(); }
    /// Seconds.
    int leeway() const;
    /// Back to the clock, whatever was chosen; emits nothing.
    void reset();
    /// Shows the token's times. `allowedLifetime`: of its API, when that is known.
    void setInspection(const inspector::TokenInspection &inspection, std::optional<int> allowedLifetime,
                       base::Instant systemNow);
    void setSystemNow(base::Instant systemNow);

Q_SIGNALS:
    /// Moment or leeway are others now.
    void changed();

private:
    TokenTimeline *m_line;
    QSpinBox *m_leeway;
    QPushButton *m_reset;
    std::optional<base::Instant> m_moved;
};

} // namespace gatehouse::ui::inspection
