#include "models/flow/ApiProbe.h"

namespace gatehouse::flow {

using namespace Qt::StringLiterals;
using Kind = ProbeRow::Kind;

namespace {

constexpr qint64 maxAnswer = 256LL * 1024; // its status is what counts

int expectedStatus(Kind kind)
{
    switch (kind) {
    case Kind::GoodToken:
        return 200;
    case Kind::MissingScope:
        return 403;
    default:
        return 401;
    }
}

} // namespace

ApiProbe::ApiProbe(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_log(parts.clock)
{
}

base::Result<ProbeKeys> ApiProbe::keys() const
{
    if (m_request.api.signingAlgorithm == domain::SigningAlgorithm::HS256) {
        auto signer = m_parts.custody.signer(m_request.api);
        if (!signer)
            return std::unexpected(signer.error());
        return ProbeKeys{.signer = *std::move(signer), .publicPem = {}, .privateKeys = m_parts.privateKeys};
    }
    const domain::SigningKey *key = m_request.tenant.signingKey(domain::KeyId(m_request.good.kid));
    if (!key)
        return base::failure(base::ErrorCode::NotFound, base::ErrorStep::MakeSigner, m_request.good.kid);
    auto signer = m_parts.custody.signer(*key);
    if (!signer)
        return std::unexpected(signer.error());
    const auto jwk = m_parts.codec.publicKeyFromDer(key->publicKey);
    return ProbeKeys{.signer = *std::move(signer),
                     .publicPem = jwk ? m_parts.codec.toPem(*jwk) : QByteArray(),
                     .privateKeys = m_parts.privateKeys};
}

void ApiProbe::start(const ProbeRequest &request)
{
    m_answer.cancel();
    m_request = request;
    m_report = {};
    for (int i = 0; i < probeKindCount; ++i) {
        const auto kind = static_cast<Kind>(i);
        m_report.rows.append({.kind = kind, .expected = expectedStatus(kind)});
    }
    m_log.restart();
    m_tokens.clear();
    m_isRunning = true;
    const quint64 run = ++m_run;
    const ProbeTarget target = probeTarget(request.url);
    // Whoever starts a probe has told the person already; a token is sent nowhere else all the same.
    if (target != ProbeTarget::Loopback &&
        (target != ProbeTarget::Elsewhere || request.confirmedHost != request.url.host())) {
        fail({.code = base::ErrorCode::Refused,
              .step = base::ErrorStep::HttpRequest,
              .subject = request.url.host(),
              .detail = u"not confirmed"_s});
        return;
    }
    auto keys = this->keys();
    if (!keys) {
        fail(keys.error());
        return;
    }
    // A key of RSA takes a while to make.
    const bool isPosted =
        m_thread.post([this, run, keys = *std::move(keys), good = request.good, now = m_parts.clock.now()] {
            QMetaObject::invokeMethod(
                this, [this, run, tokens = makeProbeTokens(good, keys, now)] { onTokens(run, tokens); },
                Qt::QueuedConnection);
        });
    if (!isPosted)
        fail({.code = base::ErrorCode::ThreadRefused, .step = base::ErrorStep::SignToken, .subject = {}, .detail = {}});
}

void ApiProbe::cancel()
{
    if (m_isRunning)
        finish(ProbeReport::Outcome::Cancelled);
}

void ApiProbe::onTokens(quint64 run, const Tokens &tokens)
{
    if (run != m_run || !m_isRunning)
        return;
    if (!tokens) {
        fail(tokens.error());
        return;
    }
    m_tokens = *tokens;
    call(0);
}

void ApiProbe::call(qsizetype row)
{
    while (row < m_report.rows.size() && !m_tokens.contains(m_report.rows.at(row).kind))
        m_report.rows[row++].verdict = ProbeRow::Verdict::NotTried;
    if (row >= m_report.rows.size()) {
        finish(judged());
        return;
    }
    http::HttpRequest request;
    request.method = m_request.method;
    request.url = m_request.url;
    request.headers = m_request.headers;
    request.maxAnswerBytes = maxAnswer;
    if (const QByteArray token = m_tokens.value(m_report.rows.at(row).kind); !token.isEmpty())
        request.headers.emplaceBack("Authorization", "Bearer " + token);
    const qsizetype exchange = m_log.begin(Exchange::Kind::ApiCall, request);
    m_answer.start(m_parts.http.send(request), this,
                   [this, row, exchange](const auto &answer) { onAnswer(row, exchange, answer); });
}

void ApiProbe::onAnswer(qsizetype row, qsizetype exchange, const base::Result<http::HttpResponse> &answer)
{
    ProbeRow &judged = m_report.rows[row];
    if (answer) {
        m_log.end(exchange, *answer);
        judged.verdict = probeVerdict(judged.expected, answer->status);
    } else {
        m_log.end(exchange, Exchange::State::Failed);
        judged.error = answer.error();
        judged.verdict = ProbeRow::Verdict::NoAnswer;
    }
    judged.exchange = m_log.exchanges().at(exchange);
    const bool isNobodyThere = !answer && row == 0;
    Q_EMIT changed();
    if (!m_isRunning)
        return;
    // Where nobody answers the first call, nobody answers the others.
    if (isNobodyThere)
        fail(answer.error());
    else
        call(row + 1);
}

ProbeReport::Outcome ApiProbe::judged() const
{
    const ProbeRow &good = m_report.rows.constFirst();
    if (m_report.faults() > 0)
        return ProbeReport::Outcome::Faulty;
    const bool isAllClear = std::ranges::none_of(m_report.rows, [](const ProbeRow &row) {
        return row.verdict == ProbeRow::Verdict::Unclear || row.verdict == ProbeRow::Verdict::NoAnswer;
    });
    return good.verdict == ProbeRow::Verdict::Right && isAllClear ? ProbeReport::Outcome::Sound
                                                                  : ProbeReport::Outcome::Unclear;
}

void ApiProbe::fail(const base::Error &error)
{
    m_report.error = error;
    finish(ProbeReport::Outcome::Failed);
}

void ApiProbe::finish(ProbeReport::Outcome outcome)
{
    m_answer.cancel();
    m_isRunning = false;
    m_tokens.clear();
    m_report.outcome = outcome;
    // A copy: whoever hears of it may start the next run at once.
    const ProbeReport done = m_report;
    Q_EMIT finished(done);
}

} // namespace gatehouse::flow
