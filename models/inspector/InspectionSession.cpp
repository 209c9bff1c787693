#include "models/inspector/InspectionSession.h"

#include <algorithm>
#include <array>

namespace gatehouse::inspector {

InspectionSession::InspectionSession(const TokenInspector &inspector, const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_inspector(inspector)
    , m_clock(clock)
{
}

void InspectionSession::set(const QByteArray &text, const InspectionSetup &setup)
{
    m_text = text;
    m_setup = setup;
    inspect();
}

InspectionSetup InspectionSession::timed(InspectionSetup setup) const
{
    if (!setup.now)
        setup.now = m_clock.now();
    return setup;
}

void InspectionSession::inspect()
{
    const InspectionSetup setup = timed(m_setup);
    m_inspection =
        isEmpty() ? TokenInspection() : m_inspector.inspect(m_text, setup.policy(InspectionSetup::Depth::Shown));
    Q_EMIT inspected();
}

TokenInspection InspectionSession::inspectOther(QByteArrayView token) const
{
    const InspectionSetup setup = timed(m_setup.forOthers());
    return m_inspector.inspect(token, setup.policy(InspectionSetup::Depth::Other));
}

InspectionSession::MakePolicy InspectionSession::forMany() const
{
    // A copy: text, tenant and fields may change in the meantime.
    return [setup = timed(m_setup.forOthers())] { return setup.policy(InspectionSetup::Depth::Many); };
}

bool InspectionSession::tick()
{
    if (isEmpty() || isTimeChosen() || !m_inspection.judgedAt)
        return false;
    const qint64 evaluated = base::unixSeconds(*m_inspection.judgedAt);
    const qint64 now = base::unixSeconds(m_clock.now());
    const auto hasTurned = [&](std::optional<qint64> moment) {
        // With leeway the verdict turns that much later, or earlier.
        return moment && std::ranges::any_of(std::array{-m_inspection.leeway, m_inspection.leeway}, [&](qint64 leeway) {
                   return *moment + leeway > evaluated && *moment + leeway <= now;
               });
    };
    if (!hasTurned(m_inspection.expiresAt) && !hasTurned(m_inspection.notBefore))
        return false;
    inspect();
    return true;
}

} // namespace gatehouse::inspector
