#include "ui/dialogs/RestoreDraftsDialog.h"

#include "models/base/Text.h"
#include "ui/theme/ButtonKind.h"
#include "ui/widgets/PlainLabel.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::dialogs {

using namespace Qt::StringLiterals;

RestoreDraftsDialog::RestoreDraftsDialog(const QStringList &given, QWidget *parent)
    : DialogFrame(
          tr("Restore unsaved changes?"),
          tr("Gatehouse ended before you saved or discarded them. Restored changes are shown as unsaved; nothing is "
             "saved by itself."),
          tr("Restore"), parent)
{
    setObjectName(u"restoreDraftsDialog"_s);
    acceptButton()->setAccessibleName(tr("Restore unsaved changes"));
    cancelButton()->hide();
    auto *discard = new QPushButton(tr("Discard"), this);
    discard->setObjectName(u"discardLeftButton"_s);
    discard->setAccessibleName(tr("Discard unsaved changes"));
    theme::setButtonKind(*discard, theme::ButtonKind::DangerQuiet);
    addButton(discard);
    QStringList names;
    for (const QString &name : given)
        names.append(base::visibleText(name, 100));
    auto *list = new widgets::PlainLabel(names.join(u'\n'), widgets::PlainLabel::Role::Strong, this);
    list->setWordWrap(true);
    body()->addWidget(list);
    connect(discard, &QPushButton::clicked, this, [this] {
        Q_EMIT discardChosen();
        done(QDialog::Rejected);
    });
    connect(acceptButton(), &QPushButton::clicked, this, &RestoreDraftsDialog::reject);
    acceptButton()->setFocus();
}

void RestoreDraftsDialog::reject()
{
    Q_EMIT restoreChosen();
    done(QDialog::Accepted);
}

} // namespace gatehouse::ui::dialogs
