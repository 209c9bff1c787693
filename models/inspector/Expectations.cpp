#include "models/inspector/Expectations.h"

#include "models/inspector/ClaimRules.h"
#include "models/inspector/KeyResolver.h"

#include <algorithm>

namespace gatehouse::inspector {

using namespace Qt::StringLiterals;

namespace {

using jose::JsonValue;

Comparison compareIssuer(const TokenInspection &inspection, const ExpectedParties &expected)
{
    if (!expected.isIssuerExpected)
        return Comparison::NotExpected;
    if (!inspection.claims || expected.issuers.isEmpty())
        return Comparison::NotCompared;
    const JsonValue *iss = inspection.claims->member(u"iss");
    if (!iss)
        return Comparison::Missing;
    if (!iss->isString())
        return Comparison::NotCompared;
    return expected.issuers.contains(iss->string) ? Comparison::Matches : Comparison::Differs;
}

Comparison compareAudience(const TokenInspection &inspection, const ExpectedParties &expected)
{
    if (!expected.isAudienceExpected)
        return Comparison::NotExpected;
    if (!inspection.claims || expected.audiences.isEmpty())
        return Comparison::NotCompared;
    if (expected.isAudienceClient) {
        const JsonValue *client = inspection.claims->member(u"client_id");
        if (!client)
            return Comparison::Missing;
        const bool isOfIssuer = expected.also.isEmpty() || expected.also.contains(client->string);
        return isOfIssuer && expected.audiences.contains(client->string) ? Comparison::Matches : Comparison::Differs;
    }
    const JsonValue *aud = inspection.claims->member(u"aud");
    if (!aud)
        return Comparison::Missing;
    if (!isAudienceReadable(*aud))
        return Comparison::NotCompared;
    if (inspection.audience.isEmpty())
        return Comparison::Missing;
    const auto names = [&inspection](const QStringList &audiences) {
        return std::ranges::any_of(inspection.audience,
                                   [&audiences](const QString &value) { return audiences.contains(value); });
    };
    const bool matches = names(expected.audiences) && (expected.also.isEmpty() || names(expected.also));
    return matches ? Comparison::Matches : Comparison::Differs;
}

Comparison compareScopes(const TokenInspection &inspection, const VerificationPolicy &policy)
{
    if (!policy.requiredScopes || policy.requiredScopes->isEmpty())
        return Comparison::NotExpected;
    if (!inspection.claims)
        return Comparison::NotCompared;
    const JsonValue *scope = scopeClaim(*inspection.claims);
    if (!scope)
        return Comparison::Missing;
    if (!isScopeReadable(*scope))
        return Comparison::NotCompared;
    const QStringList &held = inspection.scopeSets.token;
    const bool isWhole =
        std::ranges::all_of(*policy.requiredScopes, [&held](const QString &needed) { return held.contains(needed); });
    return isWhole ? Comparison::Matches : Comparison::Differs;
}

/// The Management API has one at each origin of the tenant's server besides its own.
QStringList audiencesOf(const domain::ResourceServer &api, const QStringList &issuers)
{
    QStringList audiences{api.identifier};
    if (api.isSystem) {
        for (const QString &issuer : issuers)
            audiences.append(issuer + "api/v2/"_L1);
    }
    return audiences;
}

} // namespace

ExpectedParties expectedParties(const TokenInspection &token, const VerificationPolicy &policy,
                                const domain::ResourceServer *api)
{
    ExpectedParties expected;
    if (const trust::TrustedIssuer *issuer = trustedIssuerOf(token, policy)) {
        // Found by this very issuer; its keys vouch for whom the person said.
        expected.isIssuerExpected = true;
        expected.issuers = {token.issuer};
        expected.isAudienceExpected = !issuer->audiences.isEmpty();
        expected.audiences = issuer->audiences;
        expected.also = issuer->audiences; // whatever one call expects besides
        expected.configured = issuer->audiences;
        // Access tokens of Cognito have no `aud`; whom they are for is the client.
        expected.isAudienceClient =
            issuer->provider == trust::Provider::Cognito && token.claims && !token.claims->member(u"aud");
    } else if (const auto *tenant = std::get_if<TenantKeys>(&policy.keys)) {
        // The tenant's keys vouch for the tenant's tokens only.
        expected.isIssuerExpected = true;
        expected.isAudienceExpected = true;
        expected.issuers = tenant->issuers;
        for (const domain::ResourceServer &server : tenant->tenant.resourceServers)
            expected.configured += audiencesOf(server, tenant->issuers);
        expected.audiences = api ? audiencesOf(*api, tenant->issuers) : expected.configured;
    }
    if (policy.issuer) {
        expected.isIssuerExpected = true;
        expected.issuers = {*policy.issuer};
    }
    if (policy.audience) {
        expected.isAudienceExpected = true;
        expected.audiences = {*policy.audience};
        expected.configured = expected.audiences;
    }
    return expected;
}

Claims claimsVerdict(Claims form, const Expectations &expectations)
{
    if (expectations.has(Comparison::Differs) || expectations.has(Comparison::Missing))
        return Claims::Mismatch;
    if (form == Claims::Malformed)
        return Claims::Malformed;
    return expectations.areMet() && expectations.has(Comparison::Matches) ? Claims::Ok : Claims::NotJudged;
}

Reason reasonOf(Claims verdict, const Expectations &expectations)
{
    if (expectations.areMet())
        return Reason::Verified;
    return verdict == Claims::Mismatch ? Reason::ClaimsMismatch : Reason::ClaimsNotCompared;
}

void judgeExpectations(TokenInspection &inspection, const VerificationPolicy &policy, const domain::ResourceServer *api)
{
    const ExpectedParties expected = expectedParties(inspection, policy, api);
    inspection.expectations = {.issuer = compareIssuer(inspection, expected),
                               .audience = compareAudience(inspection, expected),
                               .scopes = compareScopes(inspection, policy)};
    inspection.claimsVerdict = claimsVerdict(inspection.claimsVerdict, inspection.expectations);
    if (inspection.reason == Reason::Verified)
        inspection.reason = reasonOf(inspection.claimsVerdict, inspection.expectations);
}

} // namespace gatehouse::inspector
