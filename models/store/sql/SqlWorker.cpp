#include "models/store/sql/SqlWorker.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace gatehouse::store::sql {

using std::chrono::milliseconds;

namespace {

/// Two of these and the reading that follows fit well into the second within which windows see each other's changes.
constexpr milliseconds pollInterval{300};
/// How soon after one look another one is worth it: changes come in bursts.
constexpr milliseconds shortestInterval{50};
/// While the files are watched: for what no event tells, such as a file system that is mounted over a folder.
constexpr milliseconds quietInterval{10'000};

} // namespace

SqlWorker::SqlWorker(QString path, const base::Clock &clock, StateSeal *seal, QString seenHeads)
    : m_path(std::move(path))
    , m_clock(clock)
    , m_seal(seal)
    , m_rollbacks(std::move(seenHeads), m_path)
    , m_events(m_path)
    , m_probe(m_path)
{
    try {
        m_thread = std::thread([this] { run(); });
    } catch (const std::system_error &) { // post() says so
    }
}

SqlWorker::~SqlWorker()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_events.wake();
    releaseProbe(); // so that the worker's connection is the last, which tidies up
    if (m_thread.joinable())
        m_thread.join();
}

bool SqlWorker::isUnchanged()
{
    const std::scoped_lock lock(m_probeMutex);
    return m_probe.isUnchanged();
}

void SqlWorker::releaseProbe()
{
    const std::scoped_lock lock(m_probeMutex);
    m_probe.close();
}

void SqlWorker::setListener(std::function<void(ExternalChange)> listener)
{
    const std::scoped_lock lock(m_listenerMutex);
    m_listener = std::move(listener);
}

void SqlWorker::enqueue(Task task)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_events.wake();
}

SqlWorker::Task SqlWorker::next()
{
    const std::scoped_lock lock(m_mutex);
    if (m_tasks.empty())
        return {};
    Task task = std::move(m_tasks.front());
    m_tasks.pop_front();
    return task;
}

bool SqlWorker::isDone()
{
    const std::scoped_lock lock(m_mutex);
    return m_stopping && m_tasks.empty();
}

milliseconds SqlWorker::rest(const SqlSession &session)
{
    // Watched first, then asked: what happens in between wakes us.
    const bool isWatched = m_events.watch();
    return isWatched && session.isQuiet() ? quietInterval : pollInterval;
}

void SqlWorker::tell(ExternalChange change)
{
    const std::scoped_lock lock(m_listenerMutex);
    if (m_listener)
        m_listener(change);
}

void SqlWorker::run()
{
    SqlSession session(m_path, m_seal, [this] { releaseProbe(); }, &m_rollbacks);
    QDeadlineTimer nextPoll(pollInterval);
    QDeadlineTimer soonest(milliseconds(0));
    const auto pollWithin = [&nextPoll](milliseconds time) {
        if (time < nextPoll.remainingTimeAsDuration())
            nextPoll.setRemainingTime(time);
    };
    while (!isDone()) {
        if (Task task = next()) {
            task(session);
            m_writable = session.isWritable();
            pollWithin(pollInterval);
        } else if (m_events.wait(std::chrono::ceil<milliseconds>(nextPoll.remainingTimeAsDuration()))) {
            pollWithin(std::max(milliseconds(0), std::chrono::ceil<milliseconds>(soonest.remainingTimeAsDuration())));
        }
        if (!nextPoll.hasExpired())
            continue;
        if (const auto change = session.poll(m_clock.steady()))
            tell(*change);
        soonest.setRemainingTime(shortestInterval);
        nextPoll.setRemainingTime(rest(session));
    }
}

} // namespace gatehouse::store::sql
