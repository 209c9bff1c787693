#include "models/jose/Jwe.h"

#include "models/jose/JsonBuilder.h"

#include <algorithm>
#include <array>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<JweError> refuse(JweError::Kind kind, QString member = {}, int part = -1, qsizetype position = 0)
{
    return std::unexpected(JweError{
        .kind = kind, .part = part, .position = position, .member = std::move(member), .base64 = {}, .json = {}});
}

std::optional<JweError> readHeader(Jwe &jwe, int part)
{
    auto header = parseStrictJson(jwe.protectedBytes);
    if (!header) {
        JweError error = refuse(JweError::Kind::Json, u"protected"_s, part).error();
        error.json = header.error();
        return error;
    }
    if (!header->isObject())
        return refuse(JweError::Kind::HeaderNotObject, u"protected"_s, part).error();
    jwe.protectedHeader = std::move(*header);
    return std::nullopt;
}

std::expected<Jwe, JweError> parseCompact(QByteArrayView text)
{
    constexpr std::size_t parts = 5;
    std::array<QByteArrayView, parts> segments;
    std::array<qsizetype, parts> starts{};
    qsizetype from = 0;
    for (std::size_t i = 0; i < parts; ++i) {
        const qsizetype dot = text.indexOf('.', from);
        if ((dot < 0) != (i + 1 == parts)) // too few, or a sixth
            return refuse(JweError::Kind::NotAJwe);
        starts[i] = from;
        segments[i] = text.sliced(from, (dot < 0 ? text.size() : dot) - from);
        from = dot + 1;
    }
    if (segments[0].isEmpty())
        return refuse(JweError::Kind::EmptyHeader, {}, 0);

    Jwe jwe;
    JweRecipient recipient;
    const std::array<QByteArray *, parts> decoded{&jwe.protectedBytes, &recipient.encryptedKey, &jwe.iv,
                                                  &jwe.ciphertext, &jwe.tag};
    for (std::size_t i = 0; i < parts; ++i) {
        auto bytes = decodeBase64Url(segments[i]);
        if (!bytes) {
            auto error = refuse(JweError::Kind::Base64Url, {}, static_cast<int>(i), starts[i] + bytes.error().position);
            error.error().base64 = bytes.error();
            return error;
        }
        *decoded[i] = std::move(*bytes);
    }
    jwe.protectedText = segments[0].toByteArray();
    jwe.unprotected = json::object();
    if (const auto error = readHeader(jwe, 0))
        return std::unexpected(*error);
    recipient.unprotected = json::object();
    recipient.header = jwe.protectedHeader;
    jwe.recipients.append(std::move(recipient));
    return jwe;
}

/// A base64url member; `isRequired` or it may be absent.
std::optional<JweError> readBytes(const JsonValue &object, const QString &name, bool isRequired, QByteArray &bytes,
                                  QByteArray *text = nullptr)
{
    const JsonValue *member = object.member(name);
    if (!member)
        return isRequired ? std::optional(refuse(JweError::Kind::MissingMember, name).error()) : std::nullopt;
    if (!member->isString())
        return refuse(JweError::Kind::WrongType, name).error();
    const QByteArray encoded = member->string.toUtf8();
    auto decoded = decodeBase64Url(encoded);
    if (!decoded) {
        JweError error = refuse(JweError::Kind::Base64Url, name).error();
        error.base64 = decoded.error();
        return error;
    }
    bytes = std::move(*decoded);
    if (text)
        *text = encoded;
    return std::nullopt;
}

std::optional<JweError> readObject(const JsonValue &object, const QString &name, JsonValue &value)
{
    value = json::object();
    const JsonValue *member = object.member(name);
    if (!member)
        return std::nullopt;
    if (!member->isObject())
        return refuse(JweError::Kind::WrongType, name).error();
    value = *member;
    return std::nullopt;
}

/// Adds the members of one header to the union; RFC 7516 section 7.2.1: the three are disjoint.
std::optional<JweError> join(JsonValue &header, const JsonValue &more)
{
    for (const JsonMember &member : more.members) {
        if (header.member(member.name))
            return refuse(JweError::Kind::Overlap, member.name).error();
        header.members.append(member);
    }
    return std::nullopt;
}

