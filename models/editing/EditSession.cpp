#include "models/editing/EditSession.h"

#include "models/editing/ChangeCommand.h"

#include <algorithm>
#include <utility>

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
    connect(&m_undo, &QUndoStack::indexChanged, this, &EditSession::stepsChanged);
    // What could be undone happened to other content.
    connect(&m_store, &store::ResourceServerStore::replaced, &m_undo, &QUndoStack::clear);
}

void EditSession::apply(const domain::ChangeSet &changes, const QString &text, Origin origin)
{
    if (!changes.isEmpty())
        m_undo.push(new ChangeCommand(*this, changes, text, origin)); // which calls redo(), and that submits
}

void EditSession::adopt(const domain::ChangeSet &changes, const QString &text, const QByteArray &batch,
                        const QString &batchText)
{
    if (!changes.isEmpty())
        m_undo.push(new ChangeCommand(*this, changes, text, Origin::Adopted, {.key = batch, .text = batchText}));
}

const ChangeCommand *EditSession::commandAt(int index) const
{
    return static_cast<const ChangeCommand *>(m_undo.command(index)); // no others are pushed
}

/// How many commands the next undo takes back.
int EditSession::stepsBack() const
{
    const int last = m_undo.index() - 1;
    if (last < 0)
        return 0;
    const QByteArray key = commandAt(last)->batch().key;
    int first = last;
    while (!key.isEmpty() && first > 0 && commandAt(first - 1)->batch().key == key)
        --first;
    return last - first + 1;
}

int EditSession::stepsOn() const
{
    const int first = m_undo.index();
    if (first >= m_undo.count())
        return 0;
    const QByteArray key = commandAt(first)->batch().key;
    int last = first;
    while (!key.isEmpty() && last + 1 < m_undo.count() && commandAt(last + 1)->batch().key == key)
        ++last;
    return last - first + 1;
}

void EditSession::undo()
{
    together(stepsBack(), &QUndoStack::undo);
}

void EditSession::redo()
{
    together(stepsOn(), &QUndoStack::redo);
}

void EditSession::undoOne()
{
    m_undo.undo();
}

QString EditSession::undoText() const
{
    const int steps = stepsBack();
    return steps > 1 ? commandAt(m_undo.index() - 1)->batch().text : m_undo.undoText();
}

QString EditSession::redoText() const
{
    return stepsOn() > 1 ? commandAt(m_undo.index())->batch().text : m_undo.redoText();
}

QString EditSession::undoOneText() const
{
    return canUndoOne() ? m_undo.undoText() : QString();
}

void EditSession::together(int steps, void (QUndoStack::*step)())
{
    if (steps > 1) {
        m_together = Outstanding();
        m_together->from = m_undo.index();
    }
    for (int i = 0; i < steps; ++i)
        (m_undo.*step)();
    if (!m_together)
        return;
    Outstanding one = *std::exchange(m_together, {});
    if (one.changes.isEmpty())
        return;
    one.to = m_undo.index();
    m_outstanding.append(one);
    m_store.submit(one.changes);
}

void EditSession::submit(ChangeCommand *command, const domain::ChangeSet &changes, Origin origin)
{
    if (m_isSteppingBack)
        return;
    if (m_together) {
        m_together->commands.append(command);
        m_together->changes.changes += changes.changes;
        return;
    }
    m_outstanding.append({.commands = {command}, .changes = changes, .origin = origin});
    m_store.submit(changes);
}

void EditSession::onSubmitFailed(const domain::ChangeSet &changes, const base::Error &error)
{
    const Outstanding submitted = answered(changes);
    if (submitted.origin == Origin::Edit)
        m_drafts.takeBack(changes);
    const bool areKept = stepBack(submitted);
    for (ChangeCommand *command : submitted.commands)
        command->setObsolete(!areKept);
    if (!submitted.commands.isEmpty()) {
        // Later, because this may be heard while the stack itself is at work.
        QMetaObject::invokeMethod(this, &EditSession::dropObsolete, Qt::QueuedConnection);
    }
    Q_EMIT refused(changes, error, submitted.origin);
}

/// Puts the stack where it was before several steps that were refused; false where they are one, or where it has gone
/// on since.
bool EditSession::stepBack(const Outstanding &refused)
{
    const bool isThere = m_undo.index() == refused.to && m_outstanding.isEmpty();
    if (refused.commands.size() < 2 || refused.commands.size() != std::abs(refused.from - refused.to) || !isThere)
        return false;
    m_isSteppingBack = true;
    m_undo.setIndex(refused.from);
    m_isSteppingBack = false;
    return true;
}

void EditSession::forget(const ChangeCommand *command)
{
    for (Outstanding &one : m_outstanding)
        one.commands.removeAll(command);
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
    const int count = m_undo.count();
    while (m_undo.index() < m_undo.count() && isObsolete(m_undo.index()))
        m_undo.redo();
    // The stack is silent about what it drops in front of it.
    if (m_undo.count() != count)
        Q_EMIT stepsChanged();
}

} // namespace gatehouse::editing
