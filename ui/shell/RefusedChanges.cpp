#include "ui/shell/RefusedChanges.h"

#include "ui/text/ChangeText.h"
#include "ui/text/ErrorText.h"
#include "ui/widgets/ErrorBanner.h"

#include <utility>

namespace gatehouse::ui::shell {

RefusedChanges::RefusedChanges(editing::EditSession &session, widgets::ErrorBanner &banner, QObject *parent)
    : QObject(parent)
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
    m_banner.setRetryText(tr("Try again"));
    if (origin == editing::Origin::History && error.code == base::ErrorCode::Conflict) {
        // What a person typed is not concerned, and typing it again is no help.
        const text::ErrorText said = text::errorText(error);
        m_banner.setRetryText({});
        m_banner.showMessage(theme::Sign::Failed, said.what,
                             tr("It was not undone or redone, because what others changed since would be lost. Other "
                                "changes can still be undone."));
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
    const domain::ChangeSet changes = std::exchange(m_changes, {});
    m_banner.dismiss();
    if (!changes.isEmpty())
        m_session.apply(changes, text::changeText(changes, m_session.store().snapshot()), m_origin);
    m_session.store().retryHeld();
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
    m_changes = {};
    m_answer = {};
    m_banner.setRetryText({});
    m_banner.showMessage(theme::Sign::Info, text, explanation);
}

void RefusedChanges::showQuestion(const QString &text, const QString &explanation, const QString &button,
                                  std::function<void()> answer)
{
    m_changes = {};
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
