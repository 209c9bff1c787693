#pragma once

#include "models/trust/IssuerDesk.h"

#include <mutex>

namespace gatehouse::tests {

/// Trusted issuers that are kept in memory, or refused.
class BookInMemory final : public trust::BookStorage
{
public:
    base::Result<trust::IssuerBook> read() override
    {
        const std::scoped_lock lock(m_mutex);
        if (m_failure)
            return std::unexpected(*m_failure);
        return m_book;
    }
    base::Result<trust::IssuerBook> change(const std::function<base::Result<void>(trust::IssuerBook &)> &how) override
    {
        const std::scoped_lock lock(m_mutex);
        if (m_failure)
            return std::unexpected(*m_failure);
        trust::IssuerBook changed = m_book;
        if (auto done = how(changed); !done)
            return std::unexpected(done.error());
        ++changed.revision;
        m_book = changed;
        return changed;
    }

    void fail(std::optional<base::Error> failure)
    {
        const std::scoped_lock lock(m_mutex);
        m_failure = std::move(failure);
    }

private:
    std::mutex m_mutex;
    trust::IssuerBook m_book;
    std::optional<base::Error> m_failure;
};

} // namespace gatehouse::tests
