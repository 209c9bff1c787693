#pragma once

#include <QByteArrayView>

namespace gatehouse::transport {

/// Where a line of a container's log goes on that the runtime cut: Docker's json-file driver after 16 KiB of text, and
/// whatever writes the CRI format (flag P, for partial).
struct Continuation
{
    enum class State {
        None,    ///< the line ends here because its text does
        Found,   ///< it goes on at `at`
        Missing, ///< it was cut, and the rest is not there
        More,    ///< the bytes end before this can be told
    };

    State state = State::None;
    const char *at = nullptr;
    const char *lineStart = nullptr; ///< of the line with the rest
};

/// Longer than what both cut off, with every character escaped.
inline constexpr qsizetype longestLogLine = qsizetype{40} * 1024;

/// For text that ends at `at` in [begin, end): at a line feed or at the quotation mark behind a JSON string.
Continuation continuationOf(const char *begin, const char *at, const char *end, bool isFinal);

} // namespace gatehouse::transport
