#pragma once

#include "models/inspector/InspectionSession.h"
#include "models/shelf/RecentTokens.h"

#include <QTimer>

namespace gatehouse::ui::pages {

/// Keeps the token of a session among the recent ones, once it has stayed a moment: what is being typed is not a token
/// that a person inspected.
class TokenKeeper : public QObject
{
    Q_OBJECT

public:
    /// All of it outlives this; without `recent`, nothing is kept.
    TokenKeeper(const inspector::InspectionSession &session, const base::Clock &clock, shelf::RecentTokens *recent,
                std::chrono::milliseconds after);

    void keepSoon();
    /// Keeps now what was to be kept soon: it gives way to another, or is no longer shown.
    void settle();

private:
    void keep();

    const inspector::InspectionSession &m_session;
    const base::Clock &m_clock;
    shelf::RecentTokens *m_recent;
    QTimer m_timer;
};

} // namespace gatehouse::ui::pages
