#include "models/inspector/TokenBatch.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;
using jose::JsonValue;

constexpr double lastSecond = 253402300799.0; // 9999-12-31T23:59:59Z

/// A line as it reads, or what makes it none.
struct Line
{
    QByteArray token;
    VerificationPolicy policy;
    int keyMembers = 0;
};

/// A member that may be absent; null counts as absent.
const JsonValue *given(const JsonValue &object, QStringView name)
{
    const JsonValue *value = object.member(name);
    return value && value->type != JsonValue::Type::Null ? value : nullptr;
}

bool readText(const JsonValue &object, QStringView name, std::optional<QString> &into)
{
    const JsonValue *value = given(object, name);
    if (!value)
        return true;
    if (value->isString())
        into = value->string;
    return value->isString();
}

bool readNow(const JsonValue &object, std::optional<base::Instant> &into)
{
    const JsonValue *value = given(object, u"now");
    if (!value)
        return true;
    double seconds = 0;
    const char *end = value->number.constData() + value->number.size();
    const auto [rest, error] = std::from_chars(value->number.constData(), end, seconds);
    if (!value->isNumber() || error != std::errc() || rest != end || !std::isfinite(seconds) || seconds < 0 ||
        seconds > lastSecond)
        return false;
    into = base::Instant(std::chrono::milliseconds(std::llround(seconds * 1000)));
    return true;
}

PastedKey singleKey(std::expected<jose::Jwk, jose::KeyError> key)
{
    if (!key)
        return {.keys = std::unexpected(key.error())};
    jose::JwkSet set;
    set.keys.append(std::move(*key));
    return {.keys = std::move(set)};
}

PastedKey invalidKey()
{
    return {.keys = std::unexpected(jose::KeyError{.kind = jose::KeyError::Kind::NotAKey, .member = {}})};
}

bool holdsSecret(const PastedKey &key)
{
    return key.keys && std::ranges::any_of(key.keys->keys, [](const jose::Jwk &one) {
               return one.type == jose::KeyType::Octets || one.hadPrivatePart;
           });
}

/// What `read` makes of `written`, or made of it for the line before.
template <typename Read> PastedKey readOnce(const JsonValue &written, bool isSet, LastKey *last, const Read &read)
{
    if (last && last->isSet == isSet && last->written == written)
        return last->read;
    PastedKey key = read(written);
    if (last && !holdsSecret(key))
        *last = {.written = written, .isSet = isSet, .read = key};
    return key;
}

/// How many key members the line has; the one, when there is one, is in the policy.
int readKey(const JsonValue &object, VerificationPolicy &policy, const jose::KeyCodec &codec, LastKey *last)
{
    int members = 0;
    if (const JsonValue *jwk = given(object, u"jwk")) {
        policy.keys =
            readOnce(*jwk, false, last, [](const JsonValue &key) { return singleKey(jose::Jwk::parse(key)); });
        ++members;
    }
    if (const JsonValue *jwks = given(object, u"jwks")) {
        policy.keys = readOnce(*jwks, true, last, [](const JsonValue &set) {
            return PastedKey{.keys = jose::JwkSet::parse(set), .isSet = true};
        });
        ++members;
    }
    if (const JsonValue *pem = given(object, u"pem")) {
        policy.keys = pem->isString() ? singleKey(codec.publicKeyFromPem(pem->string.toUtf8())) : invalidKey();
        ++members;
    }
    if (const JsonValue *secret = given(object, u"secret")) {
        policy.keys = secret->isString() ? PastedKey::fromSecret(base::Secret(secret->string.toUtf8())) : invalidKey();
        ++members;
    }
    return members;
}

std::optional<Line> readLine(const JsonValue &object, const jose::KeyCodec &codec, LastKey *last)
{
    const JsonValue *token = object.member(u"token");
    if (!token || !token->isString())
        return std::nullopt;
    Line line;
    line.token = token->string.toUtf8();
    line.policy.textOrigin = VerificationPolicy::TextOrigin::Field;
    line.policy.explain = false;
    line.policy.judgePolicy = false;
    if (!readText(object, u"alg", line.policy.algorithm) || !readText(object, u"iss", line.policy.issuer) ||
        !readText(object, u"aud", line.policy.audience) || !readNow(object, line.policy.now))
        return std::nullopt;
    line.keyMembers = readKey(object, line.policy, codec, last);
    if (line.keyMembers > 1)
        line.policy.keys = std::monostate();
    return line;
}

BatchAnswer answer(const QByteArray &id, const TokenInspection &inspection)
{
    BatchAnswer out{.json = {}, .verified = inspection.isVerified()};
    out.json.reserve(160 + id.size());
    out.json.append(R"({"id":)").append(id);
    out.json.append(R"(,"verified":)").append(out.verified ? "true" : "false");
    // The words are our own codes: nothing in them needs escaping.
    const std::array members{
        std::pair{QByteArrayView(R"(,"form":")"), formName(inspection.form)},
        std::pair{QByteArrayView(R"(","signature":")"), signatureName(inspection.signature)},
        std::pair{QByteArrayView(R"(","time":")"), timeName(inspection.time)},
        std::pair{QByteArrayView(R"(","claims":")"), claimsName(inspection.claimsVerdict)},
        std::pair{QByteArrayView(R"(","reason":")"), reasonCode(inspection.reason)},
    };
    for (const auto &[name, value] : members)
        out.json.append(name).append(value.toLatin1());
    out.json.append(R"("})");
    return out;
}

} // namespace

BatchAnswer verifyLine(QByteArrayView line, const TokenInspector &inspector, const jose::KeyCodec &codec, LastKey *last)
{
    QByteArray id = "null"_ba;
    TokenInspection unreadable;
    unreadable.reason = Reason::LineInvalid;
    const auto object = jose::parseStrictJson(line);
    if (!object || !object->isObject())
        return answer(id, unreadable);
    if (const JsonValue *given = object->member(u"id"))
        id = given->toJson();
    const auto request = readLine(*object, codec, last);
    if (!request)
        return answer(id, unreadable);
    TokenInspection inspection = inspector.inspect(request->token, request->policy);
    if (request->keyMembers > 1 && inspection.reason == Reason::KeyNotGiven)
        inspection.reason = Reason::KeyAmbiguous;
    return answer(id, inspection);
}

} // namespace gatehouse::inspector
