#include "ui/text/PreviewText.h"

#include "models/oauth/OpenIdScopes.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

namespace {

class PreviewWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::PreviewText)
};

} // namespace

QString scopeFateText(const issuer::ScopeRow &row)
{
    using enum issuer::ScopeFate;
    switch (row.fate) {
    case Issued:
        if (row.scope == "offline_access"_L1)
            return PreviewWords::tr("Issued: requested, the API allows it, and the client may use refresh tokens.");
        return oauth::isOpenIdScope(row.scope) ? PreviewWords::tr("Issued: requested; it is for the login itself.")
                                               : PreviewWords::tr("Issued: requested, defined and granted.");
    case NotDefined:
        return PreviewWords::tr("Dropped: the API does not define it.");
    case NotGranted:
        return PreviewWords::tr("Dropped: the client's grant does not hold it.");
    case NotPermitted:
        return PreviewWords::tr("Dropped: the user has no permission to it, and the API enforces permissions.");
    case OfflineForbidden:
        return PreviewWords::tr("Dropped: the API does not allow offline access.");
    case NoRefreshGrant:
        return PreviewWords::tr("Dropped: the client has no grant type refresh_token.");
    }
    return {};
}

QString consentReasonText(issuer::ConsentReason reason)
{
    using enum issuer::ConsentReason;
    switch (reason) {
    case AskedFor:
        return PreviewWords::tr("The consent page is shown: the client asks for it with prompt=consent.");
    case LoopbackCallback:
        return PreviewWords::tr("The consent page is shown each time: any program on this computer could be behind the "
                                "callback.");
    case Remembered:
        return PreviewWords::tr("The consent page is skipped: consent was given before, for all that is asked.");
    case ThirdParty:
        return PreviewWords::tr("The consent page is shown: the client is somebody else's.");
    case ApiAsks:
        return PreviewWords::tr("The consent page is shown: the API does not allow skipping it.");
    case FirstParty:
        return PreviewWords::tr("The consent page is skipped: the client is the tenant's own, and the API allows it.");
    case OpenIdOnly:
        return PreviewWords::tr("The consent page is skipped: the tenant's own client only asks who the person is.");
    }
    return {};
}

} // namespace gatehouse::ui::text
