#include "models/inspector/TokenBatch.h"

#include "models/base/Clock.h"
#include "models/base/Text.h"
#include "models/inspector/BatchAnswer.h"
#include "models/inspector/InspectionSetup.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;
using jose::JsonValue;

/// A key that may be absent; null counts as absent, and without a key nothing is verified.
const JsonValue *givenKey(const JsonValue &object, QStringView name)
{
    const JsonValue *value = object.member(name);
    return value && value->type != JsonValue::Type::Null ? value : nullptr;
}

/// What is wrong with a line, in a sentence.
using Refused = std::optional<QString>;

Refused readText(const JsonValue &object, QStringView name, std::optional<QString> &into)
{
    const JsonValue *value = object.member(name);
    if (!value)
        return {};
    // A setting that a program lacks comes as null: nothing would be compared, and it would look as if it were.
    if (value->type == JsonValue::Type::Null)
        return u"The member \"%1\" is null. Leave it out, or give a string."_s.arg(name);
    if (!value->isString())
        return u"The member \"%1\" is not a string."_s.arg(name);
    into = value->string;
    return {};
}

/// What people write for a member, and the member.
constexpr std::array lookAlikes{
    std::pair{"issuer"_L1, "iss"_L1},
    std::pair{"audience"_L1, "aud"_L1},
    std::pair{"algorithm"_L1, "alg"_L1},
    std::pair{"key"_L1, "jwk"_L1},
    std::pair{"publickey"_L1, "pem"_L1},
    std::pair{"certificate"_L1, "pem"_L1},
    std::pair{"keyset"_L1, "jwks"_L1},
    std::pair{"keys"_L1, "jwks"_L1},
    std::pair{"sharedsecret"_L1, "secret"_L1},
    std::pair{"time"_L1, "now"_L1},
    std::pair{"at"_L1, "now"_L1},
    std::pair{"jwt"_L1, "token"_L1},
    std::pair{"accesstoken"_L1, "token"_L1},
    std::pair{"anycontent"_L1, "content"_L1},
};
constexpr std::array memberNames{"id"_L1,  "token"_L1, "jwk"_L1, "jwks"_L1, "pem"_L1,    "secret"_L1,
                                 "alg"_L1, "iss"_L1,   "aud"_L1, "now"_L1,  "content"_L1};

/// Whether one letter more, less, other or swapped with the next makes one of the other.
bool isNearly(QStringView a, QStringView b)
{
    if (a.size() < b.size())
        std::swap(a, b);
    if (a.size() - b.size() > 1 || b.size() < 2)
        return false;
    const qsizetype start = std::ranges::mismatch(a, b).in1 - a.begin();
    const QStringView restA = a.sliced(std::min(start, a.size()));
    const QStringView restB = b.sliced(std::min(start, b.size()));
    if (a.size() > b.size())
        return restA.sliced(1) == restB;
    return restA.size() <= 1 || restA.sliced(1) == restB.sliced(1) ||
           (restA.size() >= 2 && restA[0] == restB[1] && restA[1] == restB[0] && restA.sliced(2) == restB.sliced(2));
}

/// Words that make any name one that is to be obeyed: "allowed_algs", "requiredScope", "clockTolerance".
constexpr std::array tellingWords{
    std::pair{"iss"_L1, "iss"_L1},        std::pair{"issuer"_L1, "iss"_L1},    std::pair{"issuers"_L1, "iss"_L1},
    std::pair{"aud"_L1, "aud"_L1},        std::pair{"audience"_L1, "aud"_L1},  std::pair{"audiences"_L1, "aud"_L1},
    std::pair{"alg"_L1, "alg"_L1},        std::pair{"algs"_L1, "alg"_L1},      std::pair{"algorithm"_L1, "alg"_L1},
    std::pair{"algorithms"_L1, "alg"_L1}, std::pair{"expect"_L1, ""_L1},       std::pair{"expected"_L1, ""_L1},
    std::pair{"expectation"_L1, ""_L1},   std::pair{"expectations"_L1, ""_L1}, std::pair{"require"_L1, ""_L1},
    std::pair{"required"_L1, ""_L1},      std::pair{"scope"_L1, ""_L1},        std::pair{"scopes"_L1, ""_L1},
    std::pair{"claim"_L1, ""_L1},         std::pair{"claims"_L1, ""_L1},       std::pair{"skew"_L1, ""_L1},
    std::pair{"tolerance"_L1, ""_L1},     std::pair{"leeway"_L1, ""_L1},       std::pair{"policy"_L1, ""_L1},
    std::pair{"nbf"_L1, ""_L1},           std::pair{"jti"_L1, ""_L1},          std::pair{"iat"_L1, ""_L1},
    std::pair{"cnf"_L1, ""_L1},           std::pair{"azp"_L1, ""_L1},
};

