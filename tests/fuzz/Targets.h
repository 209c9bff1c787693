#pragma once

#include <QByteArrayView>

namespace gatehouse::fuzz {

// What hostile bytes reach first. Each calls abort() where a promise is broken; a sanitizer finds the rest.

/// The inspector over a text, with a verifier that never verifies: no token is verified then.
void token(QByteArrayView bytes);
/// The strict parser: what it takes, it takes again as it writes it.
void json(QByteArrayView bytes);
/// Key texts: JWK, JWK sets and PEM.
void jwkSet(QByteArrayView bytes);
/// A HAR's entries and bodies: pieces make no difference.
void har(QByteArrayView bytes);
/// The scanner over any bytes: pieces make no difference, and its work is linear.
void scanner(QByteArrayView bytes);

} // namespace gatehouse::fuzz
