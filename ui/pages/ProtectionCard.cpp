#include "ui/pages/ProtectionCard.h"

#include "models/base/SecretMemory.h"
#include "ui/dialogs/ProtectionDialog.h"
#include "ui/text/ProtectionText.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LockedField.h"
#include "ui/widgets/PlainLabel.h"

#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using store::Protection;
using namespace Qt::StringLiterals;

ProtectionCard::ProtectionCard(TenantAccess access, QWidget *parent)
    : Card(tr("Protection of secrets"),
           tr("Secrets and private keys are sealed with AES-256-GCM under one key, which is protected in turn."),
           parent)
    , m_access(access)
    , m_kind(new widgets::PlainLabel({}, widgets::PlainLabel::Role::Body, this))
    , m_meaning(new widgets::FieldMessage(this))
    , m_file(new widgets::LockedField(tr("Key file"), {}, this))
    , m_fileRow(new widgets::LabelledField(tr("Key file"), m_file))
    , m_change(new QPushButton(tr("Change…"), this))
{
    setObjectName(u"protectionCard"_s);
    m_kind->setObjectName(u"protectionKind"_s);
    m_file->edit()->setObjectName(u"keyFileEdit"_s);
    m_change->setObjectName(u"changeProtectionButton"_s);
    m_change->setAccessibleName(tr("Change the protection of secrets"));
    addAction(m_change);
    body()->addWidget(m_kind);
    body()->addWidget(m_meaning);
    body()->addWidget(m_fileRow);
    connect(m_change, &QPushButton::clicked, this, &ProtectionCard::change);
    if (m_access.protection)
        m_access.protection->setChangeListener([card = QPointer<ProtectionCard>(this)] {
            if (card)
                card->refresh();
        });
    refresh();
}

void ProtectionCard::refresh()
{
    const Protection now = m_access.custody.protection();
    m_kind->setText(tr("Protected by: %1").arg(text::protectionLabel(now)));
    QString meaning = text::protectionExplanation(now);
    if (!base::secretmemory::isLocked())
        meaning += u' ' + text::memoryNotLocked();
    m_meaning->setMessage(now == Protection::KeyFile ? theme::Sign::Warning : theme::Sign::Info, meaning);
    m_file->setValue(m_access.custody.protectionPath());
    m_fileRow->setVisible(!m_access.custody.protectionPath().isEmpty());
    m_change->setVisible(m_access.protection && now != Protection::Memory);
}

void ProtectionCard::change()
{
    auto *dialog = new dialogs::ProtectionDialog(*m_access.protection, this);
    connect(dialog, &dialogs::ProtectionDialog::changed, this, &ProtectionCard::refresh);
    dialog->open();
}

} // namespace gatehouse::ui::pages
