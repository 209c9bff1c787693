#include "ui/pages/ChosenKeys.h"

#include "models/base/Text.h"
#include "models/jose/PrivateKey.h"
#include "models/trust/IssuerDesk.h"
#include "ui/inspector/KeyChoice.h"

namespace gatehouse::ui::pages {

using Kind = inspection::KeyChoice::Kind;

ChosenKeys::ChosenKeys(TenantAccess access, const ServerControl &server, const jose::PrivateKeys *privateKeys,
                       const trust::IssuerDesk *issuers, const inspection::KeyChoice &choice)
    : m_access(access)
    , m_server(server)
    , m_privateKeys(privateKeys)
    , m_issuers(issuers)
    , m_choice(choice)
{
}

void ChosenKeys::addTo(inspector::InspectionSetup &setup) const
{
    const Kind kind = m_choice.kind();
    if (kind == Kind::Automatic || kind == Kind::OneApi) {
        const domain::ResourceServerId only = kind == Kind::OneApi ? m_choice.api() : domain::ResourceServerId();
        if (kind == Kind::Automatic || !only.isEmpty())
            setup.useTenant(m_access.store.snapshot(), m_access.custody, m_server.issuers(), only);
        if (m_issuers)
            setup.useIssuers(m_issuers->book());
        return;
    }
    setup.useKeys(m_choice.pasted());
    const base::Secret material = m_choice.material();
    if (!m_privateKeys || material.isEmpty())
        return;
    if (kind == Kind::Secret)
        setup.decryptionKeys.append(jose::PrivateKey::fromSecret(material));
    else if (auto key = m_privateKeys->fromText(material))
        setup.decryptionKeys.append(*std::move(key));
}

QString ChosenKeys::sentence() const
{
    switch (m_choice.kind()) {
    case Kind::Automatic:
        break;
    case Kind::OneApi:
        if (const domain::ResourceServer *api = m_access.store.snapshot().resourceServer(m_choice.api()))
            return tr("Checked as tokens for %1 alone, as chosen for one token.").arg(base::visibleText(api->name, 60));
        break;
    case Kind::PublicKey:
    case Kind::Secret:
        return m_choice.pasted() ? tr("Checked with the key that was given for one token.")
                                 : tr("No key was given for one token yet, so nothing can be checked. Give a key, or "
                                      "choose Automatic.");
    }
    return m_issuers && !m_issuers->book()->all.isEmpty()
               ? tr("Checked with the keys of this tenant and of the issuers you trust.")
               : tr("Checked with the keys of this tenant.");
}

} // namespace gatehouse::ui::pages
