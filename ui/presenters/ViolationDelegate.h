#pragma once

#include "models/domain/Violation.h"

#include <QStyledItemDelegate>

#include <functional>

namespace gatehouse::ui::presenters {

/// Edits a cell as text and says while a person types which rule it would break; Enter does not close the editor before
/// the rule is kept, Esc goes back to what was there, when it is pressed again after something was typed.
class ViolationDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using Check = std::function<domain::MaybeViolation(const QModelIndex &index, const QString &text)>;

    /// `check` is asked with indexes of the model the view shows.
    explicit ViolationDelegate(Check check, QObject *parent = nullptr);

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;

Q_SIGNALS:
    /// What is wrong with the text in the open editor, as a sentence; empty when nothing is, or the editor closed.
    void problemChanged(const QString &sentence) const; // clazy:exclude=const-signal-or-slot

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void judge(QWidget *editor, const QModelIndex &index) const;

    Check m_check;
};

} // namespace gatehouse::ui::presenters
