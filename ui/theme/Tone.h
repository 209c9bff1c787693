#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace gatehouse::ui::theme {

/// What a colour is for. Pages name a tone, never a colour; each has a value in every scheme.
enum class Tone {
    Window,        ///< behind everything
    Pane,          ///< the navigation beside the page
    Surface,       ///< cards, tables, fields
    SurfaceSunken, ///< code, locked fields
    Hover,         ///< under the pointer
    Border,        ///< between surfaces; decoration
    BorderStrong,  ///< of fields and switches: what must be found by eye
    Text,
    TextMuted, ///< help, captions; still readable
    TextDisabled,
    Icon,
    Accent, ///< primary actions, links, focus
    AccentHover,
    AccentText, ///< on Accent
    AccentSoft, ///< behind what is selected
    AccentSoftText,
    Success,     ///< as text or icon on any surface
    SuccessSoft, ///< as a background for Success or Text
    Warning,
    WarningSoft,
    Danger,
    DangerSoft,
    DangerFill, ///< behind DangerFillText: a destructive button
    DangerFillText,
    Info,
    InfoSoft,
    Neutral, ///< a badge or a state without a meaning of its own
    NeutralSoft,
    TokenHeader, ///< the three parts of a token
    TokenPayload,
    TokenSignature,
    Shadow,
};
inline constexpr int toneCount = static_cast<int>(Tone::Shadow) + 1;

/// The sets of values that a tone has.
enum class Scheme { Light, Dark, HighContrast };
inline constexpr std::array allSchemes{Scheme::Light, Scheme::Dark, Scheme::HighContrast};

/// The value of a tone in a scheme.
QColor toneColor(Tone tone, Scheme scheme);
/// The value that belongs to what a widget is painted with.
QColor toneColor(Tone tone, const QPalette &palette);
/// The value that belongs to the program's present palette.
QColor toneColor(Tone tone);

/// The scheme whose palette that is.
Scheme schemeOf(const QPalette &palette);
/// Whether a palette is a dark one; that of high contrast is.
bool isDark(const QPalette &palette);
/// The palette of standard controls in one scheme.
QPalette schemePalette(Scheme scheme);
/// The contrast ratio of WCAG 2.2 section 1.4.3: 1 to 21.
double contrastRatio(const QColor &a, const QColor &b);

} // namespace gatehouse::ui::theme
