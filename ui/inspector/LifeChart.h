#pragma once

#include "models/items/LifeBuckets.h"

#include <QWidget>

#include <optional>

namespace gatehouse::ui::inspection {

/// What a step of remaining life is called: "under an hour left".
QString lifeBucketText(items::LifeBucket bucket);

/// Tokens by verdict and by the life they have left, as stacked bars. A range of bars is chosen by dragging, or with
/// the arrow keys and Shift; Escape chooses none. Verdicts differ in pattern as well as in colour.
class LifeChart : public QWidget
{
    Q_OBJECT

public:
    explicit LifeChart(QWidget *parent = nullptr);

    void setHistogram(const items::LifeHistogram &histogram);
    using Range = std::optional<std::pair<items::LifeBucket, items::LifeBucket>>;
    const Range &range() const { return m_range; }
    /// Chooses none; emits nothing.
    void clearRange();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A person chose a range, or none.
    void rangeChosen();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    int bucketAt(int x) const;
    QRect barRect(int bucket) const;
    void choose(int anchor, int end);
    void describe();
    void paintBar(QPainter &painter, int bucket, int tallest) const;
    void paintLegend(QPainter &painter) const;

    items::LifeHistogram m_histogram{};
    Range m_range;
    int m_anchor = 0;
    int m_end = 0;
};

} // namespace gatehouse::ui::inspection
