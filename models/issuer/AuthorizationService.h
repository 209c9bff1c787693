#pragma once

#include "models/base/Random.h"
#include "models/issuer/AuthorizeRules.h"
#include "models/issuer/ConsentPolicy.h"
#include "models/issuer/ScopeDecision.h"
#include "models/issuer/SecretAttempts.h"
#include "models/jose/PassphraseKdf.h"
#include "models/store/Custody.h"
#include "models/store/SnapshotSource.h"
#include "models/store/TenantEditor.h"

#include <functional>
#include <semaphore>
#include <variant>

namespace gatehouse::issuer {

/// The browser is sent on; `usesFormPost`: by a form with these fields, which the person submits.
struct SentToClient
{
    QString redirectUri;
    QList<std::pair<QString, QString>> parameters;
    bool usesFormPost = false;
};
/// Nothing can be sent to the client: the person is told.
struct ErrorPage
{
    oauth::TokenErrorResponse error;
};
/// The login page, for a request under way.
struct LoginPage
{
    QString clientName;
    QString email; ///< typed before, or hinted at by the client
    QString redirectUri;
    enum class Problem { None, WrongCredentials, TooManyAttempts, Busy };
    Problem problem = Problem::None;
};
/// The consent page.
struct ConsentPage
{
    domain::ClientApplication client;
    QString email;
    QString redirectUri;
    QString redirectHost; ///< of redirectUri, or the scheme of a native client's own
    ConsentReason reason = ConsentReason::AskedFor;
    QList<domain::ResourceServer> apis;
    QStringList scopes; ///< that would be issued
};

/// What a browser gets next. A new handle, browser secret or session secret goes into the URL or a cookie.
struct BrowserStep
{
    std::variant<SentToClient, ErrorPage, LoginPage, ConsentPage> next;
    base::Secret handle;  ///< of the request under way; empty where it is over
    base::Secret browser; ///< to be kept as a cookie; empty where the browser has one
    base::Secret session; ///< of a fresh login, to be kept as a cookie
};

/// What a browser shows of itself: its cookies. Empty where it has none.
struct BrowserState
{
    base::Secret browser;
    base::Secret session;
};

/// /authorize with its login and its consent (contract sections 2.4 and 2.5). Decides; knows no HTML and no HTTP.
/// Thread-safe.
class AuthorizationService
{
public:
    struct Parts
    {
        const store::SnapshotSource &tenant;
        const store::Custody &custody;
        store::Ledger &ledger;
        const jose::PassphraseKdf &kdf;
        base::RandomSource &random;
        const base::Clock &clock;
        /// Has a consent kept; called from the server's threads, and returns at once.
        std::function<void(const store::TenantEditor::NewConsent &)> keepConsent;
    };
    explicit AuthorizationService(Parts parts);

    BrowserStep authorize(const AuthorizeParameters &parameters, const BrowserState &browser, const QString &issuer);
    /// The page of a request under way, to be shown again; nothing for one that is unknown or over.
    std::optional<BrowserStep> resume(const base::Secret &handle, const BrowserState &browser);
    std::optional<BrowserStep> logIn(const base::Secret &handle, const BrowserState &browser, const QString &email,
                                     const base::Secret &password);
    std::optional<BrowserStep> decide(const base::Secret &handle, const BrowserState &browser, bool isAllowed);

    /// The login that a session cookie stands for.
    std::optional<store::LoginSession> sessionOf(const base::Secret &session) const;
    void logOut(const base::Secret &session);
    /// Lets people in again that are slowed down because of wrong passwords.
    void forgetAttempts() { m_attempts.reset(); }

private:
    BrowserStep proceed(const base::Secret &handle, AuthorizationRequest request, const store::StoreSnapshot &tenant);
    BrowserStep finish(const base::Secret &handle, const AuthorizationRequest &request, const QStringList &scopes);
    static BrowserStep refuse(const AuthorizationRequest &request, const QString &error, const QString &description);
    LoginPage loginPage(const AuthorizationRequest &request, const store::StoreSnapshot &tenant) const;
    bool mayGoOn(const AuthorizationRequest &request, const store::LoginSession &login,
                 const store::StoreSnapshot &tenant) const;

    Parts m_parts;
    PendingRequests m_pending;
    SecretAttempts m_attempts{store::AttemptKind::Password, m_parts.ledger, m_parts.random};
    std::counting_semaphore<2> m_checks{2};   ///< each takes memory and a core: no more than two at once
    std::counting_semaphore<3> m_admitted{3}; ///< and one that waits: whoever waits holds a thread of the server
};

} // namespace gatehouse::issuer
