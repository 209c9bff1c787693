#pragma once

#include "models/shelf/RecentTokens.h"

#include <QWidget>

namespace gatehouse::ui::widgets {
class FieldMessage;
class ToggleSwitch;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::inspection {

/// Whether recent tokens are kept, with the sentence that says what is kept and where. Switching off deletes what was
/// kept, after asking. The same in the inspector and in the settings.
class ShelfSwitch : public QWidget
{
    Q_OBJECT

public:
    /// `tokens` outlives the switch.
    explicit ShelfSwitch(shelf::RecentTokens &tokens, QWidget *parent = nullptr);

private:
    void askToSwitchOff();
    void showState();

    shelf::RecentTokens &m_tokens;
    widgets::ToggleSwitch *m_switch;
    widgets::FieldMessage *m_failure;
};

} // namespace gatehouse::ui::inspection
