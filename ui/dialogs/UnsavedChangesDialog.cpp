#include "ui/dialogs/UnsavedChangesDialog.h"

#include "models/base/Text.h"
#include "ui/theme/ButtonKind.h"

#include <QPushButton>

namespace gatehouse::ui::dialogs {

using namespace Qt::StringLiterals;

UnsavedChangesDialog::UnsavedChangesDialog(const QString &where, const QString &obstacle, QWidget *parent)
    : DialogFrame(tr("Unsaved changes"),
                  tr("%1 has changes that are not saved yet.").arg(base::visibleText(where, 200)), tr("Save"), parent)
{
    setObjectName(u"unsavedChangesDialog"_s);
    acceptButton()->setAccessibleName(tr("Save changes"));
    cancelButton()->setText(tr("Stay here"));
    auto *discard = new QPushButton(tr("Discard"), this);
    discard->setObjectName(u"discardButton"_s);
    discard->setAccessibleName(tr("Discard changes"));
    theme::setButtonKind(*discard, theme::ButtonKind::DangerQuiet);
    addButton(discard);
    setObstacle(obstacle);
    connect(discard, &QPushButton::clicked, this, [this] {
        Q_EMIT discardChosen();
        done(QDialog::Accepted);
    });
    connect(acceptButton(), &QPushButton::clicked, this, [this] {
        Q_EMIT saveChosen();
        accept();
    });
    connect(this, &QDialog::rejected, this, &UnsavedChangesDialog::stayChosen);
}

} // namespace gatehouse::ui::dialogs
