#include "models/trust/KeyFetch.h"

#include "models/oauth/ServerMetadata.h"
#include "models/trust/IssuerFault.h"

#include <QPromise>

namespace gatehouse::trust {

using base::ErrorCode;
using base::ErrorStep;
using base::Job;
using base::Result;
using jose::JwkSet;

namespace {

std::unexpected<base::Error> unfit(const QString &subject, IssuerFault fault)
{
    return trust::unfit(ErrorStep::FetchKeys, subject, fault);
}

/// The body, or the error as one of fetching keys and not of asking a tenant's server.
Result<QByteArray> received(const Result<QByteArray> &body)
{
    return body.transform_error([](base::Error error) {
        error.step = ErrorStep::FetchKeys;
        return error;
    });
}

/// Where the configuration says that the keys are.
Result<QUrl> keysAddress(const TrustedIssuer &issuer, QByteArrayView document)
{
    const auto metadata = oauth::ServerMetadata::parse(document);
    if (!metadata)
        return unfit(issuer.name, IssuerFault::Configuration);
    // Exactly: what the person trusts is this issuer, wherever its configuration lies (OpenID Connect Discovery 1.0
    // section 4.3).
    if (metadata->issuer != issuer.issuer)
        return unfit(metadata->issuer, IssuerFault::OtherIssuer);
    if (metadata->jwksUri.isEmpty())
        return unfit(issuer.name, IssuerFault::NoKeySet);
    const auto address = oauth::checkedJwksAddress(metadata->jwksUri, oauth::PlainHttp::OnLoopback);
    // A configuration on the network has no business with what listens on this machine.
    if (!address || (address->scheme() == "http"_L1 && issuer.address.scheme() != "http"_L1))
        return unfit(metadata->jwksUri, IssuerFault::Address);
    return *address;
}

} // namespace

KeyFetch::KeyFetch(http::HttpClient &client, const jose::KeyCodec &codec)
    : m_client(client, oauth::PlainHttp::OnLoopback)
    , m_codec(codec)
{
}

Result<JwkSet> KeyFetch::read(const TrustedIssuer &issuer, QByteArrayView file, const jose::KeyCodec &codec)
{
    auto set = jose::parseKeyText(file, codec);
    if (!set)
        return unfit(issuer.name, IssuerFault::KeySet);
    return *std::move(set);
}

Job<JwkSet> KeyFetch::fetch(const TrustedIssuer &issuer)
{
    const auto promise = std::make_shared<QPromise<Result<JwkSet>>>();
    promise->start();
    const auto end = [promise](Result<JwkSet> result) {
        promise->addResult(std::move(result));
        promise->finish();
    };
    const auto readSet = [this, issuer, end](const Result<QByteArray> &body) {
        end(received(body).and_then([&](const QByteArray &set) { return read(issuer, set, m_codec); }));
    };
    const auto running = std::make_shared<Job<QByteArray>>(m_client.fetch(issuer.address));
    if (issuer.source == KeySource::KeySet) {
        running->then(&m_context, readSet);
    } else {
        running->then(&m_context, [this, issuer, end, readSet, running](const Result<QByteArray> &document) {
            const auto address =
                received(document).and_then([&issuer](const QByteArray &bytes) { return keysAddress(issuer, bytes); });
            if (!address)
                return end(std::unexpected(address.error()));
            *running = m_client.fetch(*address);
            running->then(&m_context, readSet);
        });
    }
    return Job<JwkSet>(promise->future(), [running] { running->cancel(); });
}

} // namespace gatehouse::trust
