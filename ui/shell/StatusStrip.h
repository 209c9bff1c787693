#pragma once

#include "models/store/ResourceServerStore.h"
#include "ui/pages/ServerControl.h"
#include "ui/shell/RemoteStatus.h"

#include <QStatusBar>
#include <QTimer>

class QPushButton;

namespace gatehouse::ui::widgets {
class PlainLabel;
class ToggleSwitch;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::shell {

/// The bottom of the window: a switch for the server with its address and requests served, whether everything is saved,
/// and where the store lies. Of a tenant elsewhere: which connection it is, how it stands, and when it was last seen.
class StatusStrip : public QStatusBar
{
    Q_OBJECT

public:
    StatusStrip(const store::ResourceServerStore &store, pages::ServerControl &server, const QString &storePath,
                const std::optional<RemoteParts> &remote = {}, QWidget *parent = nullptr);

    /// Whether a page holds changes that were not saved; nothing is then called saved.
    void setHasDraft(bool hasDraft);

Q_SIGNALS:
    /// A person wants the server on or off.
    void serverRequested(bool on);
    /// A person wants the reading of a tenant elsewhere to stop.
    void stopRequested();

private:
    void addServer();
    void addRemote(const RemoteParts &remote);
    void showServer();
    void showRemote();
    QString remoteText() const;
    void showSaved();

    const store::ResourceServerStore &m_store;
    pages::ServerControl &m_server;
    bool m_hasDraft = false;
    bool m_isBusy = false; ///< there are changes on their way to the store
    widgets::ToggleSwitch *m_switch;
    const RemoteStatus *m_remote = nullptr;
    std::chrono::seconds m_wait{}; ///< counted down
    QTimer m_second;
    QPushButton *m_stop = nullptr;
    widgets::PlainLabel *m_state;
    widgets::PlainLabel *m_requests;
    widgets::PlainLabel *m_saved;
};

} // namespace gatehouse::ui::shell
