#include "models/store/ReviewedBackend.h"

#include <QPromise>

#include <utility>

namespace gatehouse::store {

ReviewedBackend::ReviewedBackend(StoreBackend &backend)
    : m_backend(backend)
{
}

base::Job<StoreSnapshot> ReviewedBackend::commit(const domain::ChangeSet &changes, const Author &author)
{
    if (!m_review)
        return m_backend.commit(changes, author);
    auto promise = std::make_shared<QPromise<base::Result<StoreSnapshot>>>();
    promise->start();
    const auto end = [promise](base::Result<StoreSnapshot> result) {
        promise->addResult(std::move(result));
        promise->finish();
    };
    m_review(changes).then(&m_context, [this, end, changes, author](const base::Result<void> &agreed) {
        if (!agreed) {
            end(std::unexpected(agreed.error()));
            return;
        }
        m_backend.commit(changes, author).then(&m_context, end);
    });
    return base::Job<StoreSnapshot>(promise->future());
}

} // namespace gatehouse::store
