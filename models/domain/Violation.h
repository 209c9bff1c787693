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
};

/// What is wrong with what a person typed: the field, the rule, and what the sentence needs to name.
struct Violation
{
    Field field;
    Rule rule;
    QString value; ///< the offending part, to be shown; hostile
    qint64 limit = 0;

    bool operator==(const Violation &) const = default;
};

using MaybeViolation = std::optional<Violation>;

/// Stable names, as printed by `--json` ("api-name", "too-long").
QString fieldName(Field field);
QString ruleName(Rule rule);

} // namespace gatehouse::domain
