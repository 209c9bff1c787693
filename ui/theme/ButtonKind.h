#pragma once

class QAbstractButton;

namespace gatehouse::ui::theme {

/// How loudly a button asks to be pressed.
enum class ButtonKind {
    Normal,
    Primary,     ///< the one thing a page or dialog is for
    Danger,      ///< destroys something
    DangerQuiet, ///< leads to destruction; in a table row or beside a field
    Quiet,       ///< icon or text without a frame
    Link,
    Navigation, ///< a place in the navigation pane, checked while one is there
};

void setButtonKind(QAbstractButton &button, ButtonKind kind);

} // namespace gatehouse::ui::theme
