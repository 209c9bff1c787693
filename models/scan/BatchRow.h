#pragma once

#include "models/inspector/Headline.h"
#include "models/transport/FoundToken.h"

#include <array>

namespace gatehouse::scan {

/// One distinct token of a batch: what was judged of it, in short, and where it was first seen.
struct BatchRow
{
    QByteArray token;
    transport::FoundToken::Kind kind = transport::FoundToken::Kind::Jws;
    int source = 0; ///< which input, counted from 0
    transport::Place place;
    transport::Transports through;
    int seen = 1; ///< how often

    inspector::Verdict verdict = inspector::Verdict::CouldNotBeChecked;
    inspector::Headline headline = inspector::Headline::NotAToken;
    inspector::Form form = inspector::Form::NotAJwt;
    inspector::Signature signature = inspector::Signature::NotChecked;
    inspector::Time time = inspector::Time::NotJudged;
    inspector::Claims claims = inspector::Claims::NotJudged;
    inspector::Policy policy = inspector::Policy::NotJudged;
    inspector::Reason reason = inspector::Reason::NotAToken;

    QString algorithm;
    QString kid;     ///< as the token says; hostile
    QString keyUsed; ///< the key it was checked with: kid or thumbprint; of a secret, secretKey and the API's name;
                     ///< of a trusted issuer, its name in front
    QString api;     ///< the tenant's name of it
    QString issuer;
    QString subject;
    QString client; ///< azp, client_id or cid
    QStringList audience;
    std::optional<qint64> issuedAt, expiresAt; ///< Unix seconds
    QStringList findings;                      ///< ids, each once
};

/// Tells tokens of one issuer and `jti` from all others in 16 bytes: the beginning of a SHA-256. Nothing for a token
/// without a `jti` that is a string.
using TokenIdMark = std::array<quint64, 2>;
std::optional<TokenIdMark> tokenIdMark(const inspector::TokenInspection &inspection);

/// What a row names a shared secret by, which has neither kid nor thumbprint; ":" and the name of its API follow, when
/// it is the tenant's.
inline constexpr QLatin1StringView secretKey("secret");

/// The row of a token that was found and inspected.
BatchRow rowOf(transport::FoundToken &&found, int source, const inspector::TokenInspection &inspection);

/// A token that proves nothing any more: what inspector::withoutProof leaves of it, with a mark in place of the rest.
QByteArray withoutSignature(QByteArrayView token);

} // namespace gatehouse::scan
