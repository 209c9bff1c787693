#pragma once

#include "models/domain/ClientApplication.h"
#include "models/domain/ResourceServer.h"

namespace gatehouse::ui::pages {

/// What grants of that kind are for at an API, and whom it needs to have one.
QString grantsSentence(const domain::ResourceServer &api, domain::SubjectType subject);

/// What a client gets for an API as it is granted now, and what the switch beside the sentence would do.
QString grantSentence(const domain::ClientApplication &client, const domain::ResourceServer &api,
                      domain::SubjectType subject, bool isAuthorized);

} // namespace gatehouse::ui::pages
