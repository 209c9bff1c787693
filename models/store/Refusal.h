#pragma once

#include "models/base/Error.h"
#include "models/domain/Violation.h"

#include <expected>
#include <utility>
#include <variant>

namespace gatehouse::store {

/// Why an edit was not made: a rule that what was typed breaks, or something we could not do.
using Refusal = std::variant<domain::Violation, base::Error>;

template <typename T> using Edit = std::expected<T, Refusal>;

/// `return refuse(Violation{…});`
inline std::unexpected<Refusal> refuse(domain::Violation violation)
{
    return std::unexpected<Refusal>(std::move(violation));
}

inline std::unexpected<Refusal> refuse(base::Error error)
{
    return std::unexpected<Refusal>(std::move(error));
}

} // namespace gatehouse::store
