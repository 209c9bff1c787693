#pragma once

namespace gatehouse::ui::theme {

/// Distances between things, in device-independent pixels; layouts use these and no numbers of their own.
namespace spacing {
inline constexpr int tight = 4;   ///< between a label and its field
inline constexpr int small = 8;   ///< between things that belong together
inline constexpr int medium = 12; ///< within a card
inline constexpr int large = 16;  ///< around the content of a card
inline constexpr int wide = 24;   ///< between cards, around a page
inline constexpr int radius = 8;  ///< of cards
inline constexpr int iconSize = 16;
inline constexpr int largeIconSize = 40; ///< of empty states
} // namespace spacing

} // namespace gatehouse::ui::theme
