#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace gatehouse::base {

/// One thread that runs what is posted, in turn; started with the first task. Unlike a pool, it says when the system
/// refuses it a thread, and ends with its owner: no work outlives what it uses.
class SerialThread
{
public:
    using Task = std::move_only_function<void()>;

    SerialThread() = default;
    /// Waits until everything posted has run.
    ~SerialThread();
    SerialThread(const SerialThread &) = delete;
    SerialThread &operator=(const SerialThread &) = delete;

    /// False where there is no thread to be had; `task` is dropped then.
    [[nodiscard]] bool post(Task task);

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_tasks;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace gatehouse::base
