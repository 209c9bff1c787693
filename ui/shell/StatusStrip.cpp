#include "ui/shell/StatusStrip.h"

#include "models/base/Text.h"
#include "ui/presenters/ConnectionTables.h"
#include "ui/text/TimeText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/Toast.h"
#include "ui/widgets/ToggleSwitch.h"
#include "ui/widgets/ToolTip.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace gatehouse::ui::shell {

namespace spacing = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

StatusStrip::StatusStrip(const store::ResourceServerStore &store, pages::ServerControl &server,
                         const QString &storePath, const std::optional<RemoteParts> &remote, QWidget *parent)
    : QStatusBar(parent)
    , m_store(store)
    , m_server(server)
    , m_switch(new widgets::ToggleSwitch(tr("Authorization server"), this))
    , m_state(new PlainLabel({}, PlainLabel::Role::Muted, this))
    , m_requests(new PlainLabel({}, PlainLabel::Role::Muted, this))
    , m_saved(new PlainLabel({}, PlainLabel::Role::Muted, this))
{
    setObjectName(u"statusStrip"_s);
    setSizeGripEnabled(false);
    m_switch->setObjectName(u"serverSwitch"_s);
    m_state->setObjectName(u"serverState"_s);
    m_requests->setObjectName(u"requestCount"_s);
    m_saved->setObjectName(u"savedState"_s);

    auto *path =
        new PlainLabel(base::visibleText(remote ? remote->domain : storePath, 500), PlainLabel::Role::Muted, this);
    path->setElideMode(Qt::ElideMiddle);
    path->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    path->setObjectName(u"storePath"_s);
    path->setAccessibleName(remote ? tr("Domain: %1").arg(path->text()) : tr("Store file: %1").arg(path->text()));
    auto *right = new QWidget(this);
    auto *rightLayout = new QHBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, spacing::medium, 0);
    rightLayout->setSpacing(spacing::large);
    rightLayout->addWidget(m_saved);
    rightLayout->addWidget(path);
    addPermanentWidget(right);

    if (remote)
        addRemote(*remote);
    else
        addServer();
    connect(&store, &store::ResourceServerStore::changed, this, &StatusStrip::showSaved);
    connect(&store, &store::ResourceServerStore::settled, this, &StatusStrip::showSaved);
    connect(&store, &store::ResourceServerStore::loaded, this, &StatusStrip::showSaved);
    showSaved();
}

void StatusStrip::addServer()
{
    auto *left = new QWidget(this);
    auto *layout = new QHBoxLayout(left);
    layout->setContentsMargins(spacing::medium, 0, 0, 0);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_switch);
    layout->addWidget(m_state);
    layout->addWidget(m_requests);
    addWidget(left);
    connect(m_switch, &QAbstractButton::clicked, this, [this](bool on) {
        Q_EMIT serverRequested(on);
        showServer();
    });
    connect(&m_server, &pages::ServerControl::changed, this, &StatusStrip::showServer);
    connect(&m_server, &pages::ServerControl::requestServed, this, &StatusStrip::showServer);
    showServer();
}

void StatusStrip::addRemote(const RemoteParts &remote)
{
    m_remote = &remote.status;
    m_switch->hide();
    m_requests->hide();
    auto *left = new QWidget(this);
    auto *layout = new QHBoxLayout(left);
    layout->setContentsMargins(spacing::medium, 0, 0, 0);
    layout->setSpacing(spacing::small);
    if (!remote.color.isEmpty()) {
        auto *mark = new PlainLabel({}, PlainLabel::Role::Body, left);
        const int extent = fontMetrics().height() / 2;
        mark->setPixmap(presenters::connectionMark(remote.color).pixmap(QSize(extent, extent), devicePixelRatioF()));
        layout->addWidget(mark);
    }
    auto *name = new PlainLabel(base::visibleText(remote.name, 60), PlainLabel::Role::Strong, left);
    name->setObjectName(u"connectionName"_s);
    name->setElideMode(Qt::ElideMiddle);
    m_stop = new QPushButton(tr("Stop"), left);
    m_stop->setObjectName(u"stopReading"_s);
    m_stop->setAccessibleName(tr("Stop reading the tenant"));
    theme::setButtonKind(*m_stop, theme::ButtonKind::Link);
    layout->addWidget(name);
    layout->addWidget(m_state);
    layout->addWidget(m_stop);
    addWidget(left);
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, [this] {
        m_wait = std::max(m_wait - std::chrono::seconds(1), std::chrono::seconds(0));
        m_state->setText(remoteText());
    });
    connect(m_stop, &QPushButton::clicked, this, &StatusStrip::stopRequested);
    connect(m_remote, &RemoteStatus::changed, this, &StatusStrip::showRemote);
    showRemote();
}

QString StatusStrip::remoteText() const
{
    const QString seen = m_remote->lastSync() ? text::localTime(*m_remote->lastSync()) : QString();
    switch (m_remote->state()) {
    case RemoteStatus::State::LoggingIn:
        return tr("Logging in…");
    case RemoteStatus::State::Reading:
        return tr("Reading: %1 objects so far").arg(QLocale().toString(m_remote->objects()));
    case RemoteStatus::State::Waiting:
        return tr("The tenant accepts the next request in %1 s").arg(m_wait.count());
    case RemoteStatus::State::Online:
        return tr("Online, last read %1").arg(seen);
    case RemoteStatus::State::Stopped:
        return tr("Read in part; F5 reads the rest");
    case RemoteStatus::State::Offline:
        return seen.isEmpty() ? tr("Offline") : tr("Offline: as of %1").arg(seen);
    }
    return {};
}

void StatusStrip::showRemote()
{
    const RemoteStatus::State state = m_remote->state();
    const bool isWaiting = state == RemoteStatus::State::Waiting;
    m_wait = m_remote->wait();
    m_stop->setVisible(state == RemoteStatus::State::Reading || isWaiting);
    m_state->setText(remoteText());
    if (isWaiting)
        m_second.start();
    else
        m_second.stop();
}

void StatusStrip::showServer()
{
    const bool running = m_server.isRunning();
    m_switch->setChecked(running);
    m_switch->setEnabled(m_store.isLoaded() && m_server.isOurs());
    m_state->setText(running ? tr("Server on, port %1").arg(m_server.port()) : tr("Server off"));
    const qint64 served = m_server.servedRequests();
    m_requests->setText(served == 1 ? tr("1 request") : tr("%1 requests").arg(served));
    m_requests->setVisible(running);
    widgets::setPlainToolTip(*m_switch,
                             running ? tr("Stop the authorization server") : tr("Start the authorization server"));
}

void StatusStrip::showSaved()
{
    m_switch->setEnabled(m_store.isLoaded() && m_server.isOurs());
    m_saved->setVisible(m_store.isLoaded());
    const bool wasBusy = std::exchange(m_isBusy, !m_store.isSettled());
    m_saved->setText(m_isBusy     ? m_remote ? tr("Sending…") : tr("Saving…")
                         : m_hasDraft ? tr("Changes not saved yet")
                                  : tr("All changes saved"));
    if (wasBusy && !m_isBusy)
        widgets::announce(m_saved, m_saved->text());
}

void StatusStrip::setHasDraft(bool hasDraft)
{
    m_hasDraft = hasDraft;
    showSaved();
}

} // namespace gatehouse::ui::shell
