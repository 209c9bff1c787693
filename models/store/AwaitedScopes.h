#pragma once

#include "models/domain/ChangeSet.h"

#include <QSet>
#include <QStringList>

namespace gatehouse::store {

/// Scopes that a grant names and its API does not define. Auth0 checks one against the other as little when a grant is
/// written as when an API loses a scope. Here a grant's scopes are all defined, as its tokens' are; the others wait
/// beside them, give nothing, and are granted when the API defines them.
QStringList awaitedScopes(const domain::ClientGrant &grant);

/// The grant with these scopes, of which the API defines `defined`, and the others waiting.
domain::ClientGrant grantNaming(const domain::ClientGrant &grant, const QStringList &scopes,
                                const QSet<QString> &defined);

} // namespace gatehouse::store
