#include "ui/text/TenantErrorText.h"

#include "models/base/Text.h"
#include "models/store/connection/ConnectionFault.h"
#include "ui/text/TimeText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

namespace {

class TenantWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::TenantErrorText)
};

constexpr qsizetype detailLimit = 300;

bool isTenantStep(base::ErrorStep step)
{
    return step == base::ErrorStep::AskTenant || step == base::ErrorStep::ChangeTenant ||
           step == base::ErrorStep::LogInToTenant;
}

/// What a tenant says, as its own words.
QString quotedReason(const QString &detail)
{
    return detail.isEmpty() ? TenantWords::tr("It gives no reason.")
                            : TenantWords::tr("It says: “%1”").arg(base::visibleText(detail, detailLimit));
}

/// A connection, or the address of a tenant, that is of no use: `fault` says why.
ErrorText unfitText(store::remote::ConnectionFault fault, const QString &subject)
{
    using enum store::remote::ConnectionFault;
    switch (fault) {
    case Domain:
        return {TenantWords::tr("“%1” is not the domain of a tenant.").arg(subject),
                TenantWords::tr("A domain is a host name, with a port where it needs one."),
                TenantWords::tr("Give it as in acme.eu.auth0.com or localhost:8791.")};
    case Scheme:
        return {TenantWords::tr("“%1” does not begin with https.").arg(subject),
                TenantWords::tr("A Management token is sent over https only."),
                TenantWords::tr("Give the domain alone, as in acme.eu.auth0.com.")};
    case Credentials:
        return {TenantWords::tr("There is a user name or password in front of the domain."),
                TenantWords::tr("Everybody who sees the connection would see them. Nothing was kept of it."),
                TenantWords::tr("Give the domain alone, as in acme.eu.auth0.com.")};
    case Path:
        return {TenantWords::tr("“%1” is an address within a tenant, not its domain.").arg(subject),
                TenantWords::tr("Gatehouse adds the path of the Management API itself."),
                TenantWords::tr("Remove what follows the domain.")};
    case Http:
        return {TenantWords::tr("“%1” would be asked without encryption.").arg(subject),
                TenantWords::tr("http is for this machine alone: anybody on the way could read the Management token."),
                TenantWords::tr("Use https; a private authority can be named with --ca FILE.")};
    case NameTaken:
        return {TenantWords::tr("There already is a connection “%1”.").arg(subject),
                TenantWords::tr("Each connection has a name of its own."),
                TenantWords::tr("Choose another name, or remove that connection first.")};
    case Name:
        return {
            TenantWords::tr("“%1” cannot be the name of a connection.").arg(subject),
            TenantWords::tr("A name has 1 to 60 characters, each of which can be seen, and no space at either end."),
            TenantWords::tr("Choose another name.")};
    case Color:
        return {TenantWords::tr("“%1” is not a color.").arg(subject),
                TenantWords::tr("A color is written as a number sign and six hexadecimal digits."),
                TenantWords::tr("Give it as in #1a73e8.")};
    case Client:
        return {TenantWords::tr("“%1…” cannot be the ID of a client.").arg(subject),
                TenantWords::tr("A client ID has at most 200 characters."),
                TenantWords::tr("Copy it from the settings of the client in the tenant.")};
    case Unknown:
        return {TenantWords::tr("There is no connection “%1”.").arg(subject),
                TenantWords::tr("The name is misspelt, or the connection was removed."),
                TenantWords::tr("`gatehouse connection list` shows all connections.")};
    case FileDamaged:
        return {TenantWords::tr("The connections in %1 cannot be read.").arg(subject),
                TenantWords::tr("The file was damaged, or written by a newer version of Gatehouse."),
                TenantWords::tr("Move the file away and add the connections again. A store on this computer is not "
                                "concerned: name it with --store FILE.")};
    case Authority:
        return {TenantWords::tr("The file %1 holds no certificate.").arg(subject),
                TenantWords::tr("A private authority is named by its certificate in PEM."),
                TenantWords::tr("Ask the people who run the tenant's server for the certificate of its authority.")};
    case TokenKept:
        return {TenantWords::tr("A Management token is not kept."),
                TenantWords::tr("It is for “%1” alone, and expires within a day.").arg(subject),
                TenantWords::tr("Name a client with --client-id, or leave --keep out and give the token each time.")};
    case Token:
        return {TenantWords::tr("What was given for %1 cannot be a Management token.").arg(subject),
                TenantWords::tr("A token has letters, digits and signs of plain ASCII only, and no spaces within. "
                                "Nothing was sent."),
                TenantWords::tr("Copy the whole token, and nothing around it, and try again.")};
    case Passphrase:
        return {TenantWords::tr("This passphrase does not open the secret of “%1”.").arg(subject),
                TenantWords::tr("It is not the one the secret was sealed under, or the file was altered."),
                TenantWords::tr("Try again; capital letters and the keyboard's layout count.")};
    case NoSecret:
        return {TenantWords::tr("No client secret or token was given for “%1”.").arg(subject),
                TenantWords::tr("It is read from standard input, so that it is never an argument."),
                TenantWords::tr("Type it when you are asked, or pipe it into the command.")};
    case Secret:
        return {TenantWords::tr("The tenant keeps the secret of “%1” to itself.").arg(subject),
                TenantWords::tr("Gatehouse does not read secrets of other tenants and keeps no copy of them."),
                TenantWords::tr("Look it up in the tenant, or replace it with `client rotate-secret --reveal`.")};
    case OldSecret:
        return {TenantWords::tr("The old secret of “%1” cannot be put back.").arg(subject),
                TenantWords::tr("The tenant made a new one, and nobody has kept the one before."),
                TenantWords::tr("Give the client's program the new secret.")};
    case SecretUnclear:
        return {TenantWords::tr("It is not known whether the secret of “%1” was replaced.").arg(subject),
                TenantWords::tr("The tenant's answer was lost. The old secret may have stopped working."),
                TenantWords::tr("Replace the secret again when the tenant answers, and give it to the program.")};
    case Production:
        return {TenantWords::tr("“%1” is a production tenant, and is read only.").arg(subject),
                TenantWords::tr("Nothing was sent. The change would take effect immediately for everyone who uses the "
                                "tenant."),
                TenantWords::tr("Look at what the command would do, then add --allow-production.")};
    case NoLogin:
        return {TenantWords::tr("Nobody is logged in to “%1”.").arg(subject),
                TenantWords::tr("Without its secret or token the tenant cannot be asked. Nothing was sent."),
                TenantWords::tr("Try again, and give it.")};
    case Locked:
        return {TenantWords::tr("“%1” is a production tenant, and is read only now.").arg(subject),
                TenantWords::tr("Nothing was sent. What you typed is still there."),
                TenantWords::tr("Unlock it in the red bar above, and try again.")};
    case Removed:
        return {TenantWords::tr("The connection “%1” was removed.").arg(subject),
                TenantWords::tr("Another window or a command removed it, so nothing is sent to the tenant any more."),
                TenantWords::tr("Close this window, or add the connection again and open it anew.")};
    case NotSent:
        return {TenantWords::tr("The change was not sent to “%1”.").arg(subject),
                TenantWords::tr("You saw what it would do, and decided against it. What you typed is still there."),
                TenantWords::tr("Change it and try again, or leave it.")};
    case Offline:
        return {TenantWords::tr("“%1” cannot be changed while it is offline.").arg(subject),
                TenantWords::tr("What is shown is a copy on this computer. Nothing was sent, and nothing is lost."),
                TenantWords::tr("Try again when the tenant can be reached.")};
    case OnlyStore:
        return {TenantWords::tr("A store on this computer is never offline."),
                TenantWords::tr("--offline shows the copy of a tenant elsewhere."),
                TenantWords::tr("Leave --offline out, or name a connection with --connection.")};
    case CopyMissing:
        return {TenantWords::tr("There is no copy of “%1” on this computer.").arg(subject),
                TenantWords::tr("A copy is kept each time the whole tenant was read."),
                TenantWords::tr("Read it once while it can be reached.")};
    case CopyAltered:
        return {TenantWords::tr("The copy of “%1” on this computer was changed by someone else.").arg(subject),
                TenantWords::tr("It does not match its seal, so it is not shown."),
                TenantWords::tr("Try again when the tenant can be reached; the copy is replaced then.")};
    case CopyOlder:
        return {TenantWords::tr("The copy of “%1” on this computer is an older one than Gatehouse wrote last.")
                    .arg(subject),
                TenantWords::tr("Someone restored or replaced the file, so it is not shown."),
                TenantWords::tr("Try again when the tenant can be reached; the copy is replaced then.")};
    case CopyForeign:
        return {TenantWords::tr("What is in the place of the copy of “%1” belongs to another tenant.").arg(subject),
                TenantWords::tr("Someone replaced the file or its key, so it is not shown."),
                TenantWords::tr("Try again when the tenant can be reached; the copy is replaced then.")};
    case LoginTest:
        return {TenantWords::tr("Logins are not tested through a connection."),
                TenantWords::tr("People log in at the tenant's own pages, which Gatehouse does not fill in."),
                TenantWords::tr("Leave --flow out, and the client asks in its own name.")};
    case Command:
        return {TenantWords::tr("This command works with a store on this machine, not with a connection."),
                TenantWords::tr("It needs keys, people or a server that a tenant elsewhere keeps to itself."),
                TenantWords::tr("Leave --connection out, or use the tenant's own tools.")};
    case SigningSecret:
    case ClientKeys:
    case SigningKeys:
    case Server:
    case Users:
        break;
    }
    return {subject.isEmpty() ? TenantWords::tr("This is not changed through a connection.")
                              : TenantWords::tr("This is not changed through a connection: %1").arg(subject),
            TenantWords::tr("Through a connection Gatehouse changes APIs, clients, grants and settings. It does not "
                            "change keys, users, or secrets that you choose yourself."),
            TenantWords::tr("Change it in the tenant itself.")};
}

