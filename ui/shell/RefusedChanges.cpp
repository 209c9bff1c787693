#include "ui/shell/RefusedChanges.h"

#include "models/base/Text.h"
#include "models/store/Contradictions.h"
#include "ui/dialogs/ConflictDialog.h"
#include "ui/text/ChangeText.h"
#include "ui/text/ErrorText.h"
#include "ui/widgets/ErrorBanner.h"

#include <utility>

namespace gatehouse::ui::shell {

using namespace Qt::StringLiterals;

RefusedChanges::RefusedChanges(editing::EditSession &session, widgets::ErrorBanner &banner, QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_session(session)
    , m_banner(banner)
{
    connect(&session, &editing::EditSession::refused, this, &RefusedChanges::onRefused);
    connect(&banner, &widgets::ErrorBanner::retryRequested, this, &RefusedChanges::retry);
    connect(&banner, &widgets::ErrorBanner::dismissed, this, &RefusedChanges::giveUp);
}

bool RefusedChanges::isAny() const
{
    return !m_changes.isEmpty() || m_session.store().hasHeld();
}

void RefusedChanges::onRefused(const domain::ChangeSet &changes, const base::Error &error, editing::Origin origin)
{
    m_changes = changes;
    m_answer = {};
    m_origin = origin;
    m_isConflict = error.code == base::ErrorCode::Conflict;
    m_banner.setRetryText(m_isConflict ? tr("Compare…") : tr("Try again"));
    if (origin == editing::Origin::History && error.code == base::ErrorCode::Conflict) {
        // What a person typed is not concerned, and typing it again is no help.
        const text::ErrorText said = text::errorText(error);
        m_banner.setRetryText({});
        m_banner.showMessage(theme::Sign::Failed, said.what,
                             tr("It was not undone or redone, because what others changed since would be lost. Other "
                                "changes can still be undone."));
    } else if (m_isConflict) {
        m_banner.showMessage(theme::Sign::Failed, text::errorText(error).what,
                             tr("Nothing was saved, and what you typed is still there. Compare both, and choose what "
                                "it becomes."),
                             text::errorDetails(error));
    } else {
        m_banner.showError(error);
    }
    Q_EMIT refused();
}

void RefusedChanges::retry()
{
    if (const auto answer = std::exchange(m_answer, {})) {
        m_banner.dismiss();
        answer();
        return;
    }
    if (m_isConflict && !m_changes.isEmpty()) {
        compareSoon();
        return;
    }
    submit(std::exchange(m_changes, {}));
}

void RefusedChanges::submit(const domain::ChangeSet &changes)
{
    m_banner.dismiss();
    // It is a change again, and no draft; a draft once more where it is refused once more.
    m_session.drafts().giveUp(changes);
    if (!changes.isEmpty())
        m_session.apply(changes, text::changeText(changes, m_session.store().snapshot()), m_origin);
    m_session.store().retryHeld();
}

void RefusedChanges::compareSoon()
{
    store::ResourceServerStore &store = m_session.store();
    if (!store.isRefreshing()) {
        compare();
        return;
    }
    // What is there now is being read already. One of the two comes.
    auto *once = new QObject(this);
    const auto go = [this, once] {
        once->deleteLater();
        compare();
    };
    connect(&store, &store::ResourceServerStore::synchronized, once, go);
    connect(&store, &store::ResourceServerStore::refreshFailed, once, go);
}

void RefusedChanges::compare()
{
    if (m_changes.isEmpty() || !m_isConflict)
        return; // something else was shown in between
    const domain::ChangeSet changes = m_changes;
    const store::StoreSnapshot &now = m_session.store().snapshot();
    const QList<store::Contradiction> found = store::contradictions(changes, now);
    const auto decide = [this, changes](const QList<domain::Side> &sides) {
        const domain::ChangeSet left = store::settled(changes, m_session.store().snapshot(), sides);
        m_changes = {};
        m_isConflict = false;
        // What was decided for the other side is no draft any more.
        m_session.drafts().giveUp(changes);
        submit(left);
    };
    if (found.isEmpty()) {
        decide({});
        return;
    }
    auto *dialog = new dialogs::ConflictDialog(found, m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog, changes, found, decide] {
        // Changed once more while the person read: then it is compared once more.
        if (store::contradictions(changes, m_session.store().snapshot()) == found)
            decide(dialog->sides());
        else
            compare();
    });
    dialog->open();
}

/// What is refused and still there to be tried again, for a banner that speaks of something else.
QString RefusedChanges::waiting() const
{
    return m_changes.isEmpty()
               ? QString()
               : tr("Not saved yet: %1.")
                     .arg(base::visibleText(text::changeText(m_changes, m_session.store().snapshot()), 300));
}

void RefusedChanges::showOther(const base::Error &error)
{
    m_changes = {};
    m_answer = {};
    m_banner.setRetryText({});
    m_banner.showError(error);
}

void RefusedChanges::showNote(const QString &text, const QString &explanation)
{
    m_answer = {};
    m_banner.setRetryText(m_changes.isEmpty() ? QString() : m_isConflict ? tr("Compare…") : tr("Try again"));
    QStringList lines{explanation, waiting()};
    lines.removeAll(QString());
    m_banner.showMessage(theme::Sign::Info, text, lines.join(u' '));
}

void RefusedChanges::showQuestion(const QString &text, const QString &explanation, const QString &button,
                                  std::function<void()> answer)
{
    m_answer = std::move(answer);
    m_banner.setRetryText(button);
    m_banner.showMessage(theme::Sign::Warning, text, explanation);
}

void RefusedChanges::giveUp()
{
    m_answer = {};
    if (!m_changes.isEmpty() && m_session.store().hasHeld())
        m_session.store().dropHeld();
    m_changes = {};
}

} // namespace gatehouse::ui::shell
