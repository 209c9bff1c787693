#pragma once

#include "models/base/Clock.h"
#include "models/http/HttpRequest.h"

#include <QStringList>

#include <optional>

namespace gatehouse::flow {

/// One request of a run and its answer, as both went over the wire; the answer to a login's form without its password.
/// Holds live codes and tokens: shown, copied and exported redacted unless a person asks.
struct Exchange
{
    /// What it is for.
    enum class Kind {
        Metadata,  ///< where the endpoints are (RFC 8414)
        Authorize, ///< the authorization request (RFC 6749 section 4.1.1)
        Browser,   ///< the same in a person's browser, whose pages are not seen
        Page,      ///< a page that a redirect led to
        Login,     ///< the form with the password
        Consent,   ///< the form with the decision
        Callback,  ///< the browser is sent back to the client (RFC 6749 section 4.1.2)
        Token,     ///< the token endpoint
        UserInfo,  ///< who the person is (OpenID Connect Core section 5.3)
        ApiCall,   ///< a call of somebody's API
    };
    enum class State { Running, Done, Refused, Failed };

    Kind kind = Kind::Metadata;
    State state = State::Running;
    http::HttpRequest sent;
    std::optional<http::HttpResponse> received; ///< nothing where none came, or none is seen
    std::chrono::microseconds begins{0};        ///< since the run began
    std::chrono::microseconds duration{0};

    int status() const { return received ? received->status : 0; }
};
QString exchangeKindName(Exchange::Kind kind);    ///< "authorize"
QString exchangeStateName(Exchange::State state); ///< "done"

/// A parameter of a request, in its query or its body.
struct ExchangeParameter
{
    QString name;
    QString value;
    bool isSecret = false; ///< whoever has it can do something with it

    bool operator==(const ExchangeParameter &) const = default;
};
/// In the order sent.
QList<ExchangeParameter> parametersOf(const http::HttpRequest &request);

/// What stands where a secret stood.
inline constexpr QLatin1StringView redactedText{"REDACTED"};
/// Without the value of any secret parameter, credential, cookie, token or code.
http::HttpRequest redactedRequest(const http::HttpRequest &request);
http::HttpResponse redactedResponse(const http::HttpResponse &response);
/// The value of a header, without what is secret in it.
QByteArray redactedHeader(const QByteArray &name, const QByteArray &value);

/// Records the exchanges of one run, on a clock that never runs backwards.
class ExchangeLog
{
public:
    explicit ExchangeLog(const base::Clock &clock);

    void restart();
    qsizetype begin(Exchange::Kind kind, const http::HttpRequest &request);
    /// A status of 400 and more is a refusal.
    void end(qsizetype index, std::optional<http::HttpResponse> response);
    void end(qsizetype index, Exchange::State state);
    /// Whatever still runs, as failed.
    void endAll();
    const QList<Exchange> &exchanges() const { return m_exchanges; }

private:
    std::chrono::microseconds elapsed() const;

    const base::Clock &m_clock;
    std::chrono::steady_clock::time_point m_began;
    QList<Exchange> m_exchanges;
};

} // namespace gatehouse::flow
