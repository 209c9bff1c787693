#pragma once

#include "models/base/LatestOnly.h"
#include "models/base/SerialThread.h"
#include "models/flow/ProbeTokens.h"
#include "models/http/HttpClient.h"
#include "models/jose/KeyCodec.h"
#include "models/store/Custody.h"
#include "models/store/StoreSnapshot.h"

#include <QObject>

namespace gatehouse::flow {

/// Which call to try, and with what.
struct ProbeRequest
{
    QUrl url;
    QByteArray method = "GET";
    http::HeaderList headers = {};
    QString confirmedHost = {};      ///< named by the person, where the URL is not of this machine
    inspector::TokenInspection good; ///< a verified token for the API
    domain::ResourceServer api;
    store::StoreSnapshot tenant;
};

/// The negative lab: the same call once for each kind of token, one after another, to see whether an API checks what it
/// must. A redirect is never followed, so that no token goes anywhere but to the URL named.
class ApiProbe : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        http::HttpClient &http;
        const store::Custody &custody;
        const jose::KeyCodec &codec;
        const jose::PrivateKeys &privateKeys;
        const base::Clock &clock;
    };
    explicit ApiProbe(Parts parts, QObject *parent = nullptr);

    void start(const ProbeRequest &request);
    void cancel();
    bool isRunning() const { return m_isRunning; }
    const ProbeReport &report() const { return m_report; }

Q_SIGNALS:
    /// A row changed; report() tells.
    void changed();
    void finished(const gatehouse::flow::ProbeReport &report);

private:
    using Tokens = base::Result<QHash<ProbeRow::Kind, QByteArray>>;
    base::Result<ProbeKeys> keys() const;
    void onTokens(quint64 run, const Tokens &tokens);
    void call(qsizetype row);
    void onAnswer(qsizetype row, qsizetype exchange, const base::Result<http::HttpResponse> &answer);
    void fail(const base::Error &error);
    void finish(ProbeReport::Outcome outcome);
    ProbeReport::Outcome judged() const;

    Parts m_parts;
    ProbeRequest m_request;
    ProbeReport m_report;
    ExchangeLog m_log;
    QHash<ProbeRow::Kind, QByteArray> m_tokens;
    base::LatestOnly<http::HttpResponse> m_answer;
    quint64 m_run = 0; ///< counts starts, so that tokens for an earlier one are noticed
    bool m_isRunning = false;
    base::SerialThread m_thread; ///< last: waited for before what its work uses goes
};

} // namespace gatehouse::flow
