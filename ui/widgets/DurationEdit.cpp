#include "ui/widgets/DurationEdit.h"

#include "models/domain/ResourceServer.h"
#include "ui/text/TimeText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace gatehouse::ui::widgets {

DurationEdit::DurationEdit(QWidget *parent)
    : DurationEdit(domain::checkTokenLifetimeText, parent)
{
}

DurationEdit::DurationEdit(Check check, QWidget *parent)
    : QWidget(parent)
    , m_edit(new ValidatedLineEdit(std::move(check), this))
    , m_hint(new PlainLabel({}, PlainLabel::Role::Muted, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::medium);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_hint, 1, Qt::AlignTop);
    setFocusProxy(m_edit);
    m_hint->setMinimumHeight(m_edit->edit()->sizeHint().height());
    connect(m_edit, &ValidatedLineEdit::edited, this, [this] {
        showHint();
        Q_EMIT edited();
    });
    connect(m_edit, &ValidatedLineEdit::validityChanged, this, &DurationEdit::validityChanged);
}

std::optional<int> DurationEdit::seconds() const
{
    if (m_edit->violation())
        return std::nullopt;
    bool ok = false;
    const int seconds = m_edit->text().trimmed().toInt(&ok);
    return ok ? std::optional(seconds) : std::nullopt;
}

void DurationEdit::setSeconds(int seconds)
{
    m_edit->setText(QString::number(seconds));
    showHint();
}

QString DurationEdit::text() const
{
    return m_edit->text();
}

void DurationEdit::setText(const QString &text)
{
    m_edit->setText(text);
    m_edit->showProblems();
    showHint();
}

domain::MaybeViolation DurationEdit::violation() const
{
    return m_edit->violation();
}

void DurationEdit::setReadOnly(bool readOnly)
{
    m_edit->setReadOnly(readOnly);
}

void DurationEdit::showHint()
{
    const std::optional<int> value = seconds();
    m_hint->setText(value ? tr("= %1").arg(text::durationText(std::chrono::seconds(*value))) : QString());
}

} // namespace gatehouse::ui::widgets
