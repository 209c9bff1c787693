#include "ui/shell/Leaving.h"

#include "ui/dialogs/UnsavedChangesDialog.h"
#include "ui/dialogs/UnwrittenChangesDialog.h"
#include "ui/shell/RefusedChanges.h"

#include <QTimer>

#include <utility>

namespace gatehouse::ui::shell {

Leaving::Leaving(editing::EditSession &session, PageStack &pages, RefusedChanges &refused, QWidget &window)
    : QObject(&window)
    , m_session(session)
    , m_pages(pages)
    , m_refused(refused)
    , m_window(window)
{
    // The person stays: what was refused can be tried again here and nowhere else.
    connect(&refused, &RefusedChanges::refused, this, [this] {
        m_isWaiting = false;
        if (m_unwritten)
            m_unwritten->done(QDialog::Accepted);
    });
}

bool Leaving::mayClose()
{
    if (!m_session.drafts().isEmpty()) {
        askAboutDrafts();
        return false;
    }
    const bool mayLose = std::exchange(m_mayLose, false);
    if (mayLose || (m_session.store().isSettled() && !m_refused.isAny()))
        return true;
    closeWhenSaved();
    return false;
}

void Leaving::askAboutDrafts()
{
    using Dialog = dialogs::UnsavedChangesDialog;
    // One API or client after the other, then the window closes.
    const std::optional<PageStack::Unsaved> unsaved = m_pages.firstUnsaved();
    if (!unsaved)
        return;
    m_pages.open(unsaved->address);
    auto *dialog = new Dialog(unsaved->name, {}, &m_window);
    connect(dialog, &Dialog::saveChosen, this, [this, address = unsaved->address] {
        if (m_pages.saveAt(address))
            closeSoon();
    });
    connect(dialog, &Dialog::discardChosen, this, [this, address = unsaved->address] {
        m_pages.discardAt(address);
        closeSoon();
    });
    dialog->open();
}

void Leaving::closeWhenSaved()
{
    if (m_isWaiting) {
        // Asked to close once more: the person has waited long enough to be asked again.
        askAboutUnwritten();
        return;
    }
    m_isWaiting = true;
    if (m_refused.isAny()) {
        // Nothing to wait for: what was refused goes on when a person says so.
        askAboutUnwritten();
        return;
    }
    m_session.store().whenSettled(this, [this] {
        if (!std::exchange(m_isWaiting, false))
            return;
        if (m_unwritten)
            m_unwritten->done(QDialog::Accepted);
        closeSoon();
    });
    // A commit takes milliseconds. What takes longer waits for another process, or has failed.
    constexpr std::chrono::milliseconds moment{300};
    QTimer::singleShot(moment, this, &Leaving::askAboutUnwritten);
}

void Leaving::askAboutUnwritten()
{
    if (!m_isWaiting || (m_unwritten && m_unwritten->isVisible()))
        return;
    using Dialog = dialogs::UnwrittenChangesDialog;
    auto *dialog = new Dialog(m_refused.isAny(), &m_window);
    m_unwritten = dialog;
    connect(dialog, &Dialog::retryChosen, this, [this] {
        m_isWaiting = false;
        m_refused.retry();
        closeSoon();
    });
    connect(dialog, &Dialog::stayChosen, this, [this] { m_isWaiting = false; });
    connect(dialog, &Dialog::loseChosen, this, [this] {
        m_isWaiting = false;
        m_mayLose = true;
        closeSoon();
    });
    dialog->open();
}

void Leaving::closeSoon()
{
    QMetaObject::invokeMethod(this, &Leaving::closeWanted, Qt::QueuedConnection);
}

} // namespace gatehouse::ui::shell