/// "allowedAlgs" and "allowed_algs" as "allowed" and "algs".
QStringList wordsOf(const QString &name)
{
    QString parted;
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (i > 0 && name[i].isUpper() && name[i - 1].isLower())
            parted += u' ';
        parted += name[i].isLetterOrNumber() ? name[i].toLower() : u' ';
    }
    return parted.split(u' ', Qt::SkipEmptyParts);
}

/// Options of other commands, which a line does not have.
constexpr std::array otherOptions{"clientid"_L1, "leeway"_L1, "scope"_L1, "roots"_L1, "profile"_L1,
                                  "nonce"_L1,    "typ"_L1,    "sub"_L1,   "exp"_L1,   "subject"_L1,
                                  "maxage"_L1,   "kid"_L1,    "keyid"_L1};

/// The member that was probably meant; empty for an option that a line does not have, nothing for what is not like an
/// option at all.
std::optional<QLatin1StringView> meantBy(const QString &name)
{
    QString folded = name.toLower();
    folded.removeIf([](QChar c) { return c == u'_' || c == u'-' || c == u' '; });
    const auto find = [](const auto &isLike) -> std::optional<QLatin1StringView> {
        for (const QLatin1StringView known : memberNames) {
            if (isLike(QString(known)))
                return known;
        }
        for (const auto &[written, meant] : lookAlikes) {
            if (isLike(QString(written)))
                return meant;
        }
        const auto other =
            std::ranges::find_if(otherOptions, [&isLike](QLatin1StringView option) { return isLike(QString(option)); });
        return other == otherOptions.end() ? std::nullopt : std::optional(QLatin1StringView());
    };
    if (const auto same = find([&folded](const QString &known) { return folded == known; }))
        return same;
    // "expectedIssuer", "audiences".
    for (const auto &[written, meant] : lookAlikes) {
        if (written.size() > 5 && folded.contains(written))
            return meant;
    }
    const QStringList words = wordsOf(name);
    for (const auto &[word, meant] : tellingWords) {
        if (words.contains(word))
            return meant;
    }
    return find([&folded](const QString &known) { return known.size() > 2 && isNearly(folded, known); });
}

/// A member that looks like an option and is not one would be an option that is not obeyed: an issuer that is not
/// compared. Others are a person's own, and are ignored.
Refused unknownOption(const JsonValue &object)
{
    for (const jose::JsonMember &member : object.members) {
        if (std::ranges::find(memberNames, member.name) != memberNames.end())
            continue;
        const auto meant = meantBy(member.name);
        if (!meant)
            continue;
        const QString shown = base::visibleText(member.name, 60);
        return meant->isEmpty() ? u"Unknown option \"%1\". A line may have alg, iss, aud, now and content."_s.arg(shown)
                                : u"Unknown option \"%1\". Use \"%2\"."_s.arg(shown, *meant);
    }
    return {};
}

Refused readContent(const JsonValue &object, bool &isAny)
{
    const JsonValue *value = object.member(u"content");
    if (!value)
        return {};
    isAny = value->isString() && value->string == "any"_L1;
    return isAny ? Refused() : u"The member \"content\" can only be \"any\"."_s;
}

