#include "ui/pages/AppearanceCard.h"

#include "ui/widgets/SegmentedControl.h"

#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

AppearanceCard::AppearanceCard(settings::SettingsStore &settings, QWidget *parent)
    : Card(tr("Appearance"), tr("Follows the desktop unless you choose."), parent)
{
    auto *choice = new widgets::SegmentedControl(tr("Theme"), this);
    choice->setObjectName(u"themeChoice"_s);
    // In the order of settings::Theme.
    choice->addChoice(tr("Follow system"), u"monitor"_s);
    choice->addChoice(tr("Light"), u"sun"_s);
    choice->addChoice(tr("Dark"), u"moon"_s);
    choice->addChoice(tr("High contrast"), u"eye"_s);
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
