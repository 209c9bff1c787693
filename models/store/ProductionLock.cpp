#include "models/store/ProductionLock.h"

#include <algorithm>
#include <utility>

namespace gatehouse::store {

ProductionLock::ProductionLock(const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void ProductionLock::open()
{
    m_isOpen = true;
    m_since = m_clock.now();
    m_steadySince = m_clock.steady();
    Q_EMIT changed();
}

void ProductionLock::close()
{
    if (std::exchange(m_isOpen, false))
        Q_EMIT changed();
}

std::chrono::seconds ProductionLock::left() const
{
    if (!m_isOpen)
        return std::chrono::seconds(0);
    // The steady clock stands still while the machine sleeps, and the other one can be set back: the later one counts.
    const auto byWall = m_clock.now() - m_since;
    const auto bySteady = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.steady() - m_steadySince);
    const auto left = std::chrono::milliseconds(usualTime) - std::max<std::chrono::milliseconds>(byWall, bySteady);
    return std::max(std::chrono::ceil<std::chrono::seconds>(left), std::chrono::seconds(0));
}

void ProductionLock::look()
{
    if (m_isOpen && !isOpen())
        close();
}

} // namespace gatehouse::store
