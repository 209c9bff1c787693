#include "models/inspector/ClaimRules.h"

#include "models/oauth/OpenIdScopes.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;
using jose::JsonValue;

constexpr auto lastSecond = static_cast<double>(base::lastDatedSecond);

qint64 cappedLeeway(qint64 leeway)
{
    return std::clamp<qint64>(leeway, 0, maxLeeway);
}

struct NumericDate
{
    bool present = false;
    bool valid = false;
    double seconds = 0;
};

/// RFC 7519 section 2: any JSON number of seconds. Past the year 9999, before 1970 or not finite it is no time, never
/// "for ever".
NumericDate numericDate(const JsonValue &claims, QStringView name)
{
    const JsonValue *value = claims.member(name);
    if (!value)
        return {};
    NumericDate date{.present = true, .valid = false, .seconds = 0};
    if (!value->isNumber())
        return date;
    const char *end = value->number.constData() + value->number.size();
    const auto [rest, error] = std::from_chars(value->number.constData(), end, date.seconds);
    date.valid = error == std::errc() && rest == end && std::isfinite(date.seconds) && date.seconds >= 0 &&
                 date.seconds <= lastSecond;
    return date;
}

void noteTime(const JsonValue &claims, QStringView name, FindingSink &findings)
{
    const JsonValue *value = claims.member(name);
    if (!value->isNumber()) {
        findings.report(kinds::claimType, "member"_p = name.toString(), "expected"_p = JsonType::Number);
        return;
    }
    double number = 0;
    const char *begin = value->number.constData();
    const auto [rest, error] = std::from_chars(begin, begin + value->number.size(), number);
    const bool milliseconds = error == std::errc() && number > lastSecond && number <= lastSecond * 1000;
    const QString written = QString::fromLatin1(value->number);
    if (milliseconds)
        findings.report(kinds::timeMilliseconds, "member"_p = name, "value"_p = written);
    else
        findings.report(kinds::timeOutOfRange, "member"_p = name, "value"_p = written);
}

bool readString(const JsonValue &claims, QStringView name, FindingSink &findings, QString *into)
{
    const JsonValue *value = claims.member(name);
    if (!value)
        return true;
    if (!value->isString()) {
        findings.report(kinds::claimType, "member"_p = name.toString(), "expected"_p = JsonType::String);
        return false;
    }
    if (into)
        *into = value->string;
    return true;
}

bool readAudience(const JsonValue &claims, TokenInspection &inspection, FindingSink &findings)
{
    const JsonValue *aud = claims.member(u"aud");
    if (!aud)
        return true;
    if (aud->isString()) {
        inspection.audience.append(aud->string);
        return true;
    }
    if (!isAudienceReadable(*aud)) {
        findings.report(kinds::claimType, "member"_p = u"aud"_s, "expected"_p = JsonType::StringOrStrings);
        return false;
    }
    for (const JsonValue &element : aud->elements)
        inspection.audience.append(element.string);
    return true;
}

QStringList scopesOf(const JsonValue &claims)
{
    const JsonValue *value = scopeClaim(claims);
    if (!value)
        return {};
    QStringList scopes;
    if (value->isString())
        scopes = value->string.split(u' ', Qt::SkipEmptyParts);
    for (const JsonValue &element : value->elements) {
        if (element.isString())
            scopes.append(element.string);
    }
    scopes.removeDuplicates();
    return scopes;
}

void readScopes(const JsonValue &claims, TokenInspection &inspection)
{
    const JsonValue *scope = claims.member(u"scope");
    if (!scope || !scope->isString())
        return;
    inspection.scopes = scope->string.split(u' ', Qt::SkipEmptyParts);
    inspection.scopes.removeDuplicates();
}

} // namespace

bool isAudienceReadable(const JsonValue &aud)
{
    return aud.isString() || (aud.isArray() && std::ranges::all_of(aud.elements, &JsonValue::isString));
}

const JsonValue *scopeClaim(const JsonValue &claims)
{
    for (const QStringView name : {QStringView(u"scope"), QStringView(u"scp"), QStringView(u"permissions")}) {
        if (const JsonValue *value = claims.member(name))
            return value;
    }
    return nullptr;
}

bool isScopeReadable(const JsonValue &scope)
{
    return isAudienceReadable(scope); // a string, or an array of strings
}

