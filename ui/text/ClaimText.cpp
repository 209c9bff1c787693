#include "ui/text/ClaimText.h"

#include <QCoreApplication>

#include <array>
#include <span>

namespace gatehouse::ui::text {

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
    ClaimEntry{"gty",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                 "Grant type: how the token was obtained; client-credentials means without a user.")},
    ClaimEntry{"scope",
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "What the token permits, separated by blanks.")},
    ClaimEntry{"scp", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                        "What the token permits, as some other issuers write it.")},
    ClaimEntry{"permissions", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                                "The permissions of the user or client for this API.")},
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
               QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText", "The organization the user logged in to.")},
    ClaimEntry{"org_name", QT_TRANSLATE_NOOP("gatehouse::ui::text::ClaimText",
                                             "The name of the organization the user logged in to.")},
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
};

QString entryText(std::span<const ClaimEntry> entries, const QString &name)
{
    for (const ClaimEntry &entry : entries) {
        if (name == QLatin1String(entry.name))
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

bool isTimeClaim(const QString &claim)
{
    return claim == QLatin1String("exp") || claim == QLatin1String("nbf") || claim == QLatin1String("iat") ||
           claim == QLatin1String("auth_time") || claim == QLatin1String("updated_at");
}

} // namespace gatehouse::ui::text
