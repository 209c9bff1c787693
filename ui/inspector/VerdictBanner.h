#pragma once

#include "models/inspector/TokenInspection.h"
#include "ui/theme/Tone.h"

#include <QFrame>

namespace gatehouse::ui::widgets {
class Badge;
class IconLabel;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::inspection {

/// The verdict on a token at a glance: the headline with its icon and color, why, with which key, and when the token
/// expires. Green only where everything that was asked for is good.
class VerdictBanner : public QFrame
{
    Q_OBJECT

public:
    explicit VerdictBanner(QWidget *parent = nullptr);

    /// `now` is what times are told from.
    void setInspection(const inspector::TokenInspection &inspection, base::Instant now);
    /// Tells the times anew from `now`; cheap.
    void setNow(base::Instant now);
    /// Where the five verdicts are shown below, the one on the claims is not shown twice.
    void setClaimsShown(bool shown) { m_isClaimsShown = shown; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showTimes();
    QString timeLine() const;

    inspector::TokenInspection m_inspection;
    base::Instant m_now;
    theme::Tone m_tone = theme::Tone::Neutral;
    theme::Tone m_softTone = theme::Tone::NeutralSoft;
    QString m_announced;
    bool m_isClaimsShown = true;
    widgets::IconLabel *m_icon;
    widgets::PlainLabel *m_word;
    widgets::PlainLabel *m_sentence;
    widgets::PlainLabel *m_advice;
    widgets::PlainLabel *m_key;
    widgets::PlainLabel *m_removed;
    widgets::Badge *m_time;
    widgets::Badge *m_claims;
    widgets::Badge *m_algorithm;
};

} // namespace gatehouse::ui::inspection
