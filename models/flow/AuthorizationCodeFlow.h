#pragma once

#include "models/flow/UserAgent.h"
#include "models/flow/UserFlow.h"

#include <QTimer>

#include <memory>

namespace gatehouse::flow {

/// A login as a client has it: code with PKCE (RFC 6749 section 4.1, RFC 7636) over HTTP, through whatever takes the
/// person to the server. One run at a time; a second start replaces the first.
class AuthorizationCodeFlow final : public UserFlow
{
    Q_OBJECT

public:
    explicit AuthorizationCodeFlow(Parts parts, QObject *parent = nullptr);
    ~AuthorizationCodeFlow() override;

    void start(const FlowRequest &request, std::unique_ptr<UserAgent> agent);
    void cancel() override;
    /// Where the person is sent, once they are, for one who wants to open it by hand.
    const QUrl &address() const { return m_address; }

    /// What a test asks for where the person chose nothing: who it is, and every scope of the API.
    static QStringList everything(const domain::ResourceServer &api, bool wantsRefreshToken);

private:
    void onEndpoints(const Endpoints &endpoints) override;
    QUrl authorizationRequest(const Endpoints &endpoints) const;
    bool take(const QUrl &redirect);
    void onRedirect(const QUrl &redirect);
    void leave();
    void later(std::function<void()> what);

    std::unique_ptr<UserAgent> m_agent;
    quint64 m_visit = 0; ///< counts visits, so that what an earlier one still had to say is not heard
    bool m_isWaiting = false;
    QTimer m_patience;
    Endpoints m_endpoints;
    QUrl m_address;
    QString m_redirectUri;
    QString m_state;
    QString m_nonce;
    base::Secret m_verifier;
};

} // namespace gatehouse::flow
