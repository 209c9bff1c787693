#pragma once

#include <span>

namespace gatehouse::ui::text {

/// One finding explained. The texts are translation sources; `%m` stands for the member concerned, `%1`… for
/// parameters.
struct FindingEntry
{
    const char *id;
    const char *title;
    const char *explanation;
    const char *action;
};

inline constexpr const char *findingContext = "gatehouse::ui::text::FindingText";

/// Sorted by subject, as a person reads a token: around it, header, key, claims.
std::span<const FindingEntry> findingCatalogue();

} // namespace gatehouse::ui::text
