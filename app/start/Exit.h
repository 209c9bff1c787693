#pragma once

namespace gatehouse::app::start {

/// What the exit code says to a script.
enum class Exit {
    Done = 0,
    Refused = 1,  ///< a rule, an error, or a token that is not verified
    WrongUse = 2, ///< the command line itself
};

} // namespace gatehouse::app::start
