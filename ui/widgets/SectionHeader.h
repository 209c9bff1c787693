#pragma once

#include <QWidget>

class QHBoxLayout;

namespace gatehouse::ui::widgets {

class PlainLabel;

/// The head of a page or of a part of it: an icon if wanted, a title, a line below it, badges beside it, actions at the
/// right.
class SectionHeader : public QWidget
{
    Q_OBJECT

public:
    enum class Level { Page, Section };

    explicit SectionHeader(const QString &title = {}, const QString &subtitle = {}, Level level = Level::Page,
                           QWidget *parent = nullptr);

    void setTitle(const QString &title);
    QString title() const;
    /// Empty hides it.
    void setSubtitle(const QString &subtitle);
    void addBadge(QWidget *badge);
    void addAction(QWidget *widget);
    using QWidget::addAction;

private:
    PlainLabel *m_title;
    PlainLabel *m_subtitle;
    QHBoxLayout *m_titleRow;
    QHBoxLayout *m_actions;
};

} // namespace gatehouse::ui::widgets
