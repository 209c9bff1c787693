#pragma once

#include "models/store/connection/Connection.h"
#include "models/store/connection/ScopeNeeds.h"

#include <optional>

namespace gatehouse::ui::text {

/// What a person does with a tenant, in some words: "change APIs and scopes".
QString featureText(store::remote::Feature feature);
/// Whether a token with the scopes `has` allows it, and what it lacks. Without `has` the token does not say.
QString allowedText(const store::remote::ScopeNeed &need, const std::optional<QStringList> &has);
/// Where the secret of a connection is: "in the keychain".
QString secretPlaceText(const store::remote::Connection &connection);
/// SHA-256 of a certificate, as `openssl x509 -fingerprint -sha256` has it.
QString certificateFingerprint(const QByteArray &der);

} // namespace gatehouse::ui::text
