#include "ui/presenters/ViolationDelegate.h"

#include "ui/text/ViolationText.h"
#include "ui/widgets/ToolTip.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPersistentModelIndex>
#include <QStyle>
#include <QToolTip>
#include <QVariant>

namespace gatehouse::ui::presenters {

using namespace Qt::StringLiterals;

namespace {

constexpr auto invalidProperty = "invalid";
/// Set once Esc was pressed: the next one discards.
constexpr auto warnedProperty = "warnedOfDiscarding";

} // namespace

ViolationDelegate::ViolationDelegate(Check check, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_check(std::move(check))
{
    connect(this, &QAbstractItemDelegate::closeEditor, this, [this] { Q_EMIT problemChanged({}); });
}

QWidget *ViolationDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                         const QModelIndex &index) const
{
    auto *editor = new QLineEdit(parent);
    editor->setObjectName(u"cellEdit"_s);
    editor->setFrame(false);
    const QVariant font = index.data(Qt::FontRole);
    editor->setFont(font.isValid() ? font.value<QFont>() : option.font);
    editor->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    connect(editor, &QLineEdit::textEdited, this, [this, editor, cell = QPersistentModelIndex(index)] {
        editor->setProperty(warnedProperty, false);
        if (cell.isValid())
            judge(editor, cell);
    });
    return editor;
}

void ViolationDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *edit = static_cast<QLineEdit *>(editor);
    // The row changed underneath: what a person is typing stays.
    if (edit->isModified())
        return;
    edit->setText(index.data(Qt::EditRole).toString());
}

void ViolationDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    model->setData(index, static_cast<QLineEdit *>(editor)->text(), Qt::EditRole);
}

bool ViolationDelegate::eventFilter(QObject *watched, QEvent *event)
{
    auto *editor = qobject_cast<QLineEdit *>(watched);
    if (editor && event->type() == QEvent::KeyPress && editor->property(invalidProperty).toBool()) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
            return true;
        default:
            break;
        }
    }
    if (editor && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape &&
        editor->isModified() && !editor->property(warnedProperty).toBool()) {
        editor->setProperty(warnedProperty, true);
        Q_EMIT problemChanged(tr("Press Esc again to discard what you typed."));
        return true;
    }
    return QStyledItemDelegate::eventFilter(watched, event);
}

void ViolationDelegate::judge(QWidget *editor, const QModelIndex &index) const
{
    const domain::MaybeViolation violation = m_check(index, static_cast<QLineEdit *>(editor)->text());
    const QString sentence = violation ? text::violationText(*violation) : QString();
    editor->setAccessibleDescription(sentence);
    if (editor->property(invalidProperty).toBool() != violation.has_value()) {
        editor->setProperty(invalidProperty, violation.has_value());
        editor->style()->unpolish(editor);
        editor->style()->polish(editor);
    }
    // Where the eye is, too: the page has its line for it at the foot of the table.
    if (sentence.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(editor->mapToGlobal(editor->rect().bottomLeft()), widgets::plainToolTip(sentence), editor);
    Q_EMIT problemChanged(sentence);
}

} // namespace gatehouse::ui::presenters