ErrorText unexpectedText(const base::Error &error, const QString &domain)
{
    if (error.detail == "redirect"_L1)
        return {TenantWords::tr("%1 wants to send Gatehouse to another address.").arg(domain),
                TenantWords::tr("The Management token would go along, so this was not followed. Nothing was changed."),
                TenantWords::tr("Check the domain of the connection.")};
    if (error.detail == "page"_L1)
        return {
            TenantWords::tr("%1 answered with a web page instead of data.").arg(domain),
            TenantWords::tr("A network that wants a login, or a proxy, answers in the tenant's place; or the domain "
                            "is not a tenant's."),
            TenantWords::tr("Open a browser to see what the network wants, check the domain, and try again.")};
    if (error.detail == "pages"_L1)
        return {TenantWords::tr("The lists of %1 change while they are read, or repeat themselves.").arg(domain),
                TenantWords::tr("What was read does not fit together, so none of it is shown."),
                TenantWords::tr("Try again when nobody is changing the tenant.")};
    const QString status = QString::number(error.httpStatus);
    return {error.httpStatus > 0
                ? TenantWords::tr("%1 answered something unexpected (HTTP status %2).").arg(domain, status)
                : TenantWords::tr("%1 answered something unexpected.").arg(domain),
            TenantWords::tr("The answer is cut off, not what the Management API says, or the tenant is in trouble."),
            TenantWords::tr("Check the domain and try again; if it lasts, ask the people who run the tenant.")};
}

