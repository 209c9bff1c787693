#pragma once

#include <QString>

namespace gatehouse::base {

/// `text` with everything secret-shaped taken out: the signature of every JWT, bearer and basic credentials, the values
/// of client_secret, access_token and their kin in JSON, form bodies and query strings, and private key PEM blocks.
/// What a log line, a "details" text or a copied transcript passes through.
QString redacted(const QString &text);

/// The same for a line of a log: what stands behind the question mark of an address is taken out, too.
QString redactedForLog(const QString &text);

/// A request's path for a log: without query, and without each part that is long enough to be a secret of some kind.
/// Names and the ids of clients are shorter.
QString redactedPath(const QString &path);

} // namespace gatehouse::base
