#pragma once

#include "app/cli/Output.h"
#include "models/inspector/TokenInspection.h"

#include <functional>
#include <vector>

namespace gatehouse::app::cli {

/// A token that was inspected, with the tokens inside it.
struct TokenLevel
{
    inspector::TokenInspection inspection;
    std::vector<TokenLevel> content;  ///< one, where what is signed or encrypted is itself a token
    std::vector<TokenLevel> embedded; ///< in claims, header parameters, or members that are ignored
    bool isCut = false;               ///< there are more inside than are inspected

    using Inspect = std::function<inspector::TokenInspection(const QByteArray &token)>;
    /// Eight levels, and 64 tokens, at most.
    static TokenLevel make(const Inspect &inspect, const QByteArray &token, bool isNested);

    bool holdsTokens() const { return !inspection.nested.isEmpty() || !inspection.embedded.isEmpty(); }
    /// Whether a token inside was left out, at any level.
    bool isCutAnywhere() const;
    /// Whether it is verified with everything inside. Where the content is a token, that one has to be as expected: an
    /// outer signature is over a token, which has no claims to compare.
    bool isVerified() const;
    jose::JsonValue toJson() const;
    void tell(Output &out, base::Instant now) const;
};

} // namespace gatehouse::app::cli
