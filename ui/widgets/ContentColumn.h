#pragma once

#include <QWidget>

class QVBoxLayout;

namespace gatehouse::ui::widgets {

/// How wide the content of a page is at most, in average characters of its font: the same for all pages, so that
/// nothing jumps from one to the next.
inline constexpr int contentCharacters = 150;

/// How high the line of a page's title is, with buttons beside it or without.
int titleHeight(const QWidget &page);

/// What a page shows, as wide as the page and at most contentCharacters wide, at its left.
class ContentColumn : public QWidget
{
    Q_OBJECT

public:
    explicit ContentColumn(QWidget *parent = nullptr);

    /// Gives `page` a layout with one column in it, and returns what goes into that column from top to bottom.
    static QVBoxLayout *in(QWidget &page, const QMargins &margins);
    /// In average characters; 0 is as wide as the page.
    void setMostCharacters(int characters);

protected:
    void changeEvent(QEvent *event) override;

private:
    void limitWidth();

    int m_mostCharacters = contentCharacters;
};

} // namespace gatehouse::ui::widgets
