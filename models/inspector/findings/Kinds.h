#pragma once

#include "models/inspector/findings/CertificateKinds.h"
#include "models/inspector/findings/ClaimKinds.h"
#include "models/inspector/findings/FormKinds.h"
#include "models/inspector/findings/HeaderKinds.h"
#include "models/inspector/findings/KeyKinds.h"
#include "models/inspector/findings/ProbeKinds.h"
#include "models/inspector/findings/ProofKinds.h"
#include "models/inspector/findings/ScopeKinds.h"

namespace gatehouse::inspector {

/// Calls `visit` with each group of kinds: `visit.template operator()<Group>()`.
template <typename Visit> constexpr auto visitKindGroups(Visit visit)
{
    return visit
        .template operator()<kinds::FormKinds, kinds::HeaderKinds, kinds::KeyKinds, kinds::ProbeKinds,
                             kinds::ClaimKinds, kinds::ScopeKinds, kinds::ProofKinds, kinds::CertificateKinds>();
}

/// Whether a kind is in the list of its group, and so has its text.
template <typename Kind>
inline constexpr bool isListed =
    visitKindGroups([]<typename... Groups>() { return (Groups::template has<Kind> || ...); });

/// Every kind of finding.
inline constexpr auto allFindingKinds = visitKindGroups([]<typename... Groups>() {
    std::array<const FindingKind *, (Groups::all.size() + ...)> list{};
    auto next = list.begin();
    ((next = std::ranges::copy(Groups::all, next).out), ...);
    return list;
});

/// The kind with that id, or nullptr.
const FindingKind *findingKind(QStringView id);

} // namespace gatehouse::inspector
