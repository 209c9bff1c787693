#include "models/jose/JsonJws.h"

#include "models/jose/JsonBuilder.h"

#include <algorithm>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<JsonJwsError> refuse(JsonJwsError::Kind kind, int signature = -1, QString member = {})
{
    return std::unexpected(
        JsonJwsError{.kind = kind, .signature = signature, .member = std::move(member), .base64 = {}, .json = {}});
}

std::expected<QByteArray, JsonJwsError> decodeMember(QByteArrayView text, int signature, const QString &member)
{
    auto bytes = decodeBase64Url(text);
    if (bytes)
        return std::move(*bytes);
    auto error = refuse(JsonJwsError::Kind::Base64Url, signature, member);
    error.error().base64 = bytes.error();
    return error;
}

/// The protected header of a signature; nothing is an error, an absent one leaves it empty.
std::optional<JsonJwsError> readProtected(const JsonValue &object, int index, JsonSignature &signature)
{
    const JsonValue *member = object.member(u"protected");
    if (!member)
        return std::nullopt;
    if (!member->isString())
        return refuse(JsonJwsError::Kind::WrongType, index, u"protected"_s).error();
    if (member->string.isEmpty())
        return refuse(JsonJwsError::Kind::EmptyHeader, index, u"protected"_s).error();
    signature.protectedText = member->string.toUtf8();
    auto bytes = decodeMember(signature.protectedText, index, u"protected"_s);
    if (!bytes)
        return bytes.error();
    signature.protectedBytes = std::move(*bytes);
    auto header = parseStrictJson(signature.protectedBytes);
    if (!header) {
        JsonJwsError error = refuse(JsonJwsError::Kind::HeaderJson, index, u"protected"_s).error();
        error.json = header.error();
        return error;
    }
    if (!header->isObject())
        return refuse(JsonJwsError::Kind::HeaderNotObject, index, u"protected"_s).error();
    signature.protectedHeader = std::move(*header);
    return std::nullopt;
}

std::optional<JsonJwsError> readUnprotected(const JsonValue &object, int index, JsonSignature &signature)
{
    const JsonValue *member = object.member(u"header");
    if (!member)
        return std::nullopt;
    if (!member->isObject())
        return refuse(JsonJwsError::Kind::WrongType, index, u"header"_s).error();
    for (const JsonMember &parameter : member->members) {
        if (signature.protectedHeader.member(parameter.name))
            return refuse(JsonJwsError::Kind::Overlap, index, parameter.name).error();
        // RFC 7515 section 4.1.11, RFC 7797 section 3: only what is signed may say how to understand what is signed.
        if (parameter.name == "crit"_L1 || parameter.name == "b64"_L1)
            return refuse(JsonJwsError::Kind::UnprotectedCrit, index, parameter.name).error();
    }
    signature.unprotected = *member;
    return std::nullopt;
}

std::expected<JsonSignature, JsonJwsError> readSignature(const JsonValue &object, int index)
{
    JsonSignature signature;
    signature.protectedHeader = json::object();
    signature.unprotected = json::object();
    const JsonValue *value = object.member(u"signature");
    if (!value)
        return refuse(JsonJwsError::Kind::MissingMember, index, u"signature"_s);
    if (!value->isString())
        return refuse(JsonJwsError::Kind::WrongType, index, u"signature"_s);
    if (!object.member(u"protected") && !object.member(u"header"))
        return refuse(JsonJwsError::Kind::MissingMember, index, u"protected"_s);
    if (const auto error = readProtected(object, index, signature))
        return std::unexpected(*error);
    if (const auto error = readUnprotected(object, index, signature))
        return std::unexpected(*error);
    auto bytes = decodeMember(value->string.toUtf8(), index, u"signature"_s);
    if (!bytes)
        return std::unexpected(bytes.error());
    signature.signature = std::move(*bytes);
    signature.header = signature.protectedHeader;
    signature.header.members += signature.unprotected.members;
    return signature;
}

