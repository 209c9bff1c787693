#pragma once

#include "models/settings/SettingsStore.h"
#include "ui/widgets/Card.h"

namespace gatehouse::ui::pages {

/// Light, dark, or as the desktop says; remembered.
class AppearanceCard : public widgets::Card
{
    Q_OBJECT

public:
    explicit AppearanceCard(settings::SettingsStore &settings, QWidget *parent = nullptr);

Q_SIGNALS:
    void themeChosen(gatehouse::settings::Theme theme);
};

} // namespace gatehouse::ui::pages
