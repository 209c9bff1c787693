#pragma once

#include "models/domain/ClientApplication.h"
#include "models/domain/ResourceServer.h"

#include <QString>

namespace gatehouse::issuer {

/// Why a person is asked, or is not, before a client may act for them (contract section 2.5), in the order of decision.
enum class ConsentReason {
    AskedFor,         ///< the client sent prompt=consent
    LoopbackCallback, ///< any program of this machine could be behind the callback: always shown, also if remembered
    Remembered,       ///< given before, for all that is asked now
    ThirdParty,       ///< the client is somebody else's
    ApiAsks,          ///< the API does not allow skipping
    FirstParty,       ///< the tenant's own client, and the API allows skipping
    OpenIdOnly,       ///< the tenant's own client, which asks who the person is and for no API
};

struct ConsentQuestion
{
    bool isPrompted = false; ///< prompt=consent
    QString redirectUri;
    bool isFirstParty = true;
    bool asksForApi = false;   ///< at least one API
    bool allApisSkip = false;  ///< each of them has "Allow Skipping User Consent"
    bool isRemembered = false; ///< a consent covers client, APIs and scopes
};

/// Whether the page is shown for that reason.
bool showsConsent(ConsentReason reason);

/// The one place that decides. Pages ask it, and so do the settings that explain what a person will see.
ConsentReason consentReason(const ConsentQuestion &question);

/// A callback on this computer: localhost, 127.0.0.0/8, ::1, the unspecified addresses, which lead there as well, and
/// IPv4 addresses written as IPv6, which are nobody's name for anything else.
bool isLoopbackCallback(const QString &uri);

} // namespace gatehouse::issuer
