#pragma once

#include "models/domain/ClientApplication.h"
#include "models/domain/ResourceServer.h"
#include "models/oauth/TokenRequest.h"
#include "models/store/StoreSnapshot.h"

#include <QUrl>

#include <chrono>

namespace gatehouse::flow {

/// What to run: as which client, for which API, where.
struct FlowRequest
{
    domain::ClientApplication client;
    domain::ResourceServer api;
    std::optional<QStringList> scopes; ///< absent: everything granted
    oauth::ClientAuthentication authentication = oauth::ClientAuthentication::SecretPost;
    QUrl issuer;                 ///< the authorization server, with its slash
    store::StoreSnapshot tenant; ///< to verify with
    // Of a login:
    QString loginHint = {};
    bool promptsLogin = false;                   ///< also where the browser is logged in
    bool promptsConsent = false;                 ///< also where it was given before
    std::chrono::milliseconds patience{300'000}; ///< for the person in the browser
};

} // namespace gatehouse::flow
