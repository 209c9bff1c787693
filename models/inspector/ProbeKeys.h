#pragma once

#include "models/inspector/TokenInspector.h"
#include "models/inspector/findings/Codes.h"

namespace gatehouse::inspector {

/// A public key the policy knows, and what it is called there.
struct KnownKey
{
    enum class State { Current, Retired, Revoked, Pasted };

    jose::Jwk key;
    QString name; ///< kid, or the thumbprint
    State state = State::Pasted;
};

/// Every public key of the policy: all of the tenant's, retired and revoked ones included, or those that were pasted.
QList<KnownKey> publicKeysOf(const VerificationPolicy &policy, const jose::KeyCodec &codec);

/// A secret the policy knows.
struct KnownSecret
{
    base::Secret secret;
    QString name; ///< of the API whose it is; of a pasted one the kid, or its number among those pasted
    bool isPasted = false;
};

/// The tenant's HS256 secrets (at most 64), or the pasted ones.
QList<KnownSecret> secretsOf(const VerificationPolicy &policy);

/// One way a public key is written, as an attacker may have used it for a secret.
struct KeyForm
{
    QString name; ///< "PEM", "DER", "JWK", "modulus"
    QByteArray bytes;
};
QList<KeyForm> formsOf(const jose::Jwk &key, const QByteArray &textAsGiven, const jose::KeyCodec &codec);

/// A secret taken for another: text for bytes, or bytes for text.
struct SecretText
{
    SecretForm form;
    QByteArray bytes;
};
QList<SecretText> formsOfSecret(QByteArrayView secret);

} // namespace gatehouse::inspector
