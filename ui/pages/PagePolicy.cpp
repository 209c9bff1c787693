#include "ui/pages/PagePolicy.h"

#include "models/base/Text.h"
#include "models/jose/PrivateKey.h"
#include "ui/inspector/ExpectationsPane.h"
#include "ui/inspector/FindingsPane.h"
#include "ui/inspector/KeyChoice.h"
#include "ui/inspector/ScopesPane.h"
#include "ui/inspector/TimePane.h"

namespace gatehouse::ui::pages {

PagePolicy::PagePolicy(TenantAccess access, const ServerControl &server, const jose::PrivateKeys *privateKeys,
                       Panes panes)
    : m_access(access)
    , m_server(server)
    , m_privateKeys(privateKeys)
    , m_panes(panes)
{
}

inspector::VerificationPolicy PagePolicy::forShown()
{
    inspector::VerificationPolicy policy = forAny();
    policy.probing = inspector::VerificationPolicy::Probing::EveryLetter;
    policy.profile = m_panes.findings.profile();
    policy.requiredScopes = m_panes.scopes.needed();
    m_panes.expectations.addTo(policy);
    return policy;
}

inspector::VerificationPolicy PagePolicy::forAny()
{
    inspector::VerificationPolicy policy;
    policy.now = m_panes.time.moment(m_access.clock.now());
    policy.leeway = m_panes.time.leeway();
    const inspection::KeyChoice &keys = m_panes.keys;
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    const auto withKeysOf = [&](const store::StoreSnapshot &whose) {
        policy.keys.emplace<inspector::TenantKeys>(
            inspector::TenantKeys{.tenant = whose, .custody = m_access.custody, .issuers = m_server.issuers()});
    };
    switch (keys.kind()) {
    case inspection::KeyChoice::Kind::Automatic:
        withKeysOf(tenant);
        break;
    case inspection::KeyChoice::Kind::OneApi:
        if (const domain::ResourceServer *api = onlyApi()) {
            m_oneApi = tenant;
            m_oneApi.resourceServers = {*api};
            policy.audience = api->identifier;
            withKeysOf(m_oneApi);
        }
        break;
    case inspection::KeyChoice::Kind::PublicKey:
    case inspection::KeyChoice::Kind::Secret:
        if (keys.pasted())
            policy.keys.emplace<inspector::PastedKey>(*keys.pasted());
        addDecryptionKey(policy);
        break;
    }
    return policy;
}

const domain::ResourceServer *PagePolicy::onlyApi() const
{
    const inspection::KeyChoice &keys = m_panes.keys;
    return keys.kind() == inspection::KeyChoice::Kind::OneApi ? m_access.store.snapshot().resourceServer(keys.api())
                                                              : nullptr;
}

void PagePolicy::addDecryptionKey(inspector::VerificationPolicy &policy) const
{
    const base::Secret material = m_panes.keys.material();
    if (!m_privateKeys || material.isEmpty())
        return;
    if (m_panes.keys.kind() == inspection::KeyChoice::Kind::Secret)
        policy.decryptionKeys.append(jose::PrivateKey::fromSecret(material));
    else if (auto key = m_privateKeys->fromText(material))
        policy.decryptionKeys.append(*std::move(key));
}

scan::BatchInspection::MakePolicy PagePolicy::forMany() const
{
    // Made in other threads, from copies: the tenant and the fields may change meanwhile.
    auto tenant = std::make_shared<store::StoreSnapshot>(m_access.store.snapshot());
    std::optional<QString> audience;
    if (const domain::ResourceServer *api = onlyApi()) {
        tenant->resourceServers = {*api};
        audience = api->identifier;
    }
    const bool isGiven = m_panes.keys.isGiven();
    return [tenant = std::shared_ptr<const store::StoreSnapshot>(std::move(tenant)), audience, isGiven,
            pasted = m_panes.keys.pasted(), &custody = std::as_const(m_access.custody), issuers = m_server.issuers(),
            now = m_access.clock.now(), leeway = m_panes.time.leeway()] {
        inspector::VerificationPolicy policy;
        if (!isGiven)
            policy.keys.emplace<inspector::TenantKeys>(
                inspector::TenantKeys{.tenant = *tenant, .custody = custody, .issuers = issuers});
        else if (pasted)
            policy.keys.emplace<inspector::PastedKey>(*pasted);
        policy.audience = audience;
        policy.probing = inspector::VerificationPolicy::Probing::Brief;
        policy.now = now;
        policy.leeway = leeway;
        return policy;
    };
}

QString PagePolicy::keysSentence() const
{
    switch (m_panes.keys.kind()) {
    case inspection::KeyChoice::Kind::Automatic:
        break;
    case inspection::KeyChoice::Kind::OneApi:
        if (const domain::ResourceServer *api = onlyApi())
            return tr("Checked as tokens for %1 alone, as chosen for one token.").arg(base::visibleText(api->name, 60));
        break;
    case inspection::KeyChoice::Kind::PublicKey:
    case inspection::KeyChoice::Kind::Secret:
        return m_panes.keys.pasted() ? tr("Checked with the key that was given for one token.")
                                     : tr("A key was to be given for one token, and none is there: nothing can be "
                                          "checked until it is, or until the choice is Automatic again.");
    }
    return tr("Checked with the keys of this tenant.");
}

} // namespace gatehouse::ui::pages
