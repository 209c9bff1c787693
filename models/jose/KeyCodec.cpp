#include "models/jose/KeyCodec.h"

#include "models/jose/Der.h"

namespace gatehouse::jose {

namespace {

using Kind = KeyError::Kind;

constexpr qsizetype maxKeyText = qsizetype{1024} * 1024;

std::expected<JwkSet, KeyError> setOfOne(std::expected<Jwk, KeyError> key)
{
    if (!key)
        return std::unexpected(key.error());
    JwkSet set;
    set.keys.append(std::move(*key));
    return set;
}

std::expected<JwkSet, KeyError> parseJsonKeys(QByteArrayView text, const KeyCodec &codec)
{
    const auto json = parseStrictJson(text, {.keepsDuplicates = true});
    if (!json)
        return std::unexpected(KeyError{Kind::Json, json.error().name});
    if (json->member(u"keys"))
        return JwkSet::parse(*json);
    if (JwkSet::isPemMap(*json)) {
        const auto fromPem = [&codec](const QByteArray &pem) { return codec.publicKeyFromPem(pem); };
        return JwkSet::fromPemMap(*json, fromPem);
    }
    return setOfOne(Jwk::parse(*json));
}

/// A key copied from an environment file has its line feeds written as \n.
QByteArray withLineFeeds(QByteArrayView text)
{
    return text.toByteArray().replace("\\r\\n", "\n").replace("\\n", "\n");
}

} // namespace

std::expected<JwkSet, KeyError> parseKeyText(QByteArrayView text, const KeyCodec &codec)
{
    if (text.size() > maxKeyText)
        return std::unexpected(KeyError{Kind::TooLarge, {}});
    if (soleSequence(text))
        return setOfOne(codec.publicKeyFromAnyDer(text));
    QByteArrayView trimmed = text.trimmed();
    if (trimmed.startsWith("\xEF\xBB\xBF"))
        trimmed = trimmed.sliced(3).trimmed();

    if (trimmed.startsWith('{'))
        return parseJsonKeys(trimmed, codec);
    if (trimmed.contains("-----BEGIN "))
        return setOfOne(
            codec.publicKeyFromPem(trimmed.contains("\\n") ? withLineFeeds(trimmed) : trimmed.toByteArray()));
    for (const char *mark : {"ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-", "---- BEGIN SSH2 "}) {
        if (trimmed.startsWith(mark))
            return std::unexpected(KeyError{Kind::OpenSsh, {}});
    }
    // The base64 of a DER sequence begins with M: a key that lost its armour.
    if (trimmed.startsWith('M')) {
        QByteArray body = trimmed.toByteArray();
        body.removeIf([](char character) { return character == '\n' || character == '\r' || character == ' '; });
        auto der = QByteArray::fromBase64Encoding(body, QByteArray::AbortOnBase64DecodingErrors);
        if (der && soleSequence(*der)) {
            auto key = setOfOne(codec.publicKeyFromAnyDer(*der));
            base::wipe((*der).data(), static_cast<std::size_t>((*der).size()));
            return key;
        }
    }
    return std::unexpected(KeyError{Kind::NotAKey, {}});
}

} // namespace gatehouse::jose
