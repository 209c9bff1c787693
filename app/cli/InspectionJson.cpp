#include "app/cli/InspectionJson.h"

#include "app/cli/ManagementJson.h"
#include "ui/text/FindingText.h"
#include "ui/text/ResolutionText.h"
#include "ui/text/VerdictText.h"

#include <QStringConverter>

namespace gatehouse::app::cli {

using jose::JsonValue;
using namespace Qt::StringLiterals;

namespace {

JsonValue keyJson(const inspector::KeyUsed &key)
{
    using enum inspector::KeyUsed::Origin;
    if (key.origin == None)
        return json::null();
    JsonValue object = json::object();
    const char *origin = key.origin == TenantKey       ? "tenant-key"
                         : key.origin == ApiSecret     ? "api-secret"
                         : key.origin == TrustedIssuer ? "trusted-issuer"
                                                       : "given";
    json::add(object, "origin", json::string(QString::fromLatin1(origin)));
    if (!key.api.isEmpty())
        json::add(object, "api", json::string(key.api.text()));
    if (!key.issuerName.isEmpty()) {
        json::add(object, "issuer", json::string(key.issuerName));
        json::add(object, "provider", json::string(domain::nameOf(key.provider)));
    }
    if (!key.kid.isEmpty())
        json::add(object, "kid", json::string(key.kid));
    if (!key.thumbprint.isEmpty())
        json::add(object, "thumbprint", json::string(key.thumbprint));
    if (key.parameterSet.isEmpty())
        json::add(object, "bits", json::number(key.bits));
    else
        json::add(object, "alg", json::string(key.parameterSet));
    return object;
}

JsonValue findingJson(const inspector::Finding &finding)
{
    const ui::text::FindingText text = ui::text::findingText(finding);
    JsonValue object = json::object();
    json::add(object, "severity", json::string(inspector::severityName(finding.severity())));
    json::add(object, "id", json::string(finding.id()));
    if (!finding.member.isEmpty())
        json::add(object, "member", json::string(finding.member));
    if (!finding.parameters.isEmpty())
        json::add(object, "parameters", json::strings(finding.parameters));
    if (!finding.reference().isEmpty())
        json::add(object, "reference", json::string(finding.reference()));
    json::add(object, "title", json::string(text.title));
    json::add(object, "explanation", json::string(text.explanation));
    if (!text.action.isEmpty())
        json::add(object, "action", json::string(text.action));
    return object;
}

/// A set nobody knows is null, which an empty one is not.
JsonValue setJson(const std::optional<QStringList> &set)
{
    return set ? json::strings(*set) : json::null();
}

JsonValue scopesJson(const inspector::ScopeSets &sets)
{
    JsonValue object = json::object();
    json::add(object, "token", json::strings(sets.token));
    json::add(object, "api", setJson(sets.api));
    json::add(object, "granted", setJson(sets.granted));
    json::add(object, "call", setJson(sets.call));
    return object;
}

JsonValue comparisonsJson(const inspector::Expectations &expectations)
{
    JsonValue object = json::object();
    json::add(object, "issuer", json::string(inspector::comparisonName(expectations.issuer)));
    json::add(object, "audience", json::string(inspector::comparisonName(expectations.audience)));
    json::add(object, "scopes", json::string(inspector::comparisonName(expectations.scopes)));
    return object;
}

JsonValue signaturesJson(const QList<inspector::SignatureVerdict> &signatures)
{
    JsonValue list = json::array();
    for (const inspector::SignatureVerdict &each : signatures) {
        JsonValue object = json::object();
        json::add(object, "alg", json::string(each.algorithm));
        if (!each.kid.isEmpty())
            json::add(object, "kid", json::string(each.kid));
        json::add(object, "algProtected", json::boolean(!each.isAlgorithmUnprotected));
        json::add(object, "signature", json::string(inspector::signatureName(each.signature)));
        json::add(object, "reason", json::string(inspector::reasonCode(each.reason)));
        json::add(object, "key", keyJson(each.key));
        list.elements.append(object);
    }
    return list;
}

JsonValue disclosedJson(const jose::SdClaims &disclosed)
{
    JsonValue list = json::array();
    for (const jose::SdDisclosure &each : disclosed.disclosures) {
        JsonValue object = json::object();
        json::add(object, "name", each.name ? json::string(*each.name) : json::null());
        json::add(object, "value", each.value);
        json::add(object, "place", json::string(each.place));
        list.elements.append(object);
    }
    JsonValue object = json::object();
    json::add(object, "hash", json::string(disclosed.hash));
    json::add(object, "concealed", json::number(disclosed.concealed));
    json::add(object, "disclosures", list);
    return object;
}

JsonValue bindingJson(const inspector::HolderBinding &binding)
{
    using State = inspector::HolderBinding::State;
    JsonValue object = json::object();
    json::add(object, "state",
              json::string(binding.state == State::Missing ? u"missing"_s
                           : binding.state == State::Right ? u"right"_s
                                                           : u"wrong"_s));
    if (binding.fault)
        json::add(object, "fault", json::string(codeName(*binding.fault)));
    if (binding.state == State::Missing)
        return object;
    json::add(object, "audience", json::string(binding.audience));
    json::add(object, "nonce", json::string(binding.nonce));
    json::add(object, "issuedAt", binding.issuedAt ? json::number(*binding.issuedAt) : json::null());
    return object;
}

/// The content stands here as text only: claims are the payload, a token is the next level, and bytes are counted.
JsonValue encryptedJson(const inspector::EncryptedToken &encrypted, bool isShownElsewhere)
{
    JsonValue object = json::object();
    json::add(object, "header", encrypted.header);
    if (encrypted.refusal)
        json::add(object, "refusal", json::string(codeName(*encrypted.refusal)));
    json::add(object, "opened", json::boolean(encrypted.content.has_value()));
    if (!encrypted.content || isShownElsewhere)
        return object;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString content = decoder.decode(*encrypted.content);
    if (decoder.hasError())
        json::add(object, "contentBytes", json::number(encrypted.content->size()));
    else
        json::add(object, "content", json::string(content));
    return object;
}

/// What only some forms of tokens have.
void addForm(JsonValue &object, const inspector::TokenInspection &inspection)
{
    if (!inspection.signatures.isEmpty())
        json::add(object, "signatures", signaturesJson(inspection.signatures));
    if (inspection.encrypted)
        json::add(object, "encrypted",
                  encryptedJson(*inspection.encrypted, inspection.claims || !inspection.nested.isEmpty()));
    if (inspection.disclosed)
        json::add(object, "disclosed", disclosedJson(*inspection.disclosed));
    if (inspection.holderBinding)
        json::add(object, "holderBinding", bindingJson(*inspection.holderBinding));
    json::add(object, "hasNested", json::boolean(!inspection.nested.isEmpty() || !inspection.embedded.isEmpty()));
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
    json::add(object, "comparisons", comparisonsJson(inspection.expectations));
    json::add(object, "reason", json::string(inspector::reasonCode(inspection.reason)));
    const ui::text::VerdictText verdict = ui::text::verdictText(inspection);
    json::add(object, "headline", json::string(verdict.word));
    json::add(object, "message", json::string(verdict.sentence));
    json::add(object, "judgedAt",
              inspection.judgedAt ? json::number(base::unixSeconds(*inspection.judgedAt)) : json::null());
    json::add(object, "leeway", json::number(inspection.leeway));
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
    json::add(object, "removed", json::strings(inspector::removalNames(inspection.removed)));
    json::add(object, "policy", json::string(inspector::policyName(inspection.policyVerdict)));
    json::add(object, "scopes", scopesJson(inspection.scopeSets));
    addForm(object, inspection);
}

} // namespace gatehouse::app::cli
