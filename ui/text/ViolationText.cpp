#include "ui/text/ViolationText.h"

#include "models/base/Text.h"
#include "models/domain/Passphrase.h"
#include "models/domain/ResourceServer.h"
#include "models/domain/Scope.h"
#include "models/domain/TextRules.h"
#include "ui/text/SubjectViolationText.h"
#include "ui/text/TimeText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

using domain::Field;
using domain::Rule;
using domain::Violation;

class ViolationWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ViolationText)
};

QString shown(const Violation &violation)
{
    return base::visibleText(violation.value, 80);
}

QString limitOr(const Violation &violation, qint64 fallback)
{
    return QString::number(violation.limit > 0 ? violation.limit : fallback);
}

QString nameText(const Violation &violation)
{
    const bool isApi = violation.field == Field::ApiName;
    switch (violation.rule) {
    case Rule::Required:
        return isApi ? ViolationWords::tr("An API needs a name.") : ViolationWords::tr("A client needs a name.");
    case Rule::TooLong:
        return ViolationWords::tr("A name has at most %1 characters.").arg(limitOr(violation, domain::maxName));
    case Rule::AngleBrackets:
        return ViolationWords::tr("A name cannot contain “<” or “>”.");
    case Rule::ControlCharacters:
        return ViolationWords::tr("A name cannot contain line breaks or other control characters.");
    case Rule::AlreadyUsed:
        return ViolationWords::tr("The name “%1” is already used.").arg(shown(violation));
    case Rule::SystemApi:
        return ViolationWords::tr("The name of the Management API cannot be changed.");
    default:
        return {};
    }
}

QString identifierText(const Violation &violation)
{
    switch (violation.rule) {
    case Rule::Required:
        return ViolationWords::tr("An API needs an identifier, for example https://api.example.com/orders.");
    case Rule::TooLong:
        return ViolationWords::tr("An identifier has at most %1 characters.")
            .arg(limitOr(violation, domain::maxIdentifier));
    case Rule::Blank:
        return ViolationWords::tr("An identifier cannot contain spaces.");
    case Rule::NotPrintableAscii:
        return ViolationWords::tr(
                   "An identifier has letters, digits and signs of plain ASCII only, so that no two look alike: "
                   "“%1” is not allowed.")
            .arg(shown(violation));
    case Rule::AlreadyUsed:
        return ViolationWords::tr("Another API already has the identifier %1. Identifiers are unique.")
            .arg(shown(violation));
    case Rule::Reserved:
        return ViolationWords::tr("The identifier %1 is reserved by the tenant.").arg(shown(violation));
    case Rule::Immutable:
        return ViolationWords::tr(
            "The identifier is the audience of every token of this API and cannot be changed after it was created.");
    case Rule::SystemApi:
        return ViolationWords::tr("The identifier of the Management API cannot be changed.");
    default:
        return {};
    }
}

QString lifetimeText(const Violation &violation)
{
    const qint64 most = violation.limit > 0 ? violation.limit : domain::maxTokenLifetime;
    switch (violation.rule) {
    case Rule::Required:
    case Rule::NotANumber:
    case Rule::OutOfRange: {
        const QString longest = durationText(std::chrono::seconds(most));
        if (violation.rule == Rule::NotANumber) {
            return ViolationWords::tr("“%1” is not a whole number: a token lifetime is between %2 and %3 seconds (%4).")
                .arg(shown(violation), QString::number(domain::minTokenLifetime), QString::number(most), longest);
        }
        return ViolationWords::tr("A token lifetime is between %1 and %2 seconds (%3).")
            .arg(QString::number(domain::minTokenLifetime), QString::number(most), longest);
    }
    case Rule::SystemApi:
        return ViolationWords::tr("The token lifetime of the Management API cannot be changed.");
    default:
        return {};
    }
}

QString scopeText(const Violation &violation)
{
    switch (violation.rule) {
    case Rule::Required:
        return ViolationWords::tr("A scope needs a value, for example read:orders.");
    case Rule::TooLong:
        return ViolationWords::tr("A scope has at most %1 characters.").arg(limitOr(violation, domain::maxScopeValue));
    case Rule::Blank:
        return ViolationWords::tr(
                   "A scope cannot contain spaces, because tokens list their scopes separated by spaces: “%1”.")
            .arg(shown(violation));
    case Rule::NotAScopeToken:
        return ViolationWords::tr(
                   "A scope cannot contain “%1”: printable ASCII is allowed, without quotation marks and backslashes.")
            .arg(shown(violation));
    case Rule::Reserved:
        return ViolationWords::tr("“%1” is a name OpenID Connect keeps for itself. Choose another one.")
            .arg(shown(violation));
    case Rule::AlreadyUsed:
        return ViolationWords::tr("This API already has the scope “%1”.").arg(shown(violation));
    case Rule::TooMany:
        return ViolationWords::tr("An API has at most %1 scopes.").arg(limitOr(violation, domain::maxScopesPerApi));
    case Rule::Unknown:
        return ViolationWords::tr("This API has no scope “%1”.").arg(shown(violation));
    case Rule::SystemApi:
        return ViolationWords::tr("The scopes of the Management API cannot be changed.");
    case Rule::ControlCharacters:
        return ViolationWords::tr("A scope cannot contain control characters.");
    case Rule::NotUtf8:
        return ViolationWords::tr("This line is not UTF-8. Save the list as UTF-8.");
    case Rule::NotOneScope:
        return ViolationWords::tr(
            "This line is not one scope and its description. Write the scope, a comma or a tab, and the description; "
            "close quotation marks, and remove list marks, table marks and further columns.");
    case Rule::SeveralScopes:
        return ViolationWords::tr("This line holds several scopes. Write each on a line of its own.");
    default:
        return {};
    }
}

