#include "ui/text/SubjectViolationText.h"

#include "models/base/Text.h"
#include "models/domain/ClientApplication.h"
#include "models/domain/SigningKey.h"
#include "models/domain/User.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

using domain::Field;
using domain::Rule;
using domain::Violation;
using namespace Qt::StringLiterals;

class SubjectWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::SubjectViolationText)
};

QString shown(const Violation &violation)
{
    return base::visibleText(violation.value, 120);
}

/// Callbacks, logout URLs and origins: one set of rules for what a browser is sent to.
QString addressText(const Violation &violation)
{
    const bool isOrigin = violation.field == Field::ClientOrigin;
    switch (violation.rule) {
    case Rule::Required:
        return SubjectWords::tr("An address is empty. Remove the line or type a URL.");
    case Rule::TooLong:
        return SubjectWords::tr("A URL has at most %1 characters.").arg(violation.limit);
    case Rule::TooMany:
        return SubjectWords::tr("A client has at most %1 addresses of each kind.").arg(violation.limit);
    case Rule::Blank:
        return SubjectWords::tr("A URL cannot contain spaces. Type one URL on each line.");
    case Rule::NotPrintableAscii:
        return SubjectWords::tr("A URL consists of plain ASCII; write “%1” percent-encoded.").arg(shown(violation));
    case Rule::AlreadyUsed:
        return SubjectWords::tr("%1 is listed twice.").arg(shown(violation));
    case Rule::NotAUri:
        return SubjectWords::tr("%1 is not an absolute URL such as https://app.example.com/callback.")
            .arg(shown(violation));
    case Rule::HasFragment:
        return SubjectWords::tr("%1 has a fragment (#), which a redirect cannot keep.").arg(shown(violation));
    case Rule::HasWildcard:
        return SubjectWords::tr("%1 contains “*”. Addresses are compared byte for byte; list each of them.")
            .arg(shown(violation));
    case Rule::HasUserInfo:
        return SubjectWords::tr("%1 has a user name before its host, which hides where it leads.")
            .arg(shown(violation));
    case Rule::UnsafeScheme:
        return isOrigin ? SubjectWords::tr("An origin begins with http:// or https://.")
                        : SubjectWords::tr("The scheme “%1” is not allowed here: use https, or http on the loopback. "
                                           "Native clients may have a scheme of their own.")
                              .arg(shown(violation));
    case Rule::NotAnOrigin:
        return SubjectWords::tr("An origin is scheme, host and port without a path, such as https://app.example.com.");
    default:
        return {};
    }
}

QString clientText(const Violation &violation)
{
    switch (violation.rule) {
    case Rule::NotForThisClient:
        return violation.field == Field::ClientAuthentication
                   ? SubjectWords::tr("A non-interactive client has to authenticate with a secret or a private key.")
                   : SubjectWords::tr("A client of this type cannot use the grant type %1.").arg(shown(violation));
    case Rule::Unknown:
        if (violation.field == Field::ClientType) {
            return SubjectWords::tr("“%1” is not a client type. Choose non_interactive, regular_web, spa or native.")
                .arg(shown(violation));
        }
        if (violation.field == Field::ClientAuthentication) {
            return SubjectWords::tr(
                       "“%1” is not an authentication method. Choose client_secret, private_key_jwt or none.")
                .arg(shown(violation));
        }
        if (violation.field == Field::ClientKeys)
            return SubjectWords::tr("This is not a public key. Give a PEM or a JWK.");
        return SubjectWords::tr(
                   "“%1” is not a grant type. Choose client_credentials, authorization_code or refresh_token.")
            .arg(shown(violation));
    case Rule::Required:
        return SubjectWords::tr("A client that authenticates with private_key_jwt needs a public key.");
    case Rule::TooMany:
        return SubjectWords::tr("A client has at most %1 public keys.").arg(violation.limit);
    case Rule::OutOfRange:
        return SubjectWords::tr("A lifetime of refresh tokens is between 1 and %1 seconds, the leeway may be 0.")
            .arg(violation.limit);
    default:
        return {};
    }
}

