#pragma once

#include "models/domain/ClientApplication.h"

namespace gatehouse::issuer {

/// Whether a client may be answered at `uri`: byte for byte one of its callbacks. The one exception is the port of a
/// native client's http callback on 127.0.0.1 or [::1], which it cannot know beforehand (RFC 8252 section 7.3).
bool isRegisteredRedirect(const domain::ClientApplication &client, const QString &uri);

/// `uri` with these parameters appended to its query, percent-encoded; what it has stays as it is written.
QString redirectWith(const QString &uri, const QList<std::pair<QString, QString>> &parameters);

} // namespace gatehouse::issuer
