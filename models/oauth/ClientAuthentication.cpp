#include "models/oauth/ClientAuthentication.h"

#include "models/jose/JsonBuilder.h"

#include <QUrl>

namespace gatehouse::oauth {

using namespace Qt::StringLiterals;

namespace json = jose::json;

namespace {

constexpr qint64 assertionLifetime = 60; // seconds

QString clearText(const base::Secret &secret)
{
    return QString::fromUtf8(secret.bytes());
}

bool isByHeader(const ClientCredentials &client)
{
    return client.secret && !client.assertion && client.authentication == ClientAuthentication::SecretBasic;
}

} // namespace

QList<std::pair<QString, QString>> identifyingMembers(const ClientCredentials &client)
{
    if (isByHeader(client))
        return {};
    QList<std::pair<QString, QString>> members{{u"client_id"_s, client.clientId}};
    if (client.assertion) {
        members.append({u"client_assertion_type"_s, u"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"_s});
        members.append({u"client_assertion"_s, clearText(*client.assertion)});
    } else if (client.secret) {
        members.append({u"client_secret"_s, clearText(*client.secret)});
    }
    return members;
}

QByteArray authorizationHeader(const ClientCredentials &client)
{
    if (!isByHeader(client))
        return {};
    // Both parts are form-encoded first, so that a colon in the id is not taken for the separator.
    const QByteArray id = QUrl::toPercentEncoding(client.clientId);
    const QByteArray secret = QUrl::toPercentEncoding(clearText(*client.secret));
    return "Basic " + (id + ':' + secret).toBase64();
}

base::Result<base::Secret> clientAssertion(const AssertionContent &content, const jose::Signer &signer)
{
    jose::JsonValue header = json::object();
    json::add(header, "alg"_L1, json::string(jose::algorithmName(signer.algorithm())));
    json::add(header, "typ"_L1, json::string(u"JWT"_s));
    const qint64 now = base::unixSeconds(content.now);
    jose::JsonValue claims = json::object();
    json::add(claims, "iss"_L1, json::string(content.clientId));
    json::add(claims, "sub"_L1, json::string(content.clientId));
    json::add(claims, "aud"_L1, json::string(content.audience));
    json::add(claims, "iat"_L1, json::number(now));
    json::add(claims, "exp"_L1, json::number(now + assertionLifetime));
    json::add(claims, "jti"_L1, json::string(content.id));
    return jose::signCompact(header.toJson(), claims.toJson(), signer).transform([](const QByteArray &assertion) {
        return base::Secret(QByteArrayView(assertion));
    });
}

} // namespace gatehouse::oauth
