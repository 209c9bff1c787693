#pragma once

#include "models/base/Clock.h"

#include <atomic>
#include <chrono>

namespace gatehouse::tests {

/// Time that moves when told. Starts at 2023-11-14T22:13:20Z (1700000000), far from any real date, so that a test which
/// forgot to pass it on shows. Callable from several threads at once.
class FakeClock final : public base::Clock
{
public:
    FakeClock() = default;
    explicit FakeClock(base::Instant now)
        : m_now(now.time_since_epoch().count())
    {
    }

    base::Instant now() const override { return base::Instant(std::chrono::milliseconds(m_now.load())); }
    std::chrono::steady_clock::time_point steady() const override
    {
        return std::chrono::steady_clock::time_point(std::chrono::milliseconds(m_steady.load()));
    }

    /// Sets the wall clock alone, backwards too: that is what a person or a time server does.
    void setNow(base::Instant now) { m_now = now.time_since_epoch().count(); }
    /// Lets time pass for both clocks.
    void advance(std::chrono::milliseconds by)
    {
        m_now += by.count();
        m_steady += by.count();
    }

private:
    std::atomic<std::chrono::milliseconds::rep> m_now = 1'700'000'000'000;
    std::atomic<std::chrono::milliseconds::rep> m_steady = 1'000'000;
};

} // namespace gatehouse::tests
