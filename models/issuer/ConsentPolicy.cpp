#include "models/issuer/ConsentPolicy.h"

#include <QRegularExpression>
#include <QUrl>

namespace gatehouse::issuer {

using namespace Qt::StringLiterals;

bool showsConsent(ConsentReason reason)
{
    switch (reason) {
    case ConsentReason::AskedFor:
    case ConsentReason::LoopbackCallback:
    case ConsentReason::ThirdParty:
    case ConsentReason::ApiAsks:
        return true;
    case ConsentReason::Remembered:
    case ConsentReason::FirstParty:
    case ConsentReason::OpenIdOnly:
        return false;
    }
    return true;
}

ConsentReason consentReason(const ConsentQuestion &question)
{
    if (question.isPrompted)
        return ConsentReason::AskedFor;
    if (isLoopbackCallback(question.redirectUri))
        return ConsentReason::LoopbackCallback;
    if (question.isRemembered)
        return ConsentReason::Remembered;
    if (!question.isFirstParty)
        return ConsentReason::ThirdParty;
    if (!question.asksForApi)
        return ConsentReason::OpenIdOnly;
    return question.allApisSkip ? ConsentReason::FirstParty : ConsentReason::ApiAsks;
}

bool isLoopbackCallback(const QString &uri)
{
    // QUrl writes every form of an IPv4 address in four numbers (RFC 3986 section 3.2.2).
    static const QRegularExpression local(u"^(127|0)\\.[0-9]+\\.[0-9]+\\.[0-9]+$"_s);
    const QString host = QUrl(uri, QUrl::StrictMode).host().toLower();
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || host == "localhost."_L1 || host == "::1"_L1 ||
           host == "::"_L1 || host.startsWith("::ffff:"_L1) || local.match(host).hasMatch();
}

} // namespace gatehouse::issuer
