#pragma once

#include "models/base/LatestOnly.h"
#include "models/base/Random.h"
#include "models/flow/ClientIdentity.h"
#include "models/flow/Endpoints.h"
#include "models/flow/FlowRequest.h"
#include "models/flow/FlowStep.h"
#include "models/http/HttpClient.h"
#include "models/inspector/TokenInspector.h"
#include "models/oauth/UserGrants.h"
#include "models/store/Custody.h"

#include <QObject>

namespace gatehouse::flow {

/// What the flows in a person's name have in common: from the metadata to a token request, and from its answer to three
/// judgements: of the access token, of the ID token and of what /userinfo says.
class UserFlow : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        http::HttpClient &http;
        const store::Custody &custody;
        const ClientIdentity &identity;
        const inspector::TokenInspector &inspector;
        const base::Clock &clock;
        base::RandomSource &random;
    };

    virtual void cancel();
    bool isRunning() const { return m_isRunning; }
    const FlowTranscript &transcript() const { return m_transcript; }

Q_SIGNALS:
    /// An exchange began or ended; transcript() tells.
    void changed();
    void finished(const gatehouse::flow::FlowTranscript &transcript);

protected:
    explicit UserFlow(Parts parts, QObject *parent);

    void restart(const FlowRequest &request);
    /// Reads the metadata; onEndpoints() follows.
    void findEndpoints();
    virtual void onEndpoints(const Endpoints &endpoints) = 0;
    /// Who the client is, at the token endpoint.
    base::Result<oauth::ClientCredentials> credentials() const;
    void requestTokens(const http::HttpRequest &request, const QString &nonce);
    /// Called with what came, before it is judged.
    virtual void onTokens(const oauth::TokenResponse &) {}
    void note();
    void check(FlowCheck::Kind kind, bool isGood);
    void fail(const base::Error &error);
    void finish(FlowOutcome outcome);

    const Parts &parts() const { return m_parts; }
    const FlowRequest &request() const { return m_request; }
    FlowTranscript &running() { return m_transcript; }
    ExchangeLog &log() { return m_log; }

private:
    using Response = base::Result<http::HttpResponse>;
    void send(Exchange::Kind kind, const http::HttpRequest &request,
              std::function<void(const http::HttpResponse &)> read);
    void readTokens(const http::HttpRequest &sent, const http::HttpResponse &response, const QString &nonce);
    void inspect(const oauth::TokenResponse &response, const QString &nonce);
    void readUserInfo(const http::HttpResponse &response);
    void conclude();
    inspector::TokenInspection inspected(const QByteArray &token, const QString &audience,
                                         const QString &algorithm) const;

    Parts m_parts;
    FlowRequest m_request;
    FlowTranscript m_transcript;
    ExchangeLog m_log;
    Endpoints m_endpoints;
    base::LatestOnly<http::HttpResponse> m_answer;
    bool m_isRunning = false;
};

} // namespace gatehouse::flow