QString userText(const Violation &violation)
{
    switch (violation.field) {
    case Field::UserEmail:
        switch (violation.rule) {
        case Rule::Required:
            return SubjectWords::tr("A test user needs an email address, for example jane@example.com.");
        case Rule::TooLong:
            return SubjectWords::tr("An email address has at most %1 characters.").arg(violation.limit);
        case Rule::AlreadyUsed:
            return SubjectWords::tr("Another test user already has the address %1.").arg(shown(violation));
        case Rule::Blank:
        case Rule::NotPrintableAscii:
        case Rule::NotAnAddress:
            return SubjectWords::tr("Type an email address of plain ASCII, for example jane@example.com.");
        default:
            return {};
        }
    case Field::UserName:
        if (violation.rule == Rule::TooLong)
            return SubjectWords::tr("A name has at most %1 characters.").arg(violation.limit);
        return SubjectWords::tr("A name cannot contain “<”, “>”, line breaks or other control characters.");
    case Field::UserPassword:
        if (violation.rule == Rule::TooLong)
            return SubjectWords::tr("A password has at most %1 bytes.").arg(violation.limit);
        if (violation.rule == Rule::NotRepeated)
            return SubjectWords::tr("The passwords do not match.");
        if (violation.rule == Rule::Required) {
            return SubjectWords::tr("A password is needed. Type it at a terminal, or name a file that holds it with "
                                    "--password-file; - reads it from standard input.");
        }
        return SubjectWords::tr("A password has at least %1 characters.")
            .arg(violation.limit > 0 ? violation.limit : domain::minPassword);
    case Field::UserPermission:
        if (violation.rule == Rule::TooMany)
            return SubjectWords::tr("A user has at most %1 permissions.").arg(violation.limit);
        return SubjectWords::tr("The API does not define the scope “%1”. Add it to the API first.")
            .arg(shown(violation));
    default:
        return violation.rule == Rule::Unknown
                   ? SubjectWords::tr("There is no test user with the id or address “%1”.").arg(shown(violation))
                   : QString();
    }
}

QString keyText(const Violation &violation)
{
    if (violation.rule == Rule::Unknown)
        return SubjectWords::tr("There is no signing key “%1”.").arg(shown(violation));
    if (violation.rule != Rule::NotNow)
        return {};
    if (violation.value == domain::nameOf(domain::SigningKey::State::Revoked))
        return SubjectWords::tr("This key is revoked already.");
    return SubjectWords::tr("Only a previous key can be revoked. Rotate the keys first, so that another one signs.");
}

/// What the settings of an API add about people and dialects.
QString settingText(const Violation &violation)
{
    if (violation.rule == Rule::SystemApi)
        return SubjectWords::tr("This setting of the Management API cannot be changed.");
    switch (violation.field) {
    case Field::TokenDialect:
        return SubjectWords::tr("“%1” is not a token dialect. Choose access_token, access_token_authz, "
                                "rfc9068_profile or rfc9068_profile_authz.")
            .arg(shown(violation));
    case Field::TokenLifetimeForWeb:
        return SubjectWords::tr("The lifetime for browser flows is between 1 second and the token lifetime (%1).")
            .arg(violation.limit);
    default:
        return {};
    }
}

} // namespace

QString subjectViolationText(const Violation &violation)
{
    switch (violation.field) {
    case Field::ClientCallback:
    case Field::ClientLogoutUrl:
    case Field::ClientOrigin:
        return addressText(violation);
    case Field::ClientType:
    case Field::ClientGrantTypes:
    case Field::ClientAuthentication:
    case Field::ClientKeys:
    case Field::RefreshLifetime:
        return clientText(violation);
    case Field::User:
    case Field::UserEmail:
    case Field::UserName:
    case Field::UserPassword:
    case Field::UserPermission:
        return userText(violation);
    case Field::Consent:
        return violation.rule == Rule::Unknown
                   ? SubjectWords::tr("There is no consent “%1”. It may have been revoked already.")
                         .arg(shown(violation))
                   : QString();
    case Field::Session:
        return violation.rule == Rule::Unknown
                   ? SubjectWords::tr("There is no session and no refresh token “%1”. It may have ended already.")
                         .arg(shown(violation))
                   : QString();
    case Field::SigningKey:
        return keyText(violation);
    case Field::TokenDialect:
    case Field::TokenLifetimeForWeb:
    case Field::EnforcePolicies:
    case Field::SubjectPolicy:
        return settingText(violation);
    default:
        return {};
    }
}

} // namespace gatehouse::ui::text
