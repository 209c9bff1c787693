#include "models/inspector/HeaderRules.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;
using jose::JsonValue;

constexpr qsizetype maxCritNames = 16;

// RFC 7515 section 4.1, RFC 7516 section 4.1: names that a `crit` list must not hold.
constexpr std::array registered{"alg"_L1, "jku"_L1, "jwk"_L1,      "kid"_L1,  "x5u"_L1, "x5c"_L1, "x5t"_L1,
                                "typ"_L1, "cty"_L1, "x5t#S256"_L1, "crit"_L1, "enc"_L1, "zip"_L1};

bool isRegistered(QStringView name)
{
    return std::ranges::any_of(registered, [name](QLatin1StringView known) { return known == name; });
}

bool isStringArray(const JsonValue &value)
{
    return value.isArray() && std::ranges::all_of(value.elements, &JsonValue::isString);
}

HeaderJudgement refuse(Reason reason, Signature signature = Signature::Failed)
{
    return {.algorithm = {}, .refusal = reason, .malformed = false, .signature = signature};
}

HeaderJudgement refuseForm(Reason reason)
{
    return {.algorithm = {}, .refusal = reason, .malformed = true, .signature = Signature::Failed};
}

std::optional<HeaderJudgement> judgeTypes(const JsonValue &header, FindingSink &findings)
{
    const auto mustBe = [&](QStringView name, JsonType expected, auto &&holds) {
        const JsonValue *value = header.member(name);
        if (!value || holds(*value))
            return true;
        findings.report(kinds::headerType, "member"_p = name.toString(), "expected"_p = expected);
        return false;
    };
    const auto isString = [](const JsonValue &value) { return value.isString(); };
    for (const QStringView name :
         {QStringView(u"kid"), QStringView(u"typ"), QStringView(u"cty"), QStringView(u"jku"), QStringView(u"x5u"),
          QStringView(u"x5t"), QStringView(u"x5t#S256"), QStringView(u"zip")}) {
        if (!mustBe(name, JsonType::String, isString))
            return refuseForm(Reason::HeaderType);
    }
    const auto isChain = [](const JsonValue &value) { return isStringArray(value) && !value.elements.isEmpty(); };
    if (!mustBe(u"jwk", JsonType::Object, [](const JsonValue &value) { return value.isObject(); }) ||
        !mustBe(u"x5c", JsonType::Strings, isChain) ||
        !mustBe(u"b64", JsonType::Boolean, [](const JsonValue &value) { return value.isBool(); }))
        return refuseForm(Reason::HeaderType);
    if (header.member(u"enc")) {
        findings.report(kinds::encInJws);
        return refuseForm(Reason::BadHeader);
    }
    return std::nullopt;
}

std::optional<HeaderJudgement> judgeCrit(const JsonValue &header, bool genericJws, FindingSink &findings)
{
    const JsonValue *b64 = header.member(u"b64");
    const bool unencoded = b64 && b64->type == JsonValue::Type::False;
    const JsonValue *crit = header.member(u"crit");
    const auto malformed = [&](CritFault fault) {
        findings.report(kinds::critMalformed, "fault"_p = fault);
        return refuseForm(Reason::CritMalformed);
    };
    if (!crit) {
        if (!unencoded)
            return std::nullopt;
        findings.report(kinds::b64False);
        return malformed(CritFault::NotListed);
    }
    if (!isStringArray(*crit))
        return malformed(CritFault::NotStrings);
    if (crit->elements.isEmpty())
        return malformed(CritFault::Empty);
    if (crit->elements.size() > maxCritNames)
        return malformed(CritFault::TooMany);
    QSet<QString> names;
    QString unknown;
    for (const JsonValue &element : crit->elements) {
        const QString &name = element.string;
        if (names.contains(name))
            return malformed(CritFault::Duplicate);
        names.insert(name);
        if (isRegistered(name))
            return malformed(CritFault::Registered);
        if (!header.member(name))
            return malformed(CritFault::Absent);
        if (name != "b64"_L1 && unknown.isNull())
            unknown = name;
    }
    if (!unknown.isNull()) {
        findings.report(kinds::critNotUnderstood, "name"_p = unknown);
        return refuse(Reason::CritNotUnderstood);
    }
    // RFC 7797 section 7: never in a JWT.
    if (unencoded && !genericJws) {
        findings.report(kinds::b64False);
        return refuse(Reason::B64Unsupported);
    }
    return std::nullopt;
}

HeaderJudgement judgeAlgorithm(const jose::CompactJws &jws, FindingSink &findings)
{
    const JsonValue *alg = jws.header.member(u"alg");
    if (!alg || alg->type == JsonValue::Type::Null || (alg->isString() && alg->string.isEmpty()))
        return refuseForm(Reason::AlgorithmMissing);
    if (!alg->isString()) {
        findings.report(kinds::headerType, "member"_p = u"alg"_s, "expected"_p = JsonType::String);
        return refuseForm(Reason::HeaderType);
    }
    if (const auto algorithm = jose::parseAlgorithm(alg->string))
        return {.algorithm = algorithm, .refusal = {}, .malformed = false, .signature = Signature::NotChecked};
    const QString folded = alg->string.normalized(QString::NormalizationForm_KC).trimmed();
    if (jose::isNone(folded)) {
        findings.report(kinds::algorithmNone);
        HeaderJudgement judgement = refuse(Reason::AlgorithmNone, Signature::Unsecured);
        judgement.malformed = !jws.signature.isEmpty(); // RFC 7518 section 3.6: an unsecured JWS has none
        return judgement;
    }
    if (jose::isKnownUnsupported(alg->string))
        return refuse(Reason::AlgorithmUnsupported, Signature::Unsupported);
    QString plain = folded.toUpper();
    plain.remove(u'-').remove(u'_').remove(QChar(u'\0'));
    if (jose::parseAlgorithm(plain))
        findings.report(kinds::algorithmSpelling, "registered"_p = plain);
    return refuse(Reason::AlgorithmUnknown, Signature::Unsupported);
}

} // namespace

HeaderJudgement judgeHeader(const jose::CompactJws &jws, bool genericJws, FindingSink &findings)
{
    if (auto refused = judgeTypes(jws.header, findings))
        return *refused;
    if (auto refused = judgeCrit(jws.header, genericJws, findings))
        return *refused;
    return judgeAlgorithm(jws, findings);
}

std::span<const QLatin1StringView> registeredParameters()
{
    return registered;
}

} // namespace gatehouse::inspector
