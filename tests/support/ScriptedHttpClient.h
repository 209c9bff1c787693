#pragma once

#include "models/http/HttpClient.h"

#include <QList>
#include <QPromise>

#include <memory>
#include <optional>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// An HttpClient that answers from a script: at once, late (when told), with an error, or never. Records what was sent
/// and which requests were aborted. For one thread.
class ScriptedHttpClient final : public http::HttpClient
{
public:
    using Answer = base::Result<http::HttpResponse>;

    static Answer json(int status, QByteArray body)
    {
        return http::HttpResponse{
            .status = status, .reason = {}, .headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
    }
    static Answer error(base::ErrorCode code)
    {
        return base::failure(code, base::ErrorStep::HttpRequest, u"127.0.0.1"_s);
    }

    /// The next request is answered with this at once.
    void answer(Answer answer) { m_script.append(std::move(answer)); }
    /// The next request waits for release().
    void answerLate() { m_script.append(std::nullopt); }
    /// Answers the oldest request that waits.
    void release(Answer answer)
    {
        const auto waiting = m_waiting.takeFirst();
        waiting->addResult(std::move(answer));
        waiting->finish();
    }
    qsizetype waitingCount() const { return m_waiting.size(); }
    int abortedCount() const { return *m_aborted; }
    const QList<http::HttpRequest> &sent() const { return m_sent; }

    base::Job<http::HttpResponse> send(const http::HttpRequest &request) override
    {
        m_sent.append(request);
        std::optional<Answer> next = m_script.isEmpty() ? std::nullopt : m_script.takeFirst();
        if (next)
            return base::Job<http::HttpResponse>::ready(std::move(*next));
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        m_waiting.append(promise);
        return base::Job<http::HttpResponse>(promise->future(), [aborted = m_aborted] { ++*aborted; });
    }

private:
    QList<std::optional<Answer>> m_script; ///< nothing: late, or never
    QList<std::shared_ptr<QPromise<Answer>>> m_waiting;
    QList<http::HttpRequest> m_sent;
    std::shared_ptr<int> m_aborted = std::make_shared<int>(0);
};

} // namespace gatehouse::tests
