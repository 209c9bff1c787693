#pragma once

#include "ui/widgets/ContentColumn.h"

#include <QScrollArea>

class QVBoxLayout;

namespace gatehouse::ui::widgets {

/// A page's content as one column of readable width that scrolls: cards go into column(), top to bottom.
class ScrollColumn : public QScrollArea
{
    Q_OBJECT

public:
    /// `characters` limits the width of the column, in average characters of the font; 0 leaves it the whole width.
    explicit ScrollColumn(int characters = contentCharacters, QWidget *parent = nullptr);

    QVBoxLayout *column() const { return m_column; }
    void setMostCharacters(int characters) { m_content->setMostCharacters(characters); }
    /// Above the column, in pixels, where it is not that of a page without tabs.
    void setTopMargin(int margin);
    /// Around the column, with or without a scroll bar at its right.
    void setMargins(const QMargins &margins);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fitContent();

    ContentColumn *m_content;
    QVBoxLayout *m_column;
    int m_rightMargin;
};

} // namespace gatehouse::ui::widgets
