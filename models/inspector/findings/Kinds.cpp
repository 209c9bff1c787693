#include "models/inspector/findings/Kinds.h"

namespace gatehouse::inspector {

namespace {

constexpr std::string_view plain(QLatin1StringView text)
{
    return {text.data(), static_cast<std::size_t>(text.size())};
}

consteval bool areIdsUnique()
{
    for (auto kind = allFindingKinds.begin(); kind != allFindingKinds.end(); ++kind) {
        const auto isSame = [kind](const FindingKind *other) { return plain(other->id) == plain((*kind)->id); };
        if (std::any_of(allFindingKinds.begin(), kind, isSame))
            return false;
    }
    return true;
}
static_assert(areIdsUnique(), "an id names two kinds of findings");

} // namespace

const FindingKind *findingKind(QStringView id)
{
    const auto *found = std::ranges::find_if(allFindingKinds, [id](const FindingKind *kind) { return id == kind->id; });
    return found == allFindingKinds.end() ? nullptr : *found;
}

} // namespace gatehouse::inspector
