#pragma once

#include "models/base/Clock.h"
#include "models/base/Random.h"
#include "models/http/HttpRequest.h"

#include <optional>

namespace gatehouse::store::remote {

/// How fast a tenant may be asked (contract section 1.3): never more than so many requests a second, none while the
/// tenant says that nothing remains, and after a refusal not before it says.
class RequestPace
{
public:
    /// The Deploy CLI's own limit, and that of a tenant that is free of charge is lower still: its headers say so.
    static constexpr int usualPerSecond = 8;
    /// The longest that one wait is taken for: beyond it the person is told instead.
    static constexpr std::chrono::milliseconds longestWait{60000};

    /// `perSecond` 0: no limit of our own.
    RequestPace(const base::Clock &clock, base::RandomSource &random, int perSecond);

    /// How long to wait before the next request.
    std::chrono::milliseconds untilNext() const;
    /// To be told of each request and each answer.
    void onSent();
    void onAnswer(const http::HttpResponse &answer);
    /// How long to wait after the `attempt`th refusal (from 0) or failure: as the answer says, else longer each time,
    /// and never for all clients the same.
    std::chrono::milliseconds afterFailure(const http::HttpResponse *answer, int attempt);

private:
    /// Until when the tenant wants no request, by its own clock where it tells it.
    std::optional<std::chrono::milliseconds> untilReset(const http::HttpResponse &answer) const;

    const base::Clock &m_clock;
    base::RandomSource &m_random;
    std::chrono::milliseconds m_interval{0};
    std::chrono::steady_clock::time_point m_next;
};

} // namespace gatehouse::store::remote
