#pragma once

#include <QString>

namespace gatehouse::base {

/// `text` with everything secret-shaped taken out: the signature of every JWT, bearer and basic credentials, the values
/// of client_secret, access_token and their kin in JSON, form bodies and query strings, and private key PEM blocks.
/// What a log line, a "details" text or a copied transcript passes through.
QString redacted(const QString &text);

} // namespace gatehouse::base
