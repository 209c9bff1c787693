#include "models/base/SecretMemory.h"

#include "models/base/Secret.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <mutex>
#include <new>
#include <sys/mman.h>

namespace gatehouse::base::secretmemory {

namespace {

/// As long as most secrets: a longer one takes several in a row.
constexpr std::size_t unit = 64;
constexpr std::size_t units = capacity / unit;

class Arena
{
public:
    Arena()
    {
        void *mapped = mmap(nullptr, capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (mapped == MAP_FAILED)
            return;
        m_begin = static_cast<unsigned char *>(mapped);
        // Pages are locked as they are used: a program that opens one secret pays for one page.
        m_isLocked = mlock2(m_begin, capacity, MLOCK_ONFAULT) == 0 || mlock(m_begin, capacity) == 0;
        madvise(m_begin, capacity, MADV_DONTDUMP);
        madvise(m_begin, capacity, MADV_WIPEONFORK);
    }
    // Never destroyed: secrets in static objects may outlive anything.

    unsigned char *take(std::size_t count)
    {
        const std::size_t wanted = unitsOf(count);
        if (!m_begin || wanted > units)
            return nullptr;
        const std::scoped_lock lock(m_mutex);
        // From where the last search ended, then from the beginning.
        for (const std::size_t from : {m_next, std::size_t(0)}) {
            if (const std::size_t at = freeRun(from, wanted); at < units) {
                for (std::size_t i = at; i < at + wanted; ++i)
                    m_used.set(i);
                m_next = at + wanted;
                return m_begin + at * unit;
            }
        }
        return nullptr;
    }

    /// Whether the bytes were taken here.
    bool giveBack(unsigned char *bytes, std::size_t count) noexcept
    {
        if (!m_begin || std::less<>()(bytes, m_begin) || !std::less<>()(bytes, m_begin + capacity))
            return false;
        const std::size_t at = static_cast<std::size_t>(bytes - m_begin) / unit;
        const std::scoped_lock lock(m_mutex);
        for (std::size_t i = at; i < at + unitsOf(count); ++i)
            m_used.reset(i);
        return true;
    }

    bool isLocked() const { return m_isLocked; }

private:
    static std::size_t unitsOf(std::size_t count) { return (count + unit - 1) / unit; }

    std::size_t freeRun(std::size_t from, std::size_t wanted) const
    {
        std::size_t run = 0;
        for (std::size_t i = from; i < units; ++i) {
            run = m_used.test(i) ? 0 : run + 1;
            if (run == wanted)
                return i + 1 - wanted;
        }
        return units;
    }

    std::mutex m_mutex;
    unsigned char *m_begin = nullptr;
    bool m_isLocked = false;
    std::bitset<units> m_used;
    std::size_t m_next = 0;
};

/// One for the process, as its memory is.
Arena &arena()
{
    static Arena &one = *new Arena; // NOLINT(cppcoreguidelines-owning-memory): see above
    return one;
}

} // namespace

unsigned char *allocate(std::size_t count)
{
    if (unsigned char *bytes = arena().take(count))
        return bytes;
    return static_cast<unsigned char *>(::operator new(count));
}

void release(unsigned char *bytes, std::size_t count) noexcept
{
    wipe(bytes, count);
    if (!arena().giveBack(bytes, count))
        ::operator delete(bytes);
}

bool isLocked()
{
    return arena().isLocked();
}

} // namespace gatehouse::base::secretmemory
