#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace gatehouse::ui::widgets {

/// A page's content as one column of readable width that scrolls: cards go into column(), top to bottom.
class ScrollColumn : public QScrollArea
{
    Q_OBJECT

public:
    /// `characters` limits the width of the column, in average characters of the font; 0 leaves it the whole width.
    explicit ScrollColumn(int characters = 120, QWidget *parent = nullptr);

    QVBoxLayout *column() const { return m_column; }
    /// Above the column, in pixels, where it is not that of a page without tabs.
    void setTopMargin(int margin);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void limitWidth();
    void fitContent();

    int m_characters;
    QWidget *m_content;
    QVBoxLayout *m_column;
};

} // namespace gatehouse::ui::widgets
