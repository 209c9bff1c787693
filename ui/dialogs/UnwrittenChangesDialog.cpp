#include "ui/dialogs/UnwrittenChangesDialog.h"

#include "ui/theme/ButtonKind.h"

#include <QPushButton>

namespace gatehouse::ui::dialogs {

using namespace Qt::StringLiterals;

UnwrittenChangesDialog::UnwrittenChangesDialog(bool isHeld, QWidget *parent)
    : DialogFrame(
          tr("Changes are not saved yet"),
          isHeld ? tr("A change could not be saved. It exists in this window only, with whatever was changed after it.")
                 : tr("The store has not taken the last changes yet: another process may be writing to it. "
                      "Gatehouse closes by itself as soon as they are saved."),
          isHeld ? tr("Try again") : tr("Wait"), parent)
{
    setObjectName(u"unwrittenChangesDialog"_s);
    cancelButton()->setText(tr("Stay here"));
    auto *lose = new QPushButton(tr("Close and lose them"), this);
    lose->setObjectName(u"loseButton"_s);
    theme::setButtonKind(*lose, theme::ButtonKind::DangerQuiet);
    addButton(lose);
    connect(lose, &QPushButton::clicked, this, [this] {
        Q_EMIT loseChosen();
        done(QDialog::Accepted);
    });
    connect(acceptButton(), &QPushButton::clicked, this, [this, isHeld] {
        if (isHeld)
            Q_EMIT retryChosen();
        accept();
    });
    connect(this, &QDialog::rejected, this, &UnwrittenChangesDialog::stayChosen);
}

} // namespace gatehouse::ui::dialogs