std::optional<JweError> readRecipient(const JsonValue &object, Jwe &jwe)
{
    JweRecipient recipient;
    if (auto error = readObject(object, u"header"_s, recipient.unprotected))
        return error;
    if (auto error = readBytes(object, u"encrypted_key"_s, false, recipient.encryptedKey))
        return error;
    recipient.header = jwe.protectedHeader;
    if (auto error = join(recipient.header, jwe.unprotected))
        return error;
    if (auto error = join(recipient.header, recipient.unprotected))
        return error;
    if (recipient.header.members.isEmpty())
        return refuse(JweError::Kind::MissingMember, u"protected"_s).error();
    jwe.recipients.append(std::move(recipient));
    return std::nullopt;
}

std::optional<JweError> readRecipients(const JsonValue &object, Jwe &jwe)
{
    const JsonValue *list = object.member(u"recipients");
    jwe.isFlattened = !list;
    if (jwe.isFlattened)
        return readRecipient(object, jwe);
    if (object.member(u"header") || object.member(u"encrypted_key"))
        return refuse(JweError::Kind::BothForms, u"recipients"_s).error();
    if (!list->isArray())
        return refuse(JweError::Kind::WrongType, u"recipients"_s).error();
    if (list->elements.isEmpty())
        return refuse(JweError::Kind::NoRecipients).error();
    if (list->elements.size() > maxRecipients)
        return refuse(JweError::Kind::TooMany).error();
    for (const JsonValue &element : list->elements) {
        if (!element.isObject())
            return refuse(JweError::Kind::WrongType, u"recipients"_s).error();
        if (auto error = readRecipient(element, jwe))
            return error;
    }
    return std::nullopt;
}

std::expected<Jwe, JweError> parseJson(QByteArrayView text)
{
    const auto object = parseStrictJson(text, {.bytes = maxJweSize});
    if (!object) {
        auto error = refuse(JweError::Kind::Json);
        error.error().json = object.error();
        return error;
    }
    if (!Jwe::looksLike(*object))
        return refuse(JweError::Kind::NotAJwe);
    Jwe jwe;
    jwe.isCompact = false;
    jwe.protectedHeader = json::object();
    if (const auto error = readBytes(*object, u"protected"_s, false, jwe.protectedBytes, &jwe.protectedText))
        return std::unexpected(*error);
    if (object->member(u"protected")) {
        if (jwe.protectedText.isEmpty())
            return refuse(JweError::Kind::EmptyHeader, u"protected"_s);
        if (const auto error = readHeader(jwe, -1))
            return std::unexpected(*error);
    }
    if (const auto error = readObject(*object, u"unprotected"_s, jwe.unprotected))
        return std::unexpected(*error);
    QByteArray aad;
    for (const auto &error :
         {readBytes(*object, u"iv"_s, false, jwe.iv), readBytes(*object, u"ciphertext"_s, true, jwe.ciphertext),
          readBytes(*object, u"tag"_s, false, jwe.tag), readBytes(*object, u"aad"_s, false, aad, &jwe.aadText),
          readRecipients(*object, jwe)}) {
        if (error)
            return std::unexpected(*error);
    }
    if (object->member(u"aad") && jwe.aadText.isEmpty())
        return refuse(JweError::Kind::EmptyAad, u"aad"_s);
    return jwe;
}

} // namespace

bool Jwe::looksLike(const JsonValue &value)
{
    return value.isObject() && value.member(u"ciphertext");
}

std::expected<Jwe, JweError> Jwe::parse(QByteArrayView text)
{
    if (text.size() > maxJweSize)
        return refuse(JweError::Kind::TooLarge);
    return text.startsWith('{') ? parseJson(text) : parseCompact(text);
}

QByteArray Jwe::authenticatedData() const
{
    return aadText.isEmpty() ? protectedText : protectedText + '.' + aadText;
}

} // namespace gatehouse::jose