QString descriptionText(const Violation &violation)
{
    switch (violation.rule) {
    case Rule::TooLong:
        return ViolationWords::tr("A scope description has at most %1 characters.")
            .arg(limitOr(violation, domain::maxScopeDescription));
    case Rule::ControlCharacters:
        return ViolationWords::tr("A scope description cannot contain line breaks or other control characters.");
    case Rule::SystemApi:
        return ViolationWords::tr("The scopes of the Management API cannot be changed.");
    default:
        return {};
    }
}

QString secretText(const Violation &violation)
{
    switch (violation.rule) {
    case Rule::Required:
        return ViolationWords::tr("An HS256 API needs a signing secret.");
    case Rule::TooShort:
        return ViolationWords::tr("A signing secret has at least %1 characters.").arg(limitOr(violation, 32));
    case Rule::Immutable:
    case Rule::Unknown:
        return ViolationWords::tr(
            "This API signs with RS256 and has no secret of its own. Its tokens are verified with the "
            "tenant's public key.");
    case Rule::SystemApi:
        return ViolationWords::tr("The Management API has no signing secret.");
    default:
        return {};
    }
}

QString algorithmText(const Violation &violation)
{
    switch (violation.rule) {
    case Rule::Required:
        return ViolationWords::tr("Choose how tokens are signed: RS256 (recommended) or HS256.");
    case Rule::Unknown:
        return ViolationWords::tr("“%1” is not an algorithm of APIs. Choose RS256 (recommended) or HS256.")
            .arg(shown(violation));
    case Rule::Immutable:
        return ViolationWords::tr(
            "The signing algorithm is chosen when an API is created and cannot be changed afterwards.");
    case Rule::SystemApi:
        return ViolationWords::tr("The signing algorithm of the Management API cannot be changed.");
    default:
        return {};
    }
}

QString grantText(const Violation &violation)
{
    switch (violation.rule) {
    case Rule::NotDefinedByApi:
        return ViolationWords::tr("The API does not define the scope “%1”. Add it to the API first.")
            .arg(shown(violation));
    case Rule::Unknown:
        return ViolationWords::tr("This client has no grant for this API.");
    case Rule::AlreadyUsed:
        return ViolationWords::tr("This client is already authorized for this API.");
    case Rule::SystemApi:
        return ViolationWords::tr("This grant of the Management API cannot be changed.");
    default:
        return {};
    }
}

QString objectText(const Violation &violation)
{
    const bool isApi = violation.field == Field::Api;
    switch (violation.rule) {
    case Rule::Required:
        return isApi ? ViolationWords::tr("Name an API by its id or identifier.")
                     : ViolationWords::tr("Name a client by its id or name.");
    case Rule::Unknown:
        return isApi ? ViolationWords::tr("There is no API with the id or identifier “%1”.").arg(shown(violation))
                     : ViolationWords::tr("There is no client with the id or name “%1”.").arg(shown(violation));
    case Rule::AlreadyUsed:
        return isApi ? ViolationWords::tr("More than one API fits “%1”. Name it by its id.").arg(shown(violation))
                     : ViolationWords::tr("More than one client is called “%1”. Name it by its id.")
                           .arg(shown(violation));
    case Rule::SystemApi:
        return ViolationWords::tr("The Management API is part of every tenant and cannot be deleted.");
    default:
        return {};
    }
}

QString switchText(const Violation &violation)
{
    const bool isConsent = violation.field == Field::SkipConsent;
    if (violation.rule == Rule::SystemApi) {
        return isConsent ? ViolationWords::tr("Skipping consent cannot be changed for the Management API.")
                         : ViolationWords::tr("Offline access cannot be changed for the Management API.");
    }
    if (violation.rule == Rule::Unknown || violation.rule == Rule::Required)
        return ViolationWords::tr("Choose on or off.");
    return {};
}

QString portText(const Violation &violation)
{
    switch (violation.rule) {
    case Rule::Required:
    case Rule::NotANumber:
    case Rule::OutOfRange:
        return ViolationWords::tr("A port is a whole number between 1 and %1.").arg(limitOr(violation, 65535));
    default:
        return {};
    }
}

