#pragma once

#include "models/jose/KeyCodec.h"
#include "models/store/StoreSnapshot.h"

#include <QByteArray>

namespace gatehouse::issuer {

/// The tenant's public keys, current first (RFC 7517 section 5; contract section 2.9). Secrets of HS256 APIs never
/// appear.
QByteArray jwksDocument(const store::StoreSnapshot &tenant, const jose::KeyCodec &codec);

/// RFC 8414 metadata with only what is true of this server (contract section 2.10).
QByteArray discoveryDocument(const QString &issuer);

} // namespace gatehouse::issuer
