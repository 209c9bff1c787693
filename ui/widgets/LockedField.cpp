#include "ui/widgets/LockedField.h"

#include "models/base/Text.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/PlainLabel.h"

#include <QAction>
#include <QGridLayout>
#include <QLineEdit>
#include <QVariant>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

LockedField::LockedField(const QString &what, const QString &reason, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_copy(new CopyButton(
          what, [this] { return m_value; }, this))
    , m_reason(new PlainLabel({}, PlainLabel::Role::Caption, this))
{
    m_edit->setReadOnly(true);
    m_edit->setProperty("locked", true);
    m_edit->setAccessibleName(what);
    m_edit->addAction(theme::icon(u"lock"_s), QLineEdit::LeadingPosition)->setText(tr("Cannot be changed"));
    m_reason->setWordWrap(true);
    setFocusProxy(m_edit);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(theme::spacing::tight);
    layout->setVerticalSpacing(theme::spacing::tight);
    layout->addWidget(m_edit, 0, 0);
    layout->addWidget(m_copy, 0, 1);
    layout->addWidget(m_reason, 1, 0, 1, 2);
    setReason(reason);
}

void LockedField::setValue(const QString &value)
{
    m_value = value;
    m_edit->setText(base::visibleText(value));
    m_edit->setCursorPosition(0);
}

void LockedField::setReason(const QString &reason)
{
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
    m_edit->setAccessibleDescription(reason);
}

} // namespace gatehouse::ui::widgets
