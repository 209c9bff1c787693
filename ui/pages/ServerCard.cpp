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

int typedPort(const widgets::ValidatedLineEdit &edit)
{
    return edit.text().trimmed().toInt();
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
    , m_switch(new QPushButton(this))
{
    setObjectName(u"serverCard"_s);
    m_switch->setObjectName(u"serverSwitchButton"_s);
    m_issuer->edit()->setObjectName(u"issuerEdit"_s);
    addAction(m_state);
    addAction(m_switch);
    body()->addWidget(m_banner);
    body()->addWidget(new widgets::LabelledField(tr("Issuer"), m_issuer,
                                                 tr("The iss of every token it signs, and where its metadata lies.")));
    m_http = addPort(false);
    m_https = addPort(true);

    connect(m_switch, &QPushButton::clicked, this, &ServerCard::toggle);
    connect(&server, &ServerControl::changed, this, &ServerCard::show);
    show();
}

ServerCard::PortRow ServerCard::addPort(bool isHttps)
{
    const PortRow row{.edit = new widgets::ValidatedLineEdit(checkPortText, this),
                      .apply = new QPushButton(tr("Use this port"), this)};
    row.edit->edit()->setObjectName(isHttps ? u"httpsPortEdit"_s : u"serverPortEdit"_s);
    row.apply->setObjectName(isHttps ? u"httpsPortButton"_s : u"serverPortButton"_s);
    row.apply->setAccessibleName(isHttps ? tr("Use this port for HTTPS") : tr("Use this port"));
    auto *line = new QWidget(this);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::small);
    layout->addWidget(row.edit, 1);
    layout->addWidget(row.apply, 0, Qt::AlignTop);
    layout->addStretch(1);
    line->setFocusProxy(row.edit);
    body()->addWidget(new widgets::LabelledField(
        isHttps ? tr("HTTPS port") : tr("Port"), line,
        isHttps ? tr("Remembered as well. A new port is a new issuer for clients that connect over HTTPS.")
                : tr("Remembered. A new port is a new issuer: tokens signed before name the old one.")));
    connect(row.apply, &QPushButton::clicked, this, [this, isHttps] { changePort(isHttps); });
    connect(row.edit, &widgets::ValidatedLineEdit::returnPressed, this, [this, isHttps] { changePort(isHttps); });
    connect(row.edit, &widgets::ValidatedLineEdit::edited, this, [this, row, isHttps] {
        row.apply->setEnabled(row.edit->isValid() && typedPort(*row.edit) != portInUse(isHttps));
    });
    return row;
}

int ServerCard::portInUse(bool isHttps) const
{
    return isHttps ? m_server.httpsPort() : m_server.port();
}

void ServerCard::show()
{
    const bool running = m_server.isRunning();
    m_state->setSign(running ? theme::Sign::Done : theme::Sign::Skipped, running ? tr("Running") : tr("Stopped"));
    m_switch->setText(running ? tr("Stop server") : tr("Start server"));
    m_switch->setIcon(theme::icon(running ? u"stop"_s : u"play"_s));
    m_switch->setEnabled(m_server.isOurs());
    m_issuer->setValue(m_server.issuer().toString());
    showPort(m_http, m_server.port());
    showPort(m_https, m_server.httpsPort());
    if (running)
        m_banner->dismiss();
}

void ServerCard::showPort(const PortRow &row, int port)
{
    row.edit->setEnabled(m_server.isOurs());
    if (!row.edit->edit()->hasFocus() || row.edit->isValid())
        row.edit->setText(port > 0 ? QString::number(port) : QString());
    row.apply->setEnabled(false);
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

void ServerCard::changePort(bool isHttps)
{
    widgets::ValidatedLineEdit &edit = isHttps ? *m_https.edit : *m_http.edit;
    edit.showProblems();
    const int port = typedPort(edit);
    if (!edit.isValid() || port == portInUse(isHttps))
        return;
    if (!m_server.isRunning()) {
        const store::StoreSnapshot &tenant = m_access.store.snapshot();
        const auto done = applyEdit(m_access, isHttps ? m_access.editor.setHttpsPort(tenant, port)
                                                      : m_access.editor.setServerPort(tenant, port));
        if (!done)
            m_banner->showMessage(theme::Sign::Error, done.error());
        else
            show();
        return;
    }
    const auto start = [&](int wanted) { return isHttps ? m_server.start({}, wanted) : m_server.start(wanted); };
    const int before = portInUse(isHttps);
    m_server.stop();
    const base::Result<int> started = start(port);
    if (started)
        return;
    // The old port is still ours to take: a wrong number must not leave the tenant without a server.
    const base::Error &error = started.error();
    if (const base::Result<int> back = start(before); !back)
        m_banner->showError(back.error());
    m_banner->showError(error);
}

} // namespace gatehouse::ui::pages
