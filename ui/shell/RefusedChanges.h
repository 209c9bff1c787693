#pragma once

#include "models/editing/EditSession.h"

#include <QObject>
#include <QWidget>

#include <functional>

namespace gatehouse::ui::widgets {
class ErrorBanner;
}

namespace gatehouse::ui::shell {

/// The change that the store refused last, shown in the banner above the pages until it has been tried again or given
/// up, and with it the changes that wait behind it.
class RefusedChanges : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    RefusedChanges(editing::EditSession &session, widgets::ErrorBanner &banner, QWidget *window);

    /// Whether something was refused, or waits behind what was.
    bool isAny() const;
    /// The refused change once more, and those that wait behind it. Where others have changed the same, a person
    /// decides first.
    void retry();
    /// Shows an error that no change belongs to.
    void showOther(const base::Error &error);
    /// Shows news that are no error.
    void showNote(const QString &text, const QString &explanation = {});
    /// Shows something that a person decides on: `answer` is called when the button is pressed.
    void showQuestion(const QString &text, const QString &explanation, const QString &button,
                      std::function<void()> answer);

Q_SIGNALS:
    void refused();

private:
    void onRefused(const domain::ChangeSet &changes, const base::Error &error, editing::Origin origin);
    void giveUp();
    void submit(const domain::ChangeSet &changes);
    /// Sets what the person wants against what is there now, as soon as that is known.
    void compareSoon();
    void compare();
    QString waiting() const;

    QWidget *m_window;
    editing::EditSession &m_session;
    widgets::ErrorBanner &m_banner;
    std::function<void()> m_answer;
    domain::ChangeSet m_changes;
    bool m_isConflict = false; ///< of m_changes
    editing::Origin m_origin = editing::Origin::Edit;
};

} // namespace gatehouse::ui::shell
