#include "models/oauth/UserGrants.h"

#include "models/oauth/ClientAuthentication.h"

#include <QUrl>

namespace gatehouse::oauth {

using namespace Qt::StringLiterals;

namespace {

using Fields = QList<std::pair<QString, QString>>;

QString textOf(const base::Secret &secret)
{
    return QString::fromUtf8(secret.bytes());
}

http::HttpRequest formRequest(const ClientCredentials &client, const QUrl &endpoint, Fields fields)
{
    http::HttpRequest request;
    request.method = "POST";
    request.url = endpoint;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    if (const QByteArray authorization = authorizationHeader(client); !authorization.isEmpty())
        request.headers.append({"Authorization", authorization});
    fields.append(identifyingMembers(client));
    request.body = formBody(fields);
    return request;
}

} // namespace

QByteArray formBody(const QList<std::pair<QString, QString>> &fields)
{
    QByteArray body;
    for (const auto &[name, value] : fields) {
        if (!body.isEmpty())
            body += '&';
        body += QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    }
    return body;
}

http::HttpRequest toHttp(const CodeGrant &grant, const QUrl &endpoint)
{
    return formRequest(grant.client, endpoint,
                       {{u"grant_type"_s, u"authorization_code"_s},
                        {u"code"_s, textOf(grant.code)},
                        {u"redirect_uri"_s, grant.redirectUri},
                        {u"code_verifier"_s, textOf(grant.verifier)}});
}

http::HttpRequest toHttp(const RefreshGrant &grant, const QUrl &endpoint)
{
    Fields fields{{u"grant_type"_s, u"refresh_token"_s}, {u"refresh_token"_s, textOf(grant.refreshToken)}};
    if (!grant.scopes.isEmpty())
        fields.append({u"scope"_s, grant.scopes.join(u' ')});
    return formRequest(grant.client, endpoint, std::move(fields));
}

} // namespace gatehouse::oauth
