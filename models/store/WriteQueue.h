#pragma once

#include "models/store/StoreBackend.h"

#include <QObject>

namespace gatehouse::store {

/// One commit in flight, order kept. After a failure what stands behind it is held, not sent, until someone decides.
class WriteQueue : public QObject
{
    Q_OBJECT

public:
    WriteQueue(StoreBackend &backend, Author author);

    /// Appends only, so that the façade can show the change before anything is heard of it; send() sets it going.
    void push(const domain::ChangeSet &changes);
    void send();
    /// In flight first, then waiting, then held.
    const QList<domain::ChangeSet> &pending() const { return m_pending; }
    bool isIdle() const { return m_pending.isEmpty(); }
    bool isHeld() const { return m_held; }
    void releaseHeld();
    QList<domain::ChangeSet> dropHeld();

Q_SIGNALS:
    void committed(const gatehouse::domain::ChangeSet &changes, const gatehouse::store::StoreSnapshot &snapshot);
    void failed(const gatehouse::domain::ChangeSet &changes, const gatehouse::base::Error &error);

private:
    StoreBackend &m_backend;
    Author m_author;
    QList<domain::ChangeSet> m_pending;
    bool m_inFlight = false;
    bool m_held = false;
};

} // namespace gatehouse::store
