#include "ui/widgets/FilterBar.h"

#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

FilterBar::FilterBar(const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_counts(new PlainLabel({}, PlainLabel::Role::Muted, this))
    , m_layout(new QHBoxLayout(this))
{
    m_edit->setObjectName(u"filterEdit"_s);
    m_edit->setAccessibleName(accessibleName);
    m_edit->setPlaceholderText(accessibleName);
    m_edit->setClearButtonEnabled(true);
    m_edit->setMaxLength(500);
    auto *glass = m_edit->addAction(theme::icon(u"search"_s), QLineEdit::LeadingPosition);
    glass->setEnabled(true);
    // The buttons in the field have no text, and a screen reader finds them all the same.
    glass->setText(accessibleName);
    if (auto *clear = m_edit->findChild<QAction *>(u"_q_qlineeditclearaction"_s))
        clear->setText(tr("Clear the filter"));
    m_edit->installEventFilter(this);
    m_counts->hide();
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(theme::spacing::small);
    m_layout->addWidget(m_edit, 1);
    m_layout->addWidget(m_counts);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &FilterBar::textChanged);
}

QString FilterBar::text() const
{
    return m_edit->text();
}

void FilterBar::setText(const QString &text)
{
    m_edit->setText(text);
}

void FilterBar::clear()
{
    m_edit->clear();
}

void FilterBar::setCounts(qsizetype shown, qsizetype total)
{
    m_counts->setVisible(shown != total);
    m_counts->setText(tr("%1 of %2").arg(shown).arg(total));
}

void FilterBar::addWidget(QWidget *widget)
{
    m_layout->addWidget(widget);
}

void FilterBar::activate()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

bool FilterBar::enterResult()
{
    if (!m_result || !m_result->isVisible() || !m_result->isEnabled() || !m_result->model() ||
        m_result->model()->rowCount(m_result->rootIndex()) == 0)
        return false;
    if (!m_result->currentIndex().isValid())
        m_result->setCurrentIndex(m_result->model()->index(0, 0, m_result->rootIndex()));
    m_result->setFocus(Qt::TabFocusReason);
    return true;
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Escape:
            if (m_edit->text().isEmpty())
                break;
            m_edit->clear();
            return true;
        case Qt::Key_Down:
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (enterResult())
                return true;
            break;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace gatehouse::ui::widgets
