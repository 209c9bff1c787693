#pragma once

#include "models/base/Error.h"

#include <expected>
#include <utility>

namespace gatehouse::base {

/// A value, or why there is none. No exception leaves a function that returns one.
template <typename T> using Result = std::expected<T, Error>;

/// `return failure(ErrorCode::NotFound, ErrorStep::FindClient, name);`
inline std::unexpected<Error> failure(ErrorCode code, ErrorStep step, QString subject = {}, QString detail = {})
{
    return std::unexpected(
        Error{.code = code, .step = step, .subject = std::move(subject), .detail = std::move(detail)});
}

} // namespace gatehouse::base
