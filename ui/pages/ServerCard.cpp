#include "ui/pages/ServerCard.h"

#include "ui/pages/TenantEdits.h"
#include "ui/text/ViolationText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LockedField.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int lastPort = 65535;

domain::MaybeViolation checkPortText(const QString &text)
{
    const auto violation = [&text](domain::Rule rule) {
        return domain::Violation{.field = domain::Field::Port, .rule = rule, .value = text, .limit = lastPort};
    };
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return violation(domain::Rule::Required);
    bool isNumber = false;
    const qlonglong port = typed.toLongLong(&isNumber);
    if (!isNumber)
        return violation(domain::Rule::NotANumber);
    return port < 1 || port > lastPort ? std::optional(violation(domain::Rule::OutOfRange)) : std::nullopt;
}

} // namespace

ServerCard::ServerCard(TenantAccess access, ServerControl &server, QWidget *parent)
    : Card(tr("Authorization server"),
           tr("Answers token requests on this computer only. Other machines cannot reach it."), parent)
    , m_access(access)
    , m_server(server)
    , m_state(new widgets::Badge({}, theme::Tone::Neutral, this))
    , m_banner(new widgets::ErrorBanner(this))
    , m_issuer(new widgets::LockedField(tr("Issuer"), {}, this))
    , m_port(new widgets::ValidatedLineEdit(checkPortText, this))
    , m_apply(new QPushButton(tr("Use this port"), this))
    , m_switch(new QPushButton(this))
{
    setObjectName(u"serverCard"_s);
    m_switch->setObjectName(u"serverSwitchButton"_s);
    m_port->edit()->setObjectName(u"serverPortEdit"_s);
    m_apply->setObjectName(u"serverPortButton"_s);
    m_issuer->edit()->setObjectName(u"issuerEdit"_s);
    addAction(m_state);
    addAction(m_switch);
    body()->addWidget(m_banner);
    body()->addWidget(new widgets::LabelledField(tr("Issuer"), m_issuer,
                                                 tr("The iss of every token it signs, and where its metadata lies.")));
    auto *portRow = new QWidget(this);
    auto *layout = new QHBoxLayout(portRow);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::small);
    layout->addWidget(m_port, 1);
    layout->addWidget(m_apply, 0, Qt::AlignTop);
    layout->addStretch(1);
    portRow->setFocusProxy(m_port);
    body()->addWidget(new widgets::LabelledField(
        tr("Port"), portRow, tr("Remembered. A new port is a new issuer: tokens signed before name the old one.")));

    connect(m_switch, &QPushButton::clicked, this, &ServerCard::toggle);
    connect(m_apply, &QPushButton::clicked, this, &ServerCard::changePort);
    connect(m_port, &widgets::ValidatedLineEdit::returnPressed, this, &ServerCard::changePort);
    connect(m_port, &widgets::ValidatedLineEdit::edited, this,
            [this] { m_apply->setEnabled(m_port->isValid() && typedPort() != m_server.port()); });
    connect(&server, &ServerControl::changed, this, &ServerCard::show);
    show();
}

int ServerCard::typedPort() const
{
    return m_port->text().trimmed().toInt();
}

void ServerCard::show()
{
    const bool running = m_server.isRunning();
    m_state->setSign(running ? theme::Sign::Done : theme::Sign::Skipped, running ? tr("Running") : tr("Stopped"));
    m_switch->setText(running ? tr("Stop server") : tr("Start server"));
    m_switch->setIcon(theme::icon(running ? u"stop"_s : u"play"_s));
    m_switch->setEnabled(m_server.isOurs());
    m_port->setEnabled(m_server.isOurs());
    m_issuer->setValue(m_server.issuer().toString());
    if (!m_port->edit()->hasFocus() || m_port->isValid())
        m_port->setText(m_server.port() > 0 ? QString::number(m_server.port()) : QString());
    m_apply->setEnabled(false);
    if (running)
        m_banner->dismiss();
}

void ServerCard::toggle()
{
    if (m_server.isRunning()) {
        m_server.stop();
        return;
    }
    if (const base::Result<int> port = m_server.start(); !port)
        m_banner->showError(port.error());
}

void ServerCard::changePort()
{
    m_port->showProblems();
    if (!m_port->isValid() || typedPort() == m_server.port())
        return;
    const int port = typedPort();
    if (!m_server.isRunning()) {
        const auto done = applyEdit(m_access, m_access.editor.setServerPort(m_access.store.snapshot(), port));
        if (!done)
            m_banner->showMessage(theme::Sign::Error, done.error());
        else
            show();
        return;
    }
    const int before = m_server.port();
    m_server.stop();
    const base::Result<int> started = m_server.start(port);
    if (started)
        return;
    // The old port is still ours to take: a wrong number must not leave the tenant without a server.
    const base::Error &error = started.error();
    if (const base::Result<int> back = m_server.start(before); !back)
        m_banner->showError(back.error());
    m_banner->showError(error);
}

} // namespace gatehouse::ui::pages
