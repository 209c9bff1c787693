#include "ui/dialogs/ConfirmDestructiveDialog.h"

#include "models/base/Text.h"
#include "ui/theme/ButtonKind.h"
#include "ui/widgets/LabelledField.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::dialogs {

using namespace Qt::StringLiterals;

ConfirmDestructiveDialog::ConfirmDestructiveDialog(const QString &title, const QString &consequence,
                                                   const QString &acceptText, const QString &name, QWidget *parent)
    : DialogFrame(title, consequence, acceptText, parent)
{
    setObjectName(u"confirmDialog"_s);
    setKeepsTyped(false);
    theme::setButtonKind(*acceptButton(), theme::ButtonKind::Danger);
    acceptButton()->setAccessibleName(acceptText);
    connect(acceptButton(), &QPushButton::clicked, this, &QDialog::accept);
    if (name.isEmpty()) {
        // Enter must not destroy anything by accident.
        cancelButton()->setDefault(true);
        cancelButton()->setFocus();
        return;
    }
    m_typed = new QLineEdit(this);
    m_typed->setObjectName(u"confirmEdit"_s);
    const QString shown = base::visibleText(name, 200);
    body()->addWidget(new widgets::LabelledField(tr("Type %1 to confirm").arg(shown), m_typed));
    const auto check = [this, name, shown] {
        setObstacle(m_typed->text() == name ? QString() : tr("Type %1 to confirm.").arg(shown));
    };
    connect(m_typed, &QLineEdit::textChanged, this, check);
    m_typed->setFocus();
    check();
}

} // namespace gatehouse::ui::dialogs
