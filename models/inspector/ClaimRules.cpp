#include "models/inspector/ClaimRules.h"

#include <QUrl>

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

void readScopes(const JsonValue &claims, TokenInspection &inspection)
{
    for (const QStringView other : {QStringView(u"scp"), QStringView(u"permissions")}) {
        if (claims.member(other))
            inspection.findings.append(makeFinding("scope-in-other-claim"_L1, other.toString()));
    }
    const JsonValue *scope = claims.member(u"scope");
    if (!scope)
        return;
    if (!scope->isString()) {
        inspection.findings.append(makeFinding("scope-type"_L1, u"scope"_s));
        return;
    }
    inspection.scopes = scope->string.split(u' ', Qt::SkipEmptyParts);
    const bool tidy = scope->string == inspection.scopes.join(u' ') && !scope->string.contains(u'\t');
    if (const bool repeats = inspection.scopes.removeDuplicates() > 0; repeats || !tidy)
        inspection.findings.append(makeFinding("scope-format"_L1, u"scope"_s));
}

/// The same but for case, a slash at the end, the scheme or a port that goes without saying.
bool isNearMiss(const QString &a, const QString &b)
{
    const auto folded = [](const QString &text) {
        QString out = text.trimmed().toLower();
        if (out.startsWith("http://"_L1))
            out.replace(0, 7, "https://"_L1);
        while (out.endsWith(u'/'))
            out.chop(1);
        out.replace(":443/"_L1, "/"_L1);
        if (out.endsWith(":443"_L1))
            out.chop(4);
        return out;
    };
    return a != b && folded(a) == folded(b);
}

void noteNearMisses(TokenInspection &inspection, QLatin1StringView id, const QString &claim, const QStringList &values,
                    const QStringList &expected)
{
    for (const QString &value : values) {
        for (const QString &wanted : expected) {
            if (isNearMiss(value, wanted))
                inspection.findings.append(makeFinding(id, claim, {value, wanted}));
        }
    }
}

QString clientOf(const JsonValue &claims, TokenInspection &inspection)
{
    const auto text = [&claims](QStringView name) {
        const JsonValue *value = claims.member(name);
        return value && value->isString() ? value->string : QString();
    };
    const QString azp = text(u"azp");
    const QString clientId = text(u"client_id");
    if (!azp.isEmpty() && !clientId.isEmpty() && azp != clientId)
        inspection.findings.append(makeFinding("client-differs"_L1, u"azp"_s, {azp, clientId}));
    return azp.isEmpty() ? clientId : azp;
}

void explainGrant(const JsonValue &claims, TokenInspection &inspection, const store::StoreSnapshot &tenant,
                  const domain::ResourceServer &api)
{
    QStringList undefined;
    for (const QString &scope : std::as_const(inspection.scopes)) {
        if (!api.scope(scope))
            undefined.append(scope);
    }
    if (!undefined.isEmpty())
        inspection.findings.append(makeFinding("scope-undefined"_L1, u"scope"_s, {undefined.join(u' ')}));

    const QString member = claims.member(u"azp") ? u"azp"_s : u"client_id"_s;
    const QString client = clientOf(claims, inspection);
    if (client.isEmpty())
        return;
    if (!tenant.client(domain::ClientId(client))) {
        inspection.findings.append(makeFinding("client-unknown"_L1, member, {client}));
        return;
    }
    const domain::ClientGrant *grant = tenant.grant(domain::ClientId(client), api.id);
    if (!grant) {
        inspection.findings.append(makeFinding("client-without-grant"_L1, member, {client}));
        return;
    }
    QStringList excess;
    for (const QString &scope : std::as_const(inspection.scopes)) {
        if (!grant->scopes.contains(scope))
            excess.append(scope);
    }
    if (!excess.isEmpty())
        inspection.findings.append(makeFinding("scope-not-granted"_L1, u"scope"_s, {excess.join(u' ')}));
}

