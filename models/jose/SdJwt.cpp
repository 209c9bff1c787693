#include "models/jose/SdJwt.h"

#include "models/jose/CompactJws.h"

#include <QCryptographicHash>
#include <QSet>

#include <algorithm>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<SdJwtError> refuse(SdJwtError::Kind kind, qsizetype disclosure = -1, QString name = {})
{
    return std::unexpected(
        SdJwtError{.kind = kind, .disclosure = disclosure, .name = std::move(name), .base64 = {}, .json = {}});
}

bool hasThreeParts(QByteArrayView text)
{
    return std::ranges::count(text, '.') == 2;
}

/// RFC 9901 section 4.2: [salt, name, value] or [salt, value].
std::expected<SdDisclosure, SdJwtError> readDisclosure(QByteArrayView text, qsizetype index)
{
    const auto bytes = decodeBase64Url(text);
    if (!bytes) {
        auto error = refuse(SdJwtError::Kind::Base64Url, index);
        error.error().base64 = bytes.error();
        return error;
    }
    auto json = parseStrictJson(*bytes);
    if (!json) {
        auto error = refuse(SdJwtError::Kind::Json, index);
        error.error().json = json.error();
        return error;
    }
    const qsizetype count = json->elements.size();
    if (!json->isArray() || count < 2 || count > 3 || !json->elements.first().isString() ||
        (count == 3 && !json->elements.at(1).isString()))
        return refuse(SdJwtError::Kind::Shape, index);
    SdDisclosure disclosure;
    disclosure.text = text.toByteArray();
    disclosure.salt = json->elements.first().string;
    if (count == 3) {
        disclosure.name = json->elements.at(1).string;
        if (*disclosure.name == "_sd"_L1 || *disclosure.name == "..."_L1)
            return refuse(SdJwtError::Kind::ReservedName, index, *disclosure.name);
    }
    disclosure.value = std::move(json->elements.last());
    return disclosure;
}

const JsonValue *textMember(const JsonValue &object, QStringView name)
{
    const JsonValue *member = object.member(name);
    return member && member->isString() ? member : nullptr;
}

} // namespace

QString sdJwtErrorName(SdJwtError::Kind kind)
{
    switch (kind) {
    case SdJwtError::Kind::NotAnSdJwt:
        return u"not-an-sd-jwt"_s;
    case SdJwtError::Kind::TooLarge:
        return u"sd-jwt-too-large"_s;
    case SdJwtError::Kind::TooMany:
        return u"sd-jwt-too-many"_s;
    case SdJwtError::Kind::EmptyDisclosure:
        return u"disclosure-empty"_s;
    case SdJwtError::Kind::Base64Url:
        return u"disclosure-base64url"_s;
    case SdJwtError::Kind::Json:
        return u"disclosure-json"_s;
    case SdJwtError::Kind::Shape:
        return u"disclosure-shape"_s;
    case SdJwtError::Kind::ReservedName:
        return u"disclosure-reserved-name"_s;
    case SdJwtError::Kind::SdType:
        return u"sd-type"_s;
    case SdJwtError::Kind::UnknownHash:
        return u"sd-hash-unknown"_s;
    case SdJwtError::Kind::DuplicateDigest:
        return u"sd-digest-duplicate"_s;
    case SdJwtError::Kind::DuplicateDisclosure:
        return u"disclosure-duplicate"_s;
    case SdJwtError::Kind::UnusedDisclosure:
        return u"disclosure-unused"_s;
    case SdJwtError::Kind::NameTaken:
        return u"disclosure-name-taken"_s;
    case SdJwtError::Kind::TooDeep:
        return u"sd-too-deep"_s;
    }
    return u"not-an-sd-jwt"_s;
}

bool SdJwt::looksLike(QByteArrayView text)
{
    const qsizetype tilde = text.indexOf('~');
    if (tilde <= 0)
        return false;
    // Any picture holds tildes and dots; a text that is to be read does not hold its other bytes.
    const QByteArrayView issued = text.first(tilde);
    return hasThreeParts(issued) && std::ranges::all_of(issued, [](char c) { return c > 0x20 && c < 0x7f; });
}

std::expected<SdJwt, SdJwtError> SdJwt::parse(QByteArrayView text)
{
    if (text.size() > maxTokenSize)
        return refuse(SdJwtError::Kind::TooLarge);
    if (!looksLike(text))
        return refuse(SdJwtError::Kind::NotAnSdJwt);
    if (std::ranges::count(text, '~') > maxDisclosures + 1)
        return refuse(SdJwtError::Kind::TooMany);

    SdJwt sdJwt;
    qsizetype from = text.indexOf('~');
    sdJwt.issuerJwt = text.first(from).toByteArray();
    ++from;
    QSet<QByteArray> seen;
    for (qsizetype tilde = text.indexOf('~', from); tilde >= 0; tilde = text.indexOf('~', from)) {
        const QByteArrayView part = text.sliced(from, tilde - from);
        const qsizetype index = sdJwt.disclosures.size();
        if (part.isEmpty())
            return refuse(SdJwtError::Kind::EmptyDisclosure, index);
        auto disclosure = readDisclosure(part, index);
        if (!disclosure)
            return std::unexpected(disclosure.error());
        if (seen.contains(disclosure->text))
            return refuse(SdJwtError::Kind::DuplicateDisclosure, index);
        seen.insert(disclosure->text);
        sdJwt.disclosures.append(std::move(*disclosure));
        from = tilde + 1;
    }
    sdJwt.presentation = text.first(from).toByteArray();
    const QByteArrayView last = text.sliced(from);
    if (last.isEmpty())
        return sdJwt;
    // A disclosure must be followed by a tilde: without one it is no key-binding JWT either.
    if (!hasThreeParts(last))
        return refuse(SdJwtError::Kind::NotAnSdJwt, sdJwt.disclosures.size());
    sdJwt.keyBindingJwt = last.toByteArray();
    return sdJwt;
}

KeyBindingFault checkKeyBinding(const SdJwt &sdJwt, const QString &hash, const JsonValue &header,
                                const JsonValue &claims)
{
    const JsonValue *typ = textMember(header, u"typ");
    if (!typ || typ->string != "kb+jwt"_L1)
        return KeyBindingFault::Type;
    const JsonValue *alg = textMember(header, u"alg");
    if (!alg || alg->string.compare("none"_L1, Qt::CaseInsensitive) == 0 || alg->string.startsWith("HS"_L1))
        return KeyBindingFault::Algorithm;
    const JsonValue *iat = claims.member(u"iat");
    const JsonValue *bound = textMember(claims, u"sd_hash");
    if (!iat || !iat->isNumber() || !textMember(claims, u"aud") || !textMember(claims, u"nonce") || !bound)
        return KeyBindingFault::Missing;
    const QByteArray expected = sdJwt.sdHash(hash);
    if (expected.isEmpty() || bound->string.toUtf8() != expected)
        return KeyBindingFault::SdHash;
    return KeyBindingFault::None;
}

} // namespace gatehouse::jose