void readClaims(TokenInspection &inspection, FindingSink &findings)
{
    if (!inspection.claims)
        return;
    const JsonValue &claims = *inspection.claims;
    bool right = readString(claims, u"iss", findings, &inspection.issuer);
    right = readString(claims, u"sub", findings, nullptr) && right;
    right = readString(claims, u"jti", findings, nullptr) && right;
    right = readAudience(claims, inspection, findings) && right;
    readScopes(claims, inspection);
    const auto readTime = [&](QStringView name, std::optional<qint64> &into) {
        const NumericDate date = numericDate(claims, name);
        if (date.valid)
            into = static_cast<qint64>(std::floor(date.seconds));
        else if (date.present)
            noteTime(claims, name, findings);
        return date.valid || !date.present;
    };
    right = readTime(u"iat", inspection.issuedAt) && right;
    right = readTime(u"nbf", inspection.notBefore) && right;
    right = readTime(u"exp", inspection.expiresAt) && right;
    if (!right)
        inspection.claimsVerdict = Claims::Malformed;
}

std::optional<qint64> timeClaim(const JsonValue &claims, QStringView name)
{
    const NumericDate date = numericDate(claims, name);
    return date.valid ? std::optional(static_cast<qint64>(std::floor(date.seconds))) : std::nullopt;
}

Time timeVerdict(const TokenTimes &times, base::Instant now, qint64 leeway)
{
    const double seconds = static_cast<double>(now.time_since_epoch().count()) / 1000.0;
    const auto margin = static_cast<double>(cappedLeeway(leeway));
    if (times.expiresAt && seconds >= *times.expiresAt + margin)
        return Time::Expired;
    if (times.notBefore && seconds + margin < *times.notBefore)
        return Time::NotYet;
    return times.expiresAt ? Time::Valid : Time::NoExpiry;
}

void judgeTime(TokenInspection &inspection, std::optional<base::Instant> now, qint64 leeway)
{
    if (!now || !inspection.claims)
        return;
    inspection.judgedAt = now;
    inspection.leeway = cappedLeeway(leeway);
    bool isBroken = false;
    const auto read = [&](QStringView name) {
        const NumericDate date = numericDate(*inspection.claims, name);
        isBroken = isBroken || (date.present && !date.valid);
        return date.valid ? std::optional(date.seconds) : std::nullopt;
    };
    const TokenTimes times{.notBefore = read(u"nbf"), .expiresAt = read(u"exp")};
    read(u"iat"); // limits nothing, and has to be a time
    inspection.time = isBroken ? Time::Malformed : timeVerdict(times, *now, leeway);
}

QString clientOf(const JsonValue &claims)
{
    for (const QStringView name : {QStringView(u"azp"), QStringView(u"client_id"), QStringView(u"cid")}) {
        const JsonValue *value = claims.member(name);
        if (value && value->isString() && !value->string.isEmpty())
            return value->string;
    }
    return {};
}

bool isUsersToken(const JsonValue &claims, const store::StoreSnapshot &tenant)
{
    const JsonValue *subject = claims.member(u"sub");
    return subject && subject->isString() && tenant.user(domain::UserId(subject->string));
}

void compareScopeSets(TokenInspection &inspection, const VerificationPolicy &policy,
                      const QList<const domain::ResourceServer *> &apis)
{
    if (!inspection.claims)
        return;
    ScopeSets &sets = inspection.scopeSets;
    sets.token = scopesOf(*inspection.claims);
    sets.call = policy.requiredScopes;
    const auto *tenant = std::get_if<TenantKeys>(&policy.keys);
    if (!tenant)
        return;
    const auto unite = [](std::optional<QStringList> &set, const QStringList &more) {
        set = set.value_or(QStringList()) + more;
        set->removeDuplicates();
    };
    const QString client = clientOf(*inspection.claims);
    const bool isUsers = isUsersToken(*inspection.claims, tenant->tenant);
    const auto subject = isUsers ? domain::SubjectType::User : domain::SubjectType::Client;
    for (const domain::ResourceServer *api : apis) {
        unite(sets.api, api->scopeValues());
        if (const domain::ClientGrant *grant =
                client.isEmpty() ? nullptr : tenant->tenant.grant(domain::ClientId(client), api->id, subject))
            unite(sets.granted, grant->scopes);
    }
    if (!isUsers)
        return;
    // No API defines OpenID's own, and nobody has to grant them to a client.
    for (const QLatin1StringView scope : oauth::openIdScopes) {
        if (!sets.token.contains(scope))
            continue;
        if (sets.api)
            unite(sets.api, {scope});
        if (sets.granted)
            unite(sets.granted, {scope});
    }
}

} // namespace gatehouse::inspector
