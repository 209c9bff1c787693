#pragma once

#include "models/base/Clock.h"
#include "models/store/Ledger.h"

#include <QHash>

#include <mutex>
#include <optional>

namespace gatehouse::issuer {

/// What a client asked for at /authorize, checked, while the person logs in and agrees. It never leaves the server:
/// forms carry a handle, and the handle is worth something only together with the cookie of the browser that it was
/// given to (AS-18).
struct AuthorizationRequest
{
    domain::ClientId client;
    QString issuer; ///< of the origin under which the client asked
    QString redirectUri;
    bool isRedirectUriRequired = true;
    bool usesFormPost = false;
    QString state;
    QList<domain::ResourceServerId> apis;
    QStringList scopes; ///< as asked for, each once
    QString nonce;
    QString challenge;
    bool isChallengePlain = false;
    bool promptsLogin = false;
    bool promptsConsent = false;
    bool forbidsPages = false;    ///< prompt=none
    std::optional<qint64> maxAge; ///< seconds
    QString loginHint;
    std::optional<store::LoginSession> login; ///< once somebody has logged in for it

    bool operator==(const AuthorizationRequest &) const = default;
};

/// Requests under way, in memory: bounded, and each for ten minutes. Thread-safe.
class PendingRequests
{
public:
    static constexpr std::chrono::minutes lifetime{10};
    static constexpr qsizetype most = 1000;

    /// `browser` is the secret of the cookie. Where there are too many, the oldest goes.
    void add(const store::TokenHash &handle, const store::TokenHash &browser, AuthorizationRequest request,
             base::Instant now);
    /// Nothing for a handle that is unknown, over, or of another browser.
    std::optional<AuthorizationRequest> find(const store::TokenHash &handle, const store::TokenHash &browser,
                                             base::Instant now) const;
    /// Notes who logged in.
    void setLogin(const store::TokenHash &handle, const store::LoginSession &login);
    /// Takes a request out; true for one caller.
    bool take(const store::TokenHash &handle);

private:
    struct Entry
    {
        store::TokenHash browser;
        AuthorizationRequest request;
        base::Instant since;
    };
    mutable std::mutex m_mutex;
    QHash<store::TokenHash, Entry> m_entries;
};

} // namespace gatehouse::issuer
