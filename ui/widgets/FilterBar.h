#pragma once

#include <QAbstractItemView>
#include <QPointer>
#include <QWidget>

class QHBoxLayout;
class QLineEdit;

namespace gatehouse::ui::widgets {

class PlainLabel;

/// A field to filter a list by, and how many rows are left. Esc clears it.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    /// `accessibleName` says what is filtered: "Filter scopes"; it is the placeholder too.
    explicit FilterBar(const QString &accessibleName, QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text);
    void clear();
    /// "3 of 12"; hidden when equal.
    void setCounts(qsizetype shown, qsizetype total);
    /// Puts a button or a combo box at the right end.
    void addWidget(QWidget *widget);
    /// What is filtered: Down and Return go from the field into it.
    void setResult(QAbstractItemView *view) { m_result = view; }
    QLineEdit *edit() const { return m_edit; }
    /// Moves the keyboard focus into the field and selects what is in it.
    void activate();

Q_SIGNALS:
    void textChanged(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool enterResult();

    QLineEdit *m_edit;
    QPointer<QAbstractItemView> m_result;
    PlainLabel *m_counts;
    QHBoxLayout *m_layout;
};

} // namespace gatehouse::ui::widgets
