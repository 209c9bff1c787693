#pragma once

#include "models/flow/FlowStep.h"
#include "ui/text/FlowText.h"
#include "ui/theme/Tone.h"

#include <QFrame>

class QPushButton;

namespace gatehouse::ui::widgets {
class CopyButton;
class IconLabel;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// How a test run ended: what happened, what to do, and the buttons that do it.
class RunOutcomeCard : public QFrame
{
    Q_OBJECT

public:
    explicit RunOutcomeCard(QWidget *parent = nullptr);

    void setTranscript(const flow::FlowTranscript &transcript, const text::FlowNames &names);
    /// A token of an earlier run that is shown again, with these scopes.
    void setReused(const QStringList &scopes);
    /// Before the first run.
    void clear();

Q_SIGNALS:
    void startServerRequested();
    void authorizeClientRequested();
    void retryRequested();
    void openInInspectorRequested();
    void copyTokenRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Remedy { None, StartServer, AuthorizeClient, Retry };
    /// What is known of a token that came; empty hides the buttons for it.
    void showToken(const QString &facts);
    void present(theme::Tone tone, theme::Tone soft, const QString &icon, const text::OutcomeText &words,
                 Remedy remedy);

    theme::Tone m_tone = theme::Tone::Border;
    theme::Tone m_soft = theme::Tone::Surface;
    Remedy m_remedy = Remedy::None;
    widgets::IconLabel *m_icon;
    widgets::PlainLabel *m_title;
    widgets::PlainLabel *m_sentence;
    widgets::PlainLabel *m_facts;
    widgets::PlainLabel *m_action;
    QPushButton *m_button;
    QPushButton *m_open;
    widgets::CopyButton *m_copy;
};

} // namespace gatehouse::ui::pages
