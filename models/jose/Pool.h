#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace gatehouse::jose {

/// Objects that one thread may use at a time and that are dear to make. There are never more than threads that needed
/// one at once; they are kept until the pool goes, which is before QCA goes, as thread_local objects could not promise.
template <typename T> class Pool
{
public:
    /// Gives the object back when it goes.
    class Lease
    {
    public:
        Lease(Pool &pool, std::unique_ptr<T> object)
            : m_pool(pool)
            , m_object(std::move(object))
        {
        }
        ~Lease()
        {
            if (m_object)
                m_pool.put(std::move(m_object));
        }
        Lease(const Lease &) = delete;
        Lease &operator=(const Lease &) = delete;

        T &operator*() const { return *m_object; }
        T *operator->() const { return m_object.get(); }

    private:
        Pool &m_pool;
        std::unique_ptr<T> m_object;
    };

    /// The object used last, or what `make()` returns (std::unique_ptr<T>) when every other is in use.
    template <typename Make> Lease take(Make make)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_free.empty()) {
                std::unique_ptr<T> object = std::move(m_free.back());
                m_free.pop_back();
                return Lease(*this, std::move(object));
            }
        }
        return Lease(*this, make());
    }

private:
    void put(std::unique_ptr<T> object)
    {
        const std::lock_guard lock(m_mutex);
        m_free.push_back(std::move(object));
    }

    std::mutex m_mutex;
    std::vector<std::unique_ptr<T>> m_free;
};

} // namespace gatehouse::jose
