#include "models/issuer/ConsentPolicy.h"

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
    const QString host = QUrl(uri, QUrl::StrictMode).host().toLower();
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || host == "localhost."_L1 ||
           host == "127.0.0.1"_L1 || host == "::1"_L1;
}

} // namespace gatehouse::issuer
