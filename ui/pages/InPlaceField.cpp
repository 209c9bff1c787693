#include "ui/pages/InPlaceField.h"

#include <QKeyEvent>
#include <QLineEdit>

#include <utility>

namespace gatehouse::ui::pages {

InPlaceField::InPlaceField(Check check, Save save, QWidget *parent)
    : ValidatedLineEdit(std::move(check), parent)
    , m_save(std::move(save))
{
    connect(edit(), &QLineEdit::editingFinished, this, &InPlaceField::save);
    connect(this, &ValidatedLineEdit::edited, this, [this] {
        m_isWarned = false;
        setNote({});
    });
}

void InPlaceField::setStored(const QString &value, bool again)
{
    m_stored = value;
    if (again && edit()->isModified())
        return;
    m_isWarned = false;
    setNote({});
    setText(value);
    edit()->setCursorPosition(0); // a long one is read from its beginning
}

void InPlaceField::save()
{
    const QString typed = text().trimmed();
    if (!edit()->isModified() || !isValid())
        return;
    if (typed != m_stored && !m_save(typed))
        return;
    setText(typed);
}

bool InPlaceField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == edit() && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && edit()->isModified()) {
        if (!std::exchange(m_isWarned, true)) {
            setNote(tr("Press Esc again to discard what you typed."));
            return true;
        }
        setStored(m_stored, false);
        return true;
    }
    return ValidatedLineEdit::eventFilter(watched, event);
}

} // namespace gatehouse::ui::pages
