#include "models/editing/ScriptChanges.h"

#include <algorithm>

namespace gatehouse::editing {

namespace {

/// Between two looks a script commits fewer; with more it cannot be said whose they all are.
constexpr int mostEntries = 500;
/// As the server counts deployments.
constexpr std::chrono::seconds gap{60};

} // namespace

ScriptChanges::ScriptChanges(store::ResourceServerStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    connect(&store, &store::ResourceServerStore::committedFor, this, &ScriptChanges::committed);
    connect(&store, &store::ResourceServerStore::committedElsewhere, this, &ScriptChanges::onElsewhere);
    connect(&store, &store::ResourceServerStore::loaded, this, &ScriptChanges::begin);
    if (store.isLoaded())
        begin();
}

void ScriptChanges::begin()
{
    m_store.audit(0, 1).then(this, [this](const base::Result<QList<domain::AuditEntry>> &newest) {
        if (newest && !newest->isEmpty())
            m_seen = newest->first().sequence;
    });
}

void ScriptChanges::onElsewhere(const domain::ChangeSet &changes)
{
    m_store.audit(0, mostEntries).then(this, [this, changes](const base::Result<QList<domain::AuditEntry>> &newest) {
        if (newest)
            attribute(changes, *newest);
    });
}

void ScriptChanges::attribute(const domain::ChangeSet &changes, const QList<domain::AuditEntry> &newest)
{
    QList<domain::AuditEntry> fresh;
    const store::Author &own = m_store.author();
    std::ranges::copy_if(newest, std::back_inserter(fresh), [&](const domain::AuditEntry &entry) {
        return entry.sequence > m_seen && !(entry.user == own.user && entry.source == own.source);
    });
    if (!newest.isEmpty())
        m_seen = newest.first().sequence;
    if (!fresh.isEmpty()) {
        const QString client = fresh.first().user;
        const auto isTheirs = [&client](const domain::AuditEntry &entry) {
            return entry.source == store::Author::management && entry.user == client;
        };
        const bool isOfOne = fresh.size() < mostEntries && std::ranges::all_of(fresh, isTheirs);
        if (!isOfOne || client != m_client || fresh.last().at - m_last >= gap)
            ++m_batch;
        m_client = isOfOne ? client : QString();
        m_last = fresh.first().at;
    } // else they were in the trail when the change before was looked at
    if (!m_client.isEmpty())
        Q_EMIT committed(changes, {.user = m_client, .source = store::Author::management},
                         "elsewhere-" + QByteArray::number(m_batch));
}

} // namespace gatehouse::editing
