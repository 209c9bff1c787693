#include "ui/shell/StatusStrip.h"

#include "models/base/Text.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToggleSwitch.h"
#include "ui/widgets/ToolTip.h"

#include <QHBoxLayout>

namespace gatehouse::ui::shell {

namespace spacing = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

StatusStrip::StatusStrip(const store::ResourceServerStore &store, pages::ServerControl &server,
                         const QString &storePath, QWidget *parent)
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

    auto *left = new QWidget(this);
    auto *layout = new QHBoxLayout(left);
    layout->setContentsMargins(spacing::medium, 0, 0, 0);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_switch);
    layout->addWidget(m_state);
    layout->addWidget(m_requests);
    addWidget(left);

    auto *path = new PlainLabel(base::visibleText(storePath, 500), PlainLabel::Role::Muted, this);
    path->setElideMode(Qt::ElideMiddle);
    path->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    path->setObjectName(u"storePath"_s);
    path->setAccessibleName(tr("Store file: %1").arg(path->text()));
    auto *right = new QWidget(this);
    auto *rightLayout = new QHBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, spacing::medium, 0);
    rightLayout->setSpacing(spacing::large);
    rightLayout->addWidget(m_saved);
    rightLayout->addWidget(path);
    addPermanentWidget(right);

    connect(m_switch, &QAbstractButton::clicked, this, [this](bool on) {
        Q_EMIT serverRequested(on);
        showServer();
    });
    connect(&server, &pages::ServerControl::changed, this, &StatusStrip::showServer);
    connect(&server, &pages::ServerControl::requestServed, this, &StatusStrip::showServer);
    connect(&store, &store::ResourceServerStore::changed, this, &StatusStrip::showSaved);
    connect(&store, &store::ResourceServerStore::settled, this, &StatusStrip::showSaved);
    connect(&store, &store::ResourceServerStore::loaded, this, &StatusStrip::showSaved);
    showServer();
    showSaved();
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
    m_saved->setText(!m_store.isSettled() ? tr("Saving…")
                     : m_hasDraft         ? tr("Changes not saved yet")
                                          : tr("All changes saved"));
}

void StatusStrip::setHasDraft(bool hasDraft)
{
    m_hasDraft = hasDraft;
    showSaved();
}

} // namespace gatehouse::ui::shell