QString passphraseText(const Violation &violation)
{
    switch (violation.rule) {
    case Rule::Required:
    case Rule::TooShort:
        return ViolationWords::tr("A passphrase has at least %1 characters.")
            .arg(limitOr(violation, domain::minPassphrase));
    case Rule::TooLong:
        return ViolationWords::tr("A passphrase has at most %1 bytes.").arg(limitOr(violation, domain::maxPassphrase));
    case Rule::ControlCharacters:
        return ViolationWords::tr("A passphrase cannot contain line breaks or other control characters.");
    case Rule::NotRepeated:
        return ViolationWords::tr("The passphrases do not match.");
    default:
        return {};
    }
}

QString specificText(const Violation &violation)
{
    switch (violation.field) {
    case Field::ApiName:
    case Field::ClientName:
        return nameText(violation);
    case Field::ApiIdentifier:
        return identifierText(violation);
    case Field::SigningAlgorithm:
        return algorithmText(violation);
    case Field::TokenLifetime:
        return lifetimeText(violation);
    case Field::SkipConsent:
    case Field::AllowOfflineAccess:
        return switchText(violation);
    case Field::SigningSecret:
        return secretText(violation);
    case Field::ScopeValue:
        return scopeText(violation);
    case Field::ScopeDescription:
        return descriptionText(violation);
    case Field::GrantedScopes:
        return grantText(violation);
    case Field::Port:
        return portText(violation);
    case Field::Api:
    case Field::Client:
        return objectText(violation);
    case Field::Passphrase:
        return passphraseText(violation);
    default:
        return subjectViolationText(violation);
    }
}

} // namespace

QString violationText(const Violation &violation)
{
    const QString specific = specificText(violation);
    if (!specific.isEmpty() && !violation.nearest.isEmpty())
        return ViolationWords::tr("%1 Did you mean “%2”?").arg(specific, base::visibleText(violation.nearest, 200));
    if (!specific.isEmpty())
        return specific;
    // A pair no check produces today: still a sentence, with the stable name for whoever meets it.
    return ViolationWords::tr("%1: this value is not allowed (%2).")
        .arg(fieldLabel(violation.field), domain::ruleName(violation.rule));
}

QString fieldLabel(Field field)
{
    switch (field) {
    case Field::ApiName:
    case Field::ClientName:
    case Field::UserName:
        return ViolationWords::tr("Name");
    case Field::ApiIdentifier:
        return ViolationWords::tr("Identifier");
    case Field::SigningAlgorithm:
        return ViolationWords::tr("Signing Algorithm");
    case Field::TokenLifetime:
        return ViolationWords::tr("Token Expiration (seconds)");
    case Field::SkipConsent:
        return ViolationWords::tr("Allow Skipping User Consent");
    case Field::AllowOfflineAccess:
        return ViolationWords::tr("Allow Offline Access");
    case Field::SigningSecret:
        return ViolationWords::tr("Signing Secret");
    case Field::ScopeValue:
        return ViolationWords::tr("Scope");
    case Field::ScopeDescription:
        return ViolationWords::tr("Description");
    case Field::GrantedScopes:
        return ViolationWords::tr("Granted Scopes");
    case Field::Port:
        return ViolationWords::tr("Port");
    case Field::Api:
        return ViolationWords::tr("API");
    case Field::Client:
        return ViolationWords::tr("Client");
    case Field::Passphrase:
        return ViolationWords::tr("Passphrase");
    case Field::TokenDialect:
        return ViolationWords::tr("Token Dialect");
    case Field::TokenLifetimeForWeb:
        return ViolationWords::tr("Token Expiration for Browser Flows (seconds)");
    case Field::EnforcePolicies:
        return ViolationWords::tr("Enable RBAC");
    case Field::SubjectPolicy:
        return ViolationWords::tr("Access Policy");
    case Field::ClientType:
        return ViolationWords::tr("Client Type");
    case Field::ClientCallback:
        return ViolationWords::tr("Allowed Callback URLs");
    case Field::ClientLogoutUrl:
        return ViolationWords::tr("Allowed Logout URLs");
    case Field::ClientOrigin:
        return ViolationWords::tr("Allowed Origins");
    case Field::ClientGrantTypes:
        return ViolationWords::tr("Grant Types");
    case Field::ClientAuthentication:
        return ViolationWords::tr("Authentication Method");
    case Field::ClientKeys:
        return ViolationWords::tr("Public Keys");
    case Field::FirstParty:
        return ViolationWords::tr("First Party");
    case Field::RefreshLifetime:
        return ViolationWords::tr("Refresh Token Lifetime");
    case Field::User:
        return ViolationWords::tr("Test User");
    case Field::UserEmail:
        return ViolationWords::tr("Email");
    case Field::UserPassword:
        return ViolationWords::tr("Password");
    case Field::UserPermission:
        return ViolationWords::tr("Permissions");
    case Field::Consent:
        return ViolationWords::tr("Consent");
    case Field::Session:
        return ViolationWords::tr("Session");
    case Field::SigningKey:
        return ViolationWords::tr("Signing Key");
    }
    return {};
}

} // namespace gatehouse::ui::text
