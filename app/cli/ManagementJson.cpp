#include "app/cli/ManagementJson.h"

#include "models/base/Secret.h"
#include "ui/text/FindingText.h"
#include "ui/text/ResolutionText.h"
#include "ui/text/VerdictText.h"

namespace gatehouse::app::cli {

using jose::JsonValue;

namespace json {

JsonValue object()
{
    JsonValue value;
    value.type = JsonValue::Type::Object;
    return value;
}

JsonValue array()
{
    JsonValue value;
    value.type = JsonValue::Type::Array;
    return value;
}

JsonValue string(const QString &text)
{
    JsonValue value;
    value.type = JsonValue::Type::String;
    value.string = text;
    return value;
}

JsonValue number(qint64 value)
{
    JsonValue json;
    json.type = JsonValue::Type::Number;
    json.number = QByteArray::number(value);
    return json;
}

JsonValue boolean(bool isTrue)
{
    JsonValue value;
    value.type = isTrue ? JsonValue::Type::True : JsonValue::Type::False;
    return value;
}

JsonValue null()
{
    return {};
}

JsonValue strings(const QStringList &list)
{
    JsonValue value = array();
    for (const QString &text : list)
        value.elements.append(string(text));
    return value;
}

void add(JsonValue &object, const char *name, JsonValue value)
{
    object.members.append({QString::fromLatin1(name), std::move(value)});
}

} // namespace json

JsonValue scopeJson(const domain::Scope &scope)
{
    JsonValue object = json::object();
    json::add(object, "value", json::string(scope.value));
    if (!scope.description.isEmpty())
        json::add(object, "description", json::string(scope.description));
    return object;
}

JsonValue apiJson(const domain::ResourceServer &api, const std::optional<base::Secret> &secret)
{
    JsonValue object = json::object();
    json::add(object, "id", json::string(api.id.text()));
    json::add(object, "name", json::string(api.name));
    json::add(object, "identifier", json::string(api.identifier));
    JsonValue scopes = json::array();
    for (const domain::Scope &scope : api.scopes)
        scopes.elements.append(scopeJson(scope));
    json::add(object, "scopes", scopes);
    json::add(object, "signing_alg", json::string(domain::signingAlgorithmName(api.signingAlgorithm)));
    if (secret)
        json::add(object, "signing_secret", json::string(QString::fromUtf8(secret->bytes())));
    json::add(object, "allow_offline_access", json::boolean(api.allowOfflineAccess));
    json::add(object, "skip_consent_for_verifiable_first_party_clients", json::boolean(api.skipConsent));
    json::add(object, "token_lifetime", json::number(api.tokenLifetime));
    // As the Management API has it: present on system APIs alone.
    if (api.isSystem)
        json::add(object, "is_system", json::boolean(true));
    return object;
}

JsonValue clientJson(const domain::ClientApplication &client, const std::optional<base::Secret> &secret)
{
    JsonValue object = json::object();
    json::add(object, "client_id", json::string(client.id.text()));
    json::add(object, "name", json::string(client.name));
    if (secret)
        json::add(object, "client_secret", json::string(QString::fromUtf8(secret->bytes())));
    json::add(object, "app_type", json::string(QStringLiteral("non_interactive")));
    json::add(object, "grant_types", json::strings({QStringLiteral("client_credentials")}));
    return object;
}

JsonValue grantJson(const domain::ClientGrant &grant, const store::StoreSnapshot &tenant)
{
    const domain::ResourceServer *api = tenant.resourceServer(grant.resourceServerId);
    JsonValue object = json::object();
    json::add(object, "id", json::string(grant.id.text()));
    json::add(object, "client_id", json::string(grant.clientId.text()));
    json::add(object, "audience", json::string(api ? api->identifier : QString()));
    json::add(object, "scope", json::strings(grant.scopes));
    return object;
}

JsonValue deletedJson(const char *idName, const QString &id)
{
    JsonValue object = json::object();
    json::add(object, idName, json::string(id));
    json::add(object, "deleted", json::boolean(true));
    return object;
}

namespace {

JsonValue keyJson(const inspector::KeyUsed &key)
{
    using enum inspector::KeyUsed::Origin;
    if (key.origin == None)
        return json::null();
    JsonValue object = json::object();
    const char *origin = key.origin == TenantKey ? "tenant-key" : key.origin == ApiSecret ? "api-secret" : "given";
    json::add(object, "origin", json::string(QString::fromLatin1(origin)));
    if (!key.api.isEmpty())
        json::add(object, "api", json::string(key.api.text()));
    if (!key.kid.isEmpty())
        json::add(object, "kid", json::string(key.kid));
    if (!key.thumbprint.isEmpty())
        json::add(object, "thumbprint", json::string(key.thumbprint));
    json::add(object, "bits", json::number(key.bits));
    return object;
}

JsonValue findingJson(const inspector::Finding &finding)
{
    const ui::text::FindingText text = ui::text::findingText(finding);
    JsonValue object = json::object();
    json::add(object, "severity", json::string(inspector::severityName(finding.severity)));
    json::add(object, "id", json::string(finding.id));
    if (!finding.member.isEmpty())
        json::add(object, "member", json::string(finding.member));
    if (!finding.parameters.isEmpty())
        json::add(object, "parameters", json::strings(finding.parameters));
    if (!finding.reference.isEmpty())
        json::add(object, "reference", json::string(finding.reference));
    json::add(object, "title", json::string(text.title));
    json::add(object, "explanation", json::string(text.explanation));
    return object;
}

} // namespace

void addInspection(JsonValue &object, const inspector::TokenInspection &inspection)
{
    json::add(object, "verdict", json::string(inspector::verdictName(inspection.verdict())));
    json::add(object, "verified", json::boolean(inspection.isVerified()));
    json::add(object, "form", json::string(inspector::formName(inspection.form)));
    json::add(object, "signature", json::string(inspector::signatureName(inspection.signature)));
    json::add(object, "time", json::string(inspector::timeName(inspection.time)));
    json::add(object, "claims", json::string(inspector::claimsName(inspection.claimsVerdict)));
    json::add(object, "reason", json::string(inspector::reasonCode(inspection.reason)));
    json::add(object, "message", json::string(ui::text::verdictText(inspection).sentence));
    json::add(object, "header", inspection.jws ? inspection.jws->header : json::null());
    json::add(object, "payload", inspection.claims.value_or(json::null()));
    json::add(object, "key", keyJson(inspection.key));
    JsonValue resolution = json::array();
    for (const inspector::ResolutionStep &step : inspection.resolution)
        resolution.elements.append(json::string(ui::text::resolutionText(step)));
    json::add(object, "resolution", resolution);
    JsonValue findings = json::array();
    for (const inspector::Finding &finding : inspection.findings)
        findings.elements.append(findingJson(finding));
    json::add(object, "findings", findings);
    json::add(object, "removed", json::strings(inspection.removed));
    json::add(object, "policy", json::string(inspector::policyName(inspection.policyVerdict)));
}

} // namespace gatehouse::app::cli
