#pragma once

#include "models/flow/Exchange.h"

namespace gatehouse::flow {

/// A request as a curl command, ready to paste; without `withSecrets` each secret is left out.
QString curlCommand(const http::HttpRequest &request, bool withSecrets);

/// The exchanges of a run as a HAR 1.2 document, without secrets, codes, cookies and tokens. `began` is when the run
/// did.
QByteArray redactedHar(const QList<Exchange> &exchanges, base::Instant began, const QString &version);

} // namespace gatehouse::flow
