#include "ui/shell/RemoteStatus.h"

namespace gatehouse::ui::shell {

void RemoteStatus::setState(State state)
{
    m_state = state;
    if (state == State::Online || state == State::Stopped || state == State::Offline)
        m_settled = state;
    Q_EMIT changed();
}

void RemoteStatus::setReading(int objects)
{
    m_objects = objects;
    setState(State::Reading);
}

void RemoteStatus::setWaiting(std::chrono::seconds time)
{
    m_wait = time;
    setState(State::Waiting);
}

void RemoteStatus::setOnline(base::Instant now)
{
    m_lastSync = now;
    setState(State::Online);
}

void RemoteStatus::setKept(base::Instant asOf)
{
    m_lastSync = asOf;
    setState(State::Offline);
}

} // namespace gatehouse::ui::shell