Refused readNow(const JsonValue &object, std::optional<base::Instant> &into)
{
    const JsonValue *value = object.member(u"now");
    if (!value)
        return {};
    double seconds = 0;
    const char *end = value->number.constData() + value->number.size();
    const auto [rest, error] = std::from_chars(value->number.constData(), end, seconds);
    if (!value->isNumber() || error != std::errc() || rest != end || !std::isfinite(seconds) || seconds < 0 ||
        seconds > static_cast<double>(base::lastDatedSecond))
        return u"The member \"now\" is not a number of Unix seconds up to the year 9999."_s;
    into = base::Instant(std::chrono::milliseconds(std::llround(seconds * 1000)));
    return {};
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

/// How many key members the line has; the one, when there is one, is in the policy.
int readKey(const JsonValue &object, VerificationPolicy &policy, const jose::KeyCodec &codec)
{
    int members = 0;
    if (const JsonValue *jwk = givenKey(object, u"jwk")) {
        policy.keys = singleKey(jose::Jwk::parse(*jwk));
        ++members;
    }
    if (const JsonValue *jwks = givenKey(object, u"jwks")) {
        policy.keys = PastedKey{.keys = jose::JwkSet::parse(*jwks)};
        ++members;
    }
    if (const JsonValue *pem = givenKey(object, u"pem")) {
        policy.keys = pem->isString() ? singleKey(codec.publicKeyFromPem(pem->string.toUtf8())) : invalidKey();
        ++members;
    }
    if (const JsonValue *secret = givenKey(object, u"secret")) {
        policy.keys = secret->isString() ? PastedKey::fromSecret(base::Secret(secret->string.toUtf8())) : invalidKey();
        ++members;
    }
    return members;
}

/// Characters that turn the reading direction, or are not seen, as escapes: an id is echoed, to terminals too.
QByteArray withVisibleMarks(QByteArray json)
{
    if (!json.contains('\xE2') && !json.contains('\xD8'))
        return json;
    using Mark = std::pair<QByteArrayView, QByteArrayView>;
    static constexpr std::array marks{
        Mark{"\xD8\x9C", "\\u061c"},     Mark{"\xE2\x80\x8B", "\\u200b"}, Mark{"\xE2\x80\x8E", "\\u200e"},
        Mark{"\xE2\x80\x8F", "\\u200f"}, Mark{"\xE2\x80\xA8", "\\u2028"}, Mark{"\xE2\x80\xA9", "\\u2029"},
        Mark{"\xE2\x80\xAA", "\\u202a"}, Mark{"\xE2\x80\xAB", "\\u202b"}, Mark{"\xE2\x80\xAC", "\\u202c"},
        Mark{"\xE2\x80\xAD", "\\u202d"}, Mark{"\xE2\x80\xAE", "\\u202e"}, Mark{"\xE2\x81\xA6", "\\u2066"},
        Mark{"\xE2\x81\xA7", "\\u2067"}, Mark{"\xE2\x81\xA8", "\\u2068"}, Mark{"\xE2\x81\xA9", "\\u2069"}};
    for (const auto &[mark, escape] : marks)
        json.replace(mark, escape);
    return json;
}

/// Everything but the id.
std::expected<LineRequest, QString> readMembers(const JsonValue &object, const jose::KeyCodec &codec)
{
    const JsonValue *token = object.member(u"token");
    if (const Refused refused = unknownOption(object))
        return std::unexpected(*refused);
    if (!token || !token->isString())
        return std::unexpected(token ? u"The member \"token\" is not a string."_s
                                     : u"The member \"token\" is missing."_s);
    LineRequest line{.id = {},
                     .token = token->string.toUtf8(),
                     .policy = InspectionSetup::policyFor(InspectionSetup::Depth::Verdicts)};
    for (const Refused &refused :
         {readText(object, u"alg", line.policy.algorithm), readText(object, u"iss", line.policy.issuer),
          readText(object, u"aud", line.policy.audience), readNow(object, line.policy.now),
          readContent(object, line.policy.genericJws)}) {
        if (refused)
            return std::unexpected(*refused);
    }
    line.keyMembers = readKey(object, line.policy, codec);
    if (line.keyMembers > 1)
        line.policy.keys = std::monostate();
    return line;
}

} // namespace

std::expected<LineRequest, LineRefusal> readLineRequest(QByteArrayView line, const jose::KeyCodec &codec)
{
    QByteArray id = "null"_ba;
    const auto object = jose::parseStrictJson(line);
    if (!object || !object->isObject())
        return std::unexpected(LineRefusal{id, u"The line is not a JSON object."_s});
    if (const JsonValue *given = object->member(u"id"))
        id = withVisibleMarks(given->toJson());
    auto request = readMembers(*object, codec);
    if (!request)
        return std::unexpected(LineRefusal{id, request.error()});
    request->id = id;
    return *std::move(request);
}

BatchAnswer answerOf(const LineRequest &request, TokenInspection inspection)
{
    if (request.keyMembers > 1 && inspection.reason == Reason::KeyNotGiven)
        inspection.reason = Reason::KeyAmbiguous;
    return {.json = answerJson(request.id, inspection, {.message = {}, .around = removalNames(inspection.around)}),
            .verified = inspection.isVerified()};
}

BatchAnswer answerOf(const LineRefusal &refusal)
{
    Verdicts unreadable;
    unreadable.reason = Reason::LineInvalid;
    return {.json = answerJson(refusal.id, unreadable, {.message = refusal.message}), .verified = false};
}

BatchAnswer verifyLine(QByteArrayView line, const TokenInspector &inspector, const jose::KeyCodec &codec)
{
    const auto request = readLineRequest(line, codec);
    return request ? answerOf(*request, inspector.inspect(request->token, request->policy)) : answerOf(request.error());
}

} // namespace gatehouse::inspector
