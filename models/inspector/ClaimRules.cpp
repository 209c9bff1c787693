#include "models/inspector/ClaimRules.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;
using jose::JsonValue;

constexpr double lastSecond = 253402300799.0; // 9999-12-31T23:59:59Z
constexpr qint64 maxLeeway = 60;

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

void noteTime(const JsonValue &claims, QStringView name, TokenInspection &inspection)
{
    const JsonValue *value = claims.member(name);
    if (!value->isNumber()) {
        inspection.findings.append(makeFinding("claim-type"_L1, name.toString(), {u"number"_s}));
        return;
    }
    double number = 0;
    const char *begin = value->number.constData();
    const auto [rest, error] = std::from_chars(begin, begin + value->number.size(), number);
    const bool milliseconds = error == std::errc() && number > lastSecond && number <= lastSecond * 1000;
    inspection.findings.append(makeFinding(milliseconds ? "time-milliseconds"_L1 : "time-out-of-range"_L1,
                                           name.toString(), {QString::fromLatin1(value->number)}));
}

bool readString(const JsonValue &claims, QStringView name, TokenInspection &inspection, QString *into)
{
    const JsonValue *value = claims.member(name);
    if (!value)
        return true;
    if (!value->isString()) {
        inspection.findings.append(makeFinding("claim-type"_L1, name.toString(), {u"string"_s}));
        return false;
    }
    if (into)
        *into = value->string;
    return true;
}

bool readAudience(const JsonValue &claims, TokenInspection &inspection)
{
    const JsonValue *aud = claims.member(u"aud");
    if (!aud)
        return true;
    if (aud->isString()) {
        inspection.audience.append(aud->string);
        return true;
    }
    if (!aud->isArray() || !std::ranges::all_of(aud->elements, &JsonValue::isString)) {
        inspection.findings.append(makeFinding("claim-type"_L1, u"aud"_s, {u"string or array of strings"_s}));
        return false;
    }
    for (const JsonValue &element : aud->elements)
        inspection.audience.append(element.string);
    return true;
}

QStringList scopesOf(const JsonValue &claims)
{
    for (const QStringView name : {QStringView(u"scope"), QStringView(u"scp"), QStringView(u"permissions")}) {
        const JsonValue *value = claims.member(name);
        if (!value)
            continue;
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
    return {};
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

void readClaims(TokenInspection &inspection)
{
    if (!inspection.claims)
        return;
    const JsonValue &claims = *inspection.claims;
    bool right = readString(claims, u"iss", inspection, &inspection.issuer);
    right = readString(claims, u"sub", inspection, nullptr) && right;
    right = readString(claims, u"jti", inspection, nullptr) && right;
    right = readAudience(claims, inspection) && right;
    readScopes(claims, inspection);
    const auto readTime = [&](QStringView name, std::optional<qint64> &into) {
        const NumericDate date = numericDate(claims, name);
        if (date.valid)
            into = static_cast<qint64>(std::floor(date.seconds));
        else if (date.present)
            noteTime(claims, name, inspection);
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

void judgeTime(TokenInspection &inspection, std::optional<base::Instant> now, qint64 leeway)
{
    if (!now || !inspection.claims)
        return;
    inspection.judgedAt = now;
    inspection.leeway = std::clamp<qint64>(leeway, 0, maxLeeway);
    const NumericDate issued = numericDate(*inspection.claims, u"iat");
    const NumericDate notBefore = numericDate(*inspection.claims, u"nbf");
    const NumericDate expires = numericDate(*inspection.claims, u"exp");
    const auto broken = [](const NumericDate &date) { return date.present && !date.valid; };
    const double seconds = static_cast<double>(now->time_since_epoch().count()) / 1000.0;
    const auto margin = static_cast<double>(inspection.leeway);
    if (broken(issued) || broken(notBefore) || broken(expires))
        inspection.time = Time::Malformed;
    else if (expires.present && seconds >= expires.seconds + margin)
        inspection.time = Time::Expired;
    else if (notBefore.present && seconds + margin < notBefore.seconds)
        inspection.time = Time::NotYet;
    else
        inspection.time = expires.present ? Time::Valid : Time::NoExpiry;
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

ExpectedParties expectedParties(const VerificationPolicy &policy, const domain::ResourceServer *api)
{
    ExpectedParties expected;
    if (const auto *tenant = std::get_if<TenantKeys>(&policy.keys)) {
        expected.issuers = tenant->issuers;
        for (const domain::ResourceServer &server : tenant->tenant.resourceServers)
            expected.configured.append(server.identifier);
        expected.audiences = api ? QStringList{api->identifier} : expected.configured;
    }
    if (policy.issuer)
        expected.issuers = {*policy.issuer};
    if (policy.audience) {
        expected.audiences = {*policy.audience};
        expected.configured = expected.audiences;
    }
    return expected;
}

void judgeParties(TokenInspection &inspection, const VerificationPolicy &policy, const domain::ResourceServer *api)
{
    if (!inspection.claims || inspection.claimsVerdict == Claims::Malformed)
        return;
    const ExpectedParties expected = expectedParties(policy, api);
    if (expected.issuers.isEmpty() && expected.audiences.isEmpty())
        return;
    const bool issuerFits = expected.issuers.isEmpty() ||
                            (inspection.claims->member(u"iss") && expected.issuers.contains(inspection.issuer));
    const bool audienceFits =
        expected.audiences.isEmpty() || std::ranges::any_of(inspection.audience, [&expected](const QString &value) {
            return expected.audiences.contains(value);
        });
    inspection.claimsVerdict = issuerFits && audienceFits ? Claims::Ok : Claims::Mismatch;
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
    for (const domain::ResourceServer *api : apis) {
        unite(sets.api, api->scopeValues());
        if (const domain::ClientGrant *grant =
                client.isEmpty() ? nullptr : tenant->tenant.grant(domain::ClientId(client), api->id))
            unite(sets.granted, grant->scopes);
    }
}

} // namespace gatehouse::inspector
