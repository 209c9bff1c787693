#include "models/jose/SdJwt.h"

#include "models/jose/CompactJws.h"

#include <QCryptographicHash>
#include <QSet>

#include <algorithm>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

/// RFC 9901 section 8.1.
constexpr QStringView disclosuresMember = u"disclosures";
constexpr QStringView keyBindingMember = u"kb_jwt";

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
    for (qsizetype tilde = text.indexOf('~', from); tilde >= 0; tilde = text.indexOf('~', from)) {
        if (auto error = sdJwt.add(text.sliced(from, tilde - from)))
            return std::unexpected(std::move(*error));
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

std::optional<SdJwtError> SdJwt::add(QByteArrayView disclosure)
{
    const qsizetype index = disclosures.size();
    if (disclosure.isEmpty())
        return refuse(SdJwtError::Kind::EmptyDisclosure, index).error();
    auto read = readDisclosure(disclosure, index);
    if (!read)
        return read.error();
    if (m_texts.contains(read->text))
        return refuse(SdJwtError::Kind::DuplicateDisclosure, index).error();
    m_texts.insert(read->text);
    disclosures.append(std::move(*read));
    return std::nullopt;
}

std::optional<std::expected<SdJwt, SdJwtError>> SdJwt::fromJson(const JsonJws &jws)
{
    const auto carries = [](const JsonValue &header) {
        return header.member(disclosuresMember) || header.member(keyBindingMember);
    };
    if (std::ranges::none_of(jws.signatures, carries, &JsonSignature::header))
        return std::nullopt;
    const JsonSignature &first = jws.signatures.first();
    if (std::ranges::any_of(jws.signatures, carries, &JsonSignature::protectedHeader) ||
        std::ranges::any_of(jws.signatures.sliced(1), carries, &JsonSignature::unprotected))
        return refuse(SdJwtError::Kind::Member);
    const JsonValue *list = first.unprotected.member(disclosuresMember);
    const JsonValue *binding = first.unprotected.member(keyBindingMember);
    if (list && !list->isArray())
        return refuse(SdJwtError::Kind::Member, -1, disclosuresMember.toString());
    if (binding && !binding->isString())
        return refuse(SdJwtError::Kind::Member, -1, keyBindingMember.toString());
    if (list && list->elements.size() > maxDisclosures)
        return refuse(SdJwtError::Kind::TooMany);

    SdJwt sdJwt;
    sdJwt.issuerJwt = jws.signingInput(0) + '.' + encodeBase64Url(first.signature);
    sdJwt.presentation = sdJwt.issuerJwt + '~';
    for (const JsonValue &element : list ? list->elements : QList<JsonValue>()) {
        if (!element.isString())
            return refuse(SdJwtError::Kind::Member, sdJwt.disclosures.size(), disclosuresMember.toString());
        if (auto error = sdJwt.add(element.string.toUtf8()))
            return std::unexpected(std::move(*error));
        sdJwt.presentation += sdJwt.disclosures.last().text + '~';
    }
    if (binding)
        sdJwt.keyBindingJwt = binding->string.toUtf8();
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