/// About the secret of a connection, which a keychain has or ought to have.
ErrorText keychainText(base::ErrorCode code, const QString &name)
{
    using enum base::ErrorCode;
    switch (code) {
    case KeychainMissing:
        return {TenantWords::tr("There is no keychain here for the secret of “%1”.").arg(name),
                TenantWords::tr("No Secret Service and no KWallet answers in this session. Nothing was changed."),
                TenantWords::tr("Start the desktop's keychain, or have the secret kept under a passphrase.")};
    case KeychainRefused:
        return {TenantWords::tr("The keychain did not let Gatehouse to the secret of “%1”.").arg(name),
                TenantWords::tr("It is locked, or access was denied. Nothing was changed."),
                TenantWords::tr("Unlock the keychain, allow the access, and try again.")};
    case KeychainSilent:
        return {TenantWords::tr("The keychain did not answer in time about the secret of “%1”.").arg(name),
                TenantWords::tr("It is busy, or waits for a question of its own to be answered. Nothing was changed."),
                TenantWords::tr("Answer the keychain's question and try again.")};
    default:
        return {TenantWords::tr("The keychain does not hold the secret of “%1”.").arg(name),
                TenantWords::tr("Its entry was deleted or replaced, the connection's address was changed, or this is "
                                "another account's keychain."),
                TenantWords::tr("Remove the connection and add it again with the secret.")};
    }
}

} // namespace

bool isTenantError(const base::Error &error)
{
    using enum base::ErrorCode;
    switch (error.code) {
    case TlsRefused:
    case LoginRefused:
    case ScopeMissing:
    case RateLimited:
    case TenantRefused:
    case PartlyDone:
    case ConnectionUnfit:
        return true;
    case ServerUnreachable:
    case TimedOut:
    case TooLarge:
    case UnexpectedAnswer:
    case KeychainMissing:
    case KeychainRefused:
    case KeychainSilent:
    case KeychainMismatch:
        return isTenantStep(error.step);
    default:
        return false;
    }
}

