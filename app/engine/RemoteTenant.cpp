#include "app/engine/RemoteTenant.h"

#include <utility>

namespace gatehouse::app {

RemoteTenant::RemoteTenant(store::remote::ManagementBackend::Options options, const store::Author &author,
                           QObject *parent)
    : QObject(parent)
    , m_address(options.address)
    , m_inspector(m_verification.verifier(), m_verification.keys(), m_verification.inspectorExtras())
    , m_http(options.authorities)
    , m_endpoint(m_http)
    , m_identity(m_custody, m_random, m_clock)
    , m_backend(std::move(options), m_clock, m_random, m_custody)
    , m_reviewed(m_backend)
    , m_store(m_reviewed, author)
    , m_editor(m_custody, m_clock, m_random)
{
}

RemoteTenant::~RemoteTenant() = default;

void RemoteTenant::setLogin(const store::remote::Login &login)
{
    if (const auto *client = std::get_if<store::remote::ClientCredentials>(&login))
        m_custody.noteClientSecret(domain::ClientId(client->clientId), client->secret);
    m_backend.setLogin(login);
}

flow::ClientCredentialsFlow::Parts RemoteTenant::flowParts()
{
    return {m_http, m_endpoint, m_custody, m_identity, m_inspector, m_clock};
}

} // namespace gatehouse::app
