#include "ui/widgets/ScrollColumn.h"

#include "ui/theme/Spacing.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QVariant>

namespace gatehouse::ui::widgets {

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
    outer->setProperty("surface", QStringLiteral("scroll"));
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

void ScrollColumn::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        limitWidth();
}

bool ScrollColumn::eventFilter(QObject *watched, QEvent *event)
{
    // What does not fit is never cut: a page narrower than its content keeps the content's width.
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        setMinimumWidth(widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width());
    return QScrollArea::eventFilter(watched, event);
}

void ScrollColumn::limitWidth()
{
    m_content->setMaximumWidth(fontMetrics().averageCharWidth() * m_characters);
}

} // namespace gatehouse::ui::widgets
