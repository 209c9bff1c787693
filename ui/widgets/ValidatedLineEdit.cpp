#include "ui/widgets/ValidatedLineEdit.h"

#include "ui/text/ViolationText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/FieldMessage.h"

#include <QEvent>
#include <QLineEdit>
#include <QStyle>
#include <QVBoxLayout>
#include <QVariant>

namespace gatehouse::ui::widgets {

ValidatedLineEdit::ValidatedLineEdit(Check check, QWidget *parent)
    : QWidget(parent)
    , m_check(std::move(check))
    , m_edit(new QLineEdit(this))
    , m_message(new FieldMessage(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::tight);
    layout->addWidget(m_edit);
    layout->addWidget(m_message);
    setFocusProxy(m_edit);
    m_edit->installEventFilter(this);
    // Not textEdited: what a screen reader or a voice writes into the field is typed as well.
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (m_isSetting)
            return;
        m_edit->setModified(true);
        m_touched = true;
        recheck();
        Q_EMIT edited(text);
    });
    connect(m_edit, &QLineEdit::returnPressed, this, &ValidatedLineEdit::returnPressed);
    recheck();
}

void ValidatedLineEdit::setCheck(Check check)
{
    m_check = std::move(check);
    recheck();
}

QString ValidatedLineEdit::text() const
{
    return m_edit->text();
}

void ValidatedLineEdit::setText(const QString &text)
{
    m_touched = false;
    m_isSetting = true;
    if (m_edit->text() != text)
        m_edit->setText(text);
    m_isSetting = false;
    m_edit->setModified(false); // also where the text is the one that was typed
    recheck();
}

void ValidatedLineEdit::setPlaceholderText(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void ValidatedLineEdit::setReadOnly(bool readOnly)
{
    m_edit->setReadOnly(readOnly);
    m_edit->setProperty("locked", readOnly);
    m_edit->style()->unpolish(m_edit);
    m_edit->style()->polish(m_edit);
}

void ValidatedLineEdit::recheck()
{
    setViolation(m_check ? m_check(m_edit->text()) : std::nullopt);
}

void ValidatedLineEdit::showProblems()
{
    m_touched = true;
    showMessage();
}

void ValidatedLineEdit::setNote(const QString &text)
{
    m_note = text;
    showMessage();
}

QString ValidatedLineEdit::message() const
{
    return m_message->isHidden() ? QString() : m_message->text();
}

bool ValidatedLineEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && !m_edit->text().isEmpty() && !m_touched) {
        m_touched = true;
        showMessage();
    }
    return QWidget::eventFilter(watched, event);
}

void ValidatedLineEdit::setViolation(domain::MaybeViolation violation)
{
    const bool wasValid = isValid();
    m_violation = std::move(violation);
    showMessage();
    if (wasValid != isValid())
        Q_EMIT validityChanged(isValid());
}

void ValidatedLineEdit::showMessage()
{
    const bool reproach = m_violation && m_touched;
    if (reproach)
        m_message->setMessage(theme::Sign::Error, text::violationText(*m_violation));
    else
        m_message->setMessage(theme::Sign::Info, m_note);
    m_edit->setAccessibleDescription(m_message->text());
    if (m_edit->property("invalid").toBool() != reproach) {
        m_edit->setProperty("invalid", reproach);
        m_edit->style()->unpolish(m_edit);
        m_edit->style()->polish(m_edit);
    }
}

} // namespace gatehouse::ui::widgets
