#pragma once

#include "models/editing/FirstSteps.h"
#include "models/settings/SettingsStore.h"
#include "models/store/ResourceServerStore.h"
#include "ui/pages/ServerControl.h"
#include "ui/shell/PageAddress.h"

#include <QWidget>

#include <array>

class QPushButton;

namespace gatehouse::ui::widgets {
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::shell {

/// The way to the first verified token, over the APIs of a store that holds nothing else yet: five steps, each a link
/// to where it is taken. It goes when a person hides it or has done it all, and that is remembered.
class FirstStepsCard : public QWidget
{
    Q_OBJECT

public:
    /// `storePath` tells the stores apart in `settings`.
    FirstStepsCard(const store::ResourceServerStore &store, const pages::ServerControl &server,
                   settings::SettingsStore &settings, QString storePath, QWidget *parent = nullptr);

    /// The tenant is there: the card begins where the store is fresh, or was when it began.
    void begin();
    /// Shows the card on the pages of APIs alone.
    void setCurrent(const PageAddress &address);
    void noteToken();
    void noteVerified();
    const editing::FirstSteps &steps() const { return m_steps; }

Q_SIGNALS:
    void openRequested(const gatehouse::ui::shell::PageAddress &address);
    void createApiRequested();
    /// The token of the last test, in the inspector.
    void inspectRequested();

private:
    using Step = editing::FirstSteps::Step;
    enum class State { Off, UnderWay, Done };

    void go(Step step);
    void refresh();
    void rememberEnd();
    void end();
    void showSteps();

    const store::ResourceServerStore &m_store;
    const pages::ServerControl &m_server;
    settings::SettingsStore &m_settings;
    QString m_storePath;
    editing::FirstSteps m_steps;
    State m_state = State::Off;
    bool m_isOnApis = false;
    widgets::PlainLabel *m_title;
    widgets::PlainLabel *m_count;
    std::array<QPushButton *, editing::FirstSteps::allSteps.size()> m_links{};
    QPushButton *m_hide = nullptr;
};

} // namespace gatehouse::ui::shell
