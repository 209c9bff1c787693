#pragma once

#include <QString>

namespace gatehouse::issuer {

/// 43 to 128 unreserved characters: a verifier, and a challenge too (RFC 7636 sections 4.1 and 4.2).
bool isPkceText(const QString &text);

/// What `verifier` makes with method S256: base64url of its SHA-256.
QString s256Challenge(const QString &verifier);

/// Whether `verifier` is the one whose challenge was sent.
bool isRightVerifier(const QString &verifier, const QString &challenge, bool isPlain);

} // namespace gatehouse::issuer
