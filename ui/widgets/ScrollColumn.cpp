#include "ui/widgets/ScrollColumn.h"

#include "ui/theme/Spacing.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QVariant>

#include <algorithm>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

namespace spacing = theme::spacing;

namespace {

/// How narrow a column may become before the window must not.
constexpr int leastCharacters = 36;

} // namespace

ScrollColumn::ScrollColumn(int characters, QWidget *parent)
    : QScrollArea(parent)
    , m_content(new ContentColumn)
    , m_rightMargin(spacing::wide)
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    auto *outer = new QWidget;
    outer->setProperty("surface", u"scroll"_s);
    auto *row = new QHBoxLayout(outer);
    row->setContentsMargins(spacing::wide, spacing::large, spacing::wide, spacing::wide);
    row->addWidget(m_content, 1);
    row->addStretch(0);
    m_column = new QVBoxLayout(m_content);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(spacing::large);
    setWidget(outer);
    outer->installEventFilter(this);
    m_content->setMostCharacters(characters);
}

void ScrollColumn::setTopMargin(int margin)
{
    QMargins margins = widget()->layout()->contentsMargins();
    margins.setTop(margin);
    widget()->layout()->setContentsMargins(margins);
}

void ScrollColumn::setMargins(const QMargins &margins)
{
    m_rightMargin = margins.right();
    widget()->layout()->setContentsMargins(margins);
    fitContent();
}

bool ScrollColumn::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        fitContent();
    return QScrollArea::eventFilter(watched, event);
}

void ScrollColumn::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fitContent();
}

void ScrollColumn::fitContent()
{
    // Nothing is ever squeezed: the content is as high as its wrapped texts need in the width there is. Where that is
    // less than its widest row needs, it scrolls sideways rather than keep the window from a small screen.
    QLayout *layout = widget()->layout();
    // The bar takes its room from the margin, so that a page that scrolls ends where one that does not ends.
    QMargins margins = layout->contentsMargins();
    const int bar = verticalScrollBar()->sizeHint().width();
    const int right = std::max(0, m_rightMargin - (verticalScrollBar()->isVisible() ? bar : 0));
    if (margins.right() != right) {
        margins.setRight(right);
        layout->setContentsMargins(margins);
    }
    const int least = layout->totalMinimumSize().width();
    widget()->setMinimumHeight(std::max(0, layout->totalHeightForWidth(std::max(viewport()->width(), least))));
    setMinimumWidth(std::min(least + bar, fontMetrics().averageCharWidth() * leastCharacters));
}

} // namespace gatehouse::ui::widgets
