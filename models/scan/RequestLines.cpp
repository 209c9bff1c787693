#include "models/scan/RequestLines.h"

#include "models/inspector/BatchAnswer.h"

#include <algorithm>

namespace gatehouse::scan {

namespace {

/// Secrets are not kept longer than the line they came in.
bool isPublic(const inspector::VerificationPolicy &policy)
{
    const auto *pasted = std::get_if<inspector::PastedKey>(&policy.keys);
    return pasted && pasted->keys && std::ranges::none_of(pasted->keys->keys, [](const jose::Jwk &key) {
               return key.type == jose::KeyType::Octets || key.hadPrivatePart;
           });
}

} // namespace

RequestLines::Known::Known(const jose::SignatureVerifier &verifier, RepeatedLine pattern,
                           inspector::LineRequest firstRequest)
    : line(std::move(pattern))
    , request(std::move(firstRequest))
    , header(verifier, request.policy)
{
}

RequestLines::RequestLines(const inspector::TokenInspector &inspector, const jose::SignatureVerifier &verifier,
                           const jose::KeyCodec &codec)
    : m_inspector(inspector)
    , m_verifier(verifier)
    , m_codec(codec)
{
}

inspector::BatchAnswer RequestLines::answer(QByteArrayView line)
{
    if (const auto values = m_known ? m_known->line.match(line) : std::nullopt) {
        if (const auto verdicts = m_known->header.verdicts(values->token))
            return {.json = inspector::answerJson(values->id, *verdicts), .verified = verdicts->isVerified()};
        const inspector::TokenInspection inspection = m_inspector.inspect(values->token, m_known->request.policy);
        m_known->header.learn(inspection);
        m_known->request.id = values->id.toByteArray();
        return inspector::answerOf(m_known->request, inspection);
    }
    auto request = inspector::readLineRequest(line, m_codec);
    if (!request)
        return inspector::answerOf(request.error());
    const inspector::TokenInspection inspection = m_inspector.inspect(request->token, request->policy);
    inspector::BatchAnswer answer = inspector::answerOf(*request, inspection);
    remember(line, *std::move(request), inspection);
    return answer;
}

void RequestLines::remember(QByteArrayView line, inspector::LineRequest request,
                            const inspector::TokenInspection &inspection)
{
    if (!isPublic(request.policy))
        return;
    auto pattern = RepeatedLine::of(line, request.id, request.token);
    if (!pattern)
        return;
    m_known = std::make_unique<Known>(m_verifier, *std::move(pattern), std::move(request));
    m_known->header.learn(inspection);
}

} // namespace gatehouse::scan
