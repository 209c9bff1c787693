#include "ui/pages/RestoreVersionDialog.h"

#include "models/base/Text.h"
#include "ui/pages/EntryDetail.h"
#include "ui/text/ChangeText.h"
#include "ui/text/TimeText.h"
#include "ui/widgets/PlainLabel.h"

#include <QPushButton>

#include <algorithm>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace {

QString listed(const QStringList &names)
{
    constexpr qsizetype most = 10;
    QStringList shown;
    const QStringList first = names.first(std::min(names.size(), most));
    for (const QString &name : first)
        shown.append(base::visibleText(name, 80));
    if (names.size() > most)
        shown.append(u"…"_s);
    return shown.join(u", "_s);
}

} // namespace

RestoreVersionDialog::RestoreVersionDialog(const domain::AuditEntry &entry, store::Restoration plan,
                                           const domain::NameLookup &names, QWidget *parent)
    : DialogFrame(tr("Restore this version"),
                  tr("As it was after the change of %1. This is a new change: it is kept in Activity, and you can undo "
                     "it. Grants, permissions and consents that belong to other objects stay as they are.")
                      .arg(text::localTime(entry.at)),
                  tr("Restore"), parent)
    , m_plan(std::move(plan))
{
    setObjectName(u"restoreVersionDialog"_s);
    if (!m_plan.lost.isEmpty()) {
        QStringList labels;
        for (const QString &field : std::as_const(m_plan.lost))
            labels.append(text::memberLabel(field));
        addNote("restoreLost", tr("These changed since and cannot be restored: %1.").arg(listed(labels)));
    }
    if (!m_plan.gone.isEmpty())
        addNote("restoreGone", tr("These were deleted and cannot be restored here: %1.").arg(listed(m_plan.gone)));
    if (!m_plan.left.isEmpty())
        addNote("restoreLeft", tr("These have no versions to go back to: %1.").arg(listed(m_plan.left)));
    if (m_plan.changes.isEmpty()) {
        addNote("restoreNothing", tr("Everything else is as it was after that change."));
        setObstacle(tr("There is nothing to restore."));
    } else {
        auto *detail = new EntryDetail(this);
        detail->setObjectName(u"restoreDetail"_s);
        detail->setPlan(domain::describe(m_plan.changes, names));
        detail->setMinimumHeight(fontMetrics().height() * 12);
        body()->addWidget(detail, 1);
    }
    connect(acceptButton(), &QPushButton::clicked, this, [this] {
        Q_EMIT chosen(m_plan.changes);
        accept();
    });
}

void RestoreVersionDialog::addNote(const char *objectName, const QString &text)
{
    auto *note = new widgets::PlainLabel(text, widgets::PlainLabel::Role::Body, this);
    note->setObjectName(QLatin1StringView(objectName));
    note->setWordWrap(true);
    body()->addWidget(note);
}

} // namespace gatehouse::ui::pages
