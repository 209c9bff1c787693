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
constexpr int leastCharacters = 40;

} // namespace

ScrollColumn::ScrollColumn(int characters, QWidget *parent)
    : QScrollArea(parent)
    , m_characters(characters)
    , m_content(new QWidget)
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    auto *outer = new QWidget;
    outer->setProperty("surface", u"scroll"_s);
    auto *row = new QHBoxLayout(outer);
    row->setContentsMargins(spacing::wide, spacing::wide, spacing::wide, spacing::wide);
    row->addWidget(m_content, 1);
    row->addStretch(0);
    m_column = new QVBoxLayout(m_content);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(spacing::large);
    setWidget(outer);
    outer->installEventFilter(this);
    limitWidth();
}

void ScrollColumn::setTopMargin(int margin)
{
    QMargins margins = widget()->layout()->contentsMargins();
    margins.setTop(margin);
    widget()->layout()->setContentsMargins(margins);
}

void ScrollColumn::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        limitWidth();
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
    const int least = layout->totalMinimumSize().width();
    widget()->setMinimumHeight(layout->totalHeightForWidth(std::max(viewport()->width(), least)));
    const int bar = verticalScrollBar()->sizeHint().width();
    setMinimumWidth(std::min(least + bar, fontMetrics().averageCharWidth() * leastCharacters));
}

void ScrollColumn::limitWidth()
{
    if (m_characters > 0)
        m_content->setMaximumWidth(fontMetrics().averageCharWidth() * m_characters);
}

} // namespace gatehouse::ui::widgets
