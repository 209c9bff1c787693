#pragma once

#include "app/verification/Verification.h"
#include "models/base/Random.h"
#include "models/flow/ClientCredentialsFlow.h"
#include "models/http/NetworkHttpClient.h"
#include "models/inspector/TokenInspector.h"
#include "models/store/ResourceServerStore.h"
#include "models/store/TenantEditor.h"
#include "models/store/remote/ManagementBackend.h"

namespace gatehouse::app {

/// A tenant elsewhere at work, without a window: what Engine is for one on this machine. It has no server, no people
/// and no keys of its own.
class RemoteTenant : public QObject
{
    Q_OBJECT

public:
    RemoteTenant(store::remote::ManagementBackend::Options options, const store::Author &author,
                 QObject *parent = nullptr);
    ~RemoteTenant() override;

    store::ResourceServerStore &store() { return m_store; }
    store::TenantEditor &editor() { return m_editor; }
    store::remote::RemoteCustody &custody() { return m_custody; }
    store::remote::ManagementBackend &backend() { return m_backend; }
    const store::remote::TenantAddress &address() const { return m_address; }
    /// To ask the tenant for tokens as its clients do.
    flow::ClientCredentialsFlow::Parts flowParts();

private:
    base::SystemClock m_clock;
    base::SystemRandom m_random;
    store::remote::TenantAddress m_address;
    Verification m_verification;
    inspector::TokenInspector m_inspector;
    http::NetworkHttpClient m_http;
    oauth::HttpTokenEndpoint m_endpoint;
    store::remote::RemoteCustody m_custody;
    store::remote::ManagementBackend m_backend;
    store::ResourceServerStore m_store;
    store::TenantEditor m_editor;
};

} // namespace gatehouse::app
