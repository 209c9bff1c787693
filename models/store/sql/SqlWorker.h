#pragma once

#include "models/base/Clock.h"
#include "models/store/sql/SqlSession.h"

#include <QDeadlineTimer>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace gatehouse::store::sql {

/// The one thread that touches a store: jobs run in the order they were posted; between them it looks now and then
/// whether another process has written.
class SqlWorker
{
public:
    explicit SqlWorker(QString path);
    /// Finishes what was posted, then closes the store: a change that was submitted is kept.
    ~SqlWorker();
    Q_DISABLE_COPY_MOVE(SqlWorker)

    /// `work` runs on the worker's thread. A job cancelled before its turn does not run.
    template <typename T, typename Work> base::Job<T> post(Work work)
    {
        auto promise = std::make_shared<QPromise<base::Result<T>>>();
        promise->start();
        auto cancelled = std::make_shared<std::atomic<bool>>(false);
        base::Job<T> job(promise->future(), [cancelled] { *cancelled = true; });
        enqueue([promise, cancelled, work = std::move(work)](SqlSession &session) mutable {
            promise->addResult(*cancelled ? base::Result<T>(base::failure(base::ErrorCode::Cancelled, "store job"))
                                          : work(session));
            promise->finish();
        });
        return job;
    }

    void setListener(std::function<void()> listener);
    bool isWritable() const { return m_writable; }
    const QString &path() const { return m_path; }

private:
    using Task = std::move_only_function<void(SqlSession &)>;

    void enqueue(Task task);
    void run();
    /// The next task, or none when it is time to poll or to stop.
    Task next(const QDeadlineTimer &until);
    bool isDone();

    QString m_path;
    std::atomic<bool> m_writable = true;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_tasks;
    bool m_stopping = false;
    std::mutex m_listenerMutex; ///< held while the listener is called, so that it is never called after it was replaced
    std::function<void()> m_listener;
    std::thread m_thread; ///< last: it uses everything above
};

} // namespace gatehouse::store::sql
