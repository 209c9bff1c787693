#pragma once

#include "models/base/Secret.h"
#include "models/jose/KeyCodec.h"

#include <QList>

namespace gatehouse::inspector {

/// Keys a person gave: parsed JWK, JWK set or PEM, or a secret.
struct PastedKey
{
    std::expected<jose::JwkSet, jose::KeyError> keys;
    bool isToken = false;       ///< the text is a token, in the wrong box
    QByteArray publicText = {}; ///< the key's text as given, when it holds nothing secret
    /// DER of the certificates that were given, the first of which holds the key; also when they are no chain, and
    /// therefore no key.
    QList<QByteArray> certificates = {};
    /// The address a person had these keys fetched from; nothing when they gave them.
    QString publishedAt = {};

    static PastedKey fromText(QByteArrayView text, const jose::KeyCodec &codec);
    static PastedKey fromSecret(base::Secret secret);
};

} // namespace gatehouse::inspector
