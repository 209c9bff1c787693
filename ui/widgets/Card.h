#pragma once

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace gatehouse::ui::widgets {

class PlainLabel;

/// A rounded surface with an optional heading, a sentence below it and actions at its right; content goes into body().
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const QString &title = {}, const QString &description = {}, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setDescription(const QString &description);
    /// Less room around and between: for a page where much has to be seen at once.
    void setCompact();
    /// A red edge: what is in here destroys something.
    void setDanger(bool danger);
    /// Puts a button or badge at the right of the heading.
    void addAction(QWidget *widget);
    using QFrame::addAction;
    QVBoxLayout *body() const { return m_body; }

private:
    void showHeader();

    PlainLabel *m_title;
    PlainLabel *m_description;
    QWidget *m_header;
    QHBoxLayout *m_actions;
    QVBoxLayout *m_body;
};

} // namespace gatehouse::ui::widgets
