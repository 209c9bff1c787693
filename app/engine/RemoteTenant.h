#pragma once

#include "app/verification/Verification.h"
#include "models/base/Random.h"
#include "models/flow/ClientCredentialsFlow.h"
#include "models/http/NetworkHttpClient.h"
#include "models/inspector/TokenInspector.h"
#include "models/store/ResourceServerStore.h"
#include "models/store/ReviewedBackend.h"
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

    /// Logs in with this from the next request on. A client's own secret is then known for its tests, too.
    void setLogin(const store::remote::Login &login);
    /// Has every change reviewed before it is sent.
    void setReview(store::ReviewedBackend::Review review) { m_reviewed.setReview(std::move(review)); }

    store::ResourceServerStore &store() { return m_store; }
    store::TenantEditor &editor() { return m_editor; }
    store::remote::RemoteCustody &custody() { return m_custody; }
    store::remote::ManagementBackend &backend() { return m_backend; }
    const store::remote::TenantAddress &address() const { return m_address; }
    /// To ask the tenant for tokens as its clients do.
    flow::ClientCredentialsFlow::Parts flowParts();
    const inspector::TokenInspector &inspector() const { return m_inspector; }
    const Verification &verification() const { return m_verification; }
    http::HttpClient &http() { return m_http; }

private:
    base::SystemClock m_clock;
    base::SystemRandom m_random;
    store::remote::TenantAddress m_address;
    Verification m_verification;
    inspector::TokenInspector m_inspector;
    http::NetworkHttpClient m_http;
    oauth::HttpTokenEndpoint m_endpoint;
    store::remote::RemoteCustody m_custody;
    flow::ClientIdentity m_identity;
    store::remote::ManagementBackend m_backend;
    store::ReviewedBackend m_reviewed;
    store::ResourceServerStore m_store;
    store::TenantEditor m_editor;
};

} // namespace gatehouse::app
