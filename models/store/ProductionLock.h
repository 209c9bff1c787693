#pragma once

#include "models/base/Clock.h"

#include <QObject>

namespace gatehouse::store {

/// Whether a production tenant may be changed: closed at first, and again some minutes after it was opened, whatever
/// happens to the clock meanwhile.
class ProductionLock : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::minutes usualTime{10};

    /// `clock` outlives it.
    explicit ProductionLock(const base::Clock &clock, QObject *parent = nullptr);

    /// From now on for usualTime.
    void open();
    void close();
    bool isOpen() const { return left() > std::chrono::seconds(0); }
    /// Until it closes, rounded up; none where it is closed.
    std::chrono::seconds left() const;
    /// Tells when the time is over; called by whoever shows it, every second.
    void look();

Q_SIGNALS:
    void changed();

private:
    const base::Clock &m_clock;
    bool m_isOpen = false; ///< as last told
    base::Instant m_since;
    std::chrono::steady_clock::time_point m_steadySince;
};

} // namespace gatehouse::store
