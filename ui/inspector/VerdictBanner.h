#pragma once

#include "models/inspector/TokenInspection.h"
#include "ui/theme/Tone.h"

#include <QFrame>

class QPushButton;

namespace gatehouse::ui::widgets {
class Badge;
class IconLabel;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::inspection {

class VerdictStrip;

/// The verdict on a token at a glance: the headline with its icon and color, why, with which key, and when the token
/// expires. Green only where everything that was asked for is good.
class VerdictBanner : public QFrame
{
    Q_OBJECT

public:
    /// A column of lines, or one headline across a page with the five parts below it, which unfold.
    enum class Form { Column, Headline };
    explicit VerdictBanner(QWidget *parent = nullptr, Form form = Form::Column);

    /// `now` is what times are told from.
    void setInspection(const inspector::TokenInspection &inspection, base::Instant now);
    /// Tells the times anew from `now`; cheap.
    void setNow(base::Instant now);
    /// The five parts, in the form of a headline; null in a column.
    VerdictStrip *strip() const { return m_strip; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void layOutColumn();
    void layOutHeadline();
    void unfold(bool open);
    void showTimes();
    QString timeLine() const;

    inspector::TokenInspection m_inspection;
    base::Instant m_now;
    theme::Tone m_tone = theme::Tone::Neutral;
    theme::Tone m_softTone = theme::Tone::NeutralSoft;
    QString m_announced;
    widgets::IconLabel *m_icon;
    widgets::PlainLabel *m_word;
    widgets::PlainLabel *m_sentence;
    widgets::PlainLabel *m_advice;
    widgets::PlainLabel *m_key;
    widgets::PlainLabel *m_removed;
    widgets::Badge *m_time;
    widgets::Badge *m_claims;
    widgets::Badge *m_algorithm;
    VerdictStrip *m_strip = nullptr;
    QPushButton *m_details = nullptr;
};

} // namespace gatehouse::ui::inspection
