#pragma once

#include <cstddef>

namespace gatehouse::base {

/// The memory that open secrets lie in: one MiB for the whole process, locked so that it is never written to swap, left
/// out of core dumps, and emptied in processes that are forked. What does not fit lies in ordinary memory. Thread-safe.
namespace secretmemory {

inline constexpr std::size_t capacity = 1024 * 1024;

/// Never nothing: std::bad_alloc where even ordinary memory is refused.
unsigned char *allocate(std::size_t count);
/// Wipes before it frees.
void release(unsigned char *bytes, std::size_t count) noexcept;

/// Whether the system locks the memory; it refuses where RLIMIT_MEMLOCK is below the capacity.
bool isLocked();

} // namespace secretmemory

} // namespace gatehouse::base
