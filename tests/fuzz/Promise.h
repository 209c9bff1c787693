#pragma once

#include <cstdio>
#include <cstdlib>

namespace gatehouse::fuzz {

/// Ends the process where a target's promise is broken: a fuzzer keeps the input then, and a test is red.
inline void require(bool promise, const char *what)
{
    if (promise)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

} // namespace gatehouse::fuzz
