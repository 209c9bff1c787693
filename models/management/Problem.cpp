#include "models/management/Problem.h"

#include "models/base/Text.h"
#include "models/jose/JsonBuilder.h"

namespace gatehouse::management {

using namespace Qt::StringLiterals;
using domain::Field;
using domain::Rule;
namespace json = jose::json;

namespace {

constexpr qsizetype maxQuoted = 200;
constexpr qsizetype maxMessage = 2000;

/// The member that a rule speaks of, as the body names it.
QString memberOf(Field field)
{
    switch (field) {
    case Field::ApiName:
    case Field::ClientName:
    case Field::UserName:
        return u"name"_s;
    case Field::ApiIdentifier:
        return u"identifier"_s;
    case Field::SigningAlgorithm:
        return u"signing_alg"_s;
    case Field::TokenLifetime:
        return u"token_lifetime"_s;
    case Field::TokenLifetimeForWeb:
        return u"token_lifetime_for_web"_s;
    case Field::SkipConsent:
        return u"skip_consent_for_verifiable_first_party_clients"_s;
    case Field::AllowOfflineAccess:
        return u"allow_offline_access"_s;
    case Field::SigningSecret:
        return u"signing_secret"_s;
    case Field::ScopeValue:
    case Field::ScopeDescription:
        return u"scopes"_s;
    case Field::GrantedScopes:
        return u"scope"_s;
    case Field::TokenDialect:
        return u"token_dialect"_s;
    case Field::EnforcePolicies:
        return u"enforce_policies"_s;
    case Field::SubjectPolicy:
        return u"subject_type_authorization"_s;
    case Field::ClientType:
        return u"app_type"_s;
    case Field::ClientCallback:
        return u"callbacks"_s;
    case Field::ClientLogoutUrl:
        return u"allowed_logout_urls"_s;
    case Field::ClientOrigin:
        return u"web_origins"_s;
    case Field::ClientGrantTypes:
        return u"grant_types"_s;
    case Field::ClientAuthentication:
        return u"token_endpoint_auth_method"_s;
    case Field::ClientKeys:
        return u"client_authentication_methods"_s;
    case Field::FirstParty:
        return u"is_first_party"_s;
    case Field::RefreshLifetime:
        return u"refresh_token"_s;
    case Field::UserEmail:
        return u"email"_s;
    case Field::UserPassword:
        return u"password"_s;
    default:
        return {};
    }
}

QString reasonOf(const domain::Violation &violation)
{
    const QString value = quoted(violation.value);
    switch (violation.rule) {
    case Rule::Required:
        return u"String is too short (0 chars), minimum 1"_s;
    case Rule::TooLong:
        return u"String is too long (%1 chars), maximum %2"_s.arg(violation.value.size()).arg(violation.limit);
    case Rule::TooShort:
        return u"String is too short (%1 chars), minimum %2"_s.arg(violation.value.size()).arg(violation.limit);
    case Rule::TooMany:
        return u"Array is too long, maximum %1"_s.arg(violation.limit);
    case Rule::AngleBrackets:
        return u"String does not match pattern ^[^<>]+$: "_s + value;
    case Rule::NotPrintableAscii:
        return u"String does not match pattern ^[\\x21-\\x7E]+$: "_s + value;
    case Rule::Blank:
        if (violation.field == Field::ApiIdentifier)
            return u"String does not match pattern ^[\\x21-\\x7E]+$: "_s + value;
        [[fallthrough]];
    case Rule::NotAScopeToken:
        return u"String does not match pattern ^[\\x21\\x23-\\x5B\\x5D-\\x7E]+$: "_s + value;
    case Rule::OutOfRange:
        return violation.value.toLongLong() > violation.limit
                   ? u"Value %1 is greater than maximum %2"_s.arg(value).arg(violation.limit)
                   : u"Value %1 is less than minimum 1"_s.arg(value);
    case Rule::NotAUri:
    case Rule::HasFragment:
    case Rule::HasWildcard:
    case Rule::HasUserInfo:
    case Rule::UnsafeScheme:
        return u"Object didn't pass validation for format absolute-uri-or-empty: "_s + value;
    case Rule::NotAnOrigin:
        return u"Object didn't pass validation for format origin: "_s + value;
    case Rule::NotAnAddress:
        return u"Object didn't pass validation for format email: "_s + value;
    case Rule::AlreadyUsed:
        return u"Array items are not unique: "_s + value;
    case Rule::NotDefinedByApi:
        return u"The API does not define this scope: "_s + value;
    case Rule::Immutable:
        return u"This cannot be changed after creation"_s;
    case Rule::Unknown:
        return u"No enum match for: "_s + value;
    default:
        return u"Object didn't pass validation for format %1: %2"_s.arg(domain::ruleName(violation.rule), value);
    }
}

} // namespace

QString quoted(const QString &text)
{
    return base::visibleText(text, maxQuoted);
}

QString errorReason(int status)
{
    switch (status) {
    case 400:
        return u"Bad Request"_s;
    case 401:
        return u"Unauthorized"_s;
    case 403:
        return u"Forbidden"_s;
    case 404:
        return u"Not Found"_s;
    case 409:
        return u"Conflict"_s;
    case 412:
        return u"Precondition Failed"_s;
    case 413:
        return u"Payload Too Large"_s;
    case 415:
        return u"Unsupported Media Type"_s;
    case 429:
        return u"Too Many Requests"_s;
    case 503:
        return u"Service Unavailable"_s;
    default:
        return u"Internal Server Error"_s;
    }
}

QByteArray toJson(const Problem &problem)
{
    const QString message = problem.message.left(maxMessage);
    jose::JsonValue body = json::object();
    json::add(body, "statusCode"_L1, json::number(problem.status));
    json::add(body, "error"_L1, json::string(errorReason(problem.status)));
    json::add(body, "message"_L1, json::string(message));
    if (problem.isOfTheToken) {
        jose::JsonValue attributes = json::object();
        json::add(attributes, "error"_L1, json::string(message));
        json::add(body, "attributes"_L1, attributes);
    }
    json::addIfAny(body, "errorCode"_L1, problem.code);
    return body.toJson();
}

Problem payloadProblem(const QString &reason, const QString &path)
{
    return {.status = 400,
            .message = path.isEmpty() ? u"Payload validation error: '%1'."_s.arg(reason)
                                      : u"Payload validation error: '%1' on property %2."_s.arg(reason, path),
            .code = u"invalid_body"_s};
}

Problem queryProblem(const QString &reason, const QString &name)
{
    return {.status = 400,
            .message = u"Query validation error: '%1' on property %2."_s.arg(reason, name),
            .code = u"invalid_query_string"_s};
}

Problem pathProblem(const QString &reason, const QString &name)
{
    return {.status = 400,
            .message = u"Path validation error: '%1' on property %2."_s.arg(reason, name),
            .code = u"invalid_uri"_s};
}

Problem problemOf(const domain::Violation &violation, const QString &member)
{
    if (!member.isEmpty())
        return payloadProblem(reasonOf(violation), member);
    if (violation.rule == Rule::AlreadyUsed) {
        if (violation.field == Field::ApiIdentifier)
            return alreadyThere(u"A resource server with the same identifier already exists"_s,
                                u"resource_server_conflict"_s);
        if (violation.field == Field::ClientName)
            return alreadyThere(u"A client with the same name already exists"_s, u"client_conflict"_s);
        if (violation.field == Field::UserEmail)
            return alreadyThere(u"The user already exists."_s, u"auth0_idp_error"_s);
    }
    if (violation.rule == Rule::Reserved && violation.field == Field::ApiIdentifier)
        return {.status = 400, .message = u"The selected identifier is reserved."_s, .code = u"invalid_body"_s};
    if (violation.rule == Rule::SystemApi) {
        const QString fixed = memberOf(violation.field);
        return fixed.isEmpty() ? systemResourceServer()
                               : payloadProblem(u"Additional properties not allowed: "_s + fixed);
    }
    if (violation.rule == Rule::NotForThisClient && violation.field == Field::ClientGrantTypes)
        return {
            .status = 400, .message = u"Invalid grant types: "_s + quoted(violation.value), .code = u"invalid_body"_s};
    if (violation.rule == Rule::NotNow)
        return {.status = 400,
                .message = u"Only the previous signing key can be revoked."_s,
                .code = u"operation_not_supported"_s};
    return payloadProblem(reasonOf(violation), memberOf(violation.field));
}

Problem missingAuthentication()
{
    return {.status = 401, .message = u"Missing authentication"_s};
}

Problem malformedAuthentication()
{
    return {.status = 400, .message = u"Bad HTTP authentication header format"_s, .code = u"Bearer"_s};
}

Problem tokenProblem(const QString &message)
{
    return {.status = 401, .message = message, .isOfTheToken = true};
}

Problem insufficientScope(const QStringList &scopes)
{
    return {.status = 403,
            .message = u"Insufficient scope, expected any of: "_s + scopes.join(u','),
            .code = u"insufficient_scope"_s};
}

Problem noSuchResourceServer()
{
    return {.status = 404, .message = u"The resource server does not exist"_s, .code = u"inexistent_resource_server"_s};
}

Problem noSuchClient()
{
    return {.status = 404, .message = u"The client does not exist"_s, .code = u"inexistent_client"_s};
}

Problem noSuchGrant()
{
    return {.status = 404, .message = u"The grant does not exist."_s, .code = u"inexistent_client_grant"_s};
}

Problem noSuchUser()
{
    return {.status = 404, .message = u"The user does not exist."_s, .code = u"inexistent_user"_s};
}

Problem noSuchKey()
{
    return {.status = 404, .message = u"Signing key not found."_s, .code = u"inexistent_signing_key"_s};
}

Problem systemResourceServer()
{
    return {.status = 400, .message = u"System resource servers cannot be deleted."_s, .code = u"invalid_body"_s};
}

Problem alreadyThere(const QString &message, const QString &code)
{
    return {.status = 409, .message = message, .code = code};
}

Problem changedMeanwhile()
{
    return {.status = 412,
            .message = u"The tenant has changed since the revision that If-Match names."_s,
            .code = u"precondition_failed"_s};
}

Problem tooManyRequests()
{
    return {.status = 429, .message = u"Global limit has been reached"_s, .code = u"too_many_requests"_s};
}

Problem bodyNotJson()
{
    return {.status = 400, .message = u"Invalid request payload JSON format"_s, .code = u"invalid_body"_s};
}

Problem wrongMediaType()
{
    return {.status = 415, .message = u"Unsupported Media Type"_s};
}

Problem switchedOff()
{
    return {.status = 403,
            .message = u"The Management API of this tenant is switched off."_s,
            .code = u"management_api_off"_s};
}

Problem unavailable()
{
    return {.status = 503, .message = u"The tenant cannot be written to at the moment."_s};
}

} // namespace gatehouse::management
