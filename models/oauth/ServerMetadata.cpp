#include "models/oauth/ServerMetadata.h"

#include "models/jose/StrictJson.h"

namespace gatehouse::oauth {

namespace {

constexpr QLatin1StringView metadataPath("/.well-known/openid-configuration");
constexpr int httpsPort = 443;

/// The issuer whose document would lie at `address`, without a slash at its end.
QUrl issuerOf(const QUrl &address)
{
    QUrl issuer = address;
    issuer.setPath(address.path().chopped(metadataPath.size()));
    return issuer;
}

} // namespace

std::optional<ServerMetadata> ServerMetadata::parse(QByteArrayView json)
{
    const auto document = jose::parseStrictJson(json, {.bytes = JwksClient::mostBytes, .depth = 16, .values = 5000});
    const jose::JsonValue *issuer = document && document->isObject() ? document->member(u"issuer") : nullptr;
    if (!issuer || !issuer->isString())
        return {};
    const jose::JsonValue *keys = document->member(u"jwks_uri");
    return ServerMetadata{.issuer = issuer->string, .jwksUri = keys && keys->isString() ? keys->string : QString()};
}

std::expected<QUrl, JwksAddressFault> metadataAddressOf(const QString &issuer, PlainHttp plain)
{
    auto checked = checkedJwksAddress(issuer, plain);
    if (!checked)
        return checked;
    // An issuer has neither query nor fragment (RFC 8414 section 2).
    if (checked->hasQuery())
        return std::unexpected(JwksAddressFault::NotAnAddress);
    QString path = checked->path();
    if (path.endsWith(u'/'))
        path.chop(1);
    checked->setPath(path + metadataPath);
    return checked;
}

bool isMetadataAddress(const QUrl &address)
{
    return address.path().endsWith(metadataPath) && !address.hasQuery();
}

std::expected<QUrl, MetadataFault> keysAddressOf(const ServerMetadata &metadata, const QUrl &address)
{
    // Auth0's issuer ends with a slash, others' do not; all else is compared to the letter.
    const QString asked = issuerOf(address).toString(QUrl::FullyEncoded);
    if (metadata.issuer != asked && metadata.issuer != asked + u'/')
        return std::unexpected(MetadataFault::OtherIssuer);
    if (metadata.jwksUri.isEmpty())
        return std::unexpected(MetadataFault::NoKeysAddress);
    const auto keys = checkedJwksAddress(metadata.jwksUri);
    if (!keys)
        return std::unexpected(MetadataFault::AddressRefused);
    return *keys;
}

bool isSameHost(const QUrl &address, const QUrl &other)
{
    return address.host(QUrl::FullyEncoded) == other.host(QUrl::FullyEncoded) &&
           address.port(httpsPort) == other.port(httpsPort);
}

} // namespace gatehouse::oauth
