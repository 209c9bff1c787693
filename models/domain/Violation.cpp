#include "models/domain/Violation.h"

namespace gatehouse::domain {

using namespace Qt::StringLiterals;

QString fieldName(Field field)
{
    using enum Field;
    switch (field) {
    case ApiName:
        return u"api-name"_s;
    case ApiIdentifier:
        return u"api-identifier"_s;
    case SigningAlgorithm:
        return u"signing-algorithm"_s;
    case TokenLifetime:
        return u"token-lifetime"_s;
    case SkipConsent:
        return u"skip-consent"_s;
    case AllowOfflineAccess:
        return u"allow-offline-access"_s;
    case SigningSecret:
        return u"signing-secret"_s;
    case ScopeValue:
        return u"scope-value"_s;
    case ScopeDescription:
        return u"scope-description"_s;
    case ClientName:
        return u"client-name"_s;
    case GrantedScopes:
        return u"granted-scopes"_s;
    case Port:
        return u"port"_s;
    case Api:
        return u"api"_s;
    case Client:
        return u"client"_s;
    case Passphrase:
        return u"passphrase"_s;
    case TokenDialect:
        return u"token-dialect"_s;
    case TokenLifetimeForWeb:
        return u"token-lifetime-for-web"_s;
    case EnforcePolicies:
        return u"enforce-policies"_s;
    case SubjectPolicy:
        return u"subject-policy"_s;
    case ClientType:
        return u"client-type"_s;
    case ClientCallback:
        return u"client-callback"_s;
    case ClientLogoutUrl:
        return u"client-logout-url"_s;
    case ClientOrigin:
        return u"client-origin"_s;
    case ClientGrantTypes:
        return u"client-grant-types"_s;
    case ClientAuthentication:
        return u"client-authentication"_s;
    case ClientKeys:
        return u"client-keys"_s;
    case FirstParty:
        return u"first-party"_s;
    case RefreshLifetime:
        return u"refresh-lifetime"_s;
    case User:
        return u"user"_s;
    case UserEmail:
        return u"user-email"_s;
    case UserName:
        return u"user-name"_s;
    case UserPassword:
        return u"user-password"_s;
    case UserPermission:
        return u"user-permission"_s;
    case Consent:
        return u"consent"_s;
    case Session:
        return u"session"_s;
    case SigningKey:
        return u"signing-key"_s;
    }
    return {};
}

QString ruleName(Rule rule)
{
    using enum Rule;
    switch (rule) {
    case Required:
        return u"required"_s;
    case TooLong:
        return u"too-long"_s;
    case AngleBrackets:
        return u"angle-brackets"_s;
    case ControlCharacters:
        return u"control-characters"_s;
    case NotPrintableAscii:
        return u"not-printable-ascii"_s;
    case AlreadyUsed:
        return u"already-used"_s;
    case Reserved:
        return u"reserved"_s;
    case NotANumber:
        return u"not-a-number"_s;
    case OutOfRange:
        return u"out-of-range"_s;
    case Blank:
        return u"blank"_s;
    case NotAScopeToken:
        return u"not-a-scope-token"_s;
    case TooMany:
        return u"too-many"_s;
    case Unknown:
        return u"unknown"_s;
    case Immutable:
        return u"immutable"_s;
    case SystemApi:
        return u"system-api"_s;
    case NotDefinedByApi:
        return u"not-defined-by-api"_s;
    case TooShort:
        return u"too-short"_s;
    case NotRepeated:
        return u"not-repeated"_s;
    case NotUtf8:
        return u"not-utf8"_s;
    case NotOneScope:
        return u"not-one-scope"_s;
    case SeveralScopes:
        return u"several-scopes"_s;
    case NotAUri:
        return u"not-a-uri"_s;
    case HasFragment:
        return u"has-fragment"_s;
    case HasWildcard:
        return u"has-wildcard"_s;
    case HasUserInfo:
        return u"has-user-info"_s;
    case UnsafeScheme:
        return u"unsafe-scheme"_s;
    case NotAnOrigin:
        return u"not-an-origin"_s;
    case NotForThisClient:
        return u"not-for-this-client"_s;
    case NotAnAddress:
        return u"not-an-address"_s;
    case NotNow:
        return u"not-now"_s;
    }
    return {};
}

} // namespace gatehouse::domain
