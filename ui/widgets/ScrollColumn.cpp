#include "ui/widgets/ScrollColumn.h"

#include "ui/theme/Spacing.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QVariant>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

namespace spacing = theme::spacing;

ScrollColumn::ScrollColumn(int characters, QWidget *parent)
    : QScrollArea(parent)
    , m_characters(characters)
    , m_content(new QWidget)
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
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
    // Nothing is ever squeezed: the content is as high as its wrapped texts need in the width there is, and what is
    // narrower than its widest row is not offered.
    QLayout *layout = widget()->layout();
    widget()->setMinimumHeight(layout->totalHeightForWidth(viewport()->width()));
    setMinimumWidth(layout->totalMinimumSize().width() + verticalScrollBar()->sizeHint().width());
}

void ScrollColumn::limitWidth()
{
    if (m_characters > 0)
        m_content->setMaximumWidth(fontMetrics().averageCharWidth() * m_characters);
}

} // namespace gatehouse::ui::widgets
