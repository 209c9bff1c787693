#pragma once

#include <chrono>
#include <cstddef>

namespace gatehouse::server {

/// What one client may cost the server. Tests shorten the times; sizes are the product's.
/// The sizes let everything through that clients of this kind send: a Management token with every scope in a header,
/// ten identifiers in a query.
struct RequestLimits
{
    std::size_t target = 24 * 1024;
    std::size_t headerBlock = 16 * 1024;
    std::size_t headerCount = 64;
    std::size_t body = 64 * 1024; ///< where the route says no other
    int connections = 256;
    std::chrono::milliseconds headerTime{5000};
    std::chrono::milliseconds bodyTime{10000};
    std::chrono::milliseconds idleTime{15000};
    /// Of a connection over TLS that says nothing, before its first request, too: a handshake is worth keeping, and
    /// programs such as the Deploy CLI are busy elsewhere for up to half a minute with one open. Where places are
    /// short, the silent ones go first.
    std::chrono::milliseconds secureIdleTime{75000};
    std::chrono::milliseconds absoluteTime{30000};
};

} // namespace gatehouse::server
