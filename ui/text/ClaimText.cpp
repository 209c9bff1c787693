#include "ui/text/ClaimText.h"

#include <QCoreApplication>

#include <array>
#include <span>

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *claimContext = "gatehouse::ui::text::ClaimText";

struct ClaimEntry
{
    const char *name;
    const char *explanation;
};

constexpr std::array claimEntries{
    ClaimEntry{"iss",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                 "Issuer: the authorization server that made the token (RFC 7519 section 4.1.1).")},
    ClaimEntry{"sub", QT_TRANSLATE_NOOP(
                          "gatehouse::ui::text::ClaimText",
                          "Subject: whom the token speaks of; CLIENT_ID@clients when a client acts for itself.")},
    ClaimEntry{"aud", QT_TRANSLATE_NOOP(
                          "gatehouse::ui::text::ClaimText",
                          "Audience: the identifier of the API the token is for. Every other API has to refuse it.")},
    ClaimEntry{"exp", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Expiration: from this moment on the token is worthless.")},
    ClaimEntry{"nbf", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Not before: the token is not valid before this moment.")},
    ClaimEntry{"iat", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Issued at: when the token was made.")},
    ClaimEntry{"jti", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Token id: unlike that of any other token of this issuer.")},
    ClaimEntry{"azp", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Authorized party: the client the token was issued to.")},
    ClaimEntry{"client_id", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                              "The client the token was issued to (RFC 9068 section 2.2).")},
    ClaimEntry{"gty", QT_TRANSLATE_NOOP(
                          "gatehouse::ui::text::ClaimText",
                          "Auth0: by which grant the token was obtained; client-credentials means without a user.")},
    ClaimEntry{"scope",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "What the token permits, separated by spaces.")},
    ClaimEntry{"scp", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "What the token permits, as some other issuers write it.")},
    ClaimEntry{"permissions", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                                "Auth0: the permissions of the user or client for this API.")},
    ClaimEntry{"roles",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Roles of the user (RFC 9068 section 2.2.3.1).")},
    ClaimEntry{"auth_time", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "When the user last logged in.")},
    ClaimEntry{"acr", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "How strongly the user was authenticated.")},
    ClaimEntry{"amr",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "By which methods the user was authenticated.")},
    ClaimEntry{"nonce", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                          "Ties an ID token to one login request. An access token has none.")},
    ClaimEntry{"at_hash", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Ties an ID token to its access token.")},
    ClaimEntry{"sid", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The login session the token belongs to.")},
    ClaimEntry{"cnf", QT_TRANSLATE_NOOP(
                          "gatehouse::ui::text::ClaimText",
                          "Confirmation: the token is bound to a key, and to bear it is not enough (RFC 7800).")},
    ClaimEntry{"act", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Actor: who acts on behalf of the subject (RFC 8693).")},
    ClaimEntry{"org_id",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Auth0: the organization the user logged in to.")},
    ClaimEntry{"org_name", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                             "Auth0: the name of the organization the user logged in to.")},
    ClaimEntry{"authorization_details",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "What was authorized, in detail (RFC 9396).")},
    ClaimEntry{"name", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The user's full name.")},
    ClaimEntry{"nickname", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The user's casual name.")},
    ClaimEntry{"email", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The user's e-mail address.")},
    ClaimEntry{"email_verified",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Whether the e-mail address was checked.")},
    ClaimEntry{"picture", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Address of the user's picture.")},
    ClaimEntry{"updated_at",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "When the user's profile last changed.")},
    ClaimEntry{"may_act",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Who may act on behalf of the subject (RFC 8693).")},
    ClaimEntry{"entitlements", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                                 "What the user is entitled to (RFC 9068 section 2.2.3.1).")},
    ClaimEntry{"groups",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Groups of the user (RFC 9068 section 2.2.3.1).")},
    ClaimEntry{"s_hash",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Ties an ID token to the state of its request.")},
    ClaimEntry{"c_hash",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Ties an ID token to its authorization code.")},
    ClaimEntry{"htm", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "The HTTP method a DPoP proof is good for (RFC 9449).")},
    ClaimEntry{"htu",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The address a DPoP proof is good for (RFC 9449).")},
    ClaimEntry{"ath", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "The hash of the access token a DPoP proof goes with (RFC 9449).")},
    ClaimEntry{"sub_id",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The subject in another form (RFC 9493).")},
    ClaimEntry{"txn",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The transaction the token belongs to (RFC 8417).")},
    ClaimEntry{"events", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                           "What happened: a security event token (RFC 8417).")},
    ClaimEntry{"vct",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The type of a verifiable credential as SD-JWT.")},
    ClaimEntry{"_sd", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Digests of claims that are disclosed one by one (RFC 9901).")},
    ClaimEntry{"_sd_alg", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The hash of those digests (RFC 9901).")},
    ClaimEntry{"preferred_username",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The name the user likes to go by; no identifier.")},
    ClaimEntry{"given_name", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The user's first name.")},
    ClaimEntry{"family_name", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The user's last name.")},
    ClaimEntry{"phone_number", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The user's telephone number.")},
    ClaimEntry{"birthdate", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The user's date of birth.")},
    ClaimEntry{"address", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The user's postal address.")},
    ClaimEntry{"tid", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Microsoft Entra: the directory (tenant) the user is in.")},
    ClaimEntry{"oid",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                 "Microsoft Entra: the user or service principal, the same in every application.")},
    ClaimEntry{"appid", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                          "Microsoft Entra: the client the token was issued to (version 1 tokens).")},
    ClaimEntry{
        "appidacr",
        QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                          "Microsoft Entra: how the client proved itself: 0 not at all, 1 secret, 2 certificate.")},
    ClaimEntry{"azpacr", QT_TRANSLATE_NOOP(
                             "gatehouse::ui::text::ClaimText",
                             "Microsoft Entra: how the client proved itself: 0 not at all, 1 secret, 2 certificate.")},
    ClaimEntry{"idtyp", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                          "Microsoft Entra: app when the token is a client's own, without a user.")},
    ClaimEntry{"ver", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Microsoft Entra and Okta: the version of the token's format.")},
    ClaimEntry{"upn", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Microsoft Entra: the user's sign-in name; it can change.")},
    ClaimEntry{"unique_name", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                                "Microsoft Entra: a name to show for the user; it is not unique.")},
    ClaimEntry{"wids", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                         "Microsoft Entra: the directory roles of the user.")},
    ClaimEntry{"hasgroups",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                 "Microsoft Entra: the user is in more groups than fit; they are to be asked for.")},
    ClaimEntry{"idp", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Microsoft Entra: who authenticated the user, if not the issuer.")},
    ClaimEntry{"ipaddr", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                           "Microsoft Entra: the network address the user signed in from.")},
    ClaimEntry{"uti",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Microsoft Entra: the token's id, as in jti.")},
    ClaimEntry{"rh", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Microsoft Entra: for its own use.")},
    ClaimEntry{"aio", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Microsoft Entra: for its own use.")},
    ClaimEntry{"xms_tcdt", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Microsoft Entra: for its own use.")},
    ClaimEntry{"cid", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Okta: the client the token was issued to.")},
    ClaimEntry{"uid", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Okta: the user's id.")},
    ClaimEntry{"https://aws.amazon.com/tags",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Tags for Amazon Web Services.")},
    ClaimEntry{"token_use", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                              "Amazon Cognito: access or id, what the token is for.")},
    ClaimEntry{"realm_access",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Keycloak: roles of the user in the realm.")},
    ClaimEntry{"resource_access",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Keycloak: roles of the user, client by client.")},
    ClaimEntry{"session_state", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Keycloak: the login session.")},
};

constexpr std::array headerEntries{
    ClaimEntry{"alg", QT_TRANSLATE_NOOP(
                          "gatehouse::ui::text::ClaimText",
                          "The signing algorithm the token claims. Which one is accepted is decided by the key.")},
    ClaimEntry{"typ", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "What kind of token this is: JWT, or at+jwt for an access token of RFC 9068.")},
    ClaimEntry{"kid", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Key id: which of the issuer's keys to verify with.")},
    ClaimEntry{"cty", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Content type of the payload; JWT means a token inside the token.")},
    ClaimEntry{"jwk", QT_TRANSLATE_NOOP(
                          "gatehouse::ui::text::ClaimText",
                          "A public key inside the token. It is shown and never used: anyone can put one there.")},
    ClaimEntry{"jku", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "The address of a key set. It is shown and never fetched.")},
    ClaimEntry{"x5c", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Certificates inside the token. They are shown and never trusted.")},
    ClaimEntry{"x5u", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "The address of certificates. It is shown and never fetched.")},
    ClaimEntry{"x5t",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "SHA-1 thumbprint of the signer's certificate.")},
    ClaimEntry{"x5t#S256",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "SHA-256 thumbprint of the signer's certificate.")},
    ClaimEntry{"crit", QT_TRANSLATE_NOOP(
                           "gatehouse::ui::text::ClaimText",
                           "Extensions a verifier has to understand, or refuse the token (RFC 7515 section 4.1.11).")},
    ClaimEntry{"b64", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Whether the payload is base64url (RFC 7797); a JWT's always is.")},
    ClaimEntry{"enc", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "How the content of an encrypted token is encrypted.")},
    ClaimEntry{"zip", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Compression of an encrypted token; signed tokens have none.")},
    ClaimEntry{"nonce", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                          "Some issuers mark tokens that only they can verify with it.")},
    ClaimEntry{"epk", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "The sender's ephemeral key of an encrypted token.")},
    ClaimEntry{"apu", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Who made an encrypted token, for its key agreement.")},
    ClaimEntry{"apv", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "Whom an encrypted token is for, for its key agreement.")},
    ClaimEntry{"p2c", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "How often a password is hashed for an encrypted token's key.")},
    ClaimEntry{"p2s", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The salt of that password.")},
    ClaimEntry{"iv", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Initialization vector of the wrapped key.")},
    ClaimEntry{"tag", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Authentication tag of the wrapped key.")},
};

constexpr std::array nestedEntries{
    ClaimEntry{"/cnf/jkt",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                 "The thumbprint of the key a DPoP proof has to be signed with (RFC 9449).")},
    ClaimEntry{"/cnf/x5t#S256",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                 "The thumbprint of the certificate the caller has to show in TLS (RFC 8705).")},
    ClaimEntry{"/cnf/jwk", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                             "The key the caller has to prove that it holds (RFC 7800).")},
    ClaimEntry{"/act/sub", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Who acts for the subject (RFC 8693).")},
    ClaimEntry{"/realm_access/roles",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "Keycloak: roles of the user in the realm.")},
};

QString entryText(std::span<const ClaimEntry> entries, const QString &name)
{
    for (const ClaimEntry &entry : entries) {
        if (name == QLatin1StringView(entry.name))
            return QCoreApplication::translate(claimContext, entry.explanation);
    }
    return {};
}

} // namespace

QString claimExplanation(const QString &claim)
{
    return entryText(claimEntries, claim);
}

QString headerExplanation(const QString &parameter)
{
    return entryText(headerEntries, parameter);
}

QString memberExplanation(const QString &name, bool isHeader)
{
    QString known = isHeader ? headerExplanation(name) : claimExplanation(name);
    if (!known.isEmpty())
        return known;
    return isHeader
               ? QCoreApplication::translate(claimContext, "Not registered: a parameter of the issuer's own.")
               : QCoreApplication::translate(claimContext, "Not registered: a claim of the issuer's or the API's own.");
}

QString nestedClaimExplanation(const QString &pointer)
{
    return entryText(nestedEntries, pointer);
}

bool isTimeClaim(const QString &claim)
{
    return claim == "exp"_L1 || claim == "nbf"_L1 || claim == "iat"_L1 || claim == "auth_time"_L1 ||
           claim == "updated_at"_L1;
}

} // namespace gatehouse::ui::text
