#pragma once

#include "ui/shell/PageStack.h"

#include <QDialog>
#include <QPointer>

namespace gatehouse::ui::shell {

class RefusedChanges;

/// Closing the window without losing anything: asks about drafts, waits for the store, and asks when that takes long or
/// when a change was refused.
class Leaving : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    Leaving(editing::EditSession &session, PageStack &pages, RefusedChanges &refused, QWidget &window);

    /// Whether the window may close now. If not, the person is asked, or the store is waited for, and closeWanted()
    /// comes as soon as it may.
    bool mayClose();

Q_SIGNALS:
    void closeWanted();

private:
    void askAboutDrafts();
    void closeWhenSaved();
    void askAboutUnwritten();
    /// Once the dialog that was answered is gone.
    void closeSoon();

    editing::EditSession &m_session;
    PageStack &m_pages;
    RefusedChanges &m_refused;
    QWidget &m_window;
    QPointer<QDialog> m_unwritten;
    bool m_isWaiting = false; ///< for the store
    bool m_mayLose = false;   ///< the person said so, for the close that follows
};

} // namespace gatehouse::ui::shell
