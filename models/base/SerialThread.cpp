#include "models/base/SerialThread.h"

#include <system_error>
#include <utility>

namespace gatehouse::base {

SerialThread::~SerialThread()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

bool SerialThread::post(Task task)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_thread.joinable()) {
        try {
            m_thread = std::thread([this] { run(); });
        } catch (const std::system_error &) {
            return false;
        }
    }
    m_tasks.push_back(std::move(task));
    m_wake.notify_one();
    return true;
}

void SerialThread::run()
{
    for (;;) {
        Task task;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_tasks.empty(); });
            if (m_tasks.empty())
                return;
            task = std::move(m_tasks.front());
            m_tasks.pop_front();
        }
        task();
    }
}

} // namespace gatehouse::base
