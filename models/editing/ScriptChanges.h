#pragma once

#include "models/store/ResourceServerStore.h"

namespace gatehouse::editing {

/// What clients of the Management API had committed, whichever process serves it, so that it can be taken back here.
/// Of this process each request is told apart; of another one, what came between two looks at the store.
class ScriptChanges : public QObject
{
    Q_OBJECT

public:
    /// `store` outlives it.
    explicit ScriptChanges(store::ResourceServerStore &store, QObject *parent = nullptr);

Q_SIGNALS:
    /// What has the same `batch` is one deployment: changes of one client, less than a minute apart.
    void committed(const gatehouse::domain::ChangeSet &changes, const gatehouse::store::Author &author,
                   const QByteArray &batch);

private:
    void begin();
    void onElsewhere(const domain::ChangeSet &changes);
    void attribute(const domain::ChangeSet &changes, const QList<domain::AuditEntry> &newest);

    store::ResourceServerStore &m_store;
    qint64 m_seen = 0; ///< the last entry of the trail that was looked at
    QString m_client;  ///< who the last entries are of; empty where that was no client, or several
    base::Instant m_last;
    qint64 m_batch = 0;
};

} // namespace gatehouse::editing
