#include "ui/pages/AppearanceCard.h"

#include "ui/widgets/SegmentedControl.h"

#include <QVBoxLayout>

namespace gatehouse::ui::pages {

AppearanceCard::AppearanceCard(settings::SettingsStore &settings, QWidget *parent)
    : Card(tr("Appearance"), tr("Follows the desktop unless you choose."), parent)
{
    auto *choice = new widgets::SegmentedControl(tr("Theme"), this);
    choice->setObjectName(QStringLiteral("themeChoice"));
    // In the order of settings::Theme.
    choice->addChoice(tr("Follow system"), QStringLiteral("monitor"));
    choice->addChoice(tr("Light"), QStringLiteral("sun"));
    choice->addChoice(tr("Dark"), QStringLiteral("moon"));
    choice->setCurrent(static_cast<int>(settings::WindowPreferences::load(settings).theme));
    body()->addWidget(choice);
    connect(choice, &widgets::SegmentedControl::chosen, this, [this, &settings](int index) {
        auto preferences = settings::WindowPreferences::load(settings);
        preferences.theme = static_cast<settings::Theme>(index);
        preferences.save(settings);
        Q_EMIT themeChosen(preferences.theme);
    });
}

} // namespace gatehouse::ui::pages
