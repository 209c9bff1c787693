#pragma once

#include "models/oauth/JwksClient.h"

namespace gatehouse::oauth {

/// What an issuer says of itself (OpenID Connect Discovery 1.0 section 3, RFC 8414 section 2), as far as its keys are
/// concerned. Hostile until it was compared with what was asked for.
struct ServerMetadata
{
    QString issuer;
    QString jwksUri; ///< empty when there is none

    /// Nothing for what is no strict JSON object with an issuer.
    static std::optional<ServerMetadata> parse(QByteArrayView json);
};

/// Where an issuer publishes its metadata: `issuer` followed by .well-known/openid-configuration (section 4 there).
std::expected<QUrl, JwksAddressFault> metadataAddressOf(const QString &issuer, PlainHttp plain = PlainHttp::Never);
/// Whether `address` is such a one.
bool isMetadataAddress(const QUrl &address);

/// Why no keys are fetched by a metadata document.
enum class MetadataFault {
    OtherIssuer,    ///< it speaks of another issuer than its address does (section 4.3)
    NoKeysAddress,  ///< no `jwks_uri`
    AddressRefused, ///< its `jwks_uri` is none that checkedJwksAddress() lets through
};

/// The address of the keys by the document that was read at `address`.
std::expected<QUrl, MetadataFault> keysAddressOf(const ServerMetadata &metadata, const QUrl &address);
/// Whether both are on the same host and port.
bool isSameHost(const QUrl &address, const QUrl &other);

} // namespace gatehouse::oauth
