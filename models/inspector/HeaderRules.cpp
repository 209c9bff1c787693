#include "models/inspector/HeaderRules.h"

#include "models/jose/Jwk.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;
using jose::JsonValue;

constexpr qsizetype maxCritNames = 16;
constexpr qsizetype maxKid = 256;

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

std::optional<HeaderJudgement> judgeCrit(const JsonValue &header, QList<Finding> &findings)
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
    if (unencoded) {
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

/// What a kid tries to be when it is used as more than a key of a map (RFC 8725 section 3.10).
QLatin1StringView injectionShape(const QString &kid)
{
    const auto has = [&kid](QLatin1StringView what) { return kid.contains(what, Qt::CaseInsensitive); };
    if (has("../"_L1) || has("..\\"_L1) || kid.startsWith(u'/') || has("file:"_L1))
        return "path"_L1;
    if (has("${"_L1) || has("{{"_L1) || has("#{"_L1))
        return "expression"_L1;
    if (kid.startsWith(u'|') || has("$("_L1) || kid.contains(u'`') || has("&&"_L1) || has("; "_L1))
        return "command"_L1;
    if (kid.contains(u'\'') || kid.contains(u'"') || has("--"_L1) || has("union select"_L1))
        return "sql"_L1;
    if (has("http://"_L1) || has("https://"_L1) || has("ldap:"_L1))
        return "address"_L1;
    if (kid.contains(u'<') || kid.contains(u'>'))
        return "markup"_L1;
    if (std::ranges::any_of(kid, [](QChar c) { return c < u' ' || c == QChar(0x7f); }))
        return "control-characters"_L1;
    return {};
}

void explainKeys(const JsonValue &header, const std::function<bool(const QString &)> &isOwnKey,
                 QList<Finding> &findings)
{
    if (const JsonValue *jwk = header.member(u"jwk"); jwk && jwk->isObject()) {
        for (const QStringView secret : {QStringView(u"d"), QStringView(u"p"), QStringView(u"q"), QStringView(u"k")}) {
            if (jwk->member(secret)) {
                findings.append(makeFinding("embedded-private-key"_L1, u"jwk"_s));
                break;
            }
        }
        const auto key = jose::Jwk::parse(*jwk);
        const QString thumbprint = key ? key->thumbprint() : QString();
        const bool own = !thumbprint.isEmpty() && isOwnKey(thumbprint);
        findings.append(makeFinding("embedded-key"_L1, u"jwk"_s, {thumbprint, own ? u"own"_s : u"foreign"_s}));
    }
    for (const QStringView name : {QStringView(u"jku"), QStringView(u"x5u")}) {
        if (const JsonValue *address = header.member(name))
            findings.append(makeFinding("key-url"_L1, name.toString(), {address->string}));
    }
    if (const JsonValue *chain = header.member(u"x5c"))
        findings.append(makeFinding("embedded-certificate"_L1, u"x5c"_s, {QString::number(chain->elements.size())}));
}

void explainKid(const JsonValue &header, QList<Finding> &findings)
{
    const JsonValue *kid = header.member(u"kid");
    if (!kid || !kid->isString())
        return;
    if (kid->string.isEmpty())
        findings.append(makeFinding("kid-empty"_L1, u"kid"_s));
    if (kid->string.size() > maxKid)
        findings.append(makeFinding("kid-too-long"_L1, u"kid"_s, {QString::number(kid->string.size())}));
    if (const QLatin1StringView shape = injectionShape(kid->string.left(4 * maxKid)); !shape.isEmpty())
        findings.append(makeFinding("kid-injection"_L1, u"kid"_s, {shape}));
}

void explainType(const JsonValue &header, QList<Finding> &findings)
{
    const JsonValue *typ = header.member(u"typ");
    if (!typ) {
        findings.append(makeFinding("typ-missing"_L1, u"typ"_s));
    } else if (typ->isString()) {
        QString type = typ->string.toLower();
        if (type.startsWith("application/"_L1))
            type = type.sliced(12);
        static constexpr std::array known{"jwt"_L1,
                                          "at+jwt"_L1,
                                          "dpop+jwt"_L1,
                                          "secevent+jwt"_L1,
                                          "logout+jwt"_L1,
                                          "kb+jwt"_L1,
                                          "token-introspection+jwt"_L1};
        if (std::ranges::none_of(known, [&type](QLatin1StringView name) { return type == name; }))
            findings.append(makeFinding("typ-unknown"_L1, u"typ"_s, {typ->string}));
    }
    const JsonValue *cty = header.member(u"cty");
    if (cty && cty->isString() && cty->string.compare("JWT"_L1, Qt::CaseInsensitive) == 0)
        findings.append(makeFinding("nested-token"_L1, u"cty"_s));
}

} // namespace

HeaderJudgement judgeHeader(const jose::CompactJws &jws, QList<Finding> &findings)
{
    if (auto refused = judgeTypes(jws.header, findings))
        return *refused;
    if (auto refused = judgeCrit(jws.header, findings))
        return *refused;
    return judgeAlgorithm(jws, findings);
}

void explainHeader(const JsonValue &header, const JsonValue *claims,
                   const std::function<bool(const QString &)> &isOwnKey, QList<Finding> &findings)
{
    explainKeys(header, isOwnKey, findings);
    explainKid(header, findings);
    explainType(header, findings);
    if (header.member(u"zip"))
        findings.append(makeFinding("zip-in-jws"_L1, u"zip"_s));
    if (header.member(u"nonce"))
        findings.append(makeFinding("nonce-header"_L1, u"nonce"_s));
    for (const QStringView name : {QStringView(u"iss"), QStringView(u"sub"), QStringView(u"aud")}) {
        const JsonValue *copy = header.member(name);
        const JsonValue *claim = claims ? claims->member(name) : nullptr;
        if (copy && (!claim || copy->toJson() != claim->toJson()))
            findings.append(makeFinding("replicated-claim"_L1, name.toString()));
    }
    for (const jose::JsonMember &member : header.members) {
        const QString folded = member.name.normalized(QString::NormalizationForm_KC).trimmed().toLower();
        for (const QLatin1StringView name : registered) {
            if (member.name != name && folded == QString(name).toLower())
                findings.append(makeFinding("similar-name"_L1, member.name, {name}));
        }
    }
}

} // namespace gatehouse::inspector
