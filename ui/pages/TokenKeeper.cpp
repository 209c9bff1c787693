#include "ui/pages/TokenKeeper.h"

namespace gatehouse::ui::pages {

TokenKeeper::TokenKeeper(const inspector::InspectionSession &session, const base::Clock &clock,
                         shelf::RecentTokens *recent, std::chrono::milliseconds after)
    : m_session(session)
    , m_clock(clock)
    , m_recent(recent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(after);
    connect(&m_timer, &QTimer::timeout, this, &TokenKeeper::keep);
}

void TokenKeeper::keepSoon()
{
    if (m_recent && m_recent->isOn())
        m_timer.start();
}

void TokenKeeper::settle()
{
    if (m_timer.isActive())
        keep();
}

void TokenKeeper::keep()
{
    m_timer.stop();
    // A verdict at a time that was chosen is not this moment's.
    if (m_recent && !m_session.text().isEmpty() && !m_session.isTimeChosen())
        m_recent->keep(m_session.inspection(), m_clock.now());
}

} // namespace gatehouse::ui::pages
