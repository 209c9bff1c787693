#pragma once

#include "models/base/LatestOnly.h"
#include "models/flow/ClientIdentity.h"
#include "models/flow/FlowRequest.h"
#include "models/flow/FlowStep.h"
#include "models/inspector/TokenInspector.h"
#include "models/store/Custody.h"

#include <QObject>

namespace gatehouse::flow {

/// The Test tab's and `gatehouse test`'s logic: one run at a time, over HTTP always; a second start replaces the first.
class ClientCredentialsFlow : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        http::HttpClient &http;
        oauth::TokenEndpoint &tokens;
        const store::Custody &custody;
        ClientIdentity &identity;
        const inspector::TokenInspector &inspector;
        const base::Clock &clock;
    };
    explicit ClientCredentialsFlow(Parts parts, QObject *parent = nullptr);

    void start(const FlowRequest &request);
    void cancel();
    bool isRunning() const;
    const FlowTranscript &transcript() const { return m_transcript; }
    /// Inspects a token that such a run got, now: for that API, and from that issuer.
    inspector::TokenInspection inspectFor(const FlowRequest &request, const QByteArray &token) const;

Q_SIGNALS:
    /// A step began, ended or was skipped; transcript() tells.
    void stepChanged(int index);
    void finished(const gatehouse::flow::FlowTranscript &transcript);

private:
    void begin(Step step);
    void end(Step step, StepState state);
    void finish(FlowOutcome outcome);
    void onMetadata(base::Result<http::HttpResponse> result);
    void onExchange(base::Result<oauth::TokenExchange> result);
    void inspect(const oauth::TokenResponse &response);

    Parts m_parts;
    FlowRequest m_request;
    FlowTranscript m_transcript;
    base::LatestOnly<http::HttpResponse> m_metadata;
    base::LatestOnly<oauth::TokenExchange> m_exchange;
    std::chrono::steady_clock::time_point m_stepBegan;
    ExchangeLog m_log;
};

} // namespace gatehouse::flow
