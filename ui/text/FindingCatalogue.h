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

/// Every finding.
std::span<const FindingEntry> findingCatalogue();

// Its parts, each in a file of its own.
std::span<const FindingEntry> findingsOfTokens(); ///< around it, header, key, claims: as a person reads a token
std::span<const FindingEntry> findingsOfForms();  ///< other forms, keys a token carries, other kinds of tokens
std::span<const FindingEntry> findingsOfClaims(); ///< what claims hold and should not
std::span<const FindingEntry> findingsOfProbes(); ///< why a signature failed
std::span<const FindingEntry> findingsOfProofs(); ///< certificates, DPoP proofs, and tokens among others

} // namespace gatehouse::ui::text
