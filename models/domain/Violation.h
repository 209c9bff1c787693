#pragma once

#include <QString>

#include <optional>

namespace gatehouse::domain {

/// What a typed value is about.
enum class Field {
    ApiName,
    ApiIdentifier,
    SigningAlgorithm,
    TokenLifetime,
    SkipConsent,
    AllowOfflineAccess,
    SigningSecret,
    ScopeValue,
    ScopeDescription,
    ClientName,
    GrantedScopes,
    Port,
    Api,
    Client,
    Passphrase,
    TokenDialect,
    TokenLifetimeForWeb,
    EnforcePolicies,
    SubjectPolicy,
    ClientType,
    ClientCallback,
    ClientLogoutUrl,
    ClientOrigin,
    ClientGrantTypes,
    ClientAuthentication,
    ClientKeys,
    FirstParty,
    RefreshLifetime,
    User,
    UserEmail,
    UserName,
    UserPassword,
    UserPermission,
    Consent,
    SigningKey,
    Session,
};

/// Which rule it breaks. Every pair of field and rule that can occur has a sentence in ui/text/ViolationText.
enum class Rule {
    Required,          ///< empty
    TooLong,           ///< more than `limit` characters
    AngleBrackets,     ///< `<` or `>` in a name
    ControlCharacters, ///< a line feed, NUL or the like
    NotPrintableAscii, ///< an identifier with a character that cannot be told apart by eye
    AlreadyUsed,       ///< another object of the tenant has it
    Reserved,          ///< a name OpenID Connect or the tenant keeps for itself
    NotANumber,        ///< "soon"
    OutOfRange,        ///< not within 1 … `limit`
    Blank,             ///< a blank inside a scope value
    NotAScopeToken,    ///< a character RFC 6749 section 3.3 does not allow
    TooMany,           ///< more than `limit` scopes in one API
    Unknown,           ///< not one of the allowed values, or no such object
    Immutable,         ///< fixed when the API was created
    SystemApi,         ///< the Management API does not allow this (contract section 1.7)
    NotDefinedByApi,   ///< a granted scope that the API does not have
    TooShort,          ///< a secret under `limit` characters
    NotRepeated,       ///< typed twice, and not alike
    NotUtf8,           ///< a line of an imported list in another encoding
    NotOneScope,       ///< a line of a list whose columns cannot be told apart
    SeveralScopes,     ///< a line of a list with scope after scope
    NotAUri,           ///< no absolute URI
    HasFragment,       ///< a URI with a fragment, which a redirect cannot keep
    HasWildcard,       ///< `*`, where addresses are compared byte for byte
    HasUserInfo,       ///< a URI with a user name in front of its host
    UnsafeScheme,      ///< a scheme that this kind of client cannot be called by
    NotAnOrigin,       ///< more than scheme, host and port
    NotForThisClient,  ///< not possible for a client of this type or authentication
    NotAnAddress,      ///< not local@domain
    NotNow,            ///< not possible in the state the object is in
};

/// What is wrong with what a person typed: the field, the rule, and what the sentence needs to name.
struct Violation
{
    Field field;
    Rule rule;
    QString value; ///< the offending part, to be shown; hostile
    qint64 limit = 0;
    QString nearest = {}; ///< where there is no such thing: what may have been meant; hostile

    bool operator==(const Violation &) const = default;
};

using MaybeViolation = std::optional<Violation>;

/// Stable names, as printed by `--json` ("api-name", "too-long").
QString fieldName(Field field);
QString ruleName(Rule rule);

} // namespace gatehouse::domain