ErrorText tenantErrorText(const base::Error &error, const QString &subject)
{
    using enum base::ErrorCode;
    const QString domain = subject.isEmpty() ? TenantWords::tr("The tenant") : subject;
    switch (error.code) {
    case TlsRefused:
        return {TenantWords::tr("The connection to %1 is not secure.").arg(domain),
                error.detail.isEmpty()
                    ? TenantWords::tr("Its certificate or its TLS version is not accepted. Nothing was sent.")
                    : TenantWords::tr("Its certificate or its TLS version is not accepted: %1. Nothing was sent.")
                          .arg(base::visibleText(error.detail, detailLimit)),
                TenantWords::tr("Check the domain and this machine's clock. A private authority can be named with "
                                "--ca FILE; there is no way around the check.")};
    case LoginRefused:
        return {
            TenantWords::tr("%1 does not accept the client or its token.").arg(domain), quotedReason(error.detail),
            TenantWords::tr("Check client id and secret, whether the secret was replaced, and whether the client is "
                            "authorized for the Management API.")};
    case ScopeMissing:
        return {TenantWords::tr("The Management token for %1 lacks a scope for this.").arg(domain),
                TenantWords::tr("One of these is needed: %1. Nothing was changed.")
                    .arg(base::visibleText(error.detail, detailLimit)),
                TenantWords::tr("Grant it to the client in the tenant, under the Management API, and try again.")};
    case RateLimited:
        if (const qint64 seconds = error.detail.toLongLong(); seconds > 0) {
            const QString time = durationText(std::chrono::seconds(seconds));
            return {TenantWords::tr("%1 accepts no more requests for now.").arg(domain),
                    TenantWords::tr("It asks to be left alone for %1. Gatehouse does not wait that long by itself.")
                        .arg(time),
                    TenantWords::tr("Try again after %1.").arg(time)};
        }
        return {TenantWords::tr("%1 accepts no more requests for now.").arg(domain),
                TenantWords::tr("Its limit is used up, by Gatehouse or by others. Gatehouse waited several times, and "
                                "was refused each time."),
                TenantWords::tr("Try again later.")};
    case TenantRefused:
        return {TenantWords::tr("%1 does not accept the change.").arg(domain), quotedReason(error.detail),
                TenantWords::tr("Change what it complains about, and try again.")};
    case PartlyDone:
        return {subject.isEmpty() ? TenantWords::tr("Only a part of the change was made.")
                                  : TenantWords::tr("Only a part of the change was made: %1 steps.").arg(subject),
                TenantWords::tr("The tenant stopped it in between (%1). What was made stays.")
                    .arg(base::visibleText(error.detail, detailLimit)),
                TenantWords::tr("Look at the tenant as it is now, and make the rest of the change again.")};
    case ConnectionUnfit:
        return unfitText(store::remote::faultOf(error).value_or(store::remote::ConnectionFault::Server), subject);
    case TimedOut:
        return {TenantWords::tr("%1 did not answer in time.").arg(domain),
                TenantWords::tr("The network or the tenant is slow, or something holds the connection open."),
                TenantWords::tr("Try again; if it lasts, check the network.")};
    case TooLarge:
        if (error.detail.startsWith("all "_L1)) {
            const QString most = error.detail == "all bytes"_L1
                                     ? TenantWords::tr("Its answers came to more than 64 MiB before the lists ended.")
                                     : TenantWords::tr("Its lists had more than 200,000 objects, and did not end.");
            return {TenantWords::tr("%1 has more to read than Gatehouse accepts.").arg(domain),
                    TenantWords::tr("%1 Gatehouse stopped there, so that it does not fill the memory. Nothing was "
                                    "changed.")
                        .arg(most),
                    TenantWords::tr("Check that this is the domain of a tenant.")};
        }
        return {TenantWords::tr("The answer of %1 is larger than Gatehouse accepts.").arg(domain),
                TenantWords::tr("Whatever comes from outside has a size limit, so that it cannot fill the memory."),
                TenantWords::tr("Check that this is the domain of a tenant.")};
    case UnexpectedAnswer:
        return unexpectedText(error, domain);
    case KeychainMissing:
    case KeychainRefused:
    case KeychainSilent:
    case KeychainMismatch:
        return keychainText(error.code, domain);
    default:
        return {TenantWords::tr("%1 cannot be reached.").arg(domain),
                TenantWords::tr("The name is unknown, nothing answers there, or the network or its proxy is down."),
                TenantWords::tr("Check the domain and the network, and try again.")};
    }
}

} // namespace gatehouse::ui::text
