#include "ui/widgets/ContentColumn.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace gatehouse::ui::widgets {

int titleHeight(const QWidget &page)
{
    // A button, or a row of choices with a frame around it.
    return page.fontMetrics().height() * 2 + 2;
}

ContentColumn::ContentColumn(QWidget *parent)
    : QWidget(parent)
{
    limitWidth();
}

QVBoxLayout *ContentColumn::in(QWidget &page, const QMargins &margins)
{
    auto *content = new ContentColumn(&page);
    auto *row = new QHBoxLayout(&page);
    row->setContentsMargins(margins);
    row->setSpacing(0);
    row->addWidget(content, 1);
    row->addStretch(0);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    return column;
}

void ContentColumn::setMostCharacters(int characters)
{
    m_mostCharacters = characters;
    limitWidth();
}

void ContentColumn::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        limitWidth();
}

void ContentColumn::limitWidth()
{
    setMaximumWidth(m_mostCharacters > 0 ? fontMetrics().averageCharWidth() * m_mostCharacters : QWIDGETSIZE_MAX);
}

} // namespace gatehouse::ui::widgets
