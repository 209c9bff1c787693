#include "ui/inspector/ShelfSwitch.h"

#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/text/ShelfText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QVBoxLayout>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;

ShelfSwitch::ShelfSwitch(shelf::RecentTokens &tokens, QWidget *parent)
    : QWidget(parent)
    , m_tokens(tokens)
    , m_switch(new widgets::ToggleSwitch(tr("Keep recent tokens"), this))
    , m_failure(new widgets::FieldMessage(this))
{
    setObjectName(u"shelfSwitch"_s);
    m_switch->setObjectName(u"keepTokensSwitch"_s);
    m_failure->setObjectName(u"shelfFailure"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::small);
    layout->addWidget(
        widgets::LabelledField::beside(tr("Keep recent tokens"), m_switch, text::shelfPromise(tokens.path()), this));
    layout->addWidget(m_failure);
    connect(m_switch, &QAbstractButton::clicked, this, [this](bool on) {
        m_failure->setMessage(theme::Sign::Error, {});
        if (on)
            m_tokens.switchOn();
        else if (m_tokens.entries().isEmpty() && m_tokens.refused() == 0)
            m_tokens.switchOff();
        else
            askToSwitchOff();
    });
    connect(&tokens, &shelf::RecentTokens::changed, this, &ShelfSwitch::showState);
    connect(&tokens, &shelf::RecentTokens::failed, this, [this](const base::Error &error) {
        m_failure->setMessage(theme::Sign::Error, text::shelfErrorText(error));
        showState();
    });
    showState();
}

void ShelfSwitch::askToSwitchOff()
{
    showState(); // still on until it is confirmed
    auto *dialog = new dialogs::ConfirmDestructiveDialog(
        tr("Stop keeping recent tokens?"), tr("All kept tokens are deleted from this computer. This cannot be undone."),
        tr("Delete and stop keeping"), {}, window());
    connect(dialog, &QDialog::accepted, this, [this] { m_tokens.switchOff(); });
    dialog->open();
}

void ShelfSwitch::showState()
{
    m_switch->setChecked(m_tokens.isOn());
}

} // namespace gatehouse::ui::inspection
