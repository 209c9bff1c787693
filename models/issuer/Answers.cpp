#include "models/issuer/Answers.h"

#include "models/base/Logging.h"
#include "models/base/Text.h"
#include "models/domain/ResourceServer.h"

namespace gatehouse::issuer {

using oauth::TokenErrorResponse;
using namespace Qt::StringLiterals;

TokenErrorResponse refusal(int status, const QString &error, const QString &description)
{
    return {.status = status, .error = error, .description = description, .uri = {}};
}

TokenErrorResponse invalidRequest(const QString &description)
{
    return refusal(400, u"invalid_request"_s, description);
}

TokenErrorResponse accessDenied(const QString &description)
{
    return refusal(403, u"access_denied"_s, description);
}

TokenErrorResponse noAudience()
{
    return accessDenied(u"No audience parameter was provided, and no default audience has been configured"_s);
}

TokenErrorResponse unauthorized()
{
    return refusal(401, u"access_denied"_s, u"Unauthorized"_s);
}

TokenErrorResponse invalidCode()
{
    return refusal(403, u"invalid_grant"_s, u"Invalid authorization code"_s);
}

TokenErrorResponse invalidRefreshToken()
{
    return refusal(403, u"invalid_grant"_s, u"Unknown or invalid refresh token."_s);
}

TokenErrorResponse serverError(const base::Error &error)
{
    qCWarning(base::logServer) << "token not issued:" << base::errorName(error.code) << error.step;
    return refusal(500, u"server_error"_s, u"The server cannot sign tokens at the moment."_s);
}

TokenErrorResponse storeUnavailable()
{
    return refusal(503, u"temporarily_unavailable"_s, u"The tenant's store is not available."_s);
}

QString echoed(const QString &text)
{
    return base::visibleText(text, domain::maxIdentifier);
}

QString echoedList(const QStringList &texts)
{
    constexpr qsizetype enough = 1000;
    QString out;
    for (const QString &text : texts) {
        if (out.size() > enough)
            return out + u", …"_s;
        out += (out.isEmpty() ? u""_s : u", "_s) + echoed(text);
    }
    return out;
}

} // namespace gatehouse::issuer
