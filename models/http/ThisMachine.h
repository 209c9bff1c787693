#pragma once

#include <QString>

namespace gatehouse::http {

/// Whether a URL's host leads to this machine and nowhere else: 127.0.0.0/8, ::1 and localhost (RFC 6761 section 6.3).
/// Any other name can be made to lead anywhere.
bool isThisMachine(const QString &host);

} // namespace gatehouse::http
