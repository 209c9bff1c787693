#pragma once

#include "models/base/Clock.h"
#include "models/store/sql/CommitProbe.h"
#include "models/store/sql/FileEvents.h"
#include "models/store/sql/SqlSession.h"

#include <QDeadlineTimer>

#include <atomic>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

namespace gatehouse::store::sql {

/// The one thread that touches a store: jobs run in the order they were posted; between them it looks whether another
/// process has written, when the files say so or, where they cannot, now and then. Where the system refuses a thread,
/// every job is ThreadRefused.
class SqlWorker
{
public:
    /// `clock` outlives the worker, as does `seal`, if any; its steady time says how long nothing was written.
    SqlWorker(QString path, const base::Clock &clock, StateSeal *seal = nullptr, QString seenHeads = {});
    /// Finishes what was posted, then closes the store: a change that was submitted is kept.
    ~SqlWorker();
    Q_DISABLE_COPY_MOVE(SqlWorker)

    /// `work` runs on the worker's thread. A job cancelled before its turn does not run.
    template <typename T, typename Work> base::Job<T> post(Work work)
    {
        if (!m_thread.joinable())
            return base::Job<T>::ready(noThread());
        auto promise = std::make_shared<QPromise<base::Result<T>>>();
        promise->start();
        auto cancelled = std::make_shared<std::atomic<bool>>(false);
        base::Job<T> job(promise->future(), [cancelled] { *cancelled = true; });
        enqueue([promise, cancelled, work = std::move(work)](SqlSession &session) mutable {
            promise->addResult(
                *cancelled ? base::Result<T>(base::failure(base::ErrorCode::Cancelled, base::ErrorStep::StoreJob))
                           : work(session));
            promise->finish();
        });
        return job;
    }

    /// The same, for a thread that has nothing else to do: never the one that paints.
    template <typename T, typename Work> base::Result<T> wait(Work work)
    {
        if (!m_thread.joinable())
            return noThread();
        std::promise<base::Result<T>> promise;
        std::future<base::Result<T>> answer = promise.get_future();
        enqueue([&promise, work = std::move(work)](SqlSession &session) mutable { promise.set_value(work(session)); });
        return answer.get();
    }

    /// Whether nothing was committed since the last such question, and the store still is what it was. Any thread.
    bool isUnchanged();

    void setListener(std::function<void(ExternalChange)> listener);
    std::optional<Rollback> rollback() const { return m_rollbacks.rollback(); }
    bool isWritable() const { return m_writable; }
    const QString &path() const { return m_path; }

private:
    using Task = std::move_only_function<void(SqlSession &)>;

    std::unexpected<base::Error> noThread() const
    {
        return base::failure(base::ErrorCode::ThreadRefused, base::ErrorStep::StoreJob, m_path);
    }
    void enqueue(Task task);
    void run();
    void releaseProbe();
    /// The next task, if there is one.
    Task next();
    /// How long nothing need be looked at, if nothing happens.
    std::chrono::milliseconds rest(const SqlSession &session);
    void tell(ExternalChange change);
    bool isDone();

    QString m_path;
    const base::Clock &m_clock;
    StateSeal *m_seal;
    RollbackGuard m_rollbacks;
    std::atomic<bool> m_writable = true;
    std::mutex m_mutex;
    FileEvents m_events;
    std::deque<Task> m_tasks;
    bool m_stopping = false;
    std::mutex m_listenerMutex; ///< held while the listener is called, so that it is never called after it was replaced
    std::function<void(ExternalChange)> m_listener;
    std::mutex m_probeMutex;
    CommitProbe m_probe;
    std::thread m_thread; ///< last: it uses everything above
};

} // namespace gatehouse::store::sql
