#pragma once

#include "models/store/ResourceServerStore.h"
#include "ui/pages/ServerControl.h"

#include <QStatusBar>

namespace gatehouse::ui::widgets {
class PlainLabel;
class ToggleSwitch;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::shell {

/// The bottom of the window: a switch for the server with its address and requests served, whether everything is saved,
/// and where the store lies.
class StatusStrip : public QStatusBar
{
    Q_OBJECT

public:
    StatusStrip(const store::ResourceServerStore &store, pages::ServerControl &server, const QString &storePath,
                QWidget *parent = nullptr);

    /// Whether a page holds changes that were not saved; nothing is then called saved.
    void setHasDraft(bool hasDraft);

Q_SIGNALS:
    /// A person wants the server on or off.
    void serverRequested(bool on);

private:
    void showServer();
    void showSaved();

    const store::ResourceServerStore &m_store;
    pages::ServerControl &m_server;
    bool m_hasDraft = false;
    widgets::ToggleSwitch *m_switch;
    widgets::PlainLabel *m_state;
    widgets::PlainLabel *m_requests;
    widgets::PlainLabel *m_saved;
};

} // namespace gatehouse::ui::shell
