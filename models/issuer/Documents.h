#pragma once

#include "models/jose/KeyCodec.h"
#include "models/store/StoreSnapshot.h"

#include <QByteArray>

namespace gatehouse::issuer {

/// The tenant's public keys, current first (RFC 7517 section 5; contract section 2.9). Secrets of HS256 APIs never
/// appear.
QByteArray jwksDocument(const store::StoreSnapshot &tenant, const jose::KeyCodec &codec);

/// RFC 8414 and OpenID Connect Discovery 1.0 in one document: what is true of this server and nothing else. `issuer` is
/// that of the origin that is asked; `servesPeople` is false for a server at which nobody can log in.
QByteArray serverMetadata(const QString &issuer, bool servesPeople);

} // namespace gatehouse::issuer
