#pragma once

#include "models/base/Secret.h"
#include "models/jose/StrictJson.h"
#include "models/store/connection/TenantAddress.h"
#include "models/store/remote/RequestPace.h"
#include "models/store/remote/Wire.h"

#include <QStringList>
#include <QUrlQuery>

#include <expected>
#include <functional>
#include <optional>
#include <variant>

namespace gatehouse::store::remote {

/// Who asks: a client that fetches Management tokens (contract section 2.1).
struct ClientCredentials
{
    QString clientId;
    base::Secret secret;
};

/// A Management token that a person has pasted: it is kept in memory, and there is no other when it expires.
struct PastedToken
{
    base::Secret token;
};

using Login = std::variant<ClientCredentials, PastedToken>;

/// A write that did not succeed, as far as anybody here knows.
struct WriteFailure
{
    base::Error error;
    bool mayBeDone = false; ///< the answer was lost, so that only reading tells
};

/// Speaks to one tenant's Management API: its token, its limits, its errors. Sends a token to that tenant's origin and
/// nowhere else; what may be repeated is, what may not is not.
class ManagementClient
{
public:
    static constexpr qint64 mostBytes = qint64{16} * 1024 * 1024;

    /// `wire`, `clock` and `random` outlive it.
    ManagementClient(Wire &wire, const base::Clock &clock, base::RandomSource &random, TenantAddress address,
                     Login login, int perSecond = RequestPace::usualPerSecond);

    /// `path` begins behind /api/v2 and is encoded.
    base::Result<jose::JsonValue> get(const QByteArray &path, const QUrlQuery &query = {});
    /// What the tenant publishes to everybody, at `path` below its issuer: asked for without a token.
    base::Result<jose::JsonValue> getPublished(const QByteArray &path);
    /// The object as it then is; null where the answer has no body.
    std::expected<jose::JsonValue, WriteFailure> write(const QByteArray &method, const QByteArray &path,
                                                       const jose::JsonValue &body = {});

    /// Asks as this from now on; a token that is there is another's.
    void setLogin(Login login);
    /// Fetches a token, if there is none, and says what it may be used for; nothing where it does not say.
    base::Result<std::optional<QStringList>> logIn();
    const TenantAddress &address() const { return m_address; }
    bool isCancelled() const { return m_wire.isCancelled(); }
    /// Requests sent so far, those for tokens included.
    int requestCount() const { return m_requests; }
    /// Bytes of all answers so far.
    qint64 receivedBytes() const { return m_received; }
    /// Called before each wait that a tenant's limit causes.
    void onWait(std::function<void(std::chrono::milliseconds)> listener) { m_onWait = std::move(listener); }

private:
    base::Result<http::HttpResponse> send(const http::HttpRequest &request, bool isRepeatable);
    /// Once, at the pace that the tenant allows.
    base::Result<http::HttpResponse> sendOnce(const http::HttpRequest &request);
    base::Result<void> rest(std::chrono::milliseconds time);
    base::Result<void> haveToken();
    http::HttpRequest requestTo(const QByteArray &method, const QByteArray &path, const QUrlQuery &query) const;
    base::Result<jose::JsonValue> bodyOf(const http::HttpResponse &answer) const;
    base::Error refusal(const http::HttpResponse &answer, base::ErrorStep step) const;
    base::Error error(base::ErrorCode code, base::ErrorStep step, const QString &detail = {}, int status = 0) const;

    Wire &m_wire;
    const base::Clock &m_clock;
    TenantAddress m_address;
    Login m_login;
    RequestPace m_pace;
    RequestPace m_tokenPace;
    base::Secret m_token;
    std::optional<QStringList> m_scopes;
    std::chrono::steady_clock::time_point m_renewal;
    int m_requests = 0;
    qint64 m_received = 0;
    std::function<void(std::chrono::milliseconds)> m_onWait;
};

/// A key as a segment of a path: everything but letters, digits and `-._~` encoded (contract section 0, 7).
QByteArray segment(const QString &key);

} // namespace gatehouse::store::remote
