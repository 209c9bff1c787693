#pragma once

#include <QString>

namespace gatehouse::ui::pages {

/// How much ends with something.
struct AccessTally
{
    int sessions = 0;
    int refreshTokens = 0;
    int consents = 0;

    bool isEmpty() const { return sessions + refreshTokens + consents == 0; }
};

/// "2 sessions, 1 refresh token and 1 consent"; empty for nothing.
QString tallyText(const AccessTally &tally);

} // namespace gatehouse::ui::pages
