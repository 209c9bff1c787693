#include "models/store/sql/SqlWorker.h"

#include <utility>

namespace gatehouse::store::sql {

namespace {

/// Two of these and the reading that follows fit well into the second within which windows see each other's changes.
constexpr std::chrono::milliseconds pollInterval{300};

} // namespace

SqlWorker::SqlWorker(QString path)
    : m_path(std::move(path))
    , m_thread([this] { run(); })
{
}

SqlWorker::~SqlWorker()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void SqlWorker::setListener(std::function<void()> listener)
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
    m_wake.notify_one();
}

SqlWorker::Task SqlWorker::next(const QDeadlineTimer &until)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, until.remainingTimeAsDuration(), [this] { return m_stopping || !m_tasks.empty(); });
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

void SqlWorker::run()
{
    SqlSession session(m_path);
    QDeadlineTimer nextPoll(pollInterval);
    while (!isDone()) {
        if (Task task = next(nextPoll)) {
            task(session);
            m_writable = session.isWritable();
        }
        if (!nextPoll.hasExpired())
            continue;
        nextPoll.setRemainingTime(pollInterval);
        if (!session.poll())
            continue;
        const std::scoped_lock lock(m_listenerMutex);
        if (m_listener)
            m_listener();
    }
}

} // namespace gatehouse::store::sql
