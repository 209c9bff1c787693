#pragma once

#include "models/inspector/TokenBatch.h"
#include "models/scan/RepeatedHeader.h"
#include "models/scan/RepeatedLine.h"

#include <memory>

namespace gatehouse::scan {

/// Answers the lines of `token verify --jsonl` one after another, each as inspector::verifyLine does. What a line
/// shares with one before, its key most of all, is read once. For one thread.
class RequestLines
{
public:
    /// All outlive this; `verifier` is the inspector's own.
    RequestLines(const inspector::TokenInspector &inspector, const jose::SignatureVerifier &verifier,
                 const jose::KeyCodec &codec);

    inspector::BatchAnswer answer(QByteArrayView line);
    /// Whether a line was worth remembering.
    bool remembers() const { return m_known != nullptr; }

private:
    /// A request with public keys, and what was learnt of its tokens.
    struct Known
    {
        Known(const jose::SignatureVerifier &verifier, RepeatedLine line, inspector::LineRequest request);

        RepeatedLine line;
        inspector::LineRequest request;
        RepeatedHeader header;
    };

    void remember(QByteArrayView line, inspector::LineRequest request, const inspector::TokenInspection &inspection);

    const inspector::TokenInspector &m_inspector;
    const jose::SignatureVerifier &m_verifier;
    const jose::KeyCodec &m_codec;
    std::unique_ptr<Known> m_known;
};

} // namespace gatehouse::scan