std::optional<JsonJwsError> readSignatures(const JsonValue &object, JsonJws &jws)
{
    const JsonValue *list = object.member(u"signatures");
    jws.isFlattened = !list;
    if (jws.isFlattened) {
        auto only = readSignature(object, 0);
        if (!only)
            return only.error();
        jws.signatures.append(std::move(*only));
        return std::nullopt;
    }
    if (object.member(u"signature") || object.member(u"protected") || object.member(u"header"))
        return refuse(JsonJwsError::Kind::BothForms, -1, u"signatures"_s).error();
    if (!list->isArray())
        return refuse(JsonJwsError::Kind::WrongType, -1, u"signatures"_s).error();
    if (list->elements.isEmpty())
        return refuse(JsonJwsError::Kind::NoSignatures).error();
    if (list->elements.size() > maxSignatures)
        return refuse(JsonJwsError::Kind::TooMany).error();
    for (const JsonValue &element : list->elements) {
        const int index = static_cast<int>(jws.signatures.size());
        if (!element.isObject())
            return refuse(JsonJwsError::Kind::WrongType, index, u"signatures"_s).error();
        auto signature = readSignature(element, index);
        if (!signature)
            return signature.error();
        jws.signatures.append(std::move(*signature));
    }
    return std::nullopt;
}

} // namespace

bool JsonSignature::isAlgorithmUnprotected() const
{
    return !protectedHeader.member(u"alg") && unprotected.member(u"alg");
}

bool JsonJws::looksLike(const JsonValue &value)
{
    return value.isObject() && (value.member(u"signature") || value.member(u"signatures"));
}

std::expected<JsonJws, JsonJwsError> JsonJws::parse(QByteArrayView text)
{
    if (text.size() > maxTokenSize)
        return refuse(JsonJwsError::Kind::TooLarge);
    const auto object = parseStrictJson(text);
    if (!object) {
        auto error = refuse(JsonJwsError::Kind::Json);
        error.error().json = object.error();
        return error;
    }
    if (!looksLike(*object))
        return refuse(JsonJwsError::Kind::NotAJws);

    JsonJws jws;
    if (const auto error = readSignatures(*object, jws))
        return std::unexpected(*error);
    jws.isUnencoded = hasUnencodedPayload(jws.signatures.first().protectedHeader);
    for (qsizetype i = 1; i < jws.signatures.size(); ++i) {
        if (hasUnencodedPayload(jws.signatures.at(i).protectedHeader) != jws.isUnencoded)
            return refuse(JsonJwsError::Kind::MixedB64, static_cast<int>(i), u"b64"_s);
    }
    const JsonValue *payload = object->member(u"payload");
    jws.isDetached = !payload;
    if (jws.isDetached)
        return jws;
    if (!payload->isString())
        return refuse(JsonJwsError::Kind::WrongType, -1, u"payload"_s);
    jws.payloadText = payload->string.toUtf8();
    if (jws.isUnencoded) {
        jws.payload = jws.payloadText;
        return jws;
    }
    auto bytes = decodeMember(jws.payloadText, -1, u"payload"_s);
    if (!bytes)
        return std::unexpected(bytes.error());
    jws.payload = std::move(*bytes);
    return jws;
}

QByteArray JsonJws::signingInput(qsizetype index) const
{
    return signatures.at(index).protectedText + '.' + payloadText;
}

QByteArray JsonJws::signingInput(qsizetype index, QByteArrayView detachedPayload) const
{
    return signatures.at(index).protectedText + '.' +
           (isUnencoded ? detachedPayload.toByteArray() : encodeBase64Url(detachedPayload));
}

std::optional<CompactJws> JsonJws::compact(qsizetype index) const
{
    const JsonSignature &signature = signatures.at(index);
    if (isDetached || signature.protectedText.isEmpty() || !signature.unprotected.members.isEmpty())
        return std::nullopt;
    auto jws = CompactJws::parse(signingInput(index) + '.' + encodeBase64Url(signature.signature));
    return jws ? std::optional(std::move(*jws)) : std::nullopt;
}

} // namespace gatehouse::jose
