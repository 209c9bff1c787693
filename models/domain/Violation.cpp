#include "models/domain/Violation.h"

namespace gatehouse::domain {

QString fieldName(Field field)
{
    using enum Field;
    switch (field) {
    case ApiName:
        return QStringLiteral("api-name");
    case ApiIdentifier:
        return QStringLiteral("api-identifier");
    case SigningAlgorithm:
        return QStringLiteral("signing-algorithm");
    case TokenLifetime:
        return QStringLiteral("token-lifetime");
    case SkipConsent:
        return QStringLiteral("skip-consent");
    case AllowOfflineAccess:
        return QStringLiteral("allow-offline-access");
    case SigningSecret:
        return QStringLiteral("signing-secret");
    case ScopeValue:
        return QStringLiteral("scope-value");
    case ScopeDescription:
        return QStringLiteral("scope-description");
    case ClientName:
        return QStringLiteral("client-name");
    case GrantedScopes:
        return QStringLiteral("granted-scopes");
    case Port:
        return QStringLiteral("port");
    case Api:
        return QStringLiteral("api");
    case Client:
        return QStringLiteral("client");
    case Passphrase:
        return QStringLiteral("passphrase");
    }
    return {};
}

QString ruleName(Rule rule)
{
    using enum Rule;
    switch (rule) {
    case Required:
        return QStringLiteral("required");
    case TooLong:
        return QStringLiteral("too-long");
    case AngleBrackets:
        return QStringLiteral("angle-brackets");
    case ControlCharacters:
        return QStringLiteral("control-characters");
    case NotPrintableAscii:
        return QStringLiteral("not-printable-ascii");
    case AlreadyUsed:
        return QStringLiteral("already-used");
    case Reserved:
        return QStringLiteral("reserved");
    case NotANumber:
        return QStringLiteral("not-a-number");
    case OutOfRange:
        return QStringLiteral("out-of-range");
    case Blank:
        return QStringLiteral("blank");
    case NotAScopeToken:
        return QStringLiteral("not-a-scope-token");
    case TooMany:
        return QStringLiteral("too-many");
    case Unknown:
        return QStringLiteral("unknown");
    case Immutable:
        return QStringLiteral("immutable");
    case SystemApi:
        return QStringLiteral("system-api");
    case NotDefinedByApi:
        return QStringLiteral("not-defined-by-api");
    case TooShort:
        return QStringLiteral("too-short");
    case NotRepeated:
        return QStringLiteral("not-repeated");
    }
    return {};
}

} // namespace gatehouse::domain
