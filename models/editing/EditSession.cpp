#include "models/editing/EditSession.h"

#include "models/editing/ChangeCommand.h"

#include <algorithm>

namespace gatehouse::editing {

EditSession::EditSession(store::ResourceServerStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_drafts(store)
{
    connect(&m_store, &store::ResourceServerStore::committed, this,
            [this](const domain::ChangeSet &changes) { answered(changes); });
    connect(&m_store, &store::ResourceServerStore::submitFailed, this, &EditSession::onSubmitFailed);
    connect(&m_undo, &QUndoStack::indexChanged, this, &EditSession::dropObsolete, Qt::QueuedConnection);
    // What could be undone happened to other content.
    connect(&m_store, &store::ResourceServerStore::replaced, &m_undo, &QUndoStack::clear);
}

void EditSession::apply(const domain::ChangeSet &changes, const QString &text, Origin origin)
{
    if (!changes.isEmpty())
        m_undo.push(new ChangeCommand(*this, changes, text, origin)); // which calls redo(), and that submits
}

void EditSession::adopt(const domain::ChangeSet &changes, const QString &text, const QByteArray &batch)
{
    const bool isLast =
        m_adopted && m_undo.index() == m_undo.count() && m_undo.command(m_undo.count() - 1) == m_adopted;
    if (isLast && batch == m_batch) {
        m_adopted->extend(changes);
        return;
    }
    auto *command = new ChangeCommand(*this, changes, text, Origin::Adopted);
    m_undo.push(command);
    m_adopted = command;
    m_batch = batch;
}

void EditSession::submit(ChangeCommand *command, const domain::ChangeSet &changes, Origin origin)
{
    m_outstanding.append({command, changes, origin});
    m_store.submit(changes);
}

void EditSession::onSubmitFailed(const domain::ChangeSet &changes, const base::Error &error)
{
    const Outstanding submitted = answered(changes);
    if (submitted.origin == Origin::Edit)
        m_drafts.takeBack(changes);
    if (submitted.command) {
        submitted.command->setObsolete(true);
        // Later, because this may be heard while the stack itself is at work.
        QMetaObject::invokeMethod(this, &EditSession::dropObsolete, Qt::QueuedConnection);
    }
    Q_EMIT refused(changes, error, submitted.origin);
}

void EditSession::forget(const ChangeCommand *command)
{
    if (m_adopted == command)
        m_adopted = nullptr;
    for (Outstanding &one : m_outstanding) {
        if (one.command == command)
            one.command = nullptr;
    }
}

/// The submit that was answered. The store answers in order, and others may submit to it too: the first with these
/// changes is the one.
EditSession::Outstanding EditSession::answered(const domain::ChangeSet &changes)
{
    const auto found = std::ranges::find(std::as_const(m_outstanding), changes, &Outstanding::changes);
    if (found == m_outstanding.cend())
        return {};
    Outstanding submitted = *found;
    m_outstanding.erase(found);
    return submitted;
}

/// Takes obsolete commands off both ends of the present, so that the next undo or redo does something. QUndoStack
/// deletes them when it steps over them.
void EditSession::dropObsolete()
{
    auto isObsolete = [this](int index) { return m_undo.command(index) && m_undo.command(index)->isObsolete(); };
    while (m_undo.index() > 0 && isObsolete(m_undo.index() - 1))
        m_undo.undo();
    while (m_undo.index() < m_undo.count() && isObsolete(m_undo.index()))
        m_undo.redo();
}

} // namespace gatehouse::editing
