#pragma once

#include "models/base/Clock.h"
#include "models/store/ProductionLock.h"

#include <QObject>
#include <QString>

#include <optional>

namespace gatehouse::ui::shell {

/// How it stands with a tenant elsewhere, for the status bar of its window.
class RemoteStatus : public QObject
{
    Q_OBJECT

public:
    enum class State {
        LoggingIn,
        Reading, ///< objects() so far
        Waiting, ///< the tenant wants no request for wait()
        Online,
        Stopped, ///< by the person, in the middle of the first reading
        Offline,
    };

    using QObject::QObject;

    State state() const { return m_state; }
    int objects() const { return m_objects; }
    std::chrono::seconds wait() const { return m_wait; }
    /// When the tenant was last seen as it is shown.
    const std::optional<base::Instant> &lastSync() const { return m_lastSync; }

    void setState(State state);
    /// What was under way has ended, and it stands as it stood before.
    void settle() { setState(m_settled); }
    void setReading(int objects);
    void setWaiting(std::chrono::seconds time);
    void setOnline(base::Instant now);
    /// What is shown is a copy that was kept at `asOf`.
    void setKept(base::Instant asOf);

Q_SIGNALS:
    void changed();

private:
    State m_state = State::LoggingIn;
    State m_settled = State::LoggingIn; ///< the last that lasts
    int m_objects = 0;
    std::chrono::seconds m_wait{};
    std::optional<base::Instant> m_lastSync;
};

/// What a window has of a tenant elsewhere instead of a store file and a server. What is referred to outlives it.
struct RemoteParts
{
    QString name;   ///< of the connection; untrusted
    QString domain; ///< untrusted
    QString color;  ///< #rrggbb, or empty
    RemoteStatus &status;
    store::ProductionLock &lock; ///< of one that is marked as production
    bool isProduction = false;   ///< as far as known when the window opens
};

} // namespace gatehouse::ui::shell
