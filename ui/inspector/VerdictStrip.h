#pragma once

#include "models/inspector/TokenInspection.h"
#include "ui/theme/SeverityStyle.h"

#include <QBoxLayout>
#include <QFrame>

#include <array>

namespace gatehouse::ui::widgets {
class IconLabel;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::inspection {

/// One of the five verdicts: its name, icon and word on a surface of its own; the sentence is in the tool tip and the
/// accessible description.
class VerdictCell : public QWidget
{
    Q_OBJECT

public:
    VerdictCell(const QString &caption, const QString &objectName, QWidget *parent = nullptr);

    const QString &caption() const { return m_caption; }
    void setVerdict(const theme::SeverityStyle &style, const QString &sentence);
    /// The word beside the name, or below it.
    void setDirection(QBoxLayout::Direction direction);
    /// How wide name and word are side by side.
    int lineWidth() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_caption;
    widgets::IconLabel *m_icon;
    widgets::PlainLabel *m_name;
    widgets::PlainLabel *m_word;
    QBoxLayout *m_words;
};

/// The five verdicts a token gets apart from each other (form, signature, time, claims, policy), and the moment they
/// were reached at.
class VerdictStrip : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictStrip(QWidget *parent = nullptr);

    /// `isMoved`: judged at a moment a person chose, not at the clock's.
    void setInspection(const inspector::TokenInspection &inspection, bool isMoved);
    /// Shows a sentence for each of the five, and the moment. A moment that a person chose is always shown.
    void setUnfolded(bool unfolded);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void arrange();
    void showFolds();

    std::array<VerdictCell *, 5> m_cells;
    QBoxLayout *m_row;
    QWidget *m_details;
    std::array<widgets::PlainLabel *, 5> m_sentences{};
    widgets::PlainLabel *m_judgedAt;
    bool m_isUnfolded = true;
    bool m_isMoved = false;
};

} // namespace gatehouse::ui::inspection
