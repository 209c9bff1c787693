#include "ui/widgets/LinesEdit.h"

#include "models/domain/TextRules.h"
#include "ui/text/ViolationText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/FieldMessage.h"

#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QStyle>
#include <QVBoxLayout>
#include <QVariant>

#include <algorithm>

namespace gatehouse::ui::widgets {

namespace {

constexpr int fewestLines = 2;
constexpr int mostLines = 8; ///< beyond them it scrolls

} // namespace

LinesEdit::LinesEdit(Check check, QWidget *parent)
    : QWidget(parent)
    , m_check(std::move(check))
    , m_edit(new QPlainTextEdit(this))
    , m_message(new FieldMessage(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::tight);
    layout->addWidget(m_edit);
    layout->addWidget(m_message);
    setFocusProxy(m_edit);
    m_edit->setTabChangesFocus(true);
    m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        fitHeight();
        recheck();
        if (!m_isSetting)
            Q_EMIT edited();
    });
    fitHeight();
}

QString LinesEdit::text() const
{
    return m_edit->toPlainText();
}

QStringList LinesEdit::lines() const
{
    return domain::typedLines(text());
}

void LinesEdit::setLines(const QStringList &lines)
{
    if (this->lines() != lines || (lines.isEmpty() && !m_edit->hasFocus()))
        setText(lines.join(u'\n'));
}

void LinesEdit::setText(const QString &text)
{
    if (this->text() == text)
        return;
    const QScopedValueRollback<bool> setting(m_isSetting, true);
    m_edit->setPlainText(text);
}

void LinesEdit::setPlaceholderText(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void LinesEdit::recheck()
{
    m_violation.reset();
    QString sentence;
    const QStringList all = text().split(u'\n');
    for (qsizetype line = 0; line < all.size() && !m_violation; ++line) {
        const QString value = all.at(line).trimmed();
        if (value.isEmpty() || !m_check)
            continue;
        m_violation = m_check(value);
        if (m_violation)
            sentence = tr("Line %1: %2").arg(QString::number(line + 1), text::violationText(*m_violation));
    }
    m_message->setMessage(theme::Sign::Error, sentence);
    m_edit->setAccessibleDescription(sentence);
    if (m_edit->property("invalid").toBool() != m_violation.has_value()) {
        m_edit->setProperty("invalid", m_violation.has_value());
        m_edit->style()->unpolish(m_edit);
        m_edit->style()->polish(m_edit);
    }
}

QString LinesEdit::message() const
{
    return m_message->isHidden() ? QString() : m_message->text();
}

void LinesEdit::fitHeight()
{
    const int lines = std::clamp(m_edit->blockCount() + 1, fewestLines, mostLines);
    const int margins = m_edit->contentsMargins().top() + m_edit->contentsMargins().bottom() +
                        2 * static_cast<int>(m_edit->document()->documentMargin()) + theme::spacing::medium;
    m_edit->setFixedHeight(lines * m_edit->fontMetrics().lineSpacing() + margins);
}

} // namespace gatehouse::ui::widgets