/// RFC 9068 section 2.2, for tokens that say they follow it, and the signs of an ID token.
void explainProfile(const JsonValue &claims, TokenInspection &inspection)
{
    const JsonValue *typ = inspection.jws->header.member(u"typ");
    const QString type = typ && typ->isString() ? typ->string.toLower() : QString();
    if (type == "at+jwt"_L1 || type == "application/at+jwt"_L1) {
        for (const QStringView name :
             {QStringView(u"iss"), QStringView(u"exp"), QStringView(u"aud"), QStringView(u"sub"),
              QStringView(u"client_id"), QStringView(u"iat"), QStringView(u"jti")}) {
            if (!claims.member(name))
                inspection.findings.append(makeFinding("missing-claim"_L1, name.toString()));
        }
    }
    for (const QStringView name : {QStringView(u"at_hash"), QStringView(u"c_hash"), QStringView(u"nonce")}) {
        if (claims.member(name)) {
            inspection.findings.append(makeFinding("looks-like-id-token"_L1, name.toString()));
            break;
        }
    }
    if (claims.member(u"cnf"))
        inspection.findings.append(makeFinding("sender-constrained"_L1, u"cnf"_s));
}

void explainTimes(TokenInspection &inspection, const domain::ResourceServer *api)
{
    const auto &[issued, notBefore, expires] =
        std::tie(inspection.issuedAt, inspection.notBefore, inspection.expiresAt);
    if (!inspection.claims->member(u"exp"))
        inspection.findings.append(makeFinding("no-expiry"_L1, u"exp"_s));
    if (inspection.judgedAt && issued) {
        const qint64 ahead = *issued - base::unixSeconds(*inspection.judgedAt);
        if (ahead > inspection.leeway)
            inspection.findings.append(makeFinding("issued-in-future"_L1, u"iat"_s, {QString::number(ahead)}));
    }
    if (issued && expires && *expires <= *issued)
        inspection.findings.append(makeFinding("expires-before-issued"_L1, u"exp"_s));
    if (notBefore && expires && *notBefore >= *expires)
        inspection.findings.append(makeFinding("never-valid"_L1, u"nbf"_s));
    if (api && issued && expires && *expires - *issued > api->tokenLifetime) {
        inspection.findings.append(
            makeFinding("lifetime-too-long"_L1, u"exp"_s,
                        {QString::number(*expires - *issued), QString::number(api->tokenLifetime)}));
    }
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

void judgeParties(TokenInspection &inspection, const VerificationPolicy &policy, const domain::ResourceServer *api)
{
    if (!inspection.claims)
        return;
    QStringList issuers;
    QStringList audiences;
    QStringList configured;
    if (const auto *tenant = std::get_if<TenantKeys>(&policy.keys)) {
        issuers = tenant->issuers;
        for (const domain::ResourceServer &server : tenant->tenant.resourceServers)
            configured.append(server.identifier);
        audiences = api ? QStringList{api->identifier} : configured;
    }
    if (policy.issuer)
        issuers = {*policy.issuer};
    if (policy.audience) {
        audiences = {*policy.audience};
        configured = audiences;
    }
    if (policy.explain) {
        noteNearMisses(inspection, "issuer-near-miss"_L1, u"iss"_s, {inspection.issuer}, issuers);
        noteNearMisses(inspection, "audience-near-miss"_L1, u"aud"_s, inspection.audience, configured);
    }
    if (inspection.claimsVerdict == Claims::Malformed || (issuers.isEmpty() && audiences.isEmpty()))
        return;
    const auto isIn = [](const QStringList &list) {
        return [&list](const QString &value) { return list.contains(value); };
    };
    const bool issuerFits =
        issuers.isEmpty() || (inspection.claims->member(u"iss") && issuers.contains(inspection.issuer));
    const bool audienceFits = audiences.isEmpty() || std::ranges::any_of(inspection.audience, isIn(audiences));
    inspection.claimsVerdict = issuerFits && audienceFits ? Claims::Ok : Claims::Mismatch;
}

void explainClaims(TokenInspection &inspection, const VerificationPolicy &policy, const domain::ResourceServer *api)
{
    if (!inspection.claims)
        return;
    explainTimes(inspection, api);
    explainProfile(*inspection.claims, inspection);
    if (const auto *tenant = std::get_if<TenantKeys>(&policy.keys); tenant && api)
        explainGrant(*inspection.claims, inspection, tenant->tenant, *api);
}

} // namespace gatehouse::inspector
