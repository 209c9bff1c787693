#pragma once

#include "models/base/Clock.h"

#include <QList>
#include <QString>

#include <chrono>

namespace gatehouse::management {

/// One answered request to the Management API.
struct ManagementCall
{
    QString client; ///< its name, untrusted; empty where the token was refused
    QString method;
    QString path; ///< untrusted and bounded
    int status = 0;
    base::Instant at;

    bool operator==(const ManagementCall &) const = default;
};

/// The calls of the last hour, oldest first and never more than `most`: a script that calls all day costs no more
/// memory than one that calls for a minute.
class RecentCalls
{
public:
    static constexpr std::chrono::hours span{1};
    static constexpr qsizetype most = 2000;

    bool isFull() const { return m_calls.size() >= most; }
    /// Whether some of the hour had to go to make room.
    bool isCut() const { return m_isCut; }
    const QList<ManagementCall> &calls() const { return m_calls; }

    /// How many of the oldest are no longer of the last hour.
    qsizetype outdated(base::Instant now) const;
    /// Removes that many of the oldest, which are no longer of the hour.
    void dropOldest(qsizetype count);
    /// Removes the oldest though it is of the hour: one more would be too many.
    void makeRoom();
    /// There is room.
    void add(const ManagementCall &call) { m_calls.append(call); }

private:
    QList<ManagementCall> m_calls;
    bool m_isCut = false;
};

} // namespace gatehouse::management
