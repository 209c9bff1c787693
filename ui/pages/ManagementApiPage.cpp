#include "ui/pages/ManagementApiPage.h"

#include "models/domain/Origin.h"
#include "ui/pages/ManagementCallsCard.h"
#include "ui/pages/ManagementTokenCard.h"
#include "ui/pages/TenantEdits.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LockedField.h"
#include "ui/widgets/SectionHeader.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using widgets::LabelledField;
using namespace Qt::StringLiterals;

ManagementApiPage::ManagementApiPage(TenantAccess access, ServerControl &server,
                                     flow::ClientCredentialsFlow::Parts parts, items::ManagementCallModel &calls,
                                     QWidget *parent)
    : ScrollColumn(widgets::contentCharacters, parent)
    , m_access(access)
    , m_server(server)
    , m_banner(new widgets::ErrorBanner(this))
    , m_calls(new ManagementCallsCard(calls, this))
{
    setObjectName(u"managementApiPage"_s);
    m_banner->setObjectName(u"managementBanner"_s);
    column()->addWidget(
        new widgets::SectionHeader(tr("Management API"), tr("Auth0's Management API v2 for this tenant. Scripts, SDKs "
                                                            "and the Deploy CLI change the tenant through it.")));
    column()->addWidget(m_banner);
    column()->addWidget(makeAddressCard());
    auto *token = new ManagementTokenCard(access, server, parts, this);
    column()->addWidget(token);
    column()->addWidget(m_calls);
    column()->addStretch(1);
    connect(token, &ManagementTokenCard::undoOffered, this, &ManagementApiPage::undoOffered);
    connect(&access.store, &store::ResourceServerStore::changed, this, &ManagementApiPage::show);
    connect(&access.store, &store::ResourceServerStore::loaded, this, &ManagementApiPage::show);
    connect(&server, &ServerControl::changed, this, &ManagementApiPage::show);
    show();
}

QWidget *ManagementApiPage::makeAddressCard()
{
    auto *card = new widgets::Card(tr("Address"), tr("Reachable from this computer only."), this);
    card->setObjectName(u"managementAddressCard"_s);
    m_state = new widgets::Badge({}, theme::Tone::Neutral, card);
    m_state->setObjectName(u"managementState"_s);
    card->addAction(m_state);
    m_switch = new widgets::ToggleSwitch(tr("Answer requests"), card);
    m_switch->setObjectName(u"managementSwitch"_s);
    m_http = new widgets::LockedField(tr("Base URL"), {}, card);
    m_http->edit()->setObjectName(u"managementUrlEdit"_s);
    m_https = new widgets::LockedField(tr("Base URL over HTTPS"), {}, card);
    m_https->edit()->setObjectName(u"managementHttpsUrlEdit"_s);
    card->body()->addWidget(LabelledField::beside(
        tr("Answer requests"), m_switch,
        tr("Off refuses every request with status 403. The window, the command line and token requests go on.")));
    card->body()->addWidget(new LabelledField(tr("Base URL"), m_http, tr("Also the audience to request tokens for.")));
    m_httpsRow = new LabelledField(
        tr("Base URL over HTTPS"), m_https,
        tr("For clients that accept HTTPS only. They have to trust the tenant's CA, which Settings exports."));
    card->body()->addWidget(m_httpsRow);
    connect(m_switch, &QAbstractButton::clicked, this, &ManagementApiPage::toggle);
    return card;
}

void ManagementApiPage::toggle(bool on)
{
    const auto done = applyEdit(m_access, m_access.editor.setManagementApiEnabled(m_access.store.snapshot(), on));
    if (!done)
        m_banner->showMessage(theme::Sign::Error, done.error());
    show();
}

void ManagementApiPage::show()
{
    const bool isOn = m_access.store.snapshot().tenant.managementApiEnabled;
    m_switch->setChecked(isOn);
    if (!isOn)
        m_state->setSign(theme::Sign::Skipped, tr("Off"));
    else if (m_server.isRunning())
        m_state->setSign(theme::Sign::Done, tr("Running"));
    else
        m_state->setSign(theme::Sign::Warning, tr("Server stopped"));
    const auto address = [](domain::Origin::Scheme scheme, int port) {
        const domain::Origin origin{.scheme = scheme, .port = port};
        return port > 0 ? QString(origin.issuer() + "api/v2/"_L1) : QString();
    };
    m_http->setValue(address(domain::Origin::Scheme::Http, m_server.port()));
    m_https->setValue(address(domain::Origin::Scheme::Https, m_server.httpsPort()));
    m_httpsRow->setVisible(m_server.httpsPort() > 0);
    m_calls->setNote(m_server.isRunning() && !m_server.isOurs()
                         ? tr("The server runs in another process. Its calls are not listed here.")
                         : QString());
}

} // namespace gatehouse::ui::pages
