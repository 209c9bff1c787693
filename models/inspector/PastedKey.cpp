#include "models/inspector/PastedKey.h"

#include "models/inspector/TokenShape.h"
#include "models/jose/CertificateChain.h"

#include <algorithm>

namespace gatehouse::inspector {

namespace {

constexpr qsizetype largestTextKept = qsizetype{64} * 1024;

} // namespace

PastedKey PastedKey::fromText(QByteArrayView text, const jose::KeyCodec &codec)
{
    PastedKey pasted{.keys = jose::parseKeyText(text, codec)};
    pasted.certificates = jose::certificatesIn(text);
    if (!pasted.keys) {
        pasted.isToken = looksLikeToken(text.trimmed());
        return pasted;
    }
    const bool isPublic = std::ranges::none_of(pasted.keys->keys, [](const jose::Jwk &key) {
        return key.hadPrivatePart || key.type == jose::KeyType::Octets;
    });
    if (isPublic && text.size() <= largestTextKept)
        pasted.publicText = text.toByteArray();
    return pasted;
}

PastedKey PastedKey::fromSecret(base::Secret secret)
{
    if (secret.isEmpty())
        return {.keys = std::unexpected(jose::KeyError{.kind = jose::KeyError::Kind::EmptySecret, .member = {}})};
    jose::JwkSet set;
    set.keys.append(jose::Jwk::fromSecret(std::move(secret)));
    return {.keys = std::move(set)};
}

} // namespace gatehouse::inspector
