#pragma once

#include "ui/theme/Tone.h"

#include <QIcon>
#include <QStringList>

namespace gatehouse::ui::theme {

/// An icon by name ("copy", "shield-check"; resources/icons), drawn in a tone of the palette in force when it is
/// painted: an icon set once follows every change of theme and scale. An unknown name gives an empty icon.
QIcon icon(const QString &name, Tone tone = Tone::Icon);

/// An icon in one colour whatever the theme, for delegates that paint on a colour of their own.
QIcon icon(const QString &name, const QColor &color);

/// The program's own icon, in its own colours.
QIcon applicationIcon();

/// Every name there is; for tests.
QStringList iconNames();

} // namespace gatehouse::ui::theme
