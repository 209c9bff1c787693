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

std::optional<HeaderJudgement> judgeTypes(const JsonValue &header, QList<Finding> &findings)
{
    const auto mustBe = [&](QStringView name, QLatin1StringView expected, auto &&holds) {
        const JsonValue *value = header.member(name);
        if (!value || holds(*value))
            return true;
        findings.append(makeFinding("header-type"_L1, name.toString(), {expected}));
        return false;
    };
    const auto isString = [](const JsonValue &value) { return value.isString(); };
    for (const QStringView name :
         {QStringView(u"kid"), QStringView(u"typ"), QStringView(u"cty"), QStringView(u"jku"), QStringView(u"x5u"),
          QStringView(u"x5t"), QStringView(u"x5t#S256"), QStringView(u"zip")}) {
        if (!mustBe(name, "string"_L1, isString))
            return refuseForm(Reason::HeaderType);
    }
    const auto isChain = [](const JsonValue &value) { return isStringArray(value) && !value.elements.isEmpty(); };
    if (!mustBe(u"jwk", "object"_L1, [](const JsonValue &value) { return value.isObject(); }) ||
        !mustBe(u"x5c", "array of strings"_L1, isChain) ||
        !mustBe(u"b64", "boolean"_L1, [](const JsonValue &value) { return value.isBool(); }))
        return refuseForm(Reason::HeaderType);
    if (header.member(u"enc")) {
        findings.append(makeFinding("enc-in-jws"_L1, u"enc"_s));
        return refuseForm(Reason::BadHeader);
    }
    return std::nullopt;
}

std::optional<HeaderJudgement> judgeCrit(const JsonValue &header, bool genericJws, QList<Finding> &findings)
{
    const JsonValue *b64 = header.member(u"b64");
    const bool unencoded = b64 && b64->type == JsonValue::Type::False;
    const JsonValue *crit = header.member(u"crit");
    const auto malformed = [&](QLatin1StringView why) {
        findings.append(makeFinding("crit-malformed"_L1, u"crit"_s, {why}));
        return refuseForm(Reason::CritMalformed);
    };
    if (!crit) {
        if (!unencoded)
            return std::nullopt;
        findings.append(makeFinding("b64-false"_L1, u"b64"_s));
        return malformed("b64-not-listed"_L1);
    }
    if (!isStringArray(*crit))
        return malformed("not-strings"_L1);
    if (crit->elements.isEmpty())
        return malformed("empty"_L1);
    if (crit->elements.size() > maxCritNames)
        return malformed("too-many"_L1);
    QSet<QString> names;
    QString unknown;
    for (const JsonValue &element : crit->elements) {
        const QString &name = element.string;
        if (names.contains(name))
            return malformed("duplicate"_L1);
        names.insert(name);
        if (isRegistered(name))
            return malformed("registered"_L1);
        if (!header.member(name))
            return malformed("absent"_L1);
        if (name != "b64"_L1 && unknown.isNull())
            unknown = name;
    }
    if (!unknown.isNull()) {
        findings.append(makeFinding("crit-not-understood"_L1, u"crit"_s, {unknown}));
        return refuse(Reason::CritNotUnderstood);
    }
    // RFC 7797 section 7: never in a JWT.
    if (unencoded && !genericJws) {
        findings.append(makeFinding("b64-false"_L1, u"b64"_s));
        return refuse(Reason::B64Unsupported);
    }
    return std::nullopt;
}

HeaderJudgement judgeAlgorithm(const jose::CompactJws &jws, QList<Finding> &findings)
{
    const JsonValue *alg = jws.header.member(u"alg");
    if (!alg || alg->type == JsonValue::Type::Null || (alg->isString() && alg->string.isEmpty()))
        return refuseForm(Reason::AlgorithmMissing);
    if (!alg->isString()) {
        findings.append(makeFinding("header-type"_L1, u"alg"_s, {u"string"_s}));
        return refuseForm(Reason::HeaderType);
    }
    if (const auto algorithm = jose::parseAlgorithm(alg->string))
        return {.algorithm = algorithm, .refusal = {}, .malformed = false, .signature = Signature::NotChecked};
    // Look-alikes included: whatever a lenient reader could take for "none" is none.
    const QString folded = alg->string.normalized(QString::NormalizationForm_KC).trimmed();
    if (jose::isNone(alg->string) || folded.compare("none"_L1, Qt::CaseInsensitive) == 0) {
        findings.append(makeFinding("algorithm-none"_L1, u"alg"_s));
        HeaderJudgement judgement = refuse(Reason::AlgorithmNone, Signature::Unsecured);
        judgement.malformed = !jws.signature.isEmpty(); // RFC 7518 section 3.6: an unsecured JWS has none
        return judgement;
    }
    if (jose::isKnownUnsupported(alg->string))
        return refuse(Reason::AlgorithmUnsupported, Signature::Unsupported);
    QString plain = folded.toUpper();
    plain.remove(u'-').remove(u'_').remove(QChar(u'\0'));
    if (jose::parseAlgorithm(plain))
        findings.append(makeFinding("algorithm-spelling"_L1, u"alg"_s, {plain}));
    return refuse(Reason::AlgorithmUnknown, Signature::Unsupported);
}

} // namespace

HeaderJudgement judgeHeader(const jose::CompactJws &jws, bool genericJws, QList<Finding> &findings)
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
